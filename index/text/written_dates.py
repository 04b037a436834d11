"""Dates as people write them, in words of many languages and in figures, wherever they stand in a text.

Does not guess an order: day or month first is taken only where the figures, the words or the weekday decide it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import Span
from .language.calendars import iso, month
from .lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0981-\u0dff\u0e31-\u0e4e\u200c"
_LETTER: Final = rf"(?:[^\W\d_]|[{_MARKS}])"
# A month's name; Thai writes stops inside it, Hebrew and Hindi a mark behind; Arabic has two words, or two names.
_NAME: Final = rf"(?:d['’])?[^\W\d_]{_LETTER}{{0,13}}(?:\.{_LETTER}{{1,3}})*[׳'’॰]?(?:\s(?:الأول|الثاني|الاول))?"
_OTHER_NAME: Final = rf"(?:\s?/\s?{_LETTER}{{3,}}(?:\s(?:الأول|الثاني|الاول))?)?"
_ORDINAL: Final = r"(?:st|nd|rd|th|º|ª|°|er|re|ος?|η|-?(?:го|е|ша|a)\b)?(?P<{}>\.)?"
_OF: Final = r"(?:(?:de|of)\s|d['’]\s?)?"
_YEAR: Final = r"(?:19|20)\d\d"
_THEN: Final = r"(?:\s*,?\s+|\s?[-/.]\s?)"
# Each shape names what it finds: y(ear), m(onth) and d(ay), the month in figures or as a word.
_DATE: Final = lazy_pattern(
    rf"""(?<![\d.])(?:
        (?P<y1>{_YEAR})(?P<s1>[-/]|\.\s?)(?P<m1>\d\d?)(?:(?P=s1)(?P<d1>\d\d?))?(?=[T\s,;)\]_.(|]|$)
      | (?P<d2>\d\d?){_ORDINAL.format("o2")}{_THEN}?(?:den\s)?{_OF}(?P<m2>{_NAME}){_OTHER_NAME}
        \.?(?:\s*,?\s+(?:de\s|del\s|of\s|[พค]\.ศ\.\s|de\sl['’]any\s)?|\s?[-/.]\s?)
        (?P<y2>(?:{_YEAR}|2[45]\d\d)(?!\d)|(?<=-)\d\d(?!\d)|['’]\d\d(?!\d)|\d\d(?=\s\d\d:\d\d:\d\d))
      | (?<!\w)(?P<m3>{_NAME})\.?(?:\s|-)(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:,\s?|\s|-)
        (?:\d\d?:\d\d(?::\d\d)?\s(?:[A-Z]{{1,5}}\s)?)?(?P<y3>{_YEAR})(?!\d)
      | (?P<a4>\d\d?)(?P<s4>\.\s?|\s?[/-])(?P<b4>\d\d?)(?P=s4)(?P<y4>(?:19|20)?\d\d)(?!\d)
      | (?P<y5>{_YEAR})\s?(?:年|년)\s?(?P<m5>\d\d?)\s?(?:月|월)\s?(?:(?P<d5>\d\d?)\s?(?:日|号|號|일))?
      | (?<!\w)(?P<m6>{_NAME})\.?\s(?:de\s|del\s)?(?P<y6>(?:19|20)\d\d)(?!\d)
      | (?P<y8>{_YEAR})\.?\s(?:gada\s)(?P<d8>\d\d?)\.\s(?P<m8>{_NAME})
      | (?P<y7>{_YEAR})(?:\(?e?\)?ko|\.|,)?[\s-](?:m\.\s|г\.\s|оны\s)?(?P<m7>{_NAME})\.?(?:\s|-)
        (?P<d7>\d\d?)(?:\(?an?\)?|\.)?(?![\d:])
      | (?P<d9>\d\d?)\s(?:tháng|thg)\s(?P<m9>\d\d?)(?:,\s|\snăm\s)(?P<y9>{_YEAR})(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FIGURE: Final = lazy_pattern(r"\d")
_FIGURES: Final = lazy_pattern(r"[٠-٩۰-۹०-९๐-๙０-９]")
# Marks of direction stand around the strokes of Arabic dates; a blank keeps the places of what follows.
_DIRECTIONS: Final = dict.fromkeys((0x200E, 0x200F, 0x061C), " ")
# Croatian October and June, which Polish calls so in November and July: Croatian writes a full stop behind the day.
_CROATIAN: Final = {"listopada": 10, "lis": 10, "lip": 6}


class WrittenDate(NamedTuple):
    """A date in a text: where it stands and what it says in ISO 8601, perhaps without day (``2024-04``)."""

    span: Span
    value: str


def dates(text: str, weekday: int | None = None) -> Iterator[WrittenDate]:
    """Yield the dates in ``text`` that name at least month and year and can be read in one way only.

    ``weekday`` (Monday is 0), where the text names one, decides between two readings of figures.
    """
    if not text.isascii():
        text = _FIGURES.sub(lambda match: str(int(match[0])), text).translate(_DIRECTIONS)
    # Most lines hold no figure, which is told in a hundredth of the time.
    at = 0 if _FIGURE.search(text) else len(text)
    while found := _DATE.search(text, at):
        value = _value(found, weekday)
        if value:
            yield WrittenDate(Span(*found.span()), value)
        # A word that names no month may stand before a date; a day that no calendar has is no shorter date.
        at = found.start() + 1 if value == "" else found.end()


def parse(value: str) -> str | None:
    """Return the date that ``value`` begins with or consists of, in ISO 8601, or ``None`` when it is none.

    A year alone and eight figures are understood as well; a time of day is left off.
    """
    value = value.strip()
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return value
    if found := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", value):
        return iso(int(found[1]), int(found[2]), int(found[3]))
    return next((found.value for found in dates(value)), None) if len(value) <= 100 else None


def _value(found: re.Match[str], weekday: int | None) -> str | None:
    """Return the date, ``None`` where there is no such day or none for certain, nothing where no month is named."""
    part = found.groupdict()
    shape = next(shape for shape in "123456789" if part[f"y{shape}"])
    if shape == "4":
        return _in_figures(int(part["a4"]), int(part["b4"]), _year(part["y4"]), part["s4"], weekday)
    written, day = part[f"m{shape}"], int(part.get(f"d{shape}") or 0)
    number = int(written) if written.isdecimal() else _named(written, stop=bool(part["o2"]))
    if not number:
        return ""
    return iso(_year(part[f"y{shape}"]), number, day)


def _named(name: str, *, stop: bool) -> int:
    """Return the number of a month called ``name`` in a date, ``stop`` saying whether the day has a full stop."""
    plain = name.casefold().removeprefix("d'").removeprefix("d’").rstrip(".")
    if stop and plain in _CROATIAN:
        return _CROATIAN[plain]
    # Hebrew writes its "in" together with the month, Basque its "of".
    return month(plain) or month(plain.removeprefix("ב")) or month(plain.removesuffix("ren"))


def _year(written: str) -> int:
    """Return the year of four figures or two; Thailand counts from 543 years earlier."""
    figures = written.lstrip("'’")
    year = int(figures)
    if len(figures) == 2:
        return 2000 + year if year < 70 else 1900 + year
    return year - 543 if year >= 2400 else year


def _in_figures(first: int, second: int, year: int, mark: str, weekday: int | None) -> str | None:
    """Return the date of two figures and a year; full stops mean day first, strokes only if one figure is no month."""
    day_first, month_first = iso(year, second, first), iso(year, first, second)
    if mark[0] == "." or first == second:
        return day_first
    fitting = [value for value in (day_first, month_first) if value]
    if len(fitting) == 2 and weekday is not None:
        fitting = [value for value in fitting if date.fromisoformat(value).weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None
