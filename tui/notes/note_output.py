"""Taking notes out of the program: copied, cited, exported, and their list as a shell command.

Existing files are never overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import drawn_target, quoted

from ..frame.file_prompt import ask_export

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import PlacedNote

    from ..frame.headed_table import HeadedTable
    from ..session.session import Session, Verbs
    from .note_rows import NoteRow
    from .note_search import NoteSearch
    from .notepad import Notepad


class NoteOutput:
    """Copies and exports the current note, or those listed and marked."""

    def __init__(
        self,
        session: Session,
        notepad: Notepad,
        search: NoteSearch,
        listing: HeadedTable[NoteRow],
        at_hand: Callable[[], PlacedNote | None],
    ) -> None:
        self._session, self._notepad = session, notepad
        self._search, self._list, self._at_hand = search, listing, at_hand
        self.verbs: Verbs = {
            "copy": self.copy,
            "copy_cited": self.copy_cited,
            "copy_command": self.copy_command,
            "export_notes": self.export,
        }

    def copy(self) -> None:
        """Copy the note with its passage."""
        note = self._at_hand()
        if note is None:
            self._session.refuse("There is no note here.")
            return
        quotations = [quoted(" ".join(drawn_target(target).split())) for target in note.note.targets if target.exact]
        parts = filter(None, (*quotations, note.note.text))
        self._session.copy("\n\n".join(parts) + "\n", "the note with its passage")

    def copy_cited(self) -> None:
        """Copy the note with its passages and their sources."""
        note = self._at_hand()
        if note is None:
            self._session.refuse("There is no note here.")
        else:
            self._notepad.cited(note, lambda text: self._session.copy(text, "the note with its citation"))

    def copy_command(self) -> None:
        """Copy the shell command that lists these notes."""
        wanted = self._search.wanted
        names = ("kind", "tag", "author", "state", "article", "story", "since")
        filters = [(name, value) for name in names if (value := getattr(wanted, name))]
        if wanted.words.strip():
            self._session.copy_command("notes search", filters, [wanted.words])
        else:
            self._session.copy_command("notes list", filters)

    def export(self) -> None:
        """Ask for a file and write the marked notes, else those listed, to it."""
        notes = [row.placed for row in self._list.marked or self._search.shown]
        if not notes:
            self._session.refuse("There is no note to export.")
            return
        told = f"Write {len(notes):,} note{'s' if len(notes) > 1 else ''} to"
        ask_export(self._session, told, "notes.md", self._notepad.export_forms(notes))
