"""Writes the dictionary of a segment: keys with values, and Whoosh's hash tables over them.

The output is the same as that of Whoosh's own writer except for the choice of the hash, at a fraction of the time and
memory: Whoosh asks the file for its offset three times per term. Reads nothing.
"""

from __future__ import annotations

import struct
from array import array
from binascii import crc32
from typing import TYPE_CHECKING

from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.util.numlists import GrowableArray

if TYPE_CHECKING:
    from whoosh.filedb.structfile import StructFile

_CRC = 1
"""Whoosh's number for the CRC hash, six times as fast as its default."""
_LENGTHS, _POINTER = struct.Struct("!ii"), struct.Struct("!Iq")


class TermDictionary(OrderedHashWriter):  # type: ignore[misc]
    """Takes keys in ascending order; ``fields`` maps names to numbers, and is stored with them."""

    def __init__(self, file: StructFile, fields: dict[str, int]) -> None:
        HashWriter.__init__(self, file, hashtype=_CRC)
        self.index = GrowableArray("I")
        self.extras["fieldmap"] = fields
        self._at = file.tell()
        self._hashed = [(array("I"), array("Q")) for _ in range(256)]

    def add(self, key: bytes, value: bytes) -> None:
        """Add a key, greater than the one before, with its value."""
        hashed, at = crc32(key), self._at
        self.dbfile.write(_LENGTHS.pack(len(key), len(value)) + key + value)
        self.index.append(at)
        hashes, places = self._hashed[hashed & 255]
        hashes.append(hashed)
        places.append(at)
        self._at = at + _LENGTHS.size + len(key) + len(value)

    def _write_hashes(self) -> None:
        for hashes, places in self._hashed:
            size = 2 * len(hashes)
            table, taken = bytearray(_POINTER.size * size), bytearray(size)
            self.directory.append((self.dbfile.tell(), size))
            for hashed, place in zip(hashes, places, strict=True):
                slot = (hashed >> 8) % size
                while taken[slot]:
                    slot = (slot + 1) % size
                taken[slot] = 1
                _POINTER.pack_into(table, _POINTER.size * slot, hashed, place)
            self.dbfile.write(bytes(table))
