"""The screens' access to notes: read and written on the search thread, with every screen told of changes.

The notebook holds the truth; what can't be saved stays in the editor.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from index import LibraryError, safe

from ..session.shelf_changes import UndoStep
from ..session.watchers import Watchers
from .earlier_acts import EarlierActs
from .note_answers import count_notes, note_cited, surrounding, tabled
from .outside_notes import OutsideNotes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Article, Library, Note, PlacedNote, Span, Target

    from ..frame.file_prompt import Forms
    from ..session.session import Session
    from .note_detail import Around
    from .note_rows import NoteRow

BOX_LINES = 11
"""Height of the note editor in lines, at most half of the screen; as in the CSS."""


class NotePage(NamedTuple):
    """The notes of one article with their current places, in text order, and the drafts not saved."""

    article: str = ""
    notes: tuple[PlacedNote, ...] = ()
    unsaved: Mapping[str, Note] = MappingProxyType({})


class Writing(NamedTuple):
    """A note being written: ``note`` is its initial value, ``before`` the version it changes (``None`` if new).

    ``key`` names its draft, ``unsaved`` is the saved draft, ``tags`` are all tags in use, ``about`` and ``quotation``
    describe what it is on; ``in_sight`` whether the passage is visible above the box.
    """

    key: str
    note: Note
    before: Note | None = None
    unsaved: Note | None = None
    tags: tuple[str, ...] = ()
    about: str = ""
    quotation: str = ""
    in_sight: bool = False


class Notepad:
    """The notes of a library as the screens show them.

    ``watchers`` are called whenever notes changed, with the ids of those changed elsewhere; ``counted`` whenever
    ``counts``, the number of notes on each article, changed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.saved, self.waiting = "", 0
        self.counts: Mapping[str, int] = {}
        self.watchers: Watchers[[frozenset[str]]] = Watchers()
        self.counted: Watchers[[]] = Watchers()
        self.outside = OutsideNotes(session, self.changed)
        self.earlier = EarlierActs(session, self.changed)

    @property
    def _library(self) -> Library:
        """The library; raises `LibraryError` while it is being opened, when no note or article is shown yet."""
        library = self._session.library
        if library is None:
            raise LibraryError("The library is still being opened.")
        return library

    # Reading

    def fetch(self, article: str, then: Callable[[NotePage], None]) -> None:
        """Fetch the notes of an article."""
        self._session.search_thread.ask("notes", lambda _: self._page(article), then)

    def _page(self, article: str) -> NotePage:
        notebook = self._library.notebook
        notes = notebook.notes(article)
        placed = sorted(self._library.notes.placed(notes), key=partial(_order, article))
        ids = {note.id for note in notes}
        drafts = notebook.drafts.all().items()
        unsaved = {key: note for key, note in drafts if key.rpartition(" ")[2] in ids or _is_on(note, article)}
        return NotePage(article, tuple(placed), unsaved)

    def fetch_all(self, articles: Sequence[str], then: Callable[[Sequence[PlacedNote]], None]) -> None:
        """Fetch the notes of several articles, each note once."""

        def gather(_: Callable[[], bool]) -> Sequence[PlacedNote]:
            notes = {note.id: note for article in articles for note in self._library.notebook.notes(article)}
            return self._library.notes.placed(notes.values())

        self._session.search_thread.ask("noted", gather, then)

    def others(self, note: Note, then: Callable[[Sequence[Note]], None]) -> None:
        """Fetch all other notes, newest first."""
        notebook = self._library.notebook

        def others() -> Sequence[Note]:
            return [one for one in reversed(notebook.all()) if one.id != note.id]

        self._session.search_thread.queue(others, then, leads=True)

    def target(self, article: Article, span: Span) -> Target:
        """Return the anchor of a passage; an empty span is the whole article."""
        return self._library.notes.target(article, span)

    # Writing

    def open(self, writing: Writing, then: Callable[[Writing], None]) -> None:
        """Look up the draft of a note and the tags in use, and pass on the completed ``writing``."""
        notebook = self._library.notebook

        def look() -> Writing:
            unsaved = notebook.drafts.get(writing.key)
            before = notebook.drafts.before(writing.key) if unsaved else None
            return writing._replace(unsaved=unsaved, before=before or writing.before, tags=tuple(notebook.tags))

        self._session.search_thread.queue(look, then, leads=True)

    def keep(self, writing: Writing, note: Note, *, tell: bool = False) -> None:
        """Save a draft; with ``tell`` the screens show it."""
        keep = partial(self._library.notebook.drafts.keep, writing.key, note, writing.before)
        self._session.search_thread.queue(keep, lambda _: self.changed() if tell else None)

    def drop(self, key: str) -> None:
        """Delete a draft."""
        self._session.search_thread.queue(partial(self._library.notebook.drafts.drop, key), lambda _: self.changed())

    def save(self, writing: Writing, note: Note, told: Callable[[str, Note | None], None]) -> None:
        """Save a note; ``told`` gets the saved note, or why it failed and ``None``. Keys typed behind this wait."""
        notebook, before = self._library.notebook, writing.before

        def write() -> Note:
            if before is None:
                made = notebook.write(
                    note.text,
                    note.targets,
                    kind=note.kind,
                    tags=note.tags,
                    reply_to=note.reply_to,
                    links=note.links,
                    compared=note.compared,
                )
            else:
                made = notebook.edit(before, kind=note.kind, text=note.text, tags=note.tags)
            notebook.drafts.drop(writing.key)
            return made

        self._act("note written" if before is None else "note changed", write, told)

    def add(self, note: Note) -> None:
        """Save a new note without text."""
        self.save(Writing(f"new {note.targets}", note), note, lambda *_: None)

    def change(self, notes: Sequence[Note], label: str, changes: Callable[[Note], Mapping[str, Any]]) -> None:
        """Change fields of notes as one undoable act."""
        edits = [(note, changes(note)) for note in notes]
        edits = [(note, new) for note, new in edits if any(getattr(note, key) != new[key] for key in new)]
        if edits:
            self._act(label, lambda: self._library.notebook.edit_all(edits)[0])

    def remove(self, notes: Sequence[Note]) -> None:
        """Move notes to the trash as one undoable act."""
        ids = [note.id for note in notes]
        label = "note deleted" if len(ids) == 1 else f"{len(ids)} notes deleted"

        def remove() -> Note:
            self._library.notebook.remove(*ids)
            return notes[0]

        self._act(label, remove)

    def _act(
        self, label: str, work: Callable[[], Note], told: Callable[[str, Note | None], None] | None = None
    ) -> None:
        """Do something undoable on the search thread, queued with other writes."""
        history, notebook = self._session.shelf.history, self._library.notebook
        change = UndoStep(label, partial(self._step, notebook.undo), partial(self._step, notebook.redo))
        history.did(change)

        def attempt() -> tuple[Note | None, str, str]:
            try:
                note = work()
            except (LibraryError, OSError) as error:
                return None, str(error), ""
            waits = notebook.waiting.get(note.id)
            return note, "", str(waits) if waits else ""

        def answer(outcome: tuple[Note | None, str, str]) -> None:
            note, refused, waits = outcome
            if note is None:
                history.forget(change)
            else:
                self._tell_saved(label, note, waits)
                self.changed()
            if told:
                told(refused, note)
            elif refused:
                self._session.say(refused, alarm=True)

        self._session.search_thread.queue(attempt, answer, leads=told is not None)

    def _tell_saved(self, label: str, note: Note, waits: str) -> None:
        if waits:
            self._session.say(f"Kept, not yet in its file: {waits}", alarm=True)
            return
        self.saved = clock_time(note.modified)
        gone = "them" if label[:1].isdigit() else "it"
        back = f"; {self._session.key_of('undo')} brings {gone} back" if "deleted" in label else ""
        self._session.say(f"{label[:1].upper()}{label[1:]}{back}." if back else f"Saved {self.saved}: {label}.")

    # The table of all notes

    def table(self, then: Callable[[Sequence[NoteRow]], None]) -> None:
        """Fetch all notes as table rows; `waiting` becomes the number of unsaved drafts."""

        def take(told: tuple[Sequence[NoteRow], int]) -> None:
            rows, self.waiting = told
            then(rows)

        self._session.look_up("noted", lambda library: (tabled(library), len(library.notebook.drafts.all())), take)

    def around(self, note: Note, then: Callable[[Around], None]) -> None:
        """Fetch what is related to a note."""
        self._session.search_thread.ask("preview", lambda _: surrounding(self._library, note), then)

    def accept(self, placed: PlacedNote) -> None:
        """Move a note to the best guess for each changed or lost passage."""
        self._act("guess accepted", lambda: self._library.notes.accept(placed.note.id))

    def keep_whole(self, placed: PlacedNote) -> None:
        """Keep a note on the whole article, dropping its changed or lost passages."""
        self._act("kept on the whole article", lambda: self._library.notes.keep_whole(placed.note.id))

    def choose_anew(self, placed: PlacedNote, place: int, article: Article, span: Span) -> None:
        """Move a target of a note to another passage."""
        choose = partial(self._library.notes.choose_anew, placed.note.id, article.id, span=span, place=place)
        self._act("passage chosen anew", choose)

    def cited(self, placed: PlacedNote, then: Callable[[str], None]) -> None:
        """Fetch the passages of a note with their sources, and its text."""
        self._session.search_thread.queue(lambda: note_cited(self._library, placed), then)

    def export_forms(self, notes: Sequence[PlacedNote]) -> Forms:
        """Return the functions that export notes in each format, by file suffix."""
        return {f".{form}": partial(self._library.notes.export, form, notes) for form in self._library.notes.forms}

    # Undo and redo

    def _step(self, step: Callable[[], str | None]) -> None:
        self._session.search_thread.queue(step, lambda _: self.changed())

    def undo(self) -> None:
        """Undo the last change; after those of this run, what earlier runs did to notes, stories and marks."""
        label = self._session.shelf.history.undo()
        if label:
            self._session.say(f"Undone: {safe(label)}.")
        elif self._session.library is None:
            self._session.refuse("There is nothing to undo.")
        else:
            self.earlier.undo(self._library)

    def redo(self) -> None:
        """Redo what was undone."""
        label = self._session.shelf.history.redo()
        if label:
            self._session.say(f"Done again: {safe(label)}.")
        else:
            self._session.refuse("There is nothing to do again.")

    # Changes

    def changed(self, outside: frozenset[str] = frozenset()) -> None:
        """Have every screen update its notes; ``outside`` are the ids of those changed elsewhere."""
        self.watchers(outside)

        def count(counts: Mapping[str, int]) -> None:
            self.counts = counts
            self.counted()

        library = self._library
        self._session.search_thread.queue(lambda: count_notes(library), count)


def clock_time(iso: str) -> str:
    """Format a UTC time as local time of day; empty if invalid."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%H:%M")
    except (ValueError, OverflowError):
        return ""


def _is_on(note: Note, article: str) -> bool:
    return any(target.article == article for target in note.targets)


def _order(article: str, note: PlacedNote) -> tuple[int, str]:
    """Sort key: text order, notes on the whole article first, lost ones last."""
    here = [place for place in note.places if place.target.article == article]
    spans = [place.span or place.guess for place in here]
    starts = [span.start for span in spans if span is not None]
    whole = not here or any(not place.target.exact for place in here)
    return (-1 if whole else min(starts, default=1 << 62)), note.note.id
