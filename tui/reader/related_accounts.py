"""Other accounts of the paragraph being read: found once an article is open, told beside it, gone to with enter.

Refuses to compare by itself: the search thread does, two accounts at a time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..compare.compared import kindred_of
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
    from .related_lines import Kin, Kindred

REST = 36
"""Cells of the status line left to what else stands there, the bar left out."""


class ReaderKin(ReaderNotes):
    """A reader that says where else a paragraph is told."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self._kindred: Kindred = {}
        self._kin_block = -1

    def find_kin(self, article: Article) -> None:
        """Look for other accounts of an article's paragraphs behind the screen."""
        self._kindred = {}
        library = self.home.library
        if library is not None:
            self.home.desk.ask("kin", kindred_of(library, article), partial(self._kin_found, article))

    def _kin_found(self, article: Article, found: Kindred) -> None:
        if self.pane.article is article:
            self._kindred = found
            self._kin_block = -1
            self.follow_kin()
            self.show_status()

    @property
    def kin(self) -> Sequence[Kin]:
        """The other accounts of the paragraph at the caret."""
        view = self.pane.view
        return self._kindred.get(view.block_at(self.pane.caret), ()) if view is not None else ()

    def follow_kin(self) -> None:
        """Show the other accounts of the paragraph at the caret, when it is another one."""
        view = self.pane.view
        block = view.block_at(self.pane.caret) if view is not None else -1
        if block != self._kin_block:
            self._kin_block = block
            if self._kindred:
                self.show_aside()

    def show_aside(self) -> None:
        """Show what is said about the article."""
        raise NotImplementedError

    def kin_lines(self) -> list[AsideLine]:
        """Return the lines about other accounts for the column at the side."""
        if not self.kin:
            return []
        signs, number = self.home.glyphs, self.pane.paragraph[0]
        heading = f"Other accounts of {signs.paragraph}{number}" if number else "Other accounts of this"
        return [AsideLine(heading, heading=True), *(self._kin_line(kin) for kin in self.kin)]

    def _kin_line(self, kin: Kin) -> AsideLine:
        signs = self.home.glyphs
        number = f"{signs.paragraph}{kin.paragraph}, " if kin.paragraph else ""
        told = f"{number}{HOW[kin.kind]}" + (f": {kin.change}" if kin.change else "")
        return AsideLine(kin.label, told, getattr(signs, kin.kind.value), kin.offset, article=kin.article)

    def kin_status(self) -> str:
        """Return the line for the status line where there is no column: where else this is told."""
        if not self.kin or (self.size.width >= NARROW and self.side.display):
            return ""
        key = self.home.key_of("act")
        line = also_in(self.kin, self.home.glyphs)
        return f"{clip(line, max(20, self.size.width - REST), self.home.glyphs.ellipsis)} {key}"

    def go_to_kin(self) -> bool:
        """Read the other account at its passage, or choose one of several; return whether there is any."""
        kin = self.kin
        if len(kin) == 1:
            self.home.read(kin[0].article, offset=kin[0].offset)
        elif kin:
            choices = [
                Choice(str(place), one.line(self.home.glyphs), getattr(self.home.glyphs, one.kind.value))
                for place, one in enumerate(kin)
            ]
            self.app.push_screen(Picker("Also told in", choices), partial(self._read_kin, kin))
        return bool(kin)

    def _read_kin(self, kin: Sequence[Kin], chosen: str | None) -> None:
        if chosen is not None:
            one = kin[int(chosen)]
            self.home.read(one.article, offset=one.offset)
