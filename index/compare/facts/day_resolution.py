"""The day that a date in an article refers to, resolved only where the evidence allows.

Does not read text or guess: without a year or a known day of publication a date stays unresolved.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ...text.language.calendars import WEEKDAYS, moved

if TYPE_CHECKING:
    from ...model.article import Span

NAMES = tuple(WEEKDAYS["en"].split())
AWAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
FAR = 150
"""The days from publication beyond which the nearest 26 April means nothing."""


class Dated(NamedTuple):
    """A date in an article: ``kind`` is ``day month year weekday relative time``, ``key`` what the words say.

    ``key`` is ISO, partial where the words are (``2024-04-26``, ``--04-26``, ``2024-04``, ``2024``, ``21:30``), or
    English in any language (``friday``, ``yesterday``); ``day`` is the ISO date meant, ``None`` if the evidence is
    insufficient.
    """

    span: Span
    kind: str
    key: str
    day: str | None


def day_of(iso: str) -> date | None:
    """Return the day of an ISO date, ``None`` if there is no such day."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def month_and_day(span: Span, year: str, month: int, day: int, published: date | None) -> Dated | None:
    """Return a date of month and day, ``year`` empty if unstated; ``None`` for an impossible day."""
    whole = day_of(f"{year or 2000}-{month:02}-{day:02}")  # 2000 has a 29 February
    if whole is None:
        return None
    if year:
        return Dated(span, "day", whole.isoformat(), whole.isoformat())
    return Dated(span, "day", f"--{month:02}-{day:02}", _nearest(month, day, published))


def day_of_month(span: Span, day: int, published: date | None) -> Dated | None:
    """Return a date of which only the day is stated: the last such day up to publication, ``None`` if impossible."""
    for back in range(63 if published else 0):
        near = moved(published, -back) if published else None
        if near and near.day == day:
            return Dated(span, "day", f"--{near.month:02}-{day:02}", near.isoformat())
    return None


def weekday(span: Span, number: int, published: date | None, *, spoken: str = "", future: bool = False) -> Dated:
    """Return a weekday (from Monday, 0): the last one up to publication, or the next one if ``future``.

    ``spoken`` is the word with it ("last", "next"), whose meaning differs between writers.
    """
    key = f"{spoken} {NAMES[number]}".strip()
    if published is None or spoken:
        return Dated(span, "weekday", key, None)
    away = (number - published.weekday()) % 7
    day = moved(published, away if future or not away else away - 7)
    return Dated(span, "weekday", key, day.isoformat() if day else None)


def relative(span: Span, word: str, published: date | None) -> Dated:
    """Return yesterday, today or tomorrow."""
    said = moved(published, AWAY[word]) if published else None
    return Dated(span, "relative", word, said.isoformat() if said else None)


def _nearest(month: int, day: int, published: date | None) -> str | None:
    """Return the day of that month and day nearest to publication; ``None`` if that is half a year away."""
    if published is None:
        return None
    days = [day_of(f"{published.year + step:04}-{month:02}-{day:02}") for step in (-1, 0, 1)]
    near = min((one for one in days if one), key=lambda one: abs((one - published).days), default=None)
    return near.isoformat() if near and abs((near - published).days) <= FAR else None
