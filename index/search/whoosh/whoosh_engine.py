"""The index in Whoosh's files: created, opened, committed to.

No type of Whoosh leaves this folder. Refuses to rank and to match, and to keep other writers out: its caller holds the
cache's one lock.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

from ...files.durable import flush_folder, make_folder, stamp
from ..index_folder import CONTENTS, INFLECTIONS
from .contents import Contents
from .segment_reader import FORMS, DecodedPostings, Forms, WhooshSnapshot, damage
from .segment_writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable
    from pathlib import Path

    from ..engine import Document


class WhooshEngine:
    """An index in ``folder``, signed with ``key``; what was decoded of one generation is kept for the next."""

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        self.folder, self._key = folder, key
        self._known = DecodedPostings()

    def exists(self) -> bool:
        """Whether an index has been created."""
        return self.generation() is not None

    def generation(self) -> Hashable:
        """Return what tells the last commit from others, ``None`` when there is no index."""
        return stamp(self.folder / CONTENTS)

    def create(self) -> None:
        """Begin an empty index in the folder, which is made readable by its owner alone."""
        make_folder(self.folder, durable=False)
        self.folder.chmod(0o700)
        Contents().write(self.folder, self._key)

    def open(self) -> WhooshSnapshot:
        """Return the present generation; raises `IndexDamagedError`."""
        with damage(self.folder):
            snapshot = self._snapshot()
        self._known = snapshot.decoded
        return snapshot

    def commit(
        self, documents: Iterable[Document], remove: Collection[str], lines: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """Put ``documents`` in place of those with the same ids and drop the ids ``remove``, in one generation.

        ``lines`` are asked for behind the last document: what is taken down of inflections. The files are flushed to
        the disk. Raises `IndexDamagedError` when what is there can't be read, `SaveError` when the disk refuses, and
        whatever ``documents`` raises.
        """
        snapshot = self.open()
        with damage(self.folder, writing=True):
            writer = Writer(self.folder, snapshot.contents)
        ids = set(remove)
        try:
            for document in documents:
                ids.add(document.row.id)
                with damage(self.folder, writing=True):
                    writer.add(document)
            with damage(self.folder, writing=True):
                writer.remove(ids, self._known.files)
                writer.finish()
        except BaseException:
            with contextlib.suppress(Exception):
                writer.cancel()
            raise
        with damage(self.folder, writing=True):
            contents = _with_lines(snapshot.contents, self.folder, lines())
            contents = contents.committed(self.folder, writer.left)
            _flush(self.folder, before=snapshot.contents, after=contents)
            contents.write(self.folder, self._key)

    def tidy(self) -> None:
        """Write what makes the next opening fast; good after a run of commits."""
        with damage(self.folder, writing=True):
            snapshot = self.open()
            before = snapshot.forms_file
            names = Forms.read(self.folder / before).names if before else frozenset()
            if snapshot.forms and snapshot.decoded.forms.names != names:
                name = f"{FORMS}{secrets.token_hex(4)}.bin"
                snapshot.decoded.forms.write(self.folder / name)
                snapshot.contents.with_file(self.folder, name, instead=[before]).write(self.folder, self._key)

    def _snapshot(self) -> WhooshSnapshot:
        while True:
            present = self.generation()
            try:
                return WhooshSnapshot(self.folder, self._key, self._known)
            except (OSError, ValueError):
                # Another process may have committed since, and removed what that generation no longer needs.
                if self.generation() in {present, None}:
                    raise


def _with_lines(contents: Contents, folder: Path, lines: Iterable[str]) -> Contents:
    """Take down more lines behind those that count; what a commit that was cut off left there is dropped."""
    written = "".join(f"{line}\n" for line in lines).encode()
    sealed = contents.files.get(INFLECTIONS)
    if not written:
        return contents
    with (folder / INFLECTIONS).open("r+b" if sealed else "wb") as file:
        file.truncate(sealed.size if sealed else 0)
        file.seek(0, os.SEEK_END)
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
    return contents.with_file(folder, INFLECTIONS)


def _flush(folder: Path, *, before: Contents, after: Contents) -> None:
    """Flush the segments that a commit added; Whoosh leaves that to chance."""
    known = {entry.name for entry in before.segments}
    for entry in after.segments:
        if entry.name not in known:
            descriptor = os.open(folder / entry.file, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    flush_folder(folder)
