"""All notes as a list with the one under the cursor in full: found as typed, filtered, sorted, marked.

Refuses to change a note.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index import NoteFilter

from ..frame.entry_pane import EntryPane
from ..frame.line_box import LineBox
from ..frame.picker import Choice, Picker
from .note_actions import AnnotatingScreen
from .note_detail import Around, detail
from .note_list import NoteList
from .note_rows import SORTS, FilterValue, filter_values, filter_words, in_order, toggled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Note, PlacedNote

    from ..app import VariorumApp
    from .note_lines import PaneEntry
    from .note_rows import NoteRow

ALL = "all"
"""What takes every filter out."""


class NoteTable(AnnotatingScreen):
    """A screen with a box, a list of notes, and one of them in full."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.find_box = LineBox("/", "search the notes: words of text, tags and passages", id="search")
        self.list = NoteList(home.glyphs, self.kind_sign, id="list")
        self.detail = EntryPane(home.glyphs, id="detail")
        self.rows: Sequence[NoteRow] = ()
        self.shown: Sequence[NoteRow] = ()
        self.wanted = NoteFilter()
        self.sorting = "newest"
        self._around: tuple[str, Around] = ("", Around())

    # What is shown

    def notes_changed(self, outside: frozenset[str]) -> None:
        """Read all notes anew, when the screen is in front; else when it comes back."""
        del outside
        if self.home.notepad is not None and self in self.app.screen_stack:
            self.home.notepad.table(self._arrived)

    def _arrived(self, rows: Sequence[NoteRow]) -> None:
        self.rows = rows
        self.show_notes()

    def show_notes(self) -> None:
        """Show the notes that are wanted, in order."""
        wanted = [row for row in self.rows if self.wanted.wants(row.placed)]
        self.shown = in_order(wanted, self.sorting)
        if self.rows:
            empty = "No note fits; esc clears the search, f the filters."
        else:
            empty = f"There are no notes yet; {self.home.key_of('annotate')} in an article writes one."
        self.list.show(self.shown, empty)
        searched = bool(self.wanted.words or filter_words(self.wanted) != "all notes")
        self.find_box.tell(f"{len(self.shown):,} of {len(self.rows):,}" if searched else "")
        count = f"{len(self.rows):,} note{'' if len(self.rows) == 1 else 's'}"
        at = self.home.notepad.saved if self.home.notepad is not None else ""
        saved = f" {self.home.glyphs.dot} saved {at}" if at else ""
        self.title_line.tell(count + saved)
        self.show_status()

    def show_status(self) -> None:
        """Show what is listed and how, and what needs the reader's eye."""
        astray = sum(row.state.value in {"changed", "lost"} for row in self.rows)
        marked = len(self.list.marked)
        left = [f"sort: {self.sorting}   {filter_words(self.wanted)}"]
        middle = [(f"{astray} with changed or lost passages", "alarm")] if astray else []
        self.status.show(left, middle, [f"{self.home.glyphs.marked}{marked} marked" if marked else ""])

    def on_note_list_highlighted(self) -> None:
        """Show the note under the cursor in full."""
        row, notepad = self.list.row, self.home.notepad
        if row is not None and notepad is not None:
            notepad.around(row.placed.note, partial(self._surrounded, row.id))
        self._show_detail()

    def _surrounded(self, id: str, around: Around) -> None:
        self._around = (id, around)
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.show(self._entries)

    def _entries(self, cells: int) -> list[PaneEntry]:
        row = self.list.row
        if row is None:
            return []
        around = self._around[1] if self._around[0] == row.id else Around()
        return detail(row, around, cells, self.home.glyphs)

    # What actions are about

    @property
    def note_at_hand(self) -> PlacedNote | None:
        """The note under the cursor."""
        return self.list.row.placed if self.list.row else None

    @property
    def notes_at_hand(self) -> Sequence[Note]:
        """The marked notes, else the one under the cursor."""
        marked = [row.placed.note for row in self.list.marked]
        return marked or super().notes_at_hand

    @property
    def at_hand(self) -> str | None:
        """The article the note under the cursor is on."""
        note = self.note_at_hand
        ids = [target.article or target.story for target in note.note.targets] if note else []
        return next((id for id in ids if id), None)

    # Choosing

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Show the notes that hold what is typed."""
        message.stop()
        self.wanted = replace(self.wanted, words=message.value)
        self.show_notes()

    def on_line_box_entered(self, message: LineBox.Entered) -> None:
        """Go to the list."""
        message.stop()
        self.list.focus()

    def action_find_notes(self) -> None:
        """Go to the box."""
        if self.home.notepad is not None:
            self.home.notepad.refresh()
        self.find_box.enter()

    def action_filter_notes(self) -> None:
        """Choose values that notes must have."""
        values = filter_values(self.rows)
        choices = [Choice(ALL, "all notes", after="takes every filter out")]
        choices += [
            Choice(
                f"{each.field} {each.value}",
                each.name,
                before=f"{self._chosen_sign(each)}{each.field}",
                after=f"{each.count:,}",
            )
            for each in values
        ]
        self.app.push_screen(Picker("Show notes by", choices), self._filter)

    def _chosen_sign(self, value: FilterValue) -> str:
        return self.home.glyphs.marked if getattr(self.wanted, value.field) == value.value else " "

    def _filter(self, answer: str | None) -> None:
        if answer == ALL:
            self.wanted = NoteFilter(words=self.wanted.words)
        elif answer is not None:
            field, _, value = answer.partition(" ")
            self.wanted = toggled(self.wanted, field, value)
        self.show_notes()

    def action_sort_notes(self) -> None:
        """Choose the order."""
        choices = [Choice(name, name, after=meaning) for name, meaning in SORTS.items()]
        self.app.push_screen(Picker("Sort by", choices, chosen=self.sorting), self._sort)

    def _sort(self, order: str | None) -> None:
        if order is not None:
            self.sorting = order
            self.show_notes()

    def action_mark_note(self) -> None:
        """Mark the note or take its mark off, and go down."""
        self.list.toggle_mark()
        self.list.move(1)
        self.show_status()

    def action_leave(self) -> None:
        """Leave the box, then clear the search, then the filters, then go back."""
        if self.find_box.typing or not self.list.has_focus:
            self.list.focus()
        elif self.wanted.words:
            self.find_box.value = ""
        elif self.wanted != NoteFilter():
            self._filter(ALL)
        else:
            self.action_back_place()
