"""A commit to an index in Whoosh's files: documents added and deleted, small segments folded into the new one.

Refuses to read for a query.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.writing import SegmentWriter

from ..engine import ZONES
from .postings_codec import ROW, Codec, Pool, pack
from .segment_reader import Segment, SegmentFiles, line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.index import FileIndex

    from ..engine import Document, IndexRow

FOLDED = 2_000
"""Segments are folded together until they hold this many documents; larger ones are written once and left."""


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, given whole documents and whole segments; raises Whoosh's ``LockError`` when another writes."""

    def __init__(self, index: FileIndex, timeout: float) -> None:
        super().__init__(index, timeout=timeout, codec=Codec())
        self.pool = Pool()

    def remove(self, ids: Collection[str], files: Mapping[str, SegmentFiles]) -> None:
        """Mark the documents with these ids deleted; ``files`` are those of each segment by its name."""
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
        """Commit, with small segments folded in."""
        self.commit(mergetype=_fold)

    def fold(self, segment: W3Segment) -> None:
        """Add the living documents of ``segment``."""
        files = SegmentFiles(Path(self.storage.folder), segment)
        opened = Segment(files, frozenset(segment.deleted_docs()), 0)
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
                    for number, count, positions in zip(*block, strict=True):
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
