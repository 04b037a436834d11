"""Which articles hold a word that characterises their story: looked up by word, and not by a look at every article.

Words are known by hashes of 32 bits, so that an article may be told in addition; none is left out. What the words are
for is not known here.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

CREATED: Final = "CREATE TABLE IF NOT EXISTS term_holders (place INTEGER PRIMARY KEY, numbers BLOB NOT NULL)"
"""A row has the articles of one block that hold one word: their numbers within the block, two bytes each."""

BLOCK: Final = 1 << 12
"""Articles of one block: a row has at most 8 kB, which is what a common word costs to be added to once more."""


def add(connection: sqlite3.Connection, held: Mapping[int, Iterable[str]]) -> None:
    """Add the words of articles, by number, that have none yet."""
    rows: dict[int, array[int]] = {}
    for number, words in held.items():
        for place in _places(number, words):
            rows.setdefault(place, array("H")).append(number % BLOCK)
    connection.executemany(
        "INSERT INTO term_holders VALUES (?, ?)"
        " ON CONFLICT (place) DO UPDATE SET numbers = CAST(numbers || excluded.numbers AS BLOB)",
        [(place, numbers.tobytes()) for place, numbers in sorted(rows.items())],
    )


def remove(connection: sqlite3.Connection, number: int, words: Iterable[str]) -> None:
    """Remove the words of an article."""
    for place in _places(number, words):
        left = array("H", [each for each in _at(connection, place) if each != number % BLOCK])
        if left:
            connection.execute("UPDATE term_holders SET numbers = ? WHERE place = ?", (left.tobytes(), place))
        else:
            connection.execute("DELETE FROM term_holders WHERE place = ?", (place,))


def holders(connection: sqlite3.Connection, words: Iterable[str], least: int) -> list[int]:
    """Return the numbers of the articles that hold ``least`` of some words, or more, in ascending order."""
    wanted = sorted(set(words))
    highest = connection.execute("SELECT max(place) FROM term_holders").fetchone()[0]
    found: list[int] = []
    for block in range(0 if highest is None else (highest >> 32) + 1):
        met: Counter[int] = Counter()
        for place in _places(block * BLOCK, wanted):
            met.update(_at(connection, place))
        found += sorted(block * BLOCK + number for number, count in met.items() if count >= least)
    return found


def _places(number: int, words: Iterable[str]) -> Iterator[int]:
    """Yield the row of each word for an article; words whose hashes are equal share one."""
    block = number // BLOCK << 32
    return iter({block | zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words})


def _at(connection: sqlite3.Connection, place: int) -> array[int]:
    row = connection.execute("SELECT numbers FROM term_holders WHERE place = ?", (place,)).fetchone()
    return array("H", b"" if row is None else row[0])
