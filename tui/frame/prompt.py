"""A modal question with a one-line answer; also what every box says of a key that does nothing in it.

It does not act on the answer: it returns it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from index import safe

from ..keymap import shown

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key
    from textual.screen import Screen
    from textual.suggester import Suggester


def unheard(box: Screen[Any], event: Key) -> str:
    """Return the sentence about a key that neither a box nor its focused line takes; empty if one does.

    Letters never get that far: they are typed.
    """
    if event.key in box.active_bindings and not (event.key == "ctrl+c" and _nothing_selected(box)):
        return ""
    return f"{shown(event.key, ascii_only=box.app.has_class('-ascii'))} does nothing here; esc leaves."


def _nothing_selected(box: Screen[Any]) -> bool:
    """Whether there is nothing to copy in the line that has the focus."""
    line = box.focused
    return not (isinstance(line, (Input, TextArea)) and line.selected_text)


class Prompt(ModalScreen[str | None]):
    """Ask for a line of text; dismisses with it, or with ``None`` on Escape.

    A ``value`` that is only ``proposed`` is selected: typing replaces it.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, value: str = "", hint: str = "", *, proposed: bool = False) -> None:
        super().__init__()
        self._question, self._value, self._hint, self._proposed = question, value, hint, proposed
        self._hint_line = Static(id="box-hint")
        self.suggester: Suggester | None = None

    def compose(self) -> ComposeResult:
        """Compose the box: question, input, hint."""
        with Vertical(id="box"):
            yield Static(Content(safe(self._question)), id="box-title")
            yield Input(safe(self._value), compact=True, select_on_focus=self._proposed, suggester=self.suggester)
            yield self._hint_line

    @property
    def _told(self) -> str:
        """The hint, with names of keys for their signs where glyphs are ASCII."""
        plain = self.app.has_class("-ascii")
        return self._hint.replace("⏎", "enter").replace("→", "right") if plain else self._hint

    def on_mount(self) -> None:
        """Show the hint, and stop the cursor blinking: every blink repaints the screen."""
        self._hint_line.update(Content(safe(self._told)))
        self.query_one(Input).cursor_blink = False

    def on_key(self, event: Key) -> None:
        """Say in the place of the hint that a key does nothing here."""
        if told := unheard(self, event):
            self._hint_line.update(Content(told))

    def on_input_changed(self) -> None:
        """Show the hint again."""
        self._hint_line.update(Content(safe(self._told)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Dismiss with the answer."""
        event.stop()
        self.dismiss(event.value)
