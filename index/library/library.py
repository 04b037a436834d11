"""`Library`: one folder of articles with its search, its shelf and its cache; every method only calls rooms.

Refuses to know formats, Whoosh, SQLite, YAML, or a screen.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from ..articles.reading import ArticleReader
from ..articles.repeats import mark_repeated
from ..errors import AmbiguousArticleError, IndexDamagedError, UnknownArticleError
from ..model.results import Complaint, Found, SearchPage
from ..model.settings import LibrarySettings
from ..notes.shelf import Shelf
from ..search.searcher import Searcher
from .keeping import Keeper
from .places import common_folder, locate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ..cache.store import Store
    from ..model.article import Article, ArticleRow
    from ..model.note import Mark
    from ..model.results import Hit, Progress, Refresh

_KEPT_ARTICLES = 64
"""Articles kept in memory: about three screens of results with their previews."""


class Library:
    """The articles below ``folder``, restricted to the files ``only`` when any are given.

    Nothing is read until it is asked for; call `refresh` to take in what changed on disk. Raises `NoLibraryError`
    when the folder can't be opened.
    """

    def __init__(
        self, folder: str | Path, *, settings: LibrarySettings | None = None, only: Sequence[Path] = ()
    ) -> None:
        self.settings = settings or LibrarySettings()
        self.places = locate(Path(folder), only, self.settings)
        self.shelf = Shelf(self.places.notes, spare=self.places.spare_notes)
        self._reader = ArticleReader(self.places.folder, self.settings.articles)
        self._keeper = Keeper(self.places, self._reader, self.settings)
        self._searcher: Searcher | None = None
        self._searched: Path | None = None
        self._recent: OrderedDict[tuple[str, str], Article] = OrderedDict()

    @classmethod
    def of_paths(cls, paths: Sequence[Path], settings: LibrarySettings | None = None) -> Library:
        """Open a folder, or several files as the library of their common folder restricted to them."""
        folder, only = common_folder(paths)
        return cls(folder, settings=settings, only=only)

    @classmethod
    def from_config(cls, path: str | Path) -> Library:
        """Open the library that a configuration file names; raises `NoLibraryError` when it names none."""
        from ..config import load_settings  # noqa: PLC0415 most libraries are opened without a file

        settings = load_settings(Path(path)).settings
        return cls(Path(settings.library or "."), settings=settings)

    # Articles

    def list(self, sort: str = "date") -> tuple[ArticleRow, ...]:
        """Return every article's row, by ``date`` (newest first, undated last), ``outlet``, ``title`` or ``id``."""
        return self._store.catalogue.all_rows(sort)

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the rows of ``ids`` in their order; ids that are gone are left out."""
        return self._store.catalogue.rows(ids)

    def show(self, reference: str) -> Article:
        """Return the article that ``reference`` means (see `resolve`)."""
        id = self.resolve(reference)
        article = self._article(id)
        if article is None:
            raise UnknownArticleError(reference)
        return article

    def resolve(self, reference: str) -> str:
        """Return the id that is ``reference``, or alone begins with it, or alone holds it in id or title.

        Raises `UnknownArticleError` or `AmbiguousArticleError`, which list what was near.
        """
        for found in self._store.catalogue.matching(reference):
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousArticleError(reference, found)
        raise UnknownArticleError(reference, self._store.catalogue.near(reference))

    # Search

    def find(
        self,
        query: str,
        sort: str = "relevance",
        *,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        """Answer a query with ids and counts; an empty one is answered with every article.

        ``quick`` asks for the answer as one types: counts may be lower bounds. Raises `IndexDamagedError`, after
        which `refresh` rebuilds the index.
        """
        if not query.strip():
            return self._everything(query, sort)
        try:
            return self._search().find(query, sort=sort, quick=quick, cancelled=cancelled)
        except IndexDamagedError:
            self._keeper.condemn()
            raise

    def hits(self, found: Found, start: int = 0, stop: int | None = None, *, quick: bool = False) -> tuple[Hit, ...]:
        """Return results ``start`` to ``stop`` of an answer with their snippets; articles gone since are left out.

        ``quick`` says the answer was asked for as one types, so that the last word is marked as a beginning.
        """
        searcher = self._search()
        scores = found.scores or [0.0] * len(found.ids)
        pairs = list(zip(found.ids, scores, strict=True))[start:stop]
        articles = ((self._article(id), score) for id, score in pairs)
        return tuple(
            searcher.hit(found.query, article, score, quick=quick) for article, score in articles if article is not None
        )

    def search(self, query: str, limit: int | None = None, sort: str = "relevance") -> SearchPage:
        """Return the first ``limit`` results of a query (the configured number when ``None``)."""
        started = time.perf_counter()
        found = self.find(query, sort)
        hits = self.hits(found, 0, self.settings.search.limit if limit is None else limit)
        elapsed = round((time.perf_counter() - started) * 1000, 2)
        return SearchPage(
            found.query, found.total, found.total_exact, elapsed, found.problems, found.suggestions, found.facets, hits
        )

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Load what search as you type needs, in slices, until ``cancelled`` says stop."""
        self._search().prewarm(cancelled)

    # Upkeep

    def refresh(
        self,
        *,
        rebuild: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Refresh:
        """Take in what changed on disk; ``rebuild`` makes the whole cache anew beside the old one.

        Raises `BusyError` while another process is writing.
        """
        refresh = self._keeper.refresh(rebuild=rebuild, progress=progress, cancelled=cancelled)
        for old, new in refresh.moved:
            self.shelf.move(old, new)
        return refresh

    def check(self) -> tuple[Complaint, ...]:
        """Return everything wrong with library, rules, shelf and cache, each with its cure."""
        skipped = (
            Complaint(item.path, 0, item.reason, "convert it to plain text, or move it out of the library")
            for item in self._keeper.skipped()
        )
        return (*skipped, *self._reader.problems, *self.shelf.problems, *self._keeper.complaints())

    def close(self) -> None:
        """Let go of the cache's files."""
        if self._searcher is not None:
            self._searcher.close()
        self._keeper.close()

    # The reading shelf

    def mark(self, id: str) -> Mark:
        """Return what the shelf keeps of an article."""
        return self.shelf.mark(id)

    def keep_place(self, id: str, offset: int) -> Mark:
        """Keep the reading place, a code point of the article's text."""
        return self.shelf.update(id, place=offset)

    def set_read(self, id: str, read: bool) -> Mark:  # noqa: FBT001 the value itself
        """Mark an article read or unread."""
        return self.shelf.update(id, read=read)

    def set_starred(self, id: str, starred: bool) -> Mark:  # noqa: FBT001 the value itself
        """Star an article or not."""
        return self.shelf.update(id, starred=starred)

    def set_tags(self, id: str, tags: Iterable[str]) -> Mark:
        """Replace the reader's own tags of an article."""
        return self.shelf.update(id, tags=tuple(tags))

    def set_bookmarks(self, id: str, offsets: Iterable[int]) -> Mark:
        """Replace the bookmarks of an article, code points of its text."""
        return self.shelf.update(id, bookmarks=tuple(offsets))

    # How the rooms are joined

    @property
    def _store(self) -> Store:
        return self._keeper.store

    def _search(self) -> Searcher:
        """Return the searcher of the current generation, opened anew when a rebuild has replaced it."""
        folder = self._store.index_folder
        if self._searcher is None or folder != self._searched:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher, self._searched = Searcher(folder, self.settings.search, self._outside()), folder
        self._searcher.reopen_if_changed()
        return self._searcher

    def _outside(self) -> dict[str, Callable[[str], Collection[str]]]:
        """Return the query fields whose truth lives outside the full-text index."""
        return {"is": self._being, "tag": self._tagged}

    def _being(self, state: str) -> Collection[str]:
        match state.casefold():
            case "unread":
                return set(self._store.catalogue.ids("id")).difference(self.shelf.ids_with(read=True))
            case "read":
                return self.shelf.ids_with(read=True)
            case "starred":
                return self.shelf.ids_with(starred=True)
        message = f"“is:{state}” is none of is:unread, is:read, is:starred"
        raise ValueError(message)

    def _tagged(self, tag: str) -> Collection[str]:
        return self._store.catalogue.tagged(tag) | set(self.shelf.ids_with(tag=tag))

    def _everything(self, query: str, sort: str) -> Found:
        started = time.perf_counter()
        catalogue = self._store.catalogue
        ids = catalogue.ids("date" if sort == "relevance" else sort)
        facets = catalogue.facets()
        elapsed = round((time.perf_counter() - started) * 1000, 2)
        return Found(query, ids, (), len(ids), total_exact=True, elapsed_ms=elapsed, facets=facets)

    def _article(self, id: str) -> Article | None:
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
