"""The noun phrase that speaks: to the left or right of a verb of speech, or the subject of its sentence.

Works on the class letters of `narration`; refuses to weigh one speaker against another.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Every part is bounded, so that no text, however odd, takes long. The class letters are those of `narration`; a noun
# phrase has "of …" and "for …" tails, and "(R-Texas)" may follow it.
CORE = r"(?:P|[DO]{0,4}[nNOT]{0,9}[nN])"
PHRASE = rf"{CORE}(?:I[DO]{{0,3}}[nNO]{{0,6}}[nND]){{0,2}}"
NOTE = r"(?:,?p,?)?"
APPOSITION = r"(?:,[^Q.;:,]{1,25},)"
LONG_APPOSITION = r"(?:,[^Q.;:]{1,28},)"
ENDS = tuple(re.compile(rf"(?P<who>{PHRASE}){NOTE}{tail}[AT]{{0,6}}$") for tail in ("", APPOSITION, LONG_APPOSITION))
RELATIVE = re.compile(rf"(?P<who>{PHRASE}{NOTE},?I?W){APPOSITION}?[AT]{{0,6}}$")
REDUCED = re.compile(rf"(?P<who>{PHRASE})A?[vV]I{CORE}[AT]{{0,6}}$")
RIGHT = re.compile(rf"[AT]{{0,6}}(?P<who>{PHRASE})")
OBJECT = re.compile(rf"I?(?P<who>{PHRASE})")
ADVERBIAL = re.compile(
    r"(?:[NTn,p]{1,9}-)?[.,\-(]{0,3}k?"
    r"(?:(?:A?[IKGT]|[nD]{1,3}A|A)[^,.QPV]{0,40},|[NDT]{1,3}A,){0,6}[AT]{0,6}"
)
SUBJECT = re.compile(rf"(?<![IDNnOT])(?P<who>{PHRASE}){NOTE}(?=,|[AVGvWI]|$)")
LABEL = re.compile(rf"(?:^|(?<=[.\-;Q]))(?P<who>{PHRASE}(?:k{PHRASE})?){NOTE}:")

SIGNATURE = re.compile(r"(?<=Q)\.?-(?P<who>N{1,5})(?=[.,pQ]|$)")
SIGNED = re.compile(r"-(?P<who>N{1,5})(?:p|,[^.Q]{1,12})?\.?$")


WIDEST = 60
"""How many tokens may lie between a verb and the beginning of its subject."""


class Range(NamedTuple):
    """Token positions ``[first, last)``."""

    first: int
    last: int


def left(codes: str, low: int, verb: int) -> Range | None:
    """Return the phrase that ends right before the verb, auxiliaries and an apposition between them allowed.

    A relative clause gives its antecedent together with "who"; "a letter obtained by X" is the letter.
    """
    low = max(low, verb - WIDEST)
    relative = RELATIVE.search(codes, low, verb)
    if relative:
        return Range(*relative.span("who"))
    reduced = REDUCED.search(codes, low, verb)
    if reduced:
        return Range(*reduced.span("who"))
    matches = (pattern.search(codes, low, verb) for pattern in ENDS)
    found = next((match for match in matches if match), None)
    return Range(*found.span("who")) if found else None


def right(codes: str, verb: int, high: int) -> Range | None:
    """Return the phrase right after the verb: the subject of "said the minister"."""
    match = RIGHT.match(codes, verb + 1, high)
    return Range(*match.span("who")) if match else None


def source(codes: str, cue: int) -> Range | None:
    """Return the phrase that "according to" leads to."""
    match = OBJECT.match(codes, cue + 1)
    return Range(*match.span("who")) if match else None


def subject(codes: str, low: int, high: int) -> Range | None:
    """Return the first phrase of the sentence that a verb follows, past its dateline and opening adverbials."""
    high = min(high, low + 2 * WIDEST)
    start = ADVERBIAL.match(codes, low, high)
    match = SUBJECT.search(codes, start.end() if start else low, high)
    return Range(*match.span("who")) if match else None
