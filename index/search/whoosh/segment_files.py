"""The files of an index for Whoosh: small ones are read whole, segments are memory-mapped.

Whoosh's own classes copy every file of a segment into memory, leave damaged files open, and store small tables as
pickles, which can run code: here they are JSON. Does not know what the other bytes mean.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

# The offset and length of a segment's table of files.
_HEAD = struct.Struct("!qi")


class JsonTables(StructFile):  # type: ignore[misc]
    """A file in which JSON, preceded by its length, replaces Whoosh's pickles."""

    def write_pickle(self, obj: object, protocol: int = -1) -> None:
        """Write a table; ``protocol`` is Whoosh's and ignored."""
        del protocol
        data = json.dumps(obj).encode()
        self.write_int(len(data))
        self.write(data)

    def read_pickle(self) -> Any:  # noqa: ANN401 a table is what was written
        """Return the table at the current offset; raises ``ValueError`` for anything else."""
        return json.loads(self.read(self.read_int()))


class Storage(FileStorage):  # type: ignore[misc]
    """The folder of an index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))

    def create_file(self, name: str, **_: object) -> JsonTables:
        """Create a file."""
        return JsonTables((Path(self.folder) / name).open("wb"), name)

    def open_file(self, name: str, **_: object) -> JsonTables:
        """Open a file by reading it whole."""
        return JsonTables(BytesIO((Path(self.folder) / name).read_bytes()), name)

    def temp_storage(self, name: str = "MAIN.tmp") -> FileStorage:
        """Return a folder for the writer's temporary files; it is asked for twice.

        Whoosh creates it again and keeps the error that it exists, with all its frames and what they refer to: since
        Python 3.12 these include the writer's mapped files.
        """
        folder = Path(self.folder) / name
        folder.mkdir(parents=True, exist_ok=True)
        return FileStorage(str(folder))


class Mapped(CompoundStorage):  # type: ignore[misc]
    """The files of the segment in ``path``."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._source = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._file, self.is_closed = None, False
        table = JsonTables(_View(memoryview(self._source)), path.name)
        table.seek(_HEAD.unpack(table.read(_HEAD.size))[0])
        self._dir = table.read_pickle()

    def forget_pages(self) -> None:
        """Return the memory of file pages to the system, which reads them again when needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._source.madvise(mmap.MADV_DONTNEED)

    def open_file(self, name: str, *_: object, **__: object) -> MappedFile:
        """Open one of the files."""
        return MappedFile(self.stretch(name), name)

    def stretch(self, name: str) -> memoryview:
        """Return the bytes of one of the files."""
        offset, length = self.range(name)
        return memoryview(self._source)[offset : offset + length]


class MappedFile(JsonTables):
    """A file that is a stretch of memory."""

    def __init__(self, view: memoryview, name: str) -> None:
        super().__init__(_View(view), name)
        self._view = view

    def get(self, position: int, length: int) -> bytes:
        """Return ``length`` bytes from ``position`` on."""
        return self._view[position : position + length].tobytes()

    def view(self, position: int, length: int) -> memoryview:
        """Return ``length`` bytes from ``position`` on without copying them."""
        return self._view[position : position + length]


class _View:
    """The interface for reading a file, over a stretch of memory."""

    def __init__(self, view: memoryview) -> None:
        self._view, self._at = view, 0

    def read(self, size: int = -1) -> bytes:
        start = self._at
        self._at = len(self._view) if size < 0 else min(len(self._view), start + size)
        return self._view[start : self._at].tobytes()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._view)}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._view.release()
