"""The articles table: every article with its list row and its full record, so that showing one reads no file.

It stores what it is given; what an article says is decided elsewhere.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from ..errors import IndexDamagedError
from ..model.article import ArticleRow, row_of
from ..text.addresses import normal_address
from ..text.words import folded_words
from .records import pack, text_key, unpack
from .shadows import HIDDEN, Behind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..model.article import Article
    from .database import Database
    from .shadows import Shadows

_NEAR = 75
"""The least similarity (0…100) of part of an id or title to a reference that matches nothing."""
_ROW = "id, title, outlet, author, agency, published, language, tags, words, hash, problems, opening"
# The orders of `search.catalogue`, so that lists with and without a query are sorted alike.
_ORDERS = {
    "date": "published IS NULL, published DESC, id",
    "oldest": "published IS NULL, published, id",
    "outlet": "outlet IS NULL, outlet_key, published IS NULL, published DESC, id",
    "title": "title IS NULL, title_key, id",
    "id": "id",
}
_FACETS = {
    "outlet": "outlet",
    "agency": "agency",
    "author": "author",
    "month": "substr(published, 1, 7)",
    "language": "language",
}
# Created after the first build: maintained from the first article on they would make it seven times slower.
_INDEXES = (
    *(f"articles_by_{name} ON articles ({order})" for name, order in _ORDERS.items() if name != "id"),
    *(f"articles_of_{name} ON articles ({value})" for name, value in _FACETS.items()),
    "articles_tagged ON articles (id, tags) WHERE tags <> '[]'",
)
_INSERT = (
    "INSERT INTO articles (id, path, family, text, hash, title, outlet, author, agency, published, language, tags,"
    " words, problems, opening, title_key, outlet_key, address, captured)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SHOWN = f"number NOT IN ({HIDDEN})"
_LIMIT = 500  # SQLite's oldest builds take 999 variables


class ArticleEntry(NamedTuple):
    """An article as table rows: its id, file, text hash, row columns, and packed record."""

    id: str
    path: str
    hash: str
    columns: tuple[object, ...]
    record: bytes


def entry_of(article: Article) -> ArticleEntry:
    """Return the table rows of an article; needs no database, so other processes can do it."""
    return ArticleEntry(article.id, article.source.path, article.hash, _columns(article), pack(article))


class ArticleTable:
    """The tables of articles; lists and counts leave out those hidden behind others (see `shadows`)."""

    def __init__(self, database: Database, shadows: Shadows) -> None:
        self._database, self._shadows = database, shadows

    def __len__(self) -> int:
        """Return the number of articles, hidden ones included."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def ids(self, sort: str = "date") -> list[str]:
        """Return the listed ids by ``date`` (newest first, undated last), ``outlet``, ``title`` or ``id``."""
        order = _ORDERS.get(sort, _ORDERS["date"])
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(f"SELECT id FROM articles WHERE {_SHOWN} ORDER BY {order}")]  # noqa: S608

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return the list rows of ``ids`` in their order; unknown ids are left out."""
        found: dict[str, ArticleRow] = {}
        behind = self._shadows.behind(ids)
        with self._database.reading() as connection:
            for start in range(0, len(ids), _LIMIT):
                part = ids[start : start + _LIMIT]
                marks = ",".join("?" * len(part))
                for row in connection.execute(f"SELECT {_ROW} FROM articles WHERE id IN ({marks})", part):  # noqa: S608
                    found[row[0]] = _row(row, behind)
        return tuple(found[id] for id in ids if id in found)

    def all_rows(self, sort: str = "date") -> tuple[ArticleRow, ...]:
        """Return all list rows in the order of `ids`."""
        order = _ORDERS.get(sort, _ORDERS["date"])
        behind = self._shadows.behind()
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_ROW} FROM articles WHERE {_SHOWN} ORDER BY {order}")  # noqa: S608
            return tuple(_row(row, behind) for row in rows)

    def article(self, id: str) -> Article | None:
        """Return one article as it was read, ``None`` if unknown; raises `IndexDamagedError` for a broken record."""
        return next(self.articles([id]), None)

    def articles(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield the known articles among ``ids``, in their order."""
        question = "SELECT record FROM records JOIN articles USING (number) WHERE id = ?"
        for id in ids:
            with self._database.reading() as connection:
                row = connection.execute(question, (id,)).fetchone()
            if row is not None:
                try:
                    yield unpack(row[0])
                except (ValueError, zlib.error, KeyError, TypeError) as error:
                    raise IndexDamagedError(str(self._database.path), f"record of {id}: {error}") from error

    def hashes(self) -> dict[str, str]:
        """Return the text hash of every article, by id."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT id, hash FROM articles").fetchall())

    def problems(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the id and problems of each article that has any, hidden ones included, in the order of ids."""
        with self._database.reading() as connection:
            question = "SELECT id, problems FROM articles WHERE problems <> '[]' ORDER BY id"
            for id, problems in connection.execute(question):
                yield id, _texts(problems)

    def facets(self) -> dict[str, dict[str, int]]:
        """Return the number of articles per outlet, agency, author, month and language, largest first."""
        with self._database.reading() as connection:
            return {name: dict(_counts(connection, column)) for name, column in _FACETS.items()}

    def matching(self, reference: str, limit: int = 8) -> Iterator[list[str]]:
        """Yield ids equal to ``reference``, then ids it is a prefix of, then ids with it in id or title.

        Each query runs when its result is asked for; all but the first scan every article. Only the first is
        case-sensitive; each list has at most ``limit`` + 1 ids. Hidden articles are in the first list, and in separate
        lists at the end.
        """
        needle = reference.casefold()
        begins = "substr(casefold(id), 1, length(:value)) = :value"
        holds = "(instr(casefold(id), :value) OR instr(casefold(title), :value))"
        with self._database.reading() as connection:
            connection.create_function("casefold", 1, lambda text: (text or "").casefold(), deterministic=True)

            def ask(condition: str, value: str = needle) -> list[str]:
                query = f"SELECT id FROM articles WHERE {condition} ORDER BY id LIMIT {limit + 1}"  # noqa: S608
                return [row[0] for row in connection.execute(query, {"value": value})]

            yield ask("id = :value", reference)
            for shown in (_SHOWN, f"NOT {_SHOWN}"):
                for part in (begins, holds):
                    yield ask(f"{part} AND {shown}")

    def near(self, reference: str, limit: int = 3) -> list[str]:
        """Return the ids whose id or title contains a part most similar to ``reference``, best first."""
        # Imported late: most references match.
        from rapidfuzz.fuzz import partial_ratio  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415

        with self._database.reading() as connection:
            names = connection.execute("SELECT id, title FROM articles LIMIT 20000").fetchall()
        owners = {name.casefold(): id for id, title in names for name in (id, title or id)}
        close = extract(reference.casefold(), owners.keys(), scorer=partial_ratio, score_cutoff=_NEAR, limit=2 * limit)
        return list(dict.fromkeys(owners[name] for name, _, _ in close))[:limit]

    def versions(self, address: str) -> list[str]:
        """Return the ids of the articles of a normalised address, by capture time, else by id."""
        with self._database.reading() as connection:
            question = "SELECT id FROM articles WHERE address = ? ORDER BY captured IS NULL, captured, id"
            return [row[0] for row in connection.execute(question, (address,))]

    def holding(self, digest: str) -> list[str]:
        """Return the ids of the articles whose text has this hash, the listed one first."""
        with self._database.reading() as connection:
            question = f"SELECT id FROM articles WHERE hash = ? ORDER BY {_SHOWN} DESC, id"  # noqa: S608
            return [row[0] for row in connection.execute(question, (digest,))]

    def texts_of(self, path: str) -> dict[str, str]:
        """Return the text hashes of a file's articles by id, in the order they were added."""
        with self._database.reading() as connection:
            question = "SELECT id, hash FROM articles WHERE path = ? ORDER BY number"
            return dict(connection.execute(question, (path,)).fetchall())

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Return the tags in the articles' files, by article id."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id, tags FROM articles WHERE tags <> '[]'").fetchall()
        return {id: tuple(json.loads(tags)) for id, tags in rows}

    def tagged(self, tag: str) -> set[str]:
        """Return the ids of articles with a tag in their file, ignoring letter case."""
        return {id for id, tags in self.tags().items() if tag.casefold() in map(str.casefold, tags)}

    def settle(self) -> None:
        """Create the indexes for lists and counts, if missing."""
        with self._database.reading() as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles_tagged'").fetchone():
                return
        with self._database.writing() as connection:
            for index in _INDEXES:
                connection.execute(f"CREATE INDEX {index}")

    def put(self, entries: Collection[ArticleEntry], families: Mapping[str, int]) -> None:
        """Add or replace articles; ``families`` maps ids to the number of their family of repeated lines."""
        with self._database.writing() as connection:
            _remove(connection, [entry.id for entry in entries])
            for entry in entries:
                key = (entry.id, entry.path, families[entry.id], text_key(entry.hash))
                cursor = connection.execute(_INSERT, (*key, *entry.columns))
                connection.execute("INSERT INTO records VALUES (?, ?)", (cursor.lastrowid, entry.record))

    def mark_anew(self, articles: Iterable[Article]) -> None:
        """Update what rows say of the text of articles whose furniture was marked again."""
        told = [(row.words, row.opening, row.id) for row in map(row_of, articles)]
        with self._database.writing() as connection:
            connection.executemany("UPDATE articles SET words = ?, opening = ? WHERE id = ?", told)

    def remove(self, ids: Collection[str]) -> None:
        """Delete articles."""
        with self._database.writing() as connection:
            _remove(connection, ids)


def _remove(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    keys = [(id,) for id in ids]
    connection.executemany("DELETE FROM shadows WHERE number = (SELECT number FROM articles WHERE id = ?)", keys)
    connection.executemany("DELETE FROM records WHERE number = (SELECT number FROM articles WHERE id = ?)", keys)
    connection.executemany("DELETE FROM articles WHERE id = ?", keys)


def _columns(article: Article) -> tuple[object, ...]:
    row = row_of(article)
    known = (row.title, row.outlet, row.author, row.agency, row.published, row.language)
    tags, problems = (json.dumps(values, ensure_ascii=False) for values in (row.tags, row.problems))
    keys = (folded_words(value or "") for value in known[:2])
    address = normal_address(article.url.value) if article.url.value else None
    return (row.hash, *known, tags, row.words, problems, row.opening, *keys, address, article.captured.value)


def _row(row: tuple[str, ...], behind: Mapping[str, Behind]) -> ArticleRow:
    id, title, outlet, author, agency, published, language, tags, words, digest, problems, opening = row
    return ArticleRow(
        id, title, outlet, author, agency, published, language,
        _texts(tags), int(words), digest, _texts(problems), *behind.get(id, Behind()), opening,
    )  # fmt: skip


def _texts(written: str) -> tuple[str, ...]:
    """Parse a stored list of strings; most are empty, which needs no JSON parser."""
    return () if written == "[]" else tuple(json.loads(written))


def _counts(connection: sqlite3.Connection, column: str) -> list[tuple[str, int]]:
    return connection.execute(
        f"SELECT {column} AS value, count(*) FROM articles WHERE value IS NOT NULL AND {_SHOWN} GROUP BY value"  # noqa: S608
        " ORDER BY count(*) DESC, value"
    ).fetchall()
