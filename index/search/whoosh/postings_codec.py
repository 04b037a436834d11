"""The format of our postings in Whoosh's files: the schema, and reading and writing whole blocks.

Whoosh's own analysis, scoring and query classes are not used: per posting they cost more than all of our ranking. A
block is packed arrays preceded by their lengths, where Whoosh pickles, and its first document number comes first, so
that a block can move to another segment without being unpacked. Does not open or change an index.
"""

from __future__ import annotations

import operator
import struct
import sys
import zlib
from array import array
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo, W3TermsReader

from ..tables.form_table import FormPart, FormTable
from ..tables.text_columns import Texts
from ..zones import FREQUENCY_SHIFT, ZONE_BITS, ZONES
from .term_dictionary import TermDictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.filedb.filestore import Storage

ROW = "row"
BLOCK = 128
"""The most postings in a block."""

_FORMAT = formats.Positions()
# Number of postings, flags (see below), first document number, number of bytes that follow.
HEAD = struct.Struct("<HBII")
NARROW, _SQUEEZED = 1, 2
_SHORTEST = 200
"""Blocks smaller than this many bytes are not worth compressing."""
_KEY, _ENTRY = struct.Struct("!H"), struct.Struct("!ii")
# Whoosh's term info (inlined, weight, documents, shortest, longest, heaviest, first, last), and its offset.
_TERM = struct.Struct(W3TermInfo._struct.format + "qi")  # noqa: SLF001 Whoosh names its layout so


def schema() -> fields.Schema:
    """Return the schema, which is passed at each opening; the pickled one in an index is never loaded."""
    zones = {zone: fields.FieldType(_FORMAT, None) for zone in ZONES}
    return fields.Schema(**{ROW: fields.COLUMN(columns.VarBytesColumn())}, **zones)


class TermPostings(NamedTuple):
    """All postings of one term on their way into a segment: its dictionary entry, and the blocks."""

    documents: int
    weight: float
    heaviest: float
    first: int
    last: int
    blocks: bytes


class PostingsSource(Protocol):
    """The source of postings for a `FieldWriter`."""

    def by_field(self) -> Iterator[tuple[str, Iterable[tuple[bytes, TermPostings]]]]:
        """Yield each field with its terms in byte order."""


class PostingsPool:
    """Postings on their way to a segment, by field and form: number, count, positions in turn, numbers ascending."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, list[Any]]] = {zone: {} for zone in ZONES}

    def add(self, number: int, zones: Mapping[str, Mapping[str, Sequence[int]]]) -> None:
        """Add the postings of one document."""
        alone = _ALONE
        for zone, held in zones.items():
            forms = self._fields[zone]
            known = forms.get
            for form, positions in held.items():
                count, first = len(positions), positions[0]
                value = alone[first] if count == 1 and first < 1 << 16 else pack(positions)
                postings = known(form)
                if postings is None:
                    forms[form] = [number, count, value]
                else:
                    postings += (number, count, value)

    def by_field(self) -> Iterator[tuple[str, Iterator[tuple[bytes, TermPostings]]]]:
        """Yield each field with its terms in byte order."""
        for field, forms in sorted(self._fields.items()):
            yield field, ((form.encode(), _packed(forms.pop(form))) for form in sorted(forms))


def _packed(postings: list[Any]) -> TermPostings:
    numbers, counts, values = postings[0::3], postings[1::3], postings[2::3]
    return TermPostings(
        len(numbers), sum(counts), max(counts), numbers[0], numbers[-1], pack_blocks(numbers, counts, values)
    )


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our block format; it stores no field lengths, which are in the rows."""

    length_stats = False

    def terms_reader(self, storage: Storage, segment: W3Segment) -> Terms:
        """Open the dictionary of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        posts = segment.open_file(storage, self.POSTS_EXT)
        return Terms(self, storage.open_file(name), storage.file_length(name), posts)

    def field_writer(self, storage: Storage, segment: W3Segment) -> FieldWriter:
        """Open the writer of a segment's terms."""
        return FieldWriter(self, storage, segment)


class TermEntry(NamedTuple):
    """The dictionary entry of a term: how many documents have it, how often, and where its postings are."""

    term: bytes
    documents: int
    weight: float
    heaviest: float
    first: int
    last: int
    at: int
    length: int


class Terms(W3TermsReader):  # type: ignore[misc]
    """The dictionary of a segment."""

    def entries(self, field: str) -> Iterator[TermEntry]:
        """Yield the entry of each term of ``field``, in byte order, deleted documents included."""
        if field not in self._fieldmap:
            return iter(())
        start = self._tindex.closest_key_pos(self._keycoder(field, b""))
        if start is None:
            return iter(())
        return _entries(self._dbfile.view(start, self._tindex.endofdata - start), self._keycoder(field, b""))

    def blocks(self, field: str, term: str) -> Iterator[tuple[BlockHead, bytes]]:
        """Yield the stored blocks of ``term``; none when the segment lacks it."""
        try:
            value = self._tindex[self._keycoder(field, term.encode())]
        except KeyError:
            return iter(())
        inlined, *_, at, length = _TERM.unpack(value)
        if inlined:
            raise ValueError("postings in the dictionary, where none are written")
        return self.packed_blocks(at, length)

    def packed_blocks(self, at: int, length: int) -> Iterator[tuple[BlockHead, bytes]]:
        """Yield the heads and bodies of the blocks at offset ``at``."""
        magic, data = len(WHOOSH3_HEADER_MAGIC), self._postfile.get(at, length)
        if data[:magic] != WHOOSH3_HEADER_MAGIC or len(data) != length:
            raise ValueError("no postings where they should be")
        place = magic
        while place < length:
            head = BlockHead(*HEAD.unpack_from(data, place))
            place += HEAD.size
            yield head, data[place : place + head.length]
            place += head.length


class BlockHead(NamedTuple):
    """The header of a block: number of postings, flags, first document, number of bytes that follow."""

    size: int
    flags: int
    first: int
    length: int


class PostingsBlock:
    """Some postings of one term: document numbers, counts, and packed positions, split lazily."""

    __slots__ = ("_lengths", "_packed", "counts", "numbers")

    def __init__(self, numbers: Sequence[int], counts: Sequence[int], lengths: Sequence[int], packed: bytes) -> None:
        self.numbers, self.counts, self._lengths, self._packed = numbers, counts, lengths, packed

    @classmethod
    def unpack(cls, head: BlockHead, body: bytes, base: int = 0) -> PostingsBlock:
        """Undo `pack_block`, with numbers raised by ``base``; raises ``ValueError`` when the lengths do not fit."""
        size = head.size
        if len(body) != head.length:
            raise ValueError("a block of postings is cut off")
        if head.flags & _SQUEEZED:
            body = zlib.decompress(body)
        types = "HBH" if head.flags & NARROW else "III"
        at, parts = 0, []
        for kind, count in zip(types, (size - 1, size, size), strict=True):
            part = array(kind)
            part.frombytes(body[at : at + count * part.itemsize])
            at += count * part.itemsize
            parts.append(part)
        steps, counts, lengths = parts
        packed = body[at:]
        if len(lengths) != size or sum(lengths) != len(packed):
            raise ValueError("a block of postings is not as long as it says")
        return cls(tuple(accumulate(steps, initial=head.first + base)), counts, lengths, packed)

    def values(self) -> list[bytes]:
        """Return the packed positions of each posting."""
        ends = list(accumulate(self._lengths))
        return [self._packed[end - length : end] for end, length in zip(ends, self._lengths, strict=True)]

    def moved(self, base: int, deleted: frozenset[int]) -> PostingsBlock:
        """Return the postings of live documents, with numbers raised by ``base``."""
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


def unpack_counts(head: BlockHead, body: bytes, base: int = 0) -> tuple[Iterator[int], array[int]]:
    """Return only the numbers, raised by ``base``, and the counts of a block, which are at its front.

    Of a compressed block only the front is unpacked: in a common word the rest is four fifths of it. Raises
    ``ValueError`` when the block is truncated; its end is checked only by `PostingsBlock.unpack`.
    """
    if len(body) != head.length:
        raise ValueError("a block of postings is cut off")
    steps, counts = (array("H"), array("B")) if head.flags & NARROW else (array("I"), array("I"))
    middle = (head.size - 1) * steps.itemsize
    end = middle + head.size * counts.itemsize
    front = zlib.decompressobj().decompress(body, end) if head.flags & _SQUEEZED else body
    steps.frombytes(front[:middle])
    counts.frombytes(front[middle:end])
    if len(counts) != head.size:
        raise ValueError("a block of postings is not as long as it says")
    return accumulate(steps, initial=head.first + base), counts


def pack_blocks(numbers: Sequence[int], counts: Sequence[int], values: Sequence[bytes]) -> bytes:
    """Return postings as stored in a segment, in blocks of `BLOCK`; document numbers ascend."""
    if len(numbers) <= BLOCK:
        return pack_block(numbers, counts, values)
    return b"".join(
        pack_block(numbers[at : at + BLOCK], counts[at : at + BLOCK], values[at : at + BLOCK])
        for at in range(0, len(numbers), BLOCK)
    )


def pack_block(numbers: Sequence[int], counts: Sequence[int], values: Sequence[bytes]) -> bytes:
    """Return a block: head, steps between numbers, counts, lengths, values; narrow where they fit."""
    steps, lengths = [after - before for before, after in pairwise(numbers)], list(map(len, values))
    try:
        # A step or length over two bytes, or a count over one, is an OverflowError.
        body = b"".join((array("H", steps), array("B", counts), array("H", lengths), *values))
        flags = NARROW
    except OverflowError:
        body, flags = b"".join((array("I", steps), array("I", counts), array("I", lengths), *values)), 0
    return framed_block(len(numbers), flags, numbers[0], body)


def framed_block(size: int, flags: int, first: int, body: bytes) -> bytes:
    """Return a block of ``size`` postings from its body, compressed if that is worth it."""
    if len(body) >= _SHORTEST:
        body, flags = zlib.compress(body, 1), flags | _SQUEEZED
    return HEAD.pack(size, flags, first, len(body)) + body


def moved_block(head: BlockHead, body: bytes, base: int) -> bytes:
    """Return a block with its document numbers raised by ``base``."""
    return HEAD.pack(head.size, head.flags, head.first + base, head.length) + body


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the terms of a `PostingsSource`."""

    def __init__(self, codec: Codec, storage: Storage, segment: W3Segment) -> None:
        super().__init__(codec, storage, segment)
        # Replaces Whoosh's own, which has written its first bytes.
        file = self._tindex.dbfile
        file.seek(0)
        self._tindex: TermDictionary = TermDictionary(file, self._fieldmap)
        self.forms: FormTable | None = None
        """The dictionary, when all is written."""

    def add_postings(self, _schema: fields.Schema, _lengths: object, items: PostingsSource) -> None:
        """Write all postings, by field and term in byte order."""
        packed: dict[bytes, int] = {}
        write, add, at = self._postfile.write, self._tindex.add, self._postfile.tell()
        for field, terms in items.by_field():
            key = b""
            forms: list[bytes] = []
            counted: list[int] = []
            zone = ZONE_BITS[field]
            for term, postings in terms:
                key = key or _KEY.pack(self._fieldmap.setdefault(field, len(self._fieldmap)))
                documents, weight, heaviest, first, last, blocks = postings
                length = len(WHOOSH3_HEADER_MAGIC) + len(blocks)
                write(WHOOSH3_HEADER_MAGIC + blocks)
                add(key + term, _TERM.pack(0, weight, documents, 0, 0, heaviest, first, last, at, length))
                at += length
                forms.append(term)
                counted.append(documents)
            counted = [documents << FREQUENCY_SHIFT | zone for documents in counted]
            packed.update(zip(forms, map(operator.add, map(packed.get, forms, repeat(0)), counted), strict=True))
        self.forms = _dictionary(packed)


def _dictionary(packed: Mapping[bytes, int]) -> FormTable:
    terms = sorted(packed)  # in the order of bytes, which in UTF-8 is that of the letters
    numbers = array("I", map(packed.__getitem__, terms))
    return FormTable([FormPart(Texts.of_encoded(terms), numbers)])


def _entries(data: memoryview, field: bytes) -> Iterator[TermEntry]:
    at, end, width = 0, len(data), len(field)
    while at < end:
        key, value = _ENTRY.unpack_from(data, at)
        start = at + _ENTRY.size
        if data[start : start + width] != field:
            return
        stop = start + key
        _, weight, documents, _, _, heaviest, first, last, place, length = _TERM.unpack_from(data, stop)
        yield TermEntry(bytes(data[start + width : stop]), documents, weight, heaviest, first, last, place, length)
        at = stop + value


# The first byte when the length is odd; an even length means positions of two bytes.
_LONG, _BITS = b"\0", b"\1"


def pack(positions: Sequence[int]) -> bytes:
    """Return ascending positions as bytes: two each, four in a very long text, a bitmap for a frequent word."""
    if len(positions) == 1 and positions[0] < 1 << 16:
        return _ALONE[positions[0]]
    # Bitmaps are faster to read, and preferred up to twice the size.
    width = positions[-1] // 16 * 2 + 2
    if width <= 4 * len(positions):
        return _BITS + _set(positions, positions[-1]).to_bytes(width, "little")
    return array("H", positions).tobytes() if positions[-1] < 1 << 16 else _LONG + array("I", positions).tobytes()


class _Alone(dict[int, bytes]):
    """Packed single positions, cached by position: most forms occur once in an article, and share these bytes."""

    def __missing__(self, position: int) -> bytes:
        packed = self[position] = position.to_bytes(2, sys.byteorder)
        return packed


_ALONE = _Alone()


def unpack(packed: bytes) -> int:
    """Return packed positions as an integer with the bit of each set."""
    if len(packed) == 2:
        return 1 << int.from_bytes(packed, sys.byteorder)
    if packed[:1] == _BITS and len(packed) % 2:
        return int.from_bytes(packed, "little") >> 8
    positions = array("I", packed[1:]) if len(packed) % 2 else memoryview(packed).cast("H")
    return _set(positions, positions[-1])


def _set(positions: Sequence[int], last: int) -> int:
    if last < 4096:
        return sum(map((1).__lshift__, positions))
    # Shifting the sum each time would copy the whole number.
    flags = bytearray(last // 8 + 1)
    for position in positions:
        flags[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(flags, "little")
