"""Filters as words of the query, so that the box always says the truth: which are set, and setting or dropping one.

Refuses to search, and to touch any other word of the query.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS: Final = {"outlet": "outlet", "agency": "agency", "month": "date", "language": "language", "story": "story"}
"""The query field that filters by a facet."""

_VALUE = r"(?:\"[^\"]*\"|[^\s,\"()]+)"
_CLAUSE = re.compile(rf"(?<![\S])(outlet|agency|date|language|story):({_VALUE}(?:,{_VALUE})*)(?!\S)", re.IGNORECASE)
_PLAIN = re.compile(r"[^\s,\"():*~-]+(?:-[^\s,\"():*~-]+)*")


def chosen(query: str, facet: str) -> frozenset[str]:
    """Return the values of a facet that the query filters by, in lower case."""
    clauses = _clauses(query, facet)
    return frozenset(value.casefold() for clause in clauses for value in _values(clause.group(2)))


def toggled(query: str, facet: str, value: str) -> str:
    """Return the query with a filter set, or dropped when it was set."""
    for clause in _clauses(query, facet):
        values = _values(clause.group(2))
        kept = [each for each in values if each.casefold() != value.casefold()]
        kept = kept if len(kept) < len(values) else [*values, value]
        written = f"{FIELDS[facet]}:{','.join(_written(each, facet) for each in kept)}" if kept else ""
        return " ".join(
            part for part in (query[: clause.start()].rstrip(), written, query[clause.end() :].lstrip()) if part
        )
    return f"{query.rstrip()} {FIELDS[facet]}:{_written(value, facet)}".strip()


def _clauses(query: str, facet: str) -> Iterator[re.Match[str]]:
    return (match for match in _CLAUSE.finditer(query) if match.group(1).lower() == FIELDS[facet])


def _values(text: str) -> list[str]:
    return [value.strip('"') for value in re.findall(_VALUE, text)]


def _written(value: str, facet: str) -> str:
    """Return a value as the query language takes it: quoted unless it is a single plain word; an id always."""
    value = value.replace('"', " ")
    return value if facet != "story" and _PLAIN.fullmatch(value) else f'"{value}"'
