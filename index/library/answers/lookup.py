"""What a library asks whatever holds its articles: a folder with its cache, or a shared archive.

Does not say which it is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from ...errors import UnknownArticleError
from ...model.results import SearchPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...model.article import Article, ArticleRow
    from ...model.complaint import Complaint
    from ...model.found import Found
    from ...model.results import Hit, Progress, Refresh


class Lookup(Protocol):
    """Answers questions about the articles of one library."""

    @property
    def about(self) -> str:
        """What is to be said of an archive, empty for a folder."""

    def look_anew(self) -> Refresh | None:
        """Look at an archive anew; ``None`` for a folder, which the cache looks through."""

    def close(self) -> None:
        """Let go of files and connections."""

    def article(self, id: str) -> Article | None:
        """Return an article as it is at hand, or ``None`` when there is none of that id."""

    def opened(self, id: str) -> Article | None:
        """Return an article that somebody opens: as it is now, and kept from then on."""

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles at hand."""

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the list rows of ``ids`` in their order; ids that are gone are left out."""

    def all_rows(self, sort: str) -> tuple[ArticleRow, ...]:
        """Return every list row, of an archive the first ten thousand."""

    def count(self) -> int:
        """Return how many articles lists hold."""

    def resolve(self, reference: str) -> str:
        """Return the one id that ``reference`` means; raises `UnknownArticleError` or `AmbiguousArticleError`."""

    def find(
        self,
        query: str,
        sort: str,
        *,
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        """Return ids and counts for a query, or everything for an empty one."""

    def hits(self, found: Found, start: int, stop: int | None) -> tuple[Hit, ...]:
        """Return some results of an answer with their snippets."""

    def find_all(self, query: str, sort: str, most: int) -> Found:
        """Return what `find` does with the notes among the results; of an archive ``most`` articles and no notes."""

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Load what search as you type needs."""

    def holding(self, passage: str, most: int) -> tuple[Sequence[str], bool]:
        """Return up to ``most`` articles that may share a passage, likeliest first, and whether it is boilerplate."""

    def gather(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Bring the articles that are to be grouped into stories into the cache."""

    def complaints(self) -> tuple[Complaint, ...]:
        """Return what is wrong where the articles are held."""


def article_meant(lookup: Lookup, reference: str) -> Article:
    """Return the article that ``reference`` means, as it is now; raises as `Lookup.resolve`."""
    article = lookup.opened(lookup.resolve(reference))
    if article is None:  # it was deleted between the two questions
        raise UnknownArticleError(reference)
    return article


def search_page(lookup: Lookup, query: str, limit: int, sort: str) -> SearchPage:
    """Return the first ``limit`` results of a query with everything said of the answer."""
    started = time.perf_counter()
    found = lookup.find_all(query, sort, limit)
    hits = lookup.hits(found, 0, limit)
    elapsed = round((time.perf_counter() - started) * 1000, 2)
    return SearchPage(
        found.query, found.total, found.total_exact, elapsed, found.problems, found.suggestions, found.facets, hits
    )
