"""The table of contents of an index: its segments, the files beside them, and its writer, in one signed file.

It replaces Whoosh's own, which is a pickle: reading it runs no code, and a changed file is detected before it is read.
Does not read postings.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import whoosh
from whoosh.codec.whoosh3 import W3Segment

from ...files.renaming import stamp
from ...files.sealed import Seal, read_sealed, seal, write_sealed
from ...text.language.stems import release
from ..documents import ANALYSIS
from ..index_files import CONTENTS, differing
from .postings_codec import Codec

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from pathlib import Path

    from ...files.sealed import Seals

NAME = "MAIN"
SCHEMA = 5
"""Raised whenever the files change: an index of another version is rebuilt."""

VERSIONS = {
    "schema": SCHEMA,
    "analysis": ANALYSIS,
    "stems": release(),
    "whoosh": ".".join(str(part) for part in whoosh.__version__),
    "byte order": sys.byteorder,
}


class SegmentEntry(NamedTuple):
    """One segment: its name, document count, deleted documents, and the segments it was merged from."""

    name: str
    size: int
    deleted: frozenset[int]
    parts: tuple[str, ...] = ()

    @property
    def living(self) -> int:
        """The number of live documents."""
        return self.size - len(self.deleted)

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}{W3Segment.COMPOUND_EXT}"

    def opened(self) -> W3Segment:
        """Return the segment as a Whoosh object."""
        made = W3Segment(Codec(), NAME, self.size, self.name.removeprefix(f"{NAME}_"), set(self.deleted) or None)
        made.compound = True
        return made


@dataclass(frozen=True, slots=True)
class Contents:
    """The state after one commit: segments, and the seals of all files. ``stated`` tells commits apart."""

    segments: tuple[SegmentEntry, ...] = ()
    files: Seals = field(default_factory=dict)
    stated: Hashable = None

    @classmethod
    def read(cls, folder: Path, key: bytes) -> Contents:
        """Return the contents of the index in ``folder``.

        Raises ``ValueError`` for a table that this program did not write, or wrote in another version, and `OSError`.
        """
        stated = stamp(folder / CONTENTS)
        facts, files = read_sealed(folder / CONTENTS, key)
        if facts["versions"] != VERSIONS:
            raise ValueError("another version of the program made it")
        entries = (
            SegmentEntry(name, size, frozenset(gone), tuple(parts)) for name, size, gone, parts in facts["segments"]
        )
        return cls(tuple(entries), files, stated)

    def write(self, folder: Path, key: bytes) -> None:
        """Make these the contents of ``folder`` atomically, then delete unlisted files; raises `SaveError`."""
        segments = [[entry.name, entry.size, sorted(entry.deleted), entry.parts] for entry in self.segments]
        write_sealed(folder / CONTENTS, {"versions": VERSIONS, "segments": segments}, self.files, key)
        for path in folder.iterdir():
            if path.name not in {CONTENTS, *self.files} and path.is_file():
                path.unlink(missing_ok=True)

    def committed(self, folder: Path, segments: Iterable[SegmentEntry]) -> Contents:
        """Return the contents with other ``segments``; new files are flushed and sealed."""
        entries = tuple(segments)
        files = {entry.file: self.files.get(entry.file) or _flushed(folder / entry.file) for entry in entries}
        before = {entry.file for entry in self.segments}
        return replace(self, segments=entries, files=files | _without(self.files, before))

    def with_file(self, folder: Path, name: str, instead: Iterable[str] = ()) -> Contents:
        """Return the contents with a file beside the segments sealed as it is now, and without those ``instead``."""
        return replace(self, files={**_without(self.files, instead), name: seal(folder / name)})

    def differing(self, folder: Path, known: Iterable[str] = ()) -> Iterator[str]:
        """Yield the files that are not as written; segments in ``known`` are not checked."""
        seen = {entry.file for entry in self.segments if entry.name in set(known)}
        return differing(folder, _without(self.files, seen))


def _flushed(path: Path) -> Seal:
    """Flush a new file, which Whoosh does not, and return its seal."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return seal(path)


def _without(files: Seals, names: Iterable[str]) -> dict[str, Seal]:
    gone = set(names)
    return {name: sealed for name, sealed in files.items() if name not in gone}
