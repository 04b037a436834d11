"""How our postings lie in Whoosh's files: the schema, and reading and writing whole blocks at a time.

Whoosh's own analysis, scoring and query classes are not used: per posting they cost more than all of our ranking.
A block is packed arrays with their lengths in front, where Whoosh pickles. Refuses to open or change an index.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PostingsWriter,
    W3TermInfo,
    W3TermsReader,
)

from ..engine import ZONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.filedb.filestore import Storage
    from whoosh.filedb.structfile import StructFile

ROW = "row"
_FORMAT = formats.Positions()
_BLOCK = 128
# How many postings, which of the flags below, how many bytes follow.
_HEAD = struct.Struct("<HBI")
_LAST, _SQUEEZED = 1, 2
_SHORTEST = 64
"""Bytes below which a block is not worth squeezing."""
_INLINE, _EXTENT_AT, _EXTENT = 0, W3TermInfo._struct.size, struct.Struct("!qi")  # noqa: SLF001 Whoosh names its layout so
_ENTRY = struct.Struct("!ii")
# A term's value begins with a flag byte and the total weight, then the number of documents.
_FREQUENCY = struct.Struct("!I")
_FREQUENCY_AT = 5


def schema() -> fields.Schema:
    """Return the schema; it is passed at each opening, the pickled one in an index is never loaded."""
    zones = {zone: fields.FieldType(_FORMAT, None) for zone in ZONES}
    return fields.Schema(**{ROW: fields.COLUMN(columns.VarBytesColumn())}, **zones)


class PostingsPool:
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

    def iter_postings(self) -> PostingsPool:
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

    def blocks(self, field: str, term: str) -> Iterator[PostingsBlock]:
        """Yield the postings of ``term`` block by block; none when the segment does not hold it."""
        try:
            value = self._tindex[self._keycoder(field, term.encode())]
        except KeyError:
            return
        if value[_INLINE]:
            raise ValueError("postings in the dictionary, where none are written")
        at, last = _EXTENT.unpack_from(value, _EXTENT_AT)[0], False
        if self._postfile.get(at, len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
            raise ValueError("no postings where they should be")
        at += len(WHOOSH3_HEADER_MAGIC)
        while not last:
            size, flags, length = _HEAD.unpack(self._postfile.get(at, _HEAD.size))
            at += _HEAD.size
            body = self._postfile.get(at, length)
            yield PostingsBlock.unpack(size, zlib.decompress(body) if flags & _SQUEEZED else body)
            at, last = at + length, bool(flags & _LAST)


class PostingsBlock:
    """Some postings of one term: document numbers, counts, and packed positions, cut apart when asked for."""

    __slots__ = ("_lengths", "_packed", "counts", "numbers")

    def __init__(self, numbers: Sequence[int], counts: Sequence[float], lengths: Sequence[int], packed: bytes) -> None:
        self.numbers, self.counts, self._lengths, self._packed = numbers, counts, lengths, packed

    @classmethod
    def unpack(cls, size: int, body: bytes) -> PostingsBlock:
        """Undo `pack_block`; raises ``ValueError`` when the lengths do not fit."""
        deltas, counts, lengths = array("I", body[: 4 * size]), array("f", body[4 * size : 8 * size]), array("I")
        lengths.frombytes(body[8 * size : 12 * size])
        packed = body[12 * size :]
        if len(lengths) != size or sum(lengths) != len(packed):
            raise ValueError("a block of postings is not as long as it says")
        return cls(tuple(accumulate(deltas)), counts, lengths, packed)

    def values(self) -> list[bytes]:
        """Return the packed positions of each posting."""
        ends = list(accumulate(self._lengths))
        return [self._packed[end - length : end] for end, length in zip(ends, self._lengths, strict=True)]

    def moved(self, base: int, deleted: frozenset[int]) -> PostingsBlock:
        """Return the postings of living documents, their numbers ``base`` higher."""
        if not deleted or deleted.isdisjoint(self.numbers):
            numbers = tuple(number + base for number in self.numbers) if base else self.numbers
            return PostingsBlock(numbers, self.counts, self._lengths, self._packed)
        values = self.values()
        places = [place for place, number in enumerate(self.numbers) if number not in deleted]
        return PostingsBlock(
            [self.numbers[place] + base for place in places],
            [self.counts[place] for place in places],
            [self._lengths[place] for place in places],
            b"".join(values[place] for place in places),
        )


def pack_block(numbers: Sequence[int], counts: Sequence[float], values: Sequence[bytes], *, last: bool) -> bytes:
    """Return postings as they lie in a segment: a head, then steps from number to number, counts, lengths, values."""
    steps = array("I", [numbers[0], *(after - before for before, after in pairwise(numbers))])
    lengths = array("I", map(len, values))
    body = b"".join((steps.tobytes(), array("f", counts).tobytes(), lengths.tobytes(), *values))
    flags = _LAST if last else 0
    if len(body) >= _SHORTEST:
        body, flags = zlib.compress(body, 3), flags | _SQUEEZED
    return _HEAD.pack(len(numbers), flags, len(body)) + body


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the terms of a `PostingsPool`."""

    def add_postings(self, schema: fields.Schema, _lengths: object, items: PostingsPool) -> None:
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
        """Take all postings of a term, as they lie in a `PostingsPool`; `finish_postings` takes the last block."""
        for start in range(0, len(postings), 3 * _BLOCK):
            if start:
                self._write_block()
            block = postings[start : start + 3 * _BLOCK]
            self._ids = array("I", block[0::3])
            self._weights = array("f", block[1::3])
            self._values = block[2::3]
            self._maxweight = max(self._weights)

    def _write_block(self, last: bool = False) -> None:  # noqa: FBT001, FBT002 as Whoosh calls it
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        self._postfile.write(pack_block(self._ids, self._weights, self._values, last=last))
        self._blockcount += 1
        self._new_block()


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
