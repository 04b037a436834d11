"""Labels beside the paragraphs and folds on the screen: the letter typed next takes the caret there.

They are shown until the next key. What is further away is not labelled.
"""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from index import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..article.article_pane import ArticlePane
    from ..session.session import Session, Verbs

LETTERS = f"asdfghjklqwertyuiopzxcvbnm{ascii_uppercase}"
"""The labels, those under the fingers first."""


class JumpLabels:
    """Labels in the margin of ``pane``; ``ask`` reads the next key, as for `TextVerbs`."""

    def __init__(self, session: Session, pane: ArticlePane, ask: Callable[..., None]) -> None:
        self._session, self._pane, self._ask = session, pane, ask
        self.verbs: Verbs = {"jump_label": self.show}

    def show(self) -> None:
        """Show the labels, and wait for one of them."""
        places = dict(zip(LETTERS, self._places(), strict=False))
        if not places:
            self._session.refuse("There is no paragraph here.")
            return
        self._pane.focus()
        self._label({place: letter for letter, place in places.items()})

        def go(letter: str) -> None:
            self._label({})
            if letter in places:
                self._pane.jump(places[letter])
            else:
                self._session.refuse(f"No paragraph here has the label “{safe(letter)}”.")

        self._ask("the letter beside a paragraph, to which the caret goes", go, lambda: self._label({}))

    def _label(self, labels: dict[int, str]) -> None:
        self._pane.painter.labels = labels
        self._pane.repaint()

    def _places(self) -> Iterator[int]:
        """Yield where the paragraphs and folds on the screen begin."""
        view, top = self._pane.view, self._pane.top
        if view is not None:
            rows = range(top, min(len(view), top + self._pane.rows_shown))
            yield from (view.span(row).start for row in rows if view.begins(row))
