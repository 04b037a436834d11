"""A paragraph as a string of word classes, one letter a token, with each quotation as a single token.

Patterns over that string find noun phrases and verbs of speech quickly. Refuses to decide who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ...text.english import (
    ADVERBS,
    COORDINATORS,
    CUES,
    DETERMINERS,
    NOUN_TOO,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STRONG,
    SUBORDINATORS,
    TIMES,
    VERBS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .quotation_marks import Marked

TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+(?=[ ,]))"  # most words, without a try at the rest
    r"|(?P<note>\([^()\n]{1,20}\)|[RDI]-(?:[A-Z][a-z]+\.?|(?:[A-Z]\.?){1,2})(?!\w))"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,}(?:['’]s\b)?"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Adm|Hon|Jr|Sr|St"
    r"|Messrs|Mt|No|vs|Inc|Corp|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Calif|Mass|Conn|Fla|Ariz|Pa"
    r"|Va|Wash|Ill|Mich|Minn|Wis|Tex|Ala|Ga|Ky|Okla|Ore|Tenn|Md|Del|Colo|[A-Z])\.)"
    r"|(?P<compound>[@#]?\w+(?:['’\-–&/.]\w+)*(?:(?<=s)['’](?=\s\w))?)"
    r"|(?P<stop>[.!?…。！？]+)"
    r"|(?P<dash>--+|[—–―]|(?<=\s)-(?=\s))"
    r"|(?P<mark>[,;:()，：、\[\]])"
)
CONTRACTION = re.compile(r"'(?:s|ve|d|ll|re|m)$")
FIXED = {"note": "p", "stop": ".", "dash": "-"}
MARKS = {"，": ",", "：": ":", "、": ",", "[": "(", "]": ")"}
POSSESSIVE = re.compile(r".+(?:'s|s')")

# Classes: N name · n other word · D determiner · O possessive form · P pronoun · W who, which · V verb of speech ·
# G its -ing form · v other verb · A auxiliary or adverb · T day or month · I preposition · L "according to" ·
# K subordinator · k and, but, or · Q quotation · p note in parentheses · and the marks , ; : . - ( ) themselves.
CLASS: dict[str, str] = {
    **dict.fromkeys(VERBS, "v"),
    **dict.fromkeys(CUES, "V"),
    **{cue: "G" for cue in CUES if cue.endswith("ing")},
    **dict.fromkeys(ADVERBS, "A"),
    **dict.fromkeys(TIMES, "T"),
    **dict.fromkeys(PREPOSITIONS, "I"),
    **dict.fromkeys(SUBORDINATORS, "K"),
    **dict.fromkeys(COORDINATORS, "k"),
    **dict.fromkeys(DETERMINERS, "D"),
    **dict.fromkeys(RELATIVES, "W"),
    **dict.fromkeys(PRONOUNS, "P"),
    "according": "L",
}
HIT_BACK = frozenset({"shot", "fired", "hit", "clapped", "struck", "snapped", "punched"})
INFINITIVES = frozenset({"say", "tell", "ask", "add"})

# What stands before a word decides its class; the place of each kind of neighbour in a word's five classes.
START, OWNER, BEFORE, NOUN, ELSE = range(5)
NEIGHBOUR: dict[str, int] = {
    **dict.fromkeys(".Q:-(", START),
    **dict.fromkeys("DO", OWNER),
    "I": BEFORE,
    **dict.fromkeys("nN", NOUN),
}


@dataclass(slots=True)
class Narration:
    """Tokens of one paragraph: spans, lower-case forms, and ``codes`` with one class letter a token.

    ``quotes`` maps the position of each ``Q`` to the number of its quotation in the paragraph.
    """

    start: int
    end: int
    starts: list[int]
    ends: list[int]
    forms: list[str]
    codes: str
    quotes: dict[int, int]


def narration(text: str, start: int, end: int, quotations: Sequence[Marked]) -> Narration:
    """Return the tokens of the paragraph ``text[start:end]`` whose quotations are given."""
    result = Narration(start, end, [], [], [], "", {})
    codes: list[str] = []
    at = start
    for number, quotation in enumerate(quotations):
        _read(text, at, quotation.start, result, codes)
        result.quotes[len(codes)] = number
        result.starts.append(quotation.start)
        result.ends.append(quotation.end)
        result.forms.append("")
        codes.append("Q")
        at = quotation.end
    _read(text, at, end, result, codes)
    result.codes = "".join(codes)
    return result


def _read(text: str, start: int, end: int, result: Narration, codes: list[str]) -> None:
    starts, ends, forms = result.starts, result.ends, result.forms
    before = codes[-1] if codes else "."
    for match in TOKEN.finditer(text, start, end):
        low, classes = _classes(match[0], match.lastgroup or "")
        neighbour = NEIGHBOUR.get(before, ELSE)
        code = classes[neighbour]
        if neighbour == NOUN and code == "n" and low in NOUN_TOO and (codes[-2:-1] == ["k"] or forms[-1].endswith("s")):
            code = "V"  # "critics say", "Obama and Clinton call"
        elif low == "back" and forms and forms[-1] in HIT_BACK:
            codes[-1] = "V"  # "she shot back"
            code = "A"
        elif code in "DN" and forms and forms[-1] == "per":
            codes[-1] = "L"  # "per the rules"; "miles per hour" is left alone
        starts.append(match.start())
        ends.append(match.end())
        forms.append(low)
        codes.append(code)
        before = code


@lru_cache(maxsize=20_000)
def _classes(form: str, kind: str) -> tuple[str, str]:
    """Return a token's lower-case form and its class at the start, after a determiner, a preposition, a noun, else."""
    if kind not in {"word", "dotted", "compound"}:
        return form.lower(), 5 * (FIXED.get(kind) or MARKS.get(form, form))
    low = form.lower().replace("’", "'")
    listed = CLASS.get(low) or CLASS.get(CONTRACTION.sub("", low))
    other = "O" if POSSESSIVE.fullmatch(low) else "n"
    if form[0].isupper() or form[0] in "@#":
        name = other if other == "O" else "N"
        opening = listed if listed and (listed not in "Vv" or (low in STRONG and low not in NOUN_TOO)) else name
        return low, opening + 4 * (listed if listed and listed in "TPAL" else name)
    if listed == "V":
        return low, "Vn" + ("V" if low in INFINITIVES else "n") + ("n" if low in NOUN_TOO else "V") + "V"
    if listed == "v" or (listed is None and low.endswith("ed") and len(low) > 4):
        return low, "vnnvv"
    if listed is None and low.endswith("ly") and len(low) > 4:
        listed = "A"
    return low, 5 * (listed or other)
