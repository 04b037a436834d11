"""The actions on notes that screens share: write, change, answer, link, tag, delete.

Refuses to know where notes stand; a screen says which note is at hand and what a new one is on.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index import Span, safe

from ..frame.article_actions import ArticleScreen
from ..frame.picker import Choice, Picker
from ..frame.prompt import Prompt
from .note_lines import flat, kind_sign, tag_line
from .notepad import NO_NOTE, Writing
from .tag_line import changed_tags, shown_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, Note, NoteKind, PlacedNote, Target

    from .notepad import Notepad

WHOLE = Span(0, 0)
"""What stands for a whole article where a passage is asked for."""


class AnnotatingScreen(ArticleScreen):
    """A screen on which notes are written."""

    @property
    def note_at_hand(self) -> PlacedNote | None:
        """The note that actions are about."""
        return None

    @property
    def notes_at_hand(self) -> Sequence[Note]:
        """The notes that actions on several are about."""
        return [self.note_at_hand.note] if self.note_at_hand else []

    @property
    def kinds(self) -> Sequence[NoteKind]:
        """The kinds of note in force, the usual one first."""
        library = self.home.library
        return library.settings.note_kinds if library is not None else ()

    def kind_sign(self, kind: str) -> str:
        """Return the sign of a kind of note."""
        return kind_sign(kind, self.kinds, self.home.glyphs, ascii_only=self.home.settings.display.ascii)

    def _with_note(self, act: Callable[[Notepad, Note], None]) -> None:
        placed, notepad = self.note_at_hand, self.home.notepad
        if placed is None or notepad is None:
            self.say(f"There is no note here; {self.home.key_of('annotate')} writes one.")
        else:
            act(notepad, placed.note)

    # Writing

    def action_annotate(self) -> None:
        """Write a note on the article at hand."""
        self.with_article(self.annotate_article)

    def annotate_article(self, article: Article) -> None:
        """Write a note on a whole article."""
        if self.home.notepad is not None:
            target = self.home.notepad.target(article, WHOLE)
            self.write([target], about=f" on “{flat(article.title.value or article.id)}”")

    def write(self, targets: Sequence[Target], *, about: str, quotation: str = "") -> None:
        """Open the editor for a new note."""
        note = replace(NO_NOTE, kind=self._usual_kind, targets=tuple(targets))
        key = "new " + " ".join(f"{target.article}:{target.start}:{target.end}" for target in targets)
        self.edit(Writing(key, note, about=about, quotation=quotation))

    @property
    def _usual_kind(self) -> str:
        return self.kinds[0].name if self.kinds else "note"

    def edit(self, writing: Writing) -> None:
        """Open the editor on what is to be written, with its draft if there is one."""
        if self.home.notepad is not None:
            self.home.notepad.open(writing, self._open_editor)

    def _open_editor(self, writing: Writing) -> None:
        from .note_editor import NoteEditor  # noqa: PLC0415 as below: the first screen does without an editor

        if self.home.notepad is not None and self.app.screen is self:
            save = partial(self.home.notepad.save, writing)
            self.app.push_screen(NoteEditor(self.home, writing, self.kinds, save))

    def action_edit_note(self) -> None:
        """Change the words of the note here."""
        self._with_note(lambda _, note: self.edit(Writing(note.id, note, note, quotation=quotation_of(note))))

    def action_edit_outside(self) -> None:
        """Change the words of the note in $EDITOR."""
        from .note_editor import edited_outside  # noqa: PLC0415

        def change(notepad: Notepad, note: Note) -> None:
            text = edited_outside(self.home, note.text)
            if text is not None:
                notepad.change([note], "note changed", lambda _: {"text": text})

        self._with_note(change)

    def action_reply(self) -> None:
        """Answer the note here."""

        def reply(_: Notepad, note: Note) -> None:
            answer = replace(NO_NOTE, kind=self._usual_kind, reply_to=note.id)
            self.edit(Writing(f"reply {note.id}", answer, about=" in reply", quotation=note.text))

        self._with_note(reply)

    # Changing without the editor

    def action_delete_note(self) -> None:
        """Move the note to the trash."""
        self._with_note(lambda notepad, _: notepad.remove(self.notes_at_hand))

    def action_note_kind(self) -> None:
        """Choose the kind of the note."""
        from .note_editor import kind_choices  # noqa: PLC0415

        def choose(notepad: Notepad, note: Note) -> None:
            def decide(kind: str | None) -> None:
                if kind is not None:
                    notepad.change(self.notes_at_hand, "kind changed", lambda _: {"kind": kind})

            self.app.push_screen(Picker("Kind of note", kind_choices(self.kinds), chosen=note.kind), decide)

        self._with_note(choose)

    def tag_note(self) -> None:
        """Ask for the tags of the note."""
        from .note_editor import TagSuggester  # noqa: PLC0415

        def ask(notepad: Notepad, note: Note) -> None:
            def decide(line: str | None) -> None:
                if line is not None:
                    tags = changed_tags(note.tags, line)
                    notepad.change(self.notes_at_hand, "tags changed", lambda _: {"tags": tags})

            def open_prompt(writing: Writing) -> None:
                prompt = Prompt("Tags of the note", shown_tags(note.tags), "→ completes, ⏎ keeps them, esc leaves")
                prompt.suggester = TagSuggester(writing.tags)
                self.app.push_screen(prompt, decide)

            notepad.open(Writing(note.id, note, note), open_prompt)

        self._with_note(ask)

    def action_link(self) -> None:
        """Choose a note that this one is to be linked with, or no longer."""

        def choose(notepad: Notepad, note: Note) -> None:
            notepad.others(note, lambda others: self._choose_link(notepad, note, others))

        self._with_note(choose)

    def _choose_link(self, notepad: Notepad, note: Note, others: Sequence[Note]) -> None:
        choices = [
            Choice(
                other.id,
                flat(other.text) or quotation_of(other) or other.id,
                before=self.home.glyphs.marked if other.id in note.links else self.kind_sign(other.kind),
                after=" ".join(filter(None, (flat(other.kind), tag_line(other.tags)))),
            )
            for other in others
        ]

        def decide(id: str | None) -> None:
            if id is not None:
                links = tuple(one for one in note.links if one != id) if id in note.links else (*note.links, id)
                label = "link taken away" if id in note.links else "link made"
                notepad.change([note], label, lambda _: {"links": links})

        self.app.push_screen(Picker("Link with", choices, nothing="There is no other note; esc goes back."), decide)

    # Back and forth

    def action_undo(self) -> None:
        """Undo what was done last, to notes or to the shelf; after that, what an earlier session did to notes."""
        label = self.home.shelf.history.undo() if self.home.shelf else None
        if label is None and self.home.notepad is not None:
            self.home.notepad.undo_earlier()
        else:
            self.say(f"Undone: {safe(label)}." if label else "There is nothing to undo.")


def quotation_of(note: Note) -> str:
    """Return the passages a note is on, on one line."""
    return " / ".join(flat(target.exact) for target in note.targets if target.exact)
