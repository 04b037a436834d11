"""Keys that act in the order in which they were pressed, however fast.

Refuses to know any action by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap
from textual.screen import Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..keymap import Action

_EDITING = {key.strip() for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")}
"""Keys that edit a line of text; while one is typed in they are the line's."""


class KeyedScreen(Screen[None]):
    """A screen whose keys come from rows of the keymap."""

    def bind_keys(self, actions: Iterable[Action]) -> None:
        """Bind the keys of these actions, before those Textual gives every screen.

        An ordinary binding is run after the key has passed through the widgets, when the next keys of a burst may have
        gone to the wrong one; a priority binding is run before the next key is looked at.
        """
        ours = (
            Binding(key, f"by_key('{action.id}', {key in _EDITING})", show=False, priority=True)
            for action in actions
            for key in action.keys
        )
        self._bindings = BindingsMap.merge([BindingsMap(ours), self._bindings])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that edit a line to the line while one is typed in."""
        if action == "by_key" and parameters[1] and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    async def action_by_key(self, action: str, _edits: bool) -> None:  # noqa: FBT001 - written by `bind_keys`
        """Run an action because of a key."""
        self.key_pressed()
        await self.run_action(action)

    def key_pressed(self) -> None:
        """Do what is to be done before a key acts."""
