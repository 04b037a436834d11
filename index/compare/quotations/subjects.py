"""The noun phrase that speaks: to the left or right of a verb of speech, or the subject of its sentence.

Works on the class letters of `narration`; does not weigh speakers.
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
# Adverbs, auxiliaries, times and places allowed between a speaker and the verb: "Lund hat am Freitag in Rom gesagt".
PLACE = r"J[DO]{0,2}[nNT]{1,3}?(?:I[DO]?[nN])?"
SKIPPED = rf"(?:[ABT]|DT|{PLACE}){{0,6}}"
TAILS = ("", APPOSITION, LONG_APPOSITION)
ENDS = tuple(re.compile(rf"(?P<who>{PHRASE}){NOTE}{tail}{SKIPPED}$") for tail in TAILS)
# Without the endings of English only an office and a name surely belong together, with one "of" after them; where
# prepositions have classes of their own, a phrase starts where no other starts before it.
PLAIN = (
    r"(?:P|[DO]{0,3}n{0,4}(?:N{2,5}|N(?!n))|[DO]{0,4}[nNO]{0,4}[nN])"
    r"(?:I[DO]{0,2}(?:n{0,2}N{1,4}|n{1,2}))?"
)
PLAIN_ENDS = tuple(re.compile(rf"(?<![DOnNIJ])(?P<who>{PLAIN}){NOTE}{tail}{SKIPPED}$") for tail in TAILS)
RELATIVE = re.compile(rf"(?P<who>{PHRASE}{NOTE},?I?W){APPOSITION}?{SKIPPED}(?:I[DO]?[nNT]{{1,2}}{SKIPPED})?$")
REDUCED = re.compile(rf"(?P<who>{PHRASE})A?[vV]I{CORE}{SKIPPED}$")
DESCRIBED = re.compile(r"(?:^|(?<=[.Q,;(k-]))(?P<who>[nNO]{0,4}N{2,4}),$")
"""A full name before a description of it: "Ann Smith, the head of the union, a group of drivers, said"."""

RIGHT = re.compile(rf"{SKIPPED}(?P<who>{PHRASE})")
PLAIN_RIGHT = re.compile(rf"{SKIPPED}(?P<who>{PLAIN})")
PLAIN_OBJECT = re.compile(rf"I?(?P<who>{PLAIN})")
COMPANION = re.compile(rf"(?<=I)(?P<who>{CORE})$")
OBJECT = re.compile(rf"I?(?P<who>{PHRASE})")
ADVERBIAL = re.compile(
    r"(?:[ANTn,p]{1,9}-)?[.,\-(]{0,3}k?"
    r"(?:(?:A?[IJKGT]|A)[^,.QPV]{0,40},|[nD]{1,3}A(?:[IJ][^,.QPVv]{0,20})?,|[NDT]{1,3}A,){0,6}[AT]{0,6}"
)
NOUN = re.compile("[PnN]")
"""The classes of which every phrase has at least one."""
SUBJECT = re.compile(rf"(?<![IJDNnOT])(?P<who>{PHRASE}){NOTE}(?=,|[ABVGvWIJ]|$)")
LABEL = re.compile(rf"(?:^|(?<=[.\-;Q]))(?P<who>{PHRASE}(?:k{PHRASE})?){NOTE}(?:,[^Q.;:V]{{1,12}})?:")

SIGNATURE = re.compile(r"(?<=Q)\.?-(?P<who>N{1,5})(?=[.,pQ]|$)")
SIGNED = re.compile(r"-(?P<who>N{1,5})(?:p|,[^.Q]{1,12})?\.?$")


WIDEST = 60
"""The most tokens between a verb and the start of its subject."""


class Range(NamedTuple):
    """Token positions ``[first, last)``."""

    first: int
    last: int


def left(codes: str, low: int, verb: int, *, english: bool = True) -> Range | None:
    """Return the phrase that ends right before the verb; auxiliaries and an apposition may be between.

    A relative clause gives its antecedent together with "who"; "a letter obtained by X" is the letter.
    """
    low = max(low, verb - WIDEST)
    relative = RELATIVE.search(codes, low, verb) if codes.rfind("W", low, verb) >= 0 else None
    if relative:
        return Range(*relative.span("who"))
    reduced = REDUCED.search(codes, low, verb)
    if reduced:
        return Range(*reduced.span("who"))
    matches = (pattern.search(codes, low, verb) for pattern in (ENDS if english else PLAIN_ENDS))
    found = next((match for match in matches if match), None)
    if found is None:
        return None
    first = found.start("who")
    named = DESCRIBED.search(codes, low, first) if codes[max(0, first - 2) : first + 1] == "N,D" else None
    return Range(*(named or found).span("who"))


def companion(codes: str, low: int, verb: int) -> Range | None:
    """Return the bare phrase right before a verb in -ing: whose saying it is in "footage of Trump saying"."""
    match = COMPANION.search(codes, max(low, verb - WIDEST), verb)
    return Range(*match.span("who")) if match and match.start("who") else None


def right(codes: str, verb: int, high: int, *, english: bool = True) -> Range | None:
    """Return the phrase right after the verb: the subject of "said the minister"."""
    match = (RIGHT if english else PLAIN_RIGHT).match(codes, verb + 1, high)
    return Range(*match.span("who")) if match else None


def source(codes: str, cue: int, *, english: bool = True) -> Range | None:
    """Return the phrase that follows "according to"."""
    match = (OBJECT if english else PLAIN_OBJECT).match(codes, cue + 1)
    return Range(*match.span("who")) if match else None


def subject(codes: str, low: int, high: int) -> Range | None:
    """Return the first phrase of the sentence that a verb follows, after its dateline and opening adverbials."""
    high = min(high, low + 2 * WIDEST)
    if not NOUN.search(codes, low, high):
        return None
    start = ADVERBIAL.match(codes, low, high)
    match = SUBJECT.search(codes, start.end() if start else low, high)
    return Range(*match.span("who")) if match else None
