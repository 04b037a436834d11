"""The movement keys of the focused pane, whatever it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from .line_view import LineView
from .list_pane import ListPane, place_cursor, rows_on_screen, scroll_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session.session import Numbered, Verbs


class MovingPane(Protocol):
    """What the movement keys need of a pane."""

    def move(self, count: int) -> None:
        """Move by rows, lines or entries."""

    def page(self, count: int = 1) -> None:
        """Move by pages."""

    def half_page(self, count: int = 1) -> None:
        """Move by half pages."""

    def home(self) -> None:
        """Move to the start."""

    def end(self) -> None:
        """Move to the end."""


class CaretMoves(Protocol):
    """A caret that scrolls the pane it is in."""

    def scroll(self, lines: int) -> None:
        """Scroll by lines; the caret stays in sight."""

    def place(self, share: float) -> None:
        """Scroll until the caret's line is so far down the screen, from 0 to 1."""


@runtime_checkable
class CaretPane(Protocol):
    """A pane with a caret."""

    caret_moves: CaretMoves


def standing(pane: MovingPane) -> tuple[object, ...]:
    """Return a pane's position, which compares unequal once it has moved."""
    return tuple(getattr(pane, name, None) for name in ("cursor", "caret", "key", "top"))


def moving_verbs(pane: Callable[[], MovingPane]) -> Verbs:
    """Return the verbs of the movement keys; ``pane`` is asked for the pane at each key."""
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
        "scroll_down": lambda: _scroll(pane(), 1),
        "scroll_up": lambda: _scroll(pane(), -1),
        "cursor_top": lambda: _place(pane(), 0.0),
        "cursor_middle": lambda: _place(pane(), 0.5),
        "cursor_bottom": lambda: _place(pane(), 1.0),
    }


def _go_on_screen(pane: MovingPane, share: float) -> None:
    """Move to a visible row of a list: ``share`` 0 is the first, 1 the last."""
    if isinstance(pane, ListPane):
        rows = rows_on_screen(pane)
        pane.move_to(rows[int((len(rows) - 1) * share)])


def _go_to_line(pane: MovingPane, line: int) -> None:
    """Move to a visible row of a list, counted from 0 at the top, from -1 at the bottom, as far as there are any."""
    if isinstance(pane, ListPane):
        rows = rows_on_screen(pane)
        pane.move_to(rows[max(-len(rows), min(line, len(rows) - 1))])


def _scroll(pane: MovingPane, lines: int) -> None:
    if isinstance(pane, ListPane):
        scroll_list(pane, lines)
    elif isinstance(pane, CaretPane):
        pane.caret_moves.scroll(lines)
    elif isinstance(pane, LineView):
        pane.scroll_to_line(pane.top + lines)


def _place(pane: MovingPane, share: float) -> None:
    if isinstance(pane, ListPane):
        place_cursor(pane, share)
    elif isinstance(pane, CaretPane):
        pane.caret_moves.place(share)


def numbered_verbs(pane: Callable[[], MovingPane]) -> Numbered:
    """Return what the movement keys do with a count: move that many rows or pages, or to the row of that number."""

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
        "screen_top": lambda number: _go_to_line(pane(), number - 1),
        "screen_bottom": lambda number: _go_to_line(pane(), -number),
        "scroll_down": lambda number: _scroll(pane(), number),
        "scroll_up": lambda number: _scroll(pane(), -number),
    }
