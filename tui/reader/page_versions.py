"""Copies of the open article's text and versions of its page: listed beside it, compared by a key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from index import long_date, one_line

from .article_facts import AsideLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, Library

    from ..article.article_pane import ArticlePane
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs

NONE: Final = "No other version of this page is here."
_LISTED: Final = 6
"""Versions listed; two consecutive ones can be compared even if not listed."""


class Standing(NamedTuple):
    """Copies of a text (ids), and the versions of its page with their capture times, oldest first."""

    copies: Sequence[str] = ()
    versions: Sequence[tuple[str, str]] = ()

    def pair(self, id: str) -> tuple[str, str] | None:
        """Return the version ``id`` and the next one; for the newest, the one before; ``None`` without another."""
        ids = [version for version, _ in self.versions]
        if len(ids) < 2:
            return None
        at = min(ids.index(id) if id in ids else len(ids), len(ids) - 2)
        return ids[at], ids[at + 1]


def standing_of(library: Library, id: str) -> Standing:
    """Find copies of an article and versions of its page; for the search thread."""
    copies = [copy for row in library.rows([id]) for copy in row.copies]
    versions = [library.show(version) for version in library.page_versions(id)]
    return Standing(copies, [(article.id, article.captured.value or "") for article in versions])


class PageVersions:
    """The page versions of the article in ``pane``; ``changed`` is called when they are known."""

    def __init__(
        self, session: Session, navigation: Navigation, pane: ArticlePane, changed: Callable[[], None]
    ) -> None:
        self._session, self._navigation, self._pane, self._changed = session, navigation, pane, changed
        self._standing = Standing()
        self.verbs: Verbs = {"compare_versions": self.compare}

    def find(self, article: Article) -> None:
        """Look for copies and other versions, on the search thread."""
        self._standing = Standing()
        found = partial(self._found, article)
        self._session.look_up("versions", lambda library: standing_of(library, article.id), found)

    def _found(self, article: Article, standing: Standing) -> None:
        if self._pane.article is article and standing != self._standing:
            self._standing = standing
            self._changed()

    def lines(self) -> list[AsideLine]:
        """Return the side pane's lines on copies and versions."""
        lines = [AsideLine("Also in", heading=True)] if self._standing.copies else []
        lines += [AsideLine(one_line(copy)) for copy in self._standing.copies]
        if count := len(self._standing.versions):
            key = self._session.key_of("compare_versions")
            lines += [AsideLine(f"{count} versions, {key} compares", heading=True)]
            lines += [self._line(*version) for version in reversed(self._standing.versions[-_LISTED:])]
        return lines

    def _line(self, id: str, captured: str) -> AsideLine:
        here = self._pane.article is not None and self._pane.article.id == id
        moment = f"{long_date(captured[:10])} {captured[11:16]}" if captured else one_line(id)
        return AsideLine(moment, "this one" if here else "", offset=0, article="" if here else id)

    def status(self) -> str:
        """Return the number of versions and the key that compares them; empty without any."""
        count = len(self._standing.versions)
        return f"{count} versions {self._session.key_of('compare_versions')}  " if count else ""

    def compare(self) -> None:
        """Compare the open version with the next one; for the newest, with the one before it."""
        article = self._pane.article
        pair = self._standing.pair(article.id) if article is not None else None
        if pair is None:
            self._session.refuse(NONE)
        else:
            self._navigation.compare(pair)
