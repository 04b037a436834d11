"""Names of months and weekdays in the languages of the library, and dates written for people.

Does not read dates; that is the business of `written_dates`. The names stand in ``calendars.tsv`` beside this file.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LISTS: Final = {
    listed: [name.replace("_", " ") for name in names]
    for listed, names in word_lists("index.text.language", "calendars.tsv").items()
}


def _names(what: str) -> Iterator[tuple[str, list[str]]]:
    for listed, names in _LISTS.items():
        language, _, named = listed.partition(".")
        if named == what:
            yield language, names


MONTHS: Final[dict[str, str]] = {language: " ".join(names[:12]) for language, names in _names("month")}
"""The months of a year by language, in the form that stands beside a day."""

WEEKDAYS: Final[dict[str, str]] = {
    language: " ".join(names[:7]) for language, names in _names("weekday") if " " not in "".join(names[:7])
}
"""The weekdays by language, Monday first, in the form that news uses them."""

ORDINAL_MONTHS: Final[frozenset[str]] = frozenset(
    name for language in ("de", "da", "no", "cs", "eo") for name in MONTHS[language].split()
) | {"jänner"}
"""The months of languages that write the day as an ordinal: ``26. April``."""

SHORT_MONTHS: Final[tuple[str, ...]] = tuple(name[:3].capitalize() for name in MONTHS["en"].split())
"""The months as English abbreviates them, January first."""

SHORT_WEEKDAYS: Final[frozenset[str]] = frozenset(
    ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"]
)
"""The weekdays as English abbreviates them, small."""

_SHORT: Final = 3
"""Letters of abbreviated weekdays, many of which are words of their own."""

_MONTH: Final[dict[str, int]] = {
    name: place % 12 + 1 for _, names in _names("month") for place, name in enumerate(names) if name != "-"
}
WEEKDAY: Final[dict[str, int]] = {
    name: place for names in WEEKDAYS.values() for place, name in enumerate(names.split())
}
WEEKDAY_FORMS: Final[dict[str, int]] = {
    name: place % 7 for _, names in _names("weekday") for place, name in enumerate(names) if name != "-"
}
"""The number of every form of a weekday, small and without full stop; forms of two letters may mean two days."""


@lru_cache
def months(language: str) -> Mapping[str, int]:
    """Return the names of the months of a language, in every form, with their numbers; none where it is not listed."""
    return {name: place % 12 + 1 for place, name in enumerate(_LISTS.get(f"{language}.month", ())) if name != "-"}


@lru_cache
def weekdays(language: str) -> Mapping[str, int]:
    """Return the weekdays of a language with their numbers from Monday, 0; forms that may be another word left out."""
    listed = _LISTS.get(f"{language}.weekday", ())
    return {name: place % 7 for place, name in enumerate(listed) if len(name) > _SHORT}


def month(name: str) -> int:
    """Return the number of the month called ``name``, 0 for any other word."""
    return _MONTH.get(name.casefold(), 0)


def iso(year: int, month_: int, day: int = 0) -> str | None:
    """Return the date in ISO 8601, without day if that is 0, or ``None`` when the calendar has no such day."""
    if not day:
        return f"{year:04}-{month_:02}" if 1 <= month_ <= 12 else None
    try:
        return date(year, month_, day).isoformat()
    except ValueError:
        return None


def moved(day: date, by: int) -> date | None:
    """Return the day so many days later, or earlier, ``None`` where the calendar ends before."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def long_date(iso: str) -> str:
    """Return an ISO date as people write it, as far as it is known: ``26 Apr 2024``, ``Apr 2024``, ``2024``.

    A value that is no date comes back as it is.
    """
    day, month_, year = _parts(iso)
    return " ".join(part for part in (day, month_, year) if part) or iso


def short_date(iso: str, most: int) -> str:
    """Return the fullest form of at most ``most`` characters: with year (11), two digits of it (9), without it (6)."""
    day, month_, year = _parts(iso)
    if not year:
        return iso[:most]
    if not month_:
        return year[:most]
    last = f"{day} {month_}" if day else f"{month_} {year[2:]}"
    forms = (f"{day} {month_} {year}".strip(), f"{day} {month_} {year[2:]}".strip(), last)
    return next((form for form in forms if len(form) <= most), year[:most])


def _parts(iso: str) -> tuple[str, str, str]:
    """Return day, month and year of an ISO date in words, empty where it has none."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", iso, re.ASCII)
    if not found:
        return "", "", ""
    year, number, day = found.groups()
    if number is None or not 1 <= int(number) <= 12:
        return "", "", year
    return (str(int(day)) if day else ""), SHORT_MONTHS[int(number) - 1], year
