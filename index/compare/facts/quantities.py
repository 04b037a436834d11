"""Numbers in an article with what they count: money, percentages, measures and things, magnitudes multiplied out.

Ignores ordinals, years, days of the month, times of day and numbers in names; converts no units.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import repeat
from math import isfinite, prod
from typing import TYPE_CHECKING

from ...model.article import Span
from ...model.comparison_result import Quantity
from ...text.language.language_lexicon import english
from ...text.language.languages import detect, script
from ...text.numerals import DIGITS, VALUES, figure
from ...text.repeated_stretches import holding
from .implied_units import REACH, implied_unit
from .units import CURRENCIES, MAGNITUDES, MEASURED, NO_UNIT, TIMES, UNITS
from .worded_quantities import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.article import Article

_SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
_TENS = "|".join(word for word, value in VALUES.items() if value >= 20)
_SMALL = "|".join(["one", *(word for word, value in VALUES.items() if value < 20)])
_UNDER_HUNDRED = rf"(?:(?:{_TENS})(?:[ -](?:{_SMALL}))?|{_SMALL})"
_HUNDREDS = rf"(?:{_UNDER_HUNDRED}|an?)[ -]hundred[ -](?:and[ -])?{_UNDER_HUNDRED}(?![ -]hundred\b)"
_THOUSANDS = (
    rf"(?:{_HUNDREDS}|{_UNDER_HUNDRED}|an?)[ -]thousand,?[ -](?:and[ -])?"
    rf"(?:{_HUNDREDS}|{_UNDER_HUNDRED}(?:[ -]hundred)?)(?![ -]thousand\b)"
)
_WORDS = (
    rf"{_THOUSANDS}|{_HUNDREDS}|{_UNDER_HUNDRED}(?:[ -]and[ -]a[ -]half)?|half an?|an? half|half"
    r"|an?(?= (?:hundred|thousand|million|billion|dozen)\b)"
)
_NUMBER = rf"(?:{DIGITS}|\b(?:{_WORDS})\b)"
_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))


def _begun(words: Iterable[str]) -> str:
    """Return a pattern that looks whether one of some words may begin, before each of them is tried."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])"


QUANTITY = re.compile(
    rf"(?<![\w.,/:#’'-])(?P<sign>{_begun(CURRENCIES)}(?:{_SIGN})\s?)?(?P<low>{_NUMBER})(?![\d:/]|[.,]\d)"
    rf"(?:(?:\s?[-–]\s?|\s(?:to|or)\s)(?:{_SIGN})?(?P<high>{_NUMBER}))?"
    rf"(?P<magnitudes>(?:[\s-]?{_begun(MAGNITUDES)}(?:{_MAGNITUDE})\b)*)"
    r"(?P<share>\s?%|\s(?:percent|per cent|pct)\b)?(?P<points>\s(?:percentage )?points?\b)?",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
TIME = re.compile(r"[\s-](?P<word>old|ago|earlier|later|hence)\b")
UNIT = re.compile(r"[\s-](?P<words>(?:(?:[A-Z][\w’'-]*\s(?:(?:and|&)\s(?=[A-Z]))?){1,4})?(?:[^\W\d_][\w’'-]*\s?){1,4})")
BLANK = re.compile(r"\d\s\d{3}")
ORDINAL = re.compile(r".*\d(?:st|nd|rd|th|s)$", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY_BEFORE = re.compile(rf"\b{MONTH}\s$", re.IGNORECASE)
DAY_AFTER = re.compile(rf"(?:,?\s(?:of )?{MONTH}\b|\s?(?:[ap]\.?m\b|o['’]clock|GMT|[ap]m\b))", re.IGNORECASE)
NAMED_BEFORE = re.compile(r"\b(?P<word>(?:No|Nos|Art|Sec|vol|pp?)\.|[A-Z][\w-]*|number|page|chapter|section)\s$")
HALF = re.compile(r"[ -]and[ -]a[ -]half$")
SHORT, BEFORE, BEHIND = 60, REACH + 1, 71
"""The longest short block, and how many characters before and after a number or such a block are read."""
GOES_ON = re.compile(r"[^\W_]{0,40}")
"""The rest of a word of which `BEHIND` characters are read."""
VAGUE = frozenset({"one", "half", "a half", "half a", "half an", "an", "a"})
_SMALL_WORDS = """of in on at to for from by with and or but that which who as than is are was were will has had have if
when while into after before since until about over under the a an this their his her its"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


def quantities(article: Article) -> tuple[Quantity, ...]:
    """Return the quantities of the unfolded body, in order; a range gives both ends, each with the unit.

    They are read in the article's language; if that is unknown, as English if its letters are Latin.
    """
    language = figures_language(article)
    if language != "en":
        return tuple(
            Quantity(article.id, *one)
            for block in article.body()
            for one in worded(article.text, block.start, block.end, language)
        )
    text, found, known = article.text, list[Quantity](), dict[str, tuple[int, tuple[Quantity, ...]]]()
    for start, end in holding(QUANTITY, text, ((block.start, block.end) for block in article.body())):
        matches = QUANTITY.finditer(text, start, end)
        if end - start <= SHORT:
            _read_once(found, known, article, matches, start, end, end)
        else:
            for match in matches:
                _read_once(found, known, article, (match,), *match.span(), end)
    return tuple(found)


def _read_once(
    found: list[Quantity],
    known: dict[str, tuple[int, tuple[Quantity, ...]]],
    article: Article,
    matches: Iterable[re.Match[str]],
    start: int,
    end: int,
    limit: int,
) -> None:
    """Add the quantities of a stretch, a number or a short block; it is read once where it stands among like signs."""
    around = _around(article.text, start, end, limit)
    first, told = known.get(around, (start, None))
    if told is None:
        told = tuple([one for match in matches for one in _read(article.id, article.text, match, limit)])
        if around:
            known[around] = start, told
    found.extend(told if start == first else map(_moved, told, repeat(start - first)))


def _around(text: str, start: int, end: int, limit: int) -> str:
    """Return a stretch with the context that is read before and after it, empty where that is not known.

    Equal results have equal quantities. A word that continues after the stretch is read to its end.
    """
    if start < BEFORE:
        return ""
    behind = end + BEHIND
    if text[behind - 1 : behind].isalnum():
        behind = GOES_ON.match(text, behind).end()  # type: ignore[union-attr]  # it matches nothing as well
        if text[behind : behind + 1].isalnum():
            return ""
    return f"{end - start} {min(limit - end, BEHIND)} {text[start - BEFORE : behind]}"


def _moved(one: Quantity, away: int) -> Quantity:
    """Return the quantity of an identical block that starts ``away`` further on."""
    start, end = one.span
    return Quantity(one.article, Span(start + away, end + away), one.value, one.unit)


def figures_language(article: Article) -> str:
    """Return the language (ISO 639-1) in which an article's figures and days are read, empty for none."""
    known = article.language.value or _looks_like(article.text)
    return known.partition("-")[0].lower()


@lru_cache(maxsize=64)
def _looks_like(text: str) -> str:
    """Return `figures_language` for a text of unstated language; cached, as it is needed several times."""
    return detect(text) or ("en" if script(text) in {"latin", None} else "")


def _read(article: str, text: str, match: re.Match[str], limit: int) -> Iterator[Quantity]:
    if _is_day_or_ordinal(text, match):
        return
    unit, end = _unit(text, match, limit)
    bare = not (unit in MEASURED or unit.partition(" ")[0] in TIMES or match["magnitudes"])
    if bare and (_is_no_count(text, match, counted=bool(unit)) or match["low"].lower() in VAGUE):
        return
    magnitudes = re.findall(r"[a-z]+", match["magnitudes"].lower()) if match["magnitudes"] else ()
    factor = prod((MAGNITUDES[word] for word in magnitudes), start=1.0)
    low = _value(match["low"])
    found = [(Span(match.start(), end), low * factor)]
    if match["high"] and unit == "vote":  # a tally is reported as a whole
        found = [(Span(match.start(), end), low), (Span(match.start(), end), _value(match["high"]))]
    elif match["high"]:
        found = [
            # "500,000 to 1.6 million": a large number is not multiplied.
            (Span(match.start(), match.end("low")), low if low >= 1000 else low * factor),
            (Span(match.start("high"), end), _value(match["high"]) * factor),
        ]
    for span, value in found:
        if isfinite(value):
            yield Quantity(article, span, round(value, 9), unit)


def _is_day_or_ordinal(text: str, match: re.Match[str]) -> bool:
    """Whether the number is an ordinal, or starts with a day of the month: "on May 12 500 people came"."""
    if match["low"].isdecimal() and not match["high"]:
        return False
    if BLANK.search(match["low"]) and DAY_BEFORE.search(text, max(0, match.start() - 12), match.start()):
        return True
    return any(ORDINAL.match(match[name] or "") for name in ("low", "high"))


def _unit(text: str, match: re.Match[str], limit: int) -> tuple[str, int]:
    """Return the unit after (or the currency before) a number and where the quantity ends."""
    end = match.end()
    if match["sign"]:
        return CURRENCIES[match["sign"].strip().lower()], end
    if match["points"]:
        return "%-point" if match["share"] or "percent" in match["points"].lower() else "point", end
    if match["share"]:
        return "%", end
    unit, end = _counted(text, end, limit)
    unit = unit or implied_unit(text, match.start(), end, match["low"], match["high"])
    after = TIME.match(text, end, limit) if unit in TIMES else None
    return (f"{unit} {after['word']}", after.end()) if after else (unit, end)


def _counted(text: str, end: int, limit: int) -> tuple[str, int]:
    """Return what the number that ends at ``end`` counts: a known unit or the next plural within four words."""
    after = UNIT.match(text, end, min(limit, end + 60))
    named = False
    for word in WORD.finditer(text, after.start("words"), after.end()) if after else ():
        form = word[0].lower()
        head = form.split("-")[0]
        if (head in UNITS and (form == head or word.start() == end + 1)) or text[end] == "-":
            return UNITS.get(head, head), word.start() + len(head)
        if _parts_from(text, word, named=named):
            break
        named = word[0][0].isupper()
        plural = form.endswith("s") and len(form) > 3 and form not in NO_UNIT and not form.endswith(("ss", "us"))
        if plural and (word[0][0].islower() or form.endswith(("ans", "ats", "ists"))):
            return _singular(form), word.end()
    return "", end


def _parts_from(text: str, word: re.Match[str], *, named: bool) -> bool:
    """Return whether a word separates a number from what it counts; names, and "and" between two, do not."""
    if word[0].lower() in SMALL_WORDS:
        return not (named and word[0] == "and" and text[word.end() + 1 : word.end() + 2].isupper())
    return word[0][0].islower() and word[0].endswith(("’s", "'s"))


def _singular(form: str) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    return form[:-2] if form.endswith(("ches", "shes", "xes", "sses")) else form[:-1]


def _is_no_count(text: str, match: re.Match[str], *, counted: bool) -> bool:
    """Return whether a number without unit is a year, a day of the month, a time or part of a name."""
    low = match["low"]
    if YEAR.fullmatch(low) or DAY_AFTER.match(text, match.end()):
        return True
    dated, named = _told_before(text[max(0, match.start() - 20) : match.start()])
    return dated or (named and low[0].isdigit() and not counted)


@lru_cache(maxsize=1 << 12)
def _told_before(words: str) -> tuple[bool, bool]:
    """Return whether the words before a number end in a month, and in a word that makes it a name: "page"."""
    named = NAMED_BEFORE.search(words)
    return DAY_BEFORE.search(words) is not None, named is not None and named["word"].lower() not in english().starters


def _value(raw: str) -> float:
    low = raw.lower()
    if low[0].isdigit() or not low[0].isalpha():
        try:
            return float(figure(low))
        except ValueError:  # a character such as ½ with digits that the figure excludes
            return 0.0
    if low in {"half", "half a", "half an", "a half", "an half"}:
        return 0.5
    whole = HALF.sub("", low)
    return _spelt(re.split(r",?[ -]", whole)) + 0.5 * (whole != low)


def _spelt(words: list[str]) -> float:
    """Return the value of a number in words: units are added, hundred and thousand multiply what precedes."""
    total = part = 0
    for word in words:
        if word in {"hundred", "thousand"}:
            part = max(1, part) * int(MAGNITUDES[word])
            total, part = (total + part, 0) if word == "thousand" else (total, part)
        else:
            part += VALUES.get(word, 1 if word in {"one", "a", "an"} else 0)
    return total + part
