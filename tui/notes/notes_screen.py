"""The screen of all notes: panes, going to passages, notes whose passage has changed or is lost, copying, export.

Refuses to take a guess by itself: the reader accepts it, picks anew, or keeps the note on the whole article.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from index import State

from ..frame.prompt import Prompt
from ..keymap import NOTES
from ..session.jump_history import JumpPlace
from .note_answers import whole
from .note_table import NoteTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import Resize
    from textual.widget import Widget

    from index import Placed, PlacedNote

    from ..frame.entry_pane import EntryPane
    from .note_list import NoteList

NARROW = 100
"""Below this width the note in full stands under the list."""

ASTRAY = frozenset({State.CHANGED, State.LOST})


class NotesScreen(NoteTable):
    """All notes of the library."""

    NAME: ClassVar[str] = NOTES

    def middle(self) -> Iterable[Widget]:
        """Yield box, list and detail."""
        yield self.find_box
        with Container(id="panes"):
            yield self.list
            yield self.detail

    def on_mount(self) -> None:
        """Let keys go to the list."""
        self.list.focus()

    def on_screen_resume(self) -> None:
        """Take in what changed while another screen was in front."""
        super().on_screen_resume()
        if self.home.notepad is not None:
            self.home.notepad.refresh()
        self.notes_changed(frozenset())

    @property
    def place(self) -> JumpPlace:
        """This screen; its cursor stays where it is."""
        return JumpPlace(NOTES)

    # Panes

    @property
    def moving(self) -> NoteList | EntryPane:
        """The pane that has the keys."""
        return self.detail if self.detail.has_focus else self.list

    def step(self, count: int) -> None:
        """Go so many rows or lines down."""
        self.moving.move(count)

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        (self.detail if self.detail.display and not self.detail.has_focus else self.list).focus()

    def action_previous_pane(self) -> None:
        """Go to the other pane."""
        self.action_next_pane()

    def action_note_detail(self) -> None:
        """Show or hide the note in full."""
        self.detail.display = not self.detail.display
        self.list.focus()

    def action_zen(self) -> None:
        """Show the list alone, or bring all back."""
        self.toggle_class("-zen")
        self.find_box.display = self.detail.display = not self.has_class("-zen")
        self.list.focus()

    def on_resize(self, event: Resize) -> None:
        """Lay the panes out for the width."""
        super().on_resize(event)
        self.show_status()

    # Going

    def on_note_list_opened(self) -> None:
        """Go to the passage of the note that was clicked twice."""
        self.action_go_passage()

    def on_entry_pane_chosen(self, message: EntryPane.Chosen) -> None:
        """Go to the note that was clicked twice."""
        message.stop()
        self._go_note(message.key)

    def action_go_passage(self) -> None:
        """Read the passage the note is on, or go to the note that is chosen in the detail."""
        if self.detail.has_focus and self.detail.key:
            self._go_note(self.detail.key)
            return
        note = self.note_at_hand
        place = _best(note) if note else None
        if place is not None and place.state is State.LOST and place.guess is None:
            self.say("The passage of this note is lost; P picks another, x keeps the note on the whole article.")
        elif self.at_hand is None:
            self.say("This note answers another one and has no place of its own.")
        else:
            span = place.span or place.guess if place else None
            article = place.target.article or place.target.story if place else self.at_hand
            self.home.read(article, offset=span.start if span else None)

    def _go_note(self, id: str) -> None:
        if not self.list.go(id):
            self.say("That note is not among those listed; f and / choose which are.")
        self.list.focus()

    # Notes astray

    def action_accept_guess(self) -> None:
        """Take the best guess for each passage that has changed or is lost."""
        note, notepad = self.note_at_hand, self.home.notepad
        if note is None or notepad is None or not any(_guessed(place) for place in note.places):
            self.say("There is no guess to accept here.")
        else:
            notepad.accept(note)

    def action_pick_anew(self) -> None:
        """Go to the article and choose the passage there."""
        note, notepad = self.note_at_hand, self.home.notepad
        places = list(note.places) if note else []
        if note is None or notepad is None or not places:
            self.say("This note has no passage to pick.")
            return
        number = next((number for number, place in enumerate(places) if place.state in ASTRAY), 0)
        place = places[number]
        span = place.span or place.guess
        self.home.read(place.target.article, offset=span.start if span else 0)
        self.home.reader.repick(note, number)

    def action_keep_whole(self) -> None:
        """Keep the note on the whole article, without the passages that have changed or are lost."""
        note, notepad = self.note_at_hand, self.home.notepad
        astray = [place for place in note.places if place.state in ASTRAY] if note else []
        if note is None or notepad is None or not astray:
            self.say("This note stands in its place.")
            return
        targets = tuple(whole(place.target) if place in astray else place.target for place in note.places)
        notepad.change([note.note], "kept on the whole article", lambda _: {"targets": targets})

    def action_tag_note(self) -> None:
        """Ask for the tags of the note."""
        self.tag_note()

    # Out of the program

    def action_copy(self) -> None:
        """Copy the note with its passage."""
        note = self.note_at_hand
        if note is None:
            self.say("There is no note here.")
            return
        quotations = [f"“{' '.join(target.exact.split())}”" for target in note.note.targets if target.exact]
        self.copy("\n\n".join(filter(None, (*quotations, note.note.text))) + "\n", "the note with its passage")

    def action_copy_cited(self) -> None:
        """Copy the note with its passages and where they are from."""
        note, notepad = self.note_at_hand, self.home.notepad
        if note is None or notepad is None:
            self.say("There is no note here.")
        else:
            notepad.cited(note, lambda text: self.copy(text, "the note with its citation"))

    def action_copy_command(self) -> None:
        """Copy the shell command that lists these notes."""
        command = ["variorum", "--library", self.home.folder, "notes", "list"]
        for name in ("kind", "tag", "author", "state", "article", "since"):
            value = getattr(self.wanted, name)
            command += [f"--{name}", value] if value else []
        self.copy(shlex.join(command), "the command")

    def action_export_notes(self) -> None:
        """Ask for a file and write the marked notes, else those listed, to it."""
        rows = self.list.marked or self.shown
        if not rows:
            self.say("There is no note to export.")
            return
        notes = [row.placed for row in rows]

        def write(name: str | None) -> None:
            if name and name.strip() and self.home.notepad is not None:
                self.home.notepad.export(notes, Path(name.strip()).expanduser(), self.say)

        hint = "the ending chooses: .md, .html, .csv or .jsonld; esc leaves"
        self.app.push_screen(Prompt(f"Write {len(notes):,} notes to", "notes.md", hint), write)


def _guessed(place: Placed) -> bool:
    return place.state in ASTRAY and place.guess is not None and place.guess.end > place.guess.start


def _best(note: PlacedNote) -> Placed | None:
    """Return the place to go to: the first that is found, else the first guess, else the first."""
    found = [place for place in note.places if place.span is not None]
    guessed = [place for place in note.places if place.guess is not None]
    return next(iter((*found, *guessed, *note.places)), None)
