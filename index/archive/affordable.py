"""Questions for a server that forbids costly ones (``search.allow_expensive_queries: false``).

Beginnings, parts of values, patterns, near words and ranges of words are asked for as far as that goes without them.
Sends nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..search.query.date_ranges import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

Query: TypeAlias = dict[str, Any]
"""A query as JSON, or a request with one."""

FORBIDS: Final = "allow_expensive_queries"
"""The setting that a server names when it refuses a costly question."""

_EXPANSIONS: Final = 500
_DAYS: Final = 40 * 366
"""The most days of a range that are asked for one by one; servers allow 65,536 values."""

_JOINING: Final = frozenset({"query", "bool", "filter", "should", "must", "must_not", "constant_score"})
_NONE: Final[Query] = {"match_none": {}}


def affordable(asked: Query) -> Query:
    """Return a request, or a query of one, without costly queries; what can't be asked otherwise finds nothing."""
    if _costly(asked):
        ((how, told),) = asked.items()
        return _CHEAPER[how](told)
    made = {name: _part(part) if name in _JOINING else part for name, part in asked.items()}
    if "aggs" in asked:
        made["aggs"] = {name: affordable(part) for name, part in asked["aggs"].items()}
    return made


def _part(part: object) -> object:
    if isinstance(part, list):
        return [_part(each) for each in part]
    return affordable(part) if isinstance(part, dict) else part


def forbidden(asked: Query) -> set[str]:
    """Return what of a query a server can't be asked for without costly queries, in the reader's words."""
    return set(_forbidden(asked))


def _forbidden(asked: object) -> Iterator[str]:
    if isinstance(asked, list):
        for part in asked:
            yield from _forbidden(part)
    elif isinstance(asked, dict) and _costly(asked):
        ((how, told),) = asked.items()
        if how not in {"prefix", "range"} or not _in_full(how, told):
            yield _MISSED[how]
    elif isinstance(asked, dict):
        for name in _JOINING & asked.keys():
            yield from _forbidden(asked[name])


def _costly(asked: Query) -> bool:
    how = next(iter(asked), "")
    if len(asked) != 1 or how not in _CHEAPER or not isinstance(asked[how], dict):
        return False
    if how == "multi_match":
        return "fuzziness" in asked[how]
    return how != "range" or not any("format" in bounds for bounds in asked[how].values())


def _in_full(how: str, told: Query) -> bool:
    """Whether nothing is lost: a beginning is looked for in a text, or all days of a range are asked for."""
    if how == "range":
        return len(_days(told).get("terms", {}).get(next(iter(told)), range(_DAYS))) < _DAYS
    return _in_texts(told)


def _in_texts(told: Query) -> bool:
    """Whether a beginning is one of words in a text: that of a whole value is given bare, or with any capitals."""
    return all(isinstance(value, dict) and "case_insensitive" not in value for value in told.values())


def _whole(told: Query) -> Query:
    """Return the query for a whole value where a part of it was asked for."""
    ((field, value),) = told.items()
    if not isinstance(value, dict):
        return {"term": {field: value}}
    capitals = {"case_insensitive": True} if value.get("case_insensitive") else {}
    plain = "".join(_unescaped(str(value["value"]))) if str(value["value"]).startswith("*") else value["value"]
    return {"term": {field: {"value": plain, **capitals}}}


def _unescaped(pattern: str) -> Iterator[str]:
    """Yield the characters of ``*value*`` without the marks."""
    signs = iter(pattern)
    for sign in signs:
        if sign == "\\":
            yield next(signs, "")
        elif sign != "*":
            yield sign


def _begun(told: Query) -> Query:
    """Return the query for words of a text that begin so, the first in the alphabet, or for a whole value."""
    if not _in_texts(told):
        return _whole(told)
    ((field, value),) = told.items()
    asked = {"query": value["value"], "analyzer": "keyword", "max_expansions": _EXPANSIONS}
    return {"match_phrase_prefix": {field: asked}}


def _days(told: Query) -> Query:
    """Return the query for each day between two; beside an open end, those of some decades."""
    ((field, bounds),) = told.items()
    try:
        first = date.fromisoformat(bounds.get("gte", FIRST)).toordinal()
        last = date.fromisoformat(bounds.get("lte", bounds.get("lt", LAST))).toordinal() - ("lt" in bounds)
    except ValueError:
        return _NONE
    if first == date.min.toordinal():
        first = max(first, last - _DAYS + 1)
    days = range(first, min(last, first + _DAYS - 1) + 1)
    return {"terms": {field: [date.fromordinal(day).isoformat() for day in days]}}


def _exact(told: Query) -> Query:
    return {"multi_match": {name: part for name, part in told.items() if name != "fuzziness"}}


def _nothing(told: Query) -> Query:
    del told
    return _NONE


_CHEAPER: Final = {
    "prefix": _begun,
    "wildcard": _whole,
    "fuzzy": _whole,
    "regexp": _nothing,
    "multi_match": _exact,
    "range": _days,
}
_MISSED: Final = {
    "prefix": "beginnings of values",
    "wildcard": "parts of values",
    "fuzzy": "near words",
    "multi_match": "near words",
    "regexp": "words inside values that are kept whole",
    "range": "days far apart",
}
