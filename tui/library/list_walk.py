"""Walking through the listed articles: to the next one, to the next unread one; and marking all of them read.

It does not open an article: it puts the cursor on it and returns its id.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..frame.list_pane import why_empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session.session import Session, Verbs
    from .result_list import ResultList
    from .result_source import Results


class ListWalk:
    """Walks through ``listing``, whose results ``results`` returns."""

    def __init__(self, session: Session, listing: ResultList, results: Callable[[], Results]) -> None:
        self._session, self._list, self._results = session, listing, results
        self.verbs: Verbs = {"read_all": self.read_all}

    def go_to_neighbour(self, article: str, step: int) -> str | None:
        """Move the cursor ``step`` rows from an article, or as far as there are any; return the article there.

        `None` if there is no other one.
        """
        results = self._results()
        position = results.position(article)
        if position is None:
            return None
        there = min(max(0, position + step), len(results) - 1)
        self._list.move_to(there)
        return results.ids[there] if there != position else None

    def why_no_neighbour(self, article: str, step: int) -> str:
        """Return why there is no article ``step`` rows from this one: the list ends there, or does not hold it."""
        if self._results().position(article) is None:
            key = self._session.key_of("go_library")
            return f"This article is not among those listed; {key} goes to the list."
        return f"This is the {'last' if step > 0 else 'first'} article of the list."

    @property
    def none_listed(self) -> str:
        """That the list has no article, and why."""
        why = why_empty(self._list) or "no row is chosen."
        return f"No article is listed in the Library: {why[:1].lower()}{why[1:]}"

    @property
    def why_none_unread(self) -> str:
        """Why the list has no unread article."""
        return self.none_listed if why_empty(self._list) else "All articles of this list are read."

    def next_unread(self, article: str | None, number: int = 1) -> str | None:
        """Move the cursor to the next unread article after one, or so many further; return it, `None` if there is none.

        After the last one the list begins anew.
        """
        for _ in range(number):
            article = self._next_unread(article)
        return article

    def _next_unread(self, article: str | None) -> str | None:
        results, mark = self._results(), self._session.shelf.mark
        here = results.position(article) if article is not None else None
        first = 0 if here is None else here + 1
        for position in chain(range(first, len(results)), range(first)):
            if not mark(results.ids[position]).read:
                self._list.move_to(position)
                return results.ids[position]
        return None

    def read_all(self) -> None:
        """Mark every listed article read, as one undoable change."""
        many = self._session.shelf.set_read(self._results().ids[:], read=True)
        if not many:
            self._session.refuse(self.why_none_unread)
            return
        told = f"{many:,} article{'' if many == 1 else 's'}"
        self._session.say(f"Called {told} read; {self._session.key_of('undo')} undoes it.")
