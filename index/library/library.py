"""`Library`: one folder of articles, or one shared archive, with its search, comparisons, notes, shelf and cache.

What is asked of the articles are methods. What the reader keeps are rooms: ``library.notes`` (notes on their passages),
``library.notebook`` (writing them, undo and redo), ``library.shelf`` (read, stars, tags, places). Does not
know about formats, Whoosh, SQLite, YAML or screens.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..articles.file_reader import ArticleReader
from ..errors import ArchiveError
from ..files.held_folders import HeldFolders
from ..model.settings import LibrarySettings
from ..notes.book.notebook import Notebook
from ..notes.grouping.story_decisions import StoryDecisions
from ..notes.shelf.shelf import Shelf
from ..text.addresses import is_address, normal_address
from .answers.lookup import article_meant, search_page
from .answers.lookup_choice import lookup_of
from .copies_kept import bring_to_leads
from .findings import articles_with_problems, failing_readers, misfitting_accounts, skipped_files, unread_files
from .last_session import LastSession
from .library_cache import LibraryCache
from .library_paths import archive_at, common_folder, located
from .recent_visits import RecentVisits
from .related_accounts import lead, nearest, neighbours, related
from .stories.story_groups import StoryGroups

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ..archive.push import Pushed
    from ..model.article import Article, ArticleRow, Span
    from ..model.comparison_result import Comparison, Nearest, Quote, Related, Trace
    from ..model.complaint import Complaint
    from ..model.found import Found
    from ..model.note import Note
    from ..model.results import Hit, Progress, Refresh, SearchPage
    from .adding import Adding
    from .corpus_comparison import CorpusComparison
    from .library_notes import LibraryNotes
    from .stories.library_stories import LibraryStories

    Watch = Callable[[Progress], None]


class Library(AbstractContextManager["Library"]):
    """The articles below ``folder``, restricted to the files ``only`` when any are given, or of a shared archive.

    An archive is named by its address, ``https://HOST/INDEX``. Nothing is read until it is asked for; call `refresh` to
    take in what changed on disk. Raises `NoLibraryError` when the folder can't be opened, `ArchiveError` for an address
    that names no archive; whatever asks an archive may raise `ArchiveError`.
    """

    def __init__(
        self, folder: str | Path, *, settings: LibrarySettings | None = None, only: Sequence[Path] = ()
    ) -> None:
        self.settings = settings or LibrarySettings()
        self.address, self.places = located(folder, only, self.settings)
        self.held = HeldFolders(self.places.folder, self.places.notes)
        kept = self.places.notes, self.places.spare_notes
        self.shelf = Shelf(*kept, held=self.held)
        self._reader = ArticleReader(self.places.folder, self.settings.articles)
        self._cache = LibraryCache(self.places, self._reader, self.settings)
        self.notebook = Notebook(*kept, author=self.settings.author, held=self.held)
        self.last_session, self.recent = LastSession(*self.places.session), RecentVisits(self.places.recent)
        self.decisions = StoryDecisions(*kept, held=self.held)
        self._grouping = StoryGroups(lambda: self._cache.store, self.decisions)
        held = self._cache, self.shelf, self.notebook, self._grouping
        self._lookup = lookup_of(self.address, self.places, self.settings, *held)

    @classmethod
    def of_paths(cls, paths: Sequence[str | Path], settings: LibrarySettings | None = None) -> Library:
        """Open a folder or the address of an archive, or several files as their common folder restricted to them."""
        if len(paths) == 1 and is_address(str(paths[0])):
            return cls(paths[0], settings=settings)
        folder, only = common_folder([Path(path) for path in paths])
        return cls(folder, settings=settings, only=only)

    @classmethod
    def from_config(cls, path: str | Path) -> Library:
        """Open the library that a configuration file names; raises `NoLibraryError` when it names none."""
        from ..config.loading import load_settings  # noqa: PLC0415 most libraries are opened without a file

        settings = load_settings(Path(path)).settings
        return cls(settings.library or ".", settings=settings)

    @property
    def name(self) -> str:
        """The folder, or the address of the archive, as it can be shown and named on a command line."""
        return self.address.shown if self.address is not None else str(self.places.folder)

    @property
    def title(self) -> str:
        """What the library is called: the last part of its folder, or the whole address of an archive."""
        return self.address.shown if self.address is not None else self.places.folder.name

    @property
    def about(self) -> str:
        """What is to be said of an archive beside its address, empty for a folder: by whose rules it is searched."""
        return self._lookup.about

    # Articles

    def list(self, sort: str = "date") -> tuple[ArticleRow, ...]:
        """Return every article's row, by ``date`` (newest first, undated last), ``outlet``, ``title`` or ``id``."""
        return self._lookup.all_rows(sort)

    def count(self) -> int:
        """Return how many articles lists hold."""
        return self._lookup.count()

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the rows of ``ids`` in their order; ids that are gone are left out."""
        return self._lookup.rows(ids)

    def show(self, reference: str) -> Article:
        """Return the article that ``reference`` means (see `resolve`)."""
        return article_meant(self._lookup, reference)

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
        lower bounds, and there are no facets. Else these hold ``tag`` and ``state`` (``is:unread is:starred has:note``)
        too. Raises `IndexDamagedError`, after which `refresh` rebuilds the index.
        """
        return self._lookup.find(query, sort, typing=typing, quick=quick, cancelled=cancelled)

    def hits(self, found: Found, start: int = 0, stop: int | None = None) -> tuple[Hit, ...]:
        """Return results ``start`` to ``stop`` of an answer with their snippets; articles gone since are left out."""
        return self._lookup.hits(found, start, stop)

    def search(self, query: str, limit: int | None = None, sort: str = "relevance") -> SearchPage:
        """Return the first ``limit`` results of a query (the configured number when ``None``)."""
        return search_page(self._lookup, query, self.settings.search.limit if limit is None else limit, sort)

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

        ``reread`` takes pages, PDFs and all that other people's parsers read apart anew, by the parsers there are now.
        An archive is only looked at anew. Raises `BusyError` while another process is writing.
        """
        if (looked := self._lookup.look_anew()) is not None:
            return looked
        refresh = self._cache.refresh(rebuild=rebuild, reread=reread, progress=progress, cancelled=cancelled)
        if refresh.moved:
            for move in (self.shelf.move_all, self.notebook.move, self.decisions.move_all):
                move(dict(refresh.moved))
        if refresh:
            bring_to_leads(self._cache.store.shadows.leads(), self.shelf, self.notebook, self.decisions)
        self._cache.freshen_notes(self.notebook.all())
        return refresh

    def changed_file(self, reference: str) -> tuple[int, int, int] | None:
        """Return size, time of change and inode of an article's file if it is another than was read, else ``None``."""
        return self._cache.changed_file(self.show(reference).source.path)

    def check(self) -> tuple[Complaint, ...]:
        """Return what is wrong with library, articles, captures, rules, shelf, notes and cache, each with its cure."""
        from ..captures.capture_folder import CaptureFolder  # noqa: PLC0415 a search needs none of it

        return (
            *skipped_files(self._cache.skipped()),
            *unread_files(self.places.folder, self._cache.unread()),
            *articles_with_problems(self.places.folder, self._cache.store.catalogue.problems()),
            *misfitting_accounts(CaptureFolder(self.places.folder).misfits()),
            *failing_readers(self._reader.problems, self._cache.reader_failures()),
            *self.shelf.problems,
            *self.notes.check(),
            *self.stories.check(),
            *self._cache.complaints(),
            *self._lookup.complaints(),
        )

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the cache's files, as the end of a ``with`` does; asked again, they are opened again."""
        self._lookup.close()
        self._cache.close()

    @cached_property
    def adding(self) -> Adding:
        """Fetching pages, the only thing here that uses the network."""
        from .adding import Adding  # noqa: PLC0415 nothing else needs it

        if self.address is not None:
            raise ArchiveError(self.name, "a shared archive is only read here", "add pages to a folder of your own")
        return Adding(self.places.folder, self._reader)

    def versions(self, url: str) -> Sequence[str]:
        """Return the ids of the articles that are versions of one page, the oldest first."""
        return self._cache.store.catalogue.versions(normal_address(url))

    def page_versions(self, id: str) -> Sequence[str]:
        """Return the ids of the captures of an article's page, it among them, the oldest first; none if it is alone."""
        return self._cache.store.shadows.versions_with(id)

    def push(
        self,
        target: str,
        *,
        shards: int = 1,
        replicas: int = 1,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Pushed:
        """Send the articles that the archive at the address ``target`` lacks; ``shards`` and ``replicas`` of a new one.

        May be broken off and begun again. Raises `ArchiveError`.
        """
        from .archives.archive_pushing import push_library  # noqa: PLC0415 nothing else needs it

        address = archive_at(target, self.settings)
        return push_library(
            self._lookup,
            self._cache.store.shadows,
            address,
            shards=shards,
            replicas=replicas,
            progress=progress,
            cancelled=cancelled,
        )

    # Comparison

    @cached_property
    def _comparison(self) -> CorpusComparison:
        from .corpus_comparison import CorpusComparison  # noqa: PLC0415 a search needs none of it

        return CorpusComparison(self._cache, self._lookup, self._grouping, self.settings.compare)

    def compare(self, *references: str, include: Collection[str] = (), progress: Watch | None = None) -> Comparison:
        """Compare two to about ten accounts, shown in the order given.

        Of three and more, accounts of another event are set aside with the reason, unless ``include`` holds their id.
        """
        return self._comparison.compare([self.show(reference) for reference in references], include, progress)

    def quotes(self, *references: str) -> tuple[Quote, ...]:
        """Return the direct quotations of articles, with speakers as far as they can be told."""
        return tuple(quote for reference in references for quote in self._comparison.quotes(self.show(reference)))

    @cached_property
    def stories(self) -> LibraryStories:
        """The library grouped into stories; called, it lists them, the largest first (see `LibraryStories`)."""
        from .stories.library_stories import LibraryStories  # noqa: PLC0415 a search needs none of it

        grouped, leads = self._comparison.stories, lambda: self._cache.store.shadows.leads()  # noqa: PLW0108 as it is then
        return LibraryStories(self.decisions, grouped, self._lookup, leads, archive=self.address is not None)

    def trace(self, passage: str, *, without: str = "") -> tuple[Trace, ...]:
        """Return every place of the digested articles that shares a passage; ``without`` is the article it is from."""
        return self._comparison.trace(passage, without)

    def nearest(self, reference: str) -> Nearest:
        """Return the account nearest to an article, and why: shared passages, else its event, else its story.

        Raises `LibraryError` when no article is near.
        """
        article = self.show(reference)
        return nearest(article.id, self._traces(article), self.stories(), self._comparison.undigested)

    def related(self, reference: str, cancelled: Callable[[], bool] | None = None) -> tuple[Related, ...]:
        """Return where else the paragraphs of an article are told: of each near account the most telling sentence.

        At most `related_accounts.NEIGHBOURS` accounts are compared; ``cancelled`` stops between two.
        """
        article = self.show(reference)
        near = neighbours(article.id, self._traces(article), self.stories())
        return related(article, near, self.compare, cancelled)

    def _traces(self, article: Article) -> Sequence[Trace]:
        """Return where the beginning of an article is told too, but for articles the reader parted from it."""
        parted = self.stories.apart_from(article.id)
        return [trace for trace in self.trace(lead(article), without=article.id) if not parted(trace.id)]

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
        target = self.notes.find_target(reference, quote, span)
        return self.notebook.write(text, [target], kind=kind, tags=tags)
