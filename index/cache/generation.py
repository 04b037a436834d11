"""One generation of the cache opened: its SQLite tables and the folder of its full-text index.

Refuses to decide when a generation is stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import IndexDamagedError
from .article_table import ArticleTable
from .database import SCHEMA_VERSION, Database
from .digests import Digests, Groups
from .manifest import Manifest, Noted
from .repeated_lines import RepeatedLines

if TYPE_CHECKING:
    from pathlib import Path


class Generation:
    """The tables of the generation in ``folder`` and, beside them, the folder of the full-text index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder / "library.sqlite")
        self.catalogue = ArticleTable(self.database)
        self.manifest = Manifest(self.database)
        self.lines = RepeatedLines(self.database)
        self.digests = Digests(self.database)
        self.groups = Groups(self.database)
        self.noted = Noted(self.database)

    @property
    def index_folder(self) -> Path:
        """Where the full-text index of this generation lives."""
        return self.folder / "index"

    @property
    def readable(self) -> bool:
        """Whether the tables are there, whole enough to answer, and of this version."""
        try:
            return self.database.exists and self.database.version == SCHEMA_VERSION
        except IndexDamagedError:
            return False

    def create(self) -> None:
        """Make the tables."""
        self.database.create()

    def close(self) -> None:
        """Close the connections."""
        self.database.close()
