"""Gathers linked sentences of several accounts into passages: one group a passage, whoever tells it.

Refuses to let a chain of weak likenesses run together what no link ties: groups grow best link first, under caps.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..model.comparison import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model.comparison import Link, Pair

MOST, MOST_SIMILAR = 4, 2
"""Sentences of one account that a passage may hold; fewer where only similar wording would add them."""

Place = tuple[int, int]
"""An account's position in id order, and a sentence's in that account."""
Group = frozenset[Place]


def groups(sizes: Sequence[int], pairs: Iterable[tuple[int, int, Pair]]) -> list[Group]:
    """Return the passages: every sentence of every account stands in exactly one.

    ``sizes`` are the numbers of sentences; ``pairs`` name their accounts by position in the same order.
    """
    union = _Union(sizes)
    links = [(link, (a, link.a), (b, link.b)) for a, b, pair in pairs for link in pair.links]
    for link, place, other in sorted(links, key=lambda item: (-item[0].score, item[1], item[2])):
        union.join(place, other, MOST_SIMILAR if link.kind is Kind.SIMILAR else MOST)
    return union.groups()


class _Union:
    """Disjoint sets of sentences, each with the number of sentences of every account in it."""

    def __init__(self, sizes: Sequence[int]) -> None:
        places = [(account, sentence) for account, size in enumerate(sizes) for sentence in range(size)]
        self.members: dict[Place, list[Place]] = {place: [place] for place in places}
        self.head: dict[Place, Place] = {place: place for place in places}

    def join(self, one: Place, other: Place, most: int) -> None:
        """Make one group of two, unless an account would have more than ``most`` sentences in it."""
        left, right = self.head[one], self.head[other]
        if left == right:
            return
        both = self.members[left] + self.members[right]
        if max(Counter(account for account, _ in both).values()) > most:
            return
        for place in self.members.pop(right):
            self.head[place] = left
        self.members[left] = both

    def groups(self) -> list[Group]:
        return [frozenset(members) for members in self.members.values()]


def leader(group: Group, links: Mapping[tuple[Place, Place], Link]) -> int:
    """Return the account whose wording the others of the group come closest to; of equals the first."""
    weights: Counter[int] = Counter({account: 0 for account, _ in group})
    for one in group:
        for other in group:
            link = links.get((one, other))
            if link is not None:
                weights[one[0]] += round(1000 * link.score)
                weights[other[0]] += round(1000 * link.score)
    return min(weights, key=lambda account: (-weights[account], account))
