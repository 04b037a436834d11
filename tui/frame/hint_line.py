"""The bottom line: the most useful keys here, as many as fit, with help pinned to the right.

It only shows rows of the keymap; what the keys do is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from ..keymap import Action, shown
from ..text.cells import clip, width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.events import Click

    from ..keymap import Keymap

_GAP = 2
DONE: Final = Action("", ("enter",), "done", "", "", ())
"""What Enter does in a line of input."""


def fitted(actions: Sequence[Action], cells: int, *, ascii_only: bool = False) -> list[tuple[Action, int]]:
    """Return the first actions that fit in ``cells`` cells, each with its start column."""
    placed, column = [], 1
    for action in actions:
        length = width(hint(action, ascii_only=ascii_only))
        if column + length > cells:
            break
        placed.append((action, column))
        column += length + _GAP
    return placed


def hint(action: Action, *, ascii_only: bool = False) -> str:
    """Return an action's key and label."""
    return f"{shown(action.keys[0], ascii_only=ascii_only)} {action.label}"


class HintLine(Widget):
    """The most useful keys and labels of a screen of ``keymap``; a click on one posts `Clicked`.

    While a line is typed in, they are Enter and the key that leaves. A message too long for the status line continues
    here in their place.
    """

    DEFAULT_CSS = "HintLine { height: 1; }"

    class Clicked(Message):
        """The hint of an action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keymap: Callable[[], Keymap], screen: str, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._keymap, self._of, self._ascii = keymap, screen, ascii_only
        self._typing = False
        self._does: Mapping[str, str] = {}
        self._only: frozenset[str] = frozenset()
        self._without: frozenset[str] = frozenset()
        self._message: tuple[str, str] | None = None

    def go_on(self, text: str, alarm: bool) -> bool:  # noqa: FBT001 -- both are told at once
        """Show the rest of a message until called with an empty one; return whether the line is visible."""
        message = (text, "bold $text-error" if alarm else "$foreground") if text else None
        if message != self._message:
            self._message = message
            self.refresh()
        return bool(self.display)

    def narrow(self, *actions: str) -> None:
        """Show only these actions, while others would act on something hidden; without arguments, all again."""
        self._only = frozenset(actions)
        self.refresh()

    def leave_out(self, *actions: str) -> None:
        """Hide these actions, while there is nothing they could act on; without arguments, show all again."""
        if self._without != frozenset(actions):
            self._without = frozenset(actions)
            self.refresh()

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self._follow)

    def _follow(self, focused: Widget | None) -> None:
        """Show what the keys do while a widget has the focus; its ``does`` names what keys do there, by key."""
        before = self._typing, self._does
        self._typing, self._does = isinstance(focused, Input), getattr(focused, "does", {})
        if before != (self._typing, self._does):
            self.refresh()

    def _named(self, action: Action) -> Action:
        return action._replace(label=self._does.get(action.keys[0], action.label))

    def _layout(self) -> list[tuple[Action, int]]:
        if self._message is not None:
            return []
        if self._typing:
            leave = self._keymap().action("leave")
            return fitted([DONE, *([leave] if leave.keys else [])], self.size.width, ascii_only=self._ascii)
        useful = self._keymap().hints(self._of)
        named = (self._named(action) for action in useful if action.id not in self._without)
        hints = [action for action in named if not self._only or action.id in {*self._only, "help"}]
        pinned = [action for action in hints if action.id == "help"]
        rest = [action for action in hints if action.id != "help"]
        right = sum(width(hint(action, ascii_only=self._ascii)) for action in pinned)
        corner = self.size.width - right - 1
        placed = fitted(rest, corner - _GAP, ascii_only=self._ascii)
        return [*placed, *((action, corner) for action in pinned)]

    def render(self) -> Content:
        """Return the line."""
        if self._message is not None:
            text, style = self._message
            return Content.assemble(" ", (clip(text, self.size.width - 1), style))
        parts: list[tuple[str, str] | str] = []
        column = 0
        for action, start in self._layout():
            key = shown(action.keys[0], ascii_only=self._ascii)
            parts += [" " * (start - column), (key, "bold $text-accent"), (f" {action.label}", "$text-muted")]
            column = start + width(hint(action, ascii_only=self._ascii))
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Post which action was clicked."""
        for action, start in reversed(self._layout()):
            if start <= event.x < start + width(hint(action, ascii_only=self._ascii)):
                if action is not DONE:
                    self.post_message(self.Clicked(action.id))
                return
