"""What the reader did to articles (read, stars, tags, bookmarks, places): shown at once, written on the search thread.

Refuses to keep the truth: that is the library's, and a failed write is told and taken back.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from index import Article, Library, Mark

    from .search_thread import SearchThread

DEPTH: Final = 500


class UndoStep(NamedTuple):
    """One change: what it did in a few words, how to undo it, how to do it again."""

    label: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack:
    """Changes done and changes undone. A new change forgets what was undone."""

    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def did(self, change: UndoStep) -> None:
        """Remember a change that has been made."""
        self._done.append(change)
        self._undone.clear()
        del self._done[:-DEPTH]

    def undid(self, change: UndoStep) -> None:
        """Remember a change of an earlier session that has been undone, so that `redo` makes it again."""
        self._undone.append(change)

    def forget(self, change: UndoStep) -> None:
        """Forget a change that came to nothing after all."""
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
        """Make the change undone last again and return its label; ``None`` when there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        change.redo()
        self._done.append(change)
        return change.label

    @property
    def next_label(self) -> str | None:
        """What `undo` would undo."""
        return self._done[-1].label if self._done else None


FIELDS = ("read", "starred", "tags", "bookmarks", "place", "words")
"""The fields of a mark."""


class _Turn(NamedTuple):
    """What an act makes of a mark: what it was and is, the fields it had before, and those that are others now."""

    before: Mark
    now: Mark
    had: Mapping[str, Any]
    news: dict[str, Any]


class ShelfChanges:
    """The marks of a library as the screen shows them; there are none until a library is open."""

    def __init__(self, search_thread: SearchThread) -> None:
        self._search_thread = search_thread
        self._library: Library | None = None
        self._ahead: dict[str, Mark] = {}
        self._watchers: list[Callable[[Collection[str]], None]] = []
        self.history = UndoStack()

    def open_library(self, library: Library) -> None:
        """Have the marks of a library from now on."""
        self._library = library

    def watch(self, changed: Callable[[Collection[str]], None]) -> None:
        """Have ``changed`` told of the articles whose marks changed, those of one act all at once."""
        self._watchers.append(changed)

    def mark(self, article: str) -> Mark:
        """Return the mark of an article, with changes not yet written."""
        known = self._ahead.get(article)
        if known is not None:
            return known
        return self._library.shelf.mark(article) if self._library is not None else index.Mark()

    def forget(self) -> None:
        """Look at the library anew: its marks may have been changed from outside."""
        self._ahead.clear()

    def set_read(self, articles: Sequence[str], *, read: bool) -> int:
        """Call articles read or unread; undoable, as one act. Return how many were not yet."""
        return self._change(articles, "read" if read else "unread", read=read)

    def open(self, article: str) -> None:
        """Call an article read because it was opened; not worth an undo."""
        mark = self.mark(article)
        if not mark.read:
            self._put(self._turned([(article, {"read": True})]))

    def set_starred(self, articles: Sequence[str], *, starred: bool) -> None:
        """Put a star on articles or take it off; undoable, as one act."""
        self._change(articles, "starred" if starred else "star taken off", starred=starred)

    def set_tags(self, articles: Sequence[str], tags: tuple[str, ...]) -> None:
        """Give articles these tags and no others; undoable, as one act."""
        self._change(articles, f"tags: {', '.join(tags) or 'none'}", tags=tags)

    def follow(self, article: Article) -> None:
        """Let place and bookmarks of an article stand where their words are in its text now."""
        mark = self.mark(article.id)
        if mark.place or mark.bookmarks:
            self._put(self._turned([(article.id, _news(mark, index.anchored(mark, article.text)))]))

    def toggle_bookmark(self, article: Article, offset: int) -> bool:
        """Set a bookmark at an offset or take it away; return whether it is set now. Undoable."""
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
            self._put(self._turned([(article.id, _news(mark, now))]))

    def _change(self, articles: Sequence[str], label: str, **fields: Any) -> int:  # noqa: ANN401 - fields of Mark
        turns = self._turned(zip(articles, repeat(fields)))
        if turns:
            label = label if len(turns) == 1 else f"{label}: {len(turns):,} articles"
            self.history.did(UndoStep(label, partial(self._undo, turns), partial(self._redo, turns)))
            self._put(turns)
        return len(turns)

    def _undo(self, turns: Mapping[str, _Turn]) -> None:
        self._put(self._turned((article, turn.had) for article, turn in turns.items()))

    def _redo(self, turns: Mapping[str, _Turn]) -> None:
        self._put(self._turned((article, turn.news) for article, turn in turns.items()))

    def _turned(self, changes: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, _Turn]:
        """Return what ``changes`` make of the marks of articles, without those that stay as they are.

        Most articles share their mark with others, and what is made of it: an act on a hundred thousand articles
        works out a few.
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

    def _put(self, turns: Mapping[str, _Turn]) -> None:
        """Show these marks from now on, and have what they change written in one save."""
        if turns:
            self._ahead.update((article, turn.now) for article, turn in turns.items())
            self._search_thread.queue(partial(self._write, turns))
            for changed in self._watchers:
                changed(turns.keys())

    def _write(self, turns: Mapping[str, _Turn]) -> None:
        """Have the library keep what is ahead of it; from then on, or if it can't, its own marks are shown."""
        try:
            if self._library is not None:
                self._library.shelf.update_all({article: turn.news for article, turn in turns.items()})
        finally:
            for article, turn in turns.items():
                if self._ahead.get(article) is turn.now:
                    del self._ahead[article]


def _turn(mark: Mark, fields: Mapping[str, Any]) -> _Turn:
    now = replace(mark, **fields)
    news = _news(mark, now)
    return _Turn(mark, now, {name: getattr(mark, name) for name in news}, news)


def _news(before: Mark, mark: Mark) -> dict[str, Any]:
    """Return the fields of ``mark`` that say something else than ``before``."""
    return {name: getattr(mark, name) for name in FIELDS if getattr(mark, name) != getattr(before, name)}
