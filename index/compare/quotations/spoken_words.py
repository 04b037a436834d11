"""The words of a language that decide whether the wording of a quotation was altered.

They are in ``spoken_words.tsv`` beside this file; its head describes each list. Compares nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ...text.language.inflection import Inflection, inflection
from ...text.tokens import plain_form
from ...text.word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class SpokenWords:
    """The words of one language, as `Token.plain` has them.

    ``opposed`` maps each small word to the number of its group of words that contradict each other, ``clipped`` a word
    clipped in speech to its full form; ``inflection`` is ``None`` for English.
    """

    negations: frozenset[str]
    fillers: frozenset[str]
    opposed: Mapping[str, int]
    clipped: Mapping[str, str]
    inflection: Inflection | None


@lru_cache
def spoken_words(language: str) -> SpokenWords:
    """Return the words of a language (ISO 639-1), empty lists for an unlisted one."""
    lists = _lists()
    groups = lists.get(f"{language}.opposed", [])
    clipped = (pair.partition(":") for pair in lists.get(f"{language}.clipped", []))
    return SpokenWords(
        frozenset(map(plain_form, lists.get(f"{language}.negation", []))),
        frozenset(map(plain_form, lists.get(f"{language}.filler", []))),
        {plain_form(word): number for number, group in enumerate(groups) for word in group.split("|")},
        {short: long for short, _, long in clipped},
        inflection(language),
    )


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, list[str]]:
    return word_lists("index.compare.quotations", "spoken_words.tsv")
