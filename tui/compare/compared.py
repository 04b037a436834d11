"""A comparison on its way to the screen: which accounts, asked of the search thread or of the child.

Refuses to draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, Comparison, Library


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with its articles in the order shown, and those set aside; ``how`` the nearest one was found."""

    comparison: Comparison
    articles: tuple[Article, ...]
    aside: tuple[Article, ...]
    how: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids that were asked for."""
        return tuple(article.id for article in (*self.articles, *self.aside))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles to compare, in the order asked for; ``how`` says why one was chosen that nobody asked for."""

    articles: tuple[Article, ...]
    how: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the articles."""
        return tuple(article.id for article in self.articles)

    def compared(self, comparison: Comparison) -> Compared:
        """Return a comparison of these articles together with them."""
        by_id = {article.id: article for article in self.articles}
        shown = tuple(by_id[account.id] for account in comparison.accounts)
        return Compared(comparison, shown, tuple(by_id[one.id] for one in comparison.aside), self.how)


def gathering(library: Library, ids: Sequence[str]) -> Callable[[Callable[[], bool]], Gathered]:
    """Return work for the search thread: fetch articles; with one only, it and the one nearest to it."""

    def gather(_: Callable[[], bool]) -> Gathered:
        wanted, how = list(dict.fromkeys(ids)), ""
        if len(wanted) == 1:
            near = library.nearest(wanted[0])
            wanted.append(near.id)
            how = near.reason
        return Gathered(tuple(library.show(id) for id in wanted), how)

    return gather


def comparing(
    library: Library, ids: Sequence[str], include: Sequence[str] = ()
) -> Callable[[Callable[[], bool]], Compared]:
    """Return work for the search thread: compare articles; with one only, it and the one nearest to it."""

    def compare(cancelled: Callable[[], bool]) -> Compared:
        gathered = gathering(library, ids)(cancelled)
        return gathered.compared(library.compare(*gathered.ids, include=include))

    return compare
