"""How a language other than English inflects its words, as far as a comparison asks: their stems and its small words.

Refuses English, whose light stem the words have already, and languages of which no stemmer is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..tokens import plain_form
from .language_lexicon import lexicon
from .stems import inflects, stem

if TYPE_CHECKING:
    from .language_lexicon import LanguageLexicon

_SMALL: Final = frozenset("AIJKkDWPLBV")
"""Classes of the lexicon's words that carry no comparison: what English calls function words and verbs of saying."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """What a language does to its words.

    ``small`` are the words too common to carry a comparison, as `Token.plain` has them.
    """

    language: str
    small: frozenset[str]

    def is_small(self, word: str) -> bool:
        """Return whether a word is too common to say what a sentence is about."""
        return plain_form(word) in self.small

    def stem(self, word: str) -> str:
        """Return the stem that the inflections of a word have in common."""
        return stem(word, self.language)


def inflection(language: str | None) -> Inflection | None:
    """Return how a language (ISO 639-1, a region is left out) inflects, ``None`` for English and unknown ones."""
    code = (language or "").partition("-")[0].lower()
    return _known(code) if code != "en" and inflects(code) else None


@lru_cache
def _known(code: str) -> Inflection:
    words = lexicon(code)
    return Inflection(code, _small(words) if words else frozenset())


def _small(words: LanguageLexicon) -> frozenset[str]:
    return frozenset(plain_form(word) for word, letter in words.classes.items() if letter in _SMALL)
