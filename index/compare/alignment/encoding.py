"""Encodes sentences as strings with one character per word, so that runs and subsequences are as cheap as in text.

Valid for one comparison: each has its own alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .tiling import Seeds, seeds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .preparation import Prepared
    from .rarity import Rarity

_FIRST = 0x100
_SURROGATES = (0xD800, 0x800)
_LAST = 0x10FFFF


class Alphabet(dict[str, str]):
    """A character for each stem, assigned in the order of use."""

    def __missing__(self, form: str) -> str:
        place = _FIRST + len(self)
        if place >= _SURROGATES[0]:
            place = min(place + _SURROGATES[1], _LAST)
        self[form] = letter = chr(place)
        return letter


@dataclass(frozen=True, slots=True)
class Encoded:
    """An account in the alphabet of a comparison.

    ``lines`` have one character per word; ``content`` counts the content words of each sentence, ``mass`` is their
    weight; ``postings`` lists the sentences of each content word, ``repeated`` the words that occur twice in one;
    ``places`` lists the places of each line. ``about`` has the weights that tell what the account is about, regardless
    of the others; ``norm`` is the root of their squared sum over the account's words.
    """

    account: Prepared
    lines: tuple[str, ...]
    content: tuple[Mapping[str, int], ...]
    mass: tuple[float, ...]
    postings: Mapping[str, Sequence[int]]
    repeated: frozenset[str]
    places: Mapping[str, Sequence[int]]
    seeds: Seeds
    about: Mapping[str, float]
    norm: float


def encode(accounts: Sequence[Prepared], rarity: Rarity) -> tuple[tuple[Encoded, ...], Mapping[str, float]]:
    """Return the accounts in one alphabet, and the weight of each of its characters."""
    alphabet = Alphabet()
    written = [_write(account, alphabet) for account in accounts]
    weights = {letter: rarity[form] for form, letter in alphabet.items()}
    whole = rarity.whole
    about = weights if whole is rarity else {letter: whole[form] for form, letter in alphabet.items()}
    return tuple(_encode(*parts, weights, about) for parts in written), weights


def _write(account: Prepared, alphabet: Alphabet) -> tuple[Prepared, tuple[str, ...], tuple[dict[str, int], ...]]:
    letter = alphabet.__getitem__
    lines = {said: "".join(map(letter, said.forms)) for said in account.wordings}
    content = {said: {letter(form): count for form, count in said.content.items()} for said in account.wordings}
    return (
        account,
        tuple([lines[line.wording] for line in account.lines]),
        tuple([content[line.wording] for line in account.lines]),
    )


def _encode(
    account: Prepared,
    lines: tuple[str, ...],
    content: tuple[dict[str, int], ...],
    weights: Mapping[str, float],
    about: Mapping[str, float],
) -> Encoded:
    postings: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    said = {id(counts): counts for counts in content}  # sentences with the same wording share theirs
    masses = {at: sum([weights[letter] * count for letter, count in counts.items()]) for at, counts in said.items()}
    for number, counts in enumerate(content):
        places[lines[number]].append(number)
        for letter in counts:
            postings[letter].append(number)
    mass = [masses[id(counts)] for counts in content]
    repeated = frozenset(letter for counts in said.values() for letter, count in counts.items() if count > 1)
    norm = sum([about[letter] ** 2 for letter in postings]) ** 0.5
    return Encoded(account, lines, content, tuple(mass), postings, repeated, places, seeds(lines), about, norm)
