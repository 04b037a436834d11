"""Days, months and weekdays named in an article, resolved to a date only where the evidence allows.

Does not guess: without a year in the text or a known day of publication a date stays unresolved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model.article import Span
from ...text.language.calendars import MONTHS, SHORT_MONTHS, WEEKDAY, WEEKDAYS
from ...text.language.calendars import month as month_called
from .day_resolution import Dated, day_of, month_and_day, relative, weekday
from .quantities import figures_language
from .worded_dates import worded_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ...model.article import Article

_MONTH = r"(?P<{}>Sept\.?|" + "|".join(rf"{name[:3]}(?:{name[3:]}|\.)?" for name in MONTHS["en"].title().split()) + ")"
_WEEKDAY = "|".join(WEEKDAYS["en"].title().split())
DATE = re.compile(
    r"\b(?:(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    rf"|{_MONTH.format('month')}\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|\.\d|,\d{{3}})(?:,?\s(?P<year>(?:19|20)\d\d))?"
    rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.format('month2')}(?:,?\s(?P<year2>(?:19|20)\d\d))?"
    rf"|{_MONTH.format('month3')},?\s(?P<year3>(?:19|20)\d\d)"
    rf"|(?P<before>[Ll]ast |[Nn]ext |[Tt]his )?(?P<weekday>{_WEEKDAY})"
    r"|(?P<relative>[Yy]esterday|[Tt]oday|[Tt]omorrow))\b"
)
TELLING = (
    *SHORT_MONTHS,
    *("sday", "Monday", "Friday", "Saturday", "Sunday", "esterday", "oday", "omorrow", "-0", "-1"),
)
"""What every date contains: searching for plain words is many times cheaper than for `DATE`."""
YEAR = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil)\s(?P<year>(?:1[89]|20)\d\d)(?![-–/]\d|\.\d|,\d{3}|%|\s(?:[a-z]*lion|percent))\b"
)
YEAR_TELLING = tuple(f"{end} {century}" for end in ("n", "ince", "ntil") for century in ("18", "19", "20"))
CLOCK = re.compile(
    r"(?<![\d:.])(?P<clock>[01]?\d(?:[:.][0-5]\d)?)\s?(?P<half>[ap])\.?m\b"
    r"(?:\.?\s(?P<zone>[A-Z]{2,4}\b|[A-Z][a-z]+\s[Tt]ime\b|local\b))?"
)
CLOCK_TELLING = ("p.m", "a.m", "pm", " am ", *(f"{digit}am" for digit in "0123456789"))
FUTURE = re.compile(
    r"\b(?:will|would|to be|shall|plans?|due|scheduled|set|expected|upcoming|is to|are to)\b[^.]{0,60}$"
)


def dates(article: Article) -> tuple[Dated, ...]:
    """Return the dates of the unfolded body, in order, read in the article's language.

    The day of publication, if it is known exactly, gives the year of ``April 26`` (the nearest such day) and the date
    of ``Friday`` (the last one up to then; the next one after "will", "next" and the like).
    """
    published, language = day_of(article.published.value or ""), figures_language(article)
    if language != "en":
        return tuple(
            one
            for block in article.body()
            for one in worded_dates(article.text, block.start, block.end, language, published)
        )
    text = article.text
    clocks, years, days = (_standing(text, words) for words in (CLOCK_TELLING, YEAR_TELLING, TELLING))
    found: list[Dated] = []
    for block in article.body():
        if clocks or years or days:
            found += _of_block(text, block.start, block.end, published, clocks, years, days)
    return tuple(found)


def _standing(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that occur anywhere in the text: only these are looked for in each paragraph."""
    return tuple(word for word in words if word in text)


def _of_block(
    text: str,
    start: int,
    end: int,
    published: date | None,
    clocks: Sequence[str],
    years: Sequence[str],
    days: Sequence[str],
) -> list[Dated]:
    part = text[start:end]
    found: list[Dated] = []
    if any(word in part for word in clocks):
        found += (Dated(Span(*match.span()), "time", _clock(match), None) for match in CLOCK.finditer(text, start, end))
    if any(word in part for word in years):
        told = YEAR.finditer(text, start, end)
        found += (Dated(Span(*match.span("year")), "year", match["year"], None) for match in told)
    if any(word in part for word in days):
        found += filter(None, (_dated(text, match, published) for match in DATE.finditer(text, start, end)))
    return sorted(found)


def _dated(text: str, match: re.Match[str], published: date | None) -> Dated | None:
    span = Span(*match.span())
    if match["weekday"]:
        before = (match["before"] or "").strip().lower()
        future = FUTURE.search(text, max(0, match.start() - 80), match.start()) is not None
        return weekday(span, WEEKDAY[match["weekday"].lower()], published, spoken=before, future=future)
    if match["relative"]:
        return relative(span, match["relative"].lower(), published)
    if match["iso"]:
        return Dated(span, "day", match["iso"], match["iso"]) if day_of(match["iso"]) else None
    if match["month3"]:
        return Dated(span, "month", f"{match['year3']}-{_month(match['month3']):02}", None)
    month, day = _month(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    return month_and_day(span, match["year"] or match["year2"] or "", month, day, published)


def _month(word: str) -> int:
    return month_called(word.rstrip("."))


def _clock(match: re.Match[str]) -> str:
    """Return a time of day as ``21:30``, followed by the time zone if one is named."""
    hour, _, minute = match["clock"].replace(".", ":").partition(":")
    told = f"{int(hour) % 12 + 12 * (match['half'] == 'p'):02}:{minute or '00'}"
    return f"{told} {match['zone'].lower()}" if match["zone"] else told
