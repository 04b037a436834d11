"""The pane in which an article is read, with a caret, a selection, folds, overlays and hits.

It reports the reader's actions by messages. It does not read files, search or bind keys: a screen calls its methods.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.message import Message

from index import Span

from ..frame.line_view import LineView
from .article_layout import ReadingStyle, reading_style
from .article_page import ArticlePage
from .article_paint import LOOKS, ArticlePainter
from .caret import Caret
from .fact_lines import minutes
from .overlays import Highlights
from .selection import TextSelection, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual import events
    from textual.selection import Selection
    from textual.strip import Strip

    from index import Article

    from ..session.session import Session
    from .article_layout import ArticleView
    from .caret_motion import Unit

MEASURE = 72

Pane = TypeVar("Pane", bound="ArticlePane")


class ArticlePane(LineView):
    """One article on screen. Positions are offsets (code points) into its text.

    ``caret`` is on a visible character or a fold; ``selection`` is the selected span or `None`.
    """

    PREFIX: ClassVar[str] = "article"
    ALLOW_SELECT = True
    NUMBERED: ClassVar[bool] = True
    LOOKS: ClassVar[frozenset[str]] = LOOKS

    @dataclass
    class CaretMoved(Message):
        """The caret moved to ``offset``."""

        offset: int

    def __init__(self, *, measure: int = MEASURE, reading: ReadingStyle | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        caret = self._caret = Caret(self, self._caret_put)
        page = self._page = ArticlePage(self, caret, reading or ReadingStyle(), measure, numbered=self.NUMBERED)
        selecting = TextSelection(caret, page.jump, self._pointed, partial(publish, self), page.repaint_at)
        highlights = self._highlights = Highlights(lambda: caret.offset, page.occurrences, page.jump, page.repaint_at)
        self._selecting = selecting
        self.painter = ArticlePainter(page, caret, selecting, highlights.overlays, self.blend)
        # Methods delegated to the parts.
        self.page, self.half_page, self.home, self.end = caret.page, caret.half_page, caret.home, caret.end
        self.move, self.jump, self.caret_moves = partial(caret.move, "line"), page.jump, caret
        self.set_measure, self.set_centred, self.set_below = page.set_measure, page.set_centred, page.set_below
        self.toggle_furniture, self.toggle_fold = page.toggle_furniture, page.toggle_fold
        self.show_above, self.hold_line = page.show_above, page.hold_line
        self.select, self.select_span, self.clear_selection = selecting.toggle, selecting.take, selecting.clear
        self.set_layer, self.find, self.next_hit = highlights.set_layer, highlights.find, highlights.next_hit

    # What is shown

    def show(self, article: Article | None, *, offset: int = 0, hits: Sequence[Span] = ()) -> None:
        """Show an article (or nothing) with ``hits`` marked and the caret at ``offset``, even inside a fold."""
        self._selecting.clear()
        self._highlights.begin(hits)
        self._page.show(article, offset)

    def replace_text(self, article: Article, follow: Callable[[int], int]) -> None:
        """Show a newer text at the reader's place; ``follow`` maps offsets of the old text to the new one."""
        self._selecting.clear()
        self._highlights.begin(())
        self._page.replace_text(article, follow)

    @property
    def view(self) -> ArticleView | None:
        """The article's rows; ``None`` without an article."""
        return self._page.view

    @property
    def article(self) -> Article | None:
        """The article on screen."""
        return self.view.article if self.view is not None else None

    @property
    def reading(self) -> ReadingStyle:
        """The reading style; setting it lays the article out again and keeps the place."""
        return self._page.style

    @reading.setter
    def reading(self, reading: ReadingStyle) -> None:
        self._page.set_style(reading)

    @property
    def measure(self) -> int:
        """The greatest width of the text column, in cells."""
        return self._page.measure

    @property
    def centred(self) -> bool:
        """Whether the text column is centred (zen mode)."""
        return self._page.centred

    def on_resize(self) -> None:
        """Lay the article out for the new size."""
        self._page.resize()

    # Where the reader is

    @property
    def caret(self) -> int:
        """The offset of the caret, or where it will be put as soon as there is a width."""
        return self._page.place

    @property
    def progress(self) -> float:
        """The caret's progress through the rows, 0 at the first and 1 at the last."""
        return self._caret.progress

    @property
    def link(self) -> str:
        """The target of the link at the caret; empty if there is none."""
        return self.view.link_at(self.caret) if self.view is not None else ""

    @property
    def minutes_left(self) -> int:
        """The minutes of reading left, 0 at the end."""
        return minutes(round(self.article.words * (1 - self.progress))) if self.article else minutes(0)

    @property
    def paragraph(self) -> tuple[int, int]:
        """The number of the paragraph at the caret, and how many there are."""
        return (self.view.paragraph_at(self.caret), self.view.paragraphs) if self.view is not None else (0, 0)

    @property
    def hit(self) -> tuple[int, int] | None:
        """The number of the hit at the caret (0 between hits) and how many there are; `None` without hits."""
        return self._highlights.hit

    def move_caret(self, unit: Unit, count: int = 1) -> None:
        """Move the caret by ``count`` units, backwards if negative."""
        self._caret.move(unit, count, self._selecting.start_of(unit))

    def _caret_put(self, before: int, offset: int) -> None:
        self._page.repaint_at((Span(before, before), Span(offset, offset)))
        if before < 0:
            self._highlights.mark_current()
        if offset != before:
            self.post_message(self.CaretMoved(offset))
        self._selecting.follow()

    # The selection and the mouse

    @property
    def selection(self) -> Span | None:
        """The selected span of the article's text."""
        return self._selecting.span

    @property
    def passage(self) -> Span | None:
        """The selection, else the sentence at the caret: what a note or copy is about."""
        return self._selecting.passage

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text for ctrl+c."""
        del selection
        return (self._selecting.text, "\n") if self._selecting.text else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Follow a selection made with the mouse."""
        self._selecting.drag(selection)

    def _pointed(self) -> int:
        return self._page.offset_under(self.app.mouse_position - self.content_region.offset)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a mouse selection may start."""
        place = event.get_content_offset(self)
        self._selecting.press(None if place is None else self._page.offset_under(place))

    def on_click(self, event: events.Click) -> None:
        """Move the caret and toggle a fold; a double click selects the word, a triple click the sentence."""
        # Textual would select everything at a double click.
        event.prevent_default()
        place = event.get_content_offset(self)
        if place is not None:
            self._caret.go(self._page.offset_under(place))
            self._selecting.click(event.chain)
            if self._page.fold_under(place):
                self.toggle_fold()

    def paint_key(self, line: int) -> Hashable | None:
        """Cache every line without caret or selection."""
        return (line, self.cells) if self.painter.lasts(line, focused=self.has_focus) else None

    def paint(self, line: int) -> Strip:
        """Render one row."""
        return self.painter.paint(line, focused=self.has_focus)


class PreviewPane(ArticlePane, can_focus=False):
    """An article beside a list: no paragraph numbers, and not focusable by default."""

    NUMBERED: ClassVar[bool] = False


def following(kind: type[Pane], session: Session, id: str) -> Pane:
    """Return a pane that follows the reading settings of the session."""
    pane = kind(measure=session.settings.reading.measure, reading=reading_style(session.settings), id=id)

    def restyle() -> None:
        reading, measure = reading_style(session.settings), session.settings.reading.measure
        if reading != pane.reading:
            pane.reading = reading
        if measure != pane.measure:
            pane.set_measure(measure)

    session.settings_changed.add(restyle)
    return pane
