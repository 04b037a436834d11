"""What the parts of a screen may ask when they lead elsewhere: reading, comparing, and the way back.

The app's `Navigator` does it; no part of a screen knows another screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import PlacedNote

    from .jump_history import JumpPlace


class Navigation(Protocol):
    """Ways from one screen to another. Each leaves the place it starts from in the jump history."""

    def go(self, screen: str) -> None:
        """Show a screen as it was left."""

    @property
    def in_front(self) -> tuple[str, ...]:
        """The article in the reader or those compared, if that screen is in front."""

    def act_on(self, screen: str, action: str) -> bool:
        """Do an action on another screen, shown as it was left; return whether there is anything to act on."""

    def go_back(self) -> None:
        """Go back in the jump history."""

    def leave_screen(self) -> None:
        """Go back to the screen the reader came from, else to the Library."""

    def read(self, article: str, *, offset: int | None = None) -> None:
        """Open an article in the reader: at ``offset``, else at the first hit of the search, else where it was left."""

    def read_neighbour(self, article: str, step: int) -> bool:
        """Read the article ``step`` places on in the present list; return whether there is one."""

    def repick(self, note: PlacedNote, number: int) -> None:
        """Have the reader choose the passage of a note's target ``number`` anew, in its article."""

    def compare(self, articles: Sequence[str], *, include: Sequence[str] = (), at: Sequence[JumpPlace] = ()) -> None:
        """Lay articles side by side (one with the one nearest to it); the rows of the places ``at`` are selected."""

    def compare_marked(self, article: str | None) -> None:
        """Lay the marked articles side by side, else the story of ``article``, else it and the one nearest to it."""

    def compare_story(self, article: str) -> None:
        """Lay the accounts of the story that holds an article side by side, else it and the one nearest to it."""

    def compare_nearest(self, article: str | None) -> None:
        """Lay an article and the one nearest to it side by side."""

    @property
    def marked(self) -> tuple[str, ...]:
        """The articles marked in the list, in the order in which they were marked."""

    def clear_marks(self) -> None:
        """Take the marks off all articles of the list."""

    def refreshed(self, changed: Sequence[str]) -> None:
        """Show the article in the reader anew if it is among those that changed on disk."""
