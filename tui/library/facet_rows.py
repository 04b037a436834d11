"""Facets as rows of values, and filters as clauses of a query: parsed, set and removed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from index import Story

FIELDS: Final = {
    "outlet": "outlet",
    "agency": "agency",
    "author": "author",
    "tag": "tag",
    "month": "date",
    "language": "language",
    "story": "story",
}
"""The query field that filters by each facet."""

STATE: Final = {"is:unread": "unread", "is:starred": "starred", "has:note": "with notes"}
"""Query clauses for the reader's own marks, with their labels."""

_VALUE = r"(?:\"[^\"]*\"|[^\s,\"()]+)"
# Compiled on first use: the first screen has no query.
_CLAUSE = rf"(?i)(?<![\S])(outlet|agency|author|tag|date|language|story):({_VALUE}(?:,{_VALUE})*)(?!\S)"
_LAST_WORD = r"(?<!\S)[^\s:\"()]+\Z"
_PLAIN = r"[^\s,\"():*~-]+(?:-[^\s,\"():*~-]+)*"


def chosen(query: str, facet: str) -> frozenset[str]:
    """Return the values of a facet that the query filters by, casefolded; a range of months gives each month."""
    if facet == "state":
        return frozenset(word.casefold() for word in query.split() if word.casefold() in STATE)
    return frozenset(map(_key, (value for clause in _clauses(query, facet) for value in _clause_values(clause, facet))))


def _key(value: str) -> str:
    """Return a value as queries compare it: without case, and without the quotation marks that can't be written."""
    return value.replace('"', " ").casefold()


def toggled(query: str, facet: str, value: str) -> str:
    """Return the query with a filter set, or removed if it was set; consecutive months become a range."""
    if facet == "state":
        kept = [word for word in query.split() if word.casefold() != value]
        return " ".join(kept if len(kept) < len(query.split()) else [*kept, value])
    for clause in _clauses(query, facet):
        values = _clause_values(clause, facet)
        kept = [each for each in values if _key(each) != _key(value)]
        kept = kept if len(kept) < len(values) else [*values, value]
        written = _clause(facet, kept) if kept else ""
        return " ".join(
            part for part in (query[: clause.start()].rstrip(), written, query[clause.end() :].lstrip()) if part
        )
    return f"{query.rstrip()} {_clause(facet, [value])}".strip()


def parted(query: str) -> tuple[str, str]:
    """Split a query before its last word; the word is empty if the query ends in a filter, a phrase or a space."""
    word = re.search(_LAST_WORD, query)
    return (query[: word.start()].rstrip(), word[0]) if word else (query, "")


def ended(query: str) -> str:
    """Return the query with a trailing space, so that the next word typed is a word of its own."""
    return f"{query.rstrip()} ".lstrip()


def _clauses(query: str, facet: str) -> Iterator[re.Match[str]]:
    return (match for match in re.finditer(_CLAUSE, query) if match.group(1).lower() == FIELDS[facet])


def _clause_values(clause: re.Match[str], facet: str) -> list[str]:
    values = [value.strip('"') for value in re.findall(_VALUE, clause.group(2))]
    return [month for value in values for month in _months(value)] if facet == "month" else values


def _clause(facet: str, values: Sequence[str]) -> str:
    values = _in_ranges(values) if facet == "month" else values
    return f"{FIELDS[facet]}:{','.join(_written(each, facet) for each in values)}"


_MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
_MOST_MONTHS = 1200


def _months(value: str) -> list[str]:
    """Expand a range of months; return anything else unchanged, as a single value."""
    ends = [re.fullmatch(_MONTH, end) for end in value.split("..")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return [value]
    first, last = (int(end[1]) * 12 + int(end[2]) - 1 for end in ends if end)
    return [_month(number) for number in range(first, last + 1)] if 0 <= last - first < _MOST_MONTHS else [value]


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _in_ranges(values: Sequence[str]) -> list[str]:
    """Return months in order, consecutive ones as ranges, followed by the values that are no months."""
    months = sorted({value for value in values if re.fullmatch(_MONTH, value)})
    runs: list[list[str]] = []
    for month in months:
        if runs and _months(f"{runs[-1][-1]}..{month}")[1:] == [month]:
            runs[-1].append(month)
        else:
            runs.append([month])
    ranges = [run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs]
    return [*ranges, *(value for value in values if not re.fullmatch(_MONTH, value))]


def _written(value: str, facet: str) -> str:
    """Quote a value for the query language, unless it is a single plain word; story ids always."""
    value = value.replace('"', " ")
    return value if facet != "story" and re.fullmatch(_PLAIN, value) else f'"{value}"'


MOST: Final = 6
"""Values shown of a collapsed facet; active ones are always shown."""

HEADINGS: Final = {
    "saved": "Saved searches",
    "state": "Marked",
    "outlet": "Outlets",
    "agency": "Agencies",
    "author": "Authors",
    "tag": "Tags",
    "month": "Months",
    "language": "Languages",
    "story": "Stories",
}


class FacetValue(NamedTuple):
    """One value of a facet, with the number of articles (0: not counted) and whether the query filters by it.

    ``label`` is the text shown; if empty, the value itself.
    """

    facet: str
    value: str
    articles: int = 0
    active: bool = False
    label: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The key that identifies the row."""
        return self.facet, self.value


class FacetMore(NamedTuple):
    """The row that expands or collapses a long group; ``hidden`` counts the values not shown."""

    facet: str
    hidden: int

    @property
    def place(self) -> tuple[str, str]:
        """The key that identifies the row."""
        return self.facet, ""


class FacetGroup(NamedTuple):
    """The values of one facet under its heading."""

    facet: str
    values: tuple[FacetValue, ...]

    @property
    def heading(self) -> str:
        """The heading above the values."""
        return HEADINGS.get(self.facet, self.facet)


def groups(
    facets: Mapping[str, Mapping[str, int]],
    query: str,
    searches: Mapping[str, str] | None = None,
    stories: Sequence[Story] = (),
    found: Collection[str] = (),
) -> tuple[FacetGroup, ...]:
    """Return the groups to show: saved searches, marks, then the counted values and those the query filters by.

    Stories with several accounts are listed with the number of those ``found``, or of all their articles while the
    query filters by story, so that another one can be added.
    """
    counted = {**facets, "story": _story_counts(stories, None if chosen(query, "story") else frozenset(found))}
    labels = {story.id.casefold(): story.label for story in stories}
    shown = [FacetGroup(name, _values(name, counted.get(name, {}), query)) for name in FIELDS]
    shown = [_labelled(group, labels) if group.facet == "story" else group for group in shown]
    saved = tuple(
        FacetValue("saved", name, 0, text.strip() == query.strip()) for name, text in (searches or {}).items()
    )
    active, marks = chosen(query, "state"), facets.get("state", {})
    state = (FacetValue("state", name, marks.get(name, 0), name in active, label) for name, label in STATE.items())
    marked = tuple(value for value in state if value.articles or value.active)
    return tuple(group for group in (FacetGroup("saved", saved), FacetGroup("state", marked), *shown) if group.values)


def _story_counts(stories: Iterable[Story], among: Collection[str] | None) -> dict[str, int]:
    """Count the accounts of stories that have several, only those ``among`` some articles if given; largest first."""
    several = (story for story in stories if len(story.articles) > 1)
    counts = {
        story.id: len(story.articles) if among is None else sum(id in among for id in story.articles)
        for story in several
    }
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))


def shortened(group: FacetGroup, *, opened: bool) -> tuple[FacetGroup, tuple[FacetValue | FacetMore, ...]]:
    """Return a group with the rows shown of it."""
    active = sum(value.active for value in group.values)
    least = max(MOST, active)
    if len(group.values) <= least + 1:
        return group, group.values
    if opened:
        return group, (*group.values, FacetMore(group.facet, 0))
    return group, (*group.values[:least], FacetMore(group.facet, len(group.values) - least))


def _labelled(group: FacetGroup, labels: Mapping[str, str]) -> FacetGroup:
    """Label stories with their words instead of an article's id."""
    values = (value._replace(label=labels.get(value.value.casefold(), "")) for value in group.values)
    return group._replace(values=tuple(values))


def _without_case(counts: Mapping[str, int]) -> dict[str, int]:
    """Add up values that differ in case only, which a query finds together, under the spelling used most."""
    if len({*map(_key, counts)}) == len(counts):
        return {**counts}
    spelt: dict[str, str] = {}
    added: dict[str, int] = {}
    for value, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        first = spelt.setdefault(_key(value), value)
        added[first] = added.get(first, 0) + count
    return dict(sorted(added.items(), key=lambda pair: -pair[1]))


def _values(name: str, counts: Mapping[str, int], query: str) -> tuple[FacetValue, ...]:
    written = {_key(each): each for clause in _clauses(query, name) for each in _clause_values(clause, name)}
    active = written.keys()
    values = [
        FacetValue(name, value, count, _key(value) in active)
        for value, count in _without_case(counts).items()
        if value and (count or _key(value) in active)
    ]
    known = {_key(value.value) for value in values}
    values += [FacetValue(name, written[value], 0, active=True) for value in sorted(active - known)]
    if name == "month":
        values.sort(key=lambda value: value.value, reverse=True)
    return tuple(sorted(values, key=lambda value: not value.active))
