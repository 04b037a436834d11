"""Which notes the full-text index has, by id and digest.

Refuses to hold notes: their files do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .database import Database


class Noted:
    """The table of indexed notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> dict[str, str]:
        """Return the digest of every note in the index."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT id, digest FROM noted").fetchall())

    def any(self) -> bool:
        """Whether the index has notes at all."""
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM noted LIMIT 1").fetchone() is not None

    def keep(self, digests: Mapping[str, str], gone: Iterable[str] = ()) -> None:
        """Add notes, or replace what is known of them, and forget those that are gone."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM noted WHERE id = ?", [(id,) for id in gone])
            connection.executemany("INSERT OR REPLACE INTO noted VALUES (?, ?)", list(digests.items()))

    def clear(self) -> None:
        """Forget all: the index was made anew."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM noted")
