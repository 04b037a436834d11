"""A cache is this user's own and as it was written, or it is made anew: no damage and no stranger answers."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import IndexDamagedError, Library
from index.cache.generation import Generation
from index.files.user_folders import private
from index.library.user_secret import user_secret
from tests.builders import settings
from tests.siege.damage import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(f"Talks in Beijing {number}\n\nBlinken met Xi on Friday.\n")
    return made


def opened(folder: Path) -> Library:
    library = Library(folder, settings=settings(folder.parent))
    library.refresh()
    return library


def generation(library: Library) -> Path:
    (found,) = library.places.cache.glob("generation-*")
    return found


def test_no_damage_is_answered_wrongly(tmp_path: Path) -> None:
    """Any file flipped, swapped, cut, emptied, removed or made a folder: the answers are those of a whole cache."""
    seed = int.from_bytes(os.urandom(4), "big")
    assert [(seed, *tried) for tried in run(tmp_path, 24, seed) if tried[1] != "right"] == []


def test_a_cache_of_another_user_is_not_opened(folder: Path) -> None:
    """Signed with another secret it is as if it were not there, and one of this user's takes its place."""
    theirs = opened(folder)
    before, secret = generation(theirs), theirs.places.secret
    theirs.close()
    secret.unlink()
    mine = opened(folder)
    assert (generation(mine) == before, before.exists()) == (False, False)
    assert mine.search("blinken").total == 3
    mine.close()


def test_a_cache_that_others_can_write_is_not_opened(folder: Path) -> None:
    """A cache that others can write to is not opened."""
    library = opened(folder)
    before = generation(library)
    library.close()
    before.chmod(0o770)
    assert private(before) is False
    with opened(folder) as mine:
        assert generation(mine) != before


def test_reading_breaks_no_seal(folder: Path) -> None:
    """After a refresh the tables are sealed, and stay so however often they are opened and asked."""
    opened(folder).close()
    for _ in range(3):
        library = Library(folder, settings=settings(folder.parent))
        assert library.search("blinken").total == 3
        assert len(library.list()) == 3
        library.close()
        key = user_secret(library.places.secret)
        with closing(Generation(generation(library), key)) as store:
            assert store.differing(thorough=True) == ()
        assert b'"library.sqlite"' in (generation(library) / "seals.json").read_bytes()


def test_looking_again_writes_nothing(folder: Path) -> None:
    """A refresh that finds nothing leaves tables and seals as they are: sealing reads all of the tables."""
    for path in folder.iterdir():
        # A file written this moment is read again, since it may change once more within a tick of the clock.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    library = opened(folder)
    files = [path for path in generation(library).iterdir() if path.is_file()]
    before = {path.name: path.stat().st_mtime_ns for path in files}
    library.refresh()
    assert {path.name: path.stat().st_mtime_ns for path in files} == before
    library.close()


def test_tables_of_a_writer_that_was_killed_are_read(folder: Path) -> None:
    """The first write breaks the seal, so that work cut off is no damage; the next look sets it again."""
    library = opened(folder)
    store = Generation(generation(library), user_secret(library.places.secret))
    store.database.set_meta(rules="cut off")
    assert b'"library.sqlite"' not in (store.folder / "seals.json").read_bytes()
    assert (store.readable, store.differing()) == (True, ())
    store.close()
    library.close()
    library = opened(folder)
    assert (library.search("blinken").total, library.check()) == (3, ())
    assert b'"library.sqlite"' in (generation(library) / "seals.json").read_bytes()
    library.close()


def test_check_reads_the_cache_to_its_end(folder: Path) -> None:
    """A bit that fell over behind the back of the file system is told by `check`, and the next refresh mends it."""
    library = opened(folder)
    segment = next(generation(library).glob("index/*.seg"))
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    complaints = library.check()
    assert [complaint.message for complaint in complaints] == ["not what was written there"]
    library.close()
    library = opened(folder)
    assert (library.check(), library.search("blinken").total) == ((), 3)
    library.close()


def test_a_question_to_a_damaged_index_is_an_error(folder: Path) -> None:
    """A question to a damaged index is an error, never a shorter answer; the next refresh mends it."""
    library = opened(folder)
    library.close()
    next(generation(library).glob("index/*.seg")).write_bytes(b"")
    again = Library(folder, settings=settings(folder.parent))
    with pytest.raises(IndexDamagedError):
        again.search("blinken")
    again.refresh()
    assert again.search("blinken").total == 3
    again.close()


def test_the_secret_is_one_and_nobody_elses(tmp_path: Path) -> None:
    """It is made once, with a mode that shuts others out; one that others could read, or that is cut, is replaced."""
    path = tmp_path / "deep" / "secret"
    secret = user_secret(path)
    assert (len(secret), user_secret(path), [file.name for file in path.parent.iterdir()]) == (32, secret, ["secret"])
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    second = user_secret(path)
    assert (second == secret, user_secret(path) == second) == (False, True)
    path.write_bytes(second[:5])
    assert len(user_secret(path)) == 32
