"""The files of a segment, mapped into memory and read where they lie.

Whoosh's own class for this copies every file of a segment into memory as it opens it. Refuses to know what the bytes
mean.
"""

from __future__ import annotations

import os

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import StructFile


class Mapped(CompoundStorage):  # type: ignore[misc]
    """The files of a segment, mapped: Whoosh's own class copies each into memory as it opens it."""

    def open_file(self, name: str, *_: object, **__: object) -> MappedFile:
        """Open one of the files."""
        offset, length = self.range(name)
        return MappedFile(memoryview(self._source)[offset : offset + length], name)


class MappedFile(StructFile):  # type: ignore[misc]
    """A file that is a stretch of memory."""

    def __init__(self, view: memoryview, name: str) -> None:
        super().__init__(_View(view), name)
        self._view = view

    def get(self, position: int, length: int) -> bytes:
        """Return ``length`` bytes from ``position`` on."""
        return self._view[position : position + length].tobytes()


class _View:
    """What reading a file needs, over a stretch of memory."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def read(self, size: int = -1) -> bytes:
        start = self._at
        self._at = len(self._view) if size < 0 else min(len(self._view), start + size)
        return self._view[start : self._at].tobytes()

    def readline(self) -> bytes:
        # Pickles of protocol 2 hold few lines, all short.
        start = self._at
        stretch = self._view[start : start + 1024].tobytes()
        end = stretch.find(b"\n")
        self._at = start + (end + 1 if end >= 0 else len(stretch))
        return self._view[start : self._at].tobytes()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._view)}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._view.release()
