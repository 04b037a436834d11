"""The index in Whoosh's files: created, opened, committed to, and read by generation.

With `whoosh_engine_codec` the only place that imports Whoosh; no type of Whoosh leaves. Any error while reading is an
`IndexDamagedError`, since a damaged file may make Whoosh raise anything. Refuses to rank or to match.
"""

from __future__ import annotations

import contextlib
import errno
import os
from array import array
from typing import TYPE_CHECKING

import whoosh
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, LockError

from ..errors import BusyError, IndexDamagedError, LibraryError
from ..files.durable import explain, flush_folder
from .engine import ZONES, Document, Postings, Row
from .whoosh_engine_codec import ID, ROW, Codec, pack, schema, unpack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from whoosh.codec.whoosh3 import W3Segment
    from whoosh.writing import SegmentWriter

VERSION = ".".join(str(part) for part in whoosh.__version__)
_NAME = "MAIN"
_SEPARATOR, _TAGS = "\x1f", "\x1e"
_MEGABYTES = 96


class WhooshEngine:
    """An index in ``folder``. What was decoded of a segment is kept for the next generation, segments never change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, _Decoded] = {}

    def exists(self) -> bool:
        """Whether an index has been created."""
        return self.generation() >= 0

    def generation(self) -> int:
        """Return the number of the last commit, -1 when there is no index."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return -1
        numbers = (name[len(_NAME) + 2 : -4] for name in names if name.startswith(f"_{_NAME}_"))
        return max((int(number) for number in numbers if number.isdecimal()), default=-1)

    def create(self) -> None:
        """Begin an empty index in the folder, which is made readable by its owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        FileIndex.create(FileStorage(str(self.folder)), schema(), _NAME)

    def open(self) -> WhooshSnapshot:
        """Return the present generation; raises `IndexDamagedError`."""
        with _damage(self.folder):
            snapshot = WhooshSnapshot(self.folder, self._known)
        self._known = {segment.name: segment.decoded for segment in snapshot.segments}
        return snapshot

    def commit(self, documents: Collection[Document], remove: Collection[str]) -> None:
        """Remove the articles with ids ``remove``, then add ``documents``, in one generation, flushed to the disk.

        Raises `BusyError` while another process writes and `IndexDamagedError` when what is there can't be read.
        """
        before = {path.name for path in self.folder.iterdir()}
        with _damage(self.folder, writing=True):
            index = FileIndex(FileStorage(str(self.folder)), schema(), _NAME)
            try:
                writer = index.writer(timeout=2.0, limitmb=_MEGABYTES, codec=Codec())
            except LockError as error:
                raise BusyError(str(self.folder)) from error
            try:
                self._remove(writer, remove)
                for document in documents:
                    writer.add_document(**_fields(document))
                writer.commit()
            except BaseException:
                with contextlib.suppress(Exception):
                    writer.cancel()
                raise
            _flush(self.folder, before)

    def _remove(self, writer: SegmentWriter, remove: Collection[str]) -> None:
        if not remove:
            return
        snapshot, wanted = self.open(), frozenset(remove)
        for number, row in enumerate(snapshot.rows):
            if row is not None and row.id in wanted:
                writer.delete_document(number)
        snapshot.close()


class WhooshSnapshot:
    """One generation, read segment by segment; document numbers run on over the segments."""

    def __init__(self, folder: Path, known: Mapping[str, _Decoded]) -> None:
        storage = FileStorage(str(folder), readonly=True)
        toc = TOC.read(storage, _NAME, schema=schema())
        self.folder = folder
        self.generation: int = toc.generation
        self.segments: list[_Segment] = []
        self.rows: list[Row | None] = []
        for segment in toc.segments:
            opened = _Segment(storage, segment, len(self.rows), known)
            self.segments.append(opened)
            self.rows.extend(opened.rows())

    def frequencies(self, zone: str) -> Mapping[str, int]:
        """Return how many documents hold each form in ``zone``; deleted ones are still counted."""
        with _damage(self.folder):
            parts = [segment.frequencies(zone) for segment in self.segments]
        if len(parts) == 1:
            return parts[0]
        total: dict[str, int] = {}
        for part in sorted(parts, key=len, reverse=True):
            if not total:
                total = dict(part)
                continue
            for form, count in part.items():
                total[form] = total.get(form, 0) + count
        return total

    def postings(self, zone: str, form: str) -> Postings:
        """Return the postings of ``form`` without deleted documents."""
        documents, counts = array("I"), array("f")
        with _damage(self.folder):
            for segment in self.segments:
                for numbers, weights, _ in segment.blocks(zone, form):
                    documents.extend(numbers)
                    counts.extend(weights)
        return Postings(documents, counts)

    def positions(self, zone: str, form: str, documents: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Return where ``form`` stands in those of ``documents`` that hold it, counted in words of the whole text."""
        found: dict[int, Sequence[int]] = {}
        with _damage(self.folder):
            for segment in self.segments:
                for numbers, _, packed in segment.blocks(zone, form):
                    for number, value in zip(numbers, packed, strict=True):
                        if number in documents:
                            found[number] = unpack(value)
        return found

    def close(self) -> None:
        """Give files back; no reading afterwards."""
        for segment in self.segments:
            segment.close()


class _Decoded:
    """What was read of a segment in whole and can't change: its rows, and the frequencies of zones as needed."""

    def __init__(self) -> None:
        self.rows: list[Row] | None = None
        self.frequencies: dict[str, dict[str, int]] = {}


class _Segment:
    def __init__(self, storage: FileStorage, segment: W3Segment, base: int, known: Mapping[str, _Decoded]) -> None:
        files = segment.open_compound_file(storage) if segment.is_compound() else storage
        codec = Codec()
        self.name: str = segment.segment_id()
        self.base = base
        self.deleted = frozenset(segment.deleted_docs())
        self.decoded = known.get(self.name) or _Decoded()
        self._terms = codec.terms_reader(files, segment)
        self._files = files
        if self.decoded.rows is None:
            reader = codec.per_document_reader(files, segment)
            column = reader.column_reader(ROW, schema()[ROW].column_type)
            self.decoded.rows = [_row(bytes(data).decode()) for data in column]
            reader.close()
        if len(self.decoded.rows) != segment.doc_count_all():
            raise ValueError("rows are missing")

    def rows(self) -> Iterator[Row | None]:
        rows = self.decoded.rows or ()
        return (None if number in self.deleted else row for number, row in enumerate(rows))

    def frequencies(self, zone: str) -> dict[str, int]:
        known = self.decoded.frequencies
        if zone not in known:
            known[zone] = self._terms.frequencies(zone)
        return known[zone]

    def blocks(self, zone: str, form: str) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
        """Yield blocks of living documents, numbered for the whole index."""
        base, deleted = self.base, self.deleted
        for numbers, weights, packed in self._terms.blocks(zone, form):
            if deleted and not deleted.isdisjoint(numbers):
                living = [entry for entry in zip(numbers, weights, packed, strict=True) if entry[0] not in deleted]
                if living:
                    ids, counts, values = zip(*living, strict=True)
                    yield [base + number for number in ids], counts, values
            else:
                yield ([base + number for number in numbers] if base else numbers), weights, packed

    def close(self) -> None:
        self._terms.close()
        self._files.close()


def _fields(document: Document) -> dict[str, object]:
    row = document.row
    fields: dict[str, object] = {ID: [(row.id.encode(), 1, 1.0, pack((0,)))], ROW: _line(row).encode()}
    for zone in ZONES:
        forms = document.zones.get(zone)
        if forms:
            fields[zone] = [(form.encode(), len(at), float(len(at)), pack(at)) for form, at in forms.items()]
    return fields


def _line(row: Row) -> str:
    lengths = ",".join(str(length) for length in row.lengths)
    values = (*(_clean(value) for value in row[:7]), _TAGS.join(_clean(tag) for tag in row.tags), lengths)
    return _SEPARATOR.join(values)


def _clean(value: str | None) -> str:
    return (value or "").replace(_SEPARATOR, " ").replace(_TAGS, " ")


def _row(line: str) -> Row:
    article, *stated, tags, lengths = line.split(_SEPARATOR)
    title, outlet, author, agency, published, language = (value or None for value in stated)
    first, second, third = lengths.split(",")
    return Row(
        id=article,
        title=title,
        outlet=outlet,
        author=author,
        agency=agency,
        published=published,
        language=language,
        tags=tuple(tags.split(_TAGS)) if tags else (),
        lengths=(int(first), int(second), int(third)),
    )


def _flush(folder: Path, before: Collection[str]) -> None:
    """Flush the files that a commit added; Whoosh leaves that to chance."""
    for path in folder.iterdir():
        if path.name in before:
            continue
        with contextlib.suppress(FileNotFoundError):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    flush_folder(folder)


_NO_DAMAGE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE}


@contextlib.contextmanager
def _damage(folder: Path, *, writing: bool = False) -> Iterator[None]:
    try:
        yield
    except LibraryError:
        raise
    except Exception as error:
        if writing and isinstance(error, OSError) and error.errno in _NO_DAMAGE:
            raise explain(folder, error) from error
        raise IndexDamagedError(str(folder), f"{type(error).__name__}: {error}") from error
