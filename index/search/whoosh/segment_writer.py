"""Writes one new segment in Whoosh's files: from documents, or by merging segments.

A merge copies blocks of postings unchanged where it can, so that it costs a fraction of indexing. Does not know which
segments an index has.
"""

from __future__ import annotations

import contextlib
from heapq import merge as by_term
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from whoosh.writing import SegmentWriter

from ..zones import ZONES
from .contents import NAME, SegmentEntry
from .joined_blocks import JoinedBlocks, renumbered
from .overview import SUFFIX, packed_overview
from .postings_codec import HEAD, ROW, BlockHead, Codec, PostingsPool, TermPostings, schema
from .row_lines import line_of, row_table
from .segment_files import Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from whoosh.codec.whoosh3 import W3Segment

    from ..engine import Document
    from .postings_codec import PostingsSource, TermEntry
    from .segment_reader import Segment


_TERMS_IN_MEMORY = 5_000
"""The number of terms after which a merge, which reads its segments sequentially, returns their memory."""


def write_segment(folder: Path, documents: Iterable[Document]) -> SegmentEntry | None:
    """Write ``documents`` as one segment into ``folder`` and return it; ``None`` without documents."""
    pool = PostingsPool()
    with _segment(folder, pool) as writer:
        for document in documents:
            pool.add(writer.docnum, document.zones)
            writer.add_row(line_of(document.row).encode())
    return writer.entry


def merge_segments(folder: Path, segments: Sequence[Segment]) -> SegmentEntry | None:
    """Write the live documents of ``segments`` as one segment into ``folder``; ``None`` without live documents."""
    places: list[_Place] = []
    with _segment(folder, _Merged(places)) as writer:
        for segment in segments:
            places.append(_Place(segment, writer.docnum))
            for number, line in enumerate(segment.lines()):
                if number not in segment.deleted:
                    writer.add_row(line)
    entry = writer.entry
    return entry and entry._replace(parts=tuple(segment.name for segment in segments))


class _Empty(NamedTuple):
    """The empty index that Whoosh's writer expects, without a lock: the caller holds one."""

    storage: Storage
    segments: list[W3Segment]
    indexname: str = NAME
    generation: int = 0

    @property
    def schema(self) -> object:
        """The fields."""
        return schema()

    def _read_toc(self) -> _Empty:
        return self


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's segment writer, given whole rows and a source of postings; it writes no table of contents."""

    def __init__(self, folder: Path, postings: PostingsSource) -> None:
        super().__init__(_Empty(Storage(folder), []), codec=Codec(), _lk=False)
        self.pool = _Pool(postings, self._write_overview)
        self.entry: SegmentEntry | None = None
        self._folder = folder
        self._lines: list[bytes] = []

    def add_row(self, line: bytes) -> None:
        """Add the row of the next document."""
        self._lines.append(line)
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.add_column_value(ROW, self.schema[ROW].column_type, line)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _commit_toc(self, segments: list[W3Segment]) -> None:
        for segment in segments:
            self.entry = SegmentEntry(segment.segment_id(), segment.doc_count_all(), frozenset())

    def _write_overview(self) -> None:
        """Write the segment's own overview beside its other files, all of which become one."""
        if self.fieldwriter.forms is not None:
            segment = self.get_segment()
            name = segment.segment_id()
            overview = packed_overview(row_table(self._lines), self.fieldwriter.forms, rows_of=[name], forms_of=[name])
            (self._folder / segment.make_filename(SUFFIX)).write_bytes(overview)


class _Pool:
    """Replaces Whoosh's pool: hands out postings by term; ``closed`` is called when nothing more is written."""

    def __init__(self, postings: PostingsSource, closed: Callable[[], None]) -> None:
        self._postings, self._closed = postings, closed

    def iter_postings(self) -> PostingsSource:
        return self._postings

    def cleanup(self) -> None:
        """Say that all is written, or called off; the owner of the postings cleans up."""
        self._closed()


@contextlib.contextmanager
def _segment(folder: Path, postings: PostingsSource) -> Iterator[Writer]:
    """Yield a writer; write the segment at the end, and leave no files after an error."""
    writer = Writer(folder, postings)
    try:
        yield writer
        writer.commit(merge=False)
    except BaseException:
        with contextlib.suppress(Exception):
            writer.cancel()
        raise
    finally:
        # The pool and the writer know each other, and would stay until dead circles are looked for.
        del writer.pool


class _Place:
    """A segment being merged: its first live document gets the number ``base``."""

    def __init__(self, segment: Segment, base: int) -> None:
        self.segment, self._base = segment, base
        self._numbers: list[int] = []
        if segment.deleted:
            number = base
            for place in range(segment.size):
                self._numbers.append(number)
                number += place not in segment.deleted

    def number(self, old: int) -> int:
        """Return the new number of a document; for a deleted one, that of the next live one."""
        return self._numbers[old] if self._numbers else self._base + old

    def add(self, entry: TermEntry, joined: JoinedBlocks) -> None:
        """Add the live postings of a term."""
        for head, body in self.segment.packed_blocks(entry):
            if not self._numbers:
                joined.add(head, body, self._base)
            elif block := renumbered(head, body, self._numbers, self.segment.deleted):
                joined.add(BlockHead(*HEAD.unpack_from(block)), block[HEAD.size :], 0)


class _Merged:
    """The postings of several segments, term by term."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self._places = places

    def by_field(self) -> Iterator[tuple[str, Iterator[tuple[bytes, TermPostings]]]]:
        """Yield each field with its terms in byte order."""
        return ((zone, self._terms(zone)) for zone in ZONES)

    def _terms(self, zone: str) -> Iterator[tuple[bytes, TermPostings]]:
        # A term occurs once per segment, so its bytes and the segment's place order everything.
        streams = [_numbered(place.segment.entries(zone), at) for at, place in enumerate(self._places)]
        for number, (term, held) in enumerate(groupby(by_term(*streams), key=itemgetter(0))):
            if number % _TERMS_IN_MEMORY == 0:
                for place in self._places:
                    place.segment.forget_pages()
            if (postings := self._together(list(held))).documents:
                yield term, postings

    def _together(self, held: Sequence[tuple[bytes, int, TermEntry]]) -> TermPostings:
        """Return the live postings of one term, in the order of the segments.

        Where documents were deleted, weights and limits are only bounds; they are Whoosh's, and our ranking ignores
        them.
        """
        joined = JoinedBlocks()
        for _, at, entry in held:
            self._places[at].add(entry, joined)
        (_, lowest, first), (_, highest, last) = held[0], held[-1]
        return TermPostings(
            joined.documents,
            sum([entry.weight for _, _, entry in held]),
            max([entry.heaviest for _, _, entry in held]),
            self._places[lowest].number(first.first),
            self._places[highest].number(last.last),
            joined.packed(),
        )


def _numbered(entries: Iterable[TermEntry], at: int) -> Iterator[tuple[bytes, int, TermEntry]]:
    return ((entry.term, at, entry) for entry in entries)
