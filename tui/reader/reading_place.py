"""The reading position in an article: for jumps, after a change of its text, and stored when the caret rests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from index import follow, words_at

from ..keymap import READER
from ..session.jump_history import JumpPlace
from ..session.session import nothing

if TYPE_CHECKING:
    from index import Article

    from ..article.article_pane import ArticlePane
    from ..session.session import Session

PAUSE: Final = 1.0
"""Seconds the caret rests before its place is stored."""


class ReadingPlace:
    """The place in the article of ``pane``, stored on the shelf."""

    def __init__(self, session: Session, pane: ArticlePane) -> None:
        self._session, self._pane = session, pane
        self._call_off = nothing

    @property
    def here(self) -> JumpPlace:
        """The caret's position, as a place."""
        article, caret = self._pane.article, self._pane.caret
        return (
            JumpPlace(READER, article.id, caret, words=words_at(article.text, caret)) if article else JumpPlace(READER)
        )

    def jump(self, offset: int) -> None:
        """Move the caret elsewhere in the article, leaving a jump."""
        self._session.history.leave(self.here)
        self._pane.jump(offset)
        self._pane.focus()

    def follow(self, article: Article) -> None:
        """Show a newer text of the article, with the caret at the same words on the same line of the screen."""
        before = self._pane.article
        self._session.shelf.follow(article)
        if before is not None and before.hash != article.hash:
            self._pane.replace_text(article, partial(follow, before=before.text, after=article.text))
            if self._session.front == READER:
                self._session.tell_news("Changed outside; shown anew at the words you were at.")
        elif before is not None:
            self._pane.show(article, offset=self._pane.caret)

    def moved(self) -> None:
        """Restart the timer that stores the place."""
        self._call_off()
        self._call_off = self._session.later(PAUSE, self.keep)

    def keep(self) -> None:
        """Store the place now."""
        self._call_off()
        if self._pane.article is not None:
            self._session.shelf.keep_place(self._pane.article, self._pane.caret)
