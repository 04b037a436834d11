"""The keys that move about in an article and change how it is set.

Refuses to know what else is on the screen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .articles import ArticleScreen

if TYPE_CHECKING:
    from ..text.walker import Unit
    from ..widgets.article_pane import ArticlePane

WIDEST = 160


class CaretScreen(ArticleScreen):
    """A screen on which one article is read with a caret."""

    pane: ArticlePane

    def action_read_on(self) -> None:
        """Go a page down."""
        self.action_page_down()

    def _move(self, unit: Unit, count: int) -> None:
        self.pane.focus()
        self.pane.move(unit, count)

    def action_caret_left(self) -> None:
        """Go a character left."""
        self._move("grapheme", -1)

    def action_caret_right(self) -> None:
        """Go a character right."""
        self._move("grapheme", 1)

    def action_word_left(self) -> None:
        """Go to the word before."""
        self._move("word", -1)

    def action_word_right(self) -> None:
        """Go to the next word."""
        self._move("word", 1)

    def action_sentence_back(self) -> None:
        """Go to the sentence before."""
        self._move("sentence", -1)

    def action_sentence_on(self) -> None:
        """Go to the next sentence."""
        self._move("sentence", 1)

    def action_paragraph_back(self) -> None:
        """Go to the paragraph before."""
        self._move("paragraph", -1)

    def action_paragraph_on(self) -> None:
        """Go to the next paragraph."""
        self._move("paragraph", 1)

    def action_select_sentence(self) -> None:
        """Begin to select by sentences, or stop."""
        self.pane.focus()
        self.pane.select("sentence")

    def action_select_character(self) -> None:
        """Begin to select by characters, or stop."""
        self.pane.focus()
        self.pane.select("character")

    def action_furniture(self) -> None:
        """Unfold the furniture, or fold it."""
        self.say("Everything is unfolded." if self.pane.toggle_furniture() else "What stands around is folded.")

    def action_narrower(self) -> None:
        """Make the lines shorter."""
        self._measure(-4)

    def action_wider(self) -> None:
        """Make the lines longer."""
        self._measure(4)

    def _measure(self, cells: int) -> None:
        self.pane.set_measure(min(WIDEST, self.pane.measure + cells))
        self.say(f"Lines of at most {self.pane.measure} cells.")

    def action_plain_quotes(self) -> None:
        """Show typographic quotes and dashes as ASCII, or as they stand."""
        self.pane.reading = replace(self.pane.reading, plain_quotes=not self.pane.reading.plain_quotes)

    def action_justify(self) -> None:
        """Spread the lines to the full measure, or leave them ragged."""
        self.pane.reading = replace(self.pane.reading, justify=not self.pane.reading.justify)
