"""Days, months and weekdays named in an article, resolved to a day only where the evidence allows.

Refuses to guess: without a year in the text or a known day of publication a date stays unresolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import Span
from ...text.language.calendars import MONTHS, SHORT_MONTHS, WEEKDAY, WEEKDAYS
from ...text.language.calendars import month as month_called

if TYPE_CHECKING:
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
FUTURE = re.compile(
    r"\b(?:will|would|to be|shall|plans?|due|scheduled|set|expected|upcoming|is to|are to)\b[^.]{0,60}$"
)


class Dated(NamedTuple):
    """A date in an article: ``kind`` is ``day month weekday relative``, ``key`` what the words say.

    ``key`` is ISO, partial where the words are (``2024-04-26``, ``--04-26``, ``2024-04``, ``friday``); ``day`` is the
    ISO day meant, ``None`` where the evidence does not give one.
    """

    span: Span
    kind: str
    key: str
    day: str | None


def dates(article: Article) -> tuple[Dated, ...]:
    """Return the dates of the unfolded body, in order.

    The day of publication, where it is known and whole, gives the year of ``April 26`` (the nearest such day) and the
    day of ``Friday`` (the last one up to then; the next one after "will", "next" and their kind).
    """
    published = _day(article.published.value or "")
    found = []
    for block in article.body():
        text = article.text[block.start : block.end]
        if not any(word in text for word in TELLING):  # a search for plain words is many times cheaper than DATE
            continue
        for match in DATE.finditer(article.text, block.start, block.end):
            dated = _dated(article.text, match, published)
            if dated is not None:
                found.append(dated)
    return tuple(found)


def _dated(text: str, match: re.Match[str], published: date | None) -> Dated | None:
    span = Span(*match.span())
    if match["iso"]:
        known = _day(match["iso"])
        return Dated(span, "day", match["iso"], match["iso"]) if known else None
    if match["weekday"]:
        return _weekday(text, match, published)
    if match["relative"]:
        away = {"yesterday": -1, "today": 0, "tomorrow": 1}[match["relative"].lower()]
        said = (published + timedelta(days=away)).isoformat() if published else None
        return Dated(span, "relative", match["relative"].lower(), said)
    if match["month3"]:
        return Dated(span, "month", f"{match['year3']}-{_month(match['month3']):02}", None)
    return _month_and_day(span, match, published)


def _month_and_day(span: Span, match: re.Match[str], published: date | None) -> Dated | None:
    month, day = _month(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    year = match["year"] or match["year2"]
    whole = _day(f"{year or 2000}-{month:02}-{day:02}")  # 2000 has a 29 February
    if whole is None:
        return None
    if year:
        return Dated(span, "day", whole.isoformat(), whole.isoformat())
    return Dated(span, "day", f"--{month:02}-{day:02}", _nearest(month, day, published))


def _weekday(text: str, match: re.Match[str], published: date | None) -> Dated:
    name, before = match["weekday"].lower(), (match["before"] or "").strip().lower()
    key = f"{before} {name}".strip()
    if published is None or before in {"last", "next", "this"}:  # writers differ on what "next Friday" is
        return Dated(Span(*match.span()), "weekday", key, None)
    future = FUTURE.search(text, max(0, match.start() - 80), match.start()) is not None
    away = (WEEKDAY[name] - published.weekday()) % 7
    day = published + timedelta(days=away if future or not away else away - 7)
    return Dated(Span(*match.span()), "weekday", key, day.isoformat())


def _nearest(month: int, day: int, published: date | None) -> str | None:
    """Return the day of that month and day nearest to publication; ``None`` when half a year away tells nothing."""
    if published is None:
        return None
    days = [_day(f"{published.year + step:04}-{month:02}-{day:02}") for step in (-1, 0, 1)]
    near = min((one for one in days if one), key=lambda one: abs((one - published).days), default=None)
    return near.isoformat() if near and abs((near - published).days) <= 150 else None


def _month(word: str) -> int:
    return month_called(word.rstrip("."))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
