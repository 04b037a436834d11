"""A modal question with a one-line answer; also what every box says of a key that does nothing in it.

It does not act on the answer: it returns it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

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


_SCREENS: Final = frozenset({"up", "down", "pageup", "pagedown", "tab", "shift+tab"})
"""Keys that Textual binds on every screen, without effect behind a line to type in."""

_COMMAND: Final = re.compile(r"(?:^|(?<=\s)):(?:wq?a?|x|xa|qa?|quit|write)!?\s*$")
"""A command with which vim writes or leaves, at the end of an answer."""


def unheard(box: Screen[Any], event: Key) -> str:
    """Return the sentence about a key that neither a box nor its focused line takes; empty if one does.

    Letters never get that far: they are typed.
    """
    line = box.focused
    if event.key == "ctrl+c" and isinstance(line, (Input, TextArea)) and line.selected_text:
        return "What is selected is copied; esc leaves."
    deaf = event.key == "ctrl+c" or (event.key in _SCREENS and isinstance(line, Input))
    if event.key in box.active_bindings and not deaf:
        return ""
    return f"{shown(event.key, ascii_only=box.app.has_class('-ascii'))} does nothing here; esc leaves."


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

    def _tell(self, text: str) -> None:
        """Show a text below the line, with names of keys for their signs where glyphs are ASCII."""
        plain = self.app.has_class("-ascii")
        told = text.replace("⏎", "enter").replace("→", "right") if plain else text
        self._hint_line.update(Content(safe(told)))

    def on_mount(self) -> None:
        """Show the hint, and stop the cursor blinking: every blink repaints the screen."""
        self._tell(self._hint)
        self.query_one(Input).cursor_blink = False

    def on_key(self, event: Key) -> None:
        """Say in the place of the hint that a key does nothing here."""
        if told := unheard(self, event):
            self._tell(told)

    def on_input_changed(self) -> None:
        """Show the hint again."""
        self._tell(self._hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Dismiss with the answer; a command of vim at its end is none, and is taken away."""
        event.stop()
        command = _COMMAND.search(event.value)
        if command is None:
            self.dismiss(event.value)
            return
        with event.input.prevent(Input.Changed):
            event.input.value = event.value[: command.start()] or safe(self._value)
        self._tell(f"{command[0].strip()} is no answer; ⏎ takes what stands here, esc leaves.")
