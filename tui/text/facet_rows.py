"""Facets as rows of values, and where each stands: under each other in a column, or side by side in a drawer.

Refuses to paint and to count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .filters import FIELDS, chosen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import Story

MOST: Final = 12
"""Values shown of one facet; the rest are reached by typing."""

HEADINGS: Final = {
    "outlet": "Outlets",
    "agency": "Agencies",
    "month": "Months",
    "language": "Languages",
    "story": "Stories",
    "saved": "Saved searches",
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many articles have it (0: not counted), whether it filters now, what it is called.

    Without a ``label`` it is called what it is.
    """

    facet: str
    value: str
    count: int = 0
    active: bool = False
    label: str = ""


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
    facets: Mapping[str, Mapping[str, int]],
    query: str,
    searches: Mapping[str, str] | None = None,
    stories: Sequence[Story] = (),
) -> tuple[FacetGroup, ...]:
    """Return the groups to show: counted values, those the query filters by among them, then the saved searches.

    Of ``stories``, the largest first, those of several accounts are shown, counted over the whole library.
    """
    counted = {**facets, "story": {story.id: len(story.articles) for story in stories if len(story.articles) > 1}}
    labels = {story.id.casefold(): story.label for story in stories}
    found = [FacetGroup(name, _values(name, counted.get(name, {}), query)) for name in FIELDS]
    found = [_labelled(group, labels) if group.facet == "story" else group for group in found]
    saved = tuple(FacetValue("saved", name, 0, text == query) for name, text in (searches or {}).items())
    return tuple(group for group in [*found, FacetGroup("saved", saved)] if group.values)


def _labelled(group: FacetGroup, labels: Mapping[str, str]) -> FacetGroup:
    """Call stories by their words instead of an article's id."""
    values = (replace(value, label=labels.get(value.value.casefold(), "")) for value in group.values)
    return replace(group, values=tuple(values))


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
