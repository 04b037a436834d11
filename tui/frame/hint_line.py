"""The line at the bottom: the keys most useful here, as many as fit, help pinned to the right.

Refuses to know what the keys do: it shows rows of the keymap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ..keymap import shown
from ..text.cells import clip, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Click

    from ..keymap import Action

_GAP = 2


def fitted(actions: Sequence[Action], cells: int, *, ascii_only: bool = False) -> list[tuple[Action, int]]:
    """Return the first actions that fit in ``cells`` with the cell each begins at."""
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
    """Keys and labels of the actions that ``hints`` names at the time; a click runs one.

    A message too long for the line above goes on here instead of them.
    """

    DEFAULT_CSS = "HintLine { height: 1; }"

    class Clicked(Message):
        """An action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, hints: Callable[[], Sequence[Action]], *, ascii_only: bool = False) -> None:
        super().__init__()
        self._hints, self._ascii = hints, ascii_only
        self._only: frozenset[str] = frozenset()
        self._without: frozenset[str] = frozenset()
        self._message: tuple[str, str] | None = None

    def go_on(self, text: str, alarm: bool) -> bool:  # noqa: FBT001 -- both are told at once
        """Show the end of a message until it is empty; return whether it is seen."""
        message = (text, "bold $text-error" if alarm else "$foreground") if text else None
        if message != self._message:
            self._message = message
            self.refresh()
        return bool(self.display)

    def narrow(self, *actions: str) -> None:
        """Show these actions alone, as long as others would act on what is not seen; without any, all."""
        self._only = frozenset(actions)
        self.refresh()

    def leave_out(self, *actions: str) -> None:
        """Show no hint for these actions, as long as there is nothing they could act on; without any, all."""
        if self._without != frozenset(actions):
            self._without = frozenset(actions)
            self.refresh()

    def _layout(self) -> list[tuple[Action, int]]:
        if self._message is not None:
            return []
        named = (action for action in self._hints() if action.id not in self._without)
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
        """Tell which action was clicked."""
        for action, start in reversed(self._layout()):
            if start <= event.x < start + width(hint(action, ascii_only=self._ascii)):
                self.post_message(self.Clicked(action.id))
                return
