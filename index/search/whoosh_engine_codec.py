"""How our postings lie in Whoosh's files: the schema, prepared fields, and reading whole blocks at a time.

Whoosh's own analysis, scoring and query classes are not used: per posting they cost more than all of our ranking.
Refuses to open or change an index; nothing of ours is pickled into one (see the ``__reduce__`` methods).
"""

from __future__ import annotations

import struct
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3TermsReader
from whoosh.reading import TermNotFound

from .engine import ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whoosh.codec.whoosh3 import W3Segment, W3TermInfo
    from whoosh.filedb.filestore import Storage
    from whoosh.filedb.structfile import StructFile

ID, ROW = "id", "row"
Entry: TypeAlias = tuple[bytes, int, float, bytes]
"""A term in UTF-8, its count, its weight, its packed positions."""


class Prepared(fields.FieldType):  # type: ignore[misc]
    """A field whose value is its postings already: (term in UTF-8, count, weight, positions in bytes)."""

    def __init__(self) -> None:
        super().__init__(format=formats.Positions(), analyzer=None)

    def index(self, value: list[Entry], **_: object) -> list[Entry]:
        """Hand the postings on as they are."""
        return value

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return fields.FieldType, (formats.Positions(), None)


def schema() -> fields.Schema:
    """Return the schema; it is passed at each opening, the pickled one in an index is never loaded."""
    zones = {zone: Prepared() for zone in ZONES}
    return fields.Schema(**{ID: Prepared(), ROW: fields.COLUMN(columns.VarBytesColumn())}, **zones)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our reader of blocks; it keeps no field lengths, which stand in the rows."""

    length_stats = False

    def terms_reader(self, storage: Storage, segment: W3Segment) -> Terms:
        """Open the dictionary of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        posts = segment.open_file(storage, self.POSTS_EXT)
        return Terms(self, storage.open_file(name), storage.file_length(name), posts)

    def postings_reader(
        self,
        dbfile: StructFile,
        terminfo: W3TermInfo,
        format_: formats.Format,
        term: object = None,
        scorer: object = None,
    ) -> Blocks:
        """Open the postings of one term."""
        offset, length = terminfo.extent()
        return Blocks(dbfile, offset, length, format_, term=term, scorer=scorer)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return W3Codec, (self._blocklimit, self._compression, self._inlinelimit)


class Terms(W3TermsReader):  # type: ignore[misc]
    """The dictionary of a segment."""

    def frequencies(self, field: str) -> dict[str, int]:
        """Return how many documents hold each term of ``field``, deleted ones included."""
        if field not in self._fieldmap:
            return {}
        start = self._tindex.closest_key_pos(self._keycoder(field, b""))
        if start is None:
            return {}
        data = bytes(self._dbfile.get(start, self._tindex.endofdata - start))
        return dict(_entries(data, self._keycoder(field, b"")))

    def blocks(self, field: str, term: str) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
        """Yield the postings of ``term`` block by block; none when the segment does not hold it."""
        try:
            matcher = self.matcher(field, term.encode(), _FORMAT)
        except TermNotFound:
            return iter(())
        blocks: Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]] = matcher.blocks()
        return blocks


class Blocks(W3LeafMatcher):  # type: ignore[misc]
    """The postings of one term, read block by block."""

    def blocks(self) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
        """Yield (document numbers, counts, packed positions) of each block."""
        while not self._atend:
            self._read_data()
            deltas, weights, values = self._data
            if weights is None or isinstance(weights, float):
                weights = (weights or 1.0,) * len(deltas)
            yield tuple(accumulate(deltas)), weights, values
            self._next_block()


_FORMAT = formats.Positions()
_ENTRY = struct.Struct("!ii")
# A term's value begins with a flag byte and the total weight, then the number of documents.
_FREQUENCY = struct.Struct("!I")
_FREQUENCY_AT = 5


def _entries(data: bytes, field: bytes) -> Iterator[tuple[str, int]]:
    at, end, width = 0, len(data), len(field)
    while at < end:
        key, value = _ENTRY.unpack_from(data, at)
        start = at + 8
        if data[start : start + width] != field:
            return
        stop = start + key
        yield data[start + width : stop].decode(), _FREQUENCY.unpack_from(data, stop + _FREQUENCY_AT)[0]
        at = stop + value


def pack(positions: Sequence[int]) -> bytes:
    """Return ascending positions as bytes: two for each, or four and a marking byte in a very long text."""
    if positions[-1] < 1 << 16:
        return array("H", positions).tobytes()
    return b"\0" + array("I", positions).tobytes()


def unpack(packed: bytes) -> array[int]:
    """Undo `pack`."""
    positions = array("I" if len(packed) % 2 else "H")
    positions.frombytes(packed[1:] if len(packed) % 2 else packed)
    return positions
