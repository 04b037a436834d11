"""Feeding a list: facts of the rows it paints, then their snippets, those nearest to the cursor first.

Refuses to run queries and to paint; it works through the search thread and says when there is something new.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from .results import Results

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import ArticleRow, Hit, Library

    from .desk import Desk

CHUNK: Final = 16
"""Snippets fetched at a time: about a screen of rows."""


class Feeder:
    """Feeds one `Results` after another; ``cursor`` tells where the reader is, ``changed`` hears of new rows."""

    def __init__(self, desk: Desk, library: Library, cursor: Callable[[], int], changed: Callable[[], None]) -> None:
        self._desk, self._library = desk, library
        self._cursor, self._changed = cursor, changed
        self.feed(Results())

    def feed(self, results: Results) -> None:
        """Feed these results from now on; answers for others are dropped."""
        self._results = results
        # What was asked for once is not asked for again: an article that is gone would be asked for without end.
        self._asked_rows: set[int] = set()
        self._asked_chunks: set[int] = set()
        self._waiting_rows: set[int] = set()
        self._waiting_chunks: set[int] = set()
        self._fetching = False

    def want(self, results: Results, start: int, stop: int) -> None:
        """Fetch the facts of rows ``start`` to ``stop``, then their snippets."""
        if results is not self._results:
            return
        fresh = {place for place in range(start, stop) if place not in self._asked_rows}
        if fresh:
            self._asked_rows |= fresh
            self._waiting_rows |= fresh
            self._ask_rows()
        chunks = {place // CHUNK for place in range(start, stop)} - self._asked_chunks
        self._asked_chunks |= chunks
        self._waiting_chunks |= {chunk for chunk in chunks if results.lacking_hits(*_bounds(chunk))}
        self._next()

    def _ask_rows(self) -> None:
        """Ask for all rows that wait; a newer question of this kind replaces the one before, so it holds them all."""
        results, places = self._results, sorted(self._waiting_rows)
        ids = [results.ids[place] for place in places]
        self._desk.ask("rows", lambda _: self._library.rows(ids), partial(self._facts, results, places))

    def _facts(self, results: Results, places: list[int], rows: tuple[ArticleRow, ...]) -> None:
        results.learn(rows)
        if results is self._results:
            self._waiting_rows.difference_update(places)
            self._changed()

    def _next(self) -> None:
        if self._fetching or not self._waiting_chunks:
            return
        here = self._cursor() // CHUNK
        chunk = min(self._waiting_chunks, key=lambda each: (abs(each - here), each))
        self._waiting_chunks.discard(chunk)
        self._fetching = True
        results, (start, stop) = self._results, _bounds(chunk)
        found = results.found
        self._desk.ask("page", lambda _: self._library.hits(found, start, stop), partial(self._hits, results))

    def _hits(self, results: Results, hits: tuple[Hit, ...]) -> None:
        results.learn_hits(hits)
        if results is self._results:
            self._fetching = False
            self._changed()
            self._next()


def _bounds(chunk: int) -> tuple[int, int]:
    return chunk * CHUNK, (chunk + 1) * CHUNK
