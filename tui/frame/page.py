"""The base of all screens: title, status and hint lines around its panes, and keys bound to verbs.

Each key is bound to ``act('id')``, an action of the keymap, and `Page` runs the verb that a part of the screen offered
under that id. Parts are usually not widgets between the focus and the screen, so Textual's own lookup along the focus
chain would not find them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import BindingsMap
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from .hint_line import HintLine
from .page_keys import PageKeys
from .status_line import StatusLine
from .title_line import TitleLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs

LEAST_WIDTH, LEAST_HEIGHT = 60, 16


def _deselected(screen: Screen[None]) -> bool:
    """Drop what is selected; return whether anything was."""
    selected = bool(screen.selections)
    screen.clear_selection()
    return selected


def _unhandled(_: Screen[None]) -> bool:
    """Leave the key to its binding: Textual's own handler would drop the selection before `leave` sees it."""
    return False


class PageRoom(Vertical):
    """All of a page, laid over it: nothing of its own is seen, so Textual paints one line for all of them."""

    BLANK = True


class Page(Screen[None]):
    """A screen with a tab, called ``name`` in the keymap. Its parts provide what its keys do, see `offer`."""

    AUTO_FOCUS, BLANK = None, True  # covered as the room is
    key_escape = _unhandled
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (30, "-tall")]  # noqa: RUF012

    def __init__(self, name: str, session: Session, navigation: Navigation) -> None:
        plain = session.settings.display.ascii
        super().__init__(name=name, classes=self._size_classes(session.size) + (" -ascii" if plain else ""))
        self.session, self.navigation = session, navigation
        self.keys = PageKeys(name, session, self.act)
        self.offer, self.offer_moving = self.keys.offer, self.keys.offer_moving
        self._stock, self._seen_size = self._bindings, Size(0, 0)
        self._bind_keys()
        session.settings_changed.add(self._bind_keys)
        self.title_line = TitleLine(name, session.glyphs, session.macros)
        self.hints = HintLine(lambda: session.keymap, name, ascii_only=plain)
        self.status = StatusLine(self.hints.go_on)
        self.keys.offer_late(self._choosers)

    def _choosers(self) -> Verbs:
        from .choosers import chooser_verbs  # noqa: PLC0415 no box stands on the first screen

        return chooser_verbs(self.session, str(self.name), self.act, self.navigation, self.app, self.keys.go_to_row)

    def _bind_keys(self) -> None:
        """Bind the keys of the session's keymap before Textual's own, whose Tab would walk through every widget."""
        self._bindings = BindingsMap.merge([BindingsMap(self.keys.bindings()), self._stock])

    def _size_classes(self, size: Size) -> str:
        """Return the CSS classes of this size; set in the constructor they save Textual a second styling."""
        across = max(point for point in self.HORIZONTAL_BREAKPOINTS if point[0] <= size.width)
        down = max(point for point in self.VERTICAL_BREAKPOINTS if point[0] <= size.height)
        return f"{across[1]} {down[1]}"

    def framed(self, *middle: Widget) -> ComposeResult:
        """Yield title, ``middle``, status and hints, which give way to a message on a terminal that is too small."""
        yield PageRoom(self.title_line, *middle, self.status, self.hints, id="room")

    def say(self, text: str, *, alarm: bool = False, news: bool = False) -> None:
        """Show a message, already safe for a terminal, on the status line until the next key."""
        self.status.say(text, alarm=alarm, news=news)

    @property
    def zen(self) -> bool:
        """Whether only the text being read is shown."""
        return self.has_class("-zen")

    def set_zen(self, *, zen: bool) -> None:
        """Hide title and hints, or show them again."""
        self.set_class(zen, "-zen")

    def act(self, action: str) -> None:
        """Run an action of the keymap, after messages already queued."""
        self.call_next(self.action_act, action)

    def action_act(self, action: str) -> None:
        """Run an action of the keymap now; with something selected `leave` only drops the selection."""
        if action != "leave" or not _deselected(self):
            self.keys.run(action)

    def action_count(self, digit: str) -> None:
        """Take a digit of a count typed before a key."""
        self.keys.type_digit(digit)

    # Textual calls the handlers of every class in the MRO: those of screens must not call these.

    def on_resize(self, event: events.Resize) -> None:
        """Tell the reader the least size when the terminal is too small."""
        self._seen_size = event.size
        _tell_least_size(self, *event.size)

    @on(events.ScreenResume)
    def take_up(self, event: events.ScreenResume) -> None:
        """Handle a resize missed while another screen was in front; at the first resume all has just been styled."""
        event.refresh_styles = bool(self._seen_size)
        if self.app.size != self._seen_size:
            self.post_message(events.Resize(self.app.size, self.app.size))

    def on_key(self, event: events.Key) -> None:
        """Clear the last message and show the key to the page's keys before its binding runs."""
        self.status.hush()
        bound = self._bindings.key_to_bindings.get(event.key, ())
        ids = (binding.id.partition(".")[2] for binding in bound if binding.id)
        self.keys.heard(event, next(ids, ""), known=bool(bound) or event.key in self.active_bindings)

    def on_title_line_clicked(self, message: TitleLine.Clicked) -> None:
        """Switch to the screen of the clicked tab."""
        self.act(f"go_{message.screen}")

    def on_hint_line_clicked(self, message: HintLine.Clicked) -> None:
        """Run the action whose hint was clicked."""
        self.act(message.action)


def _tell_least_size(page: Page, width: int, height: int) -> None:
    """Show on a page that has too little room how much it needs; few terminals ever see it."""
    if width >= LEAST_WIDTH and height >= LEAST_HEIGHT:
        return
    told = Content(f"Variorum needs {LEAST_WIDTH} × {LEAST_HEIGHT} cells; this terminal has {width} × {height}.")
    small = next(iter(page.query("#small").results(Static)), None)
    if small is None:
        page.mount(Static(told, id="small"))
    else:
        small.update(told)


def cycle(panes: Iterable[Widget], step: int) -> None:
    """Focus the pane ``step`` places after the focused one, wrapping around."""
    row = list(panes)
    here = next((place for place, pane in enumerate(row) if pane.has_focus), 0)
    if row:
        row[(here + step) % len(row)].focus()
