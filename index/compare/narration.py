"""A paragraph as a string of word classes, one letter a token, with each quotation as a single token.

Patterns over that string find noun phrases and verbs of speech quickly. Refuses to decide who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cues import (
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

    from .marks import Marked

TOKEN = re.compile(
    r"(?P<according>[Aa]ccording to\b|[Ii]n the words of\b|[Pp]er(?= (?:the|an?|[A-Z])))"
    r"|(?P<back>(?:shot|fired|hit|clapped|struck|snapped|punched) back\b)"
    r"|(?P<note>\([^()\n]{1,20}\)|[RDI]-(?:[A-Z][a-z]+\.?|(?:[A-Z]\.?){1,2})(?!\w))"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,}(?:['’]s\b)?"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Adm|Hon|Jr|Sr|St"
    r"|Messrs|Mt|No|vs|Inc|Corp|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Calif|Mass|Conn|Fla|Ariz|Pa"
    r"|Va|Wash|Ill|Mich|Minn|Wis|Tex|Ala|Ga|Ky|Okla|Ore|Tenn|Md|Del|Colo|[A-Z])\.)"
    r"|(?P<word>[@#]?\w+(?:['’\-–&/.]\w+)*)"
    r"|(?P<stop>[.!?…。！？]+)"
    r"|(?P<dash>--+|[—–―]|(?<=\s)-(?=\s))"
    r"|(?P<mark>[,;:()，：、\[\]])"
)
CONTRACTION = re.compile(r"[’'](?:s|ve|d|ll|re|m)$")
MARKS = {"，": ",", "：": ":", "、": ",", "[": "(", "]": ")"}
POSSESSIVE = re.compile(r".+(?:['’]s|s['’])$")

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
}
NOUN_AFTER = frozenset("DOI")
INFINITIVES = frozenset({"say", "tell", "ask", "add"})


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
    """Return the tokens of the paragraph ``text[start:end]`` whose quotations, are given."""
    result = Narration(start, end, [], [], [], "", {})
    codes: list[str] = []
    at = start
    for number, quotation in enumerate(quotations):
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
            plural = bool(result.forms) and result.forms[-1].endswith("s")
            code = _word_code(form, low, codes, after_plural=plural)
        elif kind == "mark":
            code = MARKS.get(form, form)
        else:
            code = {"according": "L", "back": "V", "note": "p", "stop": ".", "dash": "-"}[kind or "stop"]
        _add(result, codes, match.start(), match.end(), low, code)


def _add(result: Narration, codes: list[str], start: int, end: int, form: str, code: str) -> None:
    result.starts.append(start)
    result.ends.append(end)
    result.forms.append(form)
    codes.append(code)


def _word_code(form: str, low: str, codes: list[str], *, after_plural: bool) -> str:
    code = CLASS.get(low) or CLASS.get(CONTRACTION.sub("", low) if "’" in low or "'" in low else "")
    before = codes[-1] if codes else "."
    if form[0].isupper() or form[0] in "@#":
        if code is None or not _keeps_class(low, code, starts=before in ".Q:-("):
            return "O" if POSSESSIVE.fullmatch(low) else "N"
        return code
    if code is None:
        return _unlisted(low, before)
    listed_as_noun = low in NOUN_TOO and before in "nN" and codes[-2:-1] != ["k"] and not after_plural
    if code == "V" and listed_as_noun:
        return "n"
    infinitive = before == "I" and low in INFINITIVES
    return "n" if code in "Vv" and before in NOUN_AFTER and not infinitive else code


def _unlisted(low: str, before: str) -> str:
    if low.endswith("ly") and len(low) > 4:
        return "A"
    if low.endswith("ed") and len(low) > 4 and before not in NOUN_AFTER:
        return "v"
    return "O" if POSSESSIVE.fullmatch(low) else "n"


def _keeps_class(low: str, code: str, *, starts: bool) -> bool:
    """Return whether a capitalised word is what its lower-case form is, rather than a name."""
    if not starts:
        return code in "TPA"
    return code not in "Vv" or (low in STRONG and low not in NOUN_TOO)
