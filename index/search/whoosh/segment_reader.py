"""One generation of an index in Whoosh's files, read segment by segment.

Any error while reading is an `IndexDamagedError`, since a damaged file may make Whoosh raise anything. Changes nothing.
"""

from __future__ import annotations

import contextlib
import errno
from array import array
from functools import cached_property
from itertools import chain, compress, takewhile
from typing import TYPE_CHECKING

from ...errors import IndexDamagedError, LibraryError
from ...files.durable import explain, write_atomic
from ..engine import Postings
from ..index_files import INFLECTIONS
from ..inflections import Inflections
from ..tables.form_table import FormTable
from ..tables.rows import IndexRows, RowBlock
from ..tables.text_columns import Coded, Texts
from .contents import Contents
from .overview import CODED, NO_LINES, OVERVIEW, SUFFIX, Dictionary, Lines, Overview, RowTable, packed_overview
from .postings_codec import ROW, Codec, PostingsBlock, schema, unpack, unpack_counts
from .row_lines import column_of
from .segment_files import Mapped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .contents import SegmentEntry
    from .postings_codec import BlockHead, TermEntry

LARGE = 100
"""Smaller segments are not in the overview: they come and go."""

_NO_DAMAGE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE}


@contextlib.contextmanager
def damage(folder: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn every error of the block into an `IndexDamagedError`, except a full or read-only disk while writing."""
    try:
        yield
    except LibraryError:
        raise
    except Exception as error:
        if writing and isinstance(error, OSError) and error.errno in _NO_DAMAGE:
            raise explain(folder, error) from error
        raise IndexDamagedError(str(folder), f"{type(error).__name__}: {error}") from error


class DecodedPostings:
    """What outlives a generation: the files of segments, which never change."""

    def __init__(self) -> None:
        self.files: dict[str, SegmentFiles] = {}

    def keep(self, names: Collection[str]) -> None:
        """Release the files of all other segments."""
        self.files = {name: files for name, files in self.files.items() if name in names}


class WhooshSnapshot:
    """One generation; document numbers are consecutive over the segments. ``known`` is kept from an earlier one.

    Raises ``ValueError`` or `OSError` when a file is not as written; segments in ``known`` are not checked again.
    """

    def __init__(self, folder: Path, key: bytes, known: DecodedPostings) -> None:
        self.contents = Contents.read(folder, key)
        for name in self.contents.differing(folder, known=known.files):
            raise ValueError(f"{name} is not what was written")
        self.folder = folder
        self.generation = self.contents.stated
        self.decoded = DecodedPostings()
        self.segments: list[Segment] = []
        base = 0
        for entry in self.contents.segments:
            files = self.decoded.files[entry.name] = known.files.get(entry.name) or SegmentFiles(folder, entry)
            self.segments.append(Segment(files, entry.deleted, base))
            base += entry.size

    @cached_property
    def rows(self) -> IndexRows:
        """The rows by document number; ``None`` for a deleted document."""
        first = self._overview.row_names if self._overview else ()
        covered, behind = self.segments[: len(first)], self.segments[len(first) :]
        if self._overview is None or first != tuple(segment.name for segment in covered):
            return IndexRows(segment.part() for segment in self.segments)
        rows = self._overview.rows()
        deleted = frozenset(chain.from_iterable(segment.gone for segment in covered))
        block = RowBlock(CoveredRows(rows, [segment.part() for segment in covered]), deleted, len(rows.ids))
        return IndexRows([block, *(segment.part() for segment in behind)])

    @property
    def overview_file(self) -> str:
        """The name of the overview file; empty when there is none."""
        return next((name for name in self.contents.files if name.startswith(OVERVIEW)), "")

    @property
    def derived_files(self) -> list[str]:
        """The names of the files derived from the others: overviews, also those of earlier versions."""
        told = {INFLECTIONS, *(entry.file for entry in self.contents.segments)}
        return [name for name in self.contents.files if name not in told]

    @cached_property
    def _overview(self) -> Overview | None:
        if not self.overview_file:
            return None
        with damage(self.folder):
            return Overview.of_file(self.folder / self.overview_file)

    @property
    def large(self) -> frozenset[str]:
        """The names of the segments that belong in an overview."""
        return frozenset(segment.name for segment in self.segments if segment.size >= LARGE)

    @property
    def overviewed(self) -> frozenset[str]:
        """The names of the segments whose dictionary is in the overview; none without one."""
        return self._overview.dictionary().names if self._overview else frozenset()

    def sorted_lines(self) -> tuple[Sequence[str], int]:
        """Return sorted lines on inflections, and how many bytes of the file of lines they cover."""
        lines = self._overview.lines() if self._overview else NO_LINES
        sealed = self.contents.files.get(INFLECTIONS)
        return lines if sealed is not None and lines.size <= sealed.size else NO_LINES

    def write_overview(self, path: Path) -> None:
        """Write the overview of this generation to a file; raises `SaveError`."""
        lines, size = self.inflections()
        with damage(self.folder, writing=True):
            first = tuple(takewhile(lambda segment: segment.size >= LARGE, self.segments))
            rows_of = [segment.name for segment in first]
            forms = FormTable.joined(segment.forms for segment in self.segments if segment.size >= LARGE)
            ordered = Lines(Inflections(lines).lines, size)
            overview = packed_overview(joined_rows(first), forms, rows_of=rows_of, forms_of=self.large, lines=ordered)
            write_atomic(path, overview)

    def inflections(self, start: int = 0) -> tuple[list[str], int]:
        """Return the lines on inflections from byte ``start`` on, and where the next one will start."""
        sealed = self.contents.files.get(INFLECTIONS)
        if sealed is None or sealed.size <= start:
            return [], start
        with damage(self.folder), (self.folder / INFLECTIONS).open("rb") as file:
            file.seek(start)
            return file.read(sealed.size - start).decode().split("\n"), sealed.size

    @cached_property
    def forms(self) -> FormTable:
        """The dictionary, packed as in `engine`; deleted documents are still counted."""
        with damage(self.folder):
            known = self._overview.dictionary() if self._overview else Dictionary(frozenset(), FormTable())
            if not known.names <= {segment.name for segment in self.segments}:
                return FormTable.joined(segment.forms for segment in self.segments)
            rest = (segment.forms for segment in self.segments if segment.name not in known.names)
            return FormTable.joined([known.forms, *rest])

    def postings(self, zone: str, form: str) -> Postings:
        """Return the postings of ``form`` without deleted documents."""
        documents, counts = array("I"), array("B")
        with damage(self.folder):
            for segment in self.segments:
                for numbers, often in segment.counts(zone, form):
                    documents.extend(numbers)
                    counts = _behind(counts, often)
                if documents and documents[-1] >= segment.base + segment.size:
                    raise ValueError("postings of more documents than there are")
        return Postings(documents, counts)

    def positions(self, zone: str, form: str, documents: Collection[int]) -> Mapping[int, int]:
        """Return the positions of ``form`` in those of ``documents`` that have it, as bits of an integer."""
        found: dict[int, int] = {}
        documents = frozenset(documents)
        with damage(self.folder):
            for segment in self.segments:
                for block in segment.blocks(zone, form):
                    if documents.isdisjoint(block.numbers):
                        continue
                    for number, value in zip(block.numbers, block.values(), strict=True):
                        if number in documents:
                            found[number] = unpack(value)
        return found

    def forget_pages(self) -> None:
        """Return the memory of file pages to the system."""
        for segment in self.segments:
            segment.forget_pages()
        if self._overview:
            self._overview.forget_pages()

    def close(self) -> None:
        """Release the files; those that no later generation uses are closed."""
        self.segments = []
        self.__dict__.pop("_overview", None)
        self.decoded = DecodedPostings()


class SegmentFiles:
    """The files of one segment, open as long as they are referenced; what is read of them is kept."""

    def __init__(self, folder: Path, entry: SegmentEntry) -> None:
        codec, segment = Codec(), entry.opened()
        self.name, self.size, self.parts = entry.name, entry.size, entry.parts
        self._folder = folder
        self.mapped = Mapped(folder / entry.file)
        self.terms = codec.terms_reader(self.mapped, segment)
        self._rows = codec.per_document_reader(self.mapped, segment)
        self._overview = Overview(self.mapped.stretch(segment.make_filename(SUFFIX)))
        self.forms = self._overview.dictionary().forms

    def column(self, name: str) -> Sequence[str]:
        """Return the values of an `IndexRow` field; headlines and tags, which are rarely needed, are read each time.

        Raises `IndexDamagedError`, as `lengths` does.
        """
        with damage(self._folder):
            if (column := self.table.columns.get(name)) is not None:
                return column
            return column_of(self.lines(), name)

    def lengths(self) -> Sequence[array[int]]:
        """Return the word counts of each row by zone."""
        with damage(self._folder):
            return self.table.lengths

    @cached_property
    def table(self) -> RowTable:
        """The rows in columns; raises ``ValueError`` when some are missing."""
        table = self._overview.rows()
        if {len(table.ids), *map(len, table.lengths)} != {self.size}:
            raise ValueError("rows are missing")
        return table

    def numbers(self, ids: Collection[str]) -> list[int]:
        """Return the numbers of the documents with these ids, deleted ones included; nothing is kept in memory for it.

        A dictionary would answer sooner, and take 25 MB of a build of 100,000 articles.
        """
        sought = frozenset(ids)
        found = [number for number, id in enumerate(self._overview.rows().ids) if id in sought]
        self.mapped.forget_pages()
        return found

    def lines(self) -> list[bytes]:
        """Return the rows as they are stored; raises ``ValueError`` when some are missing."""
        column = self._rows.column_reader(ROW, schema()[ROW].column_type)
        lines = [bytes(data) for data in column]
        if len(lines) != self.size:
            raise ValueError("rows are missing")
        return lines


class CoveredRows:
    """The rows of the segments of an overview: most columns are in it, the others are read from ``segments``."""

    def __init__(self, rows: RowTable, segments: Sequence[RowBlock]) -> None:
        self._rows, self._segments = rows, segments

    def column(self, name: str) -> Sequence[str]:
        """Return the value of each row; raises `IndexDamagedError`."""
        column = self._rows.columns.get(name)
        if column is not None:
            return column
        return list(chain.from_iterable(part.columns.column(name) for part in self._segments))

    def lengths(self) -> Sequence[array[int]]:
        """Return the word counts of each row by zone."""
        return self._rows.lengths


def joined_rows(segments: Sequence[Segment]) -> RowTable:
    """Return the rows of segments as stored in an overview, deleted ones included."""
    tables = [segment.table for segment in segments]
    lengths = [array("I", chain.from_iterable(zone)) for zone in zip(*(table.lengths for table in tables), strict=True)]
    coded = {name: Coded.joined([table.coded[name] for table in tables]) for name in CODED}
    return RowTable(Texts.joined([table.ids for table in tables]), coded, lengths)


class Segment:
    """A segment in one generation: its deleted documents, and the number of its first document in the index.

    ``gone`` are the deleted documents by their numbers in the index.
    """

    def __init__(self, files: SegmentFiles, deleted: frozenset[int], base: int) -> None:
        self.name, self.size, self.deleted, self.base = files.name, files.size, deleted, base
        self.parts: Sequence[str] = files.parts or (files.name,)
        self._files = files
        self.gone = frozenset(base + number for number in deleted)

    def lines(self) -> Sequence[bytes]:
        """Return the rows as they are stored, deleted ones included."""
        return self._files.lines()

    @property
    def table(self) -> RowTable:
        """Its rows in columns, deleted ones included."""
        return self._files.table

    @property
    def forms(self) -> FormTable:
        """Its dictionary, deleted documents included."""
        return self._files.forms

    def part(self) -> RowBlock:
        """Return the rows with the numbers of the deleted ones."""
        return RowBlock(self._files, self.deleted, self.size)

    def entries(self, zone: str) -> Iterator[TermEntry]:
        """Yield the entry of each form in ``zone``, deleted documents included."""
        return self._files.terms.entries(zone)

    def forget_pages(self) -> None:
        """Return the memory of file pages to the system."""
        self._files.mapped.forget_pages()

    def packed_blocks(self, entry: TermEntry) -> Iterator[tuple[BlockHead, bytes]]:
        """Yield the stored blocks of a form."""
        return self._files.terms.packed_blocks(entry.at, entry.length)

    def blocks(self, zone: str, form: str) -> Iterator[PostingsBlock]:
        """Yield blocks of live documents, with their numbers in the index."""
        for head, body in self._files.terms.blocks(zone, form):
            block = PostingsBlock.unpack(head, body, self.base)
            yield block.moved(0, self.gone) if self.gone else block

    def counts(self, zone: str, form: str) -> Iterator[tuple[Iterable[int], array[int]]]:
        """Yield the numbers of live documents and the frequency of ``form`` in each, block by block."""
        for head, body in self._files.terms.blocks(zone, form):
            numbers, counts = unpack_counts(head, body, self.base)
            if self.gone:
                held = list(numbers)
                living = [number not in self.gone for number in held]
                numbers, counts = compress(held, living), array(counts.typecode, compress(counts, living))
            yield numbers, counts


def _behind(counts: array[int], more: array[int]) -> array[int]:
    """Return counts followed by more: one byte each as long as all fit."""
    if counts.typecode == more.typecode:
        counts.extend(more)
        return counts
    wide = array("I", counts)
    wide.extend(iter(more))
    return wide
