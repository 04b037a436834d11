"""How questions to a shared archive are answered: the server is asked, and what was opened is kept and read offline.

Does not write to the archive.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...archive.archive_search import ArchiveSearch
from ...archive.rare_phrases import rare_phrases
from ...articles.folder import meant
from ...cache.article_table import entry_of
from ...compare.stories.fingerprints import COMMON, passage_fingerprints
from ...errors import AmbiguousArticleError, ArchiveError, BusyError, UnknownArticleError
from ...files.durable import read_file, write_atomic
from ...model.article import row_of
from ...model.complaint import Complaint
from ...model.found import Found, QueryProblem
from ...model.results import Progress, Refresh
from ...search.query.nodes import Filter
from ...search.tables.id_sets import AllBut
from ..answers.reader_fields import ReaderFields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...cache.generation import Generation
    from ...model.article import Article, ArticleRow
    from ...model.results import Hit
    from ...model.settings import SearchSettings
    from ...notes.book.notebook import Notebook
    from ...notes.shelf.shelf import Shelf
    from ..library_cache import LibraryCache
    from ..stories.story_groups import StoryGroups
    from .archive_opening import OpenedArchive

MOST_ROWS: Final = 10_000
"""Rows of a whole list."""

GATHERED: Final = 2_000
"""Results of the last query that are grouped into stories."""

FRESH: Final = 60.0
"""Seconds for which an article that was asked for counts as what the archive has now."""

_RECENT, _ROWS = 200, 20_000
_AT_HAND: Final = "result-set.json"
_NEAR: Final = 8
_PRINTS: Final = 900
_BATCH: Final = 50
CHANGED: Final = "The archive has another text of this article than the one that was kept here before."


class ArchiveLookup:
    """Answers over one archive; ``connect`` opens it at the first question, and anew after `look_anew`."""

    def __init__(
        self,
        connect: Callable[[], OpenedArchive],
        settings: SearchSettings,
        cache: LibraryCache,
        shelf: Shelf,
        notebook: Notebook,
        grouping: StoryGroups,
        kinds: Sequence[str],
    ) -> None:
        self._connect, self._cache, self._settings = connect, cache, settings
        self._reader = ReaderFields(lambda: cache.store, shelf, notebook, grouping, AllBut, lambda _: (), kinds)
        self._opened: OpenedArchive | None = None
        self._searching: ArchiveSearch | None = None
        self._recent: OrderedDict[str, Article] = OrderedDict()
        self._rows: OrderedDict[str, ArticleRow] = OrderedDict()
        self._since: dict[str, float] = {}
        self._unsaved: dict[str, Article] = {}

    def close(self) -> None:
        """Close the connection."""
        if self._opened is not None:
            self._keep(())
            self._opened.client.close()
        self._opened = self._searching = None

    @property
    def archive(self) -> OpenedArchive:
        """The archive, opened; raises `ArchiveError`."""
        if self._opened is None:
            self._opened = self._connect()
        return self._opened

    @property
    def about(self) -> str:
        """By whose rules the archive is searched, or that it did not answer yet."""
        if self._opened is None:
            return "shared archive, not reached"
        return "shared archive" if self._opened.kind.own else "shared archive, searched by its own rules"

    def look_anew(self) -> Refresh:
        """Look at the archive anew, its mapping too; nothing here changes. Raises `ArchiveError`."""
        started = time.perf_counter()
        self.close()
        self._recent.clear()
        self._rows.clear()
        _ = self.archive
        return Refresh(elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    # Articles

    def article(self, id: str) -> Article | None:
        """Return an article as it was kept, else as the archive has it."""
        if id in self._recent:
            self._recent.move_to_end(id)
            return self._recent[id]
        kept = self._store.catalogue.article(id)
        return kept if kept is not None else self._fetched([id]).get(id)

    def opened(self, id: str) -> Article | None:
        """Return an article as the archive has it now and keep it; without an answer, as it was kept before."""
        kept = self._store.catalogue.article(id)
        try:
            fetched = self._fetched([id]).get(id)
        except ArchiveError as error:
            if kept is None or error.reachable:
                raise
            return kept
        if fetched is None:
            return kept
        if kept is not None and kept.hash != fetched.hash:
            fetched = replace(fetched, problems=(*fetched.problems, CHANGED))
            self._remember(fetched)
        elif kept is not None and CHANGED in kept.problems:
            return kept
        if kept != fetched:
            self._keep([fetched])
        return fetched

    def ids(self) -> Sequence[str]:
        """Return the ids of the articles that are kept here."""
        return self._store.catalogue.ids("id")

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the list rows of ``ids`` in their order; ids that are gone are left out."""
        _ = self._store  # begun by the first question, before a child process can do so at the same time
        missing = [id for id in ids if id not in self._rows]
        if missing:
            try:
                self._learn(missing)
            except ArchiveError as error:
                if error.reachable:
                    raise
                self._rows |= {row.id: row for row in self._store.catalogue.rows(missing)}
        while len(self._rows) > max(_ROWS, len(ids)):
            self._rows.popitem(last=False)
        return tuple(self._rows[id] for id in ids if id in self._rows)

    def _learn(self, ids: Sequence[str]) -> None:
        """Ask for the rows of articles."""
        form = self.archive.form
        if form.parts:
            fetched = self._search().fetch(ids, form.parts)
            self._rows |= {id: form.row(id, source) for id, source in fetched.items()}
        else:
            self._rows |= {id: row_of(article) for id, article in self._fetched(ids).items()}

    def all_rows(self, sort: str) -> tuple[ArticleRow, ...]:
        """Return the first ten thousand list rows; without an answer those of what is kept."""
        form = self.archive.form
        return tuple(form.row(id, source) for id, source in self._search().listed(sort, MOST_ROWS, form.parts))

    def count(self) -> int:
        """Return how many articles the archive has; without an answer, how many are kept."""
        try:
            return self._search().count()
        except ArchiveError as error:
            if error.reachable:
                raise
            return len(self.ids())

    def resolve(self, reference: str) -> str:
        """Return the one id that ``reference`` means; raises `UnknownArticleError` or `AmbiguousArticleError`."""
        reference = meant(reference)[0]
        if reference in self._recent or reference in self._rows or self._store.catalogue.rows([reference]):
            return reference
        for found in self._meant(reference):
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousArticleError(reference, found[:_NEAR])
        raise UnknownArticleError(reference, self._store.catalogue.near(reference))

    def _meant(self, reference: str) -> Iterable[Sequence[str]]:
        """Yield the ids equal to a reference, those that begin with it or hold it, and those of such headlines."""
        search = self._search()
        yield tuple(search.fetch([reference], ("id",)))
        if self.archive.kind.own:
            for value in (f"{reference.replace('[', '[[]')}*", reference):
                yield search.matching(Filter("path", (value,), 0, 0), _NEAR + 1)
        quoted = reference.replace('"', " ")
        yield tuple(search.find(f'title:"{quoted}"', most=_NEAR + 1).ids)

    def _fetched(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return articles by id, asked for within the last minute or now; those that are gone are left out."""
        form, oldest = self.archive.form, time.monotonic() - FRESH
        missing = [id for id in dict.fromkeys(ids) if id not in self._recent or self._since.get(id, oldest) <= oldest]
        for id, source in (self._search().fetch(missing) if missing else {}).items():
            self._remember(form.article(id, source))
            self._since[id] = time.monotonic()
        return {id: self._recent[id] for id in ids if id in self._recent}

    def _remember(self, article: Article) -> None:
        self._recent[article.id] = article
        self._recent.move_to_end(article.id)
        while len(self._recent) > _RECENT:
            self._since.pop(self._recent.popitem(last=False)[0], None)

    def _keep(self, articles: Iterable[Article]) -> None:
        """Keep articles in the cache; while somebody else writes there they wait here."""
        self._unsaved |= {article.id: article for article in articles}
        if not self._unsaved:
            return
        with suppress(BusyError), self._cache.writing(patience=0.0):
            store, waiting = self._store, list(self._unsaved.values())
            with store.database.writing():
                store.digests.forget([article.id for article in waiting])
                store.catalogue.put([entry_of(article) for article in waiting], dict.fromkeys(self._unsaved, 0))
                store.database.set_meta(revision=str(time.time_ns()))
            self._unsaved.clear()

    # Search

    def find(
        self,
        query: str,
        sort: str,
        *,
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        """Return ids and counts; without an answer to the empty query, the articles that are kept."""
        try:
            found = self._search().find(query, sort, typing=typing, quick=quick, cancelled=cancelled)
        except ArchiveError as error:
            if error.reachable or query.strip():
                raise
            return self._kept(query, sort, error)
        if not quick and query.strip() and found.ids:
            self._note_result_set(query, sort)
        return found

    def _kept(self, query: str, sort: str, error: ArchiveError) -> Found:
        ids = self._store.catalogue.ids("date" if sort == "relevance" else sort)
        told = QueryProblem(0, 0, f"{error} Articles that were opened before are listed.")
        facets = self._store.catalogue.facets()
        return Found(query, ids, (), len(ids), total_exact=False, elapsed_ms=0.0, problems=(told,), facets=facets)

    def hits(self, found: Found, start: int, stop: int | None) -> tuple[Hit, ...]:
        """Return some results of an answer with their snippets; articles gone since are left out."""
        ids = found.ids[start:stop]
        scores = found.scores[start:stop] or [0.0] * len(ids)
        articles = self._fetched(ids)
        self.rows(ids)
        return tuple(
            self._hit(found, articles[id], score) for id, score in zip(ids, scores, strict=True) if id in articles
        )

    def _hit(self, found: Found, article: Article, score: float) -> Hit:
        hit, row = self._search().hit(found.query, article, score, typing=found.typing), self._rows.get(article.id)
        return hit if row is None else replace(hit, copies=row.copies, versions=row.versions)

    def find_all(self, query: str, sort: str, most: int) -> Found:
        """Return ids and counts, with no more ids than ``most``: an archive's results hold no notes."""
        found = self._search().find(query, sort, most=max(1, most))
        if query.strip():
            self._note_result_set(query, sort)
        return found

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Do nothing: the server keeps what it needs."""
        del cancelled

    # Comparison

    def holding(self, passage: str, most: int) -> tuple[Sequence[str], bool]:
        """Ask the whole archive: ours by fingerprints, another by the passage's rarest phrases."""
        if not self.archive.kind.own:
            names = rare_phrases(self.archive.client, self.archive.text_field, passage, most)
            return [self.archive.kind.name_of({"_id": name}) for name in names], False
        prints = [str(number) for number in passage_fingerprints(passage)[:_PRINTS]]
        if not prints:
            return (), False
        ids, half = self._search().holding(prints, most)
        return ids, half > COMMON

    def gather(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Keep the articles of the last result set, those not kept yet, some at a time."""
        asked = self._result_set()
        if asked is None:
            return
        ids = self._search().find(*asked, most=GATHERED).ids
        known = self._store.catalogue.hashes()
        missing = [id for id in ids if id not in known]
        for start in range(0, len(missing), _BATCH):
            if cancelled is not None and cancelled():
                return
            if progress is not None:
                progress(Progress("fetching", start, len(missing)))
            self._keep(self._fetched(missing[start : start + _BATCH]).values())

    def _note_result_set(self, query: str, sort: str) -> None:
        """Remember which results are at hand, for the process that groups them."""
        with suppress(OSError):
            self._store.folder.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._store.folder.parent / _AT_HAND, json.dumps([query, sort]).encode())

    def _result_set(self) -> tuple[str, str] | None:
        try:
            query, sort = json.loads(read_file(self._store.folder.parent / _AT_HAND))
        except (OSError, ValueError, TypeError):
            return None
        return (query, sort) if isinstance(query, str) and isinstance(sort, str) else None

    def complaints(self) -> tuple[Complaint, ...]:
        """Return why the archive can't be asked, or which fields of the reader's table it no longer has."""
        try:
            lost = self.archive.lost
        except ArchiveError as error:
            return (Complaint(error.where, 0, error.reason, error.cure),)
        shown = self.archive.client.address.shown
        cure = f"mend the table, or have it guessed anew with `variorum archive map {shown}`"
        return tuple(Complaint(shown, 0, f"it has no field any more that tells “{name}”", cure) for name in lost)

    @property
    def _store(self) -> Generation:
        return self._cache.store

    def _search(self) -> ArchiveSearch:
        if self._searching is None:
            archive = self.archive
            self._searching = ArchiveSearch(archive.client, archive.kind, self._settings, self._reader.fields())
        return self._searching
