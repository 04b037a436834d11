"""Groups a library into stories and, inside them, events; a new article affects only the stories it touches.

Does not read or store articles: records go in, stories come out.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeAlias

from ...model.comparison_result import CorpusFrequencies, Story
from .events import Told, parted
from .scenes import apart
from .story_vectors import PackedVectors, StoryRecord, term_frequencies, weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

FLOOR = 0.04
"""The similarity below which two vectors are taken to share nothing."""
LEADING = 24
"""The number of weightiest words of a vector by which similar ones are looked up."""
PROMISE = 0.03
"""The similarity that the leading words alone must reach for the whole vectors to be compared."""
CROWDED = 256
"""The most vectors per leading word: a commoner word is ignored."""

Likeness = dict[int, dict[int, float]]


def unwatched(_done: int, _total: int) -> None:
    """Ignore progress."""


def likenesses(
    vectors: PackedVectors, together: Callable[[int, int], bool], watch: Callable[[int, int], None] = unwatched
) -> Likes:
    """Return the cosine of each two vectors that share a leading word and may belong together.

    Vectors have length 1 and list their weightiest words first. A word that leads many vectors is ignored, so that the
    work grows with the number of similar pairs and not with the square of the library. ``watch`` is called with the
    number of vectors done and the total; what it raises ends the work.
    """
    leaders: dict[int, Leader] = defaultdict(Leader)
    likes = Likes(len(vectors))
    for number in range(len(vectors)):
        watch(number, len(vectors))
        vector = vectors[number]
        for other in _met(number, vector, leaders):
            if together(number, other) and (cosine := vectors.product(other, vector)) >= FLOOR:
                likes.add(number, other, cosine)
    return likes


class Leader:
    """The vectors that a word leads, and its weights in them."""

    __slots__ = ("numbers", "weights")

    def __init__(self) -> None:
        self.numbers, self.weights = array("I"), array("f")


def _met(number: int, vector: Mapping[int, float], leaders: dict[int, Leader]) -> list[int]:
    """Return the earlier vectors whose leading words are similar enough to this one's, and add its own."""
    met: dict[int, float] = defaultdict(float)
    for term in islice(vector, LEADING):
        leader, weight = leaders[term], vector[term]
        if len(leader.numbers) <= CROWDED:
            for other, its in zip(leader.numbers, leader.weights, strict=True):
                met[other] += weight * its
            leader.numbers.append(number)
            leader.weights.append(weight)
    return [other for other, promise in met.items() if promise >= PROMISE]


class Likes:
    """Similarities of pairs, 12 bytes each, divided into blocks that can be grouped independently.

    Two groups are merged only if their average reaches a bound, so at least one pair between them reaches it: vectors
    not connected by a chain of such pairs never meet.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._one, self._other, self._like = array("I"), array("I"), array("f")

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self._like)

    def add(self, one: int, other: int, like: float) -> None:
        """Add a pair, each once."""
        self._one.append(one)
        self._other.append(other)
        self._like.append(like)

    def blocks(self, least: float) -> Iterator[Likeness]:
        """Yield the similarities of each block connected by pairs that reach ``least``, smallest number first."""
        root = array("I", range(self.count))
        for one, other, like in self._pairs():
            if like >= least:
                first, second = sorted((_root(root, one), _root(root, other)))
                root[second] = first
        home = array("I", (_root(root, number) for number in range(self.count)))
        order = sorted(range(self.count), key=home.__getitem__)
        inside = array("I", (n for n in range(len(self)) if home[self._one[n]] == home[self._other[n]]))
        pairs = iter(sorted(inside, key=lambda n: home[self._one[n]]))
        pair = next(pairs, None)
        for block, members in groupby(order, key=home.__getitem__):
            likes: Likeness = {number: {} for number in members}
            while pair is not None and home[self._one[pair]] == block:
                one, other, like = self._one[pair], self._other[pair], self._like[pair]
                likes[one][other] = likes[other][one] = like
                pair = next(pairs, None)
            yield likes

    def _pairs(self) -> Iterator[tuple[int, int, float]]:
        return zip(self._one, self._other, self._like, strict=True)


def _root(root: array[int], number: int) -> int:
    """Return the smallest number of a chain, with path halving."""
    while root[number] != number:
        root[number] = root[root[number]]
        number = root[number]
    return number


def average_link(likes: Likeness, least: float) -> list[list[int]]:
    """Average-link clustering: merge the most similar groups until none reach ``least``; return the groups.

    Pairs missing in ``likes`` count as zero. Ties are broken by position, so the result is deterministic.
    """
    sums: dict[int, dict[int, float]] = {number: dict(row) for number, row in likes.items()}
    members = {number: [number] for number in sums}
    waiting = [(-like, a, b) for a, row in sums.items() for b, like in row.items() if a < b and like >= least]
    heapify(waiting)
    while waiting:
        _, a, b = heappop(waiting)
        if a in members and b in members:
            _join(a, b, sums, members, waiting, least)
    return sorted(sorted(group) for group in members.values())


def _join(
    a: int,
    b: int,
    sums: dict[int, dict[int, float]],
    members: dict[int, list[int]],
    waiting: list[tuple[float, int, int]],
    least: float,
) -> None:
    """Merge two groups under a new number, and update its similarity to the others."""
    new = next(reversed(sums)) + 1
    members[new] = members.pop(a) + members.pop(b)
    row: dict[int, float] = defaultdict(float)
    for part in (a, b):
        for other, like in sums[part].items():
            if other in members:
                row[other] += like
    sums[new] = dict(row)
    for other, like in row.items():
        sums[other][new] = like
        average = like / (len(members[new]) * len(members[other]))
        if average >= least:
            heappush(waiting, (-average, other, new))
    sums[a], sums[b] = {}, {}


ALIKE = 0.20
"""The average cosine from which articles are one story."""
TOUCHED = 2
"""The leading words a new article must share with a story's article to touch that story."""
SHARED_PRINTS = 2
"""The fingerprints that two articles must share for a shared passage."""
DENSE = 64
"""The number of articles with a fingerprint from which its bit set is cached."""
LABEL = 3
"""Words in a story's label."""

Groups = tuple[tuple[str, ...], ...]
Holding: TypeAlias = "Callable[[frozenset[str], int], Collection[str]]"


def grouped(
    records: Iterable[StoryRecord],
    frequencies: CorpusFrequencies | None = None,
    days: int = 7,
    watch: Callable[[int, int], None] = unwatched,
) -> Groups:
    """Return the articles (ids) of each story, groups and their members in id order.

    ``frequencies`` are the library's when ``records`` are only a part of it; with them no record is held longer than
    needed. Articles with known days more than ``days`` apart are never similar. ``watch`` reports progress, as in
    `likenesses`.
    """
    if frequencies is None:
        records = list(records)
        frequencies = CorpusFrequencies(*term_frequencies(records))
    vectors, articles, told = PackedVectors(), list[str](), list["date | None"]()
    for record in records:
        vectors.add(weighed(record, frequencies))
        articles.append(record.article)
        told.append(record.day)
    order = sorted(range(len(articles)), key=articles.__getitem__)
    vectors.arrange(order)

    def together(a: int, b: int) -> bool:
        return not apart(told[order[a]], told[order[b]], days)

    likes = likenesses(vectors, together, watch)
    found = sorted(group for block in likes.blocks(ALIKE) for group in average_link(block, ALIKE))
    return tuple(tuple(articles[order[number]] for number in group) for group in found)


def regrouped(
    groups: Groups,
    records: Mapping[str, StoryRecord],
    changed: Collection[str],
    frequencies: CorpusFrequencies,
    days: int = 7,
    watch: Callable[[int, int], None] = unwatched,
    holding: Holding | None = None,
) -> Groups:
    """Return the groups after some articles were added, changed or removed; only touched groups are recomputed.

    ``records`` has at least the changed articles that still exist and the members of every group they may touch; groups
    with a member missing there, other than a removed one, stay as they are. ``watch`` is called with the number of
    articles looked at, then as in `likenesses`. ``holding`` returns the articles whose records hold at least so many of
    some words, and may return more: no others are looked at.
    """
    new = {identity for identity in changed if identity in records}
    gone = set(changed) - new
    touched = _touched(groups, records, new, gone, frequencies, watch, holding)
    loose = {identity for number in touched for identity in groups[number]} - gone | new
    kept = [group for number, group in enumerate(groups) if number not in touched]
    made = grouped((records[identity] for identity in sorted(loose)), frequencies, days, watch)
    return tuple(sorted([*kept, *made]))


def _touched(
    groups: Groups,
    records: Mapping[str, StoryRecord],
    new: Collection[str],
    gone: Collection[str],
    frequencies: CorpusFrequencies,
    watch: Callable[[int, int], None],
    holding: Holding | None,
) -> set[int]:
    """Return the groups with a changed article or one that shares leading words with a new one."""
    led: dict[str, set[int]] = defaultdict(set)
    for number, identity in enumerate(new):
        for term in leading_terms(records[identity], frequencies):
            led[term].add(number)
    near = records.keys() if holding is None else holding(frozenset(led), TOUCHED) if len(led) >= TOUCHED else ()

    def touches(record: StoryRecord) -> bool:
        # The cheap test first: few records have the words at all, fewer lead with them.
        if len(led.keys() & record.terms.keys()) < TOUCHED:
            return False
        return _shares(led.get(term, frozenset()) for term in leading_terms(record, frequencies))

    home = {identity: number for number, group in enumerate(groups) for identity in group}
    found = {home[identity] for identity in (*new, *gone) if identity in home}
    for done, identity in enumerate(sorted(near)):
        watch(done, len(near))
        group = home.get(identity)
        if group is None or group in found or not all(member in records for member in groups[group]):
            continue
        if touches(records[identity]):
            found.add(group)
    return found


def _shares(holders: Iterable[Collection[int]]) -> bool:
    """Return whether one number is in `TOUCHED` of the collections."""
    met: Counter[int] = Counter()
    for some in holders:
        met.update(some)
        if some and max(met[number] for number in some) >= TOUCHED:
            return True
    return False


def leading_terms(record: StoryRecord, frequencies: CorpusFrequencies) -> tuple[str, ...]:
    """Return an article's weightiest words: an index over them finds the articles that a new one may join."""
    return tuple(list(weighed(record, frequencies))[:LEADING])


def stories(
    groups: Groups,
    records: Mapping[str, StoryRecord],
    frequencies: CorpusFrequencies,
    days: int = 7,
    watch: Callable[[int, int], None] = unwatched,
) -> tuple[Story, ...]:
    """Return groups of two or more articles as stories, with label and events; largest first.

    ``watch`` is called with the number of groups made into stories.
    """
    several = [group for group in groups if len(group) > 1]
    found = []
    for number, group in enumerate(several):
        watch(number, len(several))
        found.append(story((records[id] for id in group), frequencies, days))
    return tuple(sorted(found, key=lambda one: (-len(one.articles), one.id)))


def story(records: Iterable[StoryRecord], frequencies: CorpusFrequencies, days: int = 7) -> Story:
    """Return one story: its label, and its events with their reasons. Records come in id order; none is kept."""
    told: list[Told] = []
    passages, label = SharedPassages(), StoryLabel()
    for record in records:
        told.append(Told(record.article, record.day, record.scene))
        passages.add(record.prints)
        label.add(record, frequencies)
    articles = tuple(one.article for one in told)
    return Story(articles[0], label.words(), articles, parted(told, passages.sharers, days), passages.share)


class SharedPassages:
    """Which articles share a passage, by number, as bit sets, so that thousands are checked at once."""

    def __init__(self) -> None:
        self._prints: list[frozenset[int]] = []
        self._holders: dict[int, array[int]] = defaultdict(lambda: array("I"))
        self._dense: dict[int, int] = {}
        self.sharers = lru_cache(maxsize=1)(self._sharers)

    def add(self, prints: Iterable[int]) -> None:
        """Add the fingerprints of the next article; all must be added before the first query."""
        number = len(self._prints)
        self._prints.append(frozenset(prints))
        for one in self._prints[-1]:
            self._holders[one].append(number)

    @property
    def share(self) -> float | None:
        """The fraction of fingerprints that another account has too; unknown while there are none."""
        holders = [len(numbers) for numbers in self._holders.values()]
        return round(sum(count for count in holders if count > 1) / sum(holders), 4) if holders else None

    def _sharers(self, number: int) -> int:
        """Return the articles with `SHARED_PRINTS` fingerprints of one article, including itself."""
        met = [0] * SHARED_PRINTS
        for one in self._prints[number]:
            if len(self._holders[one]) == 1:
                continue
            carried = self._mask(one)
            for times, known in enumerate(met):
                met[times], carried = known | carried, known & carried
        return met[-1]

    def _mask(self, one: int) -> int:
        """Return the articles with a fingerprint; cached only if there are many, as a mask takes a bit per article."""
        if one in self._dense:
            return self._dense[one]
        bits = bytearray(len(self._prints) // 8 + 1)
        for number in self._holders[one]:
            bits[number >> 3] |= 1 << (number & 7)
        mask = int.from_bytes(bits, "little")
        if len(self._holders[one]) > DENSE:
            self._dense[one] = mask
        return mask


class StoryLabel:
    """The words that distinguish a story: heavy in most of its articles."""

    def __init__(self) -> None:
        self._articles = 0
        self._weights: Counter[str] = Counter()
        self._standing: Counter[str] = Counter()
        self._spelled: dict[str, str] = {}

    def add(self, record: StoryRecord, frequencies: CorpusFrequencies) -> None:
        """Add the words of the next article."""
        self._articles += 1
        for term, weight in weighed(record, frequencies).items():
            self._weights[term] += round(1e6 * weight)
        self._standing.update(record.terms.keys())
        for term, spelling in record.spelled.items():
            self._spelled.setdefault(term, spelling)

    def words(self) -> str:
        """Return the label."""
        most = [term for term in self._weights if 2 * self._standing[term] >= self._articles]
        best = sorted((term for term in most if not term[0].isdigit()), key=lambda term: (-self._weights[term], term))[
            :LABEL
        ]
        return ", ".join(self._spelled.get(term, term) for term in best)
