"""Facets as rows of values, and where each stands: under each other in a column, or side by side in a drawer.

Refuses to paint and to count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index import Story

FIELDS: Final = {"outlet": "outlet", "agency": "agency", "month": "date", "language": "language", "story": "story"}
"""The query field that filters by a facet."""

_VALUE = r"(?:\"[^\"]*\"|[^\s,\"()]+)"
_CLAUSE = re.compile(rf"(?<![\S])(outlet|agency|date|language|story):({_VALUE}(?:,{_VALUE})*)(?!\S)", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?<!\S)[^\s:\"()]+\Z")
_PLAIN = re.compile(r"[^\s,\"():*~-]+(?:-[^\s,\"():*~-]+)*")


def chosen(query: str, facet: str) -> frozenset[str]:
    """Return the values of a facet that the query filters by, in lower case."""
    clauses = _clauses(query, facet)
    return frozenset(value.casefold() for clause in clauses for value in _clause_values(clause.group(2)))


def toggled(query: str, facet: str, value: str) -> str:
    """Return the query with a filter set, or dropped when it was set."""
    for clause in _clauses(query, facet):
        values = _clause_values(clause.group(2))
        kept = [each for each in values if each.casefold() != value.casefold()]
        kept = kept if len(kept) < len(values) else [*values, value]
        written = f"{FIELDS[facet]}:{','.join(_written(each, facet) for each in kept)}" if kept else ""
        return " ".join(
            part for part in (query[: clause.start()].rstrip(), written, query[clause.end() :].lstrip()) if part
        )
    return f"{query.rstrip()} {FIELDS[facet]}:{_written(value, facet)}".strip()


def parted(query: str) -> tuple[str, str]:
    """Return what stands before a query's last word, and the word; no word where a filter, phrase or blank ends it."""
    word = _LAST_WORD.search(query)
    return (query[: word.start()].rstrip(), word[0]) if word else (query, "")


def ended(query: str) -> str:
    """Return the query with a blank behind it, so that what is typed next is not glued to its last word."""
    return f"{query.rstrip()} ".lstrip()


def _clauses(query: str, facet: str) -> Iterator[re.Match[str]]:
    return (match for match in _CLAUSE.finditer(query) if match.group(1).lower() == FIELDS[facet])


def _clause_values(text: str) -> list[str]:
    return [value.strip('"') for value in re.findall(_VALUE, text)]


def _written(value: str, facet: str) -> str:
    """Return a value as the query language takes it: quoted unless it is a single plain word; an id always."""
    value = value.replace('"', " ")
    return value if facet != "story" and _PLAIN.fullmatch(value) else f'"{value}"'


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
