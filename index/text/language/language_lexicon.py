"""The small words of a language by which speech and names are known: one file of word lists a language, read late.

Nothing is said of a language without a file: no cue, no claim. What a list means is said in ``lexicons/en.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..word_lists import word_lists
from .calendars import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = frozenset({"en", "de", "es", "fr", "it", "pl", "pt", "ru", "uk", "zh"})
"""The languages, by ISO 639-1, that have a lexicon."""

# The class letter of each list's words, later ones over earlier ones: v other verb · V verb of speech · A adverb or
# auxiliary, B one of those that stand before a participle · T time · I preposition of a noun, J of a place or time ·
# K subordinator · k coordinator · D determiner · W relative pronoun · P pronoun · L "according to" · n noun.
_CLASSES: Final = (
    ("role", "n"),
    ("person", "n"),
    ("other", "n"),
    ("verb", "v"),
    ("cue", "V"),
    ("adverb", "A"),
    ("auxiliary", "B"),
    ("time", "T"),
    ("preposition", "I"),
    ("place", "J"),
    ("subordinator", "K"),
    ("coordinator", "k"),
    ("determiner", "D"),
    ("possessive", "D"),
    ("relative", "W"),
    ("pronoun", "P"),
    ("according", "L"),
)
_STARTING: Final = ("starter", "pronoun", "determiner", "possessive", "preposition", "place", "coordinator")
_STARTING_TOO: Final = ("subordinator", "adverb", "auxiliary", "relative")


@dataclass(frozen=True, slots=True, eq=False)
class LanguageLexicon:
    """The words of one language, lower-case.

    ``classes`` gives a word's class letter, ``joined`` for a word those before it with which it leads to a source
    (`по словам`), ``starters`` are words that may stand capitalised at the beginning of a sentence without being a
    name, ``times`` words of time. ``english`` says whether the endings of English tell of a word's class, ``unspaced``
    that no blanks stand between words, ``capital_nouns`` that every noun has a capital.
    """

    lists: Mapping[str, frozenset[str]]
    classes: Mapping[str, str]
    joined: Mapping[str, frozenset[str]]
    starters: frozenset[str]
    times: frozenset[str]
    english: bool
    unspaced: bool
    capital_nouns: bool

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a list, none where the language has no such list."""
        return self.lists.get(name, frozenset())

    def is_role(self, word: str) -> bool:
        """Return whether the lower-case word is an office or trade, or a compound that ends in one."""
        return word in self.words("role") or word.endswith(tuple(self.words("role_end")))


def lexicon(language: str | None) -> LanguageLexicon | None:
    """Return the lexicon of a language (ISO 639-1, a region is left out), or ``None`` where there is none."""
    code = (language or "").partition("-")[0].lower()
    return _read(code) if code in LANGUAGES else None


def english() -> LanguageLexicon:
    """Return the lexicon of English."""
    return _read("en")


@lru_cache
def _read(code: str) -> LanguageLexicon:
    listed = {
        name: frozenset(words) for name, words in word_lists("index.text.language", f"lexicons/{code}.tsv").items()
    }
    times = listed.get("time", frozenset()).union(MONTHS.get(code, "").split(), WEEKDAYS.get(code, "").split())
    if code == "en":
        times = (times | SHORT_WEEKDAYS).union(["sept"], map(str.lower, SHORT_MONTHS)) - {"may"}
    classes = {
        word: letter for name, letter in _CLASSES for word in (times if name == "time" else listed.get(name, ()))
    }
    if code == "en":
        classes.update((cue, "G") for cue in listed["cue"] if cue.endswith("ing"))
    joined: dict[str, frozenset[str]] = {}
    for first, _, second in (pair.partition(":") for pair in listed.get("joined", ())):
        joined[second] = joined.get(second, frozenset()) | {first}
    starters = frozenset().union(*(listed.get(name, ()) for name in (*_STARTING, *_STARTING_TOO)))
    return LanguageLexicon(
        lists=listed,
        classes=classes,
        joined=joined,
        starters=starters,
        times=times,
        english=code == "en",
        unspaced="unspaced" in listed.get("words", ()),
        capital_nouns="nouns" in listed.get("capitals", ()),
    )
