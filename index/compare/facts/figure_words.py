"""The words of figures by language: numbers, magnitudes, units, currencies, and how a figure is meant.

The words are in ``figure_words.tsv`` beside this file; its head describes each list. Does not guess: a language without
words has only symbols (%, €, km), and its decimal sign if known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ...text.word_lists import word_lists
from .units import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BLANK: Final = "[ \u00a0\u2009\u202f]"
GROUP, MYRIAD = 1000, 10_000
"""The values from which number words multiply all before: thousands in Europe, ten thousands in Chinese."""
NEVER: Final = r"(?!)"
"""Matches nothing."""
SIGNS: Final = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
"""The symbols and codes of currencies, longest first."""
_APART: Final = re.compile(f"{BLANK}|['’](?=\\d)")


class MeantWords:
    """Words with their meanings; a form that ends in a star stands for every word that starts with it."""

    def __init__(self, pairs: Iterable[str]) -> None:
        split = [pair.rpartition(":")[::2] for pair in pairs]
        self.whole = {word: meant.replace("_", " ") for word, meant in split if not word.endswith("*")}
        self.begun = {word[:-1]: meant.replace("_", " ") for word, meant in split if word.endswith("*")}
        self._beginnings = tuple(self.begun)

    def get(self, word: str) -> str:
        """Return the meaning of a lower-case word, empty for unknown ones."""
        if word in self.whole:
            return self.whole[word]
        if not (self._beginnings and word.startswith(self._beginnings)):
            return ""
        return self.begun[max((one for one in self._beginnings if word.startswith(one)), key=len)]

    def number(self, word: str) -> float:
        """Return the value of a word."""
        return float(self.get(word))


@dataclass(frozen=True, slots=True, eq=False)
class FigureWords:
    """The words of one language, lower-case; a pattern of an empty list never matches.

    ``decimal`` has the possible decimal signs, ``spaced`` means that spaces separate words, ``manner`` finds ``over``,
    ``under`` or ``about`` right before a figure.
    """

    language: str
    decimal: str
    spaced: bool
    lists: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    times: Mapping[str, float]
    pieces: re.Pattern[str]
    magnitudes: MeantWords
    units: MeantWords
    currencies: MeantWords
    manner: re.Pattern[str]

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list's words and phrases."""
        return self.lists.get(name, ())

    def phrases(self, name: str) -> str:
        """Return a pattern of a list's words and phrases."""
        return phrases(self.words(name))

    def spelt(self, words: str) -> float:
        """Return the value of a number in words: small ones add up, hundreds and thousands multiply."""
        total = section = current = 0.0
        for piece in self.pieces.findall(words):
            if piece not in self.times:
                # A digit among Chinese numerals is followed by its multiplier.
                current += self.numbers[piece] if piece in self.numbers else float(piece)
            elif (factor := self.times[piece]) < (GROUP if self.spaced else MYRIAD):
                section, current = section + (current or 1) * factor, 0.0
            elif total and not (section or current):
                total *= factor
            else:
                total, section, current = total + ((section + current) or 1) * factor, 0.0, 0.0
        return total + section + current

    def digits(self, raw: str) -> float | None:
        """Return the value of digits with the language's thousands and decimal signs, ``None`` if invalid."""
        raw = _APART.sub("", raw)
        marks = [mark for mark in raw if mark in ".,"]
        whole, mark, rest = raw, "", ""
        if marks and self._parts_decimals(raw, marks):
            mark = marks[-1]
            whole, _, rest = raw.rpartition(mark)
        try:
            return float(f"{whole.replace('.', '').replace(',', '')}{'.' if mark else ''}{rest}")
        except ValueError:
            return None

    def has_decimals(self, raw: str) -> bool:
        """Return whether a number in digits has decimals."""
        marks = [mark for mark in raw if mark in ".,"]
        return bool(marks) and self._parts_decimals(raw, marks)

    def _parts_decimals(self, raw: str, marks: list[str]) -> bool:
        """Return whether the last sign is the decimal one: not the same as the first, or not a thousands sign."""
        if len(marks) > 1:
            return marks[0] != marks[-1]
        whole, _, rest = _APART.sub("", raw).partition(marks[0])
        return len(rest) != 3 or len(whole) > 3 or whole == "0" or self.decimal == marks[0]


def phrases(words: Iterable[str]) -> str:
    """Return a pattern of words and phrases, longest first; one with a star may continue."""
    made = [re.escape(word.rstrip("*")) + r"\w*" * word.endswith("*") for word in sorted(words, key=len, reverse=True)]
    return rf"(?:{'|'.join(made)})" if made else NEVER


@lru_cache
def figure_words(language: str) -> FigureWords:
    """Return the words of a language (ISO 639-1), only symbols for an unlisted one."""
    lists = _lists().get(language, {})
    numbers, times = (_valued(lists.get(name, ())) for name in ("number", "times"))
    pieces = sorted([*numbers, *times], key=len, reverse=True)
    spaced = "classifier" not in lists
    digits = r"|\d+(?:\.\d+)?" * (not spaced)
    return FigureWords(
        language=language,
        decimal="".join(lists.get("decimal", "," if language in _lists()["xx"]["comma"] else ".")),
        spaced=spaced,
        lists=lists,
        numbers=numbers,
        times=times,
        pieces=re.compile("|".join(map(re.escape, pieces)) + digits if pieces else NEVER),
        magnitudes=MeantWords(lists.get("magnitude", ())),
        units=MeantWords((*_lists()["xx"]["unit"], *lists.get("unit", ()))),
        currencies=MeantWords(lists.get("currency", ())),
        manner=_manner(lists, spaced=spaced),
    )


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for listed, words in word_lists("index.compare.facts", "figure_words.tsv").items():
        language, _, name = listed.partition(".")
        keep = name in {"unit", "currency"}  # a space is part of the meaning there
        found.setdefault(language, {})[name] = tuple(word if keep else word.replace("_", " ") for word in words)
    return found


def _valued(pairs: Iterable[str]) -> dict[str, float]:
    return {word: float(value) for word, _, value in (pair.rpartition(":") for pair in pairs)}


def _manner(lists: Mapping[str, tuple[str, ...]], *, spaced: bool) -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{kind}>{phrases(lists.get(kind, ()))})" for kind in ("over", "under", "about"))
    article = rf"(?:{phrases(lists.get('article', ()))}\s)?"
    return re.compile(rf"\b(?:{kinds})(?:\s|(?<=['’])){article}$" if spaced else rf"(?:{kinds})$", re.IGNORECASE)
