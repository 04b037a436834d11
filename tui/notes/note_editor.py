"""The note editor, a modal box with text, tags and kind.

It stays open until saving has succeeded, and asks before unsaved text is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from index import one_line, quoted, safe

from .. import outside
from ..frame.picker import Choice, Picker
from ..frame.prompt import unheard
from ..session.session import nothing
from ..text.cells import clip
from ..text.tag_line import changed_tags, completed, tags_to_change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.events import Key

    from index import Note, NoteKind

    from ..session.session import Session
    from .notepad import Notepad, Writing

LEAST = 20
"""On a screen of fewer lines the box takes all of it."""

PAUSE = 1.0
"""Seconds without a key after which a draft is saved."""

HINT = "F2 ^s saves · tab tags · ^t kind · F4 $EDITOR · esc leaves"
ASCII_HINT = "F2 ctrl+s saves - tab tags - ctrl+t kind - F4 $EDITOR - esc leaves"

LEAVE = (
    Choice("save", "Save it", after="and go back", also=(":w", ":wq", ":x", "ZZ")),
    Choice("on", "Go on writing"),
    Choice("later", "Leave it for later", after="a draft is kept and offered again", also=(":q",)),
    Choice("drop", "Throw it away", after="what was saved before stays", also=(":q!", "ZQ")),
)


class Words(TextArea):
    """A text area with visible stand-ins for what must not reach a terminal."""

    takes_letters: ClassVar[bool] = True

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is shown, one code point for each."""
        return Text(safe(self.document.get_line(line_index)), end="", no_wrap=True)


class TagSuggester(Suggester):
    """Completes the last tag in a line."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = tags

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last tag completed."""
        return completed(value, self._tags)


class NoteEditor(ModalScreen[None]):
    """Write a note. Letters typed while it is being saved are kept: the box then stays open with them."""

    AUTO_FOCUS = "TextArea"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST, "-tall")]  # noqa: RUF012 - Textual's signature
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,ctrl+enter", "save", show=False, priority=True),
        Binding("f4", "outside", show=False, priority=True),
        Binding("ctrl+t", "kind", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab,shift+tab", "other", show=False, priority=True),
    ]

    def __init__(
        self,
        session: Session,
        notepad: Notepad,
        writing: Writing,
        kinds: Sequence[NoteKind],
    ) -> None:
        super().__init__()
        self.set_class(writing.in_sight, "-under")
        self.set_class(session.settings.display.ascii, "-ascii")
        self._session, self._notepad, self.writing = session, notepad, writing
        self._kinds = kinds
        start = writing.unsaved or writing.note
        self._kind, self._decided = start.kind, False
        self._saving: Note | None = None  # the note as it is being saved
        self._title = Static(id="box-title")
        self._words = Words(writing.note.text, compact=True, tab_behavior="focus")
        self._tags = Input(
            tags_to_change(start.tags),
            placeholder=f"tags, apart by spaces; {'right' if session.settings.display.ascii else '→'} completes",
            compact=True,
            select_on_focus=False,
            suggester=TagSuggester(writing.tags),
        )
        self._hint = Static(id="box-hint")
        self._call_off: Callable[[], None] = nothing
        self._answering = False  # whether a key that does nothing is told below the text

    def compose(self) -> ComposeResult:
        """Compose the box: subject, text, tags, hint."""
        with Vertical(id="box"):
            yield self._title
            if self.writing.quotation:
                yield Static(Content(quoted(clip(one_line(self.writing.quotation), 240))), id="box-quotation")
            yield self._words
            with Horizontal(id="box-tags"):
                yield Static("# ", id="box-sign")
                yield self._tags
            yield self._hint

    def on_mount(self) -> None:
        """Show the note's subject and text, or the draft that was not saved."""
        self._notepad.watchers.add(self._notes_changed)
        self._words.cursor_blink = self._tags.cursor_blink = False
        self._words.move_cursor(self._words.document.end)
        unsaved = self.writing.unsaved
        if unsaved is not None and unsaved.text != self.writing.note.text:
            self._words.replace(unsaved.text, self._words.document.start, self._words.document.end)
            before = self.writing.before
            since = before is not None and before.text != self.writing.note.text
            older = ", and the note was changed since: saving keeps both" if since else ""
            self.tell(f"This was typed before and not saved{older}; esc offers to throw it away.")
        else:
            self.tell("")
        self._show_title()

    def _show_title(self) -> None:
        kind = one_line(self._kind) or "note"
        self._title.update(Content(f"{kind[:1].upper()}{kind[1:]}{self.writing.about}"))

    def tell(self, text: str, *, alarm: bool = False) -> None:
        """Show a message below the text, or the keys when it is empty."""
        keys = ASCII_HINT if self._session.settings.display.ascii else HINT
        shown = Content(safe(text) or keys)
        self._hint.update(shown.stylize("bold $text-error" if alarm else "$text-muted"))

    def on_unmount(self) -> None:
        """Stop watching notes; if the run ends while the box is open a draft is saved."""
        self._notepad.watchers.remove(self._notes_changed)
        self._keep()

    def _notes_changed(self, ids: frozenset[str]) -> None:
        """Tell the reader if the note was changed elsewhere."""
        if self.writing.key in ids:
            self.tell("This note was changed outside; your text is kept, and saving brings both together.")

    # The note

    @property
    def note(self) -> Note:
        """The note as it is in the box."""
        start = self.writing.unsaved or self.writing.note
        tags = changed_tags(start.tags, self._tags.value)
        return replace(self.writing.note, kind=self._kind, text=self._words.text, tags=tags)

    @property
    def changed(self) -> bool:
        """Whether closing would lose anything."""
        note, before = self.note, self.writing.note
        return (note.text, note.tags, note.kind) != (before.text, before.tags, before.kind)

    def on_key(self, event: Key) -> None:
        """Say below the text that a key does nothing here, until something is typed."""
        if told := unheard(self, event):
            self.tell(told)
            self._answering = True

    def on_text_area_changed(self) -> None:
        """Save a draft when typing pauses."""
        self._typed()

    def on_input_changed(self) -> None:
        """Save a draft when typing pauses."""
        self._typed()

    def _typed(self) -> None:
        if self._answering:
            self._answering = False
            self.tell("")
        self._call_off()
        self._call_off = self._session.later(PAUSE, self._keep)

    def _keep(self) -> None:
        if self.changed and self.note != self._saving and not self._decided:
            self._notepad.keep(self.writing, self.note)

    def on_input_submitted(self) -> None:
        """Save from the tags line."""
        self.action_save()

    # Actions

    def action_other(self) -> None:
        """Switch between text and tags."""
        (self._tags if self._words.has_focus else self._words).focus()

    def action_save(self) -> None:
        """Save, and close once that has succeeded."""
        if self._waits():
            return
        if not self.changed and self.writing.unsaved is None:
            self._leave()
            return
        self._call_off()
        self._saving = self.note
        self.tell("Saving…")
        self._notepad.save(self.writing, self._saving, self._saved)

    def _waits(self) -> bool:
        """Whether the note is being saved, which is said: the box can't be left before the outcome is known."""
        if self._saving is not None:
            self.tell("Still saving; what you type meanwhile is kept.")
        return self._saving is not None

    def _saved(self, refused: str, saved: Note | None) -> None:
        sent, self._saving = self._saving, None
        if saved is None:
            self.tell(f"{refused} The text is kept here.", alarm=True)
            self._keep()
        elif self.note == sent:
            self._leave()
        else:
            self.writing = self.writing._replace(key=saved.id, note=saved, before=saved, unsaved=None)
            self.tell("Saved, without what was typed since: F2 saves that too, esc asks.")
            self._keep()

    def action_kind(self) -> None:
        """Ask for the kind of note."""
        if self._waits():
            return
        self.app.push_screen(Picker("Kind of note", kind_choices(self._kinds), chosen=self._kind), self._set_kind)

    def _set_kind(self, kind: str | None) -> None:
        if kind is not None:
            self._kind = kind
            self._show_title()
            self._typed()

    def action_outside(self) -> None:
        """Continue in $EDITOR, after saving a draft: an editor may take the reader down with it."""
        if self._waits():
            return
        self._keep()
        self._session.search_thread.queue(nothing, lambda _: self._write_outside(), leads=True)

    def _write_outside(self) -> None:
        self.tell("")
        text = outside.edited(self._session, self._words.text, self.tell)
        if text is not None:
            self._words.replace(text, self._words.document.start, self._words.document.end)
        self._words.focus()

    def action_leave(self) -> None:
        """Close; ask first if anything would be lost."""
        if self._waits():
            return
        if self.changed or self.writing.unsaved is not None:
            self.app.push_screen(Picker("This note is not saved", LEAVE), self._left)
        else:
            self._leave()

    def _left(self, answer: str | None) -> None:
        if answer == "save":
            self.action_save()
        elif answer in {"later", "drop"}:
            self._call_off()
            if answer == "later":
                self._notepad.keep(self.writing, self.note, tell=True)
            else:
                self._notepad.drop(self.writing.key)
            self._leave()

    def _leave(self) -> None:
        self._decided = True
        self.dismiss()


def kind_choices(kinds: Sequence[NoteKind]) -> list[Choice]:
    """Return the kinds of note as choices."""
    return [Choice(kind.name, kind.name, before=f"{kind.glyph} {kind.key}") for kind in kinds]
