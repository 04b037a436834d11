"""Which account states which figure: one row per figure, one cell per account.

Does not say which figures ought to be equal; differences are found by `ledger`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ...model.article import Span
    from ...model.comparison_result import Comparison


class FigureRow(NamedTuple):
    """One value of one unit; ``cells`` hold where each account states it, in the order shown.

    ``flagged`` means that a disagreement is about it.
    """

    value: float
    unit: str
    cells: tuple[tuple[Span, ...], ...]
    flagged: bool

    @property
    def accounts(self) -> int:
        """The number of accounts that state it."""
        return sum(map(bool, self.cells))


def figure_rows(comparison: Comparison) -> tuple[FigureRow, ...]:
    """Return the figures that count something: disputed ones first, then those of most accounts."""
    order = [account.id for account in comparison.accounts]
    places: dict[tuple[float, str], dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for one in comparison.quantities:
        if one.unit and one.article in order:
            places[one.value, one.unit][one.article].append(one.span)
    numbers = [flag for flag in comparison.disagreements if flag.kind == "number"]
    disputed = {side for one in numbers for side in ((one.a_article, one.a), (one.b_article, one.b))}
    rows = []
    for (value, unit), told in places.items():
        flagged = any((article, span) in disputed for article, spans in told.items() for span in spans)
        rows.append(FigureRow(value, unit, tuple(tuple(told.get(article, ())) for article in order), flagged))
    units: dict[str, int] = {}
    for row in rows:
        units.setdefault(row.unit, len(units))
    return tuple(sorted(rows, key=lambda row: (not row.flagged, -row.accounts, units[row.unit], row.value)))
