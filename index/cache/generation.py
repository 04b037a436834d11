"""One open generation of the cache: its SQLite tables, the seal on them, and the folder of its full-text index.

The first write breaks the seal and a writer restores it at its end, so a file that does not match its seal was changed
by someone else, or by the disk. When a generation is stale is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import IndexDamagedError
from ..files.sealed import read_sealed, write_sealed
from ..files.user_folders import private
from .article_table import ArticleTable
from .database import SCHEMA_VERSION, Database
from .digests import Digests, Groups
from .manifest import Manifest, Noted
from .repeated_lines import RepeatedLines
from .shadows import Shadows
from .table_seal import TableSeal

if TYPE_CHECKING:
    from pathlib import Path

    from ..files.sealed import Seal


_SEALS = "seals.json"
_CONDEMNED = "condemned"


class Generation:
    """The tables of the generation in ``folder``, and the folder of its full-text index.

    ``key`` signs the seals; a folder without a seal signed by it was not written by this user.
    """

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        self.folder, self._key = folder, key
        self._sealed: bool | None = None
        self._before: Seal | None = None
        self.database = Database(folder / "library.sqlite", self._unseal)
        self._seal = TableSeal(self.database.path, key)
        self.shadows = Shadows(self.database)
        self.catalogue = ArticleTable(self.database, self.shadows)
        self.manifest = Manifest(self.database)
        self.lines = RepeatedLines(self.database)
        self.digests = Digests(self.database)
        self.groups = Groups(self.database)
        self.noted = Noted(self.database)

    @property
    def index_folder(self) -> Path:
        """The folder of this generation's full-text index."""
        return self.folder / "index"

    @property
    def readable(self) -> bool:
        """Whether the tables exist, were written by this user, are unchanged, and of this version."""
        if self.condemned:
            return False
        try:
            return not self.differing(thorough=False) and self.database.version == SCHEMA_VERSION
        except IndexDamagedError:
            return False

    def differing(self, *, thorough: bool = True) -> tuple[str, ...]:
        """Return the files that are not what was written; ``thorough`` checks even those with an unchanged stamp.

        Tables without a seal (a writer is at work, or was killed) are checked by SQLite alone.
        """
        try:
            _, files = read_sealed(self.folder / _SEALS, self._key)
        except (OSError, ValueError):
            return (_SEALS,)
        if not private(self.folder) or not self.database.exists:
            return (self.database.path.name,)
        return tuple(name for name, sealed in files.items() if not self._seal.intact(sealed, thorough=thorough))

    def create(self) -> None:
        """Create the tables."""
        write_sealed(self.folder / _SEALS, {}, {}, self._key)
        self._sealed = False
        self.database.create()

    def seal(self) -> None:
        """Seal the tables, unless they are sealed or being read; raises `SaveError`."""
        if self._is_sealed():
            return
        sealed = self._seal.settled(self._before, self.database.settled)
        if sealed is not None:
            write_sealed(self.folder / _SEALS, {}, {self.database.path.name: sealed}, self._key)
            self._sealed = True

    @property
    def condemned(self) -> bool:
        """Whether some of it could not be read."""
        return (self.folder / _CONDEMNED).exists()

    def condemn(self) -> None:
        """Record that it can't be read, so that the next refresh fills a new generation."""
        (self.folder / _CONDEMNED).touch()

    def _unseal(self) -> None:
        if self._is_sealed():
            self._before = self._read_seal()
            write_sealed(self.folder / _SEALS, {}, {}, self._key)
            self._sealed = False

    def _is_sealed(self) -> bool:
        if self._sealed is None:
            self._sealed = self._read_seal() is not None
        return self._sealed

    def _read_seal(self) -> Seal | None:
        """Return the seal of the tables; ``None`` while it is broken."""
        try:
            return read_sealed(self.folder / _SEALS, self._key)[1].get(self.database.path.name)
        except (OSError, ValueError):
            return None

    def close(self) -> None:
        """Close the connections."""
        self.database.close()
