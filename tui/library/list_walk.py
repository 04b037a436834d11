"""Walking through the listed articles: to the next one, to the next unread one; and marking all of them read.

It does not open an article: it puts the cursor on it and returns its id.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

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
        """Move the cursor ``step`` rows from an article; return the article there, `None` if there is none."""
        results = self._results()
        position = results.position(article)
        if position is None or not 0 <= position + step < len(results):
            return None
        self._list.move_to(position + step)
        return results.ids[position + step]

    def why_no_neighbour(self, article: str, step: int) -> str:
        """Return why there is no article ``step`` rows from this one: the list ends there, or does not hold it."""
        if self._results().position(article) is None:
            key = self._session.key_of("go_library")
            return f"This article is not among those listed; {key} goes to the list."
        return f"This is the {'last' if step > 0 else 'first'} article of the list."

    def next_unread(self, article: str | None) -> str | None:
        """Move the cursor to the next unread article after one, wrapping around; return it, `None` if all are read."""
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
            self._session.refuse("All articles of this list are read.")
            return
        told = f"{many:,} article{'' if many == 1 else 's'}"
        self._session.say(f"Called {told} read; {self._session.key_of('undo')} undoes it.")
