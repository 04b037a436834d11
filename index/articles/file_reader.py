"""One file of the library becomes its articles: opening it, what is refused, and on what the answer depends.

Refuses to raise for a file: what can't be read is a `Skipped` with one sentence of reason. Rules, readers and patterns
are loaded by the first file that is read: a library that only lists what its cache knows needs none of them.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..files.durable import read_file
from ..model.results import Skipped
from .folder import unescape
from .readers.installed import other_versions
from .readers.protocol import VERSIONS

if TYPE_CHECKING:
    from ..model.article import Article
    from ..model.results import Complaint
    from ..model.settings import ArticleSettings
    from .making import Maker

# Raised by hand when the same file would give other articles for another reason than rules and readers.
_REVISION: Final = "3"
_RULES: Final = Path(__file__).with_name("furniture.yaml")


@dataclass(frozen=True, slots=True)
class FileReading:
    """What reading one file gave: the digest of its bytes (empty if unreadable), its articles, or why it has none."""

    file_hash: str
    articles: tuple[Article, ...]
    skipped: Skipped | None = None


class ArticleReader:
    """Reads files of the library at ``root``; cheap to make, since everything is loaded when it is first needed."""

    def __init__(self, root: Path, settings: ArticleSettings) -> None:
        self.root = root
        self._settings = settings
        self._most_bytes = settings.max_megabytes << 20

    @cached_property
    def version(self) -> str:
        """A digest that changes whenever rules, readers or the revision do: articles are then to be read anew."""
        readers = (f"{name} {number}" for name, number in VERSIONS.items())
        pins = (f"{pattern}={name}" for pattern, name in self._settings.readers.items())
        parts = "\n".join((_REVISION, *readers, *other_versions(), *pins))
        return _digest(b"\0".join((parts.encode(), _RULES.read_bytes(), _bytes_of(self._settings.furniture))))

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What names of articles end in: the configured suffixes and those that a reader is pinned for."""
        pinned = (
            pattern[1:] for pattern in self._settings.readers if pattern.startswith("*.") and "*" not in pattern[1:]
        )
        return tuple(dict.fromkeys(suffix.lower() for suffix in (*self._settings.suffixes, *pinned)))

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """What is wrong with rules and readers; readers may add to it while files are read."""
        return self._maker.problems

    def read(self, path: str) -> FileReading:
        """Return the articles of the file whose id is ``path``."""
        try:
            data = self._bytes(path)
        except _RefusedError as refused:
            return FileReading("", (), Skipped(path, str(refused)))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return FileReading("", (), Skipped(path, f"It can't be read: {reason.lower().rstrip('.')}."))
        articles, reason = self._maker.make_or_say_why(data, path)
        return FileReading(_digest(data), articles, Skipped(path, reason) if reason else None)

    def read_bytes(self, data: bytes, path: str) -> tuple[Article, ...]:
        """Return the articles in ``data`` as of the file ``path``; raises `NotTextError` and what a reader raises."""
        return self._maker.make(data, path)

    @cached_property
    def _maker(self) -> Maker:
        from .making import Maker  # noqa: PLC0415 - all patterns are compiled here, a tenth of a second

        return Maker(self._settings)

    def _bytes(self, path: str) -> bytes:
        """Return the bytes of a regular file inside the root; raises `_RefusedError` and OSError."""
        if path.startswith("/") or ".." in path.split("/"):
            raise _RefusedError("It lies outside the library.")
        where = self.root / unescape(path)
        # Without blocking: opening a pipe that nobody writes to would wait for ever.
        handle = os.open(where, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            seen = os.fstat(handle)
            if not stat.S_ISREG(seen.st_mode):
                raise _RefusedError("It is not a file.")
            if where.is_symlink() and not where.resolve().is_relative_to(self.root.resolve()):
                raise _RefusedError("It is a link that leads out of the library.")
            if seen.st_size > self._most_bytes:
                size = f"{seen.st_size / (1 << 20):.0f} MB; the setting articles.max_megabytes allows"
                raise _RefusedError(f"It is too large ({size} {self._settings.max_megabytes}).")
            return file.read(self._most_bytes + 1)


class _RefusedError(Exception):
    """A file that is not opened; ``str()`` is the reason."""


def _bytes_of(path: str) -> bytes:
    """Return the content of a rule file, nothing when it can't be opened: `problems` says so."""
    try:
        return read_file(Path(path).expanduser()) if path else b""
    except OSError:
        return b""


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
