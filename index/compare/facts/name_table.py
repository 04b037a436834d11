"""Which account names whom: one row per name, one cell per account.

Does not say which spelling is right; `name_differences` finds the differences.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ...model.article import Span
    from ...model.comparison_result import Comparison


class NameRow(NamedTuple):
    """One person, place or body by the fullest name, with the other spellings.

    ``cells`` hold where each account names it, in the order shown; ``flagged`` means that a disagreement is about it.
    """

    name: str
    others: tuple[str, ...]
    cells: tuple[tuple[Span, ...], ...]
    flagged: bool


def name_rows(comparison: Comparison) -> tuple[NameRow, ...]:
    """Return the names: disputed ones first, then the most mentioned."""
    order = [account.id for account in comparison.accounts]
    disputed = [
        side
        for flag in comparison.disagreements
        if flag.kind == "name"
        for side in ((flag.a_article, flag.a), (flag.b_article, flag.b))
    ]
    rows = []
    for entity in comparison.entities:
        places: dict[str, list[Span]] = defaultdict(list)
        for mention in entity.mentions:
            places[mention.article].append(mention.span)
        flagged = any(
            start < span.end and span.start < end for article, (start, end) in disputed for span in places[article]
        )
        others = tuple(variant for variant in entity.variants if variant != entity.name)
        rows.append(NameRow(entity.name, others, tuple(tuple(places[article]) for article in order), flagged))
    return tuple(sorted(rows, key=lambda row: (not row.flagged, -sum(map(len, row.cells)), row.name)))
