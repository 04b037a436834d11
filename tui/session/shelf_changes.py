"""What the reader did to articles (read, stars, tags, bookmarks, places): shown at once, written on the search thread.

Refuses to keep the truth: that is the library's, and a failed write is told and taken back.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

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

    def set_read(self, articles: Sequence[str], *, read: bool) -> None:
        """Call articles read or unread; undoable, as one act."""
        self._change(articles, "read" if read else "unread", read=read)

    def open(self, article: str) -> None:
        """Call an article read because it was opened; not worth an undo."""
        mark = self.mark(article)
        if not mark.read:
            self._put({article: replace(mark, read=True)})

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
            now = index.anchored(mark, article.text)
            if now != mark:
                self._put({article.id: now})

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
            self._put({article.id: index.anchored(replace(mark, place=offset), article.text)})

    def _change(self, articles: Sequence[str], label: str, **fields: Any) -> None:  # noqa: ANN401 - fields of Mark
        known = ((article, self.mark(article)) for article in articles)
        marks = {article: (mark, replace(mark, **fields)) for article, mark in known}
        marks = {article: (mark, now) for article, (mark, now) in marks.items() if now != mark}
        if marks:
            before = {article: {name: getattr(mark, name) for name in fields} for article, (mark, _) in marks.items()}
            after = dict.fromkeys(marks, fields)
            label = label if len(marks) == 1 else f"{label}: {len(marks):,} articles"
            self.history.did(UndoStep(label, partial(self._put_all, before), partial(self._put_all, after)))
            self._put({article: now for article, (_, now) in marks.items()})

    def _put_all(self, fields: Mapping[str, Mapping[str, Any]]) -> None:
        self._put({article: replace(self.mark(article), **changes) for article, changes in fields.items()})

    def _put(self, marks: Mapping[str, Mark]) -> None:
        """Show these marks from now on, and have what they change written in one save."""
        changes = {article: _news(self.mark(article), mark) for article, mark in marks.items()}
        self._ahead.update(marks)
        self._search_thread.queue(partial(self._write, changes))
        for changed in self._watchers:
            changed(marks.keys())

    def _write(self, changes: dict[str, dict[str, Any]]) -> None:
        try:
            if self._library is not None:
                self._library.shelf.update_all(changes)
        except Exception:
            for article in changes:
                self._ahead.pop(article, None)
            raise


def _news(before: Mark, mark: Mark) -> dict[str, Any]:
    """Return the fields of ``mark`` that say something else than ``before``."""
    return {name: getattr(mark, name) for name in FIELDS if getattr(mark, name) != getattr(before, name)}
