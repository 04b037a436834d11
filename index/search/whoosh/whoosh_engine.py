"""The index in Whoosh's files: created, opened, committed to.

No type of Whoosh leaves this folder. Refuses to rank and to match.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import whoosh
from whoosh.index import FileIndex, LockError

from ...errors import BusyError
from ...files.durable import flush_folder
from .postings_codec import schema
from .segment_files import Storage
from .segment_reader import NAME, DecodedPostings, Forms, WhooshSnapshot, damage
from .segment_writer import Writer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from ..engine import Document
    from .segment_reader import SegmentFiles

VERSION = ".".join(str(part) for part in whoosh.__version__)


class WhooshEngine:
    """An index in ``folder``; what was decoded of one generation is kept for the next."""

    def __init__(self, folder: Path, timeout: float = 2.0) -> None:
        self.folder, self.timeout = folder, timeout
        self._known = DecodedPostings()

    def exists(self) -> bool:
        """Whether an index has been created."""
        return self.generation() >= 0

    def generation(self) -> int:
        """Return the number of the last commit, -1 when there is no index."""
        try:
            names = os.listdir(self.folder)  # noqa: PTH208 asked at each key; a path for each file is costly
        except OSError:
            return -1
        numbers = (name[len(NAME) + 2 : -4] for name in names if name.startswith(f"_{NAME}_"))
        return max((int(number) for number in numbers if number.isdecimal()), default=-1)

    def create(self) -> None:
        """Begin an empty index in the folder, which is made readable by its owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        FileIndex.create(Storage(self.folder), schema(), NAME)

    def open(self) -> WhooshSnapshot:
        """Return the present generation; raises `IndexDamagedError`."""
        with damage(self.folder):
            snapshot = self._snapshot()
        self._known = snapshot.decoded
        return snapshot

    def commit(self, documents: Iterable[Document], remove: Collection[str]) -> None:
        """Put ``documents`` in place of those with the same ids and drop the ids ``remove``, in one generation.

        The files are flushed to the disk. Raises `BusyError` while another process writes, `IndexDamagedError` when
        what is there can't be read, `SaveError` when the disk refuses, and whatever ``documents`` raises.
        """
        before = {path.name for path in self.folder.iterdir()}
        writer = self._writer()
        ids = set(remove)
        try:
            for document in documents:
                ids.add(document.row.id)
                with damage(self.folder, writing=True):
                    writer.add(document)
            with damage(self.folder, writing=True):
                writer.remove(ids, self._files())
                writer.finish()
                _flush(self.folder, before)
        except BaseException:
            with contextlib.suppress(Exception):
                writer.cancel()
            raise

    def tidy(self) -> None:
        """Write what makes the next opening fast; good after a run of commits."""
        with damage(self.folder, writing=True):
            snapshot = self.open()
            if snapshot.forms and snapshot.decoded.forms.names != Forms.read(self.folder).names:
                snapshot.decoded.forms.write(self.folder)

    def _snapshot(self) -> WhooshSnapshot:
        while True:
            present = self.generation()
            try:
                return WhooshSnapshot(self.folder, self._known)
            except FileNotFoundError:
                # Another process may have committed since, and removed what that generation no longer needs.
                if self.generation() in {present, -1}:
                    raise

    def _writer(self) -> Writer:
        with damage(self.folder, writing=True):
            try:
                return Writer(FileIndex(Storage(self.folder), schema(), NAME), self.timeout)
            except LockError as error:
                raise BusyError(str(self.folder)) from error

    def _files(self) -> Mapping[str, SegmentFiles]:
        self.open()
        return self._known.files


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
