"""Files of many articles in a library: notes and marks follow texts, readers read anew only their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index import Library
from index.articles.readers.protocol import VERSIONS
from index.library.file_changes import FileChange, moved
from tests.builders import settings

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    name: f"The {name} of Hillton closed on Thursday after ninety years of work, people said."
    for name in ("quarry", "bridge", "school")
}


def _dump(path: Path, *names: str) -> None:
    path.write_text(json.dumps([{"title": name, "text": TEXTS[name]} for name in names]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


def test_notes_and_marks_follow_an_article_into_another_order(folder: Path, tmp_path: Path) -> None:
    """A container that is exported anew in another order: notes, stars and places go where the text went."""
    _dump(folder / "dump.json", "quarry", "bridge", "school")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.annotate("dump.json#1", "look this up", quote="ninety years")
    library.shelf.update("dump.json#1", starred=True, tags=("later",), place=20, bookmarks=(8,))
    _dump(folder / "dump.json", "bridge", "school", "quarry")
    refresh = library.refresh()
    (note,) = library.notes("dump.json#3")
    assert dict(refresh.moved) == {
        "dump.json#1": "dump.json#3",
        "dump.json#2": "dump.json#1",
        "dump.json#3": "dump.json#2",
    }
    mark = library.shelf.mark("dump.json#3")
    assert [place.state for place in note.places] == ["here"]
    assert (mark.starred, mark.tags, mark.place, mark.bookmarks) == (True, ("later",), 20, (8,))
    assert (refresh.added, refresh.changed, refresh.removed) == ((), (), ())
    library.close()


def test_an_article_keeps_its_notes_in_another_file(folder: Path, tmp_path: Path) -> None:
    """A text that leaves one container and comes in another has moved."""
    _dump(folder / "a.json", "quarry", "bridge")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.annotate("a.json#1", "look this up", quote="ninety years")
    library.shelf.update("a.json#2", bookmarks=(8,))
    _dump(folder / "a.json", "bridge")
    _dump(folder / "b.json", "school", "quarry")
    refresh = library.refresh()
    assert [place.state for note in library.notes("b.json#2") for place in note.places] == ["here"]
    assert library.shelf.mark("a.json").bookmarks == (8,)
    assert dict(refresh.moved) == {"a.json#1": "b.json#2", "a.json#2": "a.json"}
    assert refresh.added == ("b.json#1",)
    library.close()


def test_a_new_version_of_a_reader_reads_its_own_files_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that another reader read are left alone."""
    _dump(folder / "a.json", "quarry")
    (folder / "b.txt").write_text(TEXTS["bridge"])
    with Library(folder, settings=settings(tmp_path)) as before:
        before.refresh()
    monkeypatch.setitem(VERSIONS, "json", "99")
    library = Library(folder, settings=settings(tmp_path))
    assert library.refresh().changed == ("a.json",)
    assert library.refresh().changed == ()
    library.close()


def test_files_that_are_not_read_are_counted(folder: Path, tmp_path: Path) -> None:
    """Refresh and check say how many files of kinds that are not read there are; what a saved page brought is none."""
    for name in ("a.png", "b.png", "c.xyz", ".hidden", "page.html"):
        (folder / name).write_text("x")
    (folder / "page_files").mkdir()
    (folder / "page_files" / "frame.html").write_text("<p>no article</p>")
    library = Library(folder, settings=settings(tmp_path))
    refresh = library.refresh()
    assert dict(refresh.unread) == {".png": 2, ".xyz": 1}
    assert [skipped.path for skipped in refresh.skipped] in ([], ["page.html"])
    findings = [item.message for item in library.check() if item.where == str(library.places.folder)]
    assert findings == ["3 files are of kinds that are not read (2 .png, 1 .xyz)"]
    library.close()
    with Library(folder, settings=settings(tmp_path)) as again:
        assert [item.message for item in again.check() if item.where == str(again.places.folder)] == findings


def test_two_copies_do_not_move_to_one() -> None:
    """Of several articles with one text the first moves; nothing moves twice."""
    change = FileChange({"a": "x", "b": "x", "c": "y"}, {"c": "x", "d": "y"})
    assert moved([change], {"gone": "x"}) == [("gone", "c"), ("c", "d")]


def test_a_table_without_a_known_column_is_found_with_one_cure(folder: Path, tmp_path: Path) -> None:
    """Which setting names the column is said once."""
    (folder / "own.csv").write_text("a,b\nOne,Two\n")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    (finding,) = [item for item in library.check() if item.where == "own.csv"]
    assert finding.message == "No column of the table is known to hold a text (it has a, b)"
    assert finding.cure == "say which with articles.fields"
    library.close()


def test_a_list_of_links_is_found_with_its_cure(folder: Path, tmp_path: Path) -> None:
    """What a reason says of the cure is the cure of the finding."""
    (folder / "list.csv").write_text("title,url\nA,https://a.example/1\n")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    (finding,) = [item for item in library.check() if item.where == "list.csv"]
    assert (finding.message, finding.cure) == ("It is a list of 1 link", "`variorum add FILE` fetches them")
    library.close()
