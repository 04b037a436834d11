"""How questions to the library are answered: articles out of the cache, queries out of the full-text index.

Does not write anything or look at the articles' folder.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from ..articles.folder import meant
from ..articles.repeats import mark_repeated
from ..cache.shadows import Shadow
from ..errors import AmbiguousArticleError, IndexDamagedError, UnknownArticleError
from ..model.found import Found
from ..search.ordering import found_among
from ..search.tables.id_sets import AllBut
from .answers.reader_fields import ReaderFields
from .note_documents import PREFIX, document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from ..cache.generation import Generation
    from ..cache.shadows import Behind
    from ..model.article import Article, ArticleRow
    from ..model.complaint import Complaint
    from ..model.results import Hit, Progress
    from ..notes.book.notebook import Notebook
    from ..notes.shelf.shelf import Shelf
    from ..search.searcher import Searcher
    from .library_cache import LibraryCache
    from .stories.story_groups import StoryGroups

_KEPT_ARTICLES = 64
"""Articles kept in memory: about three screens of results with their previews."""


class ArticleLookup:
    """Answers over the current generation of the cache; follows it when a refresh or rebuild replaces it."""

    def __init__(
        self,
        cache: LibraryCache,
        shelf: Shelf,
        notebook: Notebook,
        grouping: StoryGroups,
        kinds: Sequence[str],
    ) -> None:
        self._cache, self._shelf, self._notebook = cache, shelf, notebook
        self._reader = ReaderFields(lambda: cache.store, shelf, notebook, grouping, self._all_but, cache.hidden, kinds)
        self._searcher: Searcher | None = None
        self._folder: Path | None = None
        self._tags: tuple[object, Mapping[str, Sequence[str]]] = (None, {})
        self._listed: tuple[object, Found] | None = None
        self._counted: tuple[object, Mapping[str, dict[str, int]]] = (None, {})
        self._recent: OrderedDict[tuple[str, str], Article] = OrderedDict()

    about = ""

    def look_anew(self) -> None:
        """Return nothing: a folder is looked through by the cache."""

    def close(self) -> None:
        """Let go of the full-text index."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None

    def article(self, id: str) -> Article | None:
        """Return an article with its repeated lines marked, or ``None`` when the cache has none of that id."""
        store = self._store
        key = (id, store.database.revision)
        if key not in self._recent:
            article = store.catalogue.article(id)
            if article is None:
                return None
            self._recent[key] = mark_repeated(article, store.lines.repeated_for(id))
            while len(self._recent) > _KEPT_ARTICLES:
                self._recent.popitem(last=False)
        self._recent.move_to_end(key)
        return self._recent[key]

    def opened(self, id: str) -> Article | None:
        """Return what `article` does: the cache is as the last refresh made it."""
        return self.article(id)

    def ids(self) -> list[str]:
        """Return the ids of all articles."""
        return self._store.catalogue.ids("id")

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the list rows of ``ids`` in their order; ids that are gone are left out."""
        return self._store.catalogue.rows(ids)

    def all_rows(self, sort: str) -> tuple[ArticleRow, ...]:
        """Return every list row in order."""
        return self._store.catalogue.all_rows(sort)

    def count(self) -> int:
        """Return how many articles lists hold."""
        return len(self.ids())

    def resolve(self, reference: str) -> str:
        """Return the one id that ``reference`` means; raises `UnknownArticleError` or `AmbiguousArticleError`."""
        for name in meant(reference):
            for found in self._store.catalogue.matching(name):
                if len(found) == 1:
                    return found[0]
                if found:
                    raise AmbiguousArticleError(reference, found)
        raise UnknownArticleError(reference, self._store.catalogue.near(reference))

    def find(
        self,
        query: str,
        sort: str,
        *,
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        """Return ids and counts for a query, or everything for an empty one; see `Library.find`."""
        found = self._find(query, sort, leaving_out=PREFIX, typing=typing, quick=quick, cancelled=cancelled)
        return found if quick else replace(found, facets={**found.facets, **self._by_reader(found.ids)})

    def _by_reader(self, ids: Sequence[str]) -> dict[str, dict[str, int]]:
        """Return how many of these articles carry each tag and are unread, starred or have notes."""
        tags = {id: {*tags} for id, tags in self._own_tags().items()}
        for tag in self._shelf.tags:
            for id in self._shelf.ids_with(tag=tag):
                tags.setdefault(id, set()).add(tag)
        tagged = Counter(tag for id in found_among(ids, set(tags)) for tag in sorted(tags[id]))
        state = {
            "is:unread": len(ids) - len(found_among(ids, set(self._shelf.ids_with(read=True)))),
            "is:starred": len(found_among(ids, set(self._shelf.ids_with(starred=True)))),
            "has:note": len(found_among(ids, set(self._notebook.articles()))),
        }
        return {"tag": dict(sorted(tagged.items(), key=lambda pair: (-pair[1], pair[0]))), "state": state}

    def _own_tags(self) -> Mapping[str, Sequence[str]]:
        """Return the tags that articles carry in their files, read once for each state of the cache."""
        store = self._store
        known = (store.folder, store.database.revision)
        if self._tags[0] != known:
            self._tags = known, store.catalogue.tags()
        return self._tags[1]

    def find_all(self, query: str, sort: str, most: int) -> Found:
        """Return what `find` does, with the notes among the articles; all of them, however many are asked for."""
        del most
        return self._find(query, sort)

    def _find(
        self,
        query: str,
        sort: str,
        *,
        leaving_out: str = "",
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        if not query.strip():
            return self._everything(query, sort)
        try:
            search = self._search()
            return search.find(
                query, sort=sort, typing=typing, quick=quick, cancelled=cancelled, leaving_out=leaving_out
            )
        except IndexDamagedError:
            self._cache.condemn()
            raise

    def hits(self, found: Found, start: int, stop: int | None) -> tuple[Hit, ...]:
        """Return some results of an answer with their snippets; see `Library.hits`."""
        ids = found.ids[start:stop]
        scores = found.scores[start:stop] or [0.0] * len(ids)
        hits = (self._hit(found, id, score) for id, score in zip(ids, scores, strict=True))
        behind = self._store.shadows.behind(list(ids))
        return tuple(_with(hit, behind.get(hit.id)) for hit in hits if hit is not None)

    def _hit(self, found: Found, id: str, score: float) -> Hit | None:
        if id.startswith(PREFIX):
            return self._note_hit(found.query, id.removeprefix(PREFIX), score)
        article = self.article(id)
        return None if article is None else self._search().hit(found.query, article, score, typing=found.typing)

    def _note_hit(self, query: str, id: str, score: float) -> Hit | None:
        """Return a note as a result: ``id`` is the article it is on first, marks are in the words of the note."""
        note = next((note for note in self._notebook.all() if note.id == id), None)
        if note is None:
            return None
        hit = self._search().hit(query, document(note), score)
        home = next((target.article or target.story for target in note.targets), "")
        article = self.article(home)
        if article is None:
            return replace(hit, kind="note", id=home, note=id, spans=())
        about = replace(hit, title=article.title.value, outlet=article.outlet.value, published=article.published.value)
        return replace(about, kind="note", id=home, note=id, spans=())

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Load what search as you type needs; see `Library.prewarm`."""
        self._search().prewarm(cancelled)

    def holding(self, passage: str, most: int) -> tuple[Sequence[str], bool]:
        """Return the articles that share fingerprints with a passage; see `Lookup.holding`."""
        from ..compare.stories.fingerprints import passage_fingerprints, uncommon  # noqa: PLC0415 only a trace needs it

        holders = self._store.digests.holders(passage_fingerprints(passage))
        useful, boilerplate = uncommon(holders, {number: len(ids) for number, ids in holders.items()})
        counts = Counter(id for number in useful or holders for id in holders[number])
        ids = [id for id, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        return ids[:most], boilerplate > 0.5

    def gather(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Do nothing: every article of a folder is in the cache."""

    def complaints(self) -> tuple[Complaint, ...]:
        """Return nothing: the library tells of files and cache itself."""
        return ()

    @property
    def _store(self) -> Generation:
        return self._cache.store

    def _search(self) -> Searcher:
        """Return the searcher of the current generation, opened anew when another has replaced it."""
        folder = self._store.index_folder
        if self._searcher is None or folder != self._folder:
            self.close()
            self._searcher, self._folder = self._cache.searcher(self._reader.fields()), folder
        self._searcher.reopen_if_changed()
        return self._searcher

    def _all_but(self, ids: Collection[str]) -> AllBut:
        """Return all that lists hold but some: neither what stands behind others nor notes."""
        return AllBut({*ids, *self._cache.hidden(Shadow.COPY), *self._cache.hidden(Shadow.VERSION)}, PREFIX)

    def _everything(self, query: str, sort: str) -> Found:
        """Return all articles; the last list is kept as long as the cache holds the same."""
        started = time.perf_counter()
        store = self._store
        state = store.folder, store.database.revision, store.database.meta("shadows")
        if self._counted[0] != state:
            self._counted = state, store.catalogue.facets()
        if self._listed is None or self._listed[0] != (sort, state):
            ids = store.catalogue.ids("date" if sort == "relevance" else sort)
            found = Found("", ids, (), len(ids), total_exact=True, elapsed_ms=0.0, facets=self._counted[1])
            self._listed = (sort, state), found
        elapsed = round((time.perf_counter() - started) * 1000, 2)
        return replace(self._listed[1], query=query, elapsed_ms=elapsed)


def _with(hit: Hit, behind: Behind | None) -> Hit:
    return hit if behind is None or hit.note else replace(hit, copies=behind.copies, versions=behind.versions)
