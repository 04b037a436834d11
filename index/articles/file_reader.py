"""Reads one file of the library into articles: opens it, rejects what is unreadable, and tracks versions.

Never raises for a file: what can't be read is a `Skipped` with a one-sentence reason. Rules, readers and patterns are
loaded with the first file: a library that only lists its cache needs none.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, Self

from ..files.durable import read_file, unreadable
from ..files.user_folders import expanded
from ..model.complaint import Skipped
from .capture_accounts import CAPTURES, capture_account
from .file_reading import FileReading
from .folder import unescape
from .readers.formats import FORMATS, SUFFIXES, named
from .readers.installed import other_suffixes, other_versions
from .readers.protocol import VERSIONS, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import ThreadPoolExecutor

    from ..model.article import Article
    from ..model.complaint import Complaint
    from ..model.settings import ArticleSettings
    from .article_maker import Maker
    from .file_reading import Before
    from .guard.conversation import Conversation, KeptAnswers
    from .guard.pool import Pool
    from .readers.protocol import Reader

# Raised by hand when the same file would give other articles for a reason other than rules and readers.
_REVISION: Final = "8"
_RULES: Final = Path(__file__).with_name("furniture.yaml")
STREAM: Final = 4 << 30
"""The largest file of a streamed format, in bytes."""

HEAD: Final = 4096
"""The number of bytes that a reader is chosen by."""

_AHEAD: Final = 12
"""The number of files opened ahead, so that a worker never waits for the parent."""


class ArticleReader:
    """Reads files of the library at ``root``; cheap to create, as everything is loaded lazily."""

    def __init__(self, root: Path, settings: ArticleSettings) -> None:
        self.root = root
        self.settings = settings
        self._most_bytes = settings.max_megabytes << 20

    @cached_property
    def version(self) -> str:
        """A digest of rules and revision; when it changes, all articles must be remade."""
        pins = (f"{pattern}={name}" for pattern, name in self.settings.readers.items())
        own = (f"{column}={field}" for column, field in self.settings.fields.items())
        parts = "\n".join((_REVISION, *other_versions(), *pins, *own))
        return _digest(b"\0".join((parts.encode(), _RULES.read_bytes(), _bytes_of(self.settings.furniture))))

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """The version of each built-in reader; files read by another version must be read again."""
        return {name: version_of(name) for name in VERSIONS}

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of articles: the configured ones, else all readable ones, and those pinned to a reader."""
        pinned = (
            pattern[1:] for pattern in self.settings.readers if pattern.startswith("*.") and "*" not in pattern[1:]
        )
        configured = self.settings.suffixes or (*TEXT_SUFFIXES, *SUFFIXES, *other_suffixes())
        return tuple(dict.fromkeys(suffix.lower() for suffix in (*configured, *pinned)))

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """Problems of rules and readers; reading files may add more."""
        return self._maker.problems

    @property
    def failures(self) -> tuple[Complaint, ...]:
        """The problems found only by reading files, which no other process finds by itself."""
        return self._maker.failures

    def read(self, path: str) -> FileReading:
        """Return all articles of the file with the id ``path``."""
        readings = list(self.read_all([path]))
        articles = tuple(article for reading in readings for article in reading.articles)
        last = readings[-1]
        return FileReading(path, last.file_hash, articles, last.skipped, last.reader, last.version)

    def read_all(
        self, paths: Iterable[str], known: Mapping[str, Before] | None = None, kept: KeptAnswers | None = None
    ) -> Iterator[FileReading]:
        """Yield the readings of ``paths``, in order; a file of many articles gives several readings.

        A file ``known`` by the same digest is not read; one that was interrupted or has grown is resumed. Files of
        foreign formats are parsed by workers while the rest is read here, unless the answers are in ``kept``.
        """
        known = {} if known is None else known
        waiting: deque[_Turn] = deque()
        with _Workers(kept) as workers:
            for path in paths:
                waiting.append(self._turn(path, workers, known.get(path)))
                if len(waiting) > _AHEAD:
                    yield from waiting.popleft().readings()
            while waiting:
                yield from waiting.popleft().readings()

    def read_bytes(self, data: bytes, path: str) -> tuple[Article, ...]:
        """Parse ``data`` as the text file ``path``; raises `NotTextError` and whatever a reader raises."""
        return self._maker.make(data, path, self._maker.choose(data[:HEAD], path))

    @cached_property
    def _maker(self) -> Maker:
        from .article_maker import Maker  # noqa: PLC0415 - all patterns are compiled here, a tenth of a second

        return Maker(self.settings)

    def _turn(self, path: str, workers: _Workers, known: Before | None) -> _Turn:
        """Open a file; one for a worker is handed over at once."""
        try:
            file, size = self._open(path)
            head = file.peek(HEAD)[:HEAD] if hasattr(file, "peek") else b""
        except _RefusedError as refused:
            return _Refused(path, str(refused))
        except (OSError, ValueError) as error:
            reason = unreadable(error) if isinstance(error, OSError) else str(error)
            return _Refused(path, f"It can't be read: {reason.lower().rstrip('.')}.")
        reader = self._maker.choose(head, path)
        guarded = reader.name in GUARDED
        most = (STREAM if named(reader.name).streams else WHOLE) if guarded else self._most_bytes
        if size > most:
            file.close()
            return _Refused(path, self._too_large(size, most, guarded=guarded))
        if not guarded or not size:
            return _Here(path, file, reader, self._maker, self._most_bytes, known.hash if known else "")
        from .guard.conversation import Conversation, Request  # noqa: PLC0415 - only where a worker is

        told = capture_account(self.root / unescape(path)) if path.startswith(CAPTURES) else {}
        request = Request(path, reader.name, size, self.settings.fields, known, told)
        return workers.hand(file, Conversation(request, self._maker))

    def _too_large(self, size: int, most: int, *, guarded: bool) -> str:
        allowed = f"{most >> 20} are read at most" if guarded else "the setting articles.max_megabytes allows"
        number = "" if guarded else f" {self.settings.max_megabytes}"
        return f"It is too large ({size / (1 << 20):.0f} MB; {allowed}{number})."

    def _open(self, path: str) -> tuple[BinaryIO, int]:
        """Return a regular file inside the root and its size; raises `_RefusedError` and OSError."""
        if path.startswith("/") or ".." in path.split("/"):
            raise _RefusedError("It lies outside the library.")
        where = self.root / unescape(path)
        # Non-blocking: opening a pipe without a writer would wait forever.
        handle = os.open(where, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            seen = os.fstat(handle)
            self._look(where, seen.st_mode)
        except BaseException:
            os.close(handle)
            raise
        return os.fdopen(handle, "rb"), seen.st_size

    def _look(self, where: Path, mode: int) -> None:
        """Raise `_RefusedError` for anything that is not a file of the library."""
        if not stat.S_ISREG(mode):
            raise _RefusedError("It is not a file.")
        if where.is_symlink() and not where.resolve().is_relative_to(self.root.resolve()):
            raise _RefusedError("It is a link that leads out of the library.")


TEXT_SUFFIXES: Final = (".txt", ".md", ".markdown", ".text")
GUARDED: Final = frozenset(kind.name for kind in FORMATS)
"""The readers whose files are read by a worker."""


def version_of(reader: str) -> str:
    """Return the version of a built-in reader with its current extras, empty for another."""
    return named(reader).version if reader in GUARDED else VERSIONS.get(reader, "")


class _Turn(Protocol):
    """A file whose turn comes."""

    def readings(self) -> Iterator[FileReading]:
        """Yield the readings of the file."""


class _Refused:
    def __init__(self, path: str, reason: str) -> None:
        self._path, self._reason = path, reason

    def readings(self) -> Iterator[FileReading]:
        yield FileReading(self._path, "", (), Skipped(self._path, self._reason))


class _Here:
    """A text file, or one for a third-party reader: read in this process."""

    def __init__(self, path: str, file: BinaryIO, reader: Reader, maker: Maker, most: int, known: str) -> None:
        self._path, self._file, self._reader, self._maker, self._most = path, file, reader, maker, most
        self._known = known

    def readings(self) -> Iterator[FileReading]:
        path, reader = self._path, self._reader
        try:
            with self._file as file:
                data = file.read(self._most + 1)
        except OSError as error:
            yield FileReading(path, "", (), Skipped(path, f"It can't be read: {unreadable(error)}."))
            return
        digest = _digest(data)
        if digest == self._known:
            yield FileReading(path, digest, (), None, reader.name, version_of(reader.name), same=True)
            return
        articles, reason = self._maker.make_or_say_why(data, path, reader)
        skipped = Skipped(path, reason) if reason else None
        yield FileReading(path, digest, articles, skipped, reader.name, version_of(reader.name))


class _Workers:
    """The threads that talk to the workers while files are read; created when the first file needs one."""

    def __init__(self, kept: KeptAnswers | None) -> None:
        self._kept = kept
        self._pool: Pool | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._stop = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        if self._pool is not None and self._threads is not None:
            # A thread waiting for a queue that nobody empties checks the stop flag within a tick.
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._pool.close()

    def hand(self, file: BinaryIO, turn: Conversation) -> Conversation:
        """Hand a file to the next free worker."""
        if self._pool is None or self._threads is None:
            # Imported late: only where a worker is needed.
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

            from .guard.pool import Pool  # noqa: PLC0415

            self._pool = Pool()
            self._threads = ThreadPoolExecutor(self._pool.size)
        self._threads.submit(turn.hold, self._pool, file, self._kept, self._stop.is_set)
        return turn


class _RefusedError(Exception):
    """A file that is not opened; ``str()`` is the reason."""


def _bytes_of(path: str) -> bytes:
    """Return the content of a rule file, empty if it can't be opened: `problems` reports that."""
    try:
        return read_file(expanded(path)) if path else b""
    except OSError:
        return b""


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
