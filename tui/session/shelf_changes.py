"""What the reader did to articles (read, stars, tags, bookmarks, places): shown at once, written on the search thread.

Refuses to keep the truth: that is the library's, and a failed write is told and taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from index import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Library

    from .search_thread import SearchThread

DEPTH: Final = 500


@dataclass(frozen=True, slots=True)
class UndoStep:
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


FIELDS = ("read", "starred", "tags", "bookmarks", "place")
"""The fields of a mark."""


class ShelfChanges:
    """The marks of a library as the screen shows them; there are none until a library is open."""

    def __init__(self, search_thread: SearchThread) -> None:
        self._search_thread = search_thread
        self._library: Library | None = None
        self._ahead: dict[str, Mark] = {}
        self._watchers: list[Callable[[str], None]] = []
        self.history = UndoStack()

    def open_library(self, library: Library) -> None:
        """Have the marks of a library from now on."""
        self._library = library

    def watch(self, changed: Callable[[str], None]) -> None:
        """Have ``changed`` told whenever the mark of an article changed."""
        self._watchers.append(changed)

    def mark(self, article: str) -> Mark:
        """Return the mark of an article, with changes not yet written."""
        known = self._ahead.get(article)
        if known is not None:
            return known
        return self._library.shelf.mark(article) if self._library is not None else Mark()

    def forget(self) -> None:
        """Look at the library anew: its marks may have been changed from outside."""
        self._ahead.clear()

    def set_read(self, article: str, read: bool) -> None:  # noqa: FBT001 - mirrors the library's method
        """Call an article read or unread; undoable."""
        self._change(article, "read" if read else "unread", read=read)

    def open(self, article: str) -> None:
        """Call an article read because it was opened; not worth an undo."""
        mark = self.mark(article)
        if not mark.read:
            self._put(article, replace(mark, read=True))

    def toggle_star(self, article: str) -> None:
        """Put a star on an article or take it off; undoable."""
        starred = not self.mark(article).starred
        self._change(article, "starred" if starred else "star taken off", starred=starred)

    def set_tags(self, article: str, tags: tuple[str, ...]) -> None:
        """Give an article these tags and no others; undoable."""
        self._change(article, f"tags: {', '.join(tags) or 'none'}", tags=tags)

    def toggle_bookmark(self, article: str, offset: int) -> bool:
        """Set a bookmark at an offset or take it away; return whether it is set now. Undoable."""
        marks = self.mark(article).bookmarks
        setting = offset not in marks
        kept = tuple(sorted({*marks, offset} - (set() if setting else {offset})))
        self._change(article, "bookmark set" if setting else "bookmark taken away", bookmarks=kept)
        return setting

    def keep_place(self, article: str, offset: int) -> None:
        """Remember how far an article was read."""
        if self.mark(article).place != offset:
            self._put(article, replace(self.mark(article), place=offset))

    def _change(self, article: str, label: str, **fields: Any) -> None:  # noqa: ANN401 - fields of Mark
        before = self.mark(article)
        after = replace(before, **fields)
        if after == before:
            return
        undone = {name: getattr(before, name) for name in fields}
        self.history.did(
            UndoStep(label, partial(self._restore, article, undone), partial(self._restore, article, fields))
        )
        self._put(article, after)

    def _restore(self, article: str, fields: dict[str, Any]) -> None:
        self._put(article, replace(self.mark(article), **fields))

    def _put(self, article: str, mark: Mark) -> None:
        before = self.mark(article)
        self._ahead[article] = mark
        self._search_thread.queue(partial(self._write, article, before, mark))
        for changed in self._watchers:
            changed(article)

    def _write(self, article: str, before: Mark, mark: Mark) -> None:
        library = self._library
        try:
            if library is not None:
                _tell(library, article, before, mark)
        except Exception:
            self._ahead.pop(article, None)
            raise


def _tell(library: Library, article: str, before: Mark, mark: Mark) -> None:
    """Hand the library what differs; called on the search thread."""
    news = {name: getattr(mark, name) for name in FIELDS if getattr(mark, name) != getattr(before, name)}
    library.shelf.update(article, **news)
