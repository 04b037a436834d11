"""Other accounts of the paragraph being read: found once an article is open, told beside it, gone to with enter.

Refuses to compare by itself: the search thread does, two accounts at a time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..compare.compared import related_to
from ..frame.picker import Choice, Picker
from ..text.cells import clip
from .article_facts import AsideLine
from .notes_beside import ReaderNotes
from .related_lines import HOW, also_in
from .side_column import NARROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Article

    from ..app import VariorumApp
    from .related_lines import RelatedByBlock, RelatedPassage

REST = 36
"""Cells of the status line left to what else stands there, the bar left out."""


class ReaderRelated(ReaderNotes):
    """A reader that says where else a paragraph is told."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self._related_by_block: RelatedByBlock = {}
        self._related_block = -1

    def find_related(self, article: Article) -> None:
        """Look for other accounts of an article's paragraphs behind the screen."""
        self._related_by_block = {}
        library = self.home.library
        if library is not None:
            self.home.search_thread.ask("related", related_to(library, article), partial(self._related_found, article))

    def _related_found(self, article: Article, found: RelatedByBlock) -> None:
        if self.pane.article is article:
            self._related_by_block = found
            self._related_block = -1
            self.follow_related()
            self.show_status()

    @property
    def related(self) -> Sequence[RelatedPassage]:
        """The other accounts of the paragraph at the caret."""
        view = self.pane.view
        return self._related_by_block.get(view.block_at(self.pane.caret), ()) if view is not None else ()

    def follow_related(self) -> None:
        """Show the other accounts of the paragraph at the caret, when it is another one."""
        view = self.pane.view
        block = view.block_at(self.pane.caret) if view is not None else -1
        if block != self._related_block:
            self._related_block = block
            if self._related_by_block:
                self.show_aside()

    def show_aside(self) -> None:
        """Show what is said about the article."""
        raise NotImplementedError

    def related_lines(self) -> list[AsideLine]:
        """Return the lines about other accounts for the column at the side."""
        if not self.related:
            return []
        signs, number = self.home.glyphs, self.pane.paragraph[0]
        heading = f"Other accounts of {signs.paragraph}{number}" if number else "Other accounts of this"
        return [AsideLine(heading, heading=True), *(self._related_line(related) for related in self.related)]

    def _related_line(self, related: RelatedPassage) -> AsideLine:
        signs = self.home.glyphs
        number = f"{signs.paragraph}{related.paragraph}, " if related.paragraph else ""
        told = f"{number}{HOW[related.kind]}" + (f": {related.change}" if related.change else "")
        return AsideLine(
            related.label, told, getattr(signs, related.kind.value), related.offset, article=related.article
        )

    def related_status(self) -> str:
        """Return the line for the status line where there is no column: where else this is told."""
        if not self.related or (self.size.width >= NARROW and self.side.display):
            return ""
        key = self.home.key_of("act")
        line = also_in(self.related, self.home.glyphs)
        return f"{clip(line, max(20, self.size.width - REST), self.home.glyphs.ellipsis)} {key}"

    def go_to_related(self) -> bool:
        """Read the other account at its passage, or choose one of several; return whether there is any."""
        related = self.related
        if len(related) == 1:
            self.home.read(related[0].article, offset=related[0].offset)
        elif related:
            choices = [
                Choice(str(place), one.line(self.home.glyphs), getattr(self.home.glyphs, one.kind.value))
                for place, one in enumerate(related)
            ]
            self.app.push_screen(Picker("Also told in", choices), partial(self._read_related, related))
        return bool(related)

    def _read_related(self, related: Sequence[RelatedPassage], chosen: str | None) -> None:
        if chosen is not None:
            one = related[int(chosen)]
            self.home.read(one.article, offset=one.offset)
