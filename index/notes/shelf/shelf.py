"""The reading shelf: read marks, stars, tags, bookmarks, reading places, and saved searches.

`_shelf.yaml` has one line for each article and mark, so that it stays small and its diffs short; `_places.yaml` has the
reading places, since they change all the time. A file that can't be read or written is never overwritten: changes then
wait in a file of their own, are in effect, and are written when possible.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ...errors import BusyError, LibraryError
from ...files.held_folders import ANY_FOLDER
from ...model.note import Mark
from ..hidden_folders import BACKUP, DRAFTS, JOURNAL, await_turn, lock_of
from ..sheet import Sheet, complaint_of
from .pending import Pending
from .shelf_history import ShelfHistory
from .shelf_state import ReadingPlaces, Sections, ShelfState, read_places, read_sections
from .shelf_yaml import WORDS, laid_over, moved, with_marks, with_places, with_search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Final

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_nodes import YamlMapping
    from ...files.yaml.yaml_write import Tree
    from ...model.complaint import Complaint
    from .shelf_yaml import Changes

SHELF: Final = "_shelf.yaml"
PLACES: Final = "_places.yaml"
_NO_MARK = Mark()
_HEADER = "# What was read, starred, tagged and bookmarked, by article. Safe to edit by hand.\n"
_PLACES_HEADER = "# How far each article was read, in characters. Safe to edit by hand, or to delete.\n"


class Shelf:
    """The marks of a library's articles, in ``folder``.

    ``spare`` takes changes while that is not writable, or not the one that is ``held``.

    Marks may be read from any thread; nothing is read from disk before the first query.
    """

    def __init__(self, folder: Path, spare: Path | None = None, held: HeldFolders = ANY_FOLDER) -> None:
        lock, backups = lock_of(folder), folder / BACKUP
        self._lock = lock
        self._shelf = Sheet(folder / SHELF, lock, backups, _HEADER, held=held)
        self._places = Sheet(folder / PLACES, lock, backups, _PLACES_HEADER, held=held)
        self._pending = Pending(SHELF, [folder / DRAFTS, *([spare] if spare else [])], held)
        self._guard = threading.RLock()
        self._state: ShelfState | None = None
        self._others: frozenset[str] = frozenset()
        self._seen: dict[Sheet, bytes | None] = {}
        self._sections = Sections()
        self._read_to = ReadingPlaces()
        self._troubles: dict[str, LibraryError] = {}
        self._refused: LibraryError | None = None
        self.history = ShelfHistory(folder / JOURNAL / "shelf", self.mark, self.update_all, held)

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """Why the shelf can't be read or written, each with its cure."""
        self._known()
        refused = [self._refused] if self._refused and not self._troubles else []
        return tuple(
            complaint_of(error, "mark") for error in (*self._troubles.values(), *refused, *self._pending.problems)
        )

    @property
    def searches(self) -> Mapping[str, str]:
        """The saved searches: queries by name."""
        return self._known().sections.searches

    def save_search(self, name: str, query: str) -> None:
        """Save a query under a name, or delete the name if it is empty; raises `SaveError` or `YamlError`."""
        with self._guard:
            self._change(self._shelf, lambda document, path: with_search(document, name, query, path))
            self._load()

    def mark(self, id: str) -> Mark:
        """Return an article's mark."""
        return self._known().mark(id)

    def ids_with(
        self, *, read: bool | None = None, starred: bool | None = None, tag: str | None = None
    ) -> frozenset[str]:
        """Return the ids of marked articles that meet all conditions; tags are compared without case."""
        return self._known().ids_with(read=read, starred=starred, tag=tag)

    @property
    def tags(self) -> Mapping[str, int]:
        """The tags in use with the number of their articles, most used first."""
        state = self._known()
        marked = state.sections.tags.keys() | state.waiting.keys()
        counts = Counter(tag for id in marked for tag in state.mark(id).tags)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def update(self, id: str, **changes: Any) -> Mark:  # noqa: ANN401 the fields of Mark
        """Set fields of an article's mark and return it; raises `SaveError` only if they can't be stored anywhere."""
        self.update_all({id: changes})
        return self.mark(id)

    def update_all(self, changes: Changes, label: str = "") -> str:
        """Set fields of the marks of many articles in one save.

        Tags and bookmarks are merged with changes made in another window. With a ``label`` it is an act that can be
        undone, also later (`history`), whose id is returned.
        """
        with self._guard:
            known = self._known()
            news = {id: _changed_fields(known.mark(id), values) for id, values in changes.items()}
            news = {id: values for id, values in news.items() if values}
            if not news:
                return ""
            before = {id: known.mark(id) for id in news}
            self._save(news, before)
            return self.history.record(label, before, news) if label else ""

    def move_all(self, moves: Mapping[str, str]) -> None:
        """Move the marks of renamed articles; ``moves`` maps old ids to new ones."""
        with self._guard:
            known = self._known()
            self.history.move_all(moves)
            marks = {new: mark for old, new in moves.items() if (mark := known.mark(old)) != _NO_MARK}
            try:
                if marks:
                    self._change(self._shelf, lambda document, path: moved(document, moves, path))
                    self._change(self._places, lambda document, path: moved(document, moves, path))
                    self._load()
            except LibraryError as error:
                # The old line does no harm; the new id has its mark at once.
                self._refused = error
                self._pending.keep({id: _changed_fields(_NO_MARK, asdict(mark)) for id, mark in marks.items()}, {})
                self._load()

    @property
    def waits(self) -> bool:
        """Whether any change is waiting to be written."""
        return bool(self._pending.changes)

    def catch_up(self) -> bool:
        """Write waiting changes, unless someone else is writing; return whether there were any and none is left."""
        with self._guard:
            self._pending.load()
            if not self._pending.changes:
                return False
            try:
                await_turn(self._lock)
            except BusyError:
                return False
            self._save({}, {})
            return not self._pending.changes

    def look(self) -> frozenset[str]:
        """Take in what others wrote, and return the ids of articles that they marked since the last look.

        Also of those taken in with a change of one's own. Costs a look at two files; cheap enough for every second.
        """
        with self._guard:
            if self._state is not None and any([_is_other(self._shelf), _is_other(self._places)]):
                self._load()
            found, self._others = self._others, frozenset()
            return found

    # Reading

    def _known(self) -> ShelfState:
        state = self._state
        if state is None:
            with self._guard:
                state = self._load() if self._state is None else self._state
        return state

    def _load(self) -> ShelfState:
        """Read what changed on disk, apply waiting changes, and publish the result at once."""
        self._troubles = {}
        if self._look(self._shelf):
            self._understand(self._shelf)
        if self._look(self._places):
            self._understand(self._places)
        self._pending.load()
        before, self._state = self._state, ShelfState(self._sections, self._read_to, self._pending.changes)
        if before is not None:
            self._others |= self._state.unlike(before)
        return self._state

    def _look(self, sheet: Sheet) -> bool:
        """Return whether a file has new contents; one that can't be read is reported."""
        try:
            sheet.look()
        except LibraryError as error:
            self._troubles[str(sheet.path)] = error
            return False
        return sheet not in self._seen or self._seen[sheet] is not sheet.data

    def _understand(self, sheet: Sheet) -> None:
        """Parse a file; if it is invalid, its previous contents stay in effect."""
        try:
            if sheet is self._shelf:
                self._sections = read_sections(sheet.document, str(sheet.path))
            else:
                self._read_to = read_places(sheet.document, str(sheet.path))
        except LibraryError as error:
            self._troubles[str(sheet.path)] = error
        else:
            self._seen[sheet] = sheet.data

    # Writing

    def _save(self, changes: Changes, before: Mapping[str, Mark]) -> None:
        """Write ``changes`` and the waiting ones, or let them wait together."""
        self._pending.load()
        waiting = self._pending.changes
        all_changes = {id: dict(values) for id, values in waiting.items()}
        for id, values in changes.items():
            all_changes[id] = laid_over(all_changes.get(id, {}), values, before.get(id))
        lists = {**before, **{id: self._pending.lists_before(id, before.get(id, _NO_MARK)) for id in waiting}}
        # A waiting change is not part of the file's previous contents.
        known = {id: mark for id, mark in before.items() if id not in waiting}
        try:
            self._write(all_changes, known, lists)
        except LibraryError as error:
            self._refused = error
            self._pending.keep(changes, before)
        else:
            self._refused = None
            if waiting:
                self._pending.clear(waiting)
        known_before = self._others
        self._load()
        self._others = known_before | (self._others - all_changes.keys())

    def _write(self, changes: Changes, before: Mapping[str, Mark], lists: Mapping[str, Mark]) -> None:
        words = {id: values[WORDS] for id, values in changes.items() if WORDS in values}
        places = {id: place for id, values in changes.items() if (place := _place(values, before.get(id))) is not None}
        marks = {id: _in_shelf(values, before.get(id)) for id, values in changes.items()}
        marks = {id: values for id, values in marks.items() if values}
        if marks:
            self._change(self._shelf, lambda document, path: with_marks(document, marks, lists, path))
        if places:
            self._change(self._places, lambda document, path: with_places(document, places, words, path))

    @staticmethod
    def _change(sheet: Sheet, work: Callable[[YamlMapping, str], Mapping[str, Tree]]) -> None:
        def checked(document: YamlMapping) -> Mapping[str, Tree]:
            # Never change an invalid file.
            read_sections(document, str(sheet.path))
            read_places(document, str(sheet.path))
            return work(document, str(sheet.path))

        sheet.change(checked)


def _is_other(sheet: Sheet) -> bool:
    """Return whether a file says something else than when it was looked at last, or can't be read."""
    try:
        return sheet.look()
    except LibraryError:
        return True


def _place(values: Mapping[str, Any], before: Mark | None) -> int | None:
    """Return the place to write for an article; ``None`` if nothing of it changed."""
    place: int | None = values.get("place", before.place if before is not None and WORDS in values else None)
    known = before is not None and place is not None and before.words.get(place) == values.get(WORDS, {}).get(place)
    return None if "place" not in values and known else place


def _in_shelf(values: Mapping[str, Any], before: Mark | None) -> dict[str, Any]:
    """Return the fields for ``_shelf.yaml``, with words only if there are bookmarks."""
    bookmarks = values.get("bookmarks", before.bookmarks if before is not None else ())
    left = {"place"} if bookmarks else {"place", WORDS}
    return {key: value for key, value in values.items() if key not in left}


def _changed_fields(mark: Mark, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of ``values`` that differ from ``mark``."""
    return {key: value for key, value in values.items() if getattr(mark, key) != value}
