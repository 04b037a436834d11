"""What leaves the program: a URL to the browser, a text to a pager, a command or the editor.

Refuses any scheme but http and https, and to build a shell line from an article's words.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from index import Cited, cite, safe

if TYPE_CHECKING:
    from index import Article

    from .session.session import Say, Session


PAGERS: Final = frozenset({"less", "more", "most", "bat", "vi", "vim", "nvim", "view", "nano", "emacs", "w3m"})
"""Programs that keep the terminal until the reader leaves them."""

LONGEST: Final = 1 << 22
"""Bytes of the longest text that is taken from an editor."""


def plain_text(article: Article) -> str:
    """Return the article for a pager: its citation and its text without what is folded, fit for a terminal."""
    shown = (article.text[block.start : block.end] for block in article.blocks if not block.folded)
    return "\n\n".join(map(safe, [cite("", Cited.of(article)).strip(), *shown])) + "\n"


def web_address(url: str | None) -> str | None:
    """Return the URL when a browser may be given it: http or https, with a host, without spaces or controls."""
    if not url or not url.isprintable() or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def browse(url: str) -> bool:
    """Hand an address to the browser; return whether one took it. Raises ``ValueError`` for any other URL."""
    address = web_address(url)
    if address is None:
        raise ValueError(url)
    import webbrowser  # noqa: PLC0415 as below: it looks around for browsers

    return webbrowser.open(address)


def browser_needs_terminal() -> bool:
    """Whether the reader's browser is a program that runs in the terminal, as lynx and w3m do."""
    import webbrowser  # noqa: PLC0415

    try:
        return type(webbrowser.get()) is webbrowser.GenericBrowser
    except webbrowser.Error:
        return False


def pager() -> str:
    """Return the reader's pager command."""
    return os.environ.get("PAGER") or "less"


def words_of(command: str) -> list[str]:
    """Return the words of a command whose program is there.

    Raises ``FileNotFoundError`` for a program that is not, ``ValueError`` when its quotes don't match or it is empty.
    """
    words = shlex.split(command)
    if not words:
        raise ValueError("no command is named")
    if shutil.which(words[0]) is None:
        raise FileNotFoundError(f"there is no program “{words[0]}”")
    return words


def pipe(command: str, text: str) -> int:
    """Run a command with ``text`` as its input and the terminal as its output; return its exit status.

    What it printed stays until the reader presses Enter, unless it is a pager, which waits by itself. Raises as
    `words_of` does, and ``OSError`` when it can't be started.
    """
    words = words_of(command)
    done = subprocess.run(words, input=text.encode(), check=False)  # noqa: S603 - the reader's own command, no shell
    if Path(words[0]).name not in PAGERS and command != pager():
        failed = f" (it ended with {done.returncode})" if done.returncode else ""
        with suppress(EOFError):
            input(f"\n{words[0]} is done{failed}; Enter goes back to the reader. ")
    return done.returncode


def editor() -> str:
    """Return the reader's editor command."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"


def edit(text: str) -> str | None:
    """Let the reader change a text in the editor; return it, or ``None`` when the editor failed or changed nothing.

    Raises as `words_of` does, ``OSError`` when it can't be started or leaves no file, and ``ValueError`` for a changed
    text that can't be taken, which then stays where the error says.
    """
    with ExitStack() as leftovers:
        folder = Path(tempfile.mkdtemp(prefix="variorum-"))
        leftovers.callback(shutil.rmtree, folder, ignore_errors=True)
        path, before = folder / "note.md", text.removesuffix("\n")
        path.write_text(before + "\n", encoding="utf-8")
        done = subprocess.run([*words_of(editor()), str(path)], check=False)  # noqa: S603 - the reader's own editor
        if done.returncode > 0:
            return None
        if not path.is_file():  # a FIFO or a device would be read for ever
            raise FileNotFoundError("it left no file behind")
        try:
            return _changed(path, before, done.returncode)
        except ValueError as error:
            leftovers.pop_all()
            raise ValueError(f"{path} is kept: {error}") from error


def _changed(path: Path, before: str, code: int) -> str | None:
    """Return what the editor made of ``before``, ``None`` if nothing; raises ``ValueError`` if it can't be taken."""
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


def to_shell() -> None:
    """Stop the reader and all it was begun with, until the shell brings it back; raises ``OSError`` without a shell."""
    # Who leads the session has no shell above that could bring it back.
    if os.name != "posix" or os.getsid(0) == os.getpgrp():
        raise OSError("there is no shell to go back to")
    os.kill(0, signal.SIGSTOP)


def is_there(command: str, say: Say) -> bool:
    """Return whether a command's program is there; if not, it is said, and the screen is not left."""
    try:
        words_of(command)
    except (OSError, ValueError) as error:
        say(f"The command can't be run: {error}.", alarm=True)
        return False
    return True


def edited(session: Session, text: str, say: Say) -> str | None:
    """Return a text as the reader left it in $EDITOR; ``None`` when nothing is to be saved, which is said."""
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
