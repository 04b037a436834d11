"""Days of the query language and of articles: partial dates as spans of days, and ranges of them.

Refuses to read dates out of prose.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from ...text.language.calendars import moved

_PARTIAL = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
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


def between(value: str) -> tuple[str | None, str | None] | None:
    """Return the days of ``2024-04``, ``2024-04..2024-05``, ``2024-04..`` or ``..2024-05``; ``None`` if not a range.

    An open side is ``None``.
    """
    if ".." not in value:
        return days(value)
    left, _, right = value.partition("..")
    first, last = days(left), days(right.lstrip("."))
    if (left.strip() and first is None) or (right.strip(". ") and last is None) or not (first or last):
        return None
    return first[0] if first else None, last[1] if last else None


def day_before(day: str) -> str:
    """Return the day before an ISO day; the first stays itself."""
    return _moved(day, -1) or FIRST


def day_after(day: str) -> str:
    """Return the day after an ISO day; the last stays itself."""
    return _moved(day, 1) or LAST


def _moved(day: str, by: int) -> str | None:
    try:
        other = moved(date.fromisoformat(day), by)
    except ValueError:
        return None
    return other.isoformat() if other else None
