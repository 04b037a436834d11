"""How a result list divides its width: what the wide show apart, the narrow put together or leave out.

Refuses to know the rows but for which columns they fill.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .listing import ListRow

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
    roomy = cells >= 56
    lead = 9 if cells >= 72 else 5
    agency = 10 if cells >= 110 and "agency" in has else 0
    outlet = _outlet(cells, has, apart=bool(agency))
    date = (11 if cells >= 110 else 9 if cells >= 70 else 6 if cells >= 40 else 0) if "date" in has else 0
    count = 4 if roomy and "count" in has else 0
    notes = 3 if roomy and "notes" in has else 0
    taken = lead + sum(size + 1 for size in (outlet, agency, date, count, notes) if size) + 1
    if cells - taken < _LEAST_TITLE and outlet:
        taken, outlet = taken - outlet - 1, 0
    if cells - taken < _LEAST_TITLE and date:
        taken, date = taken - date - 1, 0
    return Columns(lead, outlet, agency, date, max(0, cells - taken), count, notes)


def _outlet(cells: int, has: frozenset[str], *, apart: bool) -> int:
    if "outlet" not in has and ("agency" not in has or apart):
        return 0
    if cells >= 110:
        return 20
    return 18 if cells >= 70 else 12 if cells >= 40 else 0
