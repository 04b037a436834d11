"""What all screens share: keys from the keymap, title, status and hint line, and the actions that go anywhere.

Refuses to know what a screen is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingsMap
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from ..keymap import COMPARE, LIBRARY, NOTES
from . import choosers
from .hint_line import HintLine
from .status_line import StatusLine
from .title_line import TitleLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ..app import VariorumApp
    from ..session.jump_history import JumpPlace

LEAST_WIDTH, LEAST_HEIGHT = 60, 16


class BaseScreen(Screen[None]):
    """A screen with a tab. A subclass has a ``NAME``, its `middle`, and a method for each of its actions."""

    NAME: ClassVar[str]
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (30, "-tall")]  # noqa: RUF012

    def __init__(self, home: VariorumApp) -> None:
        plain = " -ascii" if home.settings.display.ascii else ""
        super().__init__(name=self.NAME, classes=self._size_classes(home.size) + plain)
        self.home = home
        ours = [Binding(key, action.id, show=False) for action in home.keymap.on(self.NAME) for key in action.keys]
        # Ours come first: Textual's own tab would walk through every widget.
        self._bindings = BindingsMap.merge([BindingsMap(ours), self._bindings])
        self._seen_size = Size(0, 0)
        self.title_line = TitleLine(self.NAME, home.glyphs.selection)
        self.status = StatusLine()
        self.hints = HintLine(home.keymap.hints(self.NAME), ascii_only=home.settings.display.ascii)

    def _size_classes(self, size: Size) -> str:
        """Return the classes Textual will find for this size; set before, they save it styling everything twice."""
        across = max(point for point in self.HORIZONTAL_BREAKPOINTS if point[0] <= size.width)
        down = max(point for point in self.VERTICAL_BREAKPOINTS if point[0] <= size.height)
        return f"{across[1]} {down[1]}"

    def compose(self) -> ComposeResult:
        """Lay the screen out: title, middle, status, hints; and the line that stands alone when there is no room."""
        with Vertical(id="room"):
            yield self.title_line
            yield from self.middle()
            yield self.status
            yield self.hints
        yield Static(id="small")

    def middle(self) -> Iterable[Widget]:
        """Yield what stands between title and status line."""
        return ()

    @property
    def place(self) -> JumpPlace:
        """Where the reader is on this screen."""
        raise NotImplementedError

    def mark_changed(self, article: str) -> None:
        """Show the mark of an article anew."""

    def notes_changed(self, outside: frozenset[str]) -> None:
        """Show notes anew; ``outside`` are those that others changed."""

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence, fit for a terminal, on the status line until the next key."""
        self.status.say(text, alarm=alarm)

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

    def on_key(self) -> None:
        """Take the last message away."""
        self.status.hush()

    def on_title_line_clicked(self, message: TitleLine.Clicked) -> None:
        """Go to the screen whose tab was clicked."""
        going = {LIBRARY: self.action_go_library, COMPARE: self.action_go_compare, NOTES: self.action_go_notes}
        going.get(message.screen, self.action_go_reader)()

    async def on_hint_line_clicked(self, message: HintLine.Clicked) -> None:
        """Run the action whose hint was clicked."""
        await self.run_action(message.action)

    # Actions

    def action_help(self) -> None:
        """Show the keys of this screen."""
        choosers.show_keys(self)

    def action_palette(self) -> None:
        """Find a command or an article."""
        choosers.show_palette(self)

    def action_theme(self) -> None:
        """Choose a theme."""
        choosers.show_themes(self)

    def action_go_library(self) -> None:
        """Go to the Library."""
        if self.home.screen is not self.home.library_screen:
            self.home.history.leave(self.place)
        self.home.go(LIBRARY)

    def action_go_reader(self) -> None:
        """Go to the article read last, else to the one at hand."""
        self.home.go_reading()

    def action_go_compare(self) -> None:
        """Go to the comparison made last, else make one."""
        self.home.go_comparing()

    def action_go_notes(self) -> None:
        """Go to the notes."""
        self.home.go_noting()

    def action_back(self) -> None:
        """Go one step back; at the Library, quit."""
        if self.NAME == LIBRARY:
            self.home.exit()
        else:
            self.action_go_library()

    def action_back_place(self) -> None:
        """Go back in the jump history."""
        self.home.retrace(self.home.history.back(self.place))

    def action_forward_place(self) -> None:
        """Go forward in the jump history."""
        self.home.retrace(self.home.history.forward(self.place))


class Pane(Protocol):
    """What the moving keys need of the pane that has them."""

    def page(self, count: int = 1) -> None:
        """Move by screens."""

    def half_page(self, count: int = 1) -> None:
        """Move by half screens."""

    def home(self) -> None:
        """Move to the beginning."""

    def end(self) -> None:
        """Move to the end."""


class MovingScreen(BaseScreen):
    """A screen of panes, one of which the moving keys move."""

    @property
    def moving(self) -> Pane:
        """The pane that page and end keys move."""
        raise NotImplementedError

    def step(self, count: int) -> None:
        """Go so many lines or entries down."""
        raise NotImplementedError

    def action_down(self) -> None:
        """Go down a line."""
        self.step(1)

    def action_up(self) -> None:
        """Go up a line."""
        self.step(-1)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.moving.home()

    def action_bottom(self) -> None:
        """Go to the end."""
        self.moving.end()

    def action_page_down(self) -> None:
        """Go a page down."""
        self.moving.page(1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self.moving.page(-1)

    def action_half_page_down(self) -> None:
        """Go half a page down."""
        self.moving.half_page(1)

    def action_half_page_up(self) -> None:
        """Go half a page up."""
        self.moving.half_page(-1)
