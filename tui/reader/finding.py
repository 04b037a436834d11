"""Finding words in the article on screen and walking its hits.

Refuses to search the collection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..article.article_pane import ArticlePane
    from ..frame.line_box import LineBox
    from ..session.session import Session, Verbs


class Finding:
    """A box below the text; ``changed`` is told when other words are found or the caret goes to another hit.

    ``word`` is what is looked for: typed here, or the query with which the article was opened.
    """

    def __init__(self, session: Session, pane: ArticlePane, box: LineBox, changed: Callable[[], None]) -> None:
        self._session, self._pane, self._box, self._changed = session, pane, box, changed
        self.word = ""
        self.verbs: Verbs = {
            "find": self.open,
            "next_hit": lambda: self.go(1),
            "previous_hit": lambda: self.go(-1),
        }

    def begin(self, word: str) -> None:
        """Begin with another article, opened by a search for ``word``."""
        self._box.value = ""
        self._box.display = False
        self.word = word

    def open(self) -> None:
        """Open the box."""
        self._box.display = True
        self._box.enter()

    def typed(self, text: str) -> None:
        """Mark what is typed."""
        count = self._pane.find(text)
        self._box.tell(f"{count} found" if text else "")
        self.word = text
        self._changed()

    def entered(self) -> None:
        """Leave the box and go to the next place."""
        self._pane.focus()
        self.go(1)

    def go(self, direction: int) -> None:
        """Go to the next hit (1) or the one before (-1)."""
        if self._pane.next_hit(direction) is None:
            self._session.refuse(f"There are no hits here; {self._session.key_of('find')} finds words in this article.")
        self._changed()

    def leave_box(self) -> bool:
        """Close the box; return whether it was open."""
        was_open = self._box.display
        if was_open:
            self._box.display = False
            self._pane.focus()
        return bool(was_open)

    def clear(self) -> bool:
        """Look for nothing any more; return whether something was looked for."""
        looked_for = bool(self.word and self._box.value)
        if looked_for:
            self._box.value = ""
        return looked_for
