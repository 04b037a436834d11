"""Fingerprints of passages: the runs of five words in an article, as numbers that an index can store.

Winnowing after Schleimer, Wilkerson and Aiken (2003): the smallest of each window of four shingles is kept, so that any
run of eight words shared by two articles gives them a number in common. Does not store or look up anything.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ...text.language.lightstem import stem
from ...text.tokens import tokens
from ..alignment.preparation import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article
    from ...text.tokens import Token

SHINGLE, WINDOW = 5, 4
"""Words in a shingle, and shingles in a window, of which one is kept."""
COMMON = 100
"""The number of articles from which a shingle is boilerplate: it shows where a text was printed, not its origin."""
_MASK = (1 << 64) - 1
_BASE = 0x9E3779B97F4A7C15
_OLDEST = pow(_BASE, SHINGLE - 1, 1 << 64)


class Fingerprint(NamedTuple):
    """A shingle as a signed 64-bit number, stable across runs and machines, and where it starts in the text."""

    number: int
    place: int


def fingerprints(article: Article) -> tuple[Fingerprint, ...]:
    """Return the winnowed fingerprints of the comparable sentences, in text order."""
    words: list[Token] = []
    found: list[Fingerprint] = []
    block = -1
    for line in prepare(article).lines:
        if line.sentence.block != block:
            found += _winnowed(words)
            words, block = [], line.sentence.block
        words += line.words
    return (*found, *_winnowed(words))


def passage_fingerprints(text: str) -> tuple[int, ...]:
    """Return the numbers of all shingles of a passage, each once: one of them matches whichever an article kept."""
    return tuple(dict.fromkeys(found.number for found in _shingles(tokens(text))))


def uncommon(numbers: Iterable[int], articles: Mapping[int, int]) -> tuple[tuple[int, ...], float]:
    """Return the numbers that are not boilerplate, and the share (0…1) of those looked up that are.

    ``articles`` maps a number to how many articles have it; a missing number is in none.
    """
    known = [number for number in numbers if articles.get(number)]
    useful = tuple(number for number in known if articles[number] <= COMMON)
    return useful, (len(known) - len(useful)) / len(known) if known else 0.0


def _winnowed(words: Sequence[Token]) -> Iterator[Fingerprint]:
    """Keep the smallest of every window, the last of equals, each once."""
    found = list(_shingles(words))
    kept = -1
    for first in range(max(1, len(found) - WINDOW + 1) if found else 0):
        window = range(first, min(first + WINDOW, len(found)))
        least = min(window, key=lambda place: (found[place].number, -place))
        if least != kept:
            kept = least
            yield found[least]


def _shingles(words: Sequence[Token]) -> Iterator[Fingerprint]:
    """Yield the shingles of a run of words: a rolling polynomial over the numbers of their light stems, then mixed.

    The light stem needs no language, which a searched passage does not have.
    """
    numbers = [_number(stem(word.plain)) for word in words]
    rolling = 0
    for place, number in enumerate(numbers):
        if place >= SHINGLE:
            rolling -= numbers[place - SHINGLE] * _OLDEST
        rolling = (rolling * _BASE + number) & _MASK
        if place >= SHINGLE - 1:
            yield Fingerprint(_mixed(rolling), words[place - SHINGLE + 1].start)


def _mixed(number: int) -> int:
    """Spread a number over all 64 bits, signed, so that the smallest of a window is a fair choice."""
    number ^= number >> 32
    number = (number * 0xD6E8FEB86659FD93) & _MASK
    number ^= number >> 32
    return number - (1 << 64) if number >> 63 else number


@lru_cache(maxsize=1 << 16)
def _number(form: str) -> int:
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
