"""Short and long forms of the ISO dates of articles, which may lack day or month.

Refuses to guess what is missing and to look at a clock.
"""

from __future__ import annotations

import re

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def long_date(iso: str) -> str:
    """Return ``26 Apr 2024``, ``Apr 2024`` or ``2024``; a value that is no date comes back as it is."""
    day, month, year = _parts(iso)
    return " ".join(part for part in (day, month, year) if part) or iso


def short_date(iso: str | None, cells: int) -> str:
    """Return the fullest form that fits: with year (11), with two digits of it (9), day and month (6)."""
    if iso is None:
        return "undated"[:cells] if cells >= 7 else "—"
    day, month, year = _parts(iso)
    if not year:
        return iso[:cells]
    forms = (f"{day} {month} {year}", f"{day} {month} {year[2:]}", f"{day} {month}" if day else f"{month} {year[2:]}")
    fitting = (form.strip() for form in forms if len(form.strip()) <= cells)
    return next(fitting, year[:cells]) if month else year[:cells]


def _parts(iso: str) -> tuple[str, str, str]:
    match = _ISO.match(iso)
    if not match:
        return "", "", ""
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return "", "", year
    return (str(int(day)) if day else ""), _MONTHS[int(month) - 1], year
