"""What a text and its file say of dates: lines that are a stamp, names of files, and hints inside the text.

Refuses to take a date in the text for the article's own, and ever to look at the file's time: when nothing says it,
the day of publication is unknown.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import DateHint, Span
from ..text.calendars import MONTHS, WEEKDAY, WEEKDAYS, dates, iso, month

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_STAMP_LENGTH: Final = 110
# Years that a day and month without year may belong to: those of news kept as files.
_YEARS: Final = range(1990, 2036)
_MOST_HINTS: Final = 8
_UPDATED: Final = re.compile(
    r"(?:last )?(?:updated|modified)|aktualisiert|stand|mis à jour|actualizado|aggiornat[oa]|atualizado|обновлено|"
    r"оновлено|更新",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|created)|date|(?:last )?(?:updated|modified)|release date|"
    r"veröffentlicht|erstellt|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicat[oa]|aggiornat[oa]|"
    r"atualizado|gepubliceerd|publicerad|publisert|opublikowano|опубликовано|обновлено|опубліковано|оновлено|дата|"
    r"发布时间|发表于|更新|نشر في|تاريخ)\b",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\b(?:\d{1,2}[:.h]\d\d(?::\d\d)?|\d{1,2}(?= ?[ap]\.?m))\s*(?:[ap]\.?m\b\.?|uhr\b)?\s*"
    r"(?:\(?(?:[A-Z]{1,5}|[+-]\d\d:?\d\d)\b\)?)?",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"\b(?:on|at|the|le|el|il|em|am|um|à|a las|den|kl|klo|в|о)\b|[\s|,.:：;·•()\-–—/]+", re.IGNORECASE
)
_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_])(\d\d)\2(\d\d)(?!\d)")
_FOLDERS: Final = re.compile(r"(?:^|/)((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_GLUED: Final = re.compile(r"[^\W\d_](\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)),?\s{0,3}\d{1,2}:\d{2}$")


class DateStamp(NamedTuple):
    """A line that is a date: its value, whether a label says so, and whether it is the date of a change."""

    value: str
    labelled: bool
    updated: bool


def date_line(line: str) -> DateStamp | None:
    """Return what ``line`` says if it is a date, perhaps with label, weekday and time, and nothing else."""
    if len(line) > _STAMP_LENGTH or not any(map(str.isdigit, line)):
        return None
    found = next(dates(line), None)
    if not found:
        return None
    before, after = line[: found.span.start], line[found.span.end :]
    label = _LABEL.match(before.strip())
    rest = _TIME.sub(" ", f"{before} {after.removeprefix('T')}")
    words = _FILLER.sub(" ", _LABEL.sub(" ", rest)).split()
    if any(word.casefold() not in WEEKDAY for word in words) or not (label or len(found.value) == 10):
        return None
    return DateStamp(found.value, label is not None, bool(label and _UPDATED.match(label.group())))


def date_of_name(path: str) -> str | None:
    """Return the day that a file's name (``2024-04-26-talks.txt``) or folders (``2024/04/26/``) give, or ``None``."""
    folder, _, name = path.rpartition("/")
    if found := _NAME.search(name):
        return iso(int(found[1]), int(found[3]), int(found[4]))
    if found := _FOLDERS.search(f"{folder}/"):
        return iso(int(found[1]), int(found[2]), int(found[3]))
    return None


def glued_stamp(line: str) -> tuple[Span, str] | None:
    """Return span and value of a stamp glued to the end of another headline, or ``None``."""
    if found := _GLUED.search(line):
        value = next(dates(found[1]), None)
        return (Span(found.start(1), len(line)), value.value) if value else None
    return None


def hints(
    text: str, spans: Iterable[Span], language: str | None, *, published: str | None = None, stamp: str | None = None
) -> tuple[DateHint, ...]:
    """Return the days that ``spans`` of ``text`` name without a year, each with the days it may be.

    ``published`` and ``stamp`` (a day before which the page was not yet scraped) place them: the weekday named first is
    the last one up to ``published``, or the first one from ``stamp`` on; any other may be before or after. Without
    them the candidates of a day of a month are the years in which it fell on a weekday that the text names.
    """
    pattern = _pattern(language if language in MONTHS else "en")
    weekdays: dict[int, Span] = {}
    days: dict[tuple[int, int], Span] = {}
    for start, end in spans:
        for found in pattern.finditer(text, start, end):
            if name := found["weekday"]:
                weekdays.setdefault(WEEKDAY[name.casefold().replace("’", "'")], Span(*found.span("weekday")))
            elif (number := month(found["m1"] or found["m2"])) and int(found["d1"] or found["d2"]):
                days.setdefault((number, int(found["d1"] or found["d2"])), Span(*found.span()))
    anchor = next((date.fromisoformat(day) for day in (published, stamp) if day and len(day) == 10), None)
    made = [
        DateHint(span, "weekday", _near(day, anchor, past=bool(published), first=place == 0))
        for place, (day, span) in enumerate(weekdays.items())
    ]
    made += [DateHint(span, "month-day", tuple(_years(*day, anchor, weekdays))) for day, span in days.items()]
    return tuple(sorted(made, key=lambda hint: hint.span)[:_MOST_HINTS])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what finds weekdays, and days of months without a year, in one language."""
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
    year = r"(?!,? (?:19|20)\d\d\b)"
    return re.compile(
        rf"\b(?:(?P<weekday>{weekdays})\b|(?P<m1>{months}{short}) (?P<d1>\d\d?)\b{year}|"
        rf"(?P<d2>\d\d?)\.?(?: de)? (?P<m2>{months})\b{year})"
    )


def _near(weekday: int, anchor: date | None, *, past: bool, first: bool) -> tuple[str, ...]:
    """Return the weekday up to and after ``anchor``, or of the weekday named first only the one that is meant."""
    if not anchor:
        return ()
    before = anchor - timedelta(days=(anchor.weekday() - weekday) % 7)
    after = anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    if first:
        return ((before if past else after).isoformat(),)
    return tuple(dict.fromkeys((before.isoformat(), after.isoformat())))


def _years(number: int, day: int, anchor: date | None, weekdays: Collection[int]) -> Iterator[str]:
    """Yield the days of the calendar that a day of a month may be, none when nothing narrows them down."""
    if anchor:
        near = [iso(year, number, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
        yield from sorted(filter(None, near), key=lambda value: abs(date.fromisoformat(value) - anchor))[:1]
        return
    for year in _YEARS:
        value = iso(year, number, day)
        if value and date.fromisoformat(value).weekday() in weekdays:
            yield value
