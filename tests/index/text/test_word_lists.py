"""Word lists are read whole and in order, and every file of them is read by the program as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import index
from index.text.word_lists import table_rows, word_lists

FILES = sorted(Path(index.__file__).parent.glob("**/*.tsv"))


def test_lists_go_on() -> None:
    """A list may go on over several lines; its words keep their order."""
    assert word_lists("index.text.language", "abbreviations.tsv")["year"][:3] == ["r", "w", "г"]
    assert len(word_lists("index.text.language", "abbreviations.tsv")["opener"]) > 200


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_plain(path: Path) -> None:
    """Every line is empty, a comment, or columns parted by tabs, the first never empty, no blank around them."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    assert [row for row in rows if not row[0] or any(column != column.strip() for column in row)] == []


def test_rows_of_a_table() -> None:
    """A table's rows are its columns."""
    rows = table_rows("index.compare.names", "gazetteer.tsv")
    assert next(row for row in rows if row[0] == "Belgium")[2] == "Belgian,Belgians"


def test_missing() -> None:
    """A list that was not installed is a missing file, not an empty list."""
    with pytest.raises(FileNotFoundError):
        word_lists("index.text.language", "nothing.tsv")
