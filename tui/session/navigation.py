"""The navigation that the parts of a screen may ask for: reading, comparing, going back.

The app's `Navigator` implements it; no part of a screen knows another screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import PlacedNote

    from .jump_history import JumpPlace


class Navigation(Protocol):
    """Navigation between screens. Each method records the place it starts from in the jump history."""

    @property
    def in_front(self) -> tuple[str, ...]:
        """The article in the reader, or those compared, if that screen is in front."""

    def act_on(self, screen: str, action: str) -> bool:
        """Run an action on another screen, shown as it was left; return whether it has anything to act on."""

    def go_back(self) -> None:
        """Go back in the jump history."""

    def leave_screen(self) -> None:
        """Go back to the previous screen, else to the Library."""

    def read(self, article: str, *, offset: int | None = None) -> None:
        """Open an article in the reader: at ``offset``, else at the first hit of the search, else where it was left."""

    def read_neighbour(self, article: str, step: int) -> None:
        """Read the article ``step`` places further in the current list, or say why there is none."""

    def repick(self, note: PlacedNote, number: int) -> None:
        """Let the reader select a new passage in the article for target ``number`` of a note."""

    def compare(self, articles: Sequence[str], *, include: Sequence[str] = (), at: Sequence[JumpPlace] = ()) -> None:
        """Compare articles (a single one with its nearest); the rows of the places ``at`` are selected."""

    def compare_marked(self, article: str | None) -> None:
        """Compare the marked articles, else the story of ``article``, else it and its nearest article."""

    def compare_story(self, article: str) -> None:
        """Compare the accounts of an article's story, else it and its nearest article."""

    def compare_nearest(self, article: str | None) -> None:
        """Compare an article with its nearest one."""

    @property
    def marked(self) -> tuple[str, ...]:
        """The articles marked in the list, in the order they were marked."""

    def clear_marks(self) -> None:
        """Unmark all articles of the list."""

    def refreshed(self, changed: Sequence[str]) -> None:
        """Reload the article in the reader if it is among those that changed on disk."""
