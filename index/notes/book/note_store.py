"""All current notes: files, changes waiting to be written, trash, undo and redo.

No change is lost: what can't be written waits, and deleted notes go to the trash first.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import BusyError, LibraryError, SaveError
from ...files.durable import sweep
from ...files.held_folders import ANY_FOLDER
from ...model.complaint import Complaint
from ..hidden_folders import DRAFTS, JOURNAL, TRASH, await_turn, lock_of
from .journal import Act, Deed, Journal, Patch
from .note_file import NoteStep, same_or_none
from .note_files import NoteFiles
from .note_merging import merge, same_content
from .note_paths import Home, home_of
from .recovery import Recovery
from .waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...model.note import Note

DELETED = "deleted"
"""The key of a deleted note's time of deletion."""


class NoteStore:
    """All notes below ``folder``; ``spare`` takes changes while that is not writable, or not the one that is ``held``.

    `notes` may be read from any thread; each change publishes a new mapping. `refusals` says by note id why a change is
    waiting, `unmoved` by article id why the notes of a renamed article stay in their old file.
    """

    def __init__(
        self,
        folder: Path,
        spare: Path | None,
        new_id: Callable[[], str],
        now: Callable[[], str],
        held: HeldFolders = ANY_FOLDER,
    ) -> None:
        self.folder, self.new_id, self.now, self.held = folder, new_id, now, held
        self.files, self.trash = NoteFiles(folder, held=held), NoteFiles(folder / TRASH, folder, held)
        waiting = [folder / DRAFTS / "notes", *([spare / "notes"] if spare else [])]
        self.waiting = Waiting(waiting, new_id, held)
        self.journal = Journal(folder / JOURNAL, held)
        lock = folder / JOURNAL / "waiting-lock"
        self._recovery = Recovery(self.files, self.trash, self.waiting, self._make, lock, held)
        self.refusals: dict[str, LibraryError] = {}
        self.unmoved: dict[str, LibraryError] = {}
        self.guard = threading.RLock()
        self._notes: dict[str, Note] | None = None

    @property
    def notes(self) -> Mapping[str, Note]:
        """All current notes by id, oldest first."""
        notes = self._notes
        if notes is None:
            with self.guard:
                if self._notes is None:
                    self.refresh()
                notes = self._notes or {}
        return notes

    def refresh(self) -> frozenset[str]:
        """Read what others changed, write what is waiting, and return the ids of changed notes."""
        with self.guard:
            if self._notes is None:
                self._tidy()
            before = self._notes or {}
            self.files.refresh()
            self._flush()
            after = self._publish()
            return frozenset(id for id in before.keys() | after.keys() if before.get(id) != after.get(id))

    def home(self, note: Note, beside: Mapping[str, Note] | None = None) -> Home:
        """Return where a note is, or belongs; raises `SaveError` for one without a target.

        ``beside`` are notes created together with it, by id: it may be a reply to one of them.
        """
        if holder := self.files.holding(note.id):
            return holder.home
        note = _answered(note, beside or {})
        parent = self.files.holding(note.reply_to) if note.reply_to else None
        home = home_of(note, parent.home if parent else self._waiting_home(note.reply_to))
        # Checked before anything is done: a change may wait for a file, but not for a valid id.
        home.path  # noqa: B018 raises
        return home

    def do(self, label: str, steps: Sequence[NoteStep]) -> Act:
        """Make changes, record them for undo, and return the act; what can't be written now waits.

        Raises `SaveError` if a change can be neither written nor stored.
        """
        with self.guard:
            act = Act(self.new_id(), label, self.make_all(steps))
            self.journal.record(act)
            return act

    def make_all(self, steps: Sequence[NoteStep]) -> tuple[Deed, ...]:
        """Make changes without recording them; what can't be written now waits. Raises like `do`."""
        with self.guard:
            self._known()
            beside = {step.after.id: step.after for step in steps if step.after is not None}
            by_home: dict[Home, list[NoteStep]] = {}
            for step in steps:
                note = step.before or step.after
                if note is not None:
                    by_home.setdefault(self.home(note, beside), []).append(step)
            deeds = tuple(self._carry_out(Deed(home, tuple(group), None)) for home, group in by_home.items())
            self._publish()
            return deeds

    def undo(self) -> Act | None:
        """Undo the last act and return it; raises like `do`, and the act then stays the last."""
        with self.guard:
            self._known()
            act = self.journal.last()
            if act is not None:
                for deed in reversed(act.deeds):
                    self._carry_out(deed.reversed())
                self.journal.step_back()
                self._publish()
            return act

    def redo(self) -> Act | None:
        """Redo the act undone last and return it; raises like `do`."""
        with self.guard:
            self._known()
            act = self.journal.next()
            if act is not None:
                for deed in act.deeds:
                    self._carry_out(deed)
                self.journal.step_forth()
                self._publish()
            return act

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """The problems of the notes folder, each with place and cure."""
        refused = {
            str(error): error for error in (*self.waiting.problems, *self.refusals.values(), *self.unmoved.values())
        }
        told = {problem.where for problem in self.files.problems}
        return self.files.problems + tuple(
            Complaint(where, 0, str(getattr(error, "reason", error)), error.cure)
            for error in refused.values()
            if (where := str(getattr(error, "path", self.folder))) not in told
        )

    def _tidy(self) -> None:
        """Remove leftovers of killed saves from folders where the next save may be a long time away."""
        for folder in (
            self.folder / DRAFTS,
            self.folder / DRAFTS / "notes",
            self.folder / JOURNAL,
            self.folder / TRASH,
        ):
            sweep(folder, 0.0)

    # Making changes

    def _known(self) -> Mapping[str, Note]:
        return self.notes

    def _carry_out(self, deed: Deed) -> Deed:
        """Make a deed or let it wait; return it with the patch of its file."""
        if deed.patch is None and self._withdrawn(deed):
            return deed
        refused = self._blocking_error(deed)
        try:
            if refused is not None:
                raise refused
            patch = self._make(deed)
        except LibraryError as error:
            for step in deed.steps:
                self.waiting.keep(deed.home, step)
                self.refusals[step.id] = error
            return replace(deed, patch=None)
        for step in deed.steps:
            self.refusals.pop(step.id, None)
        return replace(deed, patch=patch)

    def _blocking_error(self, deed: Deed) -> LibraryError | None:
        """Return why earlier changes of these notes are still waiting: newer ones have to queue behind them."""
        ids = {step.id for step in deed.steps}
        if not any(wait.step.id in ids for wait in self.waiting.load()):
            return None
        self._flush()
        return next((self.refusals[id] for id in ids & self.refusals.keys()), None)

    def _withdrawn(self, deed: Deed) -> bool:
        """Undo a deed that is still waiting, by dropping it."""
        if not self.waiting.load():
            return False
        with self._recovery.alone():
            waits = {wait.step.id: wait for wait in self.waiting.load() if wait.home == deed.home}
            found = [waits.get(step.id) for step in deed.steps]
            back = [wait for wait, step in zip(found, deed.steps, strict=True) if wait and wait.step == step[::-1]]
            if len(back) != len(deed.steps) or any(map(self._recovery.may_be_made, back)):
                return False
            for wait in back:
                self.waiting.drop(wait)
                self.refusals.pop(wait.step.id, None)
        return True

    def _make(self, deed: Deed) -> Patch | None:
        file = self.files.at(deed.home)
        self._to_trash(deed.home, [step.before for step in deed.steps if step.before and not step.after])
        file.look()
        if isinstance(file.error, SaveError):
            raise file.error
        if deed.patch and file.error is None and deed.patch.fits(file.sheet.data):
            file.sheet.replace(file.sheet.data, deed.patch.applied(file.sheet.data))
            file.look()
        change = file.apply(deed.steps, self.new_id)
        self._from_trash(deed.home, [step.id for step in deed.steps if step.after])
        return Patch.of(change) if change else None

    def _to_trash(self, home: Home, notes: Iterable[Note]) -> None:
        gone = [replace(note, extra={**note.extra, DELETED: self.now()}) for note in notes]
        if gone:
            file = self.trash.at(home)
            file.look()
            # What an interrupted deletion or restore left there is older than what is deleted now.
            there = {entry.note.id: entry.note for entry in file.entries}
            file.apply([NoteStep(there.get(note.id), note) for note in gone], self.new_id)

    def _from_trash(self, home: Home, ids: Iterable[str]) -> None:
        file = self.trash.at(home)
        file.look()
        here = {entry.note.id: entry.note for entry in file.entries}
        steps = [NoteStep(here[id], None) for id in ids if id in here]
        if steps:
            file.apply(steps, self.new_id)

    # Waiting changes

    def _flush(self) -> None:
        """Write the waiting changes that can be written now, hardly waiting for another writer."""
        try:
            if self.waiting.load():
                await_turn(lock_of(self.folder))
            self.refusals = self._recovery.run()
        except BusyError as error:
            self.refusals = {wait.step.id: error for wait in self.waiting.load()}

    def _waiting_home(self, id: str) -> Home | None:
        return next((wait.home for wait in self.waiting.load() if wait.step.id == id), None)

    def _publish(self) -> dict[str, Note]:
        """Combine the files and the waiting changes; of a note in two files the one in its proper place counts."""
        notes: dict[str, Note] = {}
        for file in sorted(
            self.files.files.values(), key=lambda file: file.sheet.path == self.folder / _path(file.home)
        ):
            notes |= {entry.note.id: entry.note for entry in file.entries}
        for wait in self.waiting.load():
            _apply_step(notes, wait.step)
        self._notes = dict(sorted(notes.items()))
        return self._notes


def _answered(note: Note, beside: Mapping[str, Note]) -> Note:
    """Return the note in ``beside`` that a note without targets answers, directly or indirectly."""
    passed: set[str] = set()
    while not note.targets and note.reply_to in beside and note.id not in passed:
        passed.add(note.id)
        note = beside[note.reply_to]
    return note


def _path(home: Home) -> str:
    try:
        return str(home.path)
    except SaveError:
        return ""


def _apply_step(notes: dict[str, Note], step: NoteStep) -> None:
    """Apply a waiting step, ignoring conflicts."""
    now = notes.get(step.id)
    if step.after is None:
        if now is not None and step.before is not None and same_content(now, step.before):
            del notes[step.id]
    elif now is not None:
        notes[step.id] = merge(step.before, step.after, now, str).note
    elif not same_or_none(step):
        notes[step.id] = step.after
