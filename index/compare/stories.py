"""Groups a library into stories and, inside them, events; a new article disturbs only the stories it touches.

Refuses to read articles or to keep anything: records come in, stories go out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..model.comparison import CorpusFrequencies, Story
from .clustering import average_link, likenesses
from .events import Told, events
from .scenes import apart
from .story_vectors import StoryRecord, term_frequencies, weighed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

ALIKE = 0.20
"""Average cosine from which articles tell one story."""
TOUCHED = 2
"""Leading words a new article must share with a story's article to touch that story."""
SHARED_PRINTS = 2
"""Fingerprints that two articles share when they share a passage."""
LABEL = 3
"""Words in a story's label."""

Groups = tuple[tuple[str, ...], ...]


def grouped(records: Iterable[StoryRecord], frequencies: CorpusFrequencies | None = None, days: int = 7) -> Groups:
    """Return the articles (ids) that tell one story together, each group and the groups in id order.

    ``frequencies`` are the library's when ``records`` are only a part of it. Articles whose days are known and more
    than ``days`` apart are never alike.
    """
    ordered = sorted(records, key=lambda record: record.article)
    if frequencies is None:
        frequencies = CorpusFrequencies(*term_frequencies(ordered))
    vectors = [weighed(record, frequencies) for record in ordered]

    def together(a: int, b: int) -> bool:
        return not apart(ordered[a].day, ordered[b].day, days)

    found = average_link(likenesses(vectors, together), ALIKE)
    return tuple(tuple(ordered[number].article for number in group) for group in found)


def regrouped(
    groups: Groups,
    records: Mapping[str, StoryRecord],
    changed: Collection[str],
    frequencies: CorpusFrequencies,
    days: int = 7,
) -> Groups:
    """Return the groups after some articles were added, changed or removed; only touched groups are made anew.

    ``records`` holds at least the changed articles that still exist and the members of every group they may touch;
    groups of which a member is missing there, other than a removed one, stay as they are.
    """
    new = {identity for identity in changed if identity in records}
    gone = set(changed) - new
    touched = _touched(groups, records, new, gone, frequencies)
    loose = {identity for number in touched for identity in groups[number]} - gone | new
    kept = [group for number, group in enumerate(groups) if number not in touched]
    made = grouped([records[identity] for identity in loose], frequencies, days)
    return tuple(sorted([*kept, *made]))


def _touched(
    groups: Groups,
    records: Mapping[str, StoryRecord],
    new: Collection[str],
    gone: Collection[str],
    frequencies: CorpusFrequencies,
) -> set[int]:
    """Return the groups that hold a changed article or one that shares leading words with a new one."""
    leading = [frozenset(leading_terms(records[identity], frequencies)) for identity in new]

    def touches(record: StoryRecord) -> bool:
        # The cheap test first: few records hold the words at all, fewer lead with them.
        near = [terms for terms in leading if len(terms & record.terms.keys()) >= TOUCHED]
        own = frozenset(leading_terms(record, frequencies)) if near else frozenset()
        return any(len(terms & own) >= TOUCHED for terms in near)

    return {
        number
        for number, group in enumerate(groups)
        if any(identity in gone or identity in new for identity in group)
        or (all(identity in records for identity in group) and any(touches(records[identity]) for identity in group))
    }


def leading_terms(record: StoryRecord, frequencies: CorpusFrequencies, most: int = 24) -> tuple[str, ...]:
    """Return an article's weightiest words: an index over them finds the articles that a new one may join."""
    return tuple(list(weighed(record, frequencies))[:most])


def stories(
    groups: Groups, records: Mapping[str, StoryRecord], frequencies: CorpusFrequencies, days: int = 7
) -> tuple[Story, ...]:
    """Return groups of two and more articles as stories, with label and events; the largest first."""
    found = [story([records[identity] for identity in group], frequencies, days) for group in groups if len(group) > 1]
    return tuple(sorted(found, key=lambda one: (-len(one.articles), one.id)))


def story(records: Sequence[StoryRecord], frequencies: CorpusFrequencies, days: int = 7) -> Story:
    """Return one story: its label, and its events with their reasons."""
    ordered = sorted(records, key=lambda record: record.article)
    prints = {record.article: record.prints for record in ordered}

    def shares(a: str, b: str) -> bool:
        return len(prints[a] & prints[b]) >= SHARED_PRINTS

    parts = events((Told(record.article, record.day, record.scene) for record in ordered), shares, days)
    articles = tuple(record.article for record in ordered)
    return Story(articles[0], _label(ordered, frequencies), articles, parts)


def _label(records: Sequence[StoryRecord], frequencies: CorpusFrequencies) -> str:
    """Return the words that set a story apart: heavy in most of its articles."""
    weights: Counter[str] = Counter()
    for record in records:
        for term, weight in weighed(record, frequencies).items():
            weights[term] += round(1e6 * weight)
    standing = Counter(term for record in records for term in record.terms)
    common = [term for term in weights if 2 * standing[term] >= len(records) and not term[0].isdigit()]
    best = sorted(common, key=lambda term: (-weights[term], term))[:LABEL]
    spellings = {term: spelling for record in reversed(records) for term, spelling in record.spelled.items()}
    return ", ".join(spellings.get(term, term) for term in best)
