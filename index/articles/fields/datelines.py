"""Datelines: the place in capitals, with date and agency, at the start of a wire story.

Rejects places in small letters unless followed by a date or a bracketed agency: without a gazetteer they could be any
words.

Agencies print them with a dash (`LONDON, April 26 (Reuters) - `), with only the credit (`New Delhi, Apr 26 (PTI) `,
`MOSCOW, April 26. /TASS/. `), with the credit first (`(ANSA) - ROMA, 26 APR - `) or after the dash (`МОСКВА, 26 апр —
РИА Новости. `), and in East Asia all in brackets (`【北京共同】`, `(서울=연합뉴스)`).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...model.article import Span
from ...text.language.calendars import month
from ...text.language.news_agencies import BY_FORM
from ...text.lazy_patterns import lazy_pattern
from .agency_names import alternation

_HEAD: Final = 110
_MOST_PLACE: Final = 36
_DASH: Final = lazy_pattern(r"\s*(?:—|–|--|(?<=[\s.)\d])-|_)(?=\s|$|[^\W\d_])\s*")
_CREDIT: Final = lazy_pattern(
    rf"\s*[(/]\s*(?P<agency>{alternation(short=True)}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\s*[)/]\.?\s*$"
)
_DAY: Final = lazy_pattern(
    r"(?:[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}\.?(?: de)? [^\W\d_]{3,10}\.?)(?:,? \d{4})?|\d{4}|[^\W\d_]{3,10}day"
)
_WORD: Final = lazy_pattern(r"[^\W\d_]+")
_REGION: Final = lazy_pattern(r"[^\W\d_][^\W\d_.]*(?:[ .-][^\W\d_][^\W\d_.]*){0,2}\.?")
_KNOWN: Final = alternation(short=True)
_CREDITED: Final = lazy_pattern(
    rf"[\s—–-]*[(/\[（]\s*(?P<agency>{_KNOWN})(?:\s?[/,+-]\s?[\w.]+){{0,3}}\s*[)/\]）](?P<mark>\s*[.:]?\s*(?:—|–|-{{1,2}}|_)?)\s*"
)
_FIRST: Final = lazy_pattern(rf"[(\[]\s*(?P<agency>{_KNOWN})\s*[)\]]\s*(?:—|–|--?|,)?\s*(?=[^\W\d_])")
_BEHIND: Final = lazy_pattern(rf"(?P<agency>{_KNOWN})(?=[.,:/]\s)[.,:]?")
_HOUSE_LAST: Final = lazy_pattern(rf"[.,]\s(?P<agency>{_KNOWN})$")
_COUNTRY: Final = lazy_pattern(r"\s*\[[^\]]{2,30}\]")
_LAST_DAY: Final = lazy_pattern(
    r"[\s,.]+(?P<day>(?:\d{4}\.\s)?(?:[^\W\d_]{3,12}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12})\b\.?,?(?:\s\d{4})?)"
    r"(?:,\s[^\W\d_]+)?\.?$"
)
_EAST: Final = lazy_pattern(
    # Chinese: an optional agency, the place, the date, the sign for a wire.
    rf"[（(【\[]?\s*(?P<a1>{_KNOWN})?(?:本报|本報|记者|記者)?(?P<p1>[\u4e00-\u9fff]{{2,6}}?)"
    r"(?P<d1>(?:\d{1,2}月)?\d{1,2}日)(?:电|電|讯|訊)\s*[）)】\]]?\s*|"
    # Japanese: place, optional date, agency, optional name.
    r"[【\[［]\s*(?P<p2>[\u30a0-\u30ff\u4e00-\u9fff]{2,10}?)\s*(?P<d2>(?:\d{1,2}月)?\d{1,2}日)?\s*[＝=]?\s*"
    rf"(?P<a2>{_KNOWN})(?:[＝=・][^】\]］]{{1,20}})?[】\]］]\s*(?:[-－—]\s*)?|"
    # Korean: place and agency, separated by an equals sign.
    rf"[(\[【（]\s*(?P<p3>[\uac00-\ud7a3·]{{2,12}})\s*=\s*(?P<a3>{_KNOWN})(?P<d3>)\s*[)\]】）]\s*"
)
_EAST_OPENS: Final = lazy_pattern(r"[（(【\[［]?\s*[\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


_NO_PLACE_LIST: Final = (
    "NOTE UPDATE UPDATED ANALYSIS EXCLUSIVE BREAKING FOCUS PREVIEW CORRECTED CORRECTION FACTBOX ADVISORY WATCH "
    "LIVE VIDEO OPINION INTERVIEW EXPLAINER TIMELINE PHOTOS REVIEW COMMENT EDITORIAL SUMMARY URGENT ATTENTION "
    "WARNING PHOTO PICTURE IMAGE SOURCE ACCORDING BY"
)
_NO_PLACES: Final = frozenset(_NO_PLACE_LIST.split())
_LEAST_TEXT: Final = 12


class Dateline(NamedTuple):
    """A dateline: place and its span, credited agency and its span, date as written, and the end."""

    place: str
    span: Span
    agency: str | None
    agency_span: Span | None
    day: str
    end: int


def find_dateline(line: str) -> Dateline | None:
    """Return the dateline that ``line`` starts with, spans relative to the line, or ``None``."""
    head = line[:_HEAD]
    if _EAST_OPENS.match(head):
        return _eastern(head)
    return _credited(line, head) or _credit_first(line, head) or _dashed(line, head)


def _credited(line: str, head: str) -> Dateline | None:
    """Return a dateline that ends with a known agency's credit, with or without a dash after it."""
    credit = _CREDITED.search(head)
    if not credit or not credit.start():
        return None
    before = _COUNTRY.sub("", head[: credit.start()]).strip(" ,.")
    day = _LAST_DAY.search(before)
    if day and not any(map(month, _WORD.findall(day["day"]))):
        day = None
    place, *regions = re.split(r",\s*", before[: day.start()] if day else before)
    # Without a mark after the credit, a capitalised name may be a person's.
    certain = day is not None or bool(credit["mark"].strip())
    if not _is_place(place, certain=certain) or not all(map(_is_addition, regions)):
        return None
    if not _is_text(line[credit.end() : credit.end() + _HEAD]):
        return None
    start = line.index(place)
    return Dateline(
        place,
        Span(start, start + len(place)),
        BY_FORM[credit["agency"]],
        Span(*credit.span("agency")),
        day["day"] if day else "",
        credit.end(),
    )


def _credit_first(line: str, head: str) -> Dateline | None:
    """Return a dateline that starts with a known agency's credit."""
    credit = _FIRST.match(head)
    found = _dashed(line[credit.end() :], head[credit.end() :], certain=True) if credit else None
    if not credit or not found:
        return None
    shift, agency = credit.end(), Span(*credit.span("agency"))
    span = Span(found.span.start + shift, found.span.end + shift)
    return Dateline(found.place, span, BY_FORM[credit["agency"]], agency, found.day, found.end + shift)


def _dashed(line: str, head: str, *, certain: bool = False) -> Dateline | None:
    """Return a dateline that ends with a dash; if ``certain``, the words only need to allow it."""
    dash = _DASH.search(head)
    if not dash or not head[: dash.start()]:
        return None
    before, end = head[: dash.start()], dash.end()
    credit = _CREDIT.search(before)
    house = None if credit else _HOUSE_LAST.search(before)
    mark = credit or house
    place, *additions = _parts(before[: mark.start()] if mark else before, r",|\.(?=\s)" if house else ",")
    day = next(filter(_DAY.fullmatch, additions), "")
    certain = certain or _agency(credit)[0] is not None or any(map(month, _WORD.findall(day)))
    if not (_is_place(place, certain=certain) and all(map(_is_addition, additions)) and _is_text(head[end:])):
        return None
    if not house and (behind := _BEHIND.match(line, end)):
        mark, end = behind, behind.end()
    start = line.index(place)
    return Dateline(place, Span(start, start + len(place)), *_agency(mark), day, end)


def _parts(named: str, mark: str) -> list[str]:
    """Return the parts between the marks before a dash, the place first; at least one, perhaps empty."""
    parts = [part.strip() for part in re.split(mark, named)]
    parts[-1] = parts[-1].rstrip(" .")
    return [*filter(None, parts)] or [""]


def _agency(credit: re.Match[str] | None) -> tuple[str | None, Span | None]:
    """Return the credited agency and its span, if it is known."""
    known = BY_FORM.get(credit["agency"]) if credit else None
    return known, Span(*credit.span("agency")) if credit and known else None


def lone_dateline(line: str) -> bool:
    """Whether the line is a dateline and nothing else."""
    found = find_dateline(line) if len(line) <= _HEAD else None
    return found is not None and found.end == len(line)


def _is_text(rest: str) -> bool:
    """Whether the first words of the story, or nothing, follow the dash."""
    return not rest or (len(rest) >= _LEAST_TEXT and any(char.islower() or not char.isascii() for char in rest))


def _is_place(name: str, *, certain: bool) -> bool:
    letters = sum(map(str.isalpha, name))
    if not 3 <= len(name) <= _MOST_PLACE or letters < 3 or any(map(str.isdigit, name)) or not name[0].isalpha():
        return False
    if not _NO_PLACES.isdisjoint(name.upper().split()):
        return False
    if any(mark in name for mark in '"“”?!:;'):
        return False
    return name.isupper() or (certain and all(not word[0].islower() or len(word) <= 3 for word in name.split()))


def _is_addition(part: str) -> bool:
    """Whether ``part`` is a region or a date, which may follow the place."""
    return bool(_DAY.fullmatch(part) or (part[:1].isupper() and len(part) <= 26 and _REGION.fullmatch(part)))


def _eastern(head: str) -> Dateline | None:
    found = _EAST.match(head)
    if not found:
        return None
    shape = next(shape for shape in "123" if found[f"p{shape}"])
    named = found[f"a{shape}"]
    return Dateline(
        found[f"p{shape}"],
        Span(*found.span(f"p{shape}")),
        BY_FORM[named] if named else None,
        Span(*found.span(f"a{shape}")) if named else None,
        found[f"d{shape}"] or "",
        found.end(),
    )
