"""Finding in the article on screen, walking its hits, and copying passages of it.

Refuses to search the collection.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..citation import citation
from ..frame.article_actions import ArticleScreen
from ..frame.line_box import LineBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Article, Span

    from ..app import VariorumApp
    from ..article.article_pane import ArticlePane
    from ..article.caret_motion import Unit

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


class FindingScreen(CaretScreen):
    """A screen with an article pane and a line to find words in it."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.find_box = LineBox("/", "find in this article", id="find")
        self.word = ""

    def show_status(self) -> None:
        """Show where the caret is."""

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Mark what is typed."""
        count = self.pane.find(message.value)
        self.find_box.tell(f"{count} found" if message.value else "")
        self.word = message.value
        self.show_status()

    def on_line_box_entered(self) -> None:
        """Leave the box and go to the next place."""
        self.pane.focus()
        self.action_next_hit()

    def action_find(self) -> None:
        """Open the box to find words in this article."""
        self.find_box.display = True
        self.find_box.enter()

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self._hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before."""
        self._hit(-1)

    def _hit(self, direction: int) -> None:
        if self.pane.next_hit(direction) is None:
            self.say("There are no hits here; / finds words in this article.")
        self.show_status()

    def action_leave(self) -> None:
        """Leave the box, then the selection, then what was found, then the drawer."""
        if self.find_box.display:
            self.find_box.display = False
            self.pane.focus()
        elif self.pane.selection is not None:
            self.pane.clear_selection()
        elif self.word and self.find_box.value:
            self.find_box.value = ""
        elif self.pane.has_focus:
            self.leave_text()
        else:
            self.pane.focus()

    def leave_text(self) -> None:
        """There is nothing left to leave but the text."""

    def action_copy(self) -> None:
        """Copy the selection, else the sentence at the caret."""
        self._with_passage(lambda article, span: self.copy(article.text[span.start : span.end], "the passage"))

    def action_copy_cited(self) -> None:
        """Copy the selection or sentence with its citation."""

        def cite(article: Article, span: Span) -> None:
            paragraph = self.pane.view.paragraph_at(span.start) if self.pane.view is not None else 0
            quotation = " ".join(article.text[span.start : span.end].split())
            self.copy(citation(article, quotation, paragraph), "the passage with its citation")

        self._with_passage(cite)

    def _with_passage(self, act: Callable[[Article, Span], None]) -> None:
        article, span = self.pane.article, self.pane.passage
        if article is None or span is None:
            self.say("There is no passage here to copy.")
        else:
            act(article, span)
