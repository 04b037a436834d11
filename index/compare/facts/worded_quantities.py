"""Quantities in languages other than English whose words of figures are listed; in all others only the symbols.

Ignores ordinals, years, days, times of day and vague numbers ("thousands of", "一些"), and does not tell what is
counted where the language does not show it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite, prod
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import Span
from ...text.language.calendars import months
from ...text.language.inflection import inflection
from .figure_words import BLANK, NEVER, SIGNS, figure_words, phrases
from .units import CURRENCIES, MEASURED, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .figure_words import FigureWords

DIGITS = rf"(?:\d{{1,3}}(?:(?:{BLANK}|['’.,])\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
HAN_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
LONGEST = 10
"""The most parts of a number in words."""
SHORTEST = 3
"""The letters of the shortest noun that is taken for what is counted."""
LARGE = 1000
"""The first end of a range from which the magnitude after the second end does not apply to it."""
ADJECTIVE = "-"
NEAR = 3
"""The words after a number among which the counted noun is looked for."""
WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
CURRENCY_BEHIND = re.compile(rf"{BLANK}?(?P<sign>[€$£¥₽₴₹]|US\$|R\$|(?:EUR|USD|GBP|CHF|PLN|UAH|RUB)\b)(?!{BLANK}?\d)")
ATTACHED = re.compile(WORD)
HAN = re.compile("[\u4e00-\u9fff]{2}")
HAN_NO_COUNT = re.compile("[月日号號时時点點分届屆期季路世代岁歲]|年代")


class Counted(NamedTuple):
    """A quantity without its article: its place, value and unit."""

    span: Span
    value: float
    unit: str


class Patterns(NamedTuple):
    """The patterns for figures of a language: a number with its multiplier, and what is after or before it."""

    number: re.Pattern[str]
    behind: re.Pattern[str]
    clock: re.Pattern[str]
    clock_before: re.Pattern[str]
    ago_before: re.Pattern[str]
    ago_after: re.Pattern[str]
    old_before: re.Pattern[str]
    old_after: re.Pattern[str]
    following: re.Pattern[str]


def worded(text: str, start: int, end: int, language: str) -> Iterator[Counted]:
    """Yield the quantities of ``text[start:end]`` in a language (ISO 639-1), in order; a range gives both ends."""
    words = figure_words(language)
    patterns = _patterns(language)
    read = _read if words.spaced else _read_han
    for match in patterns.number.finditer(text, start, end):
        for one in read(text, match, end, words, patterns):
            if isfinite(one.value):
                yield one._replace(value=round(one.value, 9))


@lru_cache
def _patterns(language: str) -> Patterns:
    words = figure_words(language)
    return Patterns(
        re.compile(_number(words) if words.spaced else _han_number(words), re.IGNORECASE),
        *(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"(?P<apart>{BLANK}|-)(?:{words.phrases('of')}(?:{BLANK}|['’]{BLANK}?))?(?P<word>{WORD})",
                rf"{BLANK}?{words.phrases('clock')}\b",
                rf"\b{words.phrases('clock_before')}\.?{BLANK}$",
                rf"\b{words.phrases('ago_before')}(?:{BLANK}\w+){{0,2}}{BLANK}$",
                rf"{BLANK}?{words.phrases('ago_after')}" + r"\b" * words.spaced,
                rf"\b{words.phrases('old_before')}{BLANK}$",
                rf"{BLANK}{words.phrases('old_after')}\b",
                rf"{BLANK}(?:{words.phrases('of')}{BLANK})?(?P<word>[^\W\d_]+)",
            )
        ),
    )


def _number(words: FigureWords) -> str:
    pieces = phrases([*words.numbers, *words.times])
    joint = rf"(?:-|{BLANK}|{BLANK}?{words.phrases('joint')}{BLANK}?|-{words.phrases('joint')}-)?"
    multiplied = phrases(pair.rpartition(":")[0] for pair in words.words("magnitude"))
    single = rf"{words.phrases('one')}(?={BLANK}{multiplied}\b)|(?=\b{words.phrases('alone')}\b)"
    spelt = rf"\b{pieces}(?:{joint}{pieces}){{0,{LONGEST}}}\b" if words.numbers else NEVER
    number = rf"(?:{DIGITS}|{spelt}|{single})"
    return (
        rf"(?<![\w.,/:#’'–-])(?P<sign>(?:{SIGNS}){BLANK}?)?(?P<low>{number})(?![\d:/]|[.,]\d)"
        rf"(?:(?:{BLANK}?[-–—]{BLANK}?|{BLANK}{words.phrases('range')}{BLANK})(?P<high>{number})(?![\d:/]|[.,]\d))?"
        rf"(?P<magnitudes>(?:(?:{BLANK}|-)?{multiplied}(?!\w)\.?)*)(?P<half>{BLANK}{words.phrases('half')}\b)?"
        rf"(?:(?P<points>{BLANK}?(?:%-)?{words.phrases('points')}(?!\w))"
        rf"|(?P<share>{BLANK}?(?:%|{words.phrases('percent')}(?!\w))))?"
    )


def _han_number(words: FigureWords) -> str:
    signs, factors = "".join(words.numbers), "".join(words.times)
    number = rf"(?:{HAN_DIGITS}(?:[{factors}]+{HAN_DIGITS})*[{factors}]*|[{signs}十][{signs}{factors}]{{0,11}})"
    units = phrases([*words.units.whole, *words.currencies.whole])
    return (
        rf"(?<![A-Za-z\d.,/:第周週期几幾数數])(?P<sign>(?:{SIGNS})\s?)?(?P<hundredth>百分之)?(?P<low>{number})"
        rf"(?![\d:/几幾])(?:(?:[-–—~～]|{words.phrases('range')})(?P<high>{number}))?(?P<over>[多余餘])?"
        rf"(?:(?P<points>{words.phrases('points')})|(?P<share>\s?[%％])"
        rf"|\s?(?P<classifier>{words.phrases('classifier')})?(?P<unit>{units})?)"
    )


def _read(text: str, match: re.Match[str], limit: int, words: FigureWords, patterns: Patterns) -> Iterator[Counted]:
    factor = prod((words.magnitudes.number(word) for word in _found(match["magnitudes"], words)), start=1.0)
    low, high = _value(match["low"], words), _value(match["high"], words)
    if low is None or (factor == 1 and _is_vague(match["low"], low, words)):
        return
    unit, end = _unit(text, match, limit, words, patterns)
    year = YEAR.fullmatch(match["low"]) and factor == 1 and (unit not in MEASURED or unit in TIMES)
    if year or end < 0 or _is_time_or_day(text, match, unit, words, patterns):
        return
    if match["half"]:
        factor *= 1 + 0.5 / (high or low or 1)
    yield from _ends(match, end, low, high, unit, factor)


def _ends(
    match: re.Match[str], end: int, low: float, high: float | None, unit: str, factor: float
) -> Iterator[Counted]:
    """Yield a quantity, or both ends of a range; of "500.000 bis 1,6 Millionen" the first is not multiplied."""
    if high is None:
        yield Counted(Span(match.start(), end), low * factor, unit)
    else:
        yield Counted(Span(match.start(), match.end("low")), low if low >= LARGE else low * factor, unit)
        yield Counted(Span(match.start("high"), end), high * factor, unit)


def _found(magnitudes: str, words: FigureWords) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", magnitudes.lower()) if words.magnitudes.get(word)]


def _value(raw: str | None, words: FigureWords) -> float | None:
    if raw is None:
        return None
    low = raw.lower()
    if not low or low in words.words("one"):
        return 1.0
    return words.digits(low) if low[0].isdigit() else words.spelt(low)


def _is_vague(raw: str, value: float, words: FigureWords) -> bool:
    """Return whether a number in words is an article (un, ein), or means thousands of something."""
    low, alone = raw.lower(), words.words("alone")
    return not low[:1].isdigit() and (value <= 1 or (bool(alone) and low in words.times and low not in alone))


def _unit(text: str, match: re.Match[str], limit: int, words: FigureWords, patterns: Patterns) -> tuple[str, int]:
    """Return what is counted and where the quantity ends; before the number when letters after it are not a unit."""
    end = match.end()
    if match["sign"]:
        return CURRENCIES[match["sign"].strip().lower()], end
    if match["points"] or match["share"]:
        return ("%-point" if match["points"] else "%"), end
    behind = CURRENCY_BEHIND.match(text, end, limit)
    if behind:
        return CURRENCIES.get(behind["sign"].lower(), behind["sign"]), behind.end()
    attached = ATTACHED.match(text, end, limit)
    if attached:
        known = _known(attached[0].lower(), words)
        return (known, attached.end()) if known else ("", -1)
    unit, end = _counted(text, end, limit, words, patterns)
    return _with_age(text, match, unit, end, patterns) if unit in TIMES else (unit, end)


def _known(word: str, words: FigureWords) -> str:
    return words.currencies.get(word) or words.units.get(word)


def _counted(text: str, end: int, limit: int, words: FigureWords, patterns: Patterns) -> tuple[str, int]:
    """Return what the number that ends at ``end`` counts: a known unit, or a recognisable noun."""
    at = end
    for _ in range(NEAR):
        behind = patterns.behind.match(text, at, limit)
        if behind is None:
            break
        word, low = behind["word"], behind["word"].lower()
        if behind["apart"] == "-":
            return ("year old", behind.end()) if low.startswith(words.words("aged")) else ("", -1)
        unit = _known(low, words) or _noun(word, words)
        if unit != ADJECTIVE:
            return unit, behind.end() if unit else end
        at = behind.end()
    return "", end


def _noun(word: str, words: FigureWords) -> str:
    """Return the stem of a counted noun, `ADJECTIVE` for a word before it, or an empty string."""
    known, low = inflection(words.language), word.lower()
    if known is None or len(low) < SHORTEST or known.is_small(low) or not words.numbers:
        return ADJECTIVE if low in words.words("before") else ""
    if low in words.words("before"):
        return ADJECTIVE
    if words.language == "de":
        return known.stem(low) if word[0].isupper() else ADJECTIVE
    if word[0].isupper():
        return ""
    if words.words("adjective"):
        return ADJECTIVE if low.endswith(words.words("adjective")) and len(low) > 5 else known.stem(low)
    return known.stem(low) if low.endswith(words.words("plural")) else ""


def _with_age(text: str, match: re.Match[str], unit: str, end: int, patterns: Patterns) -> tuple[str, int]:
    """Return a unit of time as how long ago, or how old, something is, where a neighbouring word says so."""
    after = patterns.ago_after.match(text, end)
    if after or patterns.ago_before.search(text, max(0, match.start() - 40), match.start()):
        return f"{unit} ago", after.end() if after else end
    old = patterns.old_after.match(text, end)
    if old or (unit == "year" and patterns.old_before.search(text, max(0, match.start() - 20), match.start())):
        return f"{unit} old", old.end() if old else end
    return unit, end


def _is_time_or_day(text: str, match: re.Match[str], unit: str, words: FigureWords, patterns: Patterns) -> bool:
    """Return whether a number is an ordinal, a day of a month or a time of day."""
    stop = text[match.end() : match.end() + 2]
    if match["low"].isdigit() and stop[:1] == "." and stop[1:].isspace() and words.language in {"de", "pl", "cs"}:
        return True
    if patterns.clock.match(text, match.end()):
        return True
    before = patterns.clock_before.search(text, max(0, match.start() - 12), match.start())
    if before and unit in {"hour", ""} and match["low"][:1].isdigit():
        return True
    following = patterns.following.match(text, match.end())
    return following is not None and following["word"].lower() in months(words.language)


def _read_han(text: str, match: re.Match[str], limit: int, words: FigureWords, patterns: Patterns) -> Iterator[Counted]:
    low, high = _han_value(match["low"], words), _han_value(match["high"], words)
    unit, end = _han_unit(text, match, limit, words)
    in_words = not match["low"][0].isdigit()
    if low is None or (in_words and (low <= 1 or not (unit or len(match["low"]) > 2))):
        return
    if not unit and HAN_NO_COUNT.match(text, match.end(), limit):
        return
    if unit == "year" and (low >= 1000 or text[end : end + 1] == "代"):
        return
    if unit == "month" and not match["classifier"]:
        return
    unit, end = _with_age(text, match, unit, end, patterns) if unit in TIMES else (unit, end)
    yield from _ends(match, end, low, high, unit, 1.0)


def _han_value(raw: str | None, words: FigureWords) -> float | None:
    return None if raw is None else words.spelt(raw.replace(",", ""))


def _han_unit(text: str, match: re.Match[str], limit: int, words: FigureWords) -> tuple[str, int]:
    if match["sign"]:
        return CURRENCIES[match["sign"].strip().lower()], match.end()
    if match["points"]:
        return "%-point", match.end()
    if match["share"] or match["hundredth"]:
        return "%", match.end("share") if match["share"] else match.end("high" if match["high"] else "low")
    if match["unit"]:
        return _known(match["unit"], words), match.end()
    noun = HAN.match(text, match.end(), limit) if match["classifier"] else None
    return (noun[0], noun.end()) if noun else ("", match.end())
