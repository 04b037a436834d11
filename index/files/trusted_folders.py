"""The folders whose own configuration the user trusts, one per line in a file.

What trust allows is decided by the configuration.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .durable import read_file, write_atomic

if TYPE_CHECKING:
    from pathlib import Path


class TrustedFolders:
    """The list in the file ``path``; folders are compared by their real paths."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, folder: Path) -> bool:
        """Whether the user trusts ``folder`` itself, regardless of its parents and children."""
        return _line(folder) in self._lines()

    def add(self, folder: Path) -> None:
        """Trust a folder; raises `SaveError`."""
        lines = self._lines()
        if _line(folder) not in lines:
            write_atomic(self._path, b"".join(line + b"\n" for line in (*lines, _line(folder))))

    def remove(self, folder: Path) -> None:
        """Stop trusting a folder; raises `SaveError`."""
        lines = self._lines()
        if _line(folder) in lines:
            write_atomic(self._path, b"".join(line + b"\n" for line in lines if line != _line(folder)))

    def _lines(self) -> list[bytes]:
        try:
            return [line for line in read_file(self._path).split(b"\n") if line]
        except OSError:
            return []


def _line(folder: Path) -> bytes:
    # A line feed in a name must not start a new line.
    return os.fsencode(os.path.realpath(folder)).replace(b"%", b"%25").replace(b"\n", b"%0A")
