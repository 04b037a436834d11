"""Marks as the screen changes them: one act on many articles is one save, told once, undone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.tui.fakes import FakeLibrary
from tui.session.shelf_changes import ShelfChanges

if TYPE_CHECKING:
    from collections.abc import Callable


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
    changes.watch(lambda articles: told.append({*articles}))
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
