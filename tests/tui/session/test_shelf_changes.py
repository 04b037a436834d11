"""Marks as the screen changes them: one act on many articles is one save, told once, undone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import index
from tests.tui.fakes import FakeLibrary
from tui.session import shelf_changes
from tui.session.shelf_changes import ShelfChanges

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Thread:
    """Does what is queued when a test says so."""

    def __init__(self) -> None:
        self.queued: list[Callable[[], object]] = []

    def queue(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Take work whose outcome nobody waits for."""
        assert then is None
        self.queued.append(work)

    def work(self) -> None:
        """Do it."""
        while self.queued:
            self.queued.pop(0)()


def test_one_act_on_many_articles_is_one_save() -> None:
    """The marks are shown at once and written together; what undoes them is written together too."""
    thread, library, told = Thread(), FakeLibrary(), list[set[str]]()
    changes = ShelfChanges(thread)  # type: ignore[arg-type]
    changes.open_library(library)  # type: ignore[arg-type]
    changes.changed.add(lambda articles: told.append({*articles}))
    articles = [*library.articles]
    library.shelf.update_all({articles[0]: {"tags": ("mine",)}})
    changes.set_read(articles, read=True)
    assert all(changes.mark(article).read for article in articles)
    assert told == [{*articles}]
    assert not library.shelf.mark(articles[1]).read
    thread.work()
    assert library.shelf.saves == 2
    assert all(library.shelf.mark(article).read for article in articles)
    changes.history.undo()
    thread.work()
    assert library.shelf.saves == 3
    assert not any(library.shelf.mark(article).read for article in articles)
    assert library.shelf.mark(articles[0]).tags == ("mine",)


def test_an_act_that_changes_nothing_is_none() -> None:
    """Nothing is written, and there is nothing to undo."""
    thread, library = Thread(), FakeLibrary()
    changes = ShelfChanges(thread)  # type: ignore[arg-type]
    changes.open_library(library)  # type: ignore[arg-type]
    changes.set_starred([*library.articles], starred=False)
    assert not thread.queued
    assert changes.history.next_label is None


def test_an_act_on_very_many_articles_works_out_a_few_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles that share a mark share what becomes of it, when it is done, undone and done again."""
    thread, library, worked_out = Thread(), FakeLibrary(), list[object]()
    turn = shelf_changes._turn

    def counted(mark: index.Mark, fields: Mapping[str, object]) -> object:
        worked_out.append(fields)
        return turn(mark, fields)

    monkeypatch.setattr(shelf_changes, "_turn", counted)
    changes = ShelfChanges(thread)  # type: ignore[arg-type]
    changes.open_library(library)  # type: ignore[arg-type]
    bare, unread = index.Mark(), [f"{number}.txt" for number in range(1_000)]
    monkeypatch.setattr(library.shelf, "mark", lambda article: library.shelf.marks.get(article, bare))
    assert changes.set_read(unread, read=True) == len(unread)
    assert len(worked_out) == 1
    changes.history.undo()
    changes.history.redo()
    assert len(worked_out) == 3
    assert all(changes.mark(article).read for article in unread)
    assert changes.set_read(unread, read=True) == 0


def test_what_is_written_is_the_librarys_alone() -> None:
    """Once written, a mark is asked of the library; what was done to it meanwhile stays ahead until that is written."""
    thread, library = Thread(), FakeLibrary()
    changes = ShelfChanges(thread)  # type: ignore[arg-type]
    changes.open_library(library)  # type: ignore[arg-type]
    first, second, *_ = library.articles
    changes.set_read([first, second], read=True)
    changes.set_starred([second], starred=True)
    thread.queued.pop(0)()
    library.shelf.update_all({first: {"read": False}, second: {"starred": False}})
    assert (changes.mark(first).read, changes.mark(second).starred) == (False, True)
    thread.work()
    assert library.shelf.mark(second).starred


def test_a_mark_that_could_not_be_kept_is_taken_back() -> None:
    """When a mark can't be saved, the mark before it is shown again."""
    thread, library = Thread(), FakeLibrary()
    changes = ShelfChanges(thread)  # type: ignore[arg-type]
    changes.open_library(library)  # type: ignore[arg-type]
    article = next(iter(library.articles))
    library.shelf.fails = index.SaveError("notes", "the disk is full", "make room")
    changes.set_read([article], read=True)
    with pytest.raises(index.SaveError):
        thread.work()
    assert not changes.mark(article).read
