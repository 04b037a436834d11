"""Files that are none where notes and marks are expected: named, stepped over at once, and the rest goes on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import Library
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD: dict[str, Callable[[Path], None]] = {"fifo": os.mkfifo, "device": device, "folder": Path.mkdir}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("odd", sorted(ODD))
@pytest.mark.parametrize("name", ["b.txt.yaml", "_shelf.yaml", "_places.yaml", ".journal/0.yaml", ".lock"])
def test_nothing_waits_for_what_is_no_file(tmp_path: Path, name: str, odd: str) -> None:
    """Lists, searches, notes and checks answer whatever stands there; what was written stays."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for letter in "ab":
        (folder / f"{letter}.txt").write_text(f"Talks in Beijing\n\nBlinken met Xi on Friday, says {letter}.\n")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.annotate("a.txt", "kept", quote="Blinken")
    library.close()
    path = library.places.notes / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    ODD[odd](path)
    before = path.lstat().st_mode
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    assert (len(library.list()), library.search("blinken").total >= 2) == (2, True)
    assert [placed.note.text for placed in library.notes()] == ["kept"]
    # A folder may be called as it likes among the notes; the shelf's files have one place.
    told = name[0] == "_" or (name[0] == "b" and odd != "folder")
    assert [complaint.where for complaint in library.check()] == ([str(path)] if told else [])
    assert path.lstat().st_mode == before
    library.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_of_somebody_else_is_named(tmp_path: Path) -> None:
    """A file of notes without permission to read is named, and all else is answered."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks in Beijing\n\nBlinken met Xi on Friday, says a.\n")
    library = Library(folder, settings=settings(tmp_path))
    theirs = library.places.notes / "a.txt.yaml"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("schema: 1\n")
    theirs.chmod(0)
    library.refresh()
    assert (library.search("blinken").total, [each.where for each in library.check()]) == (1, [str(theirs)])
    library.close()
