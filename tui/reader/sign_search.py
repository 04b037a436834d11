"""Going to a character typed next, within a paragraph, and to it again: what `f`, `;` and `,` do in vim.

A paragraph is to the reader what a line is to an editor. Does not mark what it finds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..article.article_pane import ArticlePane
    from ..session.session import Numbered, Session, Verbs


class SignSearch:
    """Goes through the text in ``pane``; ``ask`` has the next key named to it, with a hint of what is waited for."""

    def __init__(self, session: Session, pane: ArticlePane, ask: Callable[[str, Callable[[str], None]], None]) -> None:
        self._session, self._pane, self._ask = session, pane, ask
        self._sign = ""
        self.verbs: Verbs = {
            "to_sign": lambda: self.ask(1),
            "next_sign": lambda: self._again(1),
            "previous_sign": lambda: self._again(-1),
        }
        self.numbered: Numbered = {"to_sign": self.ask}

    def ask(self, times: int) -> None:
        """Wait for a character, and go to where it stands, so many times on."""
        self._ask("a character of this paragraph, to which the caret goes", partial(self._take, times))

    def _take(self, times: int, name: str) -> None:
        self._sign = {"space": " "}.get(name, name)
        self.go(times)

    def _again(self, direction: int) -> None:
        if self._sign:
            self.go(direction)
        else:
            self._session.refuse(f"No character was looked for yet; {self._session.key_of('to_sign')} does.")

    def go(self, times: int) -> None:
        """Go so many times on to the character, or back when that is negative; stay where there are not so many."""
        view, caret = self._pane.view, self._pane.caret
        block = view.block_at(caret) if view is not None else -1
        if view is None or block < 0:
            self._session.refuse("There is no paragraph here.")
            return
        text, (start, end) = view.article.text, (view.article.blocks[block].start, view.article.blocks[block].end)
        here = [place for place in range(start, end) if text.startswith(self._sign, place) and not view.hidden(place)]
        found = [place for place in here if place > caret] if times > 0 else [p for p in here[::-1] if p < caret]
        if len(found) < abs(times):
            way = "further on" if times > 0 else "before"
            self._session.refuse(f"There is no “{safe(self._sign)}” {way} in this paragraph.")
        else:
            self._pane.jump(found[abs(times) - 1])
