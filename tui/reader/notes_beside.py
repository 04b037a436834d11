"""Notes in the reader: listed beside the text, underlined in it, written on the selection or current sentence.

Changed or lost passages are listed but not underlined: those words may not be the note's passage.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index import Span, State, shown_text

from ..notes.note_actions import NoteActions
from ..notes.note_lines import NoteLines, span_on
from ..notes.notepad import BOX_LINES, NotePage, Writing
from .text_verbs import no_passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index import PlacedNote

    from ..article.article_pane import ArticlePane
    from ..frame.entry_pane import EntryPane, PaneEntry
    from ..notes.notepad import Notepad
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .reading_place import ReadingPlace

SURE = frozenset({State.HERE, State.MOVED})


class NotesBeside:
    """The notes of the article in ``text``, listed in ``pane``.

    ``arrived`` is called when its notes were fetched; ``article_tags`` asks for the article's tags.
    """

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        notepad: Notepad,
        text: ArticlePane,
        pane: EntryPane,
        *,
        place: ReadingPlace,
        arrived: Callable[[], None],
        article_tags: Callable[[], object],
    ) -> None:
        self._session, self._navigation, self._notepad = session, navigation, notepad
        self._text, self._pane, self._place, self._arrived = text, pane, place, arrived
        self._actions = NoteActions(session, notepad, lambda: self.at_hand, room=self._make_room)
        self.page = NotePage()
        self.under_text = False
        self._announced = ""
        self._lit: frozenset[str] = frozenset()
        self._repicking: tuple[PlacedNote, int] | None = None
        self.verbs: Verbs = {
            **self._actions.verbs,
            "annotate": self.annotate,
            "highlight": self.highlight,
            "edit_note": self.edit,
            "tag": lambda: self._actions.tag() if pane.has_focus else article_tags(),
            "next_note": lambda: self._walk(1),
            "previous_note": lambda: self._walk(-1),
        }
        notepad.watchers.add(lambda _: self.read())

    # What is shown

    def read(self) -> None:
        """Fetch the notes of the article."""
        if self._text.article is not None:
            self._notepad.fetch(self._text.article.id, self._show)

    def forget(self) -> None:
        """Clear the notes until those of another article arrive."""
        self._show(NotePage(self._article))

    @property
    def _article(self) -> str:
        return self._text.article.id if self._text.article else ""

    def _show(self, page: NotePage) -> None:
        if page.article == self._article:
            self.page = page
            self._text.set_layer("note", [span for _, span in self._sure()])
            self._lit = self._at_caret()
            self._pane.show(self._entries)
            self._arrived()
            self._announce_unsaved()

    def status(self) -> str:
        """Return how many notes there are, how many drafts, and when one was saved last; empty without any."""
        page, saved = self.page, self._notepad.saved
        count = f"{self._session.glyphs.note}{len(page.notes)}  " if page.notes else ""
        unsaved = f"{len(page.unsaved):,} unsaved  " if page.unsaved else ""
        return count + unsaved + (f"saved {saved}  " if saved else "")

    def _announce_unsaved(self) -> None:
        """Say once per article that a draft on it was not saved."""
        waits = self.page.article if self.page.unsaved else ""
        if waits and waits != self._announced:
            goes_on = "goes on with it where no note stands"
            self._session.tell_news(
                f"A note typed here is not saved yet; {self._session.key_of('edit_note')} {goes_on}."
            )
        self._announced = waits

    def _sure(self) -> Iterator[tuple[str, Span]]:
        """Yield the ids of this article's notes, each with a place that is certain."""
        for note in self.page.notes:
            for place in note.places:
                if place.span is not None and place.state in SURE and place.target.article == self.page.article:
                    yield note.note.id, place.span

    def _entries(self, cells: int) -> list[PaneEntry]:
        lines = NoteLines(self.page.article, self._session.glyphs, self._actions.kind_sign, self._paragraph)
        count = len(self.page.notes)
        heading = f"Notes on this article ({count})" if self.under_text else f"Notes ({count})"
        return lines.entries(self.page.notes, self.page.unsaved, cells, lit=self._lit, heading=heading)

    def _paragraph(self, offset: int) -> int:
        return self._text.view.paragraph_at(offset) if self._text.view is not None else 0

    def _at_caret(self) -> frozenset[str]:
        caret = self._text.caret
        return frozenset(id for id, span in self._sure() if span.start <= caret < span.end)

    def light(self) -> None:
        """Highlight the notes at the caret."""
        lit = self._at_caret()
        if lit != self._lit:
            self._lit = lit
            self._pane.show(self._entries)
            if lit and not self._pane.has_focus:
                self._pane.reveal(next(note.note.id for note in self.page.notes if note.note.id in lit))

    @property
    def at_hand(self) -> PlacedNote | None:
        """The note under the cursor of the pane, else the shortest one at the caret."""
        if self._pane.has_focus:
            return next((note for note in self.page.notes if note.note.id == self._pane.key), None)
        here = [note for note in self.page.notes if note.note.id in self._lit]
        return min(here, key=self._length, default=None)

    def _length(self, note: PlacedNote) -> int:
        span = span_on(note, self.page.article)
        return span.end - span.start if span else 0

    # Going

    def follow(self) -> None:
        """Go to the passage of the current note, or open the draft under the cursor."""
        if self._pane.key in self.page.unsaved:
            self.edit()
            return
        note = self.at_hand
        span = span_on(note, self.page.article) if note else None
        if span is None:
            self._session.refuse("This note is on the whole article, or its passage is lost.")
        else:
            self._place.jump(span.start)

    def _walk(self, step: int) -> None:
        starts, caret = {span.start for _, span in self._sure()}, self._text.caret
        ahead = [start for start in starts if (start > caret if step > 0 else start < caret)]
        if ahead:
            self._text.jump(min(ahead) if step > 0 else max(ahead))
        else:
            where = "There is no note further on." if step > 0 else "There is no note before this place."
            self._session.refuse(where)

    # Writing

    def annotate(self) -> None:
        """Write a note on the selection, else on the sentence at the caret."""
        article, span = self._text.article, self._text.passage
        if self._repicking is not None:
            self.take_passage()
        elif article is None:
            self._session.refuse("There is no article here.")
        elif span is None:
            self._actions.annotate_article(article)
        else:
            number = self._paragraph(span.start)
            about = f" on {self._session.glyphs.paragraph}{number}" if number else ""
            quotation = shown_text(article).cut(*span)
            target, caret = self._notepad.target(article, span), self._text.caret
            self._text.select_span(span)
            self._actions.write([target], about=about, quotation=quotation, closed=lambda: self._go_on(caret))

    def _go_on(self, caret: int) -> None:
        """Undo the selection made while the note was written, and move the caret back."""
        self._text.clear_selection()
        self._text.jump(caret)

    def _make_room(self, writing: Writing) -> bool:
        """Scroll the passage of a note being written above the editor box; return whether there is one."""
        note, target = self.at_hand, next(iter(writing.note.targets), None)
        new = writing.before is None and target is not None and target.exact
        span = Span(target.start, target.end) if new and target else span_on(note, self.page.article) if note else None
        if span is not None:
            lines = self._session.size.height
            self._text.show_above(span, max(0, self._text.region.bottom - lines + min(BOX_LINES, lines // 2)))
        return span is not None

    def highlight(self) -> None:
        """Highlight the selection, else the sentence at the caret: a note without text."""
        article, span = self._text.article, self._text.passage
        if article is None or span is None:
            self._session.refuse(no_passage(self._session, self._text, " to highlight"))
        else:
            self._actions.highlight([self._notepad.target(article, span)])
            self._text.clear_selection()

    def edit(self) -> None:
        """Edit the current note, or a draft: the one under the pane's cursor, else the last."""
        key = self._pane.key
        if not self._pane.has_focus:
            key = ["", *self.page.unsaved][-1] if self.at_hand is None else ""
        unsaved = self.page.unsaved.get(key)
        if unsaved is not None and not any(note.note.id == key for note in self.page.notes):
            self._actions.open_editor(Writing(key, replace(unsaved, text="", tags=()), about=", not saved yet"))
        else:
            self._actions.edit()

    # Picking another passage

    def repick(self, note: PlacedNote, place: int) -> None:
        """Let the reader pick another passage for a note."""
        self._repicking = (note, place)
        key_of = self._session.key_of
        keys = f"{key_of('annotate')} or {key_of('act')}"
        self._session.say(f"Go to the passage, or select it; {keys} takes it, {key_of('leave')} leaves it.")

    @property
    def repicking(self) -> bool:
        """Whether a passage is being picked for a note."""
        return self._repicking is not None

    def stop_repicking(self) -> None:
        """Leave the note where it was."""
        self._repicking = None
        self._session.say("The note is left as it was.")

    def take_passage(self) -> None:
        """Move the note to the selection, else the sentence at the caret, and go back."""
        article, span = self._text.article, self._text.passage
        if self._repicking is None or article is None or span is None:
            self._session.refuse(no_passage(self._session, self._text))
            return
        self._notepad.choose_anew(*self._repicking, article, span)
        self._repicking = None
        self._text.clear_selection()
        self._navigation.go_back()
