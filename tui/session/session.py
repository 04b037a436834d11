"""What all screens share: settings, keys, signs, the library once it is open, its threads, marks and jump history.

What only the app itself can do (show a sentence, open a box, put off a call) is asked of its `Host`.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.app import SuspendNotSupported

from index import own_values, safe

from ..keymap import shown
from ..text.glyphs import glyphs
from .jump_history import JumpHistory
from .macros import Macros
from .search_thread import Answer, SearchThread
from .shelf_changes import ShelfChanges

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
"""What a part of a screen can do, by the ids of the keymap's actions."""


class Say(Protocol):
    """Shows a sentence to the reader."""

    def __call__(self, text: str, *, alarm: bool = False) -> None:
        """Show it, as an alarm or in passing."""


class Host(Protocol):
    """The app as the parts of its screens know it."""

    @property
    def size(self) -> Size:
        """The cells of the terminal."""

    @property
    def front(self) -> str:
        """The name of the screen in front; empty for a box."""

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` made on the screen's thread; may be used from any thread."""

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence on the status line of the screen in front until the next key."""

    def failed(self, error: Exception) -> None:
        """Tell what went wrong."""

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Have ``call`` made after a pause; return what calls it off."""

    @property
    def held(self) -> int:
        """How many keys wait to be acted on."""

    def post_message(self, event: Key) -> bool:
        """Take a key as if it had been typed; return whether that could be done."""

    def hear_again(self, event: Key) -> None:
        """Have a key act once more, before all that wait."""

    def show_box(self, box: Screen[T], then: Callable[[T | None], None]) -> None:
        """Open a modal box; ``then`` hears its answer."""

    def copy_to_clipboard(self, text: str) -> None:
        """Give text to the terminal's clipboard."""

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program for a while; raises `SuspendNotSupported`."""


class Session:
    """The state of one run of the reader. ``library`` is ``None`` until it is open.

    ``folder`` is that of the library, or the address of an archive, and ``title`` what it is called; both are empty
    until then. ``count`` is the number of its articles, ``given`` are options that commands of this program need to
    answer as the screen does; ``clock`` counts seconds.
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
        self.search_thread = SearchThread(self._deliver, host.failed)
        self.shelf = ShelfChanges(self.search_thread)
        self.history = JumpHistory()
        self.macros = Macros(host, self._when_calm, self.say, recordings or own_values("recordings"))
        self.library: Library | None = None
        self.folder = self.title = ""
        self._given = given
        self.count = 0
        self._following: list[Callable[[], None]] = []

    def open(self, library: Library) -> None:
        """Have a library from now on."""
        self.library, self.folder, self.title = library, library.name, library.title
        self.shelf.open_library(library)

    def visited(self, *articles: str) -> None:
        """Remember for the days to come that an article was read, or several compared."""
        library = self.library
        if library is not None:
            self.search_thread.queue(lambda: library.recent.add(articles))

    def follow_settings(self, call: Callable[[], None]) -> None:
        """Have ``call`` made whenever settings or keys are other ones."""
        self._following.append(call)

    def change_settings(self, settings: ScreenSettings, keymap: Keymap) -> None:
        """Have other settings and keys from now on; glyphs stay those of the start."""
        display = replace(settings.display, ascii=self.settings.display.ascii)
        self.settings, self.keymap = replace(settings, display=display), keymap
        for call in self._following:
            call()

    def _deliver(self, answer: Answer) -> None:
        self._host.deliver(partial(self.search_thread.settle, answer))

    # What the app does

    @property
    def size(self) -> Size:
        """The cells of the terminal."""
        return self._host.size

    @property
    def front(self) -> str:
        """The name of the screen in front; empty for a box."""
        return self._host.front

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence on the status line of the screen in front until the next key."""
        if alarm and self.macros.playing:
            self.macros.stop(text)
        else:
            self._host.say(text, alarm=alarm)

    def refuse(self, text: str) -> None:
        """Say in a sentence why nothing was done; what is being played stops there."""
        if self.macros.playing:
            self.macros.stop(text)
        else:
            self._host.say(text)

    def _when_calm(self, call: Callable[[], None]) -> None:
        self.search_thread.queue(lambda: None, lambda _: call())

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Have ``call`` made after a pause; return what calls it off."""
        return self._host.later(seconds, call)

    def hear_again(self, event: Key) -> None:
        """Have a key act once more, before all that were typed after it."""
        self._host.hear_again(event)

    def ask(self, box: Screen[T], then: Callable[[T | None], None]) -> None:
        """Open a modal box; ``then`` hears its answer."""
        self._host.show_box(box, then)

    def copy(self, text: str, what: str) -> None:
        """Give text to the terminal's clipboard and say so."""
        self._host.copy_to_clipboard(text)
        self.say(f"Copied {what}; nothing there? The terminal or tmux must allow OSC 52.")

    def copy_command(self, verb: str, options: Iterable[tuple[str, str]] = (), operands: Sequence[str] = ()) -> None:
        """Copy a command of this program that answers from this library, as `shell_command` writes it."""
        # Imported late: most runs copy none.
        from ..text.shell_command import option, shell_command  # noqa: PLC0415

        above = (*self._given, *option("library", self.folder))
        self.copy(shell_command(above, verb, options, operands), "the command")

    def outside(self, run: Callable[[], T], failing: str, told_by: Say | None = None) -> T | None:
        """Leave the terminal to ``run`` and return what it returns; ``failing`` begins the sentence if it can't.

        ``told_by`` shows that sentence where the status line is covered.
        An error is caught inside: Textual does not take the terminal back from one that passes through.
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

    # What sentences and choices are made of

    def key_of(self, action: str) -> str:
        """Return an action's key as people write it, else its name in the palette."""
        row = self.keymap.action(action)
        return shown(row.keys[0], ascii_only=self.settings.display.ascii) if row.keys else f"“{row.label}”"

    def with_names(self, articles: Sequence[str], then: Callable[[Mapping[str, str]], None]) -> None:
        """Look up what articles are called and hand it on, by id, to what opens a box."""
        library = self.library
        if library is not None:
            self.search_thread.ask(
                "list", lambda _: {row.id: row.shown_title for row in library.rows(articles)}, then, leads=True
            )


@contextmanager
def _interrupts_passed_by() -> Iterator[None]:
    """Leave interrupts to the program outside: the terminal sends them to the reader as well, whom they would end."""
    signs = [signal.SIGINT, *([signal.SIGQUIT] if hasattr(signal, "SIGQUIT") else [])]
    # Elsewhere no signal can be handled, and none arrives. A handler, unlike SIG_IGN, is not inherited by the program.
    here = threading.current_thread() is threading.main_thread()
    before = {sign: signal.signal(sign, lambda *_: None) for sign in signs} if here else {}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def nothing() -> None:
    """Do nothing: there is nothing to call off."""
