"""How corpus-wide comparison is kept up: each article digested once, stories grouped anew only where something changed.

Also answers what needs it: comparisons with the library's frequencies, stories, traces. Does not compare by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..cache.digests import Digest
from ..compare.alignment.preparation import prepare
from ..compare.comparison import compare
from ..compare.quotations.quotations import quotes
from ..compare.stories.decided_stories import as_decided, bonds_of
from ..compare.stories.stories import grouped, regrouped, stories, story
from ..compare.stories.story_vectors import SMALL, StoryRecord, pack, story_record, unknown_record, unpack
from ..compare.stories.tracing import trace
from ..model.comparison_result import CorpusFrequencies, Event, Story
from ..model.results import Progress
from ..text.markdown_article import without_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ..cache.digests import Digests
    from ..cache.generation import Generation
    from ..compare.stories.stories import Groups
    from ..model.article import Article
    from ..model.comparison_result import Comparison, Quote, StoryDecision, Trace
    from ..model.settings import CompareSettings
    from .answers.lookup import Lookup
    from .library_cache import LibraryCache
    from .stories.story_groups import StoryGroups

_BATCH = 100
_MOST_CANDIDATES = 60
"""Articles that are checked word by word for one passage; those with most fingerprints in common first."""
_DAYS = "story days"
"""The number of days apart by which stories were told last."""
_OWED = "to be grouped"
"""The articles that were digested and are still to be grouped, because grouping them was called off."""
_ANEW = 0.2
"""Share of changed articles from which all stories are grouped anew."""


class CorpusComparison:
    """Comparison over the library's cache."""

    def __init__(self, cache: LibraryCache, lookup: Lookup, grouping: StoryGroups, settings: CompareSettings) -> None:
        self._cache, self._lookup, self._grouping, self._settings = cache, lookup, grouping, settings
        self._made: dict[tuple[object, ...], Story] = {}

    def compare(
        self,
        articles: Sequence[Article],
        include: Collection[str],
        progress: Callable[[Progress], None] | None = None,
    ) -> Comparison:
        """Compare articles with the frequencies of the library as far as it is digested; see `Library.compare`."""
        return compare(
            articles,
            frequencies=self._frequencies(),
            settings=self._settings,
            include=include,
            decisions=self._grouping.decisions,
            progress=progress,
        )

    @staticmethod
    def quotes(article: Article) -> tuple[Quote, ...]:
        """Return the direct quotations of one article."""
        return quotes(without_marks(article))

    def digest(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> int:
        """Digest the articles that have not been, then bring the stories up to date; return how many were digested.

        Digests of older rules are made anew.

        ``progress`` hears of both stages, comparing and grouping, and ``cancelled`` is asked in both. Raises
        `BusyError` while another process is writing.
        """
        self._lookup.gather(progress, cancelled)
        with self._cache.writing():
            self._store.digests.renew()
            if needless := self._store.digests.needless():
                self._store.digests.forget(needless)
            missing = self._store.digests.missing()
            owed = self._owed(missing)
            for start in range(0, len(missing), _BATCH):
                if cancelled is not None and cancelled():
                    return start
                if progress is not None:
                    progress(Progress("comparing", start, len(missing)))
                batch = missing[start : start + _BATCH]
                articles = (self._lookup.article(id) for id in batch)
                self._store.digests.put(_digest(article) for article in articles if article is not None)
            try:
                self._regroup(owed, _watching(progress, cancelled))
            except _CancelledError:
                return len(missing)  # what stands is kept; the next call groups what is not grouped yet
        return len(missing)

    def _owed(self, missing: Collection[str]) -> set[str]:
        """Return the articles to group: those about to be digested, and those of which it was called off before."""
        owed = {*json.loads(self._store.database.meta(_OWED) or "[]"), *missing}
        if missing:
            self._store.database.set_meta(**{_OWED: json.dumps(sorted(owed))})
        return owed

    def undigested(self) -> int:
        """Return how many articles are still to be digested."""
        return len(self._store.digests.missing())

    def stories(self) -> tuple[Story, ...]:
        """Return the stories as last grouped and as the reader decided since, the largest first."""
        standing = _largest_first(_story(text) for text in self._store.groups.stories())
        decisions = self._grouping.decisions
        return self._as_decided(standing, decisions) if decisions else standing

    def _as_decided(self, standing: Sequence[Story], decisions: tuple[StoryDecision, ...]) -> tuple[Story, ...]:
        """Return the stories with decisions laid over them; those made of other articles than computed are kept."""
        made, self._made = self._made, {}
        store, bonds = self._store, bonds_of(decisions)
        state = store.database.revision, len(store.digests)
        computed = {one.articles: one for one in standing}
        frequencies = self._term_frequencies()

        def story_of(articles: tuple[str, ...]) -> Story:
            if articles in computed:
                return computed[articles]
            key = (*state, articles)
            self._made[key] = made.get(key) or story(self._records_of(articles), frequencies, self._settings.story_days)
            return self._made[key]

        found = (group for group in self._grouping.decided(decisions).groups if len(group) > 1)
        told = (as_decided(story_of(group), bonds, decided=group not in computed) for group in found)
        return _largest_first(told)

    def _records_of(self, articles: Sequence[str]) -> Iterator[StoryRecord]:
        """Yield the records of articles; one that is not digested yet tells nothing of itself."""
        known = {digest.article: _record(digest) for digest in self._store.digests.records(articles)}
        return (known.get(id) or unknown_record(id) for id in articles)

    def _term_frequencies(self) -> CorpusFrequencies:
        """Return in how many articles words stand, each looked up when it is asked for."""
        return CorpusFrequencies(len(self._store.digests), self._store.digests.terms)

    def trace(self, passage: str, without: str = "") -> tuple[Trace, ...]:
        """Return every place in the library that shares a passage, best first."""
        ids, common = self._lookup.holding(passage, _MOST_CANDIDATES)
        articles = (self._lookup.article(id) for id in ids if id != without)
        known = [article for article in articles if article is not None]
        return trace(passage, known, frequencies=self._frequencies(), without=without, common=common)

    @property
    def _store(self) -> Generation:
        return self._cache.store

    def _frequencies(self) -> CorpusFrequencies:
        return CorpusFrequencies(len(self._store.digests), self._store.digests.stems)

    def _regroup(self, changed: Collection[str], watch: Callable[[int, int], None]) -> None:
        """Group the library into stories: all of it at first, later the stories that changed articles touch."""
        records = StoredRecords(self._store.digests)
        days = self._settings.story_days
        # Of another number of days all are made anew.
        groups = self._store.groups.load() if self._store.database.meta(_DAYS) == str(days) else ()
        standing = {id for group in groups for id in group}
        moving = {*changed, *(standing - records.ids), *(records.ids - standing)}
        if not moving:
            return
        terms = self._store.digests.terms
        if not groups or len(moving) > _ANEW * len(records):
            # A word of one article alone counts as one that is not in the table.
            frequencies = CorpusFrequencies(len(records), terms.whole(1 if len(records) < SMALL else 2))
            groups, made = (), grouped(records.stream(), frequencies, days, watch)
        else:
            frequencies = CorpusFrequencies(len(records), terms)
            made = regrouped(groups, records, moving, frequencies, days, watch, self._store.digests.holding)
        self._keep(groups, made, moving, lambda fresh: stories(fresh, records, frequencies, days, watch))

    def _keep(
        self, before: Groups, made: Groups, moving: set[str], told: Callable[[Groups], tuple[Story, ...]]
    ) -> None:
        """Keep the groups ``made`` in the place of those ``before``, of all when there are none, and their stories.

        Events are told by the articles of a story alone: they stand as long as these do, and so does the label.
        """
        kept = {group for group in set(before).intersection(made) if moving.isdisjoint(group)}
        fresh = tuple(group for group in made if group not in kept)
        gone = [group for group in before if group not in kept] if before else None
        found = {one.id: json.dumps(asdict(one), ensure_ascii=False) for one in told(fresh)}
        with self._store.database.writing():
            self._store.groups.replace(gone, fresh, found)
            self._store.database.set_meta(**{_DAYS: str(self._settings.story_days), _OWED: "[]"})


class StoredRecords(Mapping[str, "StoryRecord"]):
    """The story records of a library by article, read from the cache when asked for and not kept."""

    def __init__(self, digests: Digests) -> None:
        self._digests = digests
        self.ids = digests.ids()

    def __getitem__(self, id: str) -> StoryRecord:
        """Return one record; raises ``KeyError`` for an article without digest."""
        for digest in self._digests.records([id]):
            return _record(digest)
        raise KeyError(id)

    def __contains__(self, id: object) -> bool:
        """Return whether the article has a digest."""
        return id in self.ids

    def __iter__(self) -> Iterator[str]:
        """Return an iterator over the articles."""
        return iter(self.ids)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.ids)

    def stream(self) -> Iterator[StoryRecord]:
        """Yield all records, one after the other."""
        return map(_record, self._digests.records())


class _CancelledError(Exception):
    """Grouping was told to stop."""


def _watching(
    progress: Callable[[Progress], None] | None, cancelled: Callable[[], bool] | None
) -> Callable[[int, int], None]:
    """Return what tells of grouping's progress every so often, and stops it when it is cancelled."""

    def watch(done: int, total: int) -> None:
        if done % _BATCH:
            return
        if cancelled is not None and cancelled():
            raise _CancelledError
        if progress is not None:
            progress(Progress("grouping", done, total))

    return watch


def _digest(article: Article) -> Digest:
    record = story_record(article)
    return Digest(
        article.id,
        record.day.isoformat() if record.day else "",
        record.scene.towns,
        tuple(sorted(record.scene.countries)),
        pack(record),
        tuple(record.prints),
        tuple(record.terms),
        tuple(prepare(article).stems),
        tuple(_speakers(article)),
    )


def _speakers(article: Article) -> Iterable[str]:
    return (quote.speaker for quote in quotes(article) if quote.speaker)


def _record(digest: Digest) -> StoryRecord:
    return unpack(digest.article, digest.packed)


def _largest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda one: (-len(one.articles), one.id)))


def _story(text: str) -> Story:
    told = json.loads(text)
    events = tuple(Event(tuple(event["articles"]), event["reason"]) for event in told["events"])
    return Story(told["id"], told["label"], tuple(told["articles"]), events, told["shared"])
