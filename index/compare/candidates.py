"""Which items of different accounts are worth comparing: those with a term in common.

Does not judge their similarity. The rarest terms come first, and the number of pairs is bounded: where terms are so
common that the bound is reached, the rest is left out and reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence


class Candidates(NamedTuple):
    """The pairs by position, in order, with the number of terms they share; ``cut`` when others were left out."""

    shared: Mapping[tuple[int, int], int]
    cut: bool


def sharing(things: Sequence[tuple[Hashable, Collection[Hashable]]], most: int) -> Candidates:
    """Return the pairs of items of different accounts that share a term.

    ``most`` bounds the number of pairs from all terms.

    Each item is its account and its terms; the items of an account are consecutive.
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
