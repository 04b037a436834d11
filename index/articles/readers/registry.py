"""Chooses the reader of a file: built-in, third-party, or pinned in the configuration.

A broken reader becomes a complaint, and the others go on.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, cast

from ...model.complaint import Complaint
from ...model.nearest_name import did_you_mean
from .formats import FORMATS, TOLD, GuardedReader, format_of
from .installed import other_readers, said
from .markdown_reader import MarkdownReader
from .plain_reader import PlainReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .protocol import Reader

PINS = "articles.readers"
"""The setting that pins readers to patterns; problems of an entry are reported under this name with the pattern."""


class Readers:
    """The readers in use. ``problems`` lists readers that failed to load and pins that name none."""

    def __init__(self, pins: Mapping[str, str]) -> None:
        self.problems: list[Complaint] = []
        self._known: dict[str, Reader] = {}
        readers, broken = other_readers()
        guarded = (cast("Reader", GuardedReader(kind)) for kind in FORMATS)
        texts: tuple[Reader, ...] = (PlainReader(), MarkdownReader())
        for reader in (*texts, *guarded, *readers):
            self._known.setdefault(reader.name, reader)
        self._texts = texts
        self._others = [reader for reader in readers if self._known[reader.name] is reader]
        for name, message in broken:
            self._complain(name, message)
        self._pins = {pattern: name for pattern, name in pins.items() if self._is_known(pattern, name)}
        self._broken: set[str] = set()

    def choose(self, head: bytes, path: str) -> Reader:
        """Return the pinned reader of ``path``, else the most certain one; plain text reads what nobody claims."""
        for pattern, name in self._pins.items():
            if fnmatchcase(path, pattern) or fnmatchcase(path.rpartition("/")[2], pattern):
                return self._known[name]
        # At most one of the formats read by a worker claims a file: all of them are asked once.
        kind = format_of(head, path)
        told = [self._known[kind.name]] if kind else []
        asked = (*self._texts, *told, *self._others)
        return max(asked, key=lambda reader: TOLD if reader in told else self._certainty(reader, head, path))

    def _certainty(self, reader: Reader, head: bytes, path: str) -> float:
        try:
            return float(reader.sniff(head, path))
        except Exception as error:  # noqa: BLE001 - another's code must not stop the scan
            if reader.name not in self._broken:
                self._broken.add(reader.name)
                self._complain(reader.name, f"it failed to look at {path}: {said(error)}")
            return 0.0

    def _is_known(self, pattern: str, name: str) -> bool:
        if name in self._known:
            return True
        known = sorted(self._known)
        message = f"the pattern “{pattern}” is pinned to the reader “{name}”, which is not there."
        cure = did_you_mean(name, known, f"name one of: {', '.join(known)}")
        self.problems.append(Complaint(f"{PINS}.{pattern}", 0, message, cure))
        return False

    def _complain(self, name: str, message: str) -> None:
        cure = "update or uninstall the package that brings it"
        self.problems.append(Complaint(f"reader {name}", 0, f"The reader is left out: {message}.", cure))
