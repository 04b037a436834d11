"""Other accounts of the current paragraph: found when an article is opened, listed beside it, opened by a key.

The library compares; it is called on the search thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..frame.picker import Choice, Picker
from ..text.cells import clip, width
from .article_facts import AsideLine
from .related_lines import HOW, also_in, related_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article

    from ..article.article_pane import ArticlePane
    from ..session.navigation import Navigation
    from ..session.session import Session
    from .related_lines import RelatedByBlock, RelatedPassage

REST = 36
"""Cells of the status line that its other parts need, without the bar."""


class RelatedAccounts:
    """The other accounts of the paragraph at the caret of ``pane``; ``changed`` is called when they change."""

    def __init__(
        self, session: Session, navigation: Navigation, pane: ArticlePane, changed: Callable[[], None]
    ) -> None:
        self._session, self._navigation, self._pane, self._changed = session, navigation, pane, changed
        self._by_block: RelatedByBlock = {}
        self._block = -1

    def find(self, article: Article) -> None:
        """Look for other accounts of an article's paragraphs, on the search thread."""
        self._by_block = {}
        library = self._session.library
        if library is None:
            return

        def find(cancelled: Callable[[], bool]) -> RelatedByBlock:
            return related_passages(article, library.related(article.id, cancelled), library.show)

        self._session.search_thread.ask("related", find, partial(self._found, article))

    def _found(self, article: Article, found: RelatedByBlock) -> None:
        if self._pane.article is article:
            self._by_block, self._block = found, -1
            self.follow()

    @property
    def here(self) -> Sequence[RelatedPassage]:
        """The other accounts of the paragraph at the caret."""
        view = self._pane.view
        return self._by_block.get(view.block_at(self._pane.caret), ()) if view is not None else ()

    def follow(self) -> None:
        """Update after the caret moved, possibly to another paragraph."""
        view = self._pane.view
        block = view.block_at(self._pane.caret) if view is not None else -1
        if block != self._block:
            self._block = block
            if self._by_block:
                self._pane.set_below(block, self._told)
                self._changed()

    def lines(self) -> list[AsideLine]:
        """Return a line for each other account: how it words the paragraph at the caret, else how much it shares."""
        if not self._by_block:
            return []
        here = {passage.article: passage for passage in self.here}
        told: dict[str, list[RelatedPassage]] = {}
        for passages in self._by_block.values():
            for passage in passages:
                told.setdefault(passage.article, []).append(passage)
        shared = sorted(told.values(), key=len, reverse=True)
        return [
            AsideLine("Other accounts", heading=True),
            *(self._line(passages, here.get(passages[0].article)) for passages in shared),
        ]

    def _line(self, shared: Sequence[RelatedPassage], here: RelatedPassage | None) -> AsideLine:
        signs, count = self._session.glyphs, len(shared)
        if here is None:
            first = min(shared, key=lambda passage: passage.offset)
            told = f"{count} paragraph{'' if count == 1 else 's'} in common"
            return AsideLine(first.label, told, " ", first.offset, article=first.article)
        number = f"{signs.paragraph}{here.paragraph}, " if here.paragraph else ""
        change = f": {here.change}" if here.change else ""
        told = f"{number}{HOW[here.kind]}{change}"
        return AsideLine(here.label, told, getattr(signs, here.kind.value), here.offset, article=here.article)

    def status(self, cells: int) -> str:
        """Return the other accounts for a status line ``cells`` wide; empty if the text on the screen says it."""
        return "" if self._drawn else self._told(max(20, cells - REST))

    def _told(self, cells: int) -> str:
        """Return the other accounts of the paragraph in one line, with the key that opens them."""
        if not self.here:
            return ""
        signs, key = self._session.glyphs, self._session.key_of("act")
        return f"{clip(also_in(self.here, signs), cells - width(key) - 1, signs.ellipsis)} {key}"

    @property
    def _drawn(self) -> bool:
        """Whether the line is on the screen, below the paragraph in the text."""
        view, top = self._pane.view, self._pane.top
        return view is not None and max(0, top) <= view.row_below(self._block) < top + self._pane.rows_shown

    def go(self) -> bool:
        """Read the other account at its passage, or choose one of several; return whether there is any."""
        here, signs = self.here, self._session.glyphs
        if len(here) == 1:
            self._read(here[0])
        elif here:
            choices = [
                Choice(str(place), one.line(signs), getattr(signs, one.kind.value)) for place, one in enumerate(here)
            ]
            self._session.ask(
                Picker("Also told in", choices), lambda chosen: self._read(here[int(chosen)]) if chosen else None
            )
        return bool(here)

    def _read(self, passage: RelatedPassage) -> None:
        self._navigation.read(passage.article, offset=passage.offset)
