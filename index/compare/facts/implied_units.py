"""Numbers whose unit is implied: the age in "Mendes, 46," and the votes in "passed 217 to 215".

Ignores numbers with a unit, and does not tell whose age or which vote it is.
"""

from __future__ import annotations

import re
from typing import Final

from ...text.numerals import whole_number

REACH: Final = 48
"""How many characters before a number the word may be that says what it counts."""
OLDEST: Final = 110
"""The years above which a number between commas is not an age."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_AGED = re.compile(r"\b(?:aged?|ages?\sof)\s$", re.IGNORECASE)
_APPOSED = re.compile(rf"(?<![\w-])(?!{_MONTH}\b)[A-Z][\w’'-]*[a-z],\s$")
_CLOSED = re.compile(r",(?!\s?\d)")
_MAGNITUDE = re.compile(r"\bmagnitude(?:\sof)?\s(?:an?\s)?$", re.IGNORECASE)
_VOTE = (
    r"vot(?:e[ds]?|ing)|ballot|passed|approved|rejected|confirmed|rul(?:ed|ing)|decision|decided|upheld|split|margin"
)
_VOTED = re.compile(rf"\b(?:{_VOTE})\b[^.;\d]*$", re.IGNORECASE)
_VOTING = re.compile(rf"\s(?:{_VOTE}|majority)\b", re.IGNORECASE)


def implied_unit(text: str, start: int, end: int, low: str, high: str | None) -> str:
    """Return ``vote``, ``year old`` or ``magnitude`` for a number at ``[start, end)``, empty if none is implied.

    ``low`` is the number in digits, ``high`` the second one of two ("217 to 215").
    """
    before = text[max(0, start - REACH) : start]
    if high:
        whole = low.isdecimal() and high.isdecimal()
        return "vote" if whole and (_VOTED.search(before) or _VOTING.match(text, end)) else ""
    telling = "ag" in before.lower()  # in "magnitude" and "age"
    if telling and _MAGNITUDE.search(before):
        return "magnitude"
    if not whole_number(low, OLDEST):
        return ""
    apposed = _CLOSED.match(text, end) and _APPOSED.search(before)
    return "year old" if apposed or (telling and _AGED.search(before)) else ""
