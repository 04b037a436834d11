"""The noun phrase that speaks: to the left or right of a verb of speech, or the subject of its sentence.

Works on the class letters of `narration`; refuses to weigh one speaker against another.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# A noun phrase and its "of …" and "for …" tails; the class letters are those of `narration`.
CORE = r"(?:P|[DO]*[nNOT]*[nN])"
PHRASE = rf"{CORE}(?:I[DO]*[nNO]*[nN]){{0,2}}"
APPOSITION = r"(?:,[^Q.;:,]{1,25},)"
LONG_APPOSITION = r"(?:,[^Q.;:]{1,28},)"
ENDS = tuple(re.compile(rf"(?P<who>{PHRASE}){tail}[AT]*$") for tail in ("", APPOSITION, LONG_APPOSITION))
RELATIVE = re.compile(rf"(?P<who>{PHRASE}),?(?:I)?W[AT]*$")
RIGHT = re.compile(rf"[AT]*(?P<who>{PHRASE})")
ADVERBIAL = re.compile(r"(?:N{1,4}-)?[.,\-]*(?:K|A,)?(?:[IKGT][^,.Q]{1,30},|A,)*A?")
SUBJECT = re.compile(rf"(?P<who>{PHRASE})(?=,|[AVWGIn(]|$)")


class Range(NamedTuple):
    """Token positions ``[first, last)``."""

    first: int
    last: int


def left(codes: str, low: int, verb: int) -> Range | None:
    """Return the phrase that ends right before the verb, auxiliaries and an apposition between them allowed."""
    relative = RELATIVE.search(codes, low, verb)
    if relative:
        return Range(*relative.span("who"))
    matches = (pattern.search(codes, low, verb) for pattern in ENDS)
    found = next((match for match in matches if match), None)
    return Range(*found.span("who")) if found else None


def right(codes: str, verb: int, high: int) -> Range | None:
    """Return the phrase right after the verb: the subject of "said the minister"."""
    match = RIGHT.match(codes, verb + 1, high)
    return Range(*match.span("who")) if match else None


def subject(codes: str, low: int, verb: int) -> Range | None:
    """Return the first phrase of the sentence, past its dateline and opening adverbials."""
    start = ADVERBIAL.match(codes, low, verb)
    at = start.end() if start else low
    match = SUBJECT.search(codes, at, verb)
    return Range(*match.span("who")) if match else None
