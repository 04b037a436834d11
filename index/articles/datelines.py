"""Datelines: the place in capitals, with day and agency, that a wire story opens with.

Refuses towns in small letters unless an agency in brackets or a day stands behind them: without a gazetteer they are
any words.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..model.article import Span
from ..text.calendars import month
from .agency_names import BY_FORM, alternation

_HEAD: Final = 110
_MOST_PLACE: Final = 36
_DASH: Final = re.compile(r"\s*(?:—|–|--|(?<=[\s.)\d])-|_)(?=\s|$|[^\W\d_])\s*")
_CREDIT: Final = re.compile(rf"\s*[(/]\s*({alternation(short=True)}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\s*[)/]\.?\s*$")
_DAY: Final = re.compile(
    r"(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.?(?: de)? [^\W\d_]{3,10}\.?)(?:,? \d{4})?|\d{4}|[^\W\d_]{3,10}day"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_REGION: Final = re.compile(r"[^\W\d_][^\W\d_.]*(?:[ .-][^\W\d_][^\W\d_.]*){0,2}\.?")
_CHINESE: Final = re.compile(
    r"[（(]?(新华社|中新社|路透社|法新社|美联社)?([\u4e00-\u9fff]{2,6}?)(\d{1,2}月\d{1,2}日)电"
)


_NO_PLACE_LIST: Final = (
    "NOTE UPDATE UPDATED ANALYSIS EXCLUSIVE BREAKING FOCUS PREVIEW CORRECTED CORRECTION FACTBOX ADVISORY WATCH "
    "LIVE VIDEO OPINION INTERVIEW EXPLAINER TIMELINE PHOTOS REVIEW COMMENT EDITORIAL SUMMARY URGENT ATTENTION "
    "WARNING"
)
_NO_PLACES: Final = frozenset(_NO_PLACE_LIST.split())
_LEAST_TEXT: Final = 12


class Dateline(NamedTuple):
    """A dateline in a line: the place with its span, the agency credited and its span, the day as written, its end."""

    place: str
    span: Span
    agency: str | None
    agency_span: Span | None
    day: str
    end: int


def find_dateline(line: str) -> Dateline | None:
    """Return the dateline ``line`` begins with, spans counted from the line's start, or ``None``."""
    head = line[:_HEAD]
    if "\u4e00" <= head[:1] <= "\u9fff" or head[:1] == "（":
        return _chinese(head)
    dash = _DASH.search(head)
    if not dash or not head[: dash.start()]:
        return None
    before = head[: dash.start()]
    credit = _CREDIT.search(before)
    known = BY_FORM.get(credit[1]) if credit else None
    named = before[: credit.start()] if credit else before
    parts = [part.strip() for part in named.rstrip(" ,.").split(",")]
    day = next((part for part in parts[1:] if _DAY.fullmatch(part)), "")
    certain = known is not None or any(map(month, _WORD.findall(day)))
    if not _is_place(parts[0], certain=certain) or not all(map(_is_addition, parts[1:])):
        return None
    if not _is_text(head[dash.end() :]):
        return None
    span = Span(line.index(parts[0]), line.index(parts[0]) + len(parts[0]))
    agency_span = Span(*credit.span(1)) if credit and known else None
    return Dateline(parts[0], span, known, agency_span, day, dash.end())


def lone_dateline(line: str) -> bool:
    """Whether the line is a dateline and nothing else."""
    found = find_dateline(line) if len(line) <= _HEAD else None
    return found is not None and found.end == len(line)


def _is_text(rest: str) -> bool:
    """Whether what follows the dash is the story's first words, or nothing."""
    return not rest or (len(rest) >= _LEAST_TEXT and any(char.islower() or not char.isascii() for char in rest))


def _is_place(name: str, *, certain: bool) -> bool:
    letters = sum(map(str.isalpha, name))
    if not 3 <= len(name) <= _MOST_PLACE or letters < 3 or any(map(str.isdigit, name)) or not name[0].isalpha():
        return False
    if not _NO_PLACES.isdisjoint(name.split()):
        return False
    if any(mark in name for mark in '"“”?!:;'):
        return False
    return name.isupper() or (certain and all(word[0].isupper() or len(word) <= 3 for word in name.split()))


def _is_addition(part: str) -> bool:
    """Whether ``part`` is a region or a day, which may follow the place."""
    return bool(_DAY.fullmatch(part) or (part[:1].isupper() and len(part) <= 26 and _REGION.fullmatch(part)))


def _chinese(head: str) -> Dateline | None:
    found = _CHINESE.match(head)
    if not found:
        return None
    agency = BY_FORM.get(found[1]) if found[1] else None
    return Dateline(
        found[2], Span(*found.span(2)), agency, Span(*found.span(1)) if agency else None, found[3], found.end()
    )
