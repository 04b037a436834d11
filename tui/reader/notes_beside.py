"""Notes in the reader: shown beside the text, underlined in it, written on the selection or the sentence at the caret.

Refuses to pin a note to words that may not be its passage: what has changed or is lost is listed, not underlined.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index import Span, State

from ..notes.note_lines import NoteLines, span_on
from ..notes.notepad import NO_NOTE, Page, Writing
from .side_column import NARROW, ReaderSide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import Article, PlacedNote

    from ..app import VariorumApp
    from ..frame.entry_pane import EntryPane
    from ..notes.note_lines import PaneEntry

SURE = frozenset({State.HERE, State.MOVED})


class ReaderNotes(ReaderSide):
    """A reader that shows the notes of its article."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.page = Page()
        self._lit: frozenset[str] = frozenset()
        self._repicking: tuple[PlacedNote, int] | None = None

    # What is shown

    def notes_changed(self, outside: frozenset[str]) -> None:
        """Read the notes of the article anew."""
        del outside
        article, notepad = self.at_hand, self.home.notepad
        if article is not None and notepad is not None:
            notepad.fetch(article, self._arrived)

    def forget_notes(self) -> None:
        """Show no notes until those of another article are here."""
        self._arrived(Page(self.at_hand or ""))

    def _arrived(self, page: Page) -> None:
        if page.article != (self.at_hand or ""):
            return
        self.page = page
        self.pane.set_layer("note", [span for _, span in self._sure()])
        self._lit = self._at_caret()
        self._show_notes()
        self.arrange_panes()
        self.show_status()

    def _sure(self) -> Iterator[tuple[str, Span]]:
        """Yield the notes of this article with each place that is sure."""
        for note in self.page.notes:
            for place in note.places:
                if place.span is not None and place.state in SURE and place.target.article == self.page.article:
                    yield note.note.id, place.span

    @property
    def has_notes(self) -> bool:
        """Whether the article has notes, or something typed for one and not saved."""
        return bool(self.page.notes or self.page.unsaved)

    def _show_notes(self) -> None:
        self.notes.show(self._entries)

    def _entries(self, cells: int) -> list[PaneEntry]:
        lines = NoteLines(self.page.article, self.home.glyphs, self.kind_sign, self._paragraph)
        count = len(self.page.notes)
        heading = f"Notes ({count})" if self.size.width >= NARROW else f"Notes on this article ({count})"
        return lines.entries(self.page.notes, self.page.unsaved, cells, lit=self._lit, heading=heading)

    def _paragraph(self, offset: int) -> int:
        return self.pane.view.paragraph_at(offset) if self.pane.view is not None else 0

    def _at_caret(self) -> frozenset[str]:
        caret = self.pane.caret
        return frozenset(id for id, span in self._sure() if span.start <= caret < span.end)

    def light(self) -> None:
        """Light the notes at the caret."""
        lit = self._at_caret()
        if lit != self._lit:
            self._lit = lit
            self._show_notes()
            if lit and not self.notes.has_focus:
                self.notes.reveal(next(note.note.id for note in self.page.notes if note.note.id in lit))

    @property
    def note_at_hand(self) -> PlacedNote | None:
        """The note under the cursor of the notes, else the shortest one at the caret."""
        if self.notes.has_focus:
            return next((note for note in self.page.notes if note.note.id == self.notes.key), None)
        here = [note for note in self.page.notes if note.note.id in self._lit]
        return min(here, key=self._length, default=None)

    def _length(self, note: PlacedNote) -> int:
        span = span_on(note, self.page.article)
        return span.end - span.start if span else 0

    # Going

    def go_to_note(self) -> None:
        """Go to the passage of the note under the cursor of the notes, or go on with what is not saved."""
        if self.notes.key in self.page.unsaved:
            self.action_edit_note()
            return
        note = self.note_at_hand
        span = span_on(note, self.page.article) if note else None
        if span is None:
            self.say("This note is on the whole article, or its passage is lost.")
        else:
            self.home.history.leave(self.place)
            self.pane.jump(span.start)
            self.pane.focus()

    def on_entry_pane_chosen(self, message: EntryPane.Chosen) -> None:
        """Go to the note that was clicked twice."""
        message.stop()
        self.go_to_note()

    def action_next_note(self) -> None:
        """Go to the next note."""
        self._walk(1)

    def action_previous_note(self) -> None:
        """Go to the note before."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        starts = {span.start for _, span in self._sure()}
        ahead = [start for start in starts if (start > self.pane.caret if step > 0 else start < self.pane.caret)]
        if ahead:
            self.pane.jump(min(ahead) if step > 0 else max(ahead))
        else:
            self.say("There is no note further on." if step > 0 else "There is no note before this place.")

    # Writing

    def action_annotate(self) -> None:
        """Write a note on the selection, else on the sentence at the caret."""
        if self._repicking is not None:
            self.take_passage()
            return
        article, span, notepad = self.pane.article, self.pane.passage, self.home.notepad
        if article is None or notepad is None:
            self.say("There is no article here.")
        elif span is None:
            self.annotate_article(article)
        else:
            self.write([notepad.target(article, span)], about=self._about_span(span), quotation=_words(article, span))
            self.pane.clear_selection()

    def _about_span(self, span: Span) -> str:
        number = self._paragraph(span.start)
        return f" on {self.home.glyphs.paragraph}{number}" if number else ""

    def action_highlight(self) -> None:
        """Mark the selection, else the sentence at the caret, without words."""
        article, span, notepad = self.pane.article, self.pane.passage, self.home.notepad
        if article is None or span is None or notepad is None:
            self.say("There is no passage here to highlight.")
            return
        kind = self.kinds[0].name if self.kinds else "note"
        notepad.add(replace(NO_NOTE, kind=kind, targets=(notepad.target(article, span),)))
        self.pane.clear_selection()

    def action_edit_note(self) -> None:
        """Change the words of the note here, or go on with what is not saved."""
        key = self.notes.key
        unsaved = self.page.unsaved.get(key) if self.notes.has_focus else None
        if unsaved is not None and not any(note.note.id == key for note in self.page.notes):
            self.edit(Writing(key, replace(unsaved, text="", tags=()), about=", not saved yet"))
        else:
            super().action_edit_note()

    def action_tag(self) -> None:
        """Ask for the tags of the note under the cursor of the notes, else of the article."""
        if self.notes.has_focus:
            self.tag_note()
        else:
            super().action_tag()

    # Picking a passage anew

    def repick(self, note: PlacedNote, place: int) -> None:
        """Have the reader choose the passage of a note anew."""
        self._repicking = (note, place)
        keys = f"{self.home.key_of('annotate')} or {self.home.key_of('act')}"
        self.say(f"Go to the passage, or select it; {keys} takes it, {self.home.key_of('leave')} leaves it.")

    @property
    def repicking(self) -> bool:
        """Whether a passage is being chosen for a note."""
        return self._repicking is not None

    def stop_repicking(self) -> None:
        """Leave the note where it was."""
        self._repicking = None
        self.say("The note is left as it was.")

    def take_passage(self) -> None:
        """Put the note on the selection, else on the sentence at the caret, and go back."""
        article, span, notepad = self.pane.article, self.pane.passage, self.home.notepad
        if self._repicking is None or article is None or span is None or notepad is None:
            self.say("There is no passage here.")
            return
        placed, place = self._repicking
        self._repicking = None
        targets = list(placed.note.targets)
        targets[place] = replace(notepad.target(article, span), extra=targets[place].extra)
        notepad.change([placed.note], "passage chosen anew", lambda _: {"targets": tuple(targets)})
        self.pane.clear_selection()
        self.action_back_place()


def _words(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]
