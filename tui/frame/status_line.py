"""The status line at the foot of a screen: the left group gives way, the right one stays.

A message takes the line until it is cleared, and continues on another line if it is too long. News, which no key asked
for, waits until the message before it is cleared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget

from ..text.cells import squeezed, width
from ..text.segments import GAP, Part, fit_line, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import RenderResult


class StatusLine(Widget):
    """A line of three groups. A part is text, or (text, look) with a look of `LOOKS`.

    ``go_on`` shows the rest of a message that does not fit, and whether it is an alarm; it returns whether it is
    visible.
    """

    LOOKS: ClassVar[frozenset[str]] = frozenset({"strong", "dim", "good", "alarm", "key"})
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"status-line--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; }
    """

    def __init__(self, go_on: Callable[[str, bool], bool] = lambda *_: False) -> None:
        super().__init__()
        self._groups: tuple[Sequence[Part], Sequence[Part], Sequence[Part]] = ((), (), ())
        self._go_on, self.message, self._look, self._begin, self._news = go_on, "", "strong", "", ""

    def show(self, left: Sequence[Part] = (), middle: Sequence[Part] = (), right: Sequence[Part] = ()) -> None:
        """Show these parts; if they do not fit, the middle group is dropped first, then the left one is clipped."""
        groups = (tuple(left), tuple(middle), tuple(right))
        if groups != self._groups:
            self._groups = groups
            self.refresh()

    def say(self, text: str, *, alarm: bool = False, news: bool = False) -> None:
        """Show a message in place of the left and middle groups until `hush`; an empty one clears it.

        The right group is hidden if the message needs the line. An alarm is not replaced by a plain message, and no
        message but older news by ``news``: the newest is shown when what stands there is cleared.
        """
        if news:
            before, self._news = self._news, text
            if self.message not in {"", before}:
                return
        elif text and not alarm and self.message and self._look == "alarm":
            return
        self.message, self._look = text, "alarm" if alarm else "strong"
        self._spread()
        self.refresh()

    def hush(self) -> None:
        """Clear the message; news that waited takes its place."""
        before, self.message = self.message, ""
        if before == self._news:
            self._news = ""
        if before or self._news:
            self.say(self._news)

    def on_resize(self) -> None:
        """Split the message for the new width."""
        if self.message:
            self._spread()
            self.refresh()

    def _spread(self) -> None:
        """Show the first part of the message here and the rest on the next line, so that its end, the cure, is seen."""
        cells = self.content_size.width
        begin, *rest = squeezed(self.message.replace("\n", " "), cells, 2) if cells else [self.message]
        self._begin = begin if self._go_on(" ".join(rest), self._look == "alarm") else self.message

    def render(self) -> RenderResult:
        """Return the line."""
        left, middle, right = self._groups
        cells = self.content_size.width
        if self.message:
            left, middle = ((self._begin, self._look),), ()
            right = right if width(self._begin) + GAP + measure(right) <= cells else ()
        parts = fit_line(left, middle, right, cells)
        return Content.assemble(*(self._styled(part) for part in parts))

    def _styled(self, part: Part) -> Content:
        text, look = (part, "") if isinstance(part, str) else part
        if not look:
            return Content(text)
        return Content.styled(text, self.get_visual_style(f"status-line--{look}", partial=True))
