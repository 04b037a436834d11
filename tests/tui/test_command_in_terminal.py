"""Commands on a real terminal: lines as wide as it, and the pager where an answer is longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import SEEDS

from .pty_driver import Driven

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

PAGED = {"PAGER": "sed -n 's/^/| /;1,3p'", "TERM": "xterm"}


def _printed(arguments: list[str | bytes], home: Path, **environment: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines that a command wrote to a terminal of 60 columns and 30 lines."""
    given: list[str | bytes] = ["--library", str(SEEDS), *arguments]
    with Driven(given, home, size=(60, 30), environment={"COLUMNS": "60", "LINES": "30", **environment}) as driven:
        code = driven.ended()
        return code, driven.stream.decode().replace("\r\n", "\n").splitlines()


def test_an_article_is_as_wide_as_the_terminal(tmp_path: Path) -> None:
    """Paragraphs are wrapped between words to the width of the terminal."""
    code, lines = _printed(["--no-pager", "show", "001"], tmp_path, TERM="xterm")
    assert code == 0
    assert 50 < max(map(len, lines)) <= 60
    assert len(lines) > 80


def test_what_is_longer_than_the_terminal_is_paged(tmp_path: Path) -> None:
    """$PAGER shows it; --no-pager keeps it away, and the exit code is the command's own."""
    assert _printed(["show", "001"], tmp_path, **PAGED)[1][0].startswith("| ")
    assert len(_printed(["show", "001"], tmp_path, **PAGED)[1]) == 3
    assert _printed(["search", "zzyzx"], tmp_path, **PAGED)[0] == 1


def test_marked_words_are_in_bold_unless_colour_is_unwanted(tmp_path: Path) -> None:
    """Hits on a terminal are shown by weight and underline; NO_COLOR brings the brackets back."""
    loud = _printed(["search", "taiwan", "--limit", "1"], tmp_path, TERM="xterm")[1]
    quiet = _printed(["search", "taiwan", "--limit", "1"], tmp_path, TERM="xterm", NO_COLOR="1")[1]
    assert "\x1b[1;4mTaiwan\x1b[22;24m" in "\n".join(loud)
    assert ("⟦Taiwan⟧" in "\n".join(quiet), "\x1b" in "\n".join(quiet)) == (True, False)
