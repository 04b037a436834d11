"""What an article is about, as weighted words: small values for a cache, and their weights in a library.

Does not group; see `stories`.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...text.tokens import tokens
from .fingerprints import fingerprints
from .scenes import Scene, day, scene, set_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...model.article import Article
    from ...model.comparison_result import CorpusFrequencies

LEAD = 600
"""The characters of the body whose words count twice: news states the main thing first."""
KEPT, WEIGHED, SPELLED = 256, 160, 48
"""Words kept per article; the weightiest of these that represent it; and those whose spelling is kept."""
SMALL = 100
"""The library size below which words found once still count, and rarity is computed as for this many articles."""


_POSSESSIVE = re.compile(r"(?<=.)['’ʼ]s?$")


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """Everything that grouping needs of an article, for the cache.

    ``terms`` counts stems (capitalised words, the lead and the title count more), ``prints`` are fingerprints of its
    passages; ``day`` is ``None`` if the article's day is unknown. ``spelled`` has the usual spelling of the most
    frequent stems.
    """

    article: str
    day: date | None
    scene: Scene
    terms: Mapping[str, int]
    prints: frozenset[int]
    spelled: Mapping[str, str]


def story_record(article: Article) -> StoryRecord:
    """Return what grouping needs of an article."""
    prints = frozenset(found.number for found in fingerprints(article))
    terms, spelled = _terms(article)
    return StoryRecord(article.id, day(article), scene(article), terms, prints, spelled)


def unknown_record(article: str) -> StoryRecord:
    """Return an empty record, for an article that is not yet processed."""
    return StoryRecord(article, None, set_in([]), {}, frozenset(), {})


def pack(record: StoryRecord) -> bytes:
    """Return a record without its article's id as bytes, stable across Python versions."""
    lines = [record.day.isoformat() if record.day else "", "\t".join(record.scene.towns)]
    lines += [f"{count} {term} {record.spelled.get(term, '')}".rstrip() for term, count in record.terms.items()]
    prints = b"".join(number.to_bytes(8, "big", signed=True) for number in sorted(record.prints))
    return len(prints).to_bytes(4, "big") + prints + "\n".join(lines).encode("utf-8", "surrogatepass")


def unpack(article: str, packed: bytes) -> StoryRecord:
    """Return the record that `pack` wrote."""
    size = 4 + int.from_bytes(packed[:4], "big")
    numbers = [int.from_bytes(packed[at : at + 8], "big", signed=True) for at in range(4, size, 8)]
    when, towns, *lines = packed[size:].decode("utf-8", "surrogatepass").split("\n")
    fields = [line.split(" ") for line in lines]
    return StoryRecord(
        article=article,
        day=date.fromisoformat(when) if when else None,
        scene=set_in([town for town in towns.split("\t") if town]),
        terms={field[1]: int(field[0]) for field in fields},
        prints=frozenset(numbers),
        spelled={field[1]: field[2] for field in fields if len(field) > 2},
    )


def term_frequencies(records: Iterable[StoryRecord]) -> tuple[int, Counter[str]]:
    """Return the number of articles, and in how many of them each word occurs."""
    total, counts = 0, Counter[str]()
    for record in records:
        total += 1
        counts.update(record.terms.keys())
    return total, counts


def weighed(record: StoryRecord, frequencies: CorpusFrequencies) -> dict[str, float]:
    """Return an article's weightiest words with tf-idf weights, a vector of length 1, weightiest first.

    Words of only one article are excluded unless the library is small, words of more than half of it always.
    """
    articles = max(frequencies.documents, SMALL)
    least, most = (1 if frequencies.documents < SMALL else 2), max(10, frequencies.documents / 2)
    weights = {
        term: (1 + math.log(count)) * math.log((articles + 1) / (standing + 0.5))
        for term, count in record.terms.items()
        if least <= (standing := frequencies.counts.get(term, 1)) <= most
    }
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:WEIGHED]
    length = math.sqrt(sum(weight * weight for _, weight in best))
    return {term: weight / length for term, weight in best} if length else {}


class PackedVectors:
    """Weighted words of many articles, 8 bytes per word: terms are numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms, self._weights = array("I"), array("f")
        self._spans: list[slice] = []

    def __len__(self) -> int:
        """Return the number of vectors."""
        return len(self._spans)

    def __getitem__(self, place: int) -> dict[int, float]:
        """Return one vector by the numbers of its terms, in the order they were given."""
        span = self._spans[place]
        return dict(zip(self._terms[span], self._weights[span], strict=True))

    def add(self, vector: Mapping[str, float]) -> None:
        """Add a vector."""
        first = len(self._terms)
        self._terms.extend(self._numbers.setdefault(term, len(self._numbers)) for term in vector)
        self._weights.extend(vector.values())
        self._spans.append(slice(first, len(self._terms)))

    def arrange(self, order: Iterable[int]) -> None:
        """Reorder the vectors, given by their places."""
        self._spans = [self._spans[place] for place in order]

    def product(self, place: int, vector: Mapping[int, float]) -> float:
        """Return the dot product of one vector with another: their cosine, as their length is 1."""
        span = self._spans[place]
        pairs = zip(self._terms[span], self._weights[span], strict=True)
        return sum([weight * vector[term] for term, weight in pairs if term in vector])


def _terms(article: Article) -> tuple[dict[str, int], dict[str, str]]:
    """Count the content words of title and body, keeping the most frequent; return the spelling of the first ones."""
    counts: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    for word in tokens(article.title.value or ""):
        if not word.stop and len(word.form) > 1:
            counts[word.form] += 2 + word.name
    left = LEAD
    for block in article.body():
        for word in tokens(article.text, block.start, block.end):
            if not word.stop and len(word.form) > 1:
                counts[word.form] += 1 + word.name + (word.start - block.start < left)
                spellings.setdefault(word.form, _POSSESSIVE.sub("", article.text[word.start : word.end]))
        left -= block.end - block.start
    kept = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEPT])
    spelled = {term: "".join(spellings.get(term, term).split()) for term in list(kept)[:SPELLED]}
    return kept, {term: spelling for term, spelling in spelled.items() if spelling != term}
