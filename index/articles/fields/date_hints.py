"""Days that a text names without a year, each with the dates it may stand for.

Does not choose where nothing narrows them down.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from ...model.article import DateHint, Span
from ...text.language.calendars import MONTHS, WEEKDAY, WEEKDAYS, iso, month, moved
from ...text.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# Years that a day and month may belong to: those of news kept as files.
_YEARS: Final = range(1990, 2036)
_MOST_HINTS: Final = 8


def hints(
    text: str, spans: Iterable[Span], language: str | None, *, published: str | None = None, stamp: str | None = None
) -> tuple[DateHint, ...]:
    """Return the days that ``spans`` of ``text`` name without a year, each with the dates it may stand for.

    ``published`` and ``stamp`` (a day on which the page had not yet been scraped) anchor them: the weekday named first
    is the last one up to ``published``, or the first one from ``stamp`` on; others may be before or after. Without
    anchors, the candidates of a day of a month are the years in which it fell on a weekday named in the text.
    """
    weekdays, days = _named(text, spans, language if language in MONTHS and language in WEEKDAYS else "en")
    anchor = next((date.fromisoformat(day) for day in (published, stamp) if day and len(day) == 10), None)
    made = [
        DateHint(span, "weekday", _near(day, anchor, past=bool(published), first=place == 0))
        for place, (day, span) in enumerate(weekdays.items())
    ]
    made += [DateHint(span, "month-day", tuple(_years(*day, anchor, weekdays))) for day, span in days.items()]
    return tuple(sorted(made, key=lambda hint: hint.span)[:_MOST_HINTS])


def _named(text: str, spans: Iterable[Span], language: str) -> tuple[dict[int, Span], dict[tuple[int, int], Span]]:
    """Return the weekdays and the days of a month (month, day) named in ``spans``, each where it first occurs."""
    weekdays: dict[int, Span] = {}
    days: dict[tuple[int, int], Span] = {}
    for start, end in spans:
        for found in _pattern(language).finditer(text, start, end):
            if name := found["weekday"]:
                weekdays.setdefault(WEEKDAY[name.casefold().replace("’", "'")], Span(*found.span("weekday")))
            elif (number := month(found["m1"] or found["m2"])) and (day := int(found["d1"] or found["d2"])):
                days.setdefault((number, day), Span(*found.span()))
    return weekdays, days


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return the pattern for weekdays, and days of months without a year, in one language."""
    weekdays = "|".join(WEEKDAYS[language].replace("'", "['’]").split())
    months = "|".join(MONTHS[language].split())
    short = r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?" if language == "en" else ""
    titled = language in {"en", "de", "nl"}
    cased = (lambda names: re.sub(r"(^|\|)(\w)", lambda m: m[1] + m[2].upper(), names)) if titled else str
    weekdays, months, short = (
        cased(weekdays),
        cased(months),
        re.sub(r"(\(\?:|\|)([a-z])", lambda m: m[1] + m[2].upper(), short),
    )
    # A lookahead at the first characters, so that thirty names are not tried at each word.
    openings = "".join(sorted({name[0] for name in f"{weekdays}|{months}".split("|")})) + r"\d"
    year = r"(?!,? (?:19|20)\d\d\b)"
    return lazy_pattern(
        rf"\b(?=[{openings}])(?:(?P<weekday>{weekdays})\b|(?P<m1>{months}{short}) (?P<d1>\d\d?)\b{year}|"
        rf"(?P<d2>\d\d?)\.?(?: de)? (?P<m2>{months})\b{year})"
    )


def _near(weekday: int, anchor: date | None, *, past: bool, first: bool) -> tuple[str, ...]:
    """Return the weekday before and after ``anchor``; for the weekday named first only the one meant."""
    if not anchor:
        return ()
    before = moved(anchor, -((anchor.weekday() - weekday) % 7))
    after = moved(anchor, (weekday - anchor.weekday()) % 7)
    meant = ((before if past else after),) if first else (before, after)
    return tuple(dict.fromkeys(day.isoformat() for day in meant if day))


def _years(number: int, day: int, anchor: date | None, weekdays: Collection[int]) -> Iterator[str]:
    """Yield the dates that a day of a month may stand for, none when nothing narrows them down."""
    if anchor:
        near = [iso(year, number, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
        yield from sorted(filter(None, near), key=lambda value: abs(date.fromisoformat(value) - anchor))[:1]
        return
    for year in _YEARS:
        value = iso(year, number, day)
        if value and date.fromisoformat(value).weekday() in weekdays:
            yield value
