"""Where a cache keeps its generations: numbered folders of which one is current, so that a rebuild is one rename.

Refuses to know what a generation holds.
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
    """The generations of one library's cache below ``folder`` (mode 0700, made when missing).

    A full rebuild fills a new generation beside the current one and then switches; readers notice by `current`.
    Raises `SaveError` for a folder that is somebody else's.
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
        """Return the current generation's folder, or ``None`` when there is none yet."""
        try:
            name = read_file(self.folder / _POINTER).decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        path = self.folder / name
        return path if name.startswith(_PREFIX) and "/" not in name and path.is_dir() else None

    def create(self) -> Path:
        """Make the folder of a new generation; it is not current until `switch`."""
        number = 1 + max((self._number(path) for path in self.folder.glob(f"{_PREFIX}*")), default=0)
        path = self.folder / f"{_PREFIX}{number}"
        path.mkdir(mode=0o700)
        return path

    def switch(self, generation: Path) -> None:
        """Make ``generation`` the current one; readers that hold an older one go on reading it."""
        write_atomic(self.folder / _POINTER, generation.name.encode("ascii"))

    def begun(self) -> Path | None:
        """Return the folder of the newest generation behind the current one: a rebuild fills it, or was cut off."""
        current = self.current()
        newest = max(self.folder.glob(f"{_PREFIX}*"), key=self._number, default=None)
        behind = newest is not None and self._number(newest) > (self._number(current) if current else 0)
        return newest if behind else None

    def sweep(self, keep: Path | None = None) -> None:
        """Remove every generation but the current one and ``keep``; on POSIX an open reader keeps what it has open."""
        kept = {self.current(), keep}
        for path in self.folder.glob(f"{_PREFIX}*"):
            if path not in kept:
                shutil.rmtree(path, ignore_errors=True)

    @staticmethod
    def _number(path: Path) -> int:
        digits = path.name.removeprefix(_PREFIX)
        return int(digits) if digits.isdecimal() else 0
