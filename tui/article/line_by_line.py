"""An article pane as the moving keys of a screen see it: they go by lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .article_pane import ArticlePane


class LineByLine:
    """The moves of an article pane, `move` by lines."""

    def __init__(self, pane: ArticlePane) -> None:
        self.page, self.half_page = pane.page, pane.half_page
        self.home, self.end = pane.home, pane.end
        self._pane = pane

    def move(self, count: int) -> None:
        """Move by lines."""
        self._pane.move("line", count)
