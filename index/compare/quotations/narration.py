"""A paragraph as a string of word classes, one letter per token, with each quotation as a single token.

Patterns over that string find noun phrases and verbs of speech quickly. Does not decide who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...text.language.language_lexicon import LanguageLexicon
    from .quotation_marks import Marked

TOKEN = re.compile(
    r"(?P<word>[A-Za-z]+(?=[ ,]))"  # most words, without trying the rest
    r"|(?P<note>[(（][^()（）\n]{1,40}[)）]|[RDI]-(?:[A-Z][a-z]+\.?|(?:[A-Z]\.?){1,2})(?!\w))"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,}(?:['’]s\b)?"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Adm|Hon|Jr|Sr|St"
    r"|Messrs|[Ss]ra|[Dd]ra|sr|dr|prof|[Ss]ig|Mt|No|vs|Inc|Corp|Co|Ltd|Bros|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Calif|Mass|Conn|Fla|Ariz|Pa"
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

ELIDED = re.compile(r"[^'’]+['’]?")
HYPHEN = re.compile(r"[^-]+")

# Class letters: those of the lexicon and N name · n other word · O possessive form · G a verb of speech in -ing · Q
# quotation · p note in parentheses · and the marks , ; : . - ( ) themselves.
STANDING = frozenset({"one", "another", "some", "many", "few", "several", "most", "both", "all"})
"""Determiners that can be a speaker by themselves."""

HIT_BACK = frozenset({"shot", "fired", "hit", "clapped", "struck", "snapped", "punched"})

NEW_SENTENCE = re.compile(r"\s+[A-Z]")
"""What follows a quotation ending with its own full stop when the sentence ends there too."""

SPEECH = re.compile(r"[VG]T?$")

# The class of a word depends on the word before; the index of each kind of neighbour in a word's five classes.
START, OWNER, BEFORE, NOUN, ELSE = range(5)
NEIGHBOUR: dict[str, int] = {
    **dict.fromkeys(".Q:-(", START),
    **dict.fromkeys("DO", OWNER),
    **dict.fromkeys("IJ", BEFORE),
    **dict.fromkeys("nN", NOUN),
}


@dataclass(slots=True)
class Narration:
    """The tokens of one paragraph: spans, lower-case forms, and ``codes`` with one class letter per token.

    ``quotes`` maps the position of each ``Q`` to the number of its quotation in the paragraph.
    """

    lexicon: LanguageLexicon
    start: int
    end: int
    starts: list[int]
    ends: list[int]
    forms: list[str]
    codes: str
    quotes: dict[int, int]


def narration(text: str, start: int, end: int, quotations: Sequence[Marked], lexicon: LanguageLexicon) -> Narration:
    """Return the tokens of the paragraph ``text[start:end]`` with the given quotations."""
    result = Narration(lexicon, start, end, [], [], [], "", {})
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
        if lexicon.english and text[quotation.inner_end - 1] == "." and NEW_SENTENCE.match(text, at, end):
            result.starts.append(at)
            result.ends.append(at)
            result.forms.append(".")
            codes.append(".")
    _read(text, at, end, result, codes)
    result.codes = "".join(codes)
    return result


def _read(text: str, start: int, end: int, result: Narration, codes: list[str]) -> None:
    starts, ends, forms, lexicon = result.starts, result.ends, result.forms, result.lexicon
    before = codes[-1] if codes else "."
    for at, form, kind in _tokens(text, start, end, lexicon):
        low, classes = _classes(form, kind, lexicon)
        code = classes[NEIGHBOUR.get(before, ELSE)]
        if lexicon.english:
            code = _in_english(low, code, codes, forms, lexicon)
        elif _leads(low, codes, forms, lexicon):
            code = "L"
        starts.append(at)
        ends.append(at + len(form))
        forms.append(low)
        codes.append(code)
        before = code


def _leads(low: str, codes: list[str], forms: list[str], lexicon: LanguageLexicon) -> bool:
    """Return whether a word introduces a source, by the word before it (`по словам`), or right after a quotation."""
    if forms and forms[-1] in lexicon.joined.get(low, ()):
        return True
    return low in lexicon.words("behind") and codes[-1:] in (["Q"], [","]) and "Q" in codes[-2:]


def _in_english(low: str, code: str, codes: list[str], forms: list[str], lexicon: LanguageLexicon) -> str:
    """Return the class of a word by the words before it; "shot" in "she shot back" becomes a verb of speech."""
    if code == "n" and low in lexicon.words("noun_too") and _is_many(codes, forms):
        return "V"  # "critics say", "Obama and Clinton call"
    if low == "back" and forms and forms[-1] in HIT_BACK:
        codes[-1] = "V"
        return "A"
    if codes[-1:] == ["D"] and forms[-1] in STANDING:
        return _after_standing(low, code, codes, lexicon)
    if code in "DN" and forms[-1:] == ["per"]:
        codes[-1] = "L"  # "per the rules", but not "miles per hour"
    if low == "that" and SPEECH.search("".join(codes[-2:])):
        return "K"  # "said that" and "said Monday that" open a clause, "said on that day" does not
    return "n" if code in "vV" and _describes(low, codes, forms, lexicon) else code


def _after_standing(low: str, code: str, codes: list[str], lexicon: LanguageLexicon) -> str:
    """Return the class of a word after a determiner that may be a speaker: "one said", "said another"."""
    saying = low in lexicon.words("strong")
    if saying or (code in ".," and codes[-2:-1] == ["V"]):
        codes[-1] = "n"
        return "V" if saying else code
    return code


def _describes(low: str, codes: list[str], forms: list[str], lexicon: LanguageLexicon) -> bool:
    """Return whether a verb form is no verb here: "“…,” retired General Smith said", "his late-night tweets"."""
    if codes[-1:] == ["Q"]:
        return low.endswith("ed") and low not in lexicon.words("cue")
    return bool(forms) and "-" in forms[-1] and low.removesuffix("s") in lexicon.words("noun_too")


def _is_many(codes: list[str], forms: list[str]) -> bool:
    """Return whether the word before is a plural noun or the second of two joined by "and"."""
    return codes[-1:] in (["n"], ["N"]) and (codes[-2:-1] == ["k"] or forms[-1].endswith("s"))


def _tokens(text: str, start: int, end: int, lexicon: LanguageLexicon) -> Iterator[tuple[int, str, str]]:
    """Yield the tokens with their places and kinds; words are split where the language joins several."""
    for match in TOKEN.finditer(text, start, end):
        form, kind = match[0], match.lastgroup or ""
        if lexicon.english or kind not in {"word", "compound"}:
            yield match.start(), form, kind
        else:
            for part in _parted(form, lexicon):
                yield match.start() + part[0], part[1], kind


@lru_cache(maxsize=20_000)
def _parted(form: str, lexicon: LanguageLexicon) -> tuple[tuple[int, str], ...]:
    """Return the words that are written as one: l’accord, dit-il, and anything in an unspaced script."""
    low = form.lower().replace("’", "'")
    if low in lexicon.classes:
        return ((0, form),)
    if lexicon.unspaced:
        return tuple((piece.start(), piece[0]) for piece in _pieces(lexicon).finditer(form))
    if "'" in low and lexicon.words("apostrophes"):
        return tuple((piece.start(), piece[0]) for piece in ELIDED.finditer(form))
    if "-" in low and lexicon.words("enclitics") and low.rsplit("-", 1)[-1] in lexicon.words("pronoun"):
        return tuple((piece.start(), piece[0]) for piece in HYPHEN.finditer(form))
    return ((0, form),)


@lru_cache(maxsize=4)
def _pieces(lexicon: LanguageLexicon) -> re.Pattern[str]:
    """Return a pattern that splits a run of letters into the words of the lexicon, longest first, and the rest."""
    listed = "|".join(sorted(map(re.escape, lexicon.classes), key=len, reverse=True))
    return re.compile(rf"{listed}|(?:(?!{listed}).)+")


@lru_cache(maxsize=20_000)
def _classes(form: str, kind: str, lexicon: LanguageLexicon) -> tuple[str, str]:
    """Return a token's lower-case form and its class at the start, after a determiner, a preposition, a noun, else."""
    if kind not in {"word", "dotted", "compound"}:
        return form.lower(), 5 * (FIXED.get(kind) or MARKS.get(form, form))
    low = form.lower().replace("’", "'")
    if not lexicon.english:
        return low, _foreign(form, low, lexicon)
    listed = lexicon.classes.get(low) or lexicon.classes.get(CONTRACTION.sub("", low))
    listed = "" if listed is None or listed in {"n", "B"} else listed
    if form.isdigit():
        return low, 5 * "D"
    classes = _capital if form[0].isupper() or form[0] in "@#" else _small
    return low, classes(low, listed, lexicon)


def _capital(low: str, listed: str, lexicon: LanguageLexicon) -> str:
    """Return the five classes of a capitalised English word: a name, or a listed word that starts a sentence."""
    name = "O" if POSSESSIVE.fullmatch(low) else "N"
    strong = low in lexicon.words("strong") and low not in lexicon.words("noun_too")
    opening = listed if listed and (listed not in "Vv" or strong) else name
    return opening + 4 * (listed if listed and listed in "TPAL" else name)


def _small(low: str, listed: str, lexicon: LanguageLexicon) -> str:
    """Return the five classes of a lower-case English word, by its ending if it is not listed."""
    if listed == "G":
        return "GnGGG"  # "this finding"
    if listed == "V":
        noun = "n" if low in lexicon.words("noun_too") else "V"
        return "Vn" + ("V" if low in lexicon.words("infinitive") else "n") + noun + "V"
    ending = low[-2:] if not listed and len(low) > 4 else ""
    if listed == "v" or ending == "ed":
        return "vnnvv"
    other = "O" if POSSESSIVE.fullmatch(low) else "n"
    return 5 * ("A" if ending == "ly" else listed or other)


def _foreign(form: str, low: str, lexicon: LanguageLexicon) -> str:
    """Return the five classes of a word in a language whose endings are not known here."""
    listed = lexicon.classes.get(low) or lexicon.classes.get(low.rstrip("."))
    if form[0].isupper() or lexicon.unspaced:
        name = "n" if lexicon.is_role(low) else "N"
        if listed is None or not lexicon.unspaced:
            return (listed or name) + 4 * (listed if listed and listed in "nTPL" else name)
    if listed in {"V", "L"}:
        return f"{listed}nn{listed}{listed}" if not lexicon.unspaced else 5 * listed
    return 5 * (listed or "n")
