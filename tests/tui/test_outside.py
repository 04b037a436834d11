"""What may leave the program: web addresses alone, and texts through the reader's own command."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import tty
import webbrowser
from typing import TYPE_CHECKING

import pytest

from index import Article, Block, Field, Role, Source
from tui import outside
from tui.outside import LONGEST, browse, edit, pager, pipe, plain_text, web_address, words_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "HTTP://example.org"])
def test_web_addresses_may_be_opened(url: str) -> None:
    """Addresses of http and https with a host pass unchanged."""
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b", "https://a\x1b]0;x", "http://["],
)
def test_nothing_else_may_be_opened(url: str | None) -> None:
    """Other schemes, spaces, controls and broken addresses are refused."""
    assert web_address(url) is None


def test_the_browser_gets_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good address is handed on; a bad one is never."""
    opened: list[str] = []

    def take(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", take)
    assert browse("https://example.org") is True
    with pytest.raises(ValueError, match="file"):
        browse("file:///etc/passwd")
    assert opened == ["https://example.org"]


def test_the_pager_is_the_readers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """$PAGER, else less."""
    monkeypatch.setenv("PAGER", "more")
    assert pager() == "more"
    monkeypatch.delenv("PAGER")
    assert pager() == "less"


def test_a_command_gets_the_text_as_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text arrives as UTF-8 and the exit status comes back; no shell reads the command."""
    monkeypatch.setattr("builtins.input", lambda _: "")
    kept = tmp_path / "kept"
    code = f"import sys; open({str(kept)!r}, 'wb').write(sys.stdin.buffer.read()); sys.exit(3)"
    assert pipe(f"{sys.executable} -c {code!r}".replace("\\'", "'"), "“naïve”; $(false)") == 3
    assert kept.read_text(encoding="utf-8") == "“naïve”; $(false)"


@pytest.mark.parametrize(
    ("script", "left"),
    [("printf 'by hand\\n' > \"$1\"", "by hand"), ("true", None), ('printf x > "$1"; exit 1', None)],
    ids=["changed", "unchanged", "failed"],
)
def test_an_editor_changes_a_text(
    script: str, left: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the editor left comes back; nothing when it failed or changed nothing."""
    command = tmp_path / "my editor"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{command}'")
    assert edit("before\n") == left


@pytest.mark.parametrize(
    "script", ['rm "$1"', 'rm "$1"; mkdir "$1"', 'rm "$1"; mkfifo "$1"', 'ln -sf /dev/zero "$1"', 'rm -r "${1%/*}"']
)
def test_an_editor_that_leaves_no_file_is_told(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file deleted, or made a folder, a FIFO or an endless device, is neither waited for nor taken for a text."""
    command = tmp_path / "editor"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(command))
    with pytest.raises(FileNotFoundError, match="it left no file behind"):
        edit("before\n")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("printf 'caf\\351' > \"$1\"", "it is no UTF-8 at byte 4"),
        (f'head -c {LONGEST + 1} /dev/zero > "$1"', "it has more than 4 MB"),
        ('echo more >> "$1"; kill -9 $$', "the editor was ended by signal 9"),
    ],
    ids=["no UTF-8", "too long", "killed"],
)
def test_a_text_that_can_not_be_taken_is_kept(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an editor left and the note can't have stays where it is, and the error says where."""
    _be_the_editor(script, tmp_path, monkeypatch)
    with pytest.raises(ValueError, match=said) as raised:
        edit("before\n")
    (kept,) = tmp_path.glob("variorum-*/note.md")
    assert (str(raised.value).startswith(f"{kept} is kept: "), kept.stat().st_size > 3) == (True, True)


def test_nothing_is_kept_that_was_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that is killed before it saved leaves nothing behind."""
    _be_the_editor("kill -9 $$", tmp_path, monkeypatch)
    assert (edit("before\n"), list(tmp_path.glob("variorum-*"))) == (None, [])


def _be_the_editor(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the shell script edit, and temporary files be made in ``folder``."""
    command = folder / "editor"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(command))
    monkeypatch.setattr("tempfile.tempdir", str(folder))


def test_a_program_that_is_not_there_is_named() -> None:
    """A missing program, an empty command and open quotes are refused before the terminal is given away."""
    with pytest.raises(FileNotFoundError, match="there is no program “no-such-program-here”"):
        words_of("no-such-program-here --flag")
    with pytest.raises(ValueError, match="no command is named"):
        words_of("   ")
    with pytest.raises(ValueError, match="quotation"):
        words_of("less 'half")


def test_what_a_command_printed_waits_for_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that ends at once is waited on; the reader's pager waits by itself."""
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return ""

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setenv("PAGER", "cat")
    assert (pipe("true", "x"), pipe("false", "x"), pipe("cat", "")) == (0, 1, 0)
    assert [prompt.strip() for prompt in asked] == [
        "true is done; Enter goes back to the reader.",
        "false is done (it ended with 1); Enter goes back to the reader.",
    ]


@pytest.mark.parametrize("sign", ["TERM", "HUP"])
def test_a_program_that_does_not_listen_is_killed_and_the_terminal_set_right(
    sign: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked to end, it has its time; then it is killed, also with input it never read, and its modes are undone."""
    monkeypatch.setattr(outside, "GRACE", 0.01)
    monkeypatch.setenv("PAGER", str(tmp_path / "deaf"))
    ours, theirs = os.openpty()
    deaf = tmp_path / "deaf"
    deaf.write_text(
        f"#!/bin/sh\ntrap '' TERM HUP\nstty raw -echo < {os.ttyname(theirs)}\nkill -{sign} $PPID\nexec sleep 1000\n"
    )
    deaf.chmod(0o755)
    with os.fdopen(theirs, closefd=False) as terminal:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        before = termios.tcgetattr(theirs)
        assert pipe(str(deaf), "text " * 100_000) == -signal.SIGKILL
        assert termios.tcgetattr(theirs) == before
        assert b"\x1b[?1049l" in os.read(ours, 100)
    os.close(ours)
    os.close(theirs)


def test_what_was_typed_for_another_program_is_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters that it did not read are dropped when it ends, also those that would answer the question behind it."""
    ours, theirs = os.openpty()
    monkeypatch.setenv("PAGER", "true")
    with os.fdopen(theirs, closefd=False) as terminal:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        os.write(ours, b"sD\nx")
        assert select.select([theirs], [], [], 10)[0] == [theirs]
        assert pipe("true", "") == 0
        tty.setraw(theirs, termios.TCSANOW)
        assert select.select([theirs], [], [], 0)[0] == []
    os.close(ours)
    os.close(theirs)


def test_a_program_that_listens_is_not_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does to end in good order is waited for, and the alarm is called off."""
    listens = tmp_path / "listens"
    listens.write_text(
        "#!/bin/sh\ntrap 'echo saved > \"$0.out\"; exit 3' TERM\nkill -TERM $PPID\nwhile :; do sleep 0.01; done\n"
    )
    listens.chmod(0o755)
    monkeypatch.setenv("PAGER", str(listens))
    assert (pipe(str(listens), ""), (tmp_path / "listens.out").read_text()) == (3, "saved\n")


def test_the_plain_text_leaves_out_folds_and_is_fit_for_a_terminal() -> None:
    """A pager gets the citation and the paragraphs, escapes as stand-ins."""
    text = "Head\n\nBody \x1b[31m red\n\nSubscribe!"
    blocks = (Block(0, 4, Role.TITLE), Block(6, 20, Role.BODY), Block(22, 32, Role.PROMO, "promo"))
    article = Article("notes/a.txt", Source("notes/a.txt", "text"), text, "", blocks, title=Field("Head"))
    assert plain_text(article) == "“Head”\n\nHead\n\nBody ␛[31m red\n"
