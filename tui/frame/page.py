"""The page every screen stands in: title, status and hint line around its panes, and keys that find their verbs.

A key is bound to ``act('id')`` of the keymap, and `Page` runs the verb that one of the screen's parts offered under
that id. Parts are no widgets on the way from the focus to the screen as a rule, so Textual's own search along the
focus chain would not find them.
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


class Page(Screen[None]):
    """A screen with a tab, called ``name`` in the keymap. What its keys do is offered by its parts, see `offer`."""

    AUTO_FOCUS = None
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
        session.follow_settings(self._bind_keys)
        self.title_line = TitleLine(name, session.glyphs.selection, session.glyphs.dot, session.macros)
        self.hints = HintLine(lambda: session.keymap.hints(name), ascii_only=plain)
        self.status = StatusLine(self.hints.go_on)
        self.keys.offer_late(self._choosers)

    def _choosers(self) -> Verbs:
        from .choosers import chooser_verbs  # noqa: PLC0415 no box stands on the first screen

        return chooser_verbs(self.session, str(self.name), self.act, self.navigation, self.app)

    def _bind_keys(self) -> None:
        """Hear the keys of the session's keymap, ours first: Textual's own tab would walk through every widget."""
        self._bindings = BindingsMap.merge([BindingsMap(self.keys.bindings()), self._stock])

    def _size_classes(self, size: Size) -> str:
        """Return the classes Textual will find for this size; set before, they save it styling everything twice."""
        across = max(point for point in self.HORIZONTAL_BREAKPOINTS if point[0] <= size.width)
        down = max(point for point in self.VERTICAL_BREAKPOINTS if point[0] <= size.height)
        return f"{across[1]} {down[1]}"

    def framed(self, *middle: Widget) -> ComposeResult:
        """Yield title, ``middle``, status and hints, and the line that stands alone when there is no room."""
        yield Vertical(self.title_line, *middle, self.status, self.hints, id="room")
        yield Static(id="small")

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence, fit for a terminal, on the status line until the next key."""
        self.status.say(text, alarm=alarm)

    @property
    def zen(self) -> bool:
        """Whether nothing is shown but what is read."""
        return self.has_class("-zen")

    def set_zen(self, *, zen: bool) -> None:
        """Hide title and hints, or bring them back."""
        self.set_class(zen, "-zen")

    def act(self, action: str) -> None:
        """Have an action of the keymap done, after what is under way."""
        self.call_next(self.action_act, action)

    def action_act(self, action: str) -> None:
        """Do an action of the keymap."""
        self.keys.run(action)

    def action_count(self, digit: str) -> None:
        """Take a digit of a number typed before a key."""
        self.keys.type_digit(digit)

    # Textual calls a handler of every class that has one: those of screens do not call these.

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed when there is too little room."""
        self._seen_size = (width, height) = event.size
        self.query_one("#small", Static).update(
            Content(f"Variorum needs {LEAST_WIDTH} × {LEAST_HEIGHT} cells; this terminal has {width} × {height}.")
        )

    @on(events.ScreenResume)
    def take_up(self, event: events.ScreenResume) -> None:
        """Take in a resize that happened while another screen was in front; at first all has just been styled."""
        event.refresh_styles = bool(self._seen_size)
        if self.app.size != self._seen_size:
            self.post_message(events.Resize(self.app.size, self.app.size))

    def on_key(self, event: events.Key) -> None:
        """Take the last message away, and look at the key before it acts."""
        self.status.hush()
        bound = self._bindings.key_to_bindings.get(event.key, ())
        ids = (binding.id.partition(".")[2] for binding in bound if binding.id)
        self.keys.heard(event, next(ids, ""), known=bool(bound))

    def on_title_line_clicked(self, message: TitleLine.Clicked) -> None:
        """Go to the screen whose tab was clicked."""
        self.act(f"go_{message.screen}")

    def on_hint_line_clicked(self, message: HintLine.Clicked) -> None:
        """Run the action whose hint was clicked."""
        self.act(message.action)


def cycle(panes: Iterable[Widget], step: int) -> None:
    """Give the focus to the pane ``step`` places on from the one that has it, around the ends."""
    row = list(panes)
    here = next((place for place, pane in enumerate(row) if pane.has_focus), 0)
    if row:
        row[(here + step) % len(row)].focus()
