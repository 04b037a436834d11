"""While the folder is gone or another, nothing is written at its place; what is done waits and is in force."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.library.library import Library
from index.model.comparison_result import StoryDecision
from index.model.note import Target
from index.notes.book.note_drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an article and a note on it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("The ship left.\n")
    (folder / "b.txt").write_text("The ship came back.\n")
    Library(folder).notebook.write("an old note", [Target(article="a.txt")])
    return folder


def notes_renamed(folder: Path) -> Callable[[], None]:
    """Rename the folder of notes, and return what undoes it."""
    away = folder / "old-notes"
    (folder / "notes").rename(away)
    return lambda: None if not away.exists() else _back(away, folder / "notes")


def library_renamed(folder: Path) -> Callable[[], None]:
    """Rename the library, and return what undoes it."""
    away = folder.with_name("away")
    folder.rename(away)
    return lambda: _back(away, folder)


def library_replaced(folder: Path) -> Callable[[], None]:
    """Put another library in its place, and return what undoes it."""
    undo = library_renamed(folder)
    folder.mkdir()
    (folder / "a.txt").write_text("Another article.\n")

    def back() -> None:
        (folder / "a.txt").unlink()
        folder.rmdir()
        undo()

    return back


def notes_unmounted(folder: Path) -> Callable[[], None]:
    """Leave an empty folder in the place of the notes, and return what undoes it."""
    undo = notes_renamed(folder)
    (folder / "notes").mkdir()

    def back() -> None:
        (folder / "notes").rmdir()
        undo()

    return back


def _back(away: Path, folder: Path) -> None:
    away.rename(folder)


def files(folder: Path) -> set[str]:
    """Return the names of all that is below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


LOST = [notes_renamed, library_renamed, library_replaced, notes_unmounted]


@pytest.mark.parametrize("lose", LOST)
def test_what_is_done_meanwhile_waits_and_is_written_when_the_folder_is_back(
    news: Path, lose: Callable[[Path], Callable[[], None]]
) -> None:
    """Notes, edits, marks, searches, drafts and decisions are in force at once, and in their files in the end."""
    library = Library(news)
    book, (old,) = library.notebook, library.notebook.all()
    assert library.shelf.mark("a.txt").starred is False
    bring_back = lose(news)
    there = files(news.parent)
    new = book.write("a new note", [Target(article="b.txt")])
    book.edit(old, text="an edited note")
    library.shelf.update("a.txt", starred=True)
    library.decisions.add(*_joined())
    book.drafts.keep("new", new)
    reason = str(library.held.lost)
    assert {str(error) for error in book.waiting.values()} == {reason}
    assert [note.text for note in book.all()] == ["an edited note", "a new note"]
    assert (library.shelf.mark("a.txt").starred, len(library.decisions.decisions)) == (True, 1)
    assert {path for path in files(news.parent) - there if not path.startswith("data")} == set()
    bring_back()
    book.refresh()
    assert (library.shelf.catch_up(), library.decisions.catch_up()) == (True, True)
    assert (library.held.lost, dict(book.waiting)) == (None, {})
    again = Library(news)
    assert [note.text for note in again.notebook.all()] == ["an edited note", "a new note"]
    assert (again.shelf.mark("a.txt").starred, len(again.decisions.decisions)) == (True, 1)
    written = (news / "notes" / "a.txt.yaml").read_text() + (news / "notes" / "b.txt.yaml").read_text()
    assert ("an edited note" in written, "a new note" in written, "an old note" in written) == (True, True, False)


@pytest.mark.parametrize("lose", LOST)
def test_notes_stay_on_the_screen_while_their_folder_is_gone(
    news: Path, lose: Callable[[Path], Callable[[], None]]
) -> None:
    """What was read is not taken for deleted, and the folder is named once among the problems."""
    library = Library(news)
    assert len(library.notebook.all()) == 1
    lose(news)
    assert (library.notebook.refresh(), library.notebook.look("a.txt")) == (frozenset(), frozenset())
    assert len(library.notebook.all()) == 1
    error = library.held.lost
    assert error is not None
    told = [problem for problem in library.notebook.problems if problem.where == error.path]
    assert [(problem.message, problem.cure) for problem in told] == [(error.reason, error.cure)]


def test_of_two_drafts_the_later_is_shown(news: Path) -> None:
    """A draft typed on while the folder was gone is not overlaid by the one that lay in it."""
    library = Library(news)
    drafts, (note,) = library.notebook.drafts, library.notebook.all()
    drafts.keep("new", note)
    (first,) = (news / "notes" / ".drafts").glob("draft-*")
    os.utime(first, ns=(1, 1))
    bring_back = library_renamed(news)
    drafts.keep("new", replace(note, text="typed on"))
    bring_back()
    assert drafts.all()["new"].text == "typed on"


@pytest.mark.parametrize("lose", LOST)
def test_a_draft_that_was_saved_does_not_come_back_with_its_folder(
    news: Path, lose: Callable[[Path], Callable[[], None]]
) -> None:
    """It is deleted once the folder is there again, but not if another window has typed on."""
    library = Library(news)
    drafts, (note,) = library.notebook.drafts, library.notebook.all()
    for key in ("saved", "theirs"):
        drafts.keep(key, note)
    bring_back = lose(news)
    for key in ("saved", "theirs"):
        drafts.drop(key)
    bring_back()
    Drafts([news / "notes" / ".drafts"]).keep("theirs", replace(note, text="typed on"))
    assert [draft.text for draft in drafts.all().values()] == ["typed on"]
    assert len(list(news.rglob("draft-*"))) == 1


def test_a_draft_of_another_folder_is_not_deleted(news: Path) -> None:
    """The folder in the place of the one that was opened has its own drafts, perhaps of the same passage."""
    library = Library(news)
    (note,) = library.notebook.all()
    library_replaced(news)
    theirs = Drafts([news / "notes" / ".drafts"])
    theirs.keep("new", note)
    library.notebook.drafts.drop("new")
    assert dict(theirs.all()) == {"new": note}


def _joined() -> tuple[StoryDecision, ...]:
    return (StoryDecision(("a.txt", "b.txt")),)


@pytest.mark.parametrize("name", ["a.txt.yaml", "_shelf.yaml", "_stories.yaml"])
def test_a_link_out_of_the_notes_is_not_written(news: Path, tmp_path: Path, name: str) -> None:
    """Files of the reader's that links in a folder lead to stay as they are; what is done waits elsewhere."""
    mine = tmp_path / "mine.yaml"
    mine.write_text("colour: blue\n")
    path = news / "notes" / name
    path.unlink(missing_ok=True)
    path.symlink_to(mine)
    for _ in range(2):
        library = Library(news)
        library.notebook.write("a new note", [Target(article="a.txt")])
        library.shelf.update("a.txt", starred=True)
        library.decisions.add(*_joined())
    again = Library(news)
    assert (mine.read_text(), path.is_symlink()) == ("colour: blue\n", True)
    assert "a new note" in [note.text for note in again.notebook.all()]
    assert (again.shelf.mark("a.txt").starred, bool(again.decisions.decisions)) == (True, True)


def test_a_draft_takes_the_place_of_a_link(news: Path, tmp_path: Path) -> None:
    """A link where a draft is written is replaced, and what it led to stays as it is."""
    mine = tmp_path / "mine.yaml"
    mine.write_text("colour: blue\n")
    drafts, (note,) = Library(news).notebook.drafts, Library(news).notebook.all()
    drafts.keep("new", note)
    (draft,) = (news / "notes" / ".drafts").glob("draft-*")
    draft.unlink()
    draft.symlink_to(mine)
    drafts.keep("new", replace(note, text="typed on"))
    assert (mine.read_text(), drafts.all()["new"].text) == ("colour: blue\n", "typed on")
