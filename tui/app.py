"""The app: it assembles session, screens and jobs, passes calls between threads, and starts and ends a run.

It draws nothing, and how screens work is not known here.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingsMap, BindingType
from textual.message import Message
from textual.scrollbar import ScrollBar, ScrollBarRender

from index import IndexDamagedError, LibraryError, safe

from .frame.page import Page
from .key_order import KeyOrder
from .keymap import NOTES, Keymap
from .navigator import Navigator
from .notes.notepad import Notepad
from .resuming import Resuming
from .screen_settings import AUTO_THEME, ScreenSettings
from .session.child_jobs import ChildJob, Job, Jobs
from .session.ending import handle_end_signals, handle_suspend_signals
from .session.file_watch import WATCH, FileWatch
from .session.session import Session, nothing
from .terminal import Terminal
from .themes import choose, install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.css.stylesheet import Stylesheet
    from textual.driver import Driver
    from textual.events import Event, Key
    from textual.screen import Screen
    from textual.theme import Theme

    from index import Library

    from .output.frame_store import FrameStore
    from .own_themes import OwnTheme
    from .session.kept_screens import KeptScreens
    from .session.settings_watch import SettingsFiles

T = TypeVar("T")
ANSI_STYLE, LATE_STYLE = (Path(__file__).with_name(name) for name in ("ansi_style.tcss", "late_style.tcss"))
"""Styles for terminals without mixed colours, and of what the first screen does not show; read after the first paint,
the former before it where the theme needs them."""


class WholeCells(ScrollBarRender):
    """Scroll bars whose ends are whole cells of their colour, without block elements, for ``display.ascii``."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.HORIZONTAL_BARS)


class VariorumApp(App[None], inherit_bindings=False):
    """The reader. ``open_library`` is called on the search thread after the first paint.

    ``request`` tells the child processes made by ``new_job`` which library to open; ``problems`` are sentences to show
    at the start; ``themes`` are the reader's own, ``files`` are watched; ``frames`` stores the last frame; ``clock``
    returns seconds; ``given`` are options for copied commands. ``fatal`` is the error sentence of a run that could not
    start.
    """

    TITLE = "Variorum"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    _shown_theme: Theme | None = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]

    class Delivered(Message):
        """A call from another thread, to be made on this one."""

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
        begin: KeptScreens | None = None,
        themes: Sequence[OwnTheme] = (),
        files: Callable[[], SettingsFiles] | None = None,
        frames: FrameStore | None = None,
        clock: Callable[[], float] = monotonic,
        given: Sequence[str] = (),
        driver_class: type[Driver] | None = None,
    ) -> None:
        # Without colour Textual's own themes turn grey; with terminal colours filtered out, bold and underline remain.
        super().__init__(ansi_color=True if terminal and terminal.no_colour else None, driver_class=driver_class)
        settings = settings or ScreenSettings()
        self._open_library, self.fatal, self._files, self._stock = open_library, "", files, self._bindings
        self._jobs = Jobs(request or {}, new_job or partial(ChildJob, self.deliver), job)
        self._problems, self._terminal = list(problems), terminal or Terminal()
        install(self, themes)
        self.theme = self._theme(settings.display.theme)
        if self.native_ansi_color:
            self.css_path.append(ANSI_STYLE)
        # Textual parses all styles a second time for its initial theme, unless it has its colours already.
        self._shown_theme = self.current_theme
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(settings.display.ascii, "-ascii")
        ScrollBar.renderer = WholeCells if settings.display.ascii else ScrollBarRender
        self.session = Session(self, settings, keymap or Keymap(), clock, given=given)
        self._keys = KeyOrder(
            self, super().on_event, self.session.macros.heard, lambda: self.session.search_thread.leading
        )
        self.notepad = Notepad(self.session)
        self.navigator = Navigator(self, self.session, self.notepad, self._jobs, self._problems)
        self._resuming = Resuming(self.session, self.navigator, begin, frames)
        self._file_watch = FileWatch(
            self.session, lambda: self.navigator.on_screen, self.navigator.library.upkeep.take_in
        )
        self._take_settings()
        self.session.settings_changed.add(self._take_settings)

    def _take_settings(self) -> None:
        """Apply the settings: bind the quit keys with priority over any focus, and set the animation level."""
        quitting = [
            Binding(key, "quit", show=False, priority=True)
            for key in self.session.keymap.action("quit").keys
            if " " not in key
        ]
        self._bindings = BindingsMap.merge([self._stock, BindingsMap(quitting)])
        self.animation_level = self.session.settings.display.animation

    def _theme(self, wanted: str) -> str:
        """Return the configured theme, else the one that suits the terminal; an unknown one is reported elsewhere."""
        chosen = (
            choose(name, self._terminal.dark, few_colours=self._terminal.few_colours) for name in (wanted, AUTO_THEME)
        )
        return next(name for name in chosen if name in self.available_themes)

    def _take_themes(self, own: tuple[OwnTheme, ...], wanted: str) -> None:
        """Replace the reader's own themes and show the configured one, even if only its colours changed."""
        install(self, own)
        self.theme = self._theme(wanted)
        self.refresh_css(animate=False)
        self.theme_changed_signal.publish(self.current_theme)

    # Lifecycle

    def get_default_screen(self) -> Screen[Any]:
        """Start with the Library."""
        return self.navigator.library

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's colours; none until a theme is chosen, because mixing them is slow."""
        return super().get_css_variables() if self._shown_theme else {}

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Restyle everything, if any colour changed."""
        if self.current_theme != self._shown_theme:
            self._shown_theme = self.current_theme
            super().refresh_css(animate)
            for screen in self.screen_stack:
                screen.query("LineView").refresh()  # their looks are not styles that Textual tracks

    def on_mount(self) -> None:
        """Show the empty frame first; the library is opened afterwards."""
        handle_end_signals(self.asked_to_end)
        handle_suspend_signals(lambda: self.deliver(self.redraw))
        self.session.search_thread.start()
        self._resuming.stand(self._driver, self)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        _resume_gc()
        self.session.search_thread.queue(self._open_library, self._opened)
        _read_late(self.stylesheet)

    def _opened(self, library: Library) -> None:
        self.session.open(library)
        self._resuming.begin(library)
        self.navigator.library.library_opened(library)
        self.notepad.changed()
        self._resuming.when_restored(partial(self.notepad.outside.announce, library))
        self.later(WATCH, self._watch)
        self.later(WATCH, getattr(self._driver, "learn_terminal", nothing))
        if self._files:
            from .session.settings_watch import SettingsWatch  # noqa: PLC0415 - not before the first paint

            SettingsWatch(self.session, self._files(), self._take_themes).start()
        if self._problems:
            more = f" ({len(self._problems) - 1} more: the command “problems”)" if self._problems[1:] else ""
            self.say(self._problems[0] + more, alarm=True)

    def _watch(self) -> None:
        """Check the open articles and their note files, or all listed notes; runs periodically."""
        on_screen = self.navigator.on_screen
        if on_screen:
            self.notepad.outside.look(on_screen)
            self._file_watch.look()
        elif self.front == NOTES:
            self.notepad.outside.refresh()
        else:
            self.notepad.outside.catch_up()
        self._resuming.keep()
        self.later(WATCH, self._watch)

    def on_app_focus(self) -> None:
        """Check all notes when the terminal window gets the focus."""
        self.notepad.outside.refresh()

    def on_unmount(self) -> None:
        """Finish pending writes, and end the threads and children."""
        self._jobs.close()
        if self.session.library is not None:
            self.session.search_thread.queue(self.session.library.close)
        self.session.search_thread.stop()

    def exit(self, result: None = None, return_code: int = 0, message: Any | None = None) -> None:  # noqa: ANN401 - Textual's signature
        """Store the reading place and the state of the screens, and quit, also if that fails."""
        try:
            self.navigator.keep_place()
            page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
            if page is not None:
                self._resuming.leave(page, self)
        finally:  # an error in answer to a signal is passed over by the event loop, and the run would go on
            super().exit(result, return_code, message)

    def redraw(self) -> None:
        """Repaint everything: another program may have written to the terminal."""
        getattr(self._driver, "forget", nothing)()
        self.refresh(layout=True)

    def asked_to_end(self, number: int) -> None:
        """Quit cleanly on a signal: state is stored and the terminal restored."""
        self.exit(return_code=128 + number)

    # Called by the session

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c, with which fingers leave other programs, copies what the mouse selected."""
        self.session.refuse(f"ctrl+c copies a selection; {self.session.key_of('quit')} quits.")

    @property
    def front(self) -> str:
        """The name of the screen in front; empty for a box."""
        screen = self.screen_stack[-1] if self.screen_stack else None  # a timer may fire after the last screen is gone
        return screen.name or "" if isinstance(screen, Page) else ""

    async def on_event(self, event: Event) -> None:
        """Handle keys in the order they were typed."""
        await self._keys.hear(event)

    @property
    def held(self) -> int:
        """How many keys are waiting or being handled."""
        return self._keys.held

    def hear_again(self, event: Key) -> None:
        """Handle a key once more, before all those waiting."""
        self._keys.hear_again(event)

    def deliver(self, call: Callable[[], None]) -> None:
        """Make a call on the screen's thread; may be called from any thread."""
        self.post_message(self.Delivered(call))

    def on_variorum_app_delivered(self, message: Delivered) -> None:
        """Make the call."""
        message.call()

    def failed(self, error: Exception) -> None:
        """Report an error in one sentence; a damaged index is rebuilt."""
        if self.session.library is None:
            self.fatal = str(error)
            self.exit(return_code=2)
        elif isinstance(error, IndexDamagedError):
            self.navigator.library.upkeep.rebuild(str(error))
        elif isinstance(error, (LibraryError, OSError)):
            self.say(str(error), alarm=True)
        else:
            self.say(f"Something went wrong ({type(error).__name__}: {error}).", alarm=True)

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Schedule a call after a pause; return a function that cancels it."""
        return self.set_timer(seconds, call).stop

    @contextmanager
    def batch_update(self) -> Iterator[None]:
        """Hold back painting, and afterwards have every screen check whether it needs to paint.

        Textual wakes only the app: a box that became idle while something else was being mounted stayed unpainted until
        the first key.
        """
        with super().batch_update():
            yield
        for screen in self.screen_stack if self.is_running else ():
            screen.check_idle()

    def show_box(self, box: Screen[T], then: Callable[[T | None], None]) -> None:
        """Open a modal box; ``then`` gets its result."""
        self.push_screen(box, then)

    def say(self, text: str, *, alarm: bool = False, news: bool = False) -> None:
        """Show a message on the status line of the screen in front until the next key."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Page):
                screen.say(safe(text), alarm=alarm, news=news)
                return


def _read_late(stylesheet: Stylesheet) -> None:
    """Read the styles that were not needed for the first paint."""
    for style in (ANSI_STYLE, LATE_STYLE):
        if not stylesheet.has_source(str(style)):
            stylesheet.read(style)
    stylesheet.parse()


def _resume_gc() -> None:
    """Turn garbage collection on again, exempting what exists; nothing happens if it was never turned off."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
