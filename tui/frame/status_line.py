"""One line of facts at the foot of a screen: what stands left gives way, what stands right stays.

A message takes the line until it is hushed. Refuses to know what the facts are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget

from ..text.segments import Part, fit_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import RenderResult


class StatusLine(Widget):
    """A line of three groups. A part is text, or (text, look) with a look of `LOOKS`."""

    LOOKS: ClassVar[frozenset[str]] = frozenset({"strong", "dim", "good", "alarm", "key"})
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"status-line--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[Sequence[Part], Sequence[Part], Sequence[Part]] = ((), (), ())
        self._message: Part | None = None

    def show(self, left: Sequence[Part] = (), middle: Sequence[Part] = (), right: Sequence[Part] = ()) -> None:
        """Show these parts; where there is no room the middle group goes first, then the left one is cut."""
        groups = (tuple(left), tuple(middle), tuple(right))
        if groups != self._groups:
            self._groups = groups
            self.refresh()

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a message in place of the left and middle groups until `hush`; an empty one takes the last away."""
        self._message = ((text, "alarm") if alarm else (text, "strong")) if text else None
        self.refresh()

    def hush(self) -> None:
        """Take the message away."""
        if self._message is not None:
            self._message = None
            self.refresh()

    @property
    def message(self) -> str:
        """The message on the line, else the empty text."""
        return self._message[0] if isinstance(self._message, tuple) else self._message or ""

    def render(self) -> RenderResult:
        """Return the line."""
        left, middle, right = self._groups
        if self._message is not None:
            left, middle = (self._message,), ()
        parts = fit_line(left, middle, right, self.content_size.width)
        return Content.assemble(*(self._styled(part) for part in parts))

    def _styled(self, part: Part) -> Content:
        text, look = (part, "") if isinstance(part, str) else part
        if not look:
            return Content(text)
        return Content.styled(text, self.get_visual_style(f"status-line--{look}", partial=True))
