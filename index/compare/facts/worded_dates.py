"""Days, months and weekdays in languages other than English, as far as their words are known.

Ignores abbreviated weekdays, which are words of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import Span
from ...text.language.calendars import months, weekdays
from ...text.word_lists import word_lists
from .day_resolution import AWAY, Dated, day_of, day_of_month, month_and_day, relative, weekday
from .figure_words import BLANK, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

HAN_WEEKDAYS = {day: at % 7 for at, day in enumerate("一二三四五六日")} | {"天": 6}
BEFORE = 80
"""How many characters before a weekday a word may be that puts it in the future."""
_YEAR = r"(?:19|20)\d\d"
_STOP = re.compile(r"[.!?。！？]")


class DateWords(NamedTuple):
    """The dates of a language: the pattern of a date, its words for days near publication, and for the future."""

    pattern: re.Pattern[str]
    near: Mapping[str, str]
    future: re.Pattern[str]


def worded_dates(text: str, start: int, end: int, language: str, published: date | None) -> Iterator[Dated]:
    """Yield the dates of ``text[start:end]`` in a language (ISO 639-1), in order; none if its words are unknown."""
    words = _words(language)
    if words is None:
        return
    for match in words.pattern.finditer(text, start, end):
        dated = _dated(text, match, language, words, published)
        if dated is not None:
            yield dated


@lru_cache
def _words(language: str) -> DateWords | None:
    lists = _lists().get(language)
    if lists is None:
        return None
    near = {word: name for name in AWAY for word in lists.get(name, ())}
    pattern = _han(lists, near) if language == "zh" else _spaced(language, lists, near)
    edge = "" if language == "zh" else r"\b"
    future = rf"{edge}{phrases(lists.get('future', ()))}{edge}"
    return DateWords(re.compile(pattern, re.IGNORECASE), near, re.compile(future, re.IGNORECASE))


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for listed, words in word_lists("index.compare.facts", "date_words.tsv").items():
        language, _, name = listed.partition(".")
        found.setdefault(language, {})[name] = words
    return found


def _spaced(language: str, lists: Mapping[str, list[str]], near: Mapping[str, str]) -> str:
    month, days, spoken = (
        phrases(words).replace("'", "['’ʼ]") for words in (months(language), weekdays(language), lists["spoken"])
    )
    of = rf"(?:(?:de|del){BLANK})?"
    return (
        rf"(?<![\w.,/-])(?:(?P<day4>[0-3]?\d)\.(?P<month4>[01]?\d)\.(?P<year4>{_YEAR})\b"
        rf"|(?P<day>[0-3]?\d)(?:\.|º|er)?{BLANK}{of}(?P<month>{month})\b\.?(?:,?{BLANK}{of}(?P<year>{_YEAR})\b)?"
        rf"|(?P<month3>{month}){BLANK}{of}(?P<year3>{_YEAR})\b"
        rf"|(?:(?P<before>{spoken}){BLANK})?(?P<weekday>{days})\b(?:{BLANK}(?P<after>{spoken})\b)?"
        rf"|(?P<relative>{phrases(near).replace(chr(39), '[' + chr(39) + '’]')})\b)"
    )


def _han(lists: Mapping[str, list[str]], near: Mapping[str, str]) -> str:
    return (
        rf"(?:(?<!\d)(?P<year>{_YEAR})年)?(?<!\d)(?P<month>[01]?\d)月(?P<day>[0-3]?\d)[日号號]"
        rf"|(?<!\d)(?P<year3>{_YEAR})年(?P<month3>[01]?\d)月"
        r"|(?<![\d至到–-])(?P<alone>[0-3]?\d)[日号號](?!至)"
        rf"|(?P<before>{phrases(lists['spoken'])})?(?:周|週|星期|礼拜|禮拜)(?P<weekday>[{''.join(HAN_WEEKDAYS)}])"
        rf"|(?P<relative>{phrases(near)})"
    )


def _dated(text: str, match: re.Match[str], language: str, words: DateWords, published: date | None) -> Dated | None:
    span, found = Span(*match.span()), {name: said for name, said in match.groupdict().items() if said}
    if "relative" in found:
        return _relative(span, found["relative"], language, words, published)
    if "weekday" in found:
        return _weekday(text, span, found, language, words, published)
    if "alone" in found:
        return day_of_month(span, int(found["alone"]), published)
    if "month4" in found:
        known = day_of(f"{found['year4']}-{int(found['month4']):02}-{int(found['day4']):02}")
        return Dated(span, "day", known.isoformat(), known.isoformat()) if known else None
    month = _month(found.get("month3") or found["month"], language)
    if "month3" in found:
        return Dated(span, "month", f"{found['year3']}-{month:02}", None)
    return month_and_day(span, found.get("year", ""), month, int(found["day"]), published)


def _relative(span: Span, said: str, language: str, words: DateWords, published: date | None) -> Dated | None:
    if language == "de" and said[0].isupper() and said.lower() == "morgen":
        return None  # the morning
    return relative(span, words.near[said.lower().replace("’", "'")], published)


def _weekday(
    text: str, span: Span, found: Mapping[str, str], language: str, words: DateWords, published: date | None
) -> Dated:
    said = found["weekday"]
    number = HAN_WEEKDAYS[said] if said in HAN_WEEKDAYS else _number(said, language)
    before = _STOP.split(text[max(0, span.start - BEFORE) : span.start])[-1]
    spoken = found.get("before") or found.get("after") or ""
    return weekday(span, number, published, spoken=spoken.lower(), future=words.future.search(before) is not None)


def _number(said: str, language: str) -> int:
    known, low = weekdays(language), said.lower()
    spellings = (low, low.replace("’", "'").replace("ʼ", "'"), low.replace("'", "ʼ").replace("’", "ʼ"))
    return next(known[form] for form in spellings if form in known)


def _month(said: str, language: str) -> int:
    return int(said) if said.isdecimal() else months(language)[said.lower().rstrip(".")]
