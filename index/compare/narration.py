"""A paragraph as a string of word classes, one letter a token, with each quotation as a single token.

Patterns over that string find noun phrases and verbs of speech quickly. Refuses to decide who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cues import (
    ADVERBS,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STARTERS,
    TIMES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .marks import Marked

TOKEN = re.compile(
    r"(?P<according>[Aa]ccording to\b|[Ii]n the words of\b)"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,}(?:['’]s\b)?"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Adm|Hon|Jr|Sr|St"
    r"|Messrs|Mt|No|vs|Inc|Corp|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Calif|Mass|Conn|Fla|Ariz|Pa"
    r"|Va|Wash|Ill|Mich|Minn|Wis|Tex|Ala|Ga|Ky|Okla|Ore|Tenn|Md|Del|Colo|[A-Z])\.)"
    r"|(?P<word>[@#]?\w+(?:['’\-–&/.]\w+)*)"
    r"|(?P<stop>[.!?…。！？]+)"
    r"|(?P<dash>--+|[—–―]|(?<=\s)-(?=\s))"
    r"|(?P<mark>[,;:()，：、\[\]])"
)
MARKS = {"，": ",", "：": ":", "、": ",", "[": "(", "]": ")"}
POSSESSIVE = re.compile(r".+(?:['’]s|s['’])$")

# Classes: N name · n other word · D determiner · O possessive form · P pronoun · W who, which · V verb of speech ·
# G its -ing form · A auxiliary or adverb · T day or month · I preposition · K conjunction · L "according to"
# Q quotation · and the marks , ; : . - ( ) themselves.
CLASS: dict[str, str] = {
    **dict.fromkeys(CUES, "V"),
    **{cue: "G" for cue in CUES if cue.endswith("ing")},
    **dict.fromkeys(ADVERBS, "A"),
    **dict.fromkeys(TIMES, "T"),
    **dict.fromkeys(PREPOSITIONS, "I"),
    **dict.fromkeys(CONJUNCTIONS, "K"),
    **dict.fromkeys(DETERMINERS, "D"),
    **dict.fromkeys(RELATIVES, "W"),
    **dict.fromkeys(PRONOUNS, "P"),
}
NOUN_AFTER = frozenset("DOI")


@dataclass(slots=True)
class Narration:
    """Tokens of one paragraph: spans, lower-case forms, and ``codes`` with one class letter a token.

    ``quotes`` maps the position of each ``Q`` to the number of its quotation in the article.
    """

    start: int
    end: int
    starts: list[int]
    ends: list[int]
    forms: list[str]
    codes: str
    quotes: dict[int, int]


def narration(text: str, start: int, end: int, quotations: Sequence[Marked], first: int) -> Narration:
    """Return the tokens of the paragraph ``text[start:end]`` whose quotations, numbered from ``first``, are given."""
    result = Narration(start, end, [], [], [], "", {})
    codes: list[str] = []
    at = start
    for number, quotation in enumerate(quotations, first):
        _read(text, at, quotation.start, result, codes)
        result.quotes[len(codes)] = number
        _add(result, codes, quotation.start, quotation.end, "", "Q")
        at = quotation.end
    _read(text, at, end, result, codes)
    result.codes = "".join(codes)
    return result


def _read(text: str, start: int, end: int, result: Narration, codes: list[str]) -> None:
    for match in TOKEN.finditer(text, start, end):
        kind, form = match.lastgroup, match[0]
        low = form.lower()
        if kind in {"word", "dotted"}:
            code = _word_code(form, low, codes)
        elif kind == "mark":
            code = MARKS.get(form, form)
        else:
            code = {"according": "L", "stop": ".", "dash": "-"}[kind or "stop"]
        _add(result, codes, match.start(), match.end(), low, code)


def _add(result: Narration, codes: list[str], start: int, end: int, form: str, code: str) -> None:
    result.starts.append(start)
    result.ends.append(end)
    result.forms.append(form)
    codes.append(code)


def _word_code(form: str, low: str, codes: list[str]) -> str:
    code = CLASS.get(low)
    before = codes[-1] if codes else "."
    if form[0].isupper() or form[0] in "@#":
        starts = before in ".Q:-("
        if code is None or (not starts and code not in "TPA") or (code in "VG" and low not in STARTERS):
            return "O" if POSSESSIVE.fullmatch(low) else "N"
        return code
    if code is None:
        if low.endswith("ly") and len(low) > 4:
            return "A"
        return "O" if POSSESSIVE.fullmatch(low) else "n"
    if code == "V" and (before in NOUN_AFTER) and not (before == "I" and low in {"say", "tell", "ask", "add"}):
        return "n"
    return code
