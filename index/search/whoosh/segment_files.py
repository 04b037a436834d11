"""The files of an index as Whoosh opens them: small ones read whole, segments mapped and read where they lie.

Whoosh's own classes copy every file of a segment into memory as they open it, and leave files open when what is in
them is damaged. Refuses to know what the bytes mean.
"""

from __future__ import annotations

import mmap
import os
import pickle
import struct
from io import BytesIO
from pathlib import Path

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

# Where a segment's table of files lies, and its length.
_HEAD = struct.Struct("!qi")


class Storage(FileStorage):  # type: ignore[misc]
    """The folder of an index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))

    def open_file(self, name: str, **_: object) -> StructFile:
        """Open a file by reading it whole."""
        return StructFile(BytesIO((Path(self.folder) / name).read_bytes()), name)


class Mapped(CompoundStorage):  # type: ignore[misc]
    """The files of the segment in ``path``."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._source = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._file, self.is_closed = None, False
        table = _View(memoryview(self._source))
        table.seek(_HEAD.unpack(table.read(_HEAD.size))[0])
        self._dir = pickle.load(table)  # noqa: S301 our own cache, see `store`

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
