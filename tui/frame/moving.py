"""The keys that move through the pane that has them, whatever it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .list_pane import ListPane, rows_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session.session import Verbs


class MovingPane(Protocol):
    """What the moving keys need of the pane that has them."""

    def move(self, count: int) -> None:
        """Move by rows, lines or entries."""

    def page(self, count: int = 1) -> None:
        """Move by screens."""

    def half_page(self, count: int = 1) -> None:
        """Move by half screens."""

    def home(self) -> None:
        """Move to the beginning."""

    def end(self) -> None:
        """Move to the end."""


def standing(pane: MovingPane) -> tuple[object, ...]:
    """Return where a pane stands: something else once it has moved."""
    return tuple(getattr(pane, name, None) for name in ("cursor", "caret", "key", "top"))


Numbered = dict[str, "Callable[[int], object]"]
"""What keys do with a number typed before them, by the ids of the keymap's actions."""


def moving_verbs(pane: Callable[[], MovingPane]) -> Verbs:
    """Return the verbs of the moving keys, for the pane that has the keys when one is pressed."""
    return {
        "down": lambda: pane().move(1),
        "up": lambda: pane().move(-1),
        "top": lambda: pane().home(),
        "bottom": lambda: pane().end(),
        "page_down": lambda: pane().page(1),
        "page_up": lambda: pane().page(-1),
        "half_page_down": lambda: pane().half_page(1),
        "half_page_up": lambda: pane().half_page(-1),
        "screen_top": lambda: _go_on_screen(pane(), 0.0),
        "screen_middle": lambda: _go_on_screen(pane(), 0.5),
        "screen_bottom": lambda: _go_on_screen(pane(), 1.0),
    }


def _go_on_screen(pane: MovingPane, share: float) -> None:
    """Go to a row of a list that is on the screen: 0 is the first, 1 the last one."""
    if isinstance(pane, ListPane):
        rows = rows_on_screen(pane)
        pane.move_to(rows[int((len(rows) - 1) * share)])


def numbered_verbs(pane: Callable[[], MovingPane]) -> Numbered:
    """Return what the moving keys do with a number: so many rows or screens, or to the row of that number."""

    def to_row(number: int) -> None:
        pane().home()
        pane().move(number - 1)

    return {
        "down": lambda number: pane().move(number),
        "up": lambda number: pane().move(-number),
        "top": to_row,
        "bottom": to_row,
        "page_down": lambda number: pane().page(number),
        "page_up": lambda number: pane().page(-number),
        "half_page_down": lambda number: pane().half_page(number),
        "half_page_up": lambda number: pane().half_page(-number),
    }
