"""What can be undone: changes of the shelf, newest last, each with its way back and forth.

Refuses to make a change by itself: it calls what it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTH: Final = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it did in a few words, how to undo it, how to do it again."""

    label: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoStack:
    """Changes done and changes undone. A new change forgets what was undone."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def did(self, change: Change) -> None:
        """Remember a change that has been made."""
        self._done.append(change)
        self._undone.clear()
        del self._done[:-DEPTH]

    def undid(self, change: Change) -> None:
        """Remember a change of an earlier session that has been undone, so that `redo` makes it again."""
        self._undone.append(change)

    def forget(self, change: Change) -> None:
        """Forget a change that came to nothing after all."""
        self._done = [done for done in self._done if done is not change]

    def undo(self) -> str | None:
        """Undo the newest change and return its label; ``None`` when there is none."""
        if not self._done:
            return None
        change = self._done.pop()
        change.undo()
        self._undone.append(change)
        return change.label

    def redo(self) -> str | None:
        """Make the change undone last again and return its label; ``None`` when there is none."""
        if not self._undone:
            return None
        change = self._undone.pop()
        change.redo()
        self._done.append(change)
        return change.label

    @property
    def next_label(self) -> str | None:
        """What `undo` would undo."""
        return self._done[-1].label if self._done else None
