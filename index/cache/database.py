"""The SQLite file of one generation: schema, connections, and what happens if it can't be read.

What the rows mean is known to the other modules of this package.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import IndexDamagedError
from .shared_file import hold, let_go

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .shared_file import Identity

SCHEMA_VERSION = "13"
"""Raise this when the tables or their contents change; a cache of another version is rebuilt."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER, hash TEXT, skipped TEXT,
    reader TEXT NOT NULL, version TEXT NOT NULL, items INTEGER NOT NULL, articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_hash ON files (hash);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, path TEXT NOT NULL, family INTEGER NOT NULL,
    hash TEXT NOT NULL, text INTEGER NOT NULL, title TEXT, outlet TEXT, author TEXT, agency TEXT, published TEXT,
    language TEXT, tags TEXT NOT NULL, words INTEGER NOT NULL, problems TEXT NOT NULL,
    opening TEXT NOT NULL, title_key TEXT NOT NULL, outlet_key TEXT NOT NULL, address TEXT, captured TEXT
);
CREATE INDEX articles_address ON articles (address);
CREATE INDEX articles_path ON articles (path);
CREATE INDEX articles_family ON articles (family, text);
CREATE INDEX articles_hash ON articles (hash);
CREATE TABLE shadows (number INTEGER PRIMARY KEY, lead INTEGER NOT NULL, kind TEXT NOT NULL);
CREATE INDEX shadows_lead ON shadows (lead);
CREATE TABLE records (number INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE families (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL);
CREATE TABLE lines (
    family INTEGER, line INTEGER, text INTEGER, PRIMARY KEY (family, line, text)
) WITHOUT ROWID;
CREATE INDEX lines_text ON lines (family, text);
CREATE TABLE line_counts (
    family INTEGER, line INTEGER, texts INTEGER NOT NULL, PRIMARY KEY (family, line)
) WITHOUT ROWID;
CREATE INDEX line_counts_common ON line_counts (family, texts) WHERE texts >= 3;
CREATE TABLE repeated (family INTEGER, line INTEGER, PRIMARY KEY (family, line)) WITHOUT ROWID;
CREATE TABLE digests (
    number INTEGER PRIMARY KEY, day TEXT NOT NULL, scene TEXT NOT NULL, packed BLOB NOT NULL, words BLOB NOT NULL
);
CREATE TABLE prints (print INTEGER, number INTEGER, PRIMARY KEY (print, number)) WITHOUT ROWID;
CREATE INDEX prints_number ON prints (number);
CREATE TABLE speakers (number INTEGER, name TEXT NOT NULL, PRIMARY KEY (number, name)) WITHOUT ROWID;
CREATE TABLE stems (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE terms (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE noted (id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stories (members TEXT PRIMARY KEY, story TEXT) WITHOUT ROWID;
CREATE TRIGGER line_added AFTER INSERT ON lines BEGIN
    INSERT INTO line_counts VALUES (new.family, new.line, 1)
    ON CONFLICT (family, line) DO UPDATE SET texts = texts + 1;
END;
CREATE TRIGGER line_removed AFTER DELETE ON lines BEGIN
    UPDATE line_counts SET texts = texts - 1 WHERE family = old.family AND line = old.line;
    DELETE FROM line_counts WHERE family = old.family AND line = old.line AND texts <= 0;
END;
"""


class Database:
    """One SQLite file. One connection per thread; readers never wait for the writer (write-ahead log).

    Whoever opened it closes it: until then all connections stay open, even of threads that ended. Every method raises
    `IndexDamagedError` if the file can't be read.
    """

    def __init__(self, path: Path, before_writing: Callable[[], None] = lambda: None) -> None:
        self.path, self._before_writing = path, before_writing
        self._local = threading.local()
        self._open: list[tuple[sqlite3.Connection, Identity]] = []
        self._guard = threading.Lock()

    @property
    def exists(self) -> bool:
        """Whether the file exists."""
        return self.path.exists()

    def create(self) -> None:
        """Create the tables in a new file."""
        with self.reading() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
        self.set_meta(schema=SCHEMA_VERSION, revision="0")

    @property
    def version(self) -> str | None:
        """The schema version the file was created with."""
        return self.meta("schema")

    def meta(self, key: str) -> str | None:
        """Return a value of the table ``meta``, ``None`` if it is missing."""
        with self.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def revision(self) -> str:
        """A value that changes whenever the articles may have."""
        return self.meta("revision") or ""

    def set_meta(self, **values: str) -> None:
        """Write values to the table ``meta``."""
        with self.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Return this thread's connection as a context, for reading."""
        try:
            yield self._connection()
        except sqlite3.Error as error:
            raise IndexDamagedError(str(self.path), str(error)) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Return this thread's connection as a context, for one transaction: committed, or rolled back on any error.

        Nested in another `writing` of the same thread it joins that transaction.
        """
        with self.reading() as connection:
            if connection.in_transaction:
                yield connection
                return
            self._before_writing()
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    def settled(self) -> bool:
        """Move everything from the log into the file; false if a reader prevents it."""
        with self.reading() as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for connection, identity in self._open:
                connection.close()
                let_go(identity)
            self._open.clear()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection, identity = _connected(self.path)
            self._local.connection = connection
            with self._guard:
                self._open.append((connection, identity))
        return connection


def _connected(path: Path) -> tuple[sqlite3.Connection, Identity]:
    connection = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
    try:
        # A cache may lose its last seconds in a power cut; it must not wait for the disk at every batch.
        connection.execute("PRAGMA synchronous = NORMAL")
        # Some builds of SQLite use memory mapping by default, and a process that reads everything would hold it all in
        # memory.
        connection.execute("PRAGMA mmap_size = 0")
        return connection, hold(path)
    except sqlite3.Error:
        connection.close()
        raise
    except OSError as error:
        connection.close()
        raise sqlite3.OperationalError(str(error)) from error
