"""Gzip files, unpacked while they are read.

Rejects archives in archives: one layer is unpacked.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from ..protocol import Opened
from ..refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAMAGED: Final = "It is packed with gzip and damaged: it can't be unpacked to its end; fetch or export it again"


def read(opened: Opened) -> Iterator[Opened]:
    """Yield the file inside, under its own name, for its own reader."""
    name = opened.path[: -len(".gz")] if opened.path.lower().endswith(".gz") else opened.path
    file = _Unpacked(gzip.GzipFile(fileobj=opened.file, mode="rb"))
    yield Opened(cast("BinaryIO", io.BufferedReader(file)), name, opened.size, fields=opened.fields)


class _Unpacked(io.RawIOBase):
    """The content of a packed file; raises `RefusedError` where it is damaged."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what RawIOBase is called with
        try:
            data = self._file.read1(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise RefusedError(_DAMAGED) from error
        buffer[: len(data)] = data
        return len(data)
