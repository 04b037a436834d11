"""`Library`: one folder of articles with its search, its comparisons, its notes, its shelf and its cache.

What is asked of the articles are methods. What the reader keeps are rooms: ``library.notes`` (notes on their passages),
``library.notebook`` (writing them, undo and redo), ``library.shelf`` (read, stars, tags, places). Refuses to know
formats, Whoosh, SQLite, YAML, or a screen.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..articles.file_reader import ArticleReader
from ..errors import UnknownArticleError
from ..model.settings import LibrarySettings
from ..notes.book.notebook import Notebook
from ..notes.shelf.shelf import Shelf
from ..text.addresses import normal_address
from .article_lookup import ArticleLookup
from .copies_kept import bring_to_leads
from .findings import misfitting_accounts, skipped_files, unread_files
from .last_session import LastSession
from .library_cache import LibraryCache
from .library_paths import common_folder, locate
from .related_accounts import lead, nearest, neighbours, related

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ..model.article import Article, ArticleRow, Span
    from ..model.comparison_result import Comparison, Nearest, Quote, Related, Story, Trace
    from ..model.note import Note
    from ..model.results import Complaint, Found, Hit, Progress, Refresh, SearchPage
    from .adding import Adding
    from .corpus_comparison import CorpusComparison
    from .library_notes import LibraryNotes


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
        self._cache = LibraryCache(self.places, self._reader, self.settings)
        self.notebook = Notebook(self.places.notes, self.places.spare_notes, author=self.settings.author)
        self.last_session = LastSession(self.places.cache / "session.json", self.places.secret.with_name("greeted"))
        self._lookup = ArticleLookup(self._cache, self.shelf, self.notebook, self.settings.search)

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
        return self._cache.store.catalogue.all_rows(sort)

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the rows of ``ids`` in their order; ids that are gone are left out."""
        return self._cache.store.catalogue.rows(ids)

    def show(self, reference: str) -> Article:
        """Return the article that ``reference`` means (see `resolve`)."""
        article = self._lookup.article(self._lookup.resolve(reference))
        if article is None:
            raise UnknownArticleError(reference)
        return article

    def resolve(self, reference: str) -> str:
        """Return the id that is ``reference``, or alone begins with it, or alone holds it in id or title.

        Raises `UnknownArticleError` or `AmbiguousArticleError`, which list what was near.
        """
        return self._lookup.resolve(reference)

    # Search

    def find(
        self,
        query: str,
        sort: str = "relevance",
        *,
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        """Answer a query with ids and counts; an empty one is answered with every article.

        ``typing`` takes the last word for the beginning of one; ``quick`` does too and answers at once: counts may be
        lower bounds. Else the facets hold ``tag`` and ``state`` (``is:unread is:starred has:note``) too. Raises
        `IndexDamagedError`, after which `refresh` rebuilds the index.
        """
        return self._lookup.find(query, sort, typing=typing, quick=quick, cancelled=cancelled)

    def hits(self, found: Found, start: int = 0, stop: int | None = None) -> tuple[Hit, ...]:
        """Return results ``start`` to ``stop`` of an answer with their snippets; articles gone since are left out."""
        return self._lookup.hits(found, start, stop)

    def search(self, query: str, limit: int | None = None, sort: str = "relevance") -> SearchPage:
        """Return the first ``limit`` results of a query (the configured number when ``None``)."""
        return self._lookup.search(query, limit, sort)

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Load what search as you type needs, in slices, until ``cancelled`` says stop."""
        self._lookup.prewarm(cancelled)

    # Upkeep

    def refresh(
        self,
        *,
        rebuild: bool = False,
        reread: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Refresh:
        """Take in what changed on disk, articles and notes; ``rebuild`` makes the cache anew beside the old one.

        ``reread`` takes pages, PDFs and all that other people's parsers read apart anew, with the parsers there are
        now; without it another version of a parser changes nothing.

        Raises `BusyError` while another process is writing.
        """
        refresh = self._cache.refresh(rebuild=rebuild, reread=reread, progress=progress, cancelled=cancelled)
        if refresh.moved:
            self.shelf.move_all(dict(refresh.moved))
            self.notebook.move(dict(refresh.moved))
        if refresh:
            bring_to_leads(self._cache.store.shadows.leads(), self.shelf, self.notebook)
        self._cache.freshen_notes(self.notebook.all())
        return refresh

    def check(self) -> tuple[Complaint, ...]:
        """Return everything wrong with library, captures, rules, shelf, notes and cache, each with its cure."""
        from ..captures.capture_folder import CaptureFolder  # noqa: PLC0415 a search needs none of it

        return (
            *skipped_files(self._cache.skipped()),
            *unread_files(self.places.folder, self._cache.unread()),
            *misfitting_accounts(CaptureFolder(self.places.folder).misfits()),
            *self._reader.problems,
            *self.shelf.problems,
            *self.notes.check(),
            *self._cache.complaints(),
        )

    def close(self) -> None:
        """Let go of the cache's files."""
        self._lookup.close()
        self._cache.close()

    @cached_property
    def adding(self) -> Adding:
        """Fetching pages, the only thing here that uses the network."""
        from .adding import Adding  # noqa: PLC0415 nothing else needs it

        return Adding(self.places.folder, self._reader)

    def versions(self, url: str) -> Sequence[str]:
        """Return the ids of the articles that are versions of one page, the oldest first."""
        return self._cache.store.catalogue.versions(normal_address(url))

    def page_versions(self, id: str) -> Sequence[str]:
        """Return the ids of the captures of an article's page, it among them, the oldest first; none if it is alone."""
        return self._cache.store.shadows.versions_with(id)

    def unread(self) -> Mapping[str, int]:
        """Return how many files there are of kinds that are not read, by suffix, the commonest first."""
        return self._cache.unread()

    # Comparison

    @cached_property
    def _comparison(self) -> CorpusComparison:
        from .corpus_comparison import CorpusComparison  # noqa: PLC0415 a search needs none of it

        return CorpusComparison(self._cache, self._lookup, self.settings.compare)

    def compare(self, *references: str, include: Collection[str] = ()) -> Comparison:
        """Compare two to about ten accounts, shown in the order given.

        Of three and more, accounts of another event are set aside with the reason, unless ``include`` holds their id.
        """
        return self._comparison.compare([self.show(reference) for reference in references], include)

    def quotes(self, *references: str) -> tuple[Quote, ...]:
        """Return the direct quotations of articles, with speakers as far as they can be told."""
        return tuple(quote for reference in references for quote in self._comparison.quotes(self.show(reference)))

    def stories(self) -> tuple[Story, ...]:
        """Return the library grouped into stories, the largest first; `digest` keeps them up to date."""
        return self._comparison.stories()

    def trace(self, passage: str, *, without: str = "") -> tuple[Trace, ...]:
        """Return every place of the digested articles that shares a passage; ``without`` is the article it is from."""
        return self._comparison.trace(passage, without)

    def nearest(self, reference: str) -> Nearest:
        """Return the account nearest to an article, and why: shared passages, else its event, else its story.

        Raises `LibraryError` when no article is near.
        """
        article = self.show(reference)
        return nearest(article.id, self.trace(lead(article), without=article.id), self.stories())

    def related(self, reference: str, cancelled: Callable[[], bool] | None = None) -> tuple[Related, ...]:
        """Return where else the paragraphs of an article are told: of each near account the most telling sentence.

        At most `related_accounts.NEIGHBOURS` accounts are compared; ``cancelled`` stops between two.
        """
        article = self.show(reference)
        near = neighbours(article.id, self.trace(lead(article), without=article.id), self.stories())
        return related(article, near, self.compare, cancelled)

    def digest(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> int:
        """Prepare new and changed articles for stories, traces and ``said:``; return how many there were.

        Takes some milliseconds an article. Raises `BusyError` while another process is writing.
        """
        return self._comparison.digest(progress, cancelled)

    # Notes

    @cached_property
    def notes(self) -> LibraryNotes:
        """The notes with the passages they are on; called, it lists them (see `LibraryNotes`)."""
        from .library_notes import LibraryNotes  # noqa: PLC0415 a search needs none of it

        return LibraryNotes(self.notebook, self._lookup)

    def annotate(
        self,
        reference: str,
        text: str,
        *,
        quote: str = "",
        span: Span | None = None,
        kind: str = "note",
        tags: Sequence[str] = (),
    ) -> Note:
        """Write a note on an article or on a passage of it, given by its words or its span.

        Raises `QuotationError` when the words stand nowhere or in several places, which it lists.
        """
        return self.notes.write(reference, text, quote=quote, span=span, kind=kind, tags=tags)
