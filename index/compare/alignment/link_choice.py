"""Chooses links greedily, best first: a sentence gets another partner only for words not yet explained.

That yields splits and merges (n:m) without dynamic programming, in any order of sentences. Does not score or classify.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .encoding import Encoded
    from .scoring import Likeness
    from .tiling import SharedRun

    Wanted = Callable[[int, int], bool]
    Weak = Callable[[float, Wanted], Iterator["LinkCandidate"]]

GAIN, GAIN_REUSED, GAIN_WEAK = 0.30, 0.15, 0.10
"""The share of a linked sentence's weight that another partner must newly explain; less where wording is reused."""
REVISION = 0.45
"""The share of linked sentences from which two texts are versions of one, so that the rest is likely to match too."""
SLOPE, LOWEST = 0.45, 0.265
"""How fast the least score falls as that share grows, and where it stops."""
REPEATED, COVERED = 0.65, 0.50
"""The score from which an unlinked sentence may repeat one that is already explained, and the share of its weight.

The share applies where wording is reused.
"""


class LinkCandidate(NamedTuple):
    """Two sentences that might be linked; ``reused`` if their runs justify a link, ``same`` if they are equal."""

    a: int
    b: int
    likeness: Likeness
    runs: tuple[SharedRun, ...]
    reused: bool
    same: bool


def choose(
    a: Encoded,
    b: Encoded,
    weights: Mapping[str, float],
    candidates: Iterable[LinkCandidate],
    weak: Weak,
    similar: float,
    *,
    kin: bool = True,
) -> list[LinkCandidate]:
    """Return the candidates that become links; ``weak`` yields those with a lower score, where they are wanted.

    ``kin`` means that the accounts are about the same things: a sentence then repeats its own account, not another.
    """
    return _Choice(a, b, weights, kin=kin).made(candidates, weak, similar)


class _Choice:
    """The links chosen so far, and how much of each sentence they explain."""

    def __init__(self, a: Encoded, b: Encoded, weights: Mapping[str, float], *, kin: bool) -> None:
        self.a, self.b, self.weights, self.kin = a, b, weights, kin
        self.partners_a: dict[int, list[int]] = {}
        self.partners_b: dict[int, list[int]] = {}
        self.links: list[LinkCandidate] = []

    def made(
        self,
        candidates: Iterable[LinkCandidate],
        weak: Weak,
        similar: float,
    ) -> list[LinkCandidate]:
        left = [
            found for found in self.ranked(candidates) if not self.take(found, GAIN_REUSED if found.reused else GAIN)
        ]
        close = [found for found in self.links if found.reused or found.likeness.score >= REPEATED]
        told = len({found.a for found in close}) + len({found.b for found in close})
        linked = told / max(1, len(self.a.lines) + len(self.b.lines))
        if linked > REVISION:
            least = max(LOWEST, similar - SLOPE * (linked - REVISION))
            for found in self.ranked(weak(least, self.lone)):
                if self.lone(found.a, found.b):
                    self.take(found, GAIN_WEAK)
        for found in left:
            if self.lone(found.a, found.b) and self.repeats(found):
                self.add(found)
        return self.links

    def ranked(self, candidates: Iterable[LinkCandidate]) -> Sequence[LinkCandidate]:
        """Best first; ties are broken by wording before position, so that the order of sentences does not matter."""
        return sorted(candidates, key=self._rank)

    def _rank(self, found: LinkCandidate) -> tuple[bool, float, tuple[str, ...], tuple[str, ...], int, int]:
        a, b = found.a, found.b
        words_a, words_b = self.a.account.lines[a].wording.plain, self.b.account.lines[b].wording.plain
        return not found.same, -found.likeness.score, words_a, words_b, a, b

    def lone(self, i: int, j: int) -> bool:
        """Whether one of two sentences has no link."""
        return i not in self.partners_a or j not in self.partners_b

    def repeats(self, found: LinkCandidate) -> bool:
        """Whether the unlinked sentence repeats what is already explained elsewhere."""
        lone = [
            cover
            for cover, alone in (
                (found.likeness.cover_a, found.a not in self.partners_a),
                (found.likeness.cover_b, found.b not in self.partners_b),
            )
            if alone
        ]
        return found.same or found.likeness.score >= REPEATED or (self.kin and max(lone) >= COVERED)

    def take(self, found: LinkCandidate, least: float) -> bool:
        """Add a link unless a side that already has one gains too little."""
        if found.a in self.partners_a and self._gain(self.a, found.a, self.b, found.b, self.partners_a) < least:
            return False
        if found.b in self.partners_b and self._gain(self.b, found.b, self.a, found.a, self.partners_b) < least:
            return False
        self.add(found)
        return True

    def add(self, found: LinkCandidate) -> None:
        """Add a link."""
        self.links.append(found)
        self.partners_a.setdefault(found.a, []).append(found.b)
        self.partners_b.setdefault(found.b, []).append(found.a)

    def _gain(self, side: Encoded, here: int, other: Encoded, there: int, partners: dict[int, list[int]]) -> float:
        """Return the share of a sentence's weight that a new partner explains and the old ones don't."""
        if not side.mass[here]:
            return 0.0
        old = [other.content[partner] for partner in partners[here]]
        new, gained = other.content[there], 0.0
        for letter, count in side.content[here].items():
            if letter in new:
                left = count - sum(partner.get(letter, 0) for partner in old)
                if left > 0:
                    gained += self.weights[letter] * min(left, new[letter])
        return gained / side.mass[here]
