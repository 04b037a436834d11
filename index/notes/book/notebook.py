"""The notebook: a library's notes by id, article and tag, and the operations that change them.

It does not search articles; where a passage is now is determined by the anchors.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...errors import UnknownNoteError
from ...files.held_folders import ANY_FOLDER
from ...model.complaint import Complaint
from ...model.note import Note, Target
from ..hidden_folders import DRAFTS
from .copies import Merge, format_file, merge_file
from .identifiers import Identifiers
from .note_drafts import Drafts
from .note_file import NoteStep
from .note_index import NoteIndex
from .note_paths import Home
from .note_store import DELETED, NoteStore
from .renamed_articles import move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from ...errors import LibraryError
    from ...files.held_folders import HeldFolders


def utc_now() -> str:
    """Return the time in UTC as it is stored in notes, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Notebook:
    """The notes in ``folder``; ``spare`` takes them while that is not writable or not the one that is ``held``.

    ``author`` signs new ones.

    Thread-safe for reading. Changes are durable when a method returns; while a file can't be read or written they wait,
    are in effect nonetheless, and `waiting` says why. Methods that make changes raise `SaveError` only if a change
    can't be stored anywhere; the notes are then unchanged.
    """

    def __init__(
        self,
        folder: Path,
        spare: Path | None = None,
        *,
        author: str = "",
        new_id: Callable[[], str] | None = None,
        now: Callable[[], str] = utc_now,
        held: HeldFolders = ANY_FOLDER,
    ) -> None:
        self.author, self._now = author, now
        self.store = NoteStore(folder, spare, new_id or Identifiers(), now, held)
        self.drafts = Drafts([folder / DRAFTS, *([spare] if spare else [])], held)
        self._gathered: NoteIndex | None = None

    # Queries

    def all(self) -> tuple[Note, ...]:
        """Return all notes, oldest first."""
        return tuple(self.store.notes.values())

    def note(self, reference: str) -> Note:
        """Return a note by its id or a unique prefix of it; raises `UnknownNoteError`."""
        return _one(self.store.notes, reference)

    def notes(self, article: str) -> tuple[Note, ...]:
        """Return the notes with a target in an article, in whatever file, and the replies to them."""
        index = self._index()
        return index.threads(index.articles.get(article, ()))

    def on_story(self, articles: Iterable[str]) -> tuple[Note, ...]:
        """Return the notes on a story, identified by any of its ``articles``, and the replies to them."""
        index = self._index()
        return index.threads(id for article in articles for id in index.stories.get(article, ()))

    def replies(self, id: str) -> tuple[Note, ...]:
        """Return the direct replies to a note."""
        return self._index().replies(id)

    def backlinks(self, id: str) -> tuple[Note, ...]:
        """Return the notes that link to a note, in their links or as ``[[id]]`` in their text."""
        return self._index().backlinks(id)

    def articles(self) -> frozenset[str]:
        """Return the ids of all articles with a note."""
        return frozenset(self._index().articles)

    @property
    def tags(self) -> Mapping[str, int]:
        """The tags in use with the number of their notes, most used first."""
        counts = Counter(tag for note in self.store.notes.values() for tag in note.tags)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def waiting(self) -> Mapping[str, LibraryError]:
        """Why changes are waiting to be written, by note id."""
        return dict(self.store.refusals)

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """The problems of the notes folder, each with place and cure."""
        notes = self.store.notes
        dangling = [
            Complaint(
                str(self.store.folder), 0, f"note {note.id} answers {note.reply_to}, which is gone", "restore that"
            )
            for note in notes.values()
            if note.reply_to and note.reply_to not in notes
        ]
        return self.store.problems + tuple(dangling)

    def position(self, id: str) -> tuple[Path, int]:
        """Return the file that has a note, or will have one that is waiting, and the line where it starts.

        Raises `UnknownNoteError`.
        """
        note = self.note(id)
        if holder := self.store.files.holding(note.id):
            return holder.sheet.path, next(entry.line for entry in holder.entries if entry.note.id == note.id)
        return self.store.folder / self.store.home(note).path, 1

    def refresh(self) -> frozenset[str]:
        """Read what others changed, by hand or in another window; return the ids of changed notes.

        Stats every file; meant for when the window gets the focus, and before a search.
        """
        return self.store.refresh()

    def look(self, article: str) -> frozenset[str]:
        """Read changes in the file of one article, and write what is waiting; cheap enough for every second."""
        with self.store.guard:
            changed = self.store.files.look(Home(article))
            return self.store.refresh() if changed or self.store.refusals else frozenset()

    # Changes

    def write(
        self,
        text: str,
        targets: Sequence[Target] = (),
        *,
        kind: str = "note",
        tags: Sequence[str] = (),
        reply_to: str = "",
        links: Sequence[str] = (),
        compared: Sequence[str] = (),
    ) -> Note:
        """Write a new note and return it."""
        now = self._now()
        note = Note(
            id=self.store.new_id(),
            kind=kind,
            text=_lines(text),
            author=self.author,
            created=now,
            modified=now,
            tags=_distinct(tags),
            targets=tuple(targets),
            reply_to=reply_to,
            links=tuple(links),
            compared=tuple(compared),
        )
        return self.add([note])[0]

    def add(self, notes: Sequence[Note], label: str = "") -> tuple[Note, ...]:
        """Add notes made elsewhere, as one act; those with an existing id are merged."""
        fresh = [note if note.id else replace(note, id=self.store.new_id()) for note in notes]
        if not fresh:
            return ()
        label = label or (f"{fresh[0].kind or 'note'} added" if len(fresh) == 1 else f"{len(fresh)} notes added")
        self.store.do(label, [NoteStep(None, note) for note in fresh])
        return tuple(self.store.notes.get(note.id, note) for note in fresh)

    def edit(self, note: Note, **changes: Any) -> Note:  # noqa: ANN401 the fields of Note
        """Change fields of a note and return it.

        ``note`` is the version that was edited: changes by others since then are merged; if both changed the text,
        theirs is kept and ours becomes a reply tagged `conflict`.
        """
        return self.edit_all([(note, changes)])[0]

    def edit_all(self, edits: Sequence[tuple[Note, Mapping[str, Any]]]) -> tuple[Note, ...]:
        """Change several notes as one act."""
        now = self._now()
        tidied = [(note, _tidied(changes)) for note, changes in edits]
        steps = [
            NoteStep(note, replace(note, **{"modified": now, **changes}))
            for note, changes in tidied
            if any(getattr(note, key) != value for key, value in changes.items())
        ]
        if steps:
            names = sorted({key.replace("_", " ") for _, changes in edits for key in changes})
            self.store.do(f"{' and '.join(names)} changed", steps)
        return tuple(self.store.notes.get(note.id, note) for note, _ in edits)

    def remove(self, *ids: str) -> None:
        """Move notes to the trash, as one act; raises `UnknownNoteError` before anything is done."""
        notes = [self.note(id) for id in ids]
        label = "note deleted" if len(notes) == 1 else f"{len(notes)} notes deleted"
        self.store.do(label, [NoteStep(note, None) for note in notes])

    def trash(self) -> tuple[Note, ...]:
        """Return the deleted notes; their extra key `deleted` has the time."""
        self.store.trash.refresh()
        kept = self.store.notes  # an interrupted deletion leaves a copy of a note that still exists
        entries = (entry for file in self.store.trash.files.values() for entry in file.entries)
        return tuple(entry.note for entry in entries if entry.note.id not in kept)

    def restore(self, reference: str) -> Note:
        """Restore a note from the trash and return it; raises `UnknownNoteError`."""
        found = _one({note.id: note for note in self.trash()}, reference)
        extra = {key: value for key, value in found.extra.items() if key != DELETED}
        return self.add([replace(found, extra=extra)], "note restored")[0]

    @property
    def newest(self) -> tuple[str, str]:
        """Id and label of the act that `undo` would undo, both empty if there is none; ids increase with time."""
        act = self.store.journal.last()
        return (act.id, act.label) if act else ("", "")

    def undo(self) -> str | None:
        """Undo the last act, even of an earlier run, and return its label; ``None`` if there is none."""
        act = self.store.undo()
        return act.label if act else None

    def redo(self) -> str | None:
        """Redo the act undone last and return its label; ``None`` if there is none."""
        act = self.store.redo()
        return act.label if act else None

    def move(self, moves: Mapping[str, str]) -> None:
        """Move the notes of renamed articles; ``moves`` maps old ids to new ones. Not undoable."""
        move(self.store, moves)

    def merge(self, path: Path) -> Merge:
        """Merge the notes of a file: a sync tool's copy, a colleague's, or one with git's conflict markers.

        Raises `YamlError` for an unreadable file.
        """
        return merge_file(self.store, path)

    def format(self, path: Path) -> bool:
        """Rewrite a file of notes in the standard style; comments are lost, a backup is kept. Raises like `merge`."""
        return format_file(self.store, path)

    def _index(self) -> NoteIndex:
        """Return the index, rebuilt if the notes changed."""
        notes, index = self.store.notes, self._gathered
        if index is None or index.notes is not notes:
            self._gathered = index = NoteIndex(notes)
        return index


def _one(notes: Mapping[str, Note], reference: str) -> Note:
    """Return the note with this id, or id prefix in either case; raises `UnknownNoteError`."""
    if reference in notes:
        return notes[reference]
    near = [id for id in notes if reference and id.upper().startswith(reference.upper())]
    if len(near) == 1:
        return notes[near[0]]
    raise UnknownNoteError(reference, near[:8])


def _tidied(changes: Mapping[str, Any]) -> dict[str, Any]:
    tidied = dict(changes)
    if "text" in changes:
        tidied["text"] = _lines(changes["text"])
    if "tags" in changes:
        tidied["tags"] = _distinct(changes["tags"])
    return tidied


def _lines(text: str) -> str:
    """Return a text with line feeds only, without leading and trailing blank lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _distinct(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, tags))))
