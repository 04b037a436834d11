"""Finds which sentences of two accounts could be linked, and orders and classifies the chosen links.

Does not know files, furniture or more than two accounts; `link_choice` chooses among the candidates.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import Span
from ...model.comparison_result import Kind, Link, Tile
from ..names.name_words import ROLES
from .link_choice import LinkCandidate, choose
from .scoring import SAME, affinity, is_crowded, likeness, reaching, shared_weights
from .tiling import SharedRun, shared_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ...text.tokens import Token
    from .encoding import Encoded
    from .preparation import Prepared
    from .scoring import Likeness


class ChainStep(NamedTuple):
    """A link for the purpose of ordering: its sentences and the amount of text it ties together."""

    a: int
    b: int
    weight: float


def in_order(steps: Sequence[ChainStep]) -> frozenset[tuple[int, int]]:
    """Return the (a, b) of the heaviest chain in which neither side ever goes backwards.

    A prefix-maximum tree over the b side makes this O(n log n) in the number of links.
    """
    ordered = sorted(steps)
    if _goes_on([step.b for step in ordered]):
        return frozenset([(step.a, step.b) for step in ordered])
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


def _goes_on(sentences: Sequence[int]) -> bool:
    """Return whether sentences stand in the order of their account."""
    return all(one <= other for one, other in pairwise(sentences))


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


EDITED = 0.80
"""The share of words in common order that makes a link an edit."""
LONG, SHORT = (6, 4.0), (4, 8.0)
"""Words and weight of the runs that count as reused wording, between accounts of the same things."""
COPIED = 10
"""The length in words of a run that is a copy even if all of them are names."""
QUOTED = 5
"""The length in words of a run inside quotations on both sides that is one utterance, if accounts are akin."""
SHARED, SMALL, SURE = 3, 2, 0.46
"""How many content words similar wording must share, how many if they are small, the score from which names suffice."""
RARE, PHRASE = 6.8, 5
"""The joint weight that so few words need, or the words of a phrase with them: time, get, rid mean nothing."""


OPENING, STRAIGHT = "“„«「『", '"'
MARKS = re.compile(r"[“”„«»「」『』\"]")

_FORMULAS = """
respond responded response request requests requested comment comments commented immediately declined decline
declining return returned calls call messages message email emails seeking sought reached condition anonymity authorized
authorised speak spoke speaking publicly discuss matter reporters told interview statement spokesman spokeswoman
"""
FORMULAS = frozenset(_FORMULAS.split())
"""The words of stock phrases that every account uses: did not immediately respond to a request for comment."""


class Limits(NamedTuple):
    """What a `similar` link needs: the least score between accounts of the same things.

    Accounts with an affinity of at least ``kin`` are such; between others up to ``strange`` more is required. Accounts
    with an affinity below ``strangers`` and no shared passage are about different things.
    """

    similar: float = 0.40
    kin: float = 0.18
    strange: float = 0.26
    strangers: float = 0.09


ALONE = Limits(kin=0.24, strangers=0.12)
"""The limits when no corpus says which words are rare, so that accounts look more alike than they are."""


class Alignment(NamedTuple):
    """The links of two accounts, in the order of the first, and to what degree they are about the same things.

    ``cut`` names what there was too much of to compare exhaustively.
    """

    links: tuple[Link, ...]
    affinity: float
    cut: tuple[str, ...] = ()


def align(a: Encoded, b: Encoded, weights: Mapping[str, float], limits: Limits) -> Alignment:
    """Return the links between the sentences of two accounts in one alphabet.

    Apart from the sides of its links, the result does not depend on which account is called a.
    """
    if (b.account.id, b.account.text) < (a.account.id, a.account.text):
        swapped = align(b, a, weights, limits)
        return Alignment(tuple(sorted(map(mirrored, swapped.links), key=_place)), swapped.affinity, swapped.cut)
    kinship = affinity(a, b)
    search = _Search(a, b, weights, kinship, limits)
    chosen = choose(a, b, weights, search.candidates(), search.weak, limits.similar, kin=not search.strangeness)
    return Alignment(_links(a, b, weights, chosen), kinship, search.cut)


def mirrored(link: Link) -> Link:
    """Return a link as seen from the other account."""
    tiles = tuple(sorted((Tile(tile.b, tile.a, tile.words, tile.mass) for tile in link.tiles), key=lambda tile: tile.a))
    return Link(link.b, link.a, link.kind, link.score, link.cover_b, link.cover_a, link.moved, tiles)


def _place(link: Link | LinkCandidate) -> tuple[int, int]:
    return link.a, link.b


class _Search:
    """The link candidates of two accounts."""

    def __init__(
        self,
        a: Encoded,
        b: Encoded,
        weights: Mapping[str, float],
        kinship: float,
        limits: Limits,
    ) -> None:
        self.a, self.b, self.weights, self.kinship = a, b, weights, kinship
        self.width = len(b.lines)
        self.strangeness = max(0.0, 1 - kinship / limits.kin)
        self.least = limits.similar + limits.strange * self.strangeness
        self.runs, runs_cut = shared_runs(a.lines, b.lines, a.seeds, b.seeds)
        cut = {"runs of the same words": runs_cut, "sentences that share a word": is_crowded(a, b)}
        self.cut = tuple(what for what, there in cut.items() if there)
        self.shared = shared_weights(a, b, weights)
        self.named: tuple[dict[int, AbstractSet[str]], ...] = ({}, {})

    def candidates(self) -> Iterator[LinkCandidate]:
        """Yield the pairs of sentences that are similar enough, or share a relevant run."""
        same = self._same()
        for key in same:
            yield LinkCandidate(*divmod(key, self.width), SAME, self._runs(key), reused=True, same=True)
        reaches, runs, width = reaching(self.a, self.b, self.least), self.runs, self.width
        for key, shared in self.shared.items():
            if key not in same and (key in runs or (shared >= 4 and reaches(*divmod(key, width), shared))):
                yield from self._candidate(key, shared, self.least, self._telling)

    def weak(self, least: float, wanted: Callable[[int, int], bool]) -> Iterator[LinkCandidate]:
        """Yield the pairs with a lower score, where they are ``wanted``."""
        reaches = reaching(self.a, self.b, least)
        for key, shared in self.shared.items():
            if shared >= 2:
                i, j = divmod(key, self.width)
                if wanted(i, j) and reaches(i, j, shared):
                    yield from self._candidate(key, shared, least)

    def _candidate(
        self, key: int, shared: float, least: float, telling: Callable[[int, int, Likeness], bool] | None = None
    ) -> Iterator[LinkCandidate]:
        runs = self._runs(key)
        i, j = divmod(key, self.width)
        reused = bool(runs) and (worth(self.a, i, runs, self.weights, self.strangeness) or self._is_quoted(i, j, runs))
        found = likeness(self.a, self.b, i, j, shared)
        if reused or (found.score >= least and (found.order >= EDITED or telling is None or telling(i, j, found))):
            yield LinkCandidate(i, j, found, runs, reused, same=False)

    def _telling(self, i: int, j: int, found: Likeness) -> bool:
        """Whether sentences share more than the names of those they are about."""
        common = self.a.content[i].keys() & self.b.content[j].keys()
        if len(common) < SHARED or (len(common) == SHARED and self._are_usual(i, j, common)):
            return False
        if found.score >= SURE or not (self.a.account.names_stand_out and self.b.account.names_stand_out):
            return True
        return len(common - self._named(self.a, i, 0) - self._named(self.b, j, 1)) >= SMALL

    def _named(self, side: Encoded, number: int, which: int) -> AbstractSet[str]:
        """Return the letters of the capitalised words of a sentence."""
        known = self.named[which]
        if number not in known:
            words = side.account.lines[number].words
            known[number] = {letter for letter, word in zip(side.lines[number], words, strict=True) if word.name}
        return known[number]

    def _are_usual(self, i: int, j: int, common: AbstractSet[str]) -> bool:
        """Whether so few words might occur in any two sentences: they are not rare, and no phrase contains them."""
        phrase = max((run.length for run in self._runs(i * self.width + j)), default=0)
        return phrase < PHRASE and sum([self.weights[letter] for letter in common]) < RARE

    def _is_quoted(self, i: int, j: int, runs: Sequence[SharedRun]) -> bool:
        """Whether a run is inside quotations on both sides, in accounts of the same things."""
        return not self.strangeness and any(
            run.length >= QUOTED
            and inside_quotation(self.a.account, i, run.a, run.length)
            and inside_quotation(self.b.account, j, run.b, run.length)
            for run in runs
        )

    def _runs(self, key: int) -> tuple[SharedRun, ...]:
        return tuple(self.runs.get(key, ()))

    def _same(self) -> set[int]:
        """Return pairs of identical sentences; each sentence with a duplicate is in a pair.

        Sentences that occur several times are paired in order, not each with each: a text may repeat one line over and
        over.
        """
        return {
            i * self.width + j
            for line, places in self.a.places.items()
            if line in self.b.places
            for i, j in self._paired(places, self.b.places[line])
        }

    def _paired(self, places: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
        by_words: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}
        for side, account, numbers in ((0, self.a.account, places), (1, self.b.account, others)):
            for number in numbers:
                by_words.setdefault(account.lines[number].wording.plain, ([], []))[side].append(number)
        for left, right in by_words.values():
            for turn in range(max(len(left), len(right)) if left and right else 0):
                yield left[min(turn, len(left) - 1)], right[min(turn, len(right) - 1)]


def inside_quotation(account: Prepared, number: int, first: int, length: int) -> bool:
    """Whether words of a sentence are between quotation marks, as far as the sentence itself shows."""
    line = account.lines[number]
    start, end = line.words[first].start, line.words[first + length - 1].end
    before = MARKS.findall(account.text, line.sentence.span.start, start)
    after = MARKS.search(account.text, end, line.sentence.span.end)
    if before:
        return before[-1] in OPENING or (before[-1] == STRAIGHT and before.count(STRAIGHT) % 2 == 1)
    return after is not None and after[0] not in OPENING


def worth(a: Encoded, i: int, runs: Sequence[SharedRun], weights: Mapping[str, float], strangeness: float) -> bool:
    """Whether runs are reused wording: long, rare, and more than a name or title; between strangers still longer."""
    whole, longest = sum([run.length for run in runs]), max([run.length for run in runs])
    if longest < COPIED and whole < min(LONG[0], SHORT[0] + 4 * strangeness):
        return False
    words, letters = a.account.lines[i].words, a.lines[i]
    length = small = 0
    copied = mass = 0.0
    for run in runs:
        content = [place for place in range(run.a, run.a + run.length) if not words[place].stop]
        weight = sum([weights[letters[place]] for place in content])
        own = sum(_says_something(words[place]) for place in content)
        copied += weight
        if own:  # a run of titles and names alone means nothing
            length, small, mass = length + run.length, small + own, mass + weight
    copied, mass = copied / (1 + strangeness), mass / (1 + strangeness)
    if copied >= SHORT[1] and longest >= COPIED:
        return True
    return small >= 2 and _weighs_enough(length, small, mass, strangeness)


def _weighs_enough(length: int, small: int, mass: float, strangeness: float) -> bool:
    """Whether so many words in common, ``small`` of them telling something, are enough for their weight in all."""
    long = length >= LONG[0] and mass >= LONG[1]
    return long or (length >= SHORT[0] + 4 * strangeness and small >= 3 and mass >= SHORT[1])


def _says_something(word: Token) -> bool:
    """Whether a content word is not a name, a title or part of a stock phrase."""
    return not (word.name or word.plain in FORMULAS or word.plain in ROLES)


def _links(a: Encoded, b: Encoded, weights: Mapping[str, float], chosen: Sequence[LinkCandidate]) -> tuple[Link, ...]:
    ordered = sorted(chosen, key=_place)
    stay = None if _goes_on([found.b for found in ordered]) else in_order([_step(a, b, found) for found in ordered])
    return tuple(
        Link(
            found.a,
            found.b,
            _kind(a, b, found),
            found.likeness.score,
            found.likeness.cover_a,
            found.likeness.cover_b,
            stay is not None and (found.a, found.b) not in stay,
            tuple(_tile(a, b, found, run, weights) for run in sorted(found.runs)),
        )
        for found in ordered
    )


def _step(a: Encoded, b: Encoded, found: LinkCandidate) -> ChainStep:
    return ChainStep(found.a, found.b, found.likeness.score * min(len(a.lines[found.a]), len(b.lines[found.b])))


def _kind(a: Encoded, b: Encoded, found: LinkCandidate) -> Kind:
    if found.same:
        return Kind.VERBATIM
    shorter = min(len(a.lines[found.a]), len(b.lines[found.b]))
    contained = max(found.likeness.cover_a, found.likeness.cover_b) >= 0.93
    run = sum(run.length for run in found.runs)
    if found.likeness.order >= EDITED or (contained and shorter >= 5 and run >= 0.8 * shorter):
        return Kind.EDITED
    return Kind.PARTIAL if found.reused else Kind.SIMILAR


def _tile(a: Encoded, b: Encoded, found: LinkCandidate, run: SharedRun, weights: Mapping[str, float]) -> Tile:
    words, others = a.account.lines[found.a].words, b.account.lines[found.b].words
    span_a = Span(words[run.a].start, words[run.a + run.length - 1].end)
    span_b = Span(others[run.b].start, others[run.b + run.length - 1].end)
    letters = a.lines[found.a][run.a : run.a + run.length]
    content = a.content[found.a]
    return Tile(span_a, span_b, run.length, round(sum([weights[letter] for letter in letters if letter in content]), 3))
