"""What every opening of an index needs of all articles, as it is stored: read from memory-mapped bytes without a copy.

Ids, fields and lengths of the rows, the dictionary, and the sorted inflections. Each segment holds an overview of its
own, which is all there is during a first build; a file beside them covers those it names together. Does not know what
of it is still valid.
"""

from __future__ import annotations

import json
import mmap
import struct
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tables.form_table import FormPart, FormTable
from ..tables.text_columns import Coded, Texts
from ..zones import ZONES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

SUFFIX = ".overview"
"""Follows the name of a segment in the name of its own overview, which lies in the file of the segment."""

OVERVIEW = "overview-"
"""The prefix of the names of such files; each has its own name, so that none is changed while it is read."""

CODED = ("outlet", "author", "agency", "published", "language")
"""The columns with few distinct values."""

_ALIGNED = 8
_HEAD = struct.Struct("<Q")
"""The length of the facts at the beginning."""


class Dictionary(NamedTuple):
    """The dictionary of the segments ``names``."""

    names: frozenset[str]
    forms: FormTable


class Lines(NamedTuple):
    """Sorted lines on inflections: all those in the first ``size`` bytes of their file."""

    lines: Sequence[str]
    size: int


NO_LINES = Lines((), 0)


class RowTable(NamedTuple):
    """Rows: their ids, the columns `CODED` by name, and lengths by zone."""

    ids: Texts
    coded: Mapping[str, Coded]
    lengths: Sequence[array[int]]

    @property
    def columns(self) -> Mapping[str, Texts | Coded]:
        """The columns by name."""
        return {"id": self.ids, **self.coded}


class Overview:
    """The overview in ``view``; raises ``ValueError`` if it is none."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        if len(view) < _HEAD.size:
            raise ValueError("an overview is cut off")
        end = _HEAD.size + _HEAD.unpack_from(view)[0]
        self._facts: dict[str, Any] = json.loads(bytes(view[_HEAD.size : end]))
        self._base = _aligned(end)

    @classmethod
    def of_file(cls, path: Path) -> Overview:
        """Map the file ``path``; raises ``ValueError`` if it is no overview, and `OSError`."""
        with path.open("rb") as file:
            return cls(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))

    def dictionary(self) -> Dictionary:
        """Return the dictionary."""
        part = FormPart(self._texts("forms"), self._numbers("packed"))
        return Dictionary(frozenset(self._facts["forms of"]), FormTable([part]))

    def lines(self) -> Lines:
        """Return the lines on inflections."""
        return Lines(self._texts("lines"), self._facts["lines"])

    @property
    def row_names(self) -> tuple[str, ...]:
        """The segments whose rows are here, in order."""
        return tuple(self._facts["rows of"])

    def rows(self) -> RowTable:
        """Return the rows."""
        coded = {name: Coded(self._texts(name)[:], self._numbers(f"{name} codes")) for name in CODED}
        lengths = [array("I", bytes(self._bytes(f"{zone} lengths"))) for zone in ZONES]
        return RowTable(self._texts("id"), coded, lengths)

    def forget_pages(self) -> None:
        """Return the memory of the file's pages to the system, which reads them again when needed."""
        if isinstance(self._view.obj, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._view.obj.madvise(mmap.MADV_DONTNEED)

    def _bytes(self, name: str) -> memoryview:
        start, length = self._facts["sections"][name]
        return self._view[self._base + start : self._base + start + length]

    def _numbers(self, name: str) -> memoryview:
        return self._bytes(name).cast("I")

    def _texts(self, name: str) -> Texts:
        return Texts(self._bytes(name), self._numbers(f"{name} starts"))


def packed_overview(
    rows: RowTable, forms: FormTable, *, rows_of: Sequence[str], forms_of: Collection[str], lines: Lines = NO_LINES
) -> bytes:
    """Return an overview as it is stored: ``rows_of`` some segments in order, ``forms_of`` some."""
    sections: dict[str, bytes] = {}

    def add(name: str, texts: Sequence[str]) -> None:
        data, starts = (texts if isinstance(texts, Texts) else Texts.of(texts)).stored()
        sections[name], sections[f"{name} starts"] = bytes(data), bytes(starts)

    add("id", rows.ids)
    for name, column in rows.coded.items():
        add(name, column.values)
        sections[f"{name} codes"] = bytes(column.codes)
    for zone, lengths in zip(ZONES, rows.lengths, strict=True):
        sections[f"{zone} lengths"] = lengths.tobytes()
    dictionary = forms.whole()
    add("forms", dictionary.forms)
    sections["packed"] = array("I", dictionary.numbers).tobytes()
    add("lines", lines.lines)
    return _stored({"forms of": sorted(forms_of), "rows of": rows_of, "lines": lines.size}, sections)


def _stored(facts: dict[str, object], sections: Mapping[str, bytes]) -> bytes:
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for name, data in sections.items():
        places[name] = at, len(data)
        at = _aligned(at + len(data))
    head = json.dumps({**facts, "sections": places}, separators=(",", ":")).encode()
    parts = [_HEAD.pack(len(head)) + head, *sections.values()]
    return b"".join(part.ljust(_aligned(len(part)), b"\0") for part in parts)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
