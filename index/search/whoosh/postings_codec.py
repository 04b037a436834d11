"""How our postings lie in Whoosh's files: the schema, and reading and writing whole blocks at a time.

Whoosh's own analysis, scoring and query classes are not used: per posting they cost more than all of our ranking.
Refuses to open or change an index; nothing of ours is pickled into one (see the ``__reduce__`` methods).
"""

from __future__ import annotations

import pickle
import struct
import sys
import zlib
from array import array
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3PostingsWriter, W3TermsReader
from whoosh.reading import TermNotFound

from ..engine import ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.filedb.filestore import Storage
    from whoosh.filedb.structfile import StructFile

ROW = "row"
Block: TypeAlias = "tuple[Sequence[int], Sequence[float], Sequence[bytes]]"
"""Document numbers, counts and packed positions of some postings of one term."""

_FORMAT = formats.Positions()
_BLOCK = 128
_ENTRY = struct.Struct("!ii")
# A term's value begins with a flag byte and the total weight, then the number of documents.
_FREQUENCY = struct.Struct("!I")
_FREQUENCY_AT = 5


def schema() -> fields.Schema:
    """Return the schema; it is passed at each opening, the pickled one in an index is never loaded."""
    zones = {zone: fields.FieldType(_FORMAT, None) for zone in ZONES}
    return fields.Schema(**{ROW: fields.COLUMN(columns.VarBytesColumn())}, **zones)


class Pool:
    """Postings on their way to a segment, by field and term: number, count, positions in turn, numbers ascending."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[bytes, list[Any]]] = {zone: {} for zone in ZONES}

    def add(self, field: str, term: bytes, number: int, count: float, positions: bytes) -> None:
        """Add one posting."""
        terms = self.fields[field]
        held = terms.get(term)
        if held is None:
            terms[term] = [number, count, positions]
        else:
            held += (number, count, positions)

    def iter_postings(self) -> Pool:
        """Stand in for Whoosh's pool, whose postings our `FieldWriter` takes by the term."""
        return self

    def cleanup(self) -> None:
        """Forget the postings."""
        self.fields = {zone: {} for zone in ZONES}


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our reading and writing of blocks; it keeps no field lengths, which stand in the rows."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK)

    def terms_reader(self, storage: Storage, segment: W3Segment) -> Terms:
        """Open the dictionary of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        posts = segment.open_file(storage, self.POSTS_EXT)
        return Terms(self, storage.open_file(name), storage.file_length(name), posts)

    def field_writer(self, storage: Storage, segment: W3Segment) -> FieldWriter:
        """Open the writer of a segment's terms."""
        return FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> PostingsWriter:  # noqa: FBT001, FBT002
        """Open the writer of postings."""
        return PostingsWriter(dbfile, _BLOCK, byteids=byteids, compression=self._compression)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return W3Codec, (self._blocklimit, self._compression, self._inlinelimit)


class Terms(W3TermsReader):  # type: ignore[misc]
    """The dictionary of a segment."""

    def entries(self, field: str) -> Iterator[tuple[str, int]]:
        """Yield each term of ``field`` and how many documents hold it, deleted ones included."""
        if field not in self._fieldmap:
            return iter(())
        start = self._tindex.closest_key_pos(self._keycoder(field, b""))
        if start is None:
            return iter(())
        data = bytes(self._dbfile.get(start, self._tindex.endofdata - start))
        return _entries(data, self._keycoder(field, b""))

    def blocks(self, field: str, term: str) -> Iterator[Block]:
        """Yield the postings of ``term`` block by block; none when the segment does not hold it."""
        try:
            info = self.term_info(field, term.encode())
        except TermNotFound:
            return
        at, last = info.extent()[0], False
        if self._postfile.get(at, len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
            raise ValueError("no postings where they should be")
        at += len(WHOOSH3_HEADER_MAGIC)
        while not last:
            length = self._postfile.get_int(at)
            last, length = length < 0, abs(length)
            yield _block(BytesIO(self._postfile.get(at + 4, length)))
            at += 4 + length


def _block(data: BytesIO) -> Block:
    """Return the postings of a block: a pickle of facts about it, a compressed pickle of the postings."""
    _, _, _, compressed, *_ = pickle.load(data)  # noqa: S301 our own cache, see `store`
    rest = data.read()
    deltas, weights, values = pickle.loads(zlib.decompress(rest) if compressed else rest)  # noqa: S301 as above
    if weights is None or isinstance(weights, float):
        weights = (weights or 1.0,) * len(deltas)
    return tuple(accumulate(deltas)), weights, values


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the terms of a `Pool`."""

    def add_postings(self, schema: fields.Schema, _lengths: object, items: Pool) -> None:
        """Write all postings, field by field and term by term in order of their bytes."""
        for field, terms in sorted(items.fields.items()):
            if not terms:
                continue
            self.start_field(field, schema[field])
            for term in sorted(terms):
                self.start_term(term)
                self._postwriter.add_all(terms[term])
                self.finish_term()
            self.finish_field()


class PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes the postings of one term, a block in one go."""

    def add_all(self, postings: list[Any]) -> None:
        """Take all postings of a term, as they lie in a `Pool`; the last block is left for `finish_postings`."""
        for start in range(0, len(postings), 3 * _BLOCK):
            if start:
                self._write_block()
            block = postings[start : start + 3 * _BLOCK]
            self._ids = array("I", block[0::3])
            self._weights = array("f", block[1::3])
            self._values = block[2::3]
            self._maxweight = max(self._weights)


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


# What an odd number of bytes begins with; an even number are positions of two bytes.
_LONG, _BITS = b"\0", b"\1"


def pack(positions: Sequence[int]) -> bytes:
    """Return ascending positions as bytes: two for each, four in a very long text, bits for a frequent word."""
    if len(positions) == 1 and positions[0] < 1 << 16:
        return positions[0].to_bytes(2, sys.byteorder)
    # Bits are quicker to read, and are preferred up to twice the room.
    width = positions[-1] // 16 * 2 + 2
    if width <= 4 * len(positions):
        return _BITS + _set(positions, positions[-1]).to_bytes(width, "little")
    return array("H", positions).tobytes() if positions[-1] < 1 << 16 else _LONG + array("I", positions).tobytes()


def unpack(packed: bytes) -> int:
    """Return packed positions as a number in which the bit of each is set."""
    if len(packed) == 2:
        return 1 << int.from_bytes(packed, sys.byteorder)
    if packed[:1] == _BITS and len(packed) % 2:
        return int.from_bytes(memoryview(packed)[1:], "little")
    positions = array("I", packed[1:]) if len(packed) % 2 else memoryview(packed).cast("H")
    return _set(positions, positions[-1])


def _set(positions: Sequence[int], last: int) -> int:
    if last < 4096:
        return sum(map((1).__lshift__, positions))
    # Each shift of the sum would copy the whole number.
    flags = bytearray(last // 8 + 1)
    for position in positions:
        flags[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(flags, "little")
