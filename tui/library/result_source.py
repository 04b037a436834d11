"""The results a list shows: ids at once, facts and snippets as they arrive, marks as they are now.

It does not fetch: it calls back for the rows it lacks.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import index

from .list_rows import ListRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index import ArticleRow, Found, Hit, Library, Mark

    from ..session.search_thread import SearchThread


class Results:
    """One answer of the library as a row source; ``want`` is called with the range of rows that are not here yet."""

    def __init__(
        self,
        found: Found | None = None,
        *,
        mark: Callable[[str], Mark] = lambda _: index.Mark(),
        notes: Callable[[str], int] = lambda _: 0,
        accounts: Callable[[str], int] = lambda _: 0,
        want: Callable[[Results, int, int], None] = lambda *_: None,
    ) -> None:
        self._found = found
        self._mark, self._notes, self._accounts, self._want = mark, notes, accounts, want
        self._positions: dict[str, int] | None = None
        self._facts: dict[str, ArticleRow] = {}
        self._hits: dict[str, Hit] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def found(self) -> Found:
        """The answer; empty before the first one."""
        if self._found is None:
            self._found = index.Found("", (), (), 0, total_exact=True, elapsed_ms=0.0)
        return self._found

    @found.setter
    def found(self, found: Found) -> None:
        self._found = found

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the articles, in order."""
        return self._found.ids if self._found is not None else ()

    @property
    def searched(self) -> bool:
        """Whether there was a query, so that rows have snippets."""
        return self._found is not None and bool(self._found.query.strip())

    def position(self, article: str) -> int | None:
        """Return the position of an article, `None` if it is not listed."""
        if self._positions is None:
            self._positions = {id: place for place, id in enumerate(self.ids)}
        return self._positions.get(article)

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        """Return the rows of ``[start, stop)``, pending where facts are missing; these and snippets are requested."""
        rows = [self._row(id) for id in self.ids[start:stop]]
        if any(row.pending for row in rows) or self.lacking_hits(start, stop):
            self._want(self, start, stop)
        return rows

    def learn(self, rows: Iterable[ArticleRow]) -> None:
        """Add facts."""
        self._facts |= {row.id: row for row in rows}

    def learn_hits(self, hits: Iterable[Hit]) -> None:
        """Add snippets."""
        self._hits |= {hit.id: hit for hit in hits}

    def inherit(self, other: Results) -> None:
        """Take over the facts of another answer, lest known rows go blank; and its snippets for the same query."""
        self._facts |= other._facts
        if other.asks_as(self.found):
            self._hits |= other._hits

    def asks_as(self, found: Found) -> bool:
        """Whether another answer is to the same query, with its last word a prefix in both or in neither."""
        return (found.query, found.typing) == (self.found.query, self.found.typing)

    def tell_hits_of(self, found: Found, rows: int) -> bool:
        """Whether the snippets of the first ``rows`` rows of another answer are here."""
        return self.asks_as(found) and all(id in self._hits for id in found.ids[:rows])

    def lacking_hits(self, start: int, stop: int) -> bool:
        """Whether any row of ``[start, stop)`` lacks its snippet."""
        return self.searched and any(id not in self._hits for id in self.ids[start:stop])

    def _row(self, id: str) -> ListRow:
        facts, hit, mark = self._facts.get(id), self._hits.get(id), self._mark(id)
        if facts is None:
            return ListRow(id, pending=True, unread=not mark.read, starred=mark.starred)
        return ListRow(
            id,
            title=facts.shown_title,
            outlet=facts.outlet,
            agency=index.short_agency(facts.agency) if facts.agency else None,
            published=facts.published,
            snippet=hit.snippet if hit else "",
            marks=hit.marks if hit else (),
            hits=len(hit.spans) if hit else 0,
            accounts=self._accounts(id),
            copies=len(facts.copies),
            versions=len(facts.versions),
            notes=self._notes(id),
            tags=tuple(dict.fromkeys((*facts.tags, *mark.tags))),
            unread=not mark.read,
            starred=mark.starred,
            file="" if facts.title else facts.name,
        )


AHEAD: Final = 56
"""Rows prefetched after those requested, so that moving down does not wait for every page."""

CHUNK: Final = 16
"""Snippets fetched at a time: about a screenful of rows."""


class Feeder:
    """Fetches rows for the current `Results`; ``cursor`` returns the cursor's row, ``changed`` announces new rows."""

    def __init__(
        self, search_thread: SearchThread, library: Library, cursor: Callable[[], int], changed: Callable[[], None]
    ) -> None:
        self._search_thread, self._library = search_thread, library
        self._cursor, self._changed = cursor, changed
        self.feed(Results())

    def feed(self, results: Results) -> None:
        """Fetch for these results from now on; answers for others are dropped."""
        self._results = results
        # Nothing is requested twice: an article that is gone would be requested for ever.
        self._asked_rows: set[int] = set()
        self._asked_chunks: set[int] = set()
        self._waiting_rows: set[int] = set()
        self._waiting_chunks: set[int] = set()
        self._fetching = False

    def want(self, results: Results, start: int, stop: int) -> None:
        """Fetch the facts of rows ``start`` to ``stop``, then their snippets."""
        if results is not self._results:
            return
        ahead = min(stop + AHEAD, len(results))
        fresh = {place for place in range(start, ahead) if place not in self._asked_rows}
        if fresh:
            self._asked_rows |= fresh
            self._waiting_rows |= fresh
            self._ask_rows()
        chunks = {place // CHUNK for place in range(start, stop)} - self._asked_chunks
        self._asked_chunks |= chunks
        self._waiting_chunks |= {chunk for chunk in chunks if results.lacking_hits(*_bounds(chunk))}
        self._next()

    def _ask_rows(self) -> None:
        """Request all waiting rows at once: a newer question in this slot replaces the previous one."""
        results, places = self._results, sorted(self._waiting_rows)
        ids = [results.ids[place] for place in places]
        self._search_thread.ask("rows", lambda _: self._library.rows(ids), partial(self._facts, results, places))

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
        self._search_thread.ask("page", lambda _: self._library.hits(found, start, stop), partial(self._hits, results))

    def _hits(self, results: Results, hits: tuple[Hit, ...]) -> None:
        results.learn_hits(hits)
        if results is self._results:
            self._fetching = False
            self._changed()
            self._next()


def _bounds(chunk: int) -> tuple[int, int]:
    return chunk * CHUNK, (chunk + 1) * CHUNK
