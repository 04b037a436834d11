"""A modal question with a one-line answer.

It does not act on the answer: it returns it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from index import safe

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.suggester import Suggester


class Prompt(ModalScreen[str | None]):
    """Ask for a line of text; dismisses with it, or with ``None`` on Escape.

    A ``value`` that is only ``proposed`` is selected: typing replaces it.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, value: str = "", hint: str = "", *, proposed: bool = False) -> None:
        super().__init__()
        self._question, self._value, self._hint, self._proposed = question, value, hint, proposed
        self.suggester: Suggester | None = None

    def compose(self) -> ComposeResult:
        """Compose the box: question, input, hint."""
        with Vertical(id="box"):
            yield Static(Content(safe(self._question)), id="box-title")
            yield Input(safe(self._value), compact=True, select_on_focus=self._proposed, suggester=self.suggester)
            yield Static(Content(safe(self._told)), id="box-hint")

    @property
    def _told(self) -> str:
        """The hint, with names of keys for their signs where glyphs are ASCII."""
        plain = self.app.has_class("-ascii")
        return self._hint.replace("⏎", "enter").replace("→", "right") if plain else self._hint

    def on_mount(self) -> None:
        """Stop the cursor blinking: every blink repaints the screen."""
        self.query_one(Input).cursor_blink = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Dismiss with the answer."""
        event.stop()
        self.dismiss(event.value)
