"""`Library`: one folder of articles with its search, its shelf and its cache; every method only calls rooms.

Refuses to know formats, Whoosh, SQLite, YAML, or a screen.
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
from .answering import Answering
from .findings import skipped_files, unread_files
from .keeping import Keeper
from .library_paths import common_folder, locate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ..model.article import Article, ArticleRow, Span
    from ..model.comparison_result import Comparison, Quote, Story, Trace
    from ..model.note import Mark, Note, PlacedNote
    from ..model.results import Complaint, Found, Hit, Progress, Refresh, SearchPage
    from .corpus_comparison import Comparing
    from .noting import Noting


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
        self.notebook = Notebook(self.places.notes, self.places.spare_notes, author=self.settings.author)
        self._answering = Answering(self._keeper, self.shelf, self.notebook, self.settings.search)

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
        return self._keeper.store.catalogue.all_rows(sort)

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the rows of ``ids`` in their order; ids that are gone are left out."""
        return self._keeper.store.catalogue.rows(ids)

    def show(self, reference: str) -> Article:
        """Return the article that ``reference`` means (see `resolve`)."""
        article = self._answering.article(self._answering.resolve(reference))
        if article is None:
            raise UnknownArticleError(reference)
        return article

    def resolve(self, reference: str) -> str:
        """Return the id that is ``reference``, or alone begins with it, or alone holds it in id or title.

        Raises `UnknownArticleError` or `AmbiguousArticleError`, which list what was near.
        """
        return self._answering.resolve(reference)

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
        return self._answering.find(query, sort, quick=quick, cancelled=cancelled)

    def hits(self, found: Found, start: int = 0, stop: int | None = None, *, quick: bool = False) -> tuple[Hit, ...]:
        """Return results ``start`` to ``stop`` of an answer with their snippets; articles gone since are left out.

        ``quick`` says the answer was asked for as one types, so that the last word is marked as a beginning.
        """
        return self._answering.hits(found, start, stop, quick=quick)

    def search(self, query: str, limit: int | None = None, sort: str = "relevance") -> SearchPage:
        """Return the first ``limit`` results of a query (the configured number when ``None``)."""
        return self._answering.search(query, limit, sort)

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Load what search as you type needs, in slices, until ``cancelled`` says stop."""
        self._answering.prewarm(cancelled)

    # Upkeep

    def refresh(
        self,
        *,
        rebuild: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Refresh:
        """Take in what changed on disk, articles and notes; ``rebuild`` makes the cache anew beside the old one.

        Raises `BusyError` while another process is writing.
        """
        refresh = self._keeper.refresh(rebuild=rebuild, progress=progress, cancelled=cancelled)
        if refresh.moved:
            self.shelf.move_all(dict(refresh.moved))
            self.notebook.move(dict(refresh.moved))
        self._keeper.freshen_notes(self.notebook.all())
        return refresh

    def check(self) -> tuple[Complaint, ...]:
        """Return everything wrong with library, rules, shelf, notes and cache, each with its cure."""
        noted = self.noting.check()
        return (
            *skipped_files(self._keeper.skipped()),
            *unread_files(self.places.folder, self._keeper.unread()),
            *self._reader.problems,
            *self.shelf.problems,
            *noted,
            *self._keeper.complaints(),
        )

    def close(self) -> None:
        """Let go of the cache's files."""
        self._answering.close()
        self._keeper.close()

    def unread(self) -> Mapping[str, int]:
        """Return how many files there are of kinds that are not read, by suffix, the commonest first."""
        return self._keeper.unread()

    # Comparison

    @cached_property
    def comparing(self) -> Comparing:
        """Comparison over the whole library: frequencies, stories, traces."""
        from .corpus_comparison import Comparing  # noqa: PLC0415 a search needs none of it

        return Comparing(self._keeper, self._answering, self.settings.compare)

    def compare(self, *references: str, include: Collection[str] = ()) -> Comparison:
        """Compare two to about ten accounts, shown in the order given.

        Of three and more, accounts of another event are set aside with the reason, unless ``include`` holds their id.
        """
        return self.comparing.compare([self.show(reference) for reference in references], include)

    def quotes(self, *references: str) -> tuple[Quote, ...]:
        """Return the direct quotations of articles, with speakers as far as they can be told."""
        return tuple(quote for reference in references for quote in self.comparing.quotes(self.show(reference)))

    def stories(self) -> tuple[Story, ...]:
        """Return the library grouped into stories, the largest first; `digest` keeps them up to date."""
        return self.comparing.stories()

    def trace(self, passage: str, *, without: str = "") -> tuple[Trace, ...]:
        """Return every place of the digested articles that shares a passage; ``without`` is the article it is from."""
        return self.comparing.trace(passage, without)

    def digest(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> int:
        """Prepare new and changed articles for stories, traces and ``said:``; return how many there were.

        Takes some milliseconds an article. Raises `BusyError` while another process is writing.
        """
        return self.comparing.digest(progress, cancelled)

    # Notes

    @cached_property
    def noting(self) -> Noting:
        """Notes together with the articles they are on: places, filters, exchange."""
        from .noting import Noting  # noqa: PLC0415 a search needs none of it

        return Noting(self.notebook, self._answering)

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
        return self.noting.write(reference, text, quote=quote, span=span, kind=kind, tags=tags)

    def notes(self, reference: str = "") -> tuple[PlacedNote, ...]:
        """Return the notes on an article (on all, when none is named) with today's place of each."""
        notes = self.notebook.notes(self.resolve(reference)) if reference else self.notebook.all()
        return self.noting.placed(notes)

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
