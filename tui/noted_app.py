"""What the app has for notes: the notepad, the screen of all notes, and an eye on files that others change.

Refuses to read or write a note: the notepad does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .guide import GuidedApp
from .keymap import NOTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Library

    from .notepad import Notepad
    from .screens.notes import NotesScreen
    from .screens.reader import ReaderScreen

WATCH: Final = 1.0
"""Seconds between two looks at the file of notes of the article being read."""


class NotedApp(GuidedApp):
    """An app with notes."""

    notepad: Notepad | None = None
    _notes: NotesScreen | None = None
    _reader: ReaderScreen | None

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Have ``call`` made after a pause; return what calls it off."""
        raise NotImplementedError

    @property
    def notes_screen(self) -> NotesScreen:
        """The one screen of all notes, made when it is first gone to."""
        if self._notes is None:
            from .screens.notes import NotesScreen  # noqa: PLC0415 most sessions begin with reading

            self._notes = NotesScreen(self)  # type: ignore[arg-type] # the app is a VariorumApp
            self.install_screen(self._notes, NOTES)
        return self._notes

    def open_notes(self, library: Library) -> None:
        """Have the notes of a library, and begin to watch their files."""
        from .notepad import Notepad  # noqa: PLC0415 imported by now where the library was opened

        self.notepad = Notepad(self, library)  # type: ignore[arg-type] # the app is a VariorumApp
        self.notepad.changed()
        self.later(WATCH, self._watch)

    def _watch(self) -> None:
        """Look at the file of the article on screen, again and again."""
        reader = self._reader
        if self.notepad is not None and reader is not None and reader in self.screen_stack and reader.at_hand:
            self.notepad.look(reader.at_hand)
        self.later(WATCH, self._watch)

    def on_app_focus(self) -> None:
        """Look at all notes when the reader comes back to this window."""
        if self.notepad is not None:
            self.notepad.refresh()

    def notes_changed(self, outside: frozenset[str] = frozenset()) -> None:
        """Have every screen show notes anew; ``outside`` are those that others changed."""
        rooms = [self.library_screen, self._reader, self._compare, self._notes]
        for screen in dict.fromkeys((*rooms, *self.screen_stack)):
            told = getattr(screen, "notes_changed", None)  # the editor is told too, and needs no import for it
            if told is not None:
                told(outside)

    def go_noting(self) -> None:
        """Go to the notes."""
        if self.screen is not self._notes:
            self.trail.leave(self.place)
        self.go(NOTES)
