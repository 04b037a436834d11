"""Which links stand outside the longest common order of two accounts: those are the moved ones.

Refuses to look at words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Step(NamedTuple):
    """A link as the order sees it: its sentences and how much text it ties together."""

    a: int
    b: int
    weight: float


def in_order(steps: Sequence[Step]) -> frozenset[tuple[int, int]]:
    """Return the (a, b) of the heaviest chain in which neither side ever goes back.

    A prefix-maximum tree over the b side makes it O(n log n) in the number of links.
    """
    ordered = sorted(steps)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (max((step.b for step in ordered), default=0) + 2)
    before: list[int] = []
    for number, step in enumerate(ordered):
        weight, previous = _best(tree, step.b + 1)
        before.append(previous)
        _raise(tree, step.b + 1, (weight + step.weight, number))
    chain, place = set(), _best(tree, len(tree) - 1)[1]
    while place >= 0:
        chain.add((ordered[place].a, ordered[place].b))
        place = before[place]
    return frozenset(chain)


def _best(tree: list[tuple[float, int]], position: int) -> tuple[float, int]:
    best = (0.0, -1)
    while position:
        if tree[position][0] > best[0]:
            best = tree[position]
        position &= position - 1
    return best


def _raise(tree: list[tuple[float, int]], position: int, value: tuple[float, int]) -> None:
    while position < len(tree):
        if value[0] > tree[position][0]:
            tree[position] = value
        position += position & -position
