"""Numbers as they stand in prose, brought to one spelling: `5½`, `5 1/2` and `five-and-a-half` are all `5.5`.

Numbers that Python refuses to read for their length are read up to a bound, those of character references too
(``&#8220;``). Does not know about units or currencies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite

FRACTIONS: dict[str, float] = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
    "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6,
}  # fmt: skip
"""The values of the fraction signs."""

_TEENS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES: dict[str, int] = {word: value for value, word in enumerate(_TEENS.split(), 2)} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
"""English number words; `one` is left out, being a pronoun more often."""

_SIGNS = "".join(FRACTIONS)
_BLANK = "[ \u00a0\u2009\u202f]"
_THOUSANDS = rf"(?<!\d)\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)"
DIGITS: str = (
    rf"(?:{_THOUSANDS}|\d+(?:,\d{{2,3}}(?!\d))*)(?:\.\d+)?"
    rf"(?:\s?[{_SIGNS}]|[ -]\d/\d(?!\d))?(?:(?:st|nd|rd|th|s)\b)?|[{_SIGNS}]"
)
"""Pattern of a number in digits, with thousands (commas or blanks), decimals, fractions and ordinal endings."""

_EXACT = 15
"""Digits that a float holds exactly."""

_APART = re.compile(rf"(?<=\d){_BLANK}(?=\d{{3}}(?!\d))")
_FIGURE = re.compile(rf"(?P<whole>[\d,]+(?:\.\d+)?)?(?:\s?(?P<sign>[{_SIGNS}])|[ -](?P<over>\d)/(?P<under>\d))?")


def figure(raw: str) -> str:
    """Return one spelling for a number that fits `DIGITS`: `1,000` and `1 000`, `5½` and `5 1/2` fall together.

    One of more digits than a float can hold stays as it is.
    """
    if raw.isdecimal() and raw.isascii() and len(raw) <= _EXACT:
        return raw.lstrip("0") or "0"
    raw = _APART.sub("", raw)
    match = _FIGURE.match(raw)
    if match is None:  # pragma: no cover - every part of the pattern is optional
        return raw
    value = float((match["whole"] or "0").replace(",", ""))
    if match["sign"]:
        value += FRACTIONS[match["sign"]]
    elif match["over"] and int(match["under"]):
        value += int(match["over"]) / int(match["under"])
    return f"{value:.15g}{raw[match.end() :]}" if isfinite(value) else raw


def whole_number(written: str, most: int) -> int | None:
    """Return what decimal digits count, ``None`` for anything else and for more than ``most``, however long it is.

    >>> whole_number("046", 110), whole_number("217", 110), whole_number("²", 110), whole_number("9" * 5000, 110)
    (46, None, None, None)
    """
    digits = written.lstrip("0") or written[:1]
    if not digits.isdecimal() or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None


def joined(tens: str, units: str) -> str | None:
    """Return the value of two number words in a row (`20`, `5` → `25`), ``None`` when they are no one number."""
    if len(tens) == 2 and tens.isdecimal() and tens[1] == "0" and tens != "10" and len(units) == 1:
        return tens[0] + units
    return None


def resolved(text: str) -> str:
    """Return HTML's character references resolved; a number beyond all characters gives U+FFFD, as in browsers."""
    from html import unescape  # noqa: PLC0415 - a table of two thousand names, which a first screen does without

    return unescape(bounded(text))


def bounded(text: str) -> str:
    """Return the text with every character reference of eight digits and more, of which Python reads some, made short.

    >>> bounded("&#8220; &#0000000065; &#99999999;")
    '&#8220; &#65; &#xFFFD;'
    """
    return _long_reference().sub(_short, text) if "&#" in text else text


@lru_cache(maxsize=1)
def _long_reference() -> re.Pattern[str]:
    return re.compile(r"&#(?:(?P<figures>[0-9]{8,})|[xX](?P<letters>[0-9a-fA-F]{8,}))")


def _short(found: re.Match[str]) -> str:
    figures = (found["figures"] or found["letters"]).lstrip("0")
    if len(figures) > 7:
        return "&#xFFFD"
    return f"&#{'x' * bool(found['letters'])}{figures or 0}"
