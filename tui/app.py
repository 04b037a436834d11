"""The app: it owns what the screens share (settings, keymap, library, threads, jumps) and leads from one to another.

Refuses to draw anything and to know how a screen does its work.
"""

from __future__ import annotations

import gc
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from index import IndexDamagedError, LibraryError, safe

from .frame.base_screen import BaseScreen
from .guide import GuidedApp
from .keymap import COMPARE, NOTES, READER, Keymap, shown
from .library.library_screen import LibraryScreen
from .screen_settings import ScreenSettings
from .session.child_jobs import BackgroundJobs, ChildJob, Job
from .session.jump_history import JumpHistory
from .session.search_thread import Answer, SearchThread
from .session.shelf_changes import ShelfChanges
from .text.glyphs import glyphs
from .themes import choose, install

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.screen import Screen

    from index import Library, Refresh

    from .compare.compare_screen import CompareScreen
    from .notes.notepad import Notepad
    from .notes.notes_screen import NotesScreen
    from .reader.reader_screen import ReaderScreen
    from .terminal import Terminal

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
            from .notes.notes_screen import NotesScreen  # noqa: PLC0415 most sessions begin with reading

            self._notes = NotesScreen(self)  # type: ignore[arg-type] # the app is a VariorumApp
            self.install_screen(self._notes, NOTES)
        return self._notes

    def open_notes(self, library: Library) -> None:
        """Have the notes of a library, and begin to watch their files."""
        from .notes.notepad import Notepad  # noqa: PLC0415 imported by now where the library was opened

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
            self.history.leave(self.place)
        self.go(NOTES)


class VariorumApp(NotedApp, inherit_bindings=False):
    """The reader. ``open_library`` is called on the search thread after the first paint.

    ``request`` names the same library to the child processes that ``new_job`` makes; ``problems`` are sentences to
    show at the start; ``clock`` counts seconds.
    """

    TITLE = "Variorum"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]

    class Delivered(Message):
        """Something a thread has to say: call it on this one."""

        def __init__(self, call: Callable[[], None]) -> None:
            super().__init__()
            self.call = call

    def __init__(
        self,
        open_library: Callable[[], Library],
        *,
        settings: ScreenSettings | None = None,
        keymap: Keymap | None = None,
        request: Mapping[str, Any] | None = None,
        job: Job | None = None,
        new_job: Callable[[], Job] | None = None,
        problems: Sequence[str] = (),
        terminal: Terminal | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        # Without colour Textual's own themes turn grey; terminal colours filtered away leave weight and underline.
        super().__init__(ansi_color=True if terminal and terminal.no_colour else None)
        self.settings = settings or ScreenSettings()
        self.keymap = keymap or Keymap()
        self.glyphs = glyphs(ascii_only=self.settings.display.ascii)
        self.animation_level = self.settings.display.animation
        self.problems, self.clock = list(problems), clock
        self.history = JumpHistory()
        self.library: Library | None = None
        self.shelf: ShelfChanges | None = None
        self.count = 0
        self.fatal = self.folder = ""
        self._open_library, self.request = open_library, dict(request or {})
        self.search_thread = SearchThread(self._deliver_answer, self.failed)
        new_job = new_job or partial(ChildJob, self.deliver)
        self.job = job if job is not None else new_job()
        self.background = BackgroundJobs(self.request, new_job)
        install(self)
        self.theme = self._theme(terminal)
        # Textual parses all styles a second time for the theme it starts with, unless it has its colours already.
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)
        self._reader: ReaderScreen | None = None
        self._compare: CompareScreen | None = None
        for key in self.keymap.action("quit").keys:
            self._bindings.bind(key, "quit", show=False, priority=True)

    def _theme(self, terminal: Terminal | None) -> str:
        wanted = self.settings.display.theme
        dark, few = (terminal.dark, terminal.few_colours) if terminal else (None, False)
        name = choose(wanted, dark, few_colours=few)
        if name in self.available_themes:
            return name
        self.problems.append(f"There is no theme “{safe(wanted)}”; the command “theme” lists all.")
        return choose("auto", dark, few_colours=few)

    # Life

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the Library."""
        self.library_screen = LibraryScreen(self)
        return self.library_screen

    @property
    def reader(self) -> ReaderScreen:
        """The one screen on which articles are read, made when the first is."""
        if self._reader is None:
            from .reader.reader_screen import ReaderScreen  # noqa: PLC0415 the first screen is the Library

            self._reader = ReaderScreen(self)
            self.install_screen(self._reader, READER)
        return self._reader

    @property
    def compare_screen(self) -> CompareScreen:
        """The one screen on which accounts are compared, made when the first are."""
        if self._compare is None:
            from .compare.compare_screen import CompareScreen  # noqa: PLC0415 most sessions begin with reading

            self._compare = CompareScreen(self)
            self.install_screen(self._compare, COMPARE)
        return self._compare

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Style everything anew, if any colour changed."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Show the empty frame first; the library opens behind it."""
        self.search_thread.start()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        gc.freeze()
        gc.enable()
        self.search_thread.queue(self._open_library, self._opened)

    def _opened(self, library: Library) -> None:
        self.library = library
        self.folder = str(library.places.folder)
        self.shelf = ShelfChanges(library, self.search_thread, self._mark_changed)
        self.library_screen.library_opened(library)
        self.open_notes(library)
        if self.problems:
            rest = len(self.problems) - 1
            self.say(self.problems[0] + (f" ({rest} more: the command “problems”)" if rest else ""), alarm=True)

    def on_unmount(self) -> None:
        """Write what is still to be written, and end the threads and the child."""
        self.background.cancel()
        self.job.close()
        self.background.close()
        if self.library is not None:
            self.search_thread.queue(self.library.close)
        self.search_thread.stop()

    async def action_quit(self) -> None:
        """Keep the reading place, and quit."""
        if self._reader is not None:
            self._reader.keep_place()
        self.exit()

    # Between threads

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` made on the screen's thread; may be used from any thread."""
        self.post_message(self.Delivered(call))

    def _deliver_answer(self, answer: Answer) -> None:
        self.deliver(partial(self.search_thread.settle, answer))

    def on_variorum_app_delivered(self, message: Delivered) -> None:
        """Do what a thread has to say."""
        message.call()

    def failed(self, error: Exception) -> None:
        """Tell the reader what went wrong, in one sentence; a damaged index is built anew."""
        if self.library is None:
            self.fatal = str(error)
            self.exit(return_code=2)
        elif isinstance(error, IndexDamagedError):
            self.library_screen.rebuild(str(error))
        elif isinstance(error, (LibraryError, OSError)):
            self.say(str(error), alarm=True)
        else:
            self.say(f"Something went wrong ({type(error).__name__}: {error}).", alarm=True)

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Have ``call`` made after a pause; return what calls it off."""
        return self.set_timer(seconds, call).stop

    @staticmethod
    def nothing() -> None:
        """Do nothing: there is nothing to call off."""

    # Screens

    def key_of(self, action: str) -> str:
        """Return an action's key as people write it, else its name in the palette."""
        row = self.keymap.action(action)
        return shown(row.keys[0], ascii_only=self.settings.display.ascii) if row.keys else f"“{row.label}”"

    # What is told

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence on the status line of the screen in front."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.say(safe(text), alarm=alarm)
                return

    def refreshed(self, refresh: Refresh) -> None:
        """Show anew what changed on disk."""
        reader = self._reader
        if self.shelf is not None and refresh.moved:
            self.shelf.forget()
        if reader is not None and reader.at_hand is not None and reader.at_hand in refresh.changed:
            self.search_thread.ask(
                "article", self.fetching(reader.at_hand), lambda fetched: reader.refreshed(fetched[0])
            )

    def _mark_changed(self, article: str) -> None:
        self.library_screen.mark_changed(article)
        if self._reader is not None:
            self._reader.mark_changed(article)
