"""Dates of queries and articles: partial dates as ranges of days, and ranges of dates.

Does not find dates in prose.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from ...text.language.calendars import moved

_PARTIAL = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_BEGUN = re.compile(r"(\d{1,4})(?:(?<=\d{4})[-/.](\d{0,2})(?:(?<=\d)[-/.](\d{0,2}))?)?", re.ASCII)
FIRST, LAST = "0001-01-01", "9999-12-31"


def days(value: str) -> tuple[str, str] | None:
    """Return the first and last day of ``2024``, ``2024-04`` or ``2024-04-26``; ``None`` if it is no date."""
    match = _PARTIAL.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 <= year <= 9999 or (match[2] and not 1 <= month <= 12):
        return None
    if not month:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    length = calendar.monthrange(year, month)[1]
    if not match[3]:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{length}"
    return (f"{year:04}-{month:02}-{day:02}",) * 2 if 1 <= day <= length else None


def begun(value: str) -> tuple[tuple[str, str], ...]:
    """Return the days that a date being typed may become, as spans in order; none if it can become no date.

    ``201`` may become any day of ten years, ``2014-`` any of that year, ``2014-1`` any in January, October, November or
    December; a complete date means what `days` says.
    """
    match = _BEGUN.fullmatch(value.strip())
    if match is None:
        return ()
    year, month, day = match.groups()
    if len(year) < 4:
        return ((f"{max(1, int(year.ljust(4, '0'))):04}-01-01", f"{year.ljust(4, '9')}-12-31"),)
    if not month or day is None:
        return _spans([days(f"{year}-{each}" if each else year) for each in _figures(month, 12)])
    return _spans([days(f"{year}-{month}-{each}" if each else f"{year}-{month}") for each in _figures(day, 31)])


def _figures(typed: str | None, most: int) -> list[str]:
    """Return the months or days that digits being typed may become."""
    if not typed or len(typed) == 2:
        return [typed or ""]
    return [str(each) for each in range(1, most + 1) if typed in {str(each), f"{each:02}"[0]}]


def _spans(parts: list[tuple[str, str] | None]) -> tuple[tuple[str, str], ...]:
    """Return the dates among ``parts``, adjacent ones joined."""
    spans: list[tuple[str, str]] = []
    for part in parts:
        if part is not None and spans and day_after(spans[-1][1]) == part[0]:
            spans[-1] = spans[-1][0], part[1]
        elif part is not None:
            spans.append(part)
    return tuple(spans)


def spans(field: str, value: str, *, typed: bool = False) -> tuple[tuple[str | None, str | None], ...]:
    """Return the days that ``value`` of ``date:``, ``before:`` or ``after:`` asks for, as spans; none if it is no date.

    An open side is ``None``. A value being ``typed`` asks for whatever it may become.
    """
    may = begun(value) if typed else ()
    whole = days(value)
    if not may or may == (whole,):
        return _asked(field, value, whole, typed=typed)
    if field == "before":
        return ((None, day_before(may[-1][1])),)
    return ((day_after(may[0][0]), None),) if field == "after" else may


def _asked(
    field: str, value: str, whole: tuple[str, str] | None, *, typed: bool
) -> tuple[tuple[str | None, str | None], ...]:
    if field == "date":
        span = between(value, typed=typed)
        return (span,) if span else ()
    if whole is None:
        return ()
    return ((None, day_before(whole[0])),) if field == "before" else ((day_after(whole[1]), None),)


def between(value: str, *, typed: bool = False) -> tuple[str | None, str | None] | None:
    """Return the days of ``2024-04``, ``2024-04..2024-05``, ``2024-04..`` or ``..2024-05``; ``None`` if not a range.

    An open side is ``None``. The end of a range being ``typed`` is the last day it may become.
    """
    if ".." not in value:
        return days(value)
    left, _, right = value.partition("..")
    right = right.lstrip(".")
    first, last = days(left), days(right)
    if typed and (may := begun(right)):
        last = may[0][0], may[-1][1]
    if (left.strip() and first is None) or (right.strip() and last is None) or not (first or last):
        return None
    return first[0] if first else None, last[1] if last else None


def day_before(day: str) -> str:
    """Return the day before an ISO date; the first day of the calendar returns itself."""
    return _moved(day, -1) or FIRST


def day_after(day: str) -> str:
    """Return the day after an ISO date; the last day of the calendar returns itself."""
    return _moved(day, 1) or LAST


def _moved(day: str, by: int) -> str | None:
    try:
        other = moved(date.fromisoformat(day), by)
    except ValueError:
        return None
    return other.isoformat() if other else None
