"""The folders whose own configuration the reader has said to trust, one a line in a file of the reader's.

Refuses to say what trust allows: that is the configuration's.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .durable import read_file, write_atomic

if TYPE_CHECKING:
    from pathlib import Path


class TrustedFolders:
    """The list in the file ``path``; a folder is known by where it really is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, folder: Path) -> bool:
        """Whether the reader has said to trust ``folder`` itself; those above and below it are not meant."""
        return _line(folder) in self._lines()

    def add(self, folder: Path) -> None:
        """Trust ``folder`` from now on; raises `SaveError`."""
        lines = self._lines()
        if _line(folder) not in lines:
            write_atomic(self._path, b"".join(line + b"\n" for line in (*lines, _line(folder))))

    def remove(self, folder: Path) -> None:
        """Trust ``folder`` no longer; raises `SaveError`."""
        lines = self._lines()
        if _line(folder) in lines:
            write_atomic(self._path, b"".join(line + b"\n" for line in lines if line != _line(folder)))

    def _lines(self) -> list[bytes]:
        try:
            return [line for line in read_file(self._path).split(b"\n") if line]
        except OSError:
            return []


def _line(folder: Path) -> bytes:
    # A line end in a name must not begin a line of its own.
    return os.fsencode(os.path.realpath(folder)).replace(b"%", b"%25").replace(b"\n", b"%0A")
