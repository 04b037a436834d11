"""Finding words in the open article and moving through its hits.

The collection is not searched here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..article.caret_motion import Walker

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..article.article_layout import ArticleView
    from ..article.article_pane import ArticlePane
    from ..frame.line_box import LineBox
    from ..session.session import Session, Verbs


class Finding:
    """A search box below the text; ``changed`` is called when the words or the current hit changed.

    ``word`` is what is looked for: typed here, or the query the article was opened with.
    """

    def __init__(self, session: Session, pane: ArticlePane, box: LineBox, changed: Callable[[], None]) -> None:
        self._session, self._pane, self._box, self._changed = session, pane, box, changed
        self.word = ""
        self.verbs: Verbs = {
            "find": self.open,
            "next_hit": lambda: self.go(1),
            "previous_hit": lambda: self.go(-1),
            "word_on": lambda: self.find_word(1),
            "word_before": lambda: self.find_word(-1),
        }

    def begin(self, word: str) -> None:
        """Start with another article, opened by a search for ``word``."""
        self._box.value = ""
        self._box.display = False
        self.word = word

    def open(self) -> None:
        """Open the search box."""
        self._box.display = True
        self._box.enter()

    def typed(self, text: str) -> int:
        """Highlight what is typed; return how often it is found."""
        count = self._pane.find(text)
        self._box.tell(f"{count} found" if text else "")
        self.word = text
        self._changed()
        return count

    def entered(self) -> None:
        """Leave the box for the next hit."""
        self._pane.focus()
        self.go(1)

    def go(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) hit."""
        if self._pane.next_hit(direction) is None:
            self._session.refuse(f"There are no hits here; {self._session.key_of('find')} finds words in this article.")
        self._changed()

    def find_word(self, direction: int) -> None:
        """Look for the word at the caret, or the next one; go to the place on (1) or back (-1) that has it."""
        pane = self._pane
        word = word_near(pane.view, pane.caret) if pane.view is not None else ""
        if not word:
            self._session.refuse("There is no word at the caret.")
            return
        self._box.value = word
        count = self.typed(self._box.value)
        self.go(direction)
        if count == 1:
            self._session.say(f"“{word}” occurs only here in this article.")

    def leave_box(self) -> bool:
        """Close the box; return whether it was open."""
        was_open = self._box.display
        if was_open:
            self._box.display = False
            self._pane.focus()
        return bool(was_open)

    def clear(self) -> bool:
        """Clear the words in the box; return whether there were any."""
        looked_for = bool(self.word and self._box.value)
        if looked_for:
            self._box.value = ""
        return looked_for


def word_near(view: ArticleView, offset: int) -> str:
    """Return the word at an offset, else the next one; empty behind the last."""
    walker = Walker(view)
    span = walker.word_at(offset) or walker.word_at(walker.step(offset, "word", 1))
    return view.article.text[slice(*span)] if span else ""
