"""Other programs: URLs for the browser, text for a pager, command or editor, and the shell.

Only http and https URLs are opened, and no shell command line is built from an article's text.
"""

from __future__ import annotations

import os
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from index import Cited, cite, safe

from .session.ending import end_signals_heard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from index import Article

    from .session.session import Say, Session


PAGERS: Final = frozenset({"less", "more", "most", "bat", "vi", "vim", "nvim", "view", "nano", "emacs", "w3m"})
"""Programs that keep the terminal until the user quits them."""

GRACE: Final = 5.0
"""Seconds that a program asked to end is waited for before it is killed."""

LONGEST: Final = 1 << 22
"""The longest text accepted from an editor, in bytes."""


_SETTLED: Final = b"\x1b[?1049l\x1b[?1l\x1b>\x1b[m"
"""Leaves the other screen, keys of applications and colours, which a killed program may have left on."""


def plain_text(article: Article) -> str:
    """Return an article for a pager: its citation and text without folded blocks, safe for a terminal."""
    shown = (article.text[block.start : block.end] for block in article.blocks if not block.folded)
    return "\n\n".join(map(safe, [cite("", Cited.of(article)).strip(), *shown])) + "\n"


def web_address(url: str | None) -> str | None:
    """Return a URL if it is safe for a browser: http or https, with a host, without spaces or control characters."""
    if not url or not url.isprintable() or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def browse(url: str) -> bool:
    """Open a URL in the browser; return whether that succeeded. Raises ``ValueError`` for an unsafe one."""
    address = web_address(url)
    if address is None:
        raise ValueError(url)
    import webbrowser  # noqa: PLC0415 - it searches for browsers

    return webbrowser.open(address)


def browser_needs_terminal() -> bool:
    """Whether the browser runs in the terminal, like lynx and w3m."""
    import webbrowser  # noqa: PLC0415

    try:
        return type(webbrowser.get()) is webbrowser.GenericBrowser
    except webbrowser.Error:
        return False


def pager() -> str:
    """Return the pager command."""
    return os.environ.get("PAGER") or "less"


def words_of(command: str) -> list[str]:
    """Split a command into words and check that its program exists.

    Raises ``FileNotFoundError`` if it does not, ``ValueError`` for unbalanced quotes or an empty command.
    """
    words = shlex.split(command)
    if not words:
        raise ValueError("no command is named")
    if shutil.which(words[0]) is None:
        raise FileNotFoundError(f"there is no program “{words[0]}”")
    return words


_LOOK = 0.2
"""Seconds between two looks whether the reader was asked to end."""


def pipe(command: str, text: str) -> int:
    """Run a command with ``text`` as its input and the terminal as its output; return its exit status.

    Unless it is a pager, its output stays until the reader presses Enter. Raises as `words_of` does, and ``OSError`` if
    it can't be started.
    """
    words = words_of(command)
    code, asked = _run(words, text.encode())
    if Path(words[0]).name not in PAGERS and command != pager() and not asked:
        failed = f" (it ended with {code})" if code else ""
        with suppress(EOFError, InterruptedError), end_signals_heard(_break_off):
            _wait_for_enter(f"\n{words[0]} is done{failed}; Enter goes back to the reader. ")
    return code


def _wait_for_enter(told: str) -> None:
    """Wait for a line; a signal just before a read would be heard only behind it, so the terminal is asked first."""
    if sys.stdin.isatty():
        sys.stdout.write(told)
        sys.stdout.flush()
        while not select.select([sys.stdin], (), (), _LOOK)[0]:
            pass
        told = ""
    input(told)


def _break_off(number: int) -> None:
    raise InterruptedError(number)


def _run(words: Sequence[str], text: bytes | None = None) -> tuple[int, bool]:
    """Run a program that has the terminal; return its exit status, and whether the reader was asked to end meanwhile.

    The program is asked then as well: it may save what it has and set the terminal right, for which it has `GRACE`. One
    that does not listen is killed, and what it made of the terminal is undone.
    """
    started: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int) -> None:
        for each in started:
            each.send_signal(number)
            if not alarm.is_alive():
                alarm.start()

    with (
        _terminal_kept(),
        _alarm_that_kills(started) as alarm,
        end_signals_heard(pass_on) as asked,  # first: what comes while the program starts is passed on behind it
        subprocess.Popen(words, stdin=None if text is None else subprocess.PIPE) as program,  # noqa: S603 - no shell
    ):
        started.append(program)
        for number in asked:
            pass_on(number)
        with suppress(_KilledError):  # the alarm also ends waiting for whoever else holds the pipe
            program.communicate(text)
            alarm.cancel()
    return program.returncode, bool(asked)


class _KilledError(Exception):
    """A program that did not end when asked was killed."""


@contextmanager
def _alarm_that_kills(started: Sequence[subprocess.Popen[bytes]]) -> Iterator[threading.Timer]:
    """Yield an alarm that kills what was ``started``, and raises `_KilledError` where the reader waits for it."""

    def kill(_: int, __: FrameType | None) -> None:
        for each in started:
            each.kill()
        raise _KilledError

    here = threading.current_thread()
    alarm = threading.Timer(GRACE, lambda: signal.pthread_kill(here.ident or 0, signal.SIGALRM))
    alarm.daemon = True
    if here is not threading.main_thread():
        yield alarm
        return
    before = signal.signal(signal.SIGALRM, kill)
    try:
        yield alarm
    finally:
        alarm.cancel()
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _terminal_kept() -> Iterator[None]:
    """Give the terminal back as it was, whatever the other program left of it.

    What was typed or pasted for that program, and not read by it, is dropped: it would run as commands of the reader.
    """
    try:
        terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else -1
        before = termios.tcgetattr(terminal)
    except (OSError, ValueError, termios.error):
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError, termios.error):
            termios.tcflush(terminal, termios.TCIFLUSH)
            if termios.tcgetattr(terminal) != before:
                termios.tcsetattr(terminal, termios.TCSADRAIN, before)
                os.write(terminal, _SETTLED)


def editor() -> str:
    """Return the editor command."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"


def edit(text: str) -> str | None:
    """Edit a text in the editor; return it, or ``None`` if the editor failed or nothing changed.

    Raises as `words_of` does, ``OSError`` if it can't be started or leaves no file, and ``ValueError`` for a result
    that can't be used, whose file is then kept and named in the message.
    """
    with ExitStack() as leftovers:
        folder = Path(tempfile.mkdtemp(prefix="variorum-"))
        leftovers.callback(shutil.rmtree, folder, ignore_errors=True)
        path, before = folder / "note.md", text.removesuffix("\n")
        path.write_text(before + "\n", encoding="utf-8")
        code, asked = _run([*words_of(editor()), str(path)])
        if asked and {*folder.iterdir()} - {path}:  # what it had in hand, as vim leaves it
            leftovers.pop_all()
            sys.stderr.write(f"{folder} is kept: what the editor left when it was ended.\n")
        if code > 0 and not asked:
            return None
        if not path.is_file():  # a FIFO or a device would be read for ever
            raise FileNotFoundError("it left no file behind")
        try:
            return _changed(path, before, 0 if asked else code)
        except ValueError as error:
            leftovers.pop_all()
            raise ValueError(f"{path} is kept: {error}") from error


def _changed(path: Path, before: str, code: int) -> str | None:
    """Return the edited text, ``None`` if it is still ``before``; raises ``ValueError`` if it can't be used."""
    size = path.stat().st_size
    if size > LONGEST:
        raise ValueError(f"it has more than {LONGEST >> 20} MB")
    try:
        after = path.read_text(encoding="utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is no UTF-8 at byte {error.start + 1}") from error
    if after == before:
        return None
    if code < 0:
        raise ValueError(f"the editor was ended by signal {-code}")
    return after


def has_shell() -> bool:
    """Whether a shell could resume the reader: a session leader has none above it."""
    return os.getsid(0) != os.getpgrp()


def to_shell(session: Session) -> None:
    """Suspend the reader's process group until the shell resumes it; without a shell that could, refuse."""
    if has_shell():
        session.outside(lambda: os.kill(0, signal.SIGSTOP), "The reader can't be stopped")
    else:
        session.say("The reader can't be stopped: there is no shell to go back to.", alarm=True)


def is_there(command: str, say: Say) -> bool:
    """Return whether a command's program exists; if not, say so without leaving the screen."""
    try:
        words_of(command)
    except (OSError, ValueError) as error:
        say(f"The command can't be run: {error}.", alarm=True)
        return False
    return True


def edited(session: Session, text: str, say: Say) -> str | None:
    """Edit a text in $EDITOR; return it, or ``None`` if there is nothing to save, which is reported."""
    unchanged = False
    if not is_there(editor(), say):
        return None

    def run() -> str | None:
        nonlocal unchanged
        changed = edit(text)
        unchanged = changed is None
        return changed

    changed = session.outside(run, "The editor can't be used", say)
    if unchanged:
        say("Nothing was changed.")
    return changed
