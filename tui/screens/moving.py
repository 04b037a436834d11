"""The keys that move through the pane that has them, whatever it shows.

Refuses to know what the panes are.
"""

from __future__ import annotations

from typing import Protocol

from .base import BaseScreen


class Pane(Protocol):
    """What the moving keys need of the pane that has them."""

    def page(self, count: int = 1) -> None:
        """Move by screens."""

    def half_page(self, count: int = 1) -> None:
        """Move by half screens."""

    def home(self) -> None:
        """Move to the beginning."""

    def end(self) -> None:
        """Move to the end."""


class MovingScreen(BaseScreen):
    """A screen of panes, one of which the moving keys move."""

    @property
    def moving(self) -> Pane:
        """The pane that page and end keys move."""
        raise NotImplementedError

    def step(self, count: int) -> None:
        """Go so many lines or entries down."""
        raise NotImplementedError

    def action_down(self) -> None:
        """Go down a line."""
        self.step(1)

    def action_up(self) -> None:
        """Go up a line."""
        self.step(-1)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.moving.home()

    def action_bottom(self) -> None:
        """Go to the end."""
        self.moving.end()

    def action_page_down(self) -> None:
        """Go a page down."""
        self.moving.page(1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self.moving.page(-1)

    def action_half_page_down(self) -> None:
        """Go half a page down."""
        self.moving.half_page(1)

    def action_half_page_up(self) -> None:
        """Go half a page up."""
        self.moving.half_page(-1)
