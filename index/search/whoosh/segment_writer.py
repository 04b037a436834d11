"""A commit to an index in Whoosh's files: documents added and deleted, small segments folded into the new one.

Refuses to read for a query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from whoosh.writing import SegmentWriter

from ..engine import ZONES
from .contents import NAME
from .postings_codec import ROW, Codec, PostingsPool, pack, schema
from .segment_files import Storage
from .segment_reader import Segment, line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from whoosh.codec.whoosh3 import W3Segment

    from ..engine import Document, IndexRow
    from .contents import Contents
    from .segment_reader import SegmentFiles

FOLDED = 2_000
"""Segments are folded together until they hold this many documents; larger ones are written once and left."""


class WritableIndex(NamedTuple):
    """What Whoosh's writer asks of an index: where it is and what is in it. No lock: the caller holds the one."""

    storage: Storage
    segments: list[W3Segment]
    indexname: str = NAME
    generation: int = 0

    @property
    def schema(self) -> object:
        """The fields."""
        return schema()

    def _read_toc(self) -> WritableIndex:
        return self


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, given whole documents and whole segments; it leaves the table of contents to its caller."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        opened = WritableIndex(Storage(folder), [entry.opened() for entry in contents.segments])
        super().__init__(opened, codec=Codec(), _lk=False)
        self.pool = PostingsPool()
        self.files: Mapping[str, SegmentFiles] = {}
        self.left: list[W3Segment] = self.segments

    def remove(self, ids: Collection[str], files: Mapping[str, SegmentFiles]) -> None:
        """Mark the documents with these ids deleted; ``files`` are those of each segment by its name."""
        self.files = files
        for segment in self.segments:
            for number, row in enumerate(files[segment.segment_id()].rows):
                if row.id in ids:
                    segment.delete_document(number)

    def add(self, document: Document) -> None:
        """Add one document."""
        for zone in ZONES:
            for form, positions in document.zones.get(zone, {}).items():
                self.pool.add(zone, form.encode(), self.docnum, float(len(positions)), pack(positions))
        self._add_row(document.row)

    def finish(self) -> None:
        """Write the new segment, with small ones folded in; ``left`` are the segments then."""
        self.commit(mergetype=_fold)

    def _commit_toc(self, segments: list[W3Segment]) -> None:
        self.left = segments

    def fold(self, segment: W3Segment) -> None:
        """Add the living documents of ``segment``."""
        opened = Segment(self.files[segment.segment_id()], frozenset(segment.deleted_docs()), 0)
        numbers = {}
        for number, row in enumerate(opened.living()):
            if row is not None:
                numbers[number] = self.docnum
                self._add_row(row)
        add = self.pool.add
        for zone in ZONES:
            for form, _ in opened.entries(zone):
                term = form.encode()
                for block in opened.blocks(zone, form):
                    for number, count, positions in zip(block.numbers, block.counts, block.values(), strict=True):
                        add(zone, term, numbers[number], count, positions)

    def _add_row(self, row: IndexRow) -> None:
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.add_column_value(ROW, self.schema[ROW].column_type, line_of(row).encode())
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1


def _fold(writer: Writer, segments: list[W3Segment]) -> list[W3Segment]:
    """Fold segments into the new one, smallest first, while each is not much larger than what is gathered.

    So a document is copied a logarithmic number of times, and few small segments are left. Return the others.
    """
    total, left = writer.docnum, []
    for segment in sorted(segments, key=_living):
        living = _living(segment)
        if not living:
            continue
        if living <= 2 * max(total, 1) and total + living <= FOLDED:
            writer.fold(segment)
            total += living
        else:
            left.append(segment)
    return sorted(left, key=segments.index)


def _living(segment: W3Segment) -> int:
    return int(segment.doc_count_all() - segment.deleted_count())
