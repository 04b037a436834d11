"""Word lists are read whole and in order, and every file of them is read by the program as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import index
from index.text.word_lists import word_lists

FILES = sorted(Path(index.__file__).parent.glob("**/*.tsv"))


def test_lists_go_on() -> None:
    """A list may go on over several lines; its words keep their order."""
    assert word_lists("index.text", "abbreviations.tsv")["year"][:3] == ["r", "w", "г"]
    assert len(word_lists("index.text", "abbreviations.tsv")["opener"]) > 200


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_plain(path: Path) -> None:
    """Every line is empty, a comment, or a name, one tab and something behind it."""
    lines = path.read_text(encoding="utf-8").split("\n")
    bad = [line for line in lines if line and line[0] != "#" and (line.count("\t") != 1 or line[-1].isspace())]
    assert bad == []


def test_missing() -> None:
    """A list that was not installed is a missing file, not an empty list."""
    with pytest.raises(FileNotFoundError):
        word_lists("index.text", "nothing.tsv")
