"""What every opening of an index needs of all articles, in one memory-mapped file.

Ids, fields and lengths of the rows, the dictionary, and the sorted inflections. Without it they are read segment by
segment, a quarter of a second for a hundred thousand articles. It names the segments it covers. Does not know what of
it is still valid.
"""

from __future__ import annotations

import json
import mmap
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from ...files.durable import write_atomic
from ..engine import ZONES
from ..tables.form_table import FormTable
from ..tables.text_columns import Coded, Texts, packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

OVERVIEW = "overview-"
"""The prefix of the names of such files; each has its own name, so that none is changed while it is read."""

CODED = ("outlet", "author", "agency", "published", "language")
"""The columns with few distinct values."""

_ALIGNED = 8


class Dictionary(NamedTuple):
    """The dictionary of the large segments ``names``."""

    names: frozenset[str]
    forms: FormTable


class Lines(NamedTuple):
    """Sorted lines on inflections: all those in the first ``size`` bytes of their file."""

    lines: Sequence[str]
    size: int


class RowTable(NamedTuple):
    """The rows of the segments ``names``, concatenated, ``size`` in all: columns by name, lengths by zone."""

    names: tuple[str, ...]
    columns: Mapping[str, Texts | Coded]
    lengths: Sequence[array[int]]
    size: int


class Overview:
    """The overview in the file ``path``; raises ``ValueError`` if it is none, and `OSError`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._source = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = self._source.readline()
        self._facts: dict[str, Any] = json.loads(head)
        self._base = _aligned(len(head))

    def dictionary(self) -> Dictionary:
        """Return the dictionary."""
        forms = FormTable(self._texts("forms"), self._numbers("packed"))
        return Dictionary(frozenset(self._facts["forms of"]), forms)

    def lines(self) -> Lines:
        """Return the lines on inflections."""
        return Lines(self._texts("lines"), self._facts["lines"])

    @property
    def row_names(self) -> tuple[str, ...]:
        """The segments whose rows are here, in order."""
        return tuple(self._facts["rows of"])

    def rows(self) -> RowTable:
        """Return the rows."""
        columns: dict[str, Texts | Coded] = {"id": self._texts("id")}
        for name in CODED:
            columns[name] = Coded(self._texts(name)[:], self._numbers(f"{name} codes"))
        lengths = [array("I", bytes(self._bytes(f"{zone} lengths"))) for zone in ZONES]
        return RowTable(self.row_names, columns, lengths, len(columns["id"]))

    def forget_pages(self) -> None:
        """Return the memory of file pages to the system, which reads them again when needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._source.madvise(mmap.MADV_DONTNEED)

    def _bytes(self, name: str) -> memoryview:
        start, length = self._facts["sections"][name]
        return memoryview(self._source)[self._base + start : self._base + start + length]

    def _numbers(self, name: str) -> memoryview:
        return self._bytes(name).cast("I")

    def _texts(self, name: str) -> Texts:
        return Texts(self._bytes(name), self._numbers(f"{name} starts"))


def write_overview(path: Path, rows: RowTable, dictionary: Dictionary, lines: Lines) -> None:
    """Write an overview; raises `SaveError`."""
    sections: dict[str, bytes] = {}

    def add(name: str, texts: Sequence[str]) -> None:
        data, starts = packed(texts)
        sections[name], sections[f"{name} starts"] = data, starts.tobytes()

    for name, column in rows.columns.items():
        add(name, column.values if isinstance(column, Coded) else column)
        if isinstance(column, Coded):
            sections[f"{name} codes"] = bytes(column.codes)
    for zone, lengths in zip(ZONES, rows.lengths, strict=True):
        sections[f"{zone} lengths"] = lengths.tobytes()
    add("forms", dictionary.forms.forms)
    sections["packed"] = array("I", map(dictionary.forms.__getitem__, dictionary.forms.forms)).tobytes()
    add("lines", lines.lines)
    facts = {"forms of": sorted(dictionary.names), "rows of": rows.names, "lines": lines.size}
    write_atomic(path, _file(facts, sections))


def _file(facts: dict[str, object], sections: Mapping[str, bytes]) -> bytes:
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, data in sections.items():
        places[name] = at, len(data)
        at = _aligned(at + len(data))
    head = json.dumps({**facts, "sections": places}, separators=(",", ":")).encode() + b"\n"
    parts = [head, *sections.values()]
    return b"".join(part.ljust(_aligned(len(part)), b"\0") for part in parts)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
