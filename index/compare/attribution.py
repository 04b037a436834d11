"""Which candidate a quotation is given: a linear score of named features, and the chance of the best.

Refuses to resolve names; a quotation that no candidate explains well enough stays without a speaker.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

from .candidate import setting
from .candidates import candidates
from .weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .candidate import Candidate, Paragraph
    from .marks import Marked

OF_ANY_LANGUAGE = frozenset({"label before", "label inside", "signature after", "signed statement"})

OUTRIGHT: dict[str, float] = {
    "label inside": 9.0,
    "signature after outright": 9.0,
    "signed statement": 9.0,
    "hearsay": 4.0,
}
"""Weights set by hand: what a text says by its form alone, and too seldom for a fit."""


class Placed(NamedTuple):
    """A quotation with the number of its paragraph and the token that stands for it there."""

    quotation: Marked
    paragraph: int
    token: int


def attribute(
    paragraphs: Sequence[Paragraph], found: Sequence[Placed], *, english: bool = True
) -> list[tuple[Candidate, float]]:
    """Return for each quotation, in order, the candidate chosen and its chance.

    The words that introduce speech are English ones: in other languages only what the form tells counts.
    """
    choices = [(offered[0], chosen, chance) for offered, chosen, chance in weighed(paragraphs, found, WEIGHTS)]
    return [
        (chosen if english or chosen.rule in OF_ANY_LANGUAGE else nobody, chance) for nobody, chosen, chance in choices
    ]


def weighed(
    paragraphs: Sequence[Paragraph], found: Sequence[Placed], weights: Mapping[str, float]
) -> Iterator[tuple[list[Candidate], Candidate, float]]:
    """Yield for each quotation its candidates, the one chosen and its chance; each choice may lean on those before."""
    settings = [setting(paragraphs[one.paragraph], one.quotation, one.token) for one in found]
    previous: tuple[int, Candidate] | None = None
    last: Candidate | None = None
    ends = _chain_ends(found)
    for number, one in enumerate(found):
        end = ends[number]
        ending = (found[end].paragraph, settings[end]) if end > number else None
        resumed = last if one.quotation.continued else None
        offered = candidates(paragraphs, one.paragraph, settings[number], previous, ending, resumed)
        last, chance = choose(offered, weights)
        if last.rule:
            previous = (one.paragraph, last)
        yield offered, last, chance


def _chain_ends(found: Sequence[Placed]) -> list[int]:
    """Return for each quotation the position of the last part of it that runs on over paragraphs."""
    ends = list(range(len(found)))
    for number in range(len(found) - 2, -1, -1):
        if found[number + 1].quotation.continued:
            ends[number] = ends[number + 1]
    return ends


def choose(found: Sequence[Candidate], weights: Mapping[str, float] = WEIGHTS) -> tuple[Candidate, float]:
    """Return the candidate with the highest score and its chance among them all (a softmax)."""
    scores = [
        sum(weights.get(feature, 0.0) for feature in candidate.features) + OUTRIGHT.get(candidate.features[0], 0.0)
        for candidate in found
    ]
    top = max(scores)
    best = scores.index(top)
    return found[best], 1.0 / sum(exp(score - top) for score in scores)
