"""The manifest: the files the cache has seen, by size, time, inode and hash of their bytes.

It does not access the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.complaint import Skipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .database import Database


UNFINISHED: Final = -1
"""A modification time no file has, for files whose reading was cut off: they are read again."""


class Known(NamedTuple):
    """A file in the manifest. The first four values equal a fresh stamp of the unchanged file.

    ``mtime_ns`` is 0 if the file was written so shortly before it was read that another write in the same clock tick
    could go unnoticed; it is hashed again at the next refresh. ``reader`` and ``version`` are those that read the file
    (empty if it could not be opened, and for third-party readers).
    """

    path: str
    size: int
    mtime_ns: int
    inode: int
    hash: str
    skipped: str | None = None
    reader: str = ""
    version: str = ""
    items: int = 0
    articles: int = 0


class Manifest:
    """The table of files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamps(self) -> dict[str, tuple[int, int, int]]:
        """Return (size, mtime_ns, inode) of every file, by path."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT path, size, mtime_ns, inode FROM files")
            return {path: (size, mtime_ns, inode) for path, size, mtime_ns, inode in rows}

    def known(self, paths: Iterable[str]) -> Iterator[Known]:
        """Yield the known files among ``paths``."""
        with self._database.reading() as connection:
            for path in paths:
                row = connection.execute("SELECT * FROM files WHERE path = ?", (path,)).fetchone()
                if row is not None:
                    yield Known(*row)

    def hashes(self) -> set[str]:
        """Return the hashes of all files."""
        with self._database.reading() as connection:
            return {row[0] for row in connection.execute("SELECT DISTINCT hash FROM files")}

    def read_by(self, readers: Collection[str]) -> set[str]:
        """Return the files read by any of ``readers``."""
        if not readers:
            return set()
        with self._database.reading() as connection:
            return {path for path, reader in connection.execute("SELECT path, reader FROM files") if reader in readers}

    def read_by_others(self, versions: Mapping[str, str]) -> set[str]:
        """Return the files read by a version of their reader that differs from ``versions``."""
        with self._database.reading() as connection:
            used = connection.execute("SELECT DISTINCT reader, version FROM files").fetchall()
            others = [pair for pair in used if versions.get(pair[0], pair[1]) != pair[1]]
            question = "SELECT path FROM files WHERE reader = ? AND version = ?"
            return {row[0] for pair in others for row in connection.execute(question, pair)}

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the skipped files, by path."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT path, skipped FROM files WHERE skipped IS NOT NULL ORDER BY path")
            return tuple(Skipped(path, reason) for path, reason in rows)

    def put(self, files: Iterable[Known]) -> None:
        """Add or replace files."""
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", files)

    def touch(self, files: Iterable[Known]) -> None:
        """Update the stamps of files whose bytes are unchanged."""
        with self._database.writing() as connection:
            question = "UPDATE files SET size = ?, mtime_ns = ?, inode = ? WHERE path = ?"
            connection.executemany(question, [(file.size, file.mtime_ns, file.inode, file.path) for file in files])

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in paths])


class Noted:
    """The table of indexed notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> dict[str, str]:
        """Return the digest of every indexed note."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT id, digest FROM noted").fetchall())

    def keep(self, digests: Mapping[str, str], gone: Iterable[str] = ()) -> None:
        """Add or replace notes, and delete those that are gone."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM noted WHERE id = ?", [(id,) for id in gone])
            connection.executemany("INSERT OR REPLACE INTO noted VALUES (?, ?)", list(digests.items()))
