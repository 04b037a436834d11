"""Cuts text into the words a comparison counts, each with its place and the forms under which it is the same word.

This is not the analysis of the search index, and never changes or skips a position of the text. A form is never empty
and never holds white space: the blanks that compatibility forms bring along (``ﷺ`` has three) are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from typing import NamedTuple

from .invisible import SIGNS
from .language.lightstem import stem
from .language.stopwords import STOPWORDS
from .numerals import DIGITS, FRACTIONS, VALUES, figure, joined

# Scripts written without spaces: every character counts as a word.
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
# What belongs to a word although Python's \w leaves it out: accents, vowel signs of Hebrew, Arabic and the scripts of
# India and Thailand, joiners and signs nobody sees.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0640\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d" + SIGNS
)
_LETTER = rf"[^\W\d_{_IDEOGRAPH}]"
_WORD = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
# The first alternative is a short cut for most words of English text.
_TOKEN = re.compile(
    rf"[a-zA-Z]+(?=[ ,])|(?!\s)(?:(?:[^\W\d_]\.){{2,}}(?![^\W\d_])"
    rf"|{_WORD}(?:['’ʼ]{_WORD})*|{DIGITS}|[{_IDEOGRAPH}]|[$€£¥₴₽₹%&])",
)
_PLAIN = {"&": "and", "%": "percent", "pct": "percent", "us.": "u.s"}
_FOLDED = str.maketrans(
    {"’": "'", "ʼ": "'", "ё": "е", **dict.fromkeys("آأإٱ", "ا"), **dict.fromkeys(f"{SIGNS}\u0640\u200c\u200d")}
)
# Vowel signs of Arabic and points of Hebrew, which a writer may set or leave.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
_COMMON_ACRONYMS = frozenset({"am", "as", "at", "be", "by", "do", "he", "if", "in", "is", "it", "my", "no", "of", "on"})


class Token(NamedTuple):
    """A word of the text at ``[start, end)``.

    ``plain`` is the word without case, quote style, dots and number spelling: equal ``plain`` forms are the same
    word to a reader. ``form`` is its light stem, under which words are matched. ``stop`` marks function words and
    ``name`` words that begin with a capital.
    """

    start: int
    end: int
    plain: str
    form: str
    stop: bool
    name: bool


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the words of ``text[start:end]`` in order; punctuation is no word, hyphens part words."""
    found: list[Token] = []
    make = partial(tuple.__new__, Token)  # a named tuple's own constructor costs as much as all the rest
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        raw = match[0]
        found.append(make((*match.span(), *_forms(raw))))
        if raw in _TAILS:
            _merge(text, found)
    return tuple(found)


def plain_form(raw: str) -> str:
    """Return the form under which two spellings of one word fall together (`’`/`'`, `É`/`e`, `two`/`2`)."""
    return _forms(raw)[0] if raw else ""


def joined_form(left: str, right: str) -> str:
    """Return the plain form of two neighbouring pieces written as one word (`conf lict`, `well-known`)."""
    return _fold(left + right)


def _fold(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    folded = "".join(unicodedata.normalize("NFKC", raw).split()).casefold()
    kept = _POINTS.sub("", folded.translate(_FOLDED)) or folded
    return kept if kept.isascii() else _without_accents(kept)


def _without_accents(folded: str) -> str:
    """Drop accents from Latin letters; letters of other scripts keep theirs, where they make another letter."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFD", folded):
        if not unicodedata.combining(letter) or not (out and out[-1][0].isascii()):
            out.append(letter)
    return unicodedata.normalize("NFC", "".join(out))


@lru_cache(maxsize=1 << 16)
def _forms(raw: str) -> tuple[str, str, bool, bool]:
    """Return plain form, stem, whether a function word, whether capitalised."""
    if not raw[0].isalpha():
        value = figure(raw) if raw[0].isdecimal() or raw[0] in FRACTIONS else _PLAIN.get(raw, _fold(raw))
        return value, value, value == "and", False
    if "." in raw or (len(raw) == 2 and raw.isupper()):
        return _acronym(raw)
    folded = _fold(raw)
    if folded in VALUES:
        value = str(VALUES[folded])
        return value, value, False, False
    plain = _PLAIN.get(folded, folded)
    return plain, stem(plain), plain in STOPWORDS, raw[0].isupper()


def _acronym(raw: str) -> tuple[str, str, bool, bool]:
    """`U.S.` and `US` are one word, and not the pronoun."""
    letters = _fold(raw.replace(".", ""))
    plain = "u.s" if letters == "us" else letters
    return plain, plain, plain in _COMMON_ACRONYMS, raw[0].isupper()


_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TAILS = frozenset({"half", "cent", *_UNITS, *(unit.capitalize() for unit in _UNITS)})


def _merge(text: str, found: list[Token]) -> None:
    """Join the last words where they are one: `per cent`, `twenty-five`, `five-and-a-half`."""
    last = found[-1]
    words = [token.plain for token in found[-4:]]
    if words[-2:] == ["per", "cent"]:
        _join(found, 2, "percent")
    elif len(words) == 4 and words[1] == "and" and words[2:] == ["a", "half"] and words[0].isdecimal():
        _join(found, 4, f"{words[0]}.5")
    elif len(words) > 1 and found[-2].end + 1 == last.start and text[found[-2].end] in "-\u2010\u2011":
        value = joined(words[-2], words[-1])
        if value:
            _join(found, 2, value)


def _join(found: list[Token], count: int, value: str) -> None:
    whole = Token(found[-count].start, found[-1].end, value, value, stop=False, name=False)
    found[-count:] = [whole]
