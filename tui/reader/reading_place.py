"""The place at which an article is being read: written when the caret rests, before another screen, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..session.session import nothing

if TYPE_CHECKING:
    from ..article.article_pane import ArticlePane
    from ..session.session import Session

PAUSE: Final = 1.0
"""Seconds the caret rests before its place is written."""


class ReadingPlace:
    """Keeps the place of the article in ``pane`` on the shelf."""

    def __init__(self, session: Session, pane: ArticlePane) -> None:
        self._session, self._pane = session, pane
        self._call_off = nothing

    def moved(self) -> None:
        """Take in that the caret moved."""
        self._call_off()
        self._call_off = self._session.later(PAUSE, self.keep)

    def keep(self) -> None:
        """Write the place now."""
        self._call_off()
        if self._pane.article is not None:
            self._session.shelf.keep_place(self._pane.article.id, self._pane.caret)
