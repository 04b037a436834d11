"""What corpus-wide comparison needs of each article, stored so that texts are not read again.

Digests are computed elsewhere; here they are stored and counted.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from . import term_holders
from .shadows import HIDDEN

if TYPE_CHECKING:
    import sqlite3

    from .database import Database

DIGEST_VERSION = "3"
"""Raise this when a digest of the same text would differ (speakers, fingerprints, terms), or what is kept of it.

Digests of another version are recomputed; the full-text index stays.
"""

_SLICE = 500
"""Digests in memory at a time while all are read."""

_STORY_PART = "SELECT id, day, scene, packed FROM digests JOIN articles USING (number) WHERE id = ?"


class Digest(NamedTuple):
    """One article's part in corpus-wide comparison.

    ``packed`` is the story record without ``day`` (ISO, or empty) and ``scene`` (towns, countries). ``prints`` are
    fingerprints of passages, ``terms`` the words that characterise its story, ``stems`` those that comparison weighs;
    ``speakers`` are the people it quotes.
    """

    article: str
    day: str
    towns: tuple[str, ...]
    countries: tuple[str, ...]
    packed: bytes
    prints: tuple[int, ...]
    terms: tuple[str, ...]
    stems: tuple[str, ...]
    speakers: tuple[str, ...]


class StoredCounts(Mapping[str, int]):
    """The number of articles with each word, looked up on demand."""

    def __init__(self, database: Database, table: str) -> None:
        self._database, self._table = database, table
        self._known: dict[str, int] = {}

    def __getitem__(self, word: str) -> int:
        """Return the count; raises ``KeyError`` for a word in no article."""
        if word not in self._known:
            question = f"SELECT articles FROM {self._table} WHERE word = ?"  # noqa: S608 one of our own tables
            with self._database.reading() as connection:
                row = connection.execute(question, (word,)).fetchone()
            self._known[word] = row[0] if row else 0
        if not self._known[word]:
            raise KeyError(word)
        return self._known[word]

    def __iter__(self) -> Iterator[str]:
        """Return an iterator over all words."""
        with self._database.reading() as connection:
            return iter([row[0] for row in connection.execute(f"SELECT word FROM {self._table}")])  # noqa: S608

    def __len__(self) -> int:
        """Return the number of words."""
        with self._database.reading() as connection:
            return int(connection.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0])  # noqa: S608

    def whole(self, least: int = 1) -> dict[str, int]:
        """Return all counts of at least ``least``, for work that needs most of them."""
        question = f"SELECT word, articles FROM {self._table} WHERE articles >= ?"  # noqa: S608
        with self._database.reading() as connection:
            return dict(connection.execute(question, (least,)))


class Digests:
    """The tables of digests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __len__(self) -> int:
        """Return the number of articles with a digest."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM digests").fetchone()[0])

    @property
    def outdated(self) -> bool:
        """Whether the stored digests were made by another version of the rules."""
        return self._database.meta("digests") != DIGEST_VERSION

    def renew(self) -> None:
        """Delete all digests if they are outdated; those added from then on are of this version."""
        if not self.outdated:
            return
        with self._database.writing() as connection:
            connection.execute(term_holders.CREATED)
            for table in ("digests", "prints", "speakers", "stems", "terms", "term_holders"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 our own tables
            self._database.set_meta(digests=DIGEST_VERSION)

    def missing(self) -> list[str]:
        """Return the ids of articles without a digest; hidden articles need none."""
        question = (
            "SELECT id FROM articles LEFT JOIN digests USING (number) WHERE digests.number IS NULL"  # noqa: S608
            f" AND number NOT IN ({HIDDEN}) ORDER BY id"
        )
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(question)]

    def needless(self) -> list[str]:
        """Return the ids of articles with a digest that have been hidden since."""
        question = f"SELECT id FROM articles JOIN digests USING (number) WHERE number IN ({HIDDEN}) ORDER BY id"  # noqa: S608
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(question)]

    def put(self, digests: Iterable[Digest]) -> None:
        """Add the digests of articles that have none; those of older rules are to be gone, see `renew`."""
        stems, terms = Counter[str](), Counter[str]()
        held: dict[int, tuple[str, ...]] = {}
        with self._database.writing() as connection:
            for digest in digests:
                number = _number(connection, digest.article)
                if number is None:
                    continue
                scene = json.dumps([digest.towns, digest.countries], ensure_ascii=False)
                words = zlib.compress(json.dumps([digest.stems, digest.terms]).encode())
                values = (number, digest.day, scene, zlib.compress(digest.packed), words)
                connection.execute("INSERT INTO digests VALUES (?, ?, ?, ?, ?)", values)
                prints = [(value, number) for value in set(digest.prints)]
                connection.executemany("INSERT INTO prints VALUES (?, ?)", prints)
                speakers = [(number, name) for name in dict.fromkeys(digest.speakers)]
                connection.executemany("INSERT INTO speakers VALUES (?, ?)", speakers)
                stems.update(set(digest.stems))
                terms.update(set(digest.terms))
                held[number] = digest.terms
            term_holders.add(connection, held)
            _count(connection, "stems", stems)
            _count(connection, "terms", terms)

    def forget(self, ids: Iterable[str]) -> None:
        """Delete the digests of articles that are about to change or be removed."""
        stems, terms = Counter[str](), Counter[str]()
        with self._database.writing() as connection:
            for id in ids:
                number = _number(connection, id)
                row = connection.execute("SELECT words FROM digests WHERE number = ?", (number,)).fetchone()
                if number is None or row is None:
                    continue
                of_stems, of_terms = json.loads(zlib.decompress(row[0]))
                stems.subtract(set(of_stems))
                terms.subtract(set(of_terms))
                if not self.outdated:
                    term_holders.remove(connection, number, of_terms)
                for table in ("digests", "prints", "speakers"):
                    connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))  # noqa: S608 our own tables
            _count(connection, "stems", stems)
            _count(connection, "terms", terms)

    @property
    def stems(self) -> StoredCounts:
        """The number of articles with each stem that comparison weighs."""
        return StoredCounts(self._database, "stems")

    @property
    def terms(self) -> StoredCounts:
        """The number of articles with each word that characterises a story."""
        return StoredCounts(self._database, "terms")

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Digest]:
        """Yield the story part of digests (all, or of ``ids``), in slices; the other fields are empty."""
        wanted = iter(sorted(self.ids()) if ids is None else ids)
        while part := tuple(islice(wanted, _SLICE)):
            with self._database.reading() as connection:
                rows = [row for id in part for row in connection.execute(_STORY_PART, (id,))]
            for id, day, scene, packed in rows:
                towns, countries = json.loads(scene)
                yield Digest(id, day, tuple(towns), tuple(countries), zlib.decompress(packed), (), (), (), ())

    def ids(self) -> set[str]:
        """Return the ids of the articles with a digest."""
        with self._database.reading() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM digests JOIN articles USING (number)")}

    def holding(self, words: Iterable[str], least: int) -> set[str]:
        """Return the ids of the articles whose story ``least`` of some words tell, or more; now and then one more."""
        with self._database.reading() as connection:
            numbers = term_holders.holders(connection, words, least)
            question = "SELECT id FROM articles WHERE number = ?"
            return {row[0] for number in numbers for row in connection.execute(question, (number,))}

    def holders(self, prints: Iterable[int]) -> dict[int, list[str]]:
        """Return the ids of the articles with each of some fingerprints, at most 400 for one."""
        found: dict[int, list[str]] = {}
        question = "SELECT id FROM prints JOIN articles USING (number) WHERE print = ? LIMIT 400"
        with self._database.reading() as connection:
            for value in prints:
                ids = [row[0] for row in connection.execute(question, (value,))]
                if ids:
                    found[value] = ids
        return found

    def speaking(self, name: str) -> set[str]:
        """Return the ids of the articles that quote someone whose name contains ``name``, ignoring letter case.

        Outdated digests are ignored: no speakers are known until they are recomputed.
        """
        if self.outdated:
            return set()
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id, name FROM speakers JOIN articles USING (number)").fetchall()
        return {id for id, speaker in rows if name.casefold() in speaker.casefold()}


class Groups:
    """The table of stories: groups of articles, and finished stories as JSON."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of ids in their order, those of one article among them."""
        with self._database.reading() as connection:
            members = [row[0] for row in connection.execute("SELECT members FROM stories")]
        # As one text: a hundred thousand texts would take four times as long.
        return tuple(sorted(map(tuple, json.loads(f"[{','.join(members)}]"))))

    def stories(self) -> list[str]:
        """Return the finished stories of two and more articles, as the JSON they were kept as."""
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute("SELECT story FROM stories WHERE story IS NOT NULL")]

    def replace(
        self, gone: Iterable[tuple[str, ...]] | None, groups: Iterable[tuple[str, ...]], stories: Mapping[str, str]
    ) -> None:
        """Put ``groups`` in the place of those that are ``gone``, of all when that is ``None``; the others stay.

        ``stories`` gives the JSON of finished stories by their smallest ids.
        """
        with self._database.writing() as connection:
            if gone is None:
                connection.execute("DELETE FROM stories")
            connection.executemany(
                "DELETE FROM stories WHERE members = ?", [(_members(group),) for group in gone or ()]
            )
            rows = [(_members(group), stories.get(group[0])) for group in groups]
            connection.executemany("INSERT INTO stories VALUES (?, ?)", rows)


def _members(group: tuple[str, ...]) -> str:
    return json.dumps(group, ensure_ascii=False)


def _number(connection: sqlite3.Connection, id: str) -> int | None:
    row = connection.execute("SELECT number FROM articles WHERE id = ?", (id,)).fetchone()
    return None if row is None else int(row[0])


def _count(connection: sqlite3.Connection, table: str, changes: Mapping[str, int]) -> None:
    """Add changes to a table of counts, and delete words that no article has any more."""
    rows = [(word, change) for word, change in changes.items() if word and change]
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles",  # noqa: S608
        rows,
    )
    if any(change < 0 for _, change in rows):
        connection.execute(f"DELETE FROM {table} WHERE articles <= 0")  # noqa: S608 our own tables
