"""The reader's changes to articles (read, stars, tags, bookmarks, places): shown at once, written on the search thread.

The library holds the truth: a failed write is reported and reverted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import index

from .watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from index import Article, Library, Mark

    from .search_thread import SearchThread

DEPTH: Final = 500


class UndoStep(NamedTuple):
    """One change: its label, and how to undo and redo it."""

    label: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack:
    """Changes done and undone. A new change discards the undone ones."""

    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def did(self, change: UndoStep) -> None:
        """Record a change that has been made."""
        self._done.append(change)
        self._undone.clear()
        del self._done[:-DEPTH]

    def undid(self, change: UndoStep) -> None:
        """Record a change of an earlier run that was undone, so that `redo` makes it again."""
        self._undone.append(change)

    def forget(self, change: UndoStep) -> None:
        """Forget a change that failed after all."""
        self._done = [done for done in self._done if done is not change]

    def undo(self) -> str | None:
        """Undo the newest change and return its label; ``None`` when there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        change.undo()
        self._undone.append(change)
        return change.label

    def redo(self) -> str | None:
        """Redo the change undone last and return its label; ``None`` when there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        change.redo()
        self._done.append(change)
        return change.label

    @property
    def next_label(self) -> str | None:
        """The label of the change `undo` would undo; ``None`` when there is none."""
        return self._done[-1].label if self._done else None


FIELDS = ("read", "starred", "tags", "bookmarks", "place", "words")
"""The fields of a mark."""


class _Turn(NamedTuple):
    """A change of one mark: before and after, the old values of the changed fields, and the new ones."""

    before: Mark
    now: Mark
    had: Mapping[str, Any]
    news: dict[str, Any]


@dataclass(slots=True)
class _Act:
    """An act that can be undone: its label, and its id in the library once it is written."""

    label: str
    id: str = ""


class ShelfChanges:
    """The marks of a library as the screen shows them; blank until a library is open.

    ``changed`` is called with the articles whose marks changed, here or in another window, once for each change;
    ``searches_changed`` when another window changed the saved searches.
    """

    def __init__(self, search_thread: SearchThread) -> None:
        self._search_thread = search_thread
        self._library: Library | None = None
        self._ahead: dict[str, Mark] = {}
        self.changed: Watchers[[Collection[str]]] = Watchers()
        self.searches_changed: Watchers[[]] = Watchers()
        self.history = UndoStack()

    def open_library(self, library: Library) -> None:
        """Use the marks of a library from now on."""
        self._library = library

    def mark(self, article: str) -> Mark:
        """Return the mark of an article, including changes not yet written."""
        known = self._ahead.get(article)
        if known is not None:
            return known
        return self._library.shelf.mark(article) if self._library is not None else index.Mark()

    def forget(self) -> None:
        """Reread marks from the library: they may have been changed elsewhere."""
        self._ahead.clear()

    def set_read(self, articles: Sequence[str], *, read: bool) -> int:
        """Mark articles read or unread, as one undoable change; return how many changed."""
        return self._change(articles, "read" if read else "unread", read=read)

    def open(self, article: str) -> None:
        """Mark an article read because it was opened; not undoable."""
        mark = self.mark(article)
        if not mark.read:
            self._put(self._turned([(article, {"read": True})]))

    def set_starred(self, articles: Sequence[str], *, starred: bool) -> None:
        """Star or unstar articles, as one undoable change."""
        self._change(articles, "starred" if starred else "star taken off", starred=starred)

    def set_tags(self, articles: Sequence[str], tags: tuple[str, ...]) -> None:
        """Set the tags of articles, as one undoable change."""
        self._change(articles, f"tags: {', '.join(tags) or 'none'}", tags=tags)

    def follow(self, article: Article) -> None:
        """Move place and bookmarks of an article to where their words are in its current text."""
        mark = self.mark(article.id)
        if mark.place or mark.bookmarks:
            self._put(self._turned([(article.id, _changed_fields(mark, index.anchored(mark, article.text)))]))

    def toggle_bookmark(self, article: Article, offset: int) -> bool:
        """Set or remove a bookmark at an offset, undoably; return whether it is set now."""
        mark = self.mark(article.id)
        setting = offset not in mark.bookmarks
        now = index.anchored(mark.bookmarked(offset, kept=setting), article.text)
        label = "bookmark set" if setting else "bookmark taken away"
        self._change([article.id], label, bookmarks=now.bookmarks, words=now.words)
        return setting

    def keep_place(self, article: Article, offset: int) -> None:
        """Remember how far an article was read."""
        mark = self.mark(article.id)
        if mark.place != offset:
            now = index.anchored(replace(mark, place=offset), article.text)
            self._put(self._turned([(article.id, _changed_fields(mark, now))]))

    def _change(self, articles: Sequence[str], label: str, **fields: Any) -> int:  # noqa: ANN401 - fields of Mark
        turns = self._turned(zip(articles, repeat(fields)))
        if turns:
            label = label if len(turns) == 1 else f"{label}: {len(turns):,} articles"
            act = _Act(label)
            self.history.did(UndoStep(label, partial(self._undo, turns, act), partial(self._redo, turns, act)))
            self._put(turns, act)
        return len(turns)

    def _undo(self, turns: Mapping[str, _Turn], act: _Act) -> None:
        self._put(self._turned((article, turn.had) for article, turn in turns.items()))
        self._search_thread.queue(partial(self._step, act, back=True))

    def _redo(self, turns: Mapping[str, _Turn], act: _Act) -> None:
        self._put(self._turned((article, turn.news) for article, turn in turns.items()))
        self._search_thread.queue(partial(self._step, act, back=False))

    def _step(self, act: _Act, *, back: bool) -> None:
        """Have the library know that an act was undone or redone: a later session goes on from there."""
        if self._library is not None and act.id:
            self._library.shelf.history.step(act.id, back=back)

    def _turned(self, changes: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, _Turn]:
        """Return the changes that ``changes`` make to the marks of articles, leaving out those that change nothing.

        Most articles share a mark, and so the result: changing a hundred thousand articles computes only a few.
        """
        turns: dict[str, _Turn] = {}
        known: dict[tuple[int, int], _Turn] = {}
        for article, fields in changes:
            mark = self.mark(article)
            key = id(mark), id(fields)
            turn = known.get(key)
            if turn is None:
                turn = known[key] = _turn(mark, fields)
            if turn.news:
                turns[article] = turn
        return turns

    def _put(self, turns: Mapping[str, _Turn], act: _Act | None = None) -> None:
        """Show these marks from now on, and queue what changed to be written in one save, as an ``act`` or not."""
        if turns:
            self._ahead.update((article, turn.now) for article, turn in turns.items())
            self._search_thread.queue(partial(self._write, turns, act))
            self.changed(turns.keys())

    def _write(self, turns: Mapping[str, _Turn], act: _Act | None) -> None:
        """Save the changes in the library; afterwards, also on failure, the library's own marks are shown."""
        try:
            if self._library is not None:
                news = {article: turn.news for article, turn in turns.items()}
                id = self._library.shelf.update_all(news, act.label if act else "")
                if act:
                    act.id = id
        finally:
            for article, turn in turns.items():
                if self._ahead.get(article) is turn.now:
                    del self._ahead[article]


def _turn(mark: Mark, fields: Mapping[str, Any]) -> _Turn:
    now = replace(mark, **fields)
    news = _changed_fields(mark, now)
    return _Turn(mark, now, {name: getattr(mark, name) for name in news}, news)


def _changed_fields(before: Mark, mark: Mark) -> dict[str, Any]:
    """Return the fields of ``mark`` that differ from ``before``."""
    return {name: getattr(mark, name) for name in FIELDS if getattr(mark, name) != getattr(before, name)}
