"""Short lines that recur in the articles of an outlet (else a folder): hashes of lines, counted incrementally.

The threshold is given by the caller, and lines are hashed elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .records import text_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from .database import Database

    Different: TypeAlias = Callable[[Sequence[Collection[int]]], int]


SAMPLE = 24
"""Texts examined to tell near-copies from articles of their own; up to this many the answer is exact."""


class RepeatedLines:
    """The tables of line hashes. A *family* is the set of articles whose lines are counted together.

    A line counts once per distinct text, so that copies of an article do not turn its lines into furniture.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def families(self, names: Iterable[str]) -> dict[str, int]:
        """Return the numbers of families by name, creating new ones."""
        wanted = sorted(set(names))
        with self._database.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO families (name) VALUES (?)", [(name,) for name in wanted])
            question = "SELECT number FROM families WHERE name = ?"
            return {name: connection.execute(question, (name,)).fetchone()[0] for name in wanted}

    def add(self, texts: Iterable[tuple[int, str, Collection[int]]]) -> None:
        """Count the lines of texts given as (family, text hash, line hashes)."""
        with self._database.writing() as connection:
            for family, digest, lines in texts:
                text = text_key(digest)
                values = [(family, line, text) for line in lines]
                connection.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", values)

    def forget(self, ids: Iterable[str]) -> None:
        """Stop counting the lines of articles about to be removed, unless a copy of the text remains."""
        with self._database.writing() as connection:
            for id in ids:
                row = connection.execute("SELECT family, text FROM articles WHERE id = ?", (id,)).fetchone()
                if row is None or _has_copy(connection, id, *row):
                    continue
                connection.execute("DELETE FROM lines WHERE family = ? AND text = ?", row)

    def repeated_for(self, id: str) -> frozenset[int]:
        """Return the hashes of the lines that are furniture in an article's family."""
        question = "SELECT line FROM repeated JOIN articles USING (family) WHERE id = ?"
        with self._database.reading() as connection:
            return frozenset(row[0] for row in connection.execute(question, (id,)))

    def repeated(self) -> dict[str, frozenset[int]]:
        """Return the hashes of the lines that are furniture, by family name."""
        held: dict[str, set[int]] = {}
        with self._database.reading() as connection:
            question = "SELECT name, line FROM repeated JOIN families ON family = number"
            for name, line in connection.execute(question):
                held.setdefault(name, set()).add(line)
        return {name: frozenset(lines) for name, lines in held.items()}

    def settle(self, threshold: Callable[[int], int], different: Different = len) -> set[str]:
        """Update the set of repeated lines; return the ids of the articles whose furniture must be marked again.

        ``threshold`` maps a number of articles to the number of distinct texts that must contain a line (at least 3);
        ``different`` counts texts, each given by its lines, with near-copies counted once. Only articles with a line
        that crossed the threshold are returned.
        """
        touched: set[str] = set()
        with self._database.writing() as connection:
            for family, size in _sizes(connection).items():
                old = {row[0] for row in connection.execute("SELECT line FROM repeated WHERE family = ?", (family,))}
                needed = max(3, threshold(size))
                common = _common(connection, family, needed)
                new = {line for line in common if _different(connection, family, line, different) >= needed}
                for line in old ^ new:
                    touched |= _holders(connection, family, line)
                connection.executemany("DELETE FROM repeated WHERE family = ? AND line = ?", _pairs(family, old - new))
                connection.executemany("INSERT INTO repeated VALUES (?, ?)", _pairs(family, new - old))
        return touched


def _pairs(family: int, lines: Iterable[int]) -> list[tuple[int, int]]:
    return [(family, line) for line in lines]


def _has_copy(connection: sqlite3.Connection, id: str, family: int, text: int) -> bool:
    question = "SELECT 1 FROM articles WHERE family = ? AND text = ? AND id <> ? LIMIT 1"
    return connection.execute(question, (family, text, id)).fetchone() is not None


def _sizes(connection: sqlite3.Connection) -> Mapping[int, int]:
    return dict(connection.execute("SELECT family, count(*) FROM articles GROUP BY family").fetchall())


def _common(connection: sqlite3.Connection, family: int, texts: int) -> set[int]:
    question = "SELECT line FROM line_counts WHERE family = ? AND texts >= 3 AND texts >= ?"
    return {row[0] for row in connection.execute(question, (family, texts))}


def _different(connection: sqlite3.Connection, family: int, line: int, different: Different) -> int:
    """Estimate how many texts with ``line`` are articles of their own, from a sample spread over all of them."""
    question = "SELECT text FROM lines WHERE family = ? AND line = ? ORDER BY text"
    texts = [row[0] for row in connection.execute(question, (family, line))]
    sample = texts[:: -(-len(texts) // SAMPLE)]
    held = "SELECT line FROM lines WHERE family = ? AND text = ?"
    lines = [[row[0] for row in connection.execute(held, (family, text))] for text in sample]
    return different(lines) * len(texts) // len(sample)


def _holders(connection: sqlite3.Connection, family: int, line: int) -> set[str]:
    question = "SELECT id FROM articles JOIN lines USING (family, text) WHERE family = ? AND line = ?"
    return {row[0] for row in connection.execute(question, (family, line))}
