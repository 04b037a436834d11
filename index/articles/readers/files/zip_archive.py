"""An opened zip file, whose members are only names and bytes, read up to their limits: no stated size is trusted."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from ..refusals import RefusedError, too_large

MEMBER: Final = 64 << 20
MOST_MEMBERS: Final = 10_000
RATIO, RATIO_SMALL, SMALL = 200, 1000, 1 << 20
"""The largest ratio of a member's size to its packed size; the second for members up to a megabyte."""


class ZipArchive:
    """An opened zip file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise RefusedError(f"It is no zip archive that can be read: {error}.") from error
        self.names = [entry.filename for entry in self._zip.infolist() if not entry.is_dir()]
        if len(self.names) > MOST_MEMBERS:
            raise RefusedError(f"It holds {len(self.names)} files; {MOST_MEMBERS} are read at most.")

    def read(self, name: str) -> bytes:
        """Return a member, empty when there is none; raises `RefusedError` when it is over its limits."""
        try:
            entry = self._zip.getinfo(name)
        except KeyError:
            return b""
        allowed = RATIO if entry.file_size > SMALL else RATIO_SMALL
        if entry.file_size > MEMBER:
            raise too_large(f"Its part {name}", entry.file_size, MEMBER)
        if entry.file_size > allowed * max(entry.compress_size, 1):
            raise RefusedError(f"Its part {name} unpacks to more than {allowed} times its size.")
        if entry.flag_bits & 1:
            raise RefusedError("It is locked with a password.")
        try:
            with self._zip.open(entry) as file:
                data = file.read(MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            # The library's message on bad data is of no use; that on an unknown method is.
            reason = error if isinstance(error, NotImplementedError) else "it is damaged"
            raise RefusedError(f"Its part {name} can't be unpacked: {reason}.") from error
        if len(data) > MEMBER:
            raise too_large(f"Its part {name}", len(data), MEMBER)
        return data
