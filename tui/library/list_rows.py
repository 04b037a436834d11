"""The rows of a result list, and the source that yields them page by page.

Refuses to fetch anything: a source answers at once, with pending rows where it does not know yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index import Span

FILLED = frozenset({"outlet", "agency", "date", "count", "notes"})
"""The columns that may be left out because no row fills them."""

LASTING = frozenset({"outlet", "agency", "date"})
"""Columns that stay once some row filled them, so that titles don't jump to and fro while a query is typed."""

_LEAST_TITLE = 14


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of each column, 0 for one that is left out; every column but the last is followed by one blank.

    ``lead`` are the cells of cursor, mark, unread dot and star.
    """

    lead: int
    outlet: int
    agency: int
    date: int
    title: int
    count: int
    notes: int

    @property
    def joins_agency(self) -> bool:
        """Whether the agency stands behind the outlet in the outlet's column."""
        return not self.agency


def filled(rows: Iterable[ListRow]) -> frozenset[str]:
    """Return the columns that at least one of the rows fills."""
    names = set()
    for row in rows:
        names |= {
            name
            for name, value in (
                ("outlet", row.outlet),
                ("agency", row.agency),
                ("date", row.published),
                ("count", row.count),
                ("notes", row.notes),
            )
            if value
        }
    return frozenset(names)


def plan(cells: int, has: frozenset[str] = FILLED) -> Columns:
    """Divide ``cells`` among the columns that the rows fill; the title takes what is left."""
    lead = 9 if cells >= 72 else 5
    agency = _from(cells, (110, 10)) if "agency" in has else 0
    outlet = _outlet(cells, has, apart=bool(agency))
    date = _from(cells, (110, 11), (70, 9), (40, 6)) if "date" in has else 0
    count, notes = (_from(cells, (56, size)) if name in has else 0 for name, size in (("count", 4), ("notes", 3)))
    taken = lead + sum(size + 1 for size in (outlet, agency, date, count, notes) if size) + 1
    if outlet and cells - taken < _LEAST_TITLE:
        taken, outlet = taken - outlet - 1, 0
    if date and cells - taken < _LEAST_TITLE:
        taken, date = taken - date - 1, 0
    return Columns(lead, outlet, agency, date, max(0, cells - taken), count, notes)


def _from(cells: int, *sizes: tuple[int, int]) -> int:
    """Return the size of a column, given as (cells of the list from which on, size), the widest first; else 0."""
    return next((size for least, size in sizes if cells >= least), 0)


def _outlet(cells: int, has: frozenset[str], *, apart: bool) -> int:
    if "outlet" not in has and ("agency" not in has or apart):
        return 0
    if cells >= 110:
        return 20
    return 18 if cells >= 70 else 12 if cells >= 40 else 0


@dataclass(frozen=True, slots=True)
class ListRow:
    """One article in a list. ``marks`` are spans of ``snippet``; ``count`` is what the hit column says.

    ``title_known`` is false when ``title`` only stands in for a missing headline; a ``pending`` row is not known yet.
    """

    id: str
    title: str = ""
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    snippet: str = ""
    marks: Sequence[Span] = ()
    count: str = ""
    notes: int = 0
    unread: bool = False
    starred: bool = False
    title_known: bool = True
    pending: bool = False


PENDING = ListRow(id="", pending=True)


class RowSource(Protocol):
    """Rows by position. A page shorter than asked for is filled with pending rows."""

    def __len__(self) -> int: ...

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        """Return the rows of ``[start, stop)``, at once."""
        ...

    def position(self, article: str) -> int | None:
        """Return the position of an article, if it is listed."""
        ...


class Pages:
    """A source with the pages of it that were last asked for; a page with pending rows is asked for again."""

    SIZE = 64
    KEPT = 64

    def __init__(self, source: RowSource) -> None:
        self.source = source
        self._pages: dict[int, Sequence[ListRow]] = {}

    def __len__(self) -> int:
        return len(self.source)

    def forget(self) -> None:
        """Ask the source anew for every row."""
        self._pages.clear()

    def row(self, position: int) -> ListRow:
        """Return a row, pending when the source does not have it yet or its list has shrunk."""
        number, place = divmod(position, self.SIZE)
        page = self._pages.get(number) or self._fetch(number)
        return page[place] if place < len(page) else PENDING

    def _fetch(self, number: int) -> Sequence[ListRow]:
        start = number * self.SIZE
        stop = min(start + self.SIZE, len(self.source))
        page = self.source.page(start, stop)
        if len(page) == stop - start and not any(row.pending for row in page):
            while len(self._pages) >= self.KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page

    def filled(self) -> frozenset[str]:
        """Return the columns worth their room: of a long list, whose end is not looked at, all but the counts."""
        count = min(len(self.source), self.SIZE)
        found = filled(self.row(place) for place in range(count))
        return found if len(self.source) <= self.SIZE else found | (FILLED - {"count", "notes"})
