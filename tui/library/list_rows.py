"""The rows of a result list, and the source that yields them page by page.

Refuses to fetch anything: a source answers at once, with pending rows where it does not know yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Span


class ListRow(NamedTuple):
    """One article in a list. ``marks`` are spans of ``snippet``, ``hits`` their number in the article.

    ``accounts`` are the articles of its story, 0 when it is the only one, ``copies`` the other places of its text and
    ``versions`` the older ones of its page. ``file`` is the name of its file when ``title``
    only stands in for a headline that is missing; a ``pending`` row is not known yet.
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
    """Rows by position. A page shorter than asked for is filled with pending rows."""

    def __len__(self) -> int: ...

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        """Return the rows of ``[start, stop)``, at once."""
        ...

    def position(self, article: str) -> int | None:
        """Return the position of an article, if it is listed."""
        ...


class Pages:
    """A source with the pages of it that were last asked for; a page with pending rows is asked for again."""

    # A few rows a page: one with pending rows is asked for again at every line painted.
    SIZE = 8
    KEPT = 512

    def __init__(self, source: RowSource) -> None:
        self.source = source
        self._pages: dict[int, Sequence[ListRow]] = {}

    def __len__(self) -> int:
        return len(self.source)

    def forget(self) -> None:
        """Ask the source anew for every row."""
        self._pages.clear()

    def row(self, position: int) -> ListRow:
        """Return a row, pending when the source does not have it yet or its list has shrunk."""
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
