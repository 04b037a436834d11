"""Facets as rows of values, and where each stands: under each other in a column, or side by side in a drawer.

Refuses to paint and to count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .filters import FIELDS, chosen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST: Final = 12
"""Values shown of one facet; the rest are reached by typing."""

HEADINGS: Final = {
    "outlet": "Outlets",
    "agency": "Agencies",
    "month": "Months",
    "language": "Languages",
    "saved": "Saved searches",
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what it is called, how many articles have it (0: not counted), whether it filters now."""

    facet: str
    value: str
    count: int = 0
    active: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one facet under its heading."""

    facet: str
    values: tuple[FacetValue, ...]

    @property
    def heading(self) -> str:
        """The words above the values."""
        return HEADINGS.get(self.facet, self.facet)


def groups(
    facets: Mapping[str, Mapping[str, int]], query: str, searches: Mapping[str, str] | None = None
) -> tuple[FacetGroup, ...]:
    """Return the groups to show: counted values, those the query filters by among them, then the saved searches."""
    found = [FacetGroup(name, _values(name, facets.get(name, {}), query)) for name in FIELDS]
    saved = tuple(FacetValue("saved", name, 0, text == query) for name, text in (searches or {}).items())
    return tuple(group for group in [*found, FacetGroup("saved", saved)] if group.values)


def _values(name: str, counts: Mapping[str, int], query: str) -> tuple[FacetValue, ...]:
    active = chosen(query, name)
    values = [FacetValue(name, value, count, value.casefold() in active) for value, count in counts.items() if value]
    known = {value.value.casefold() for value in values}
    values += [FacetValue(name, value, 0, active=True) for value in sorted(active - known)]
    if name == "month":
        values.sort(key=lambda value: value.value, reverse=True)
    return tuple(sorted(values, key=lambda value: not value.active)[:MOST])


def stacked(shown: Sequence[FacetGroup]) -> list[FacetGroup | FacetValue | None]:
    """Return the lines of a column: headings and values, an empty line between groups."""
    lines: list[FacetGroup | FacetValue | None] = []
    for group in shown:
        lines += [*([None] if lines else []), group, *group.values]
    return lines
