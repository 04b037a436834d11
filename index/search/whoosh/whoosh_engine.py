"""The index in Whoosh's files: creating, opening, committing.

No Whoosh type leaves this package. Does not rank or match, and does no locking: its caller holds the cache's one lock.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING

from ...files.durable import explain, flush_folder, make_folder
from ...files.renaming import stamp
from ..engine import Run
from ..index_files import CONTENTS, INFLECTIONS
from .contents import Contents, SegmentEntry
from .overview import OVERVIEW
from .segment_reader import DecodedPostings, Segment, SegmentFiles, WhooshSnapshot, damage
from .segment_writer import merge_segments, write_segment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
    from pathlib import Path

    from ..engine import Document

FOLDED = 2_000
"""Small segments are merged into a commit until they have this many documents together."""

MERGED, FEW = 10_000, 4
"""The least number of documents in a merged run during a long build, and how many small runs may remain at its end."""

ASIDE = "aside-"
"""The prefix of the folder of a run that is not yet part of the index."""


class WhooshEngine:
    """An index in ``folder``, signed with ``key``; decoded data of one generation is kept for the next."""

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        self.folder, self._key = folder, key
        self._known = DecodedPostings()

    def exists(self) -> bool:
        """Whether an index has been created."""
        return self.generation() is not None

    def generation(self) -> Hashable:
        """Return the identity of the last commit, ``None`` without an index."""
        return stamp(self.folder / CONTENTS)

    def create(self) -> None:
        """Create an empty index in the folder, which is made private to its owner."""
        make_folder(self.folder, durable=False)
        self.folder.chmod(0o700)
        Contents().write(self.folder, self._key)

    def open(self) -> WhooshSnapshot:
        """Return the current generation; raises `IndexDamagedError`."""
        with damage(self.folder):
            snapshot = self._snapshot()
        self._known = snapshot.decoded
        return snapshot

    def write_run(self, documents: Iterable[Document]) -> Run | None:
        """Write ``documents`` as a run, which nobody reads before it is adopted; ``None`` without documents.

        Needs neither the current generation nor its lock, so that processes can write runs concurrently. Raises
        `SaveError` on a disk error, and whatever ``documents`` raises.
        """
        with self._aside() as folder:
            return _run(folder, write_segment(folder, documents))

    def merge(self, names: Collection[str]) -> Run | None:
        """Write the live documents of the runs ``names`` as one; ``None`` without live documents.

        Reads the current generation and changes nothing. Raises `IndexDamagedError` and `SaveError`.
        """
        with self._aside() as folder, damage(self.folder, writing=True):
            entries = [entry for entry in Contents.read(self.folder, self._key).segments if entry.name in names]
            segments = [Segment(SegmentFiles(self.folder, entry), entry.deleted, 0) for entry in entries]
            run = _run(folder, merge_segments(folder, segments))
        return run and run._replace(deleted=tuple(entry.deleted for entry in entries))

    def adopt(
        self,
        runs: Collection[Run],
        remove: Collection[str] = (),
        lines: Iterable[str] = (),
        *,
        fold: bool = False,
    ) -> None:
        """Make runs part of the index and delete the older documents with the ids ``remove``, as one generation.

        A merged run replaces the runs it was made from, unless documents of theirs were deleted meanwhile: then it is
        dropped. ``fold`` merges small segments with the new ones. The files are flushed to disk. Raises
        `IndexDamagedError` when the index can't be read, `SaveError` on a disk error.
        """
        with damage(self.folder, writing=True):
            contents = self._opened()
            segments = [self._without(entry, remove) for entry in contents.segments]
            fresh = [entry for run in runs if (entry := self._adopted(run, segments)) is not None]
            merged = {part for entry in fresh for part in entry.parts}
            segments = [entry for entry in segments if entry.name not in merged and entry.living]
            if fold:
                segments, fresh = self._folded(segments, fresh)
            contents = _with_lines(contents, self.folder, lines).committed(self.folder, [*segments, *fresh])
            flush_folder(self.folder)
            contents.write(self.folder, self._key)
        self._known.keep([entry.name for entry in contents.segments])

    def commit(
        self, documents: Iterable[Document], remove: Collection[str], lines: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """Add or replace ``documents`` and delete the ids ``remove``, as one generation.

        ``lines`` is called after the last document, and returns the new lines on inflections. Small segments are merged
        into the new one. Raises what `write_run` and `adopt` do.
        """
        with damage(self.folder):
            self._opened()
        ids = set(remove)
        run = self.write_run(_collecting_ids(documents, ids))
        self.adopt([run] if run else [], ids, lines(), fold=True)

    def due(self, busy: Collection[str] = (), *, last: int = 0) -> tuple[str, ...]:
        """Return the names of runs to be merged now: enough small ones to make a large one; none if there are too few.

        Those ``busy`` are left out. ``last`` says that no more will come, and how many workers share the remaining
        merges: a handful of small runs stays as it is, of more this is the next share.
        """
        with damage(self.folder):
            entries = Contents.read(self.folder, self._key).segments
        small = [entry for entry in entries if entry.living < MERGED // 2]
        free = [entry for entry in small if entry.name not in busy]
        if last:
            # Every share gets large and small ones.
            share = sorted(free, key=lambda entry: entry.living)[::last] if len(small) > FEW else []
        else:
            share = free if sum(entry.living for entry in free) >= MERGED else []
        return tuple(entry.name for entry in share) if len(share) > 1 else ()

    @contextlib.contextmanager
    def _aside(self) -> Iterator[Path]:
        """Yield a new folder for files that are not yet part of the index; it is deleted after an error."""
        folder = self.folder / f"{ASIDE}{secrets.token_hex(4)}"
        try:
            make_folder(folder, durable=False)
            yield folder
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise explain(folder, error) from error
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _opened(self) -> Contents:
        """Return the current contents, with the checks of `open` but without reading rows."""
        contents = Contents.read(self.folder, self._key)
        for name in contents.differing(self.folder, known=self._known.files):
            raise ValueError(f"{name} is not what was written")
        for entry in contents.segments:
            if entry.name not in self._known.files:
                self._known.files[entry.name] = SegmentFiles(self.folder, entry)
        return contents

    def _without(self, entry: SegmentEntry, ids: Collection[str]) -> SegmentEntry:
        """Return a segment with the documents ``ids`` marked deleted."""
        files = self._known.files[entry.name]
        return entry._replace(deleted=entry.deleted.union(files.numbers(ids))) if ids else entry

    def _adopted(self, run: Run, segments: Collection[SegmentEntry]) -> SegmentEntry | None:
        """Move the file of a run into the index; ``None`` for one merged from runs that have changed since."""
        entry = SegmentEntry(run.name, run.size, frozenset(), run.parts)
        held = {each.name: each.deleted for each in segments}
        whole = tuple(held.get(part) for part in run.parts) == run.deleted
        if whole:
            (run.folder / entry.file).rename(self.folder / entry.file)
        shutil.rmtree(run.folder)
        return entry if whole else None

    def _folded(
        self, segments: list[SegmentEntry], fresh: list[SegmentEntry]
    ) -> tuple[list[SegmentEntry], list[SegmentEntry]]:
        """Merge small segments with the new ones, smallest first, while each is not much larger than all before.

        A document is thus copied a logarithmic number of times, and few small segments remain.
        """
        total = sum(entry.living for entry in fresh)
        taken: list[SegmentEntry] = []
        for entry in sorted(segments, key=lambda entry: entry.living):
            if entry.living <= 2 * max(total, 1) and total + entry.living <= FOLDED:
                taken.append(entry)
                total += entry.living
        if not taken:
            return segments, fresh
        files = self._known.files
        for entry in fresh:
            files[entry.name] = SegmentFiles(self.folder, entry)
        merged = merge_segments(
            self.folder, [Segment(files[entry.name], entry.deleted, 0) for entry in (*taken, *fresh)]
        )
        return [entry for entry in segments if entry not in taken], [merged] if merged else []

    def tidy(self) -> None:
        """Prepare a fast opening, for use after a series of commits, and delete runs that were never adopted."""
        for left in self.folder.glob(f"{ASIDE}*"):
            shutil.rmtree(left, ignore_errors=True)
        with damage(self.folder, writing=True):
            snapshot = self.open()
            # Most commits leave the large segments unchanged: then nothing is read.
            if snapshot.overviewed != snapshot.large and snapshot.forms:
                name = f"{OVERVIEW}{secrets.token_hex(4)}.bin"
                snapshot.write_overview(self.folder / name)
                contents = snapshot.contents.with_file(self.folder, name, instead=snapshot.derived_files)
                contents.write(self.folder, self._key)

    def _snapshot(self) -> WhooshSnapshot:
        while True:
            present = self.generation()
            try:
                return WhooshSnapshot(self.folder, self._key, self._known)
            except (OSError, ValueError):
                # Another process may have committed since, and deleted what that generation no longer needs.
                if self.generation() in {present, None}:
                    raise


def _with_lines(contents: Contents, folder: Path, lines: Iterable[str]) -> Contents:
    """Append lines after the valid ones; what an interrupted commit left there is dropped."""
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


def _run(folder: Path, entry: SegmentEntry | None) -> Run | None:
    if entry is None:
        shutil.rmtree(folder)
        return None
    return Run(folder, entry.name, entry.size, entry.parts)


def _collecting_ids(documents: Iterable[Document], ids: set[str]) -> Iterator[Document]:
    """Yield documents and add their ids to a set."""
    for document in documents:
        ids.add(document.row.id)
        yield document
