"""One new segment in Whoosh's files: of documents, or of other segments merged.

A merge copies the blocks of postings as they are where it can, so that it costs a fraction of indexing. Refuses to
know which segments an index has.
"""

from __future__ import annotations

import contextlib
from heapq import merge as by_term
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from whoosh.writing import SegmentWriter

from ..engine import ZONES
from .contents import NAME, SegmentEntry
from .postings_codec import (
    BLOCK,
    ROW,
    Codec,
    PostingsBlock,
    PostingsPool,
    TermPostings,
    moved_block,
    pack_blocks,
    schema,
)
from .segment_files import Storage
from .segment_reader import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from whoosh.codec.whoosh3 import W3Segment

    from ..engine import Document
    from .postings_codec import PostingsSource, TermEntry
    from .segment_reader import Segment


_TERMS_IN_MEMORY = 5_000
"""Terms after which a merge, which reads its segments from the first to the last byte, gives their memory back."""


def write_segment(folder: Path, documents: Iterable[Document]) -> SegmentEntry | None:
    """Write ``documents`` as one segment into ``folder`` and return it; ``None`` when there are none."""
    pool = PostingsPool()
    with _segment(folder, pool) as writer:
        for document in documents:
            pool.add(writer.docnum, document.zones)
            writer.add_row(line_of(document.row).encode())
    return writer.entry


def merge_segments(folder: Path, segments: Sequence[Segment]) -> SegmentEntry | None:
    """Write the living documents of ``segments`` as one segment into ``folder``; ``None`` when none lives."""
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
    """What Whoosh's writer asks of an index: where it is, and that nothing is in it. No lock: the caller holds one."""

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
    """Whoosh's writer of a segment, given whole rows and a source of postings; it leaves no table of contents."""

    def __init__(self, folder: Path, postings: PostingsSource) -> None:
        super().__init__(_Empty(Storage(folder), []), codec=Codec(), _lk=False)
        self.pool = _Pool(postings)
        self.entry: SegmentEntry | None = None

    def add_row(self, line: bytes) -> None:
        """Add the row of the next document."""
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.add_column_value(ROW, self.schema[ROW].column_type, line)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _commit_toc(self, segments: list[W3Segment]) -> None:
        for segment in segments:
            self.entry = SegmentEntry(segment.segment_id(), segment.doc_count_all(), frozenset())


class _Pool:
    """Stands in for Whoosh's pool: hands out postings by the term."""

    def __init__(self, postings: PostingsSource) -> None:
        self._postings = postings

    def iter_postings(self) -> PostingsSource:
        return self._postings

    def cleanup(self) -> None:
        """Forget nothing: whoever made the postings does."""


@contextlib.contextmanager
def _segment(folder: Path, postings: PostingsSource) -> Iterator[Writer]:
    """Lend a writer; write the segment at the end, leave nothing of it after an error."""
    writer = Writer(folder, postings)
    try:
        yield writer
        writer.commit(merge=False)
    except BaseException:
        with contextlib.suppress(Exception):
            writer.cancel()
        raise


class _Place:
    """A segment that is merged: its first living document gets the number ``base``."""

    def __init__(self, segment: Segment, base: int) -> None:
        self.segment, self.base = segment, base
        self._numbers: list[int] | None = None
        if segment.deleted:
            self._numbers, number = [], base
            for place in range(segment.size):
                self._numbers.append(number)
                number += place not in segment.deleted

    def numbers(self, old: Sequence[int]) -> Iterable[int]:
        """Return the new numbers of living documents."""
        base, numbers = self.base, self._numbers
        return [base + number for number in old] if numbers is None else [numbers[number] for number in old]


class _Merged:
    """The postings of several segments, term by term."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self._places = places

    def by_field(self) -> Iterator[tuple[str, Iterator[tuple[bytes, TermPostings]]]]:
        """Yield each field with its terms in the order of their bytes."""
        return ((zone, self._terms(zone)) for zone in ZONES)

    def _terms(self, zone: str) -> Iterator[tuple[bytes, TermPostings]]:
        streams = [_numbered(place.segment.entries(zone), at) for at, place in enumerate(self._places)]
        for number, (term, held) in enumerate(groupby(by_term(*streams), key=itemgetter(0))):
            if number % _TERMS_IN_MEMORY == 0:
                for place in self._places:
                    place.segment.forget_pages()
            postings = _Together()
            for _, at, entry in held:
                postings.take(self._places[at], entry)
            if postings.documents:
                yield term, postings.whole()


def _numbered(entries: Iterable[TermEntry], at: int) -> Iterator[tuple[bytes, int, TermEntry]]:
    return ((entry.term, at, entry) for entry in entries)


class _Together:
    """The postings of one term in several segments; blocks that are half full or more are taken over as they are."""

    def __init__(self) -> None:
        self.documents, self._weight, self._heaviest = 0, 0.0, 0.0
        self._first, self._last = -1, -1
        self._blocks: list[bytes] = []
        self._numbers: list[int] = []
        self._counts: list[int] = []
        self._values: list[bytes] = []

    def take(self, place: _Place, entry: TermEntry) -> None:
        """Take in the living postings of one segment."""
        deleted = place.segment.deleted
        for head, body in place.segment.packed_blocks(entry):
            if head.size >= BLOCK // 2 and not deleted:
                self._flush()
                self._blocks.append(moved_block(head, body, place.base))
                self.documents += head.size
            else:
                block = PostingsBlock.unpack(head, body).moved(0, deleted)
                self._numbers += place.numbers(block.numbers)
                self._counts += block.counts
                self._values += block.values()
                self.documents += len(block.numbers)
        # With deleted documents these bound what is there; they are Whoosh's, our ranking does not read them.
        self._weight += entry.weight
        self._heaviest = max(self._heaviest, entry.heaviest)
        first, last = place.numbers((entry.first, entry.last))
        self._first, self._last = (first if self._first < 0 else self._first), last

    def whole(self) -> TermPostings:
        """Return what was taken."""
        self._flush()
        return TermPostings(
            self.documents, self._weight, self._heaviest, self._first, self._last, b"".join(self._blocks)
        )

    def _flush(self) -> None:
        if self._numbers:
            self._blocks.append(pack_blocks(self._numbers, self._counts, self._values))
            self._numbers, self._counts, self._values = [], [], []
