"""The actions on notes that screens share: write, edit, reply, link, tag, delete, undo.

Where a note is placed is not known here: the caller names the current one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index import Note, Span, drawn_target, one_line, quoted

from .. import outside
from ..frame.picker import Choice, Picker
from ..frame.prompt import Prompt
from ..session.session import nothing
from ..text.tag_line import changed_tags, tags_to_change
from .note_lines import kind_sign, tag_line
from .notepad import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, NoteKind, PlacedNote, Target

    from ..session.session import Session, Verbs
    from .note_lines import KindSign
    from .notepad import Notepad

NO_NOTE = Note("", "", "", "", "", "")
WHOLE = Span(0, 0)
"""An empty span: a target on the whole article."""


class NoteActions:
    """The actions on notes. ``at_hand`` returns the current note, ``several`` the notes to act on if more than one.

    ``room`` makes the passage visible above the editor box and returns whether it is.
    """

    def __init__(
        self,
        session: Session,
        notepad: Notepad,
        at_hand: Callable[[], PlacedNote | None],
        several: Callable[[], Sequence[Note]] = tuple,
        room: Callable[[Writing], bool] = lambda _: False,
    ) -> None:
        self._session, self._notepad, self._at_hand, self._several = session, notepad, at_hand, several
        self._room = room
        self.verbs: Verbs = {
            "edit_note": self.edit,
            "edit_outside": self.edit_outside,
            "reply": self.reply,
            "delete_note": lambda: self._with_note(lambda _: notepad.remove(self._notes)),
            "note_kind": self.choose_kind,
            "tag_note": self.tag,
            "link": lambda: self._with_note(lambda note: notepad.others(note, partial(self._choose_link, note))),
            "undo": notepad.undo,
            "redo": notepad.redo,
        }

    @property
    def kinds(self) -> Sequence[NoteKind]:
        """The configured kinds of note, the default one first."""
        library = self._session.library
        return library.settings.note_kinds if library is not None else ()

    def kind_sign(self, kind: str) -> KindSign:
        """Return the symbol of a kind of note, with its look."""
        session = self._session
        return kind_sign(kind, self.kinds, session.glyphs, ascii_only=session.settings.display.ascii)

    @property
    def _notes(self) -> Sequence[Note]:
        placed = self._at_hand()
        return self._several() or ([placed.note] if placed else [])

    def _with_note(self, act: Callable[[Note], None]) -> None:
        placed = self._at_hand()
        if placed is None:
            self._session.refuse(f"There is no note here; {self._session.key_of('annotate')} writes one.")
        else:
            act(placed.note)

    # Writing

    def annotate_article(self, article: Article) -> None:
        """Write a note on a whole article."""
        target = self._notepad.target(article, WHOLE)
        self.write([target], about=f" on {quoted(one_line(article.title.value or article.id))}")

    def write(
        self,
        targets: Sequence[Target],
        *,
        about: str,
        quotation: str = "",
        compared: Sequence[str] = (),
        closed: Callable[[], None] = nothing,
    ) -> None:
        """Open the editor for a new note; ``closed`` is called when it closes."""
        note = replace(NO_NOTE, kind=self._usual_kind, targets=tuple(targets), compared=tuple(compared))
        key = "new " + " ".join(f"{target.article or target.story}:{target.start}:{target.end}" for target in targets)
        self.open_editor(Writing(key, note, about=about, quotation=quotation), closed)

    def highlight(self, targets: Sequence[Target], *, compared: Sequence[str] = ()) -> None:
        """Highlight passages: save a note without text."""
        note = replace(NO_NOTE, kind=self._usual_kind, targets=tuple(targets), compared=tuple(compared))
        self._notepad.add(note)

    @property
    def _usual_kind(self) -> str:
        return self.kinds[0].name if self.kinds else "note"

    def open_editor(self, writing: Writing, closed: Callable[[], None] = nothing) -> None:
        """Open the editor, with the saved draft if there is one; ``closed`` is called when it closes."""
        front, writing = self._session.front, writing._replace(in_sight=self._room(writing))

        def show(writing: Writing) -> None:
            from .note_editor import NoteEditor  # noqa: PLC0415 the first screen does without an editor

            if self._session.front == front:
                self._session.ask(NoteEditor(self._session, self._notepad, writing, self.kinds), lambda _: closed())
            else:
                closed()

        self._notepad.open(writing, show)

    def edit(self) -> None:
        """Edit the text of the current note."""
        self._with_note(lambda note: self.open_editor(Writing(note.id, note, note, quotation=quotation_of(note))))

    def edit_outside(self) -> None:
        """Edit the text of the note in $EDITOR."""

        def change(note: Note) -> None:
            text = outside.edited(self._session, note.text, self._session.say)
            if text is not None:
                self._notepad.change([note], "note changed", lambda _: {"text": text})

        self._with_note(change)

    def reply(self) -> None:
        """Reply to the current note."""

        def answer(note: Note) -> None:
            new = replace(NO_NOTE, kind=self._usual_kind, reply_to=note.id)
            self.open_editor(Writing(f"reply {note.id}", new, about=" in reply", quotation=note.text))

        self._with_note(answer)

    # Changes without the editor

    def choose_kind(self) -> None:
        """Ask for the kind of the note."""
        from .note_editor import kind_choices  # noqa: PLC0415 as above

        notes = self._notes

        def decide(kind: str | None) -> None:
            if kind is not None:
                self._notepad.change(notes, "kind changed", lambda _: {"kind": kind})

        self._with_note(
            lambda note: self._session.ask(Picker("Kind of note", kind_choices(self.kinds), chosen=note.kind), decide)
        )

    def tag(self) -> None:
        """Ask for the tags of the note."""
        from .note_editor import TagSuggester  # noqa: PLC0415 as above

        notes = self._notes

        def ask(note: Note) -> None:
            def decide(line: str | None) -> None:
                if line is not None:
                    tags = changed_tags(note.tags, line)
                    self._notepad.change(notes, "tags changed", lambda _: {"tags": tags})

            def open_prompt(writing: Writing) -> None:
                prompt = Prompt("Tags of the note", tags_to_change(note.tags), "→ completes, ⏎ keeps them, esc leaves")
                prompt.suggester = TagSuggester(writing.tags)
                self._session.ask(prompt, decide)

            self._notepad.open(Writing(note.id, note, note), open_prompt)

        self._with_note(ask)

    def _choose_link(self, note: Note, others: Sequence[Note]) -> None:
        """Ask for a note to link this one with, or to unlink."""
        choices = [
            Choice(
                other.id,
                one_line(other.text) or quotation_of(other) or other.id,
                before=self._session.glyphs.marked if other.id in note.links else self.kind_sign(other.kind).sign,
                after=" ".join(filter(None, (one_line(other.kind), tag_line(other.tags)))),
            )
            for other in others
        ]

        def decide(id: str | None) -> None:
            if id is not None:
                links = tuple(one for one in note.links if one != id) if id in note.links else (*note.links, id)
                label = "link taken away" if id in note.links else "link made"
                self._notepad.change([note], label, lambda _: {"links": links})

        self._session.ask(Picker("Link with", choices, nothing="There is no other note; esc goes back."), decide)


def quotation_of(note: Note) -> str:
    """Return the passages of a note on one line."""
    return " / ".join(one_line(drawn_target(target)) for target in note.targets if target.exact)
