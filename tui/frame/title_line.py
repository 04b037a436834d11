"""The top line: a tab for each screen, and on the right what is open.

It does not switch screens: it posts which tab was clicked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ..keymap import TABS
from ..text.cells import clip_parts, width

if TYPE_CHECKING:
    from textual.events import Click

    from ..session.macros import Macros
    from ..text.glyphs import Glyphs


LEAST = 12
"""Below this many cells the text on the right is shown in full or not at all, as counts are: a stump says nothing."""


class TitleLine(Widget):
    """Tabs on the left, the current one bold with a bar; on the right the macro being recorded, and ``about``.

    If ``about`` does not fit, whole parts are dropped, which dots separate.
    """

    DEFAULT_CSS = "TitleLine { height: 1; }"

    class Clicked(Message):
        """The tab of ``screen`` was clicked."""

        def __init__(self, screen: str) -> None:
            super().__init__()
            self.screen = screen

    def __init__(self, screen: str, signs: Glyphs, macros: Macros) -> None:
        super().__init__()
        self._screen_name, self._signs, self._about, self._macros = screen, signs, "", macros

    def on_mount(self) -> None:
        """Repaint whenever recording starts or ends."""
        self._macros.recording_changed.add(self.refresh)

    def tell(self, about: str) -> None:
        """Show ``about`` on the right; it must already be safe for a terminal."""
        if about != self._about:
            self._about = about
            self.refresh()

    def render(self) -> Content:
        """Render the line, with ``about`` clipped to what the tabs leave."""
        tabs = [(self._tab(name, number), self._style(name)) for number, (name, _) in enumerate(TABS, 1)]
        used = sum(width(text) for text, _ in tabs)
        recording = f"recording {self._macros.recording}  " if self._macros.recording else ""
        room = max(0, self.size.width - used - 3)
        between, ellipsis = f" {self._signs.dot} ", self._signs.ellipsis
        about = clip_parts(recording + self._about, room, between, ellipsis)
        if about.endswith(ellipsis) and (room < LEAST or about[0].isdigit()):
            about = clip_parts(recording.strip(), room, between, ellipsis)
        gap = self.size.width - used - width(about) - 1
        return Content.assemble(*tabs, " " * max(1, gap), (about, "$text-muted"))

    def _tab(self, name: str, number: int) -> str:
        return f" {self._signs.selection if name == self._screen_name else ' '}{number} {dict(TABS)[name]}"

    def _style(self, name: str) -> str:
        return "bold $text-accent" if name == self._screen_name else "$text-muted"

    def on_click(self, event: Click) -> None:
        """Post which tab was clicked."""
        right = 0
        for number, (name, _) in enumerate(TABS, 1):
            right += width(self._tab(name, number))
            if event.x < right:
                self.post_message(self.Clicked(name))
                return
