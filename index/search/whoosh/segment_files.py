"""The files of an index as Whoosh opens them: small ones read whole, segments mapped and read where they lie.

Whoosh's own classes copy every file of a segment into memory as they open it, leave files open when what is in them
is damaged, and keep small tables as pickles, which run what is in them: here these are JSON. Refuses to know what the
other bytes mean.
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

# Where a segment's table of files lies, and its length.
_HEAD = struct.Struct("!qi")


class JsonTables(StructFile):  # type: ignore[misc]
    """A file in which what Whoosh would pickle is JSON, with its length in front."""

    def write_pickle(self, obj: object, protocol: int = -1) -> None:
        """Write a table; ``protocol`` is Whoosh's and means nothing here."""
        del protocol
        data = json.dumps(obj).encode()
        self.write_int(len(data))
        self.write(data)

    def read_pickle(self) -> Any:  # noqa: ANN401 a table is what was written
        """Return the table that begins here; raises ``ValueError`` for anything else."""
        return json.loads(self.read(self.read_int()))


class Storage(FileStorage):  # type: ignore[misc]
    """The folder of an index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))

    def create_file(self, name: str, **_: object) -> JsonTables:
        """Begin a file."""
        return JsonTables((Path(self.folder) / name).open("wb"), name)

    def open_file(self, name: str, **_: object) -> JsonTables:
        """Open a file by reading it whole."""
        return JsonTables(BytesIO((Path(self.folder) / name).read_bytes()), name)

    def temp_storage(self, name: str = "MAIN.tmp") -> FileStorage:
        """Return a folder for what a writer needs meanwhile, which is asked for twice.

        Whoosh makes it anew and keeps the error that it is there, with all frames that led to it and what they hold:
        from Python 3.12 on the writer's mapped files with them.
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
        """Give the memory of what was read back to the system, which reads it again when it is asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._source.madvise(mmap.MADV_DONTNEED)

    def open_file(self, name: str, *_: object, **__: object) -> MappedFile:
        """Open one of the files."""
        offset, length = self.range(name)
        return MappedFile(memoryview(self._source)[offset : offset + length], name)


class MappedFile(JsonTables):
    """A file that is a stretch of memory."""

    def __init__(self, view: memoryview, name: str) -> None:
        super().__init__(_View(view), name)
        self._view = view

    def get(self, position: int, length: int) -> bytes:
        """Return ``length`` bytes from ``position`` on."""
        return self._view[position : position + length].tobytes()

    def view(self, position: int, length: int) -> memoryview:
        """Return ``length`` bytes from ``position`` on where they lie."""
        return self._view[position : position + length]


class _View:
    """What reading a file needs, over a stretch of memory."""

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
