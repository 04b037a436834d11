"""The folded form of a text: its letters and digits, lower-case, with a mapping back to the source.

Quotation marks, dashes, spaces, hyphens, ligatures and accents differ between two extractions of one page; letters
seldom do. Nothing is searched here, and notes are not known.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ...model.article import Span

_WORD = re.compile(r"[^\W_]+")
_MINUS = re.compile(r"(?<!\w)[-–−](?=\d)")
_QUIET = frozenset("\"'`´‘’‚‛“”„‟‹›«»")
"""Marks that extractions write in different shapes, or omit."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text reduced to letters.

    Within a run each letter is one code point of the source; ``folds`` and ``places`` are the offsets where runs start,
    in the letters and in the source.
    """

    source: str
    letters: str
    folds: array[int]
    places: array[int]

    def place(self, offset: int) -> int:
        """Return the source offset of the letter at ``offset`` (the source's length past the last one)."""
        if offset >= len(self.letters):
            return len(self.source)
        run = bisect_right(self.folds, offset) - 1
        return self.places[run] + offset - self.folds[run]

    def span(self, start: int, end: int) -> Span:
        """Return the source span of the letters ``[start, end)``; ``start < end``."""
        return Span(self.place(start), self.place(end - 1) + 1)

    def opens_word(self, offset: int) -> bool:
        """Whether the letter at ``offset`` starts a word of the source."""
        place = self.place(offset)
        return place == 0 or not self.source[place - 1].isalnum()

    def closes_word(self, offset: int) -> bool:
        """Whether the letter before ``offset`` ends a word of the source."""
        after = self.place(offset - 1) + 1
        return after >= len(self.source) or not self.source[after].isalnum()


def fold(text: str) -> Folded:
    """Fold ``text`` to letters and digits: compatibility forms, accents and case are removed, all else is dropped."""
    pieces: list[str] = []
    folds, places = array("I"), array("I")
    length = 0
    for match in _WORD.finditer(text):
        for place, letters in _runs(match.group(), match.start()):
            folds.append(length)
            places.append(place)
            pieces.append(letters)
            length += len(letters)
    return Folded(text, "".join(pieces), folds, places)


def keep(text: str) -> Folded:
    """Return ``text`` as its own folded form, for quotations without any letter (an emoji, a dash)."""
    edges = array("I", [0] if text else [])
    return Folded(text, text, edges, edges)


def signs(text: str) -> str:
    """Return what folding drops although it may change the meaning: stops, decimal points, currencies, minus, accents.

    Two texts with the same folded form and the same signs are two extractions of one text.
    """
    spelt = unicodedata.normalize("NFKD", _MINUS.sub("\u2212", text))
    return "".join(sign for sign in spelt if not sign.isalnum() and _telling(sign))


@cache
def _telling(sign: str) -> bool:
    blank = sign.isspace() or sign in _QUIET or unicodedata.category(sign) in {"Pd", "Cf", "Cc"}
    return not blank


def _runs(word: str, start: int) -> list[tuple[int, str]]:
    """Split a word into runs whose letters map one to one, as (source offset, letters)."""
    if word.isascii():
        return [(start, word.lower())]
    letters = [_letters(character) for character in word]
    if all(len(form) == 1 for form in letters):
        return [(start, "".join(letters))]
    # A ligature gives several letters at one place, a combining mark none: each letter becomes its own run.
    return [(start + index, letter) for index, form in enumerate(letters) for letter in form]


@cache
def _letters(character: str) -> str:
    """Fold one code point to zero or more letters."""
    return "".join(form for form in unicodedata.normalize("NFKD", character).casefold() if form.isalnum())
