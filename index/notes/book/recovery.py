"""Writing waiting changes: each once, despite kills, failing disks and other windows.

Write-ahead: a change being made is renamed after the current state of its notes file. Found again with the file in that
state, it was not made; with the file in another state, the notes decide, including the time of their last change. No
change is made twice: where it is unclear whether one was made, the file stays and the words are kept beside it.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ...errors import BusyError, LibraryError, SaveError
from ...files.held_folders import ANY_FOLDER
from ...files.lock import FileLock
from ...files.renaming import stamp
from .journal import Deed
from .note_file import NoteStep
from .note_merging import same_content
from .waiting import NO_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...model.note import Note
    from .note_files import NoteFiles
    from .waiting import Wait, Waiting


class Recovery:
    """Writes waiting changes under ``lock``, used only for that; ``make`` makes one deed or raises `LibraryError`."""

    def __init__(
        self,
        files: NoteFiles,
        trash: NoteFiles,
        waiting: Waiting,
        make: Callable[[Deed], object],
        lock: Path,
        held: HeldFolders = ANY_FOLDER,
    ) -> None:
        self._files, self._trash, self._waiting, self._make, self._lock = files, trash, waiting, make, lock
        self._held = held.guard_of(lock)

    def run(self) -> dict[str, LibraryError]:
        """Write what can be written; return by note id why the rest is still waiting."""
        if not self._waiting.load():
            return {}
        refused: dict[str, LibraryError] = {}
        with self.alone():
            for wait in self._waiting.load():
                try:
                    self._caught_up(wait)
                except LibraryError as error:
                    refused[wait.step.id] = error
                else:
                    refused.pop(wait.step.id, None)
                    self._waiting.drop(wait)
        return refused

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Exclude other windows from writing or undoing waiting changes; raises `BusyError` if another never ends.

        If no lock can be created, notes can't be written either.
        """
        with contextlib.ExitStack() as stack:
            try:
                self._held()
                stack.enter_context(FileLock(self._lock))
            except BusyError:
                raise
            except SaveError:
                pass
            yield

    def may_be_made(self, wait: Wait) -> bool:
        """Return whether a change may have been made already: it was begun, and its file has changed since."""
        state = stamp(self._files.at(wait.home).sheet.path) or NO_FILE
        return wait.begun is not None and wait.begun != state

    def _caught_up(self, wait: Wait) -> None:
        """Make a change, or what is left of it if it may have been made."""
        step = wait.step
        file = self._files.at(wait.home)
        file.look()
        if file.error is not None:
            raise file.error
        if self.may_be_made(wait):
            left = self._left(wait)
            if left is None:
                return
            step = left
        begun = self._waiting.begin(wait, stamp(file.sheet.path))
        try:
            self._make(Deed(wait.home, (step,), None))
        except LibraryError:
            if not self.may_be_made(begun):
                self._waiting.put_back(begun)
            raise

    def _left(self, wait: Wait) -> NoteStep | None:
        """Return what is left of a change that may have been made; ``None`` if nothing is."""
        before, after = wait.step
        now, gone = self._find(self._files, wait), self._find(self._trash, wait)
        if now is None:
            # It was deleted since, or the change has not been made.
            return None if after is None or gone is not None else wait.step
        if after is None or same_content(now, after):
            return None
        if before is not None and same_content(now, before) and not _as_it_was(now, before, after):
            # Edited back since, or not made: both texts are kept.
            return NoteStep(None, after)
        return wait.step

    def _find(self, files: NoteFiles, wait: Wait) -> Note | None:
        file = files.at(wait.home)
        file.look()
        return next((entry.note for entry in file.entries if entry.note.id == wait.step.id), None)


def _as_it_was(now: Note, before: Note, after: Note) -> bool:
    """Return whether a note bears the time of before a change, which who edits it back by hand does not set back."""
    return now == before and before.modified != after.modified
