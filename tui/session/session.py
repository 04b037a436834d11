"""What all screens share: settings, keymap, glyphs, the open library, the search thread, marks and jump history.

What only the app can do (show a message, open a box, schedule a call) is asked of its `Host`.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.app import SuspendNotSupported

from index import own_values, safe

from ..keymap import shown
from ..text.glyphs import glyphs
from .jump_history import JumpHistory
from .macros import Macros
from .search_thread import SearchThread
from .shelf_changes import ShelfChanges
from .watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from textual.events import Key
    from textual.geometry import Size
    from textual.screen import Screen

    from index import Library

    from ..keymap import Keymap
    from ..screen_settings import ScreenSettings
    from .macros import KeptRecordings

T = TypeVar("T")
Verbs = dict[str, "Callable[[], object]"]
"""The verbs a part of a screen offers, by action id."""
Numbered = dict[str, "Callable[[int], object]"]
"""The verbs that take a count typed before the key, by action id."""


class Say(Protocol):
    """Shows a message to the reader."""

    def __call__(self, text: str, *, alarm: bool = False) -> None:
        """Show it, as an alarm or as a plain message."""


class Host(Protocol):
    """The app as the parts of its screens see it."""

    @property
    def size(self) -> Size:
        """The size of the terminal in cells."""

    @property
    def front(self) -> str:
        """The name of the screen in front; empty for a box."""

    def deliver(self, call: Callable[[], None]) -> None:
        """Make a call on the screen's thread; may be called from any thread."""

    def say(self, text: str, *, alarm: bool = False, news: bool = False) -> None:
        """Show a message on the status line of the screen in front until the next key."""

    def failed(self, error: Exception) -> None:
        """Report an error."""

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Schedule a call after a pause; return a function that cancels it."""

    @property
    def held(self) -> int:
        """How many keys are waiting to be handled."""

    def post_message(self, event: Key) -> bool:
        """Post a key as if it had been typed; return whether that succeeded."""

    def hear_again(self, event: Key) -> None:
        """Handle a key once more, before all those waiting."""

    def show_box(self, box: Screen[T], then: Callable[[T | None], None]) -> None:
        """Open a modal box; ``then`` gets its result."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text to the terminal's clipboard."""

    def redraw(self) -> None:
        """Repaint everything: another program may have written to the terminal."""

    def suspend(self) -> AbstractContextManager[None]:
        """Suspend the app while another program uses the terminal; raises `SuspendNotSupported`."""


class Session:
    """The state of one run of the reader. ``library`` is ``None`` until it is open.

    ``folder`` is the library's folder or an archive's address, ``title`` its name; both are empty until then. ``count``
    is the number of articles, ``given`` the options a copied command needs to answer as the screen does; ``clock``
    returns seconds; ``settings_changed`` is called whenever settings or keymap changed.
    """

    def __init__(
        self,
        host: Host,
        settings: ScreenSettings,
        keymap: Keymap,
        clock: Callable[[], float] = monotonic,
        recordings: KeptRecordings | None = None,
        given: Sequence[str] = (),
    ) -> None:
        self._host = host
        self.settings, self.keymap, self.clock = settings, keymap, clock
        self.glyphs = glyphs(ascii_only=settings.display.ascii)
        self.search_thread = SearchThread(host.deliver, host.failed)
        self.shelf = ShelfChanges(self.search_thread)
        self.history = JumpHistory()
        self.macros = Macros(host, self._when_idle, self.say, recordings or own_values("recordings"))
        self.library: Library | None = None
        self.folder = self.title = ""
        self._given = given
        self.count = 0
        self.settings_changed: Watchers[[]] = Watchers()

    def open(self, library: Library) -> None:
        """Use a library from now on."""
        self.library, self.folder, self.title = library, library.name, library.title
        self.shelf.open_library(library)

    def look_up(
        self,
        slot: str,
        work: Callable[[Library], T],
        then: Callable[[T], None],
        *,
        leads: bool = False,
        lost: Callable[[], None] | None = None,
    ) -> None:
        """Have ``work`` ask the library as `SearchThread.ask` says; nothing is asked before it is open."""
        library = self.library
        if library is not None:
            self.search_thread.ask(slot, lambda _: work(library), then, leads=leads, lost=lost)

    def visited(self, *articles: str) -> None:
        """Add an article read, or several compared, to the recent visits kept between runs."""
        library = self.library
        if library is not None:
            self.search_thread.queue(lambda: library.recent.add(articles))

    def change_settings(self, settings: ScreenSettings, keymap: Keymap) -> None:
        """Use other settings and keys from now on; the glyphs stay those of the start."""
        display = settings.display._replace(ascii=self.settings.display.ascii)
        self.settings, self.keymap = settings._replace(display=display), keymap
        self.settings_changed()

    # Delegated to the app

    @property
    def size(self) -> Size:
        """The size of the terminal in cells."""
        return self._host.size

    @property
    def front(self) -> str:
        """The name of the screen in front; empty for a box."""
        return self._host.front

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a message on the status line of the screen in front until the next key; an alarm stops playback."""
        if alarm and self.macros.playing:
            self.macros.stop(text)
        else:
            self._host.say(text, alarm=alarm)

    def tell_news(self, text: str) -> None:
        """Say what happened without a key; it waits until the answer to the last key is cleared."""
        self._host.say(text, news=True)

    def refuse(self, text: str, *, passing: bool = False) -> None:
        """Say why nothing was done; playback of a macro stops there.

        News takes the place of a reason that is ``passing``, such as that nothing is listed yet.
        """
        if self.macros.playing:
            self.macros.stop(text)
        else:
            self._host.say(text, news=passing)

    def _when_idle(self, call: Callable[[], None]) -> None:
        self.search_thread.queue(lambda: None, lambda _: call())

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Schedule a call after a pause; return a function that cancels it."""
        return self._host.later(seconds, call)

    def hear_again(self, event: Key) -> None:
        """Handle a key once more, before all those typed after it."""
        self._host.hear_again(event)

    def ask(self, box: Screen[T], then: Callable[[T | None], None]) -> None:
        """Open a modal box; ``then`` gets its result."""
        self._host.show_box(box, then)

    def redraw(self) -> None:
        """Paint the whole terminal anew, and say so."""
        self._host.redraw()
        self.say("Painted anew.")

    def copy(self, text: str, what: str) -> None:
        """Copy text to the terminal's clipboard and say so."""
        self._host.copy_to_clipboard(text)
        self.say(f"Copied {what}; nothing there? The terminal or tmux must allow OSC 52.")

    def copy_command(self, verb: str, options: Iterable[tuple[str, str]] = (), operands: Sequence[str] = ()) -> None:
        """Copy a command line that answers from this library, as `shell_command` writes it."""
        # Imported late: few runs copy one.
        from ..text.shell_command import option, shell_command  # noqa: PLC0415

        above = (*self._given, *option("library", self.folder))
        self.copy(shell_command(above, verb, options, operands), "the command")

    def outside(self, run: Callable[[], T], failing: str, told_by: Say | None = None) -> T | None:
        """Run ``run`` with the app suspended and return its result; ``failing`` starts the message if it can't.

        ``told_by`` shows that message where the status line is covered. Errors are caught inside the suspension:
        Textual does not take the terminal back when one passes through.
        """
        told, outcome = "", None
        try:
            with self._host.suspend(), _interrupts_passed_by():
                try:
                    outcome = run()
                except (OSError, ValueError) as error:
                    told = f"{failing}: {safe(str(error))}."
        except SuspendNotSupported:
            told = "Other programs can't use this terminal."
        if told:
            (told_by or self.say)(told, alarm=True)
        return outcome

    # For messages and choices

    def key_of(self, action: str) -> str:
        """Return an action's key as people write it, else its name in the palette."""
        row = self.keymap.action(action)
        return shown(row.keys[0], ascii_only=self.settings.display.ascii) if row.keys else f"“{row.label}”"

    def with_names(self, articles: Sequence[str], then: Callable[[Mapping[str, str]], None]) -> None:
        """Look up the titles of articles and pass them on, by id, to what opens a box."""
        self.look_up(
            "list", lambda library: {row.id: row.shown_title for row in library.rows(articles)}, then, leads=True
        )


@contextmanager
def _interrupts_passed_by() -> Iterator[None]:
    """Ignore interrupts meant for the other program, which the terminal sends to the reader as well."""
    signs = (signal.SIGINT, signal.SIGQUIT)
    # Off the main thread no signal handler can be set. Unlike SIG_IGN a handler is not inherited by the other program.
    here = threading.current_thread() is threading.main_thread()
    before = {sign: signal.signal(sign, lambda *_: None) for sign in signs} if here else {}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def nothing() -> None:
    """Do nothing; the cancel function when nothing is scheduled."""
