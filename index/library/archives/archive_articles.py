"""What an archive hands out becomes an article, checked: nothing of it is taken on trust.

Does not ask for it.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Protocol

from ...archive.archive_kinds import DAYS, READ_DAYS
from ...articles.readers.files.dump_records import Naming, stated_article
from ...cache.records import from_record, to_record
from ...errors import ArchiveError
from ...model.article import ArticleRow, covers, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...articles.article_maker import Maker
    from ...cache.shadows import Behind
    from ...model.article import Article

_READER = "archive"
TEXTLESS = "This document of the archive holds no text."
_LISTS = ("tags", "problems", "copies", "versions")


class ArticleForm(Protocol):
    """How the articles of one kind of index are read."""

    parts: tuple[str, ...]
    """What of a source a list row needs; empty for all of it."""

    def article(self, id: str, source: Mapping[str, Any]) -> Article:
        """Return the article; raises `ArchiveError` for a source that holds none."""

    def row(self, id: str, source: Mapping[str, Any]) -> ArticleRow:
        """Return the list row; raises `ArchiveError`."""


class OwnForm:
    """Articles that were pushed: their records are what the cache of a folder holds."""

    parts: tuple[str, ...] = ("row",)

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def article(self, id: str, source: Mapping[str, Any]) -> Article:
        """Return the article of a record that is whole: its text is what its hash says, its blocks cover the text."""
        try:
            article = from_record(source["record"])
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            raise _damaged(self._shown, id) from None
        digest = blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if article.id != id or article.hash != digest or not covers(article.text, article.blocks):
            raise _damaged(self._shown, id)
        return article

    def row(self, id: str, source: Mapping[str, Any]) -> ArticleRow:
        """Return the list row as it was pushed."""
        told = source.get("row")
        try:
            row = ArticleRow(**{**told, **{name: tuple(told[name]) for name in _LISTS}})  # type: ignore[dict-item,index]
        except (KeyError, TypeError):
            raise _damaged(self._shown, id) from None
        if row.id != id:
            raise _damaged(self._shown, id)
        return row


class ForeignForm:
    """Articles of somebody else's index, read as records of a dump are; ``names`` maps its fields to ours.

    Days that a document writes in a way not understood here are taken as the server reads them.
    """

    parts: tuple[str, ...] = ()

    def __init__(self, shown: str, maker: Maker, names: Mapping[str, str]) -> None:
        self._maker, self._textless = maker, f"{TEXTLESS} `variorum archive map {shown}` guesses its fields anew."
        self._naming = Naming({**names, **{f"{READ_DAYS}.{told}": told for told in DAYS}})

    def article(self, id: str, source: Mapping[str, Any]) -> Article:
        """Return the article of a record; one without text has the problem `TEXTLESS`."""
        raw, whole = stated_article(source, _READER, self._naming)
        problems = raw.problems if whole else (*raw.problems, self._textless)
        return self._maker.article(replace(raw, member="", problems=problems), id, _READER)

    def row(self, id: str, source: Mapping[str, Any]) -> ArticleRow:
        """Return the list row."""
        return row_of(self.article(id, source))


def sent_row(article: Article, behind: Behind) -> dict[str, Any]:
    """Return the list row as it is pushed, with what stands behind the article."""
    return asdict(replace(row_of(article), copies=behind.copies, versions=behind.versions))


def sent_record(article: Article) -> dict[str, Any]:
    """Return the record as it is pushed."""
    return to_record(article)


def _damaged(shown: str, id: str) -> ArchiveError:
    return ArchiveError(shown, f"“{id}” is not as it was pushed", "push it again")
