"""Where the reader has been: places in the order of the jumps, with a position among them, and the recent ones.

Refuses to go anywhere: it names places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import index

LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class JumpPlace:
    """A place: the screen, the article (empty in a list without one) and the offset in its text.

    ``end`` is where a passage ends that begins there, 0 when none is meant; ``words`` stood before and behind the
    offset when the place was left: by them it is found in a text that was edited since.
    """

    screen: str
    article: str = ""
    offset: int = 0
    end: int = 0
    words: tuple[str, str] = field(default=("", ""), compare=False)

    def offset_in(self, text: str) -> int:
        """Return where the place is in the article's text as it is now."""
        return index.found_again(self.offset, self.words, text) if any(self.words) else self.offset


class JumpHistory:
    """A history as browsers have it: a jump from the middle forgets what lay ahead."""

    def __init__(self) -> None:
        self._behind: list[JumpPlace] = []
        self._ahead: list[JumpPlace] = []

    def leave(self, here: JumpPlace) -> None:
        """Remember the place a jump starts from."""
        if not self._behind or self._behind[-1] != here:
            self._behind.append(here)
        self._ahead.clear()
        del self._behind[:-LENGTH]

    @property
    def behind(self) -> JumpPlace | None:
        """The place that `back` would go to, as far as can be told without knowing where the reader is."""
        return self._behind[-1] if self._behind else None

    def back(self, here: JumpPlace) -> JumpPlace | None:
        """Return the place before, remembering ``here`` for `forward`; ``None`` at the beginning."""
        while self._behind:
            place = self._behind.pop()
            if place != here:
                self._ahead.append(here)
                return place
        return None

    def forward(self, here: JumpPlace) -> JumpPlace | None:
        """Return the place that `back` came from; ``None`` when there is none."""
        while self._ahead:
            place = self._ahead.pop()
            if place != here:
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
