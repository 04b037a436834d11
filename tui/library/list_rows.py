"""The rows of a result list, and the source that provides them in pages.

Nothing is fetched here: a source answers at once, with pending rows for what it does not have yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Span


class ListRow(NamedTuple):
    """One article in a list. ``marks`` are spans of ``snippet``, ``hits`` the number of hits in the article.

    ``accounts`` counts the articles of its story (0 if it is the only one), ``copies`` other articles of the same text
    and ``versions`` older versions of the same page. ``file`` is the file name if ``title`` stands in for a missing
    headline; a ``pending`` row has not been fetched yet.
    """

    id: str
    title: str = ""
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    snippet: str = ""
    marks: Sequence[Span] = ()
    hits: int = 0
    accounts: int = 0
    copies: int = 0
    versions: int = 0
    notes: int = 0
    tags: Sequence[str] = ()
    unread: bool = False
    starred: bool = False
    file: str = ""
    pending: bool = False


PENDING = ListRow(id="", pending=True)


class RowSource(Protocol):
    """Rows by position; pages are complete, with pending rows for those not fetched yet."""

    def __len__(self) -> int: ...

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        """Return the rows of ``[start, stop)`` without waiting."""
        ...

    def position(self, article: str) -> int | None:
        """Return the position of an article, or `None` if it is not listed."""
        ...


class Pages:
    """A source with a cache of the pages asked for last; pages with pending rows are not cached."""

    # Small pages: one with pending rows is requested again for every line painted.
    SIZE = 8
    KEPT = 512

    def __init__(self, source: RowSource) -> None:
        self.source = source
        self._pages: dict[int, Sequence[ListRow]] = {}

    def __len__(self) -> int:
        return len(self.source)

    def forget(self) -> None:
        """Drop the cached pages."""
        self._pages.clear()

    def row(self, position: int) -> ListRow:
        """Return a row; pending if the source does not have it yet, or has become shorter."""
        number, place = divmod(position, self.SIZE)
        page = self._pages.get(number) or self._fetch(number)
        return page[place] if place < len(page) else PENDING

    def _fetch(self, number: int) -> Sequence[ListRow]:
        start = number * self.SIZE
        stop = min(start + self.SIZE, len(self.source))
        page = self.source.page(start, stop)
        if len(page) == stop - start and not any(row.pending for row in page):
            while len(self._pages) >= self.KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page
