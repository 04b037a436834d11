"""The page every screen stands in: title, status and hint line around its panes, and keys that find their verbs.

A key is bound to ``act('id')`` of the keymap, and `Page` runs the verb that one of the screen's parts offered under
that id. Parts are no widgets on the way from the focus to the screen as a rule, so Textual's own search along the
focus chain would not find them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding, BindingsMap
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from ..keymap import shown
from . import choosers
from .count import Count
from .hint_line import HintLine
from .moving import moving_verbs, numbered_verbs
from .status_line import StatusLine
from .title_line import TitleLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .moving import MovingPane, Numbered

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
DIGITS = "0123456789"
REPEATED = ("next_", "previous_", "word_", "sentence_", "paragraph_", "caret_", "read_on")
"""How the ids of actions begin that are repeated by a number typed before them."""


class Page(Screen[None]):
    """A screen with a tab, called ``name`` in the keymap. What its keys do is offered by its parts, see `offer`."""

    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (30, "-tall")]  # noqa: RUF012

    def __init__(self, name: str, session: Session, navigation: Navigation) -> None:
        plain = session.settings.display.ascii
        super().__init__(name=name, classes=self._size_classes(session.size) + (" -ascii" if plain else ""))
        self.session, self.navigation = session, navigation
        ours = [
            Binding(key, f"act('{action.id}')", show=False, id=f"{name}.{action.id}")
            for action in session.keymap.on(name)
            for key in action.keys
        ]
        if session.settings.display.counts:
            ours = [binding for binding in ours if binding.key not in DIGITS]
            ours += [Binding(digit, f"count('{digit}')", show=False) for digit in DIGITS]
        # Ours come first: Textual's own tab would walk through every widget.
        self._bindings = BindingsMap.merge([BindingsMap(ours), self._bindings])
        self._seen_size = Size(0, 0)
        self.title_line = TitleLine(name, session.glyphs.selection)
        self.status = StatusLine()
        self.hints = HintLine(session.keymap.hints(name), ascii_only=plain)
        self.count = Count(session.later, self._stands_alone)
        self._numbered: Numbered = {}
        self.verbs: Verbs = {
            "help": lambda: choosers.show_keys(session, name, self.act),
            "palette": lambda: choosers.show_palette(session, name, self.act, navigation.read),
            "theme": lambda: choosers.show_themes(session, self.app),
        }

    def offer(self, *verbs: Verbs) -> None:
        """Let keys do this; of two verbs of one name the later one stands."""
        for more in verbs:
            self.verbs.update(more)

    def offer_moving(self, pane: Callable[[], MovingPane]) -> None:
        """Let the moving keys move through the pane that has them."""
        self.offer(moving_verbs(pane))
        self._numbered = numbered_verbs(pane)

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
        """Do an action of the keymap, as often as the number before it says where it moves."""
        number = self.count.take()
        if number and action in self._numbered:
            self._numbered[action](number)
            return
        for _ in range(max(1, number) if self._takes_number(action) else 1):
            self.verbs[action]()

    def action_count(self, digit: str) -> None:
        """Take a digit of a number."""
        self.count.typed(digit)
        if self.count.digits:
            self.say(f"{self.count.digits} … j k rows, G row {self.count.digits}")

    def _stands_alone(self, digit: str) -> None:
        action = next((action for action in self.session.keymap.on(self.name or "") if digit in action.keys), None)
        if action is not None:
            self.status.hush()
            self.act(action.id)
        else:
            self.say_unbound(digit)

    # Textual calls a handler of every class that has one: those of screens do not call these.

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed when there is too little room."""
        self._seen_size = event.size
        width, height = event.size
        self.query_one("#small", Static).update(
            Content(f"Variorum needs {LEAST_WIDTH} × {LEAST_HEIGHT} cells; this terminal has {width} × {height}.")
        )

    def on_screen_resume(self) -> None:
        """Take in a resize that happened while another screen was in front."""
        if self.app.size != self._seen_size:
            self.post_message(events.Resize(self.app.size, self.app.size))

    def on_key(self, event: events.Key) -> None:
        """Take the last message away; a key that takes no number is heard again when the digits before it are done."""
        self.status.hush()
        action = self._action_of(event.key)
        if self.count.digits and event.key not in DIGITS and not self._takes_number(action):
            event.stop()
            self.session.hear_again(event)
            self.count.settle()
        elif not action and event.is_printable and event.key not in self._bindings.key_to_bindings:
            self.say_unbound(event.character or event.key)

    def _action_of(self, key: str) -> str:
        """Return the keymap's action that a key runs, else an empty text."""
        bound = self._bindings.key_to_bindings.get(key, ())
        return next((binding.id.partition(".")[2] for binding in bound if binding.id), "")

    def _takes_number(self, action: str) -> bool:
        return action in self._numbered or action.startswith(REPEATED)

    def say_unbound(self, key: str) -> None:
        """Say that a key does nothing here, and which does what it does elsewhere."""
        instead = self.session.keymap.instead(key, self.name or "")
        told = f": {shown(instead.keys[0])} is “{instead.label}”" if instead else ""
        self.say(f"{key} does nothing here{told}; {self.session.key_of('help')} lists the keys.")

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
