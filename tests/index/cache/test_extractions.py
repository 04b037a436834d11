"""What parsers made of files is kept whole or not at all, and only what was written here is handed out."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from index.cache.extractions import Extractions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = b"a key of this user"
ANSWERS = [b'{"articles": []}', b'{"end": "done"}']


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "extracted.sqlite"


@pytest.fixture
def kept(path: Path) -> Iterator[Extractions]:
    made = Extractions(path, KEY)
    made.keep("file", "asked", ANSWERS)
    yield made
    made.close()


def test_answers_come_back_as_they_were(kept: Extractions) -> None:
    """By file and by what was asked; nothing for another file or another question."""
    assert [kept.find(*at) for at in (("file", "asked"), ("other", "asked"), ("file", "else"))] == [ANSWERS, (), ()]


def test_later_answers_replace_those_before(kept: Extractions) -> None:
    """A shorter list of answers replaces the longer one completely."""
    kept.keep("file", "asked", ANSWERS[1:])
    assert kept.find("file", "asked") == ANSWERS[1:]


def test_what_is_not_in_the_library_is_forgotten(kept: Extractions) -> None:
    """A sweep leaves the answers on the files it is given."""
    kept.keep("gone", "asked", ANSWERS)
    kept.sweep({"file"})
    assert (kept.find("gone", "asked"), kept.find("file", "asked")) == ((), ANSWERS)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE extracted SET answer = zeroblob(20) WHERE part = 0",
        "UPDATE extracted SET seal = 'x' WHERE part = 1",
        "DELETE FROM extracted WHERE part = 1",
        "DELETE FROM extracted WHERE part = 0",
        "UPDATE extracted SET parts = 3",
        "UPDATE extracted SET answer = (SELECT answer FROM extracted WHERE part = 1) WHERE part = 0",
    ],
)
def test_what_does_not_fit_its_seal_is_not_handed_out(kept: Extractions, path: Path, damage: str) -> None:
    """An answer that was changed, lost or put in another's place makes the whole file one that is read again."""
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    assert kept.find("file", "asked") == ()


def test_another_users_answers_are_none(kept: Extractions, path: Path) -> None:
    """What another key sealed is not believed."""
    assert kept.find("file", "asked") == ANSWERS
    other = Extractions(path, b"another key")
    assert other.find("file", "asked") == ()
    other.close()


@pytest.mark.parametrize("data", [b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_begun_anew(path: Path, data: bytes) -> None:
    """A file that is no database is replaced; only what was kept in it is lost."""
    path.write_bytes(data)
    kept = Extractions(path, KEY)
    before = kept.find("file", "asked")
    kept.keep("file", "asked", ANSWERS)
    assert (before, kept.find("file", "asked")) == ((), ANSWERS)
    kept.close()
