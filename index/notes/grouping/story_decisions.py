"""The file of decisions on stories: reread when it changes, changed under the notes' lock, never half-written.

What can't be written waits in a file of its own, is in effect, and is transferred when possible. A file that can't be
read is never overwritten.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ...errors import LibraryError
from ...files.held_folders import ANY_FOLDER
from ...model.comparison_result import StoryDecision
from ..book.identifiers import Identifiers
from ..hidden_folders import BACKUP, DRAFTS, await_turn, lock_of
from ..sheet import Sheet, complaint_of
from ..writable_folders import WritableFolders
from .decision_journal import JournalEntry, decision_journal
from .decision_yaml import DecisionEntry, complaints, read_entries, revised, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Final

    from ...files.held_folders import HeldFolders
    from ...model.complaint import Complaint
    from ..sheet import BytesChange

    Change = Callable[[StoryDecision], Sequence[StoryDecision]]

NAME: Final = "_stories.yaml"
_HEADER: Final = """\
# Which articles tell one story, as you decided; it stands above what the program computes. Safe to edit by hand.
#   - join: [a.txt, b.txt]      these tell one story
#   - apart: c.txt              this one is taken out of the story of those
#     from: [a.txt, b.txt]
# Of two entries that contradict each other the later one wins.
"""
_WAITING: Final = "# Decisions on stories that can't be written where they belong yet; they are in force.\n"


class PlacedDecision(NamedTuple):
    """A decision in effect, and where it is written."""

    decision: StoryDecision
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class DecisionAct:
    """An undoable change of decisions: what was added and removed, and the file's bytes.

    ``id`` is that in the journal, empty if it was not recorded.
    """

    added: tuple[StoryDecision, ...]
    removed: tuple[StoryDecision, ...] = ()
    id: str = ""
    sheet: Sheet | None = field(default=None, repr=False)
    bytes_change: BytesChange | None = field(default=None, repr=False)


class StoryDecisions:
    """The decisions on a library's stories, in ``folder``.

    ``spare`` takes them while that is not writable, or not the one that is ``held``.

    Thread-safe; each query checks whether the file changed.
    """

    def __init__(self, folder: Path, spare: Path | None = None, held: HeldFolders = ANY_FOLDER) -> None:
        self._lock = lock_of(folder)
        self._sheet = Sheet(folder / NAME, self._lock, folder / BACKUP, _HEADER, held=held)
        self._spare = WritableFolders("a decision on stories", [folder / DRAFTS, *([spare] if spare else [])], held)
        self._waiting = {at: Sheet(at / NAME, lock_of(at), at / BACKUP, _WAITING, held=held) for at in self._spare}
        self._journal, self._new_id = decision_journal(folder, held), Identifiers()
        self._guard = threading.RLock()
        self._entries: dict[Sheet, tuple[DecisionEntry, ...]] = {}
        self._seen: dict[Sheet, bytes | None] = {}
        self._troubles: dict[Sheet, LibraryError] = {}

    # Queries

    @property
    def placed(self) -> tuple[PlacedDecision, ...]:
        """The decisions in effect, latest last, each with its place."""
        with self._guard:
            self._look()
            return tuple(self._placed(self._sheets))

    def _placed(self, sheets: Iterable[Sheet]) -> Iterator[PlacedDecision]:
        """Yield the decisions in some of the files, as last read."""
        for sheet in sheets:
            for entry in self._entries.get(sheet, ()):
                if entry.decision is not None:
                    yield PlacedDecision(entry.decision, str(sheet.path), entry.line)

    @property
    def decisions(self) -> tuple[StoryDecision, ...]:
        """The decisions in effect, latest last."""
        return tuple(one.decision for one in self.placed)

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """Why the file can't be read, and its invalid entries."""
        with self._guard:
            self._look()
            found = [complaint_of(error, "decide") for error in self._troubles.values()]
            for sheet in self._sheets:
                found += complaints(self._entries.get(sheet, ()), str(sheet.path))
            return tuple(found)

    # Changes

    def add(self, *decisions: StoryDecision) -> DecisionAct:
        """Add decisions, as one act; earlier ones that contradict them are reduced to what still holds.

        Raises `SaveError` only if they can't be stored anywhere.
        """

        def still_holding(one: StoryDecision) -> Sequence[StoryDecision]:
            kept: Sequence[StoryDecision] = [one]
            for new in decisions:
                kept = [part for before in kept for part in after(before, new)]
            return kept

        return self._recorded(_label(decisions), self._change(still_holding, decisions))

    def forget(self, articles: Collection[str]) -> DecisionAct:
        """Remove articles from all decisions; raises `YamlError`, `SaveError` or `BusyError` if that is impossible."""
        return self._recorded("decisions on a story given up", self._change(lambda one: without(one, articles)))

    def move_all(self, moves: Mapping[str, str]) -> None:
        """Update decisions on renamed articles; ``moves`` maps old ids to new ones. Not undoable."""
        self._journal.rewrite(lambda act: act.changed(lambda one: next(iter(renamed(one, moves)), one)))
        named = [one for one in self.decisions if not moves.keys().isdisjoint(_articles(one))]
        if not named:
            return
        try:
            self._change(lambda one: renamed(one, moves))
        except LibraryError:
            # The old entries do no harm; those for the new ids are in effect at once.
            self._keep_waiting([new for one in named for new in renamed(one, moves)])

    @property
    def waits(self) -> bool:
        """Whether any decision is waiting to be written, as far as files have been read."""
        return any(self._entries.get(sheet) for sheet in self._waiting.values())

    def catch_up(self) -> bool:
        """Write waiting decisions, unless someone else is writing; return whether there were any and none is left."""
        with self._guard:
            self._look()
            if not self.waits or self._sheet in self._troubles:
                return False
            with suppress(LibraryError):
                await_turn(self._lock)
                self._change(lambda one: [one])
            return not self.waits

    def undo(self, act: DecisionAct) -> None:
        """Undo an act, even if others changed decisions since."""
        self._step(act, back=True)

    def redo(self, act: DecisionAct) -> None:
        """Redo an act."""
        self._step(act, back=False)

    @property
    def last(self) -> JournalEntry | None:
        """The act that `undo_last` would undo, even of an earlier run."""
        return self._journal.last()

    def undo_last(self) -> JournalEntry | None:
        """Undo the last act, even of an earlier run, and return it; ``None`` if there is none."""
        return self._step_to(self._journal.last(), back=True)

    def redo_last(self) -> JournalEntry | None:
        """Redo the act undone last and return it; ``None`` if there is none."""
        return self._step_to(self._journal.next(), back=False)

    def _step_to(self, entry: JournalEntry | None, *, back: bool) -> JournalEntry | None:
        if entry is not None:
            self._step(DecisionAct(entry.added, entry.removed, entry.id), back=back)
        return entry

    def _recorded(self, label: str, act: DecisionAct) -> DecisionAct:
        """Record an act that changed something; one that can't be recorded can still be undone in this run."""
        if not (act.added or act.removed):
            return act
        named = replace(act, id=self._new_id())
        self._journal.record(JournalEntry(named.id, label, act.added, act.removed))
        return named

    def _step(self, act: DecisionAct, *, back: bool) -> None:
        with self._guard:
            if not self._swapped(act, back=back):
                gone, come = (act.added, act.removed) if back else (act.removed, act.added)
                self._change(lambda one: [] if one in gone else [one], come)
            if act.id:
                self._journal.step(act.id, back=back)

    @staticmethod
    def _swapped(act: DecisionAct, *, back: bool) -> bool:
        """Restore the bytes before the act, or those after it, if the file has not changed since."""
        change = act.bytes_change
        if change is None or act.sheet is None:
            return False
        return act.sheet.replace(*((change.after, change.before) if back else change))

    def _change(self, change: Change, added: Sequence[StoryDecision] = ()) -> DecisionAct:
        """Change the file, including what is waiting; if it is not writable, only what is added is stored and waits."""
        with self._guard:
            before = self.decisions
            waiting = [one.decision for one in self._placed(self._waiting.values())]
            more = [*(part for one in waiting for part in change(one)), *added]
            sheet: Sheet | None = self._sheet
            try:
                told = self._write(self._sheet, change, more)
            except LibraryError:
                if not added:
                    raise
                sheet, told = None, None
                self._keep_waiting(added)
            else:
                self._clear_waiting()
            now = self.decisions
            return DecisionAct(
                tuple(one for one in now if one not in before),
                tuple(one for one in before if one not in now),
                sheet=None if waiting else sheet,
                bytes_change=told,
            )

    def _keep_waiting(self, added: Iterable[StoryDecision]) -> None:
        self._spare.keep(lambda at: self._write(self._waiting[at], lambda one: [one], added))

    def _clear_waiting(self) -> None:
        """Delete waiting decisions that were written; if that fails they are written again, which changes nothing."""
        for sheet in self._waiting.values():
            with suppress(LibraryError):
                if sheet.data is not None:
                    sheet.change(lambda document: unread(document, str(sheet.path)))  # noqa: B023 done at once

    @staticmethod
    def _write(sheet: Sheet, change: Change, added: Iterable[StoryDecision]) -> BytesChange | None:
        return sheet.change(lambda document: revised(document, str(sheet.path), change, added))

    # Reading

    @property
    def _sheets(self) -> tuple[Sheet, ...]:
        return (self._sheet, *self._waiting.values())

    def _look(self) -> None:
        """Read what changed on disk; if a file is invalid, its previous contents stay in effect."""
        self._troubles.clear()
        for sheet in self._sheets:
            try:
                sheet.look()
                if sheet not in self._seen or self._seen[sheet] is not sheet.data:
                    self._entries[sheet] = read_entries(sheet.document, str(sheet.path))
                    self._seen[sheet] = sheet.data
            except LibraryError as error:
                self._troubles[sheet] = error


def _label(decisions: Sequence[StoryDecision]) -> str:
    """Return a label for the decisions."""
    count = sum(len(one.articles) for one in decisions)
    if not any(one.apart_from for one in decisions):
        return "accounts joined into one story"
    return f"{count:,} accounts taken out of their story" if count > 1 else "account taken out of its story"


def after(one: StoryDecision, new: StoryDecision) -> Sequence[StoryDecision]:
    """Return what still holds of a decision after ``new``, without repeating it."""
    named = set(new.articles)
    if not new.apart_from:
        return _parts_unjoined(one, named) if one.apart_from else [one] if set(one.articles) - named else []
    if one.apart_from or named.isdisjoint(one.articles) or set(new.apart_from).isdisjoint(one.articles):
        return [one]
    halves = [id for id in one.articles if id in named], [id for id in one.articles if id not in named]
    return [StoryDecision(tuple(half)) for half in halves if len(half) > 1]


def _parts_unjoined(one: StoryDecision, joined: Collection[str]) -> Sequence[StoryDecision]:
    """Return a separation without the pairs of articles that are both ``joined`` now."""
    own, others = (tuple(id for id in ids if id in joined) for ids in (one.articles, one.apart_from))
    if not own or not others:
        return [one]
    rest = tuple(id for id in one.articles if id not in joined), tuple(id for id in one.apart_from if id not in joined)
    parts = StoryDecision(rest[0], one.apart_from), StoryDecision(own, rest[1])
    return [part for part in parts if part.articles and part.apart_from]


def without(one: StoryDecision, articles: Collection[str]) -> Sequence[StoryDecision]:
    """Return a decision without some articles, if anything is left of it."""
    own, others = (tuple(id for id in ids if id not in articles) for ids in (one.articles, one.apart_from))
    return _sound(own, others, one)


def renamed(one: StoryDecision, moves: Mapping[str, str]) -> Sequence[StoryDecision]:
    """Return a decision with the new ids of renamed articles."""
    own, others = (tuple(dict.fromkeys(moves.get(id, id) for id in ids)) for ids in (one.articles, one.apart_from))
    return _sound(own, tuple(id for id in others if id not in own), one)


def _sound(own: tuple[str, ...], others: tuple[str, ...], was: StoryDecision) -> Sequence[StoryDecision]:
    """Return a decision on these articles, of the same kind, if anything is left of it."""
    holds = bool(own and others) if was.apart_from else len(own) > 1
    return [StoryDecision(own, others)] if holds else []


def _articles(one: StoryDecision) -> tuple[str, ...]:
    return (*one.articles, *one.apart_from)
