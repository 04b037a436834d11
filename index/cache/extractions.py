"""The output of parsers, kept across generations: after a change of rules, a rebuild or a move no parser runs again.

Each answer is sealed with the user's key; one that does not match its seal is ignored. An unreadable file is replaced
by a new one.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
import threading
import zlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path
    from typing import Self

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS extracted (file TEXT, asked TEXT, part INTEGER, parts INTEGER NOT NULL,"
    " answer BLOB NOT NULL, seal BLOB NOT NULL, PRIMARY KEY (file, asked, part)) WITHOUT ROWID"
)
_SEAL: Final = 16


class Extractions:
    """Parser answers in the SQLite file ``path``, by the digest of a file and of the request to its reader.

    Thread-safe. Raises nothing: what can't be stored is parsed again later. The file is opened on first use and closed
    at the end of a ``with``, after which it can be used again.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path, self._key = path, key
        self._guard = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def find(self, file: str, asked: str) -> Sequence[bytes]:
        """Return the answers for a file in order; none unless all are there and match their seals."""
        question = "SELECT part, parts, answer, seal FROM extracted WHERE file = ? AND asked = ? ORDER BY part"
        with self._guard:
            try:
                rows = self._opened().execute(question, (file, asked)).fetchall()
            except sqlite3.Error:
                self._recreate()
                return ()
        whole = bool(rows) and [part for part, *_ in rows] == list(range(rows[0][1]))
        if not whole or not all(self._fits(file, asked, row) for row in rows):
            return ()
        return [zlib.decompress(answer) for _, _, answer, _ in rows]

    def keep(self, file: str, asked: str, answers: Sequence[bytes]) -> None:
        """Replace the answers for a file."""
        parts = len(answers)
        packed = [(part, parts, zlib.compress(answer, 1)) for part, answer in enumerate(answers)]
        rows = [(file, asked, *row, self._seal(file, asked, *row)) for row in packed]
        with self._guard:
            try:
                with self._opened() as connection:
                    connection.execute("DELETE FROM extracted WHERE file = ? AND asked = ?", (file, asked))
                    connection.executemany("INSERT INTO extracted VALUES (?, ?, ?, ?, ?, ?)", rows)
            except sqlite3.Error:
                self._recreate()

    def sweep(self, files: Collection[str]) -> None:
        """Delete the answers for all other files."""
        if not self.path.exists():
            return
        with self._guard:
            try:
                with self._opened() as connection:
                    kept = {row[0] for row in connection.execute("SELECT DISTINCT file FROM extracted")}
                    gone = [(file,) for file in kept.difference(files)]
                    connection.executemany("DELETE FROM extracted WHERE file = ?", gone)
            except sqlite3.Error:
                self._recreate()

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._closed()

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self.path, timeout=10, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_SCHEMA)
        return self._connection

    def _closed(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _recreate(self) -> None:
        self._closed()
        for name in (self.path.name, f"{self.path.name}-wal", f"{self.path.name}-shm"):
            self.path.with_name(name).unlink(missing_ok=True)

    def _fits(self, file: str, asked: str, row: tuple[Any, ...]) -> bool:
        part, parts, answer, seal = row
        if not isinstance(answer, bytes) or not isinstance(seal, bytes):
            return False
        return hmac.compare_digest(seal, self._seal(file, asked, part, parts, answer))

    def _seal(self, file: str, asked: str, part: int, parts: int, answer: bytes) -> bytes:
        head = f"{file} {asked} {part} {parts} ".encode()
        return hashlib.blake2b(head + answer, key=self._key[:64], digest_size=_SEAL).digest()
