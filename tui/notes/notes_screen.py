"""The Notes screen: a search box, a list, and the note under the cursor in full.

Its parts do what the keys do; the screen lays them out and leads to passages.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container

from index import ASTRAY

from ..article.article_actions import ArticleActions
from ..frame.entry_pane import EntryPane
from ..frame.headed_table import HeadedTable
from ..frame.line_box import LineBox
from ..frame.list_pane import CountedRows, clearing
from ..frame.page import Page, cycle
from ..keymap import COMPARE, NOTES
from ..session.jump_history import JumpPlace
from .note_actions import NoteActions
from .note_detail import Around, detail
from .note_layout import NoteRowLayout, widest
from .note_output import NoteOutput
from .note_rows import NoteRow
from .note_search import NoteSearch
from .reanchoring import Reanchoring, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from index import Note, Placed, PlacedNote

    from ..frame.entry_pane import PaneEntry
    from ..session.navigation import Navigation
    from ..session.session import Session
    from .notepad import Notepad


class NotesScreen(Page):
    """All notes of the library."""

    def __init__(self, session: Session, navigation: Navigation, notepad: Notepad) -> None:
        super().__init__(NOTES, session, navigation)
        self.notepad = notepad
        articles = ArticleActions(session, navigation, lambda: self.at_hand)
        actions = NoteActions(session, notepad, lambda: self.note_at_hand, lambda: self._counted.several())  # noqa: PLW0108 made below
        self.find_box = LineBox("/", "search the notes: words of text, tags and passages", id="search")
        self.list = HeadedTable[NoteRow](
            session.glyphs,
            lambda rows, cells: NoteRowLayout(session.glyphs, actions.kind_sign, cells, widest(rows)),
            id="list",
        )
        self.detail = EntryPane(session.glyphs, id="detail")
        self.search = NoteSearch(session, notepad, self.find_box, self.list, self.show_status)
        self._around: tuple[str, Around] = ("", Around())
        notepad.watchers.add(self._notes_changed)
        self.offer_moving(lambda: self.detail if self.detail.has_focus else self.list)
        self.keys.offer_listing(self.list, self.list.marks)
        self._counted = CountedRows(partial(_listed, self), lambda: _notes(self.list.marked), lambda: self.keys.verbs)
        self.keys.offer_numbered(self._counted.numbered("delete_note", "note_kind", "tag_note"))
        self.offer(
            articles.verbs,
            actions.verbs,
            self.search.verbs,
            Reanchoring(session, navigation, notepad, lambda: self.note_at_hand).verbs,
            NoteOutput(session, notepad, self.search, self.list, lambda: self.note_at_hand).verbs,
            {
                "annotate": lambda: articles.with_article(actions.annotate_article),
                "go_passage": self.go_passage,
                "mark_note": self.mark,
                "clear_marks": self.clear_marks,
                "next_pane": lambda: cycle([self.list, *([self.detail] if self.detail.display else [])], 1),
                "previous_pane": lambda: cycle([self.list, *([self.detail] if self.detail.display else [])], -1),
                "note_detail": self.toggle_detail,
                "zen": self.toggle_zen,
                "leave": self.leave,
            },
        )

    def compose(self) -> ComposeResult:
        """Compose search box, list and detail pane."""
        yield from self.framed(self.find_box, Container(self.list, self.detail, id="panes"))

    def on_mount(self) -> None:
        """Focus the list."""
        self.list.focus()

    def on_screen_resume(self) -> None:
        """Fetch what changed while another screen was in front."""
        self.notepad.outside.refresh()
        self.search.read()

    def _notes_changed(self, outside: frozenset[str]) -> None:
        """Fetch all notes if the screen is on the stack; otherwise it does so when resumed."""
        del outside
        if self in self.app.screen_stack:
            self.search.read()

    @property
    def place(self) -> JumpPlace:
        """This screen; the cursor is not part of the place."""
        return JumpPlace(NOTES)

    def return_to(self, place: JumpPlace) -> None:
        """Do nothing: the cursor stays where it is."""

    # What is shown

    def show_status(self) -> None:
        """Show the number of notes, sort order and filters, and what needs the reader's attention."""
        signs, rows = self.session.glyphs, self.search.rows
        saved = f"saved {self.notepad.saved}" if self.notepad.saved else ""
        self.title_line.tell(f" {signs.dot} ".join(filter(None, (self.search.counted, saved))))
        astray, marked = sum(row.state in ASTRAY for row in rows), len(self.list.marked)
        alarms = (self.notepad.outside.unread, f"{astray} with changed or lost passages" if astray else "")
        middle = [(f"{signs.alarm} {told}", "alarm") for told in alarms if told][:1]
        unsaved = f"{self.notepad.waiting:,} typed, not saved  " if self.notepad.waiting else ""
        self.status.show([self.search.told], middle, [unsaved, f"{signs.marked}{marked} marked" if marked else ""])

    def on_row_moved(self) -> None:
        """Show the note under the cursor in full."""
        row = self.list.row
        if row is not None:
            self.notepad.around(row.placed.note, partial(self._surrounded, row.id))
        self.detail.show(self._entries)

    def _surrounded(self, id: str, around: Around) -> None:
        self._around = (id, around)
        self.detail.show(self._entries)

    def _entries(self, cells: int) -> list[PaneEntry]:
        row = self.list.row
        if row is None:
            return []
        around = self._around[1] if self._around[0] == row.id else Around()
        return detail(row, around, cells, self.session.glyphs)

    # Subjects of actions

    @property
    def note_at_hand(self) -> PlacedNote | None:
        """The note under the cursor."""
        return self.list.row.placed if self.list.row else None

    @property
    def at_hand(self) -> str | None:
        """The article of the note under the cursor."""
        note = self.note_at_hand
        ids = [target.article or target.story for target in note.note.targets] if note else []
        return next((id for id in ids if id), None)

    # Panes

    def mark(self) -> None:
        """Mark or unmark the note, and move down."""
        self.list.mark_row()
        self.show_status()

    def clear_marks(self) -> None:
        """Clear all marks."""
        clearing(self.list.marks, self.session.refuse)()
        self.show_status()

    def toggle_detail(self) -> None:
        """Show or hide the detail pane."""
        self.detail.display = not self.detail.display
        self.list.focus()

    def toggle_zen(self) -> None:
        """Show only the list, or everything again."""
        self.set_zen(zen=not self.zen)
        self.find_box.display = self.detail.display = not self.zen
        self.list.focus()

    def on_resize(self, event: Resize) -> None:
        """Update the status line for the new width."""
        del event
        self.show_status()

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Show the notes that contain what is typed."""
        message.stop()
        self.search.typed(message.value)

    def on_line_box_entered(self, message: LineBox.Entered) -> None:
        """Focus the list."""
        message.stop()
        self.list.focus()

    def leave(self) -> None:
        """Leave the box, else clear the search, else the filters, else leave the screen."""
        if self.find_box.typing or not self.list.has_focus:
            self.list.focus()
        elif not self.search.clear():
            self.navigation.leave_screen()

    # Going

    def on_row_opened(self) -> None:
        """Go to the passage of the note that was double-clicked."""
        self.go_passage()

    def on_entry_pane_chosen(self, message: EntryPane.Chosen) -> None:
        """Go to the note that was double-clicked."""
        message.stop()
        self._go_note(message.key)

    def go_passage(self) -> None:
        """Read the note's passage, compare the accounts it is on, or go to the note chosen in the detail pane."""
        if self.detail.has_focus and self.detail.key:
            self._go_note(self.detail.key)
            return
        note = self.note_at_hand
        story = next((target.story for target in note.note.targets if target.story), "") if note else ""
        if story:
            self.navigation.compare_story(story)
            return
        places = _passages(note) if note else []
        accounts = tuple(dict.fromkeys(place.article for place in places))
        compared = tuple(dict.fromkeys((*note.note.compared, *accounts))) if note and places else ()
        if len(compared) > 1:
            self.navigation.compare(compared, include=compared, at=places)
            return
        self._read_place(_best(note) if note else None)

    def _read_place(self, place: Placed | None) -> None:
        """Read the article of a note, at the passage if there is one, or say why that is impossible."""
        if why := why_unreadable(place, self.session):
            self.session.refuse(why)
        elif self.at_hand is None:
            self.session.refuse("This note answers another one and has no place of its own.")
        else:
            span = place.span or place.guess if place else None
            article = place.target.article or place.target.story if place else self.at_hand
            self.navigation.read(article, offset=span.start if span else None)

    def _go_note(self, id: str) -> None:
        if not self.list.go(id):
            filters, find = self.session.key_of("filter_notes"), self.session.key_of("find_notes")
            self.session.refuse(f"That note is not among those listed; {filters} and {find} choose which are.")
        self.list.focus()


def _notes(rows: Sequence[NoteRow]) -> list[Note]:
    return [row.placed.note for row in rows]


def _listed(screen: NotesScreen, count: int) -> list[Note]:
    """Return so many notes from the cursor on, or as many as there are."""
    first = screen.list.cursor
    return _notes(screen.search.shown[first : first + count])


def _passages(note: PlacedNote) -> list[JumpPlace]:
    """Return the places of the note's passages, in the order of its targets."""
    return [
        JumpPlace(COMPARE, place.target.article, place.span.start, place.span.end)
        for place in note.places
        if place.span is not None and place.target.exact
    ]


def _best(note: PlacedNote) -> Placed | None:
    """Return the place to go to: the first found, else the first guess, else the first."""
    found = [place for place in note.places if place.span is not None]
    guessed = [place for place in note.places if place.guess is not None]
    return next(iter((*found, *guessed, *note.places)), None)
