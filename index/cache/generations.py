"""The generations of a cache: numbered folders of which one is current, so that a rebuild takes effect by one rename.

What a generation contains is not known here.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ..files.durable import explain, read_file, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

_POINTER, LOCK = "current", "writer.lock"
_PREFIX = "generation-"


class Generations:
    """The generations of one library's cache in ``folder`` (mode 0700, created if missing).

    A full rebuild fills a new generation beside the current one and then switches; readers notice by `current`. Raises
    `SaveError` for a folder owned by someone else.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        except OSError as error:
            raise explain(folder, error) from error
        self.folder = folder
        for name in (_POINTER, LOCK):
            if (folder / name).is_dir():
                shutil.rmtree(folder / name)

    def current(self) -> Path | None:
        """Return the folder of the current generation, ``None`` if there is none."""
        try:
            name = read_file(self.folder / _POINTER).decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        path = self.folder / name
        return path if name.startswith(_PREFIX) and "/" not in name and path.is_dir() else None

    def create(self) -> Path:
        """Create the folder of a new generation; it is not current until `switch`."""
        number = 1 + max((self._number(path) for path in self.folder.glob(f"{_PREFIX}*")), default=0)
        path = self.folder / f"{_PREFIX}{number}"
        path.mkdir(mode=0o700)
        return path

    def switch(self, generation: Path) -> None:
        """Make ``generation`` the current one; readers of an older one continue to read it."""
        write_atomic(self.folder / _POINTER, generation.name.encode("ascii"))

    def begun(self) -> Path | None:
        """Return the newest generation after the current one, which a rebuild is filling or was when it was cut off."""
        current = self.current()
        newest = max(self.folder.glob(f"{_PREFIX}*"), key=self._number, default=None)
        behind = newest is not None and self._number(newest) > (self._number(current) if current else 0)
        return newest if behind else None

    def sweep(self, keep: Path | None = None) -> None:
        """Delete all generations but the current one and ``keep``; on POSIX readers keep the files they have open."""
        kept = {self.current(), keep}
        for path in self.folder.glob(f"{_PREFIX}*"):
            if path not in kept:
                shutil.rmtree(path, ignore_errors=True)

    @staticmethod
    def _number(path: Path) -> int:
        digits = path.name.removeprefix(_PREFIX)
        return int(digits) if digits.isdecimal() else 0
