"""The jump history: places in the order of the jumps, a position among them, and the recent ones.

It goes nowhere itself: it returns places.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import index

LENGTH: Final = 200


class JumpPlace(NamedTuple):
    """A place: the screen, the article (empty for a list without one) and the offset in its text.

    ``end`` is the end of a passage that starts there, 0 if none is meant; ``words`` are the text before and after the
    offset when the place was left, which find it again after the text was edited.
    """

    screen: str
    article: str = ""
    offset: int = 0
    end: int = 0
    words: tuple[str, str] = ("", "")

    def same_as(self, other: JumpPlace) -> bool:
        """Whether both are one place, whatever words stood there when it was left."""
        return self[:4] == other[:4]

    def offset_in(self, text: str) -> int:
        """Return the offset of the place in the article's current text."""
        return index.found_again(self.offset, self.words, text) if any(self.words) else self.offset


class JumpHistory:
    """A history as in browsers: a jump from the middle discards what lies ahead."""

    def __init__(self) -> None:
        self._behind: list[JumpPlace] = []
        self._ahead: list[JumpPlace] = []

    def leave(self, here: JumpPlace) -> None:
        """Remember the place a jump starts from."""
        if not self._behind or not self._behind[-1].same_as(here):
            self._behind.append(here)
        self._ahead.clear()
        del self._behind[:-LENGTH]

    def back(self, here: JumpPlace) -> JumpPlace | None:
        """Return the previous place, remembering ``here`` for `forward`; ``None`` at the start."""
        while self._behind:
            place = self._behind.pop()
            if not place.same_as(here):
                self._ahead.append(here)
                return place
        return None

    def forward(self, here: JumpPlace) -> JumpPlace | None:
        """Return the place that `back` came from; ``None`` when there is none."""
        while self._ahead:
            place = self._ahead.pop()
            if not place.same_as(here):
                self._behind.append(here)
                return place
        return None

    def recent(self, limit: int = 20) -> tuple[JumpPlace, ...]:
        """Return the newest place of each article, newest first."""
        newest: dict[str, JumpPlace] = {}
        for place in reversed(self._behind):
            if place.article:
                newest.setdefault(place.article, place)
        return tuple(newest.values())[:limit]
