"""Lines of a stream that may be larger than memory: decoded as they come, with a maximum length.

Rejects a line over the limit, so that no file can produce a line of gigabytes.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO, Final

from ...decoding import decode
from ..refusals import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 8 << 20
"""The most characters of one line, and of one field of a table."""

_SAMPLE: Final = 1 << 16
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Text:
    """A stream with the encoding detected from its beginning; ``sample`` is that beginning."""

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(_SAMPLE)
        self.encoding = _encoding(head)
        stream = io.BufferedReader(_Joined(head, file))
        self._text = io.TextIOWrapper(stream, self.encoding, errors="replace", newline="")
        self.sample = head.decode(self.encoding, "replace").removeprefix("\ufeff")
        self.named = self.encoding.removesuffix("-sig")

    def __iter__(self) -> Iterator[str]:
        """Yield each line with its end; raises `RefusedError` for one that is too long."""
        while line := self._text.readline(LONGEST):
            if len(line) >= LONGEST and not line.endswith("\n"):
                raise too_large("A line of it", len(line), LONGEST - 1)
            yield line.replace("\0", "\ufffd")


class _Joined(io.RawIOBase):
    """What was already read, followed by the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what RawIOBase is called with
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _encoding(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return decode(head).encoding
    return "utf-8"
