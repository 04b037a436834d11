"""Which things of different accounts are worth holding against each other: those with a term in common.

Refuses to judge how alike they are. The rarest terms come first, and the pairs they bring together are bounded: where
terms are so common that the bound is reached, the rest is left out and said to be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence


class Candidates(NamedTuple):
    """The pairs by position, in order, with how many terms they share; ``cut`` when others were left out."""

    shared: Mapping[tuple[int, int], int]
    cut: bool


def sharing(things: Sequence[tuple[Hashable, Collection[Hashable]]], most: int) -> Candidates:
    """Return the pairs of things of different accounts that share a term.

    ``most`` bounds the pairs that all terms make.

    Each thing is its account and its terms; the things of an account stand together.
    """
    places: dict[Hashable, dict[Hashable, list[int]]] = defaultdict(dict)
    for at, (account, terms) in enumerate(things):
        for term in terms:
            places[term].setdefault(account, []).append(at)
    told = [list(sides.values()) for sides in places.values() if len(sides) > 1]
    shared: Counter[tuple[int, int]] = Counter()
    for sides in sorted(told, key=lambda sides: (sum(map(len, sides)), sides)):
        most -= sum(len(one) * len(other) for one, other in combinations(sides, 2))
        if most < 0:
            return Candidates(dict(sorted(shared.items())), cut=True)
        for one, other in combinations(sides, 2):
            shared.update(product(one, other))
    return Candidates(dict(sorted(shared.items())), cut=False)
