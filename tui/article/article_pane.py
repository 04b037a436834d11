"""The pane in which an article is read: what is shown, its folds, layers and hits.

It shows what it is given and says by messages what the reader did. Refuses to read files, to search a collection and
to bind keys: a screen calls its methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .article_layout import ArticleView, ReadingStyle
from .article_paint import ArticlePainter, Column, columns
from .caret_motion import Walker
from .fact_lines import minutes
from .overlays import ORDER, Overlays
from .selection import SelectingView
from .visible_text import occurrences

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from textual import events
    from textual.strip import Strip

    from index import Article, Span

MEASURE = 72
NARROWEST = 24


class ArticlePane(SelectingView):
    """One article on screen. Positions are offsets (code points) into its text.

    ``caret`` stands on a sign that is drawn, or on a fold; ``selection`` is the selected span or `None`.
    """

    PREFIX: ClassVar[str] = "article"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article--{name}" for name in ORDER),
        *(f"article--{name}" for name in ("title", "subtitle", "detail", "heading", "quotation", "caption")),
        *(f"article--{name}" for name in ("furniture", "guess", "facts", "fold", "number", "margin", "bar")),
    }

    def __init__(
        self,
        *,
        measure: int = MEASURE,
        reading: ReadingStyle | None = None,
        numbered: bool = True,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.measure = measure
        self.centred = False
        self._numbered = numbered
        self._reading = reading or ReadingStyle()
        self._overlays = Overlays()
        self._search_hits: tuple[Span, ...] = ()
        self._landing: int | None = None

    # What is shown

    @property
    def article(self) -> Article | None:
        """The article on screen."""
        return self.view.article if self.view is not None else None

    def show(self, article: Article | None, *, offset: int = 0, hits: Sequence[Span] = ()) -> None:
        """Show an article (or nothing) with the caret at ``offset`` and the spans of ``hits`` marked.

        A fold that hides the offset is opened. The same article shown again keeps its folds.
        """
        self.clear_selection()
        before = self.view
        self._set_article(article)
        if before is not None and self.view is not None and before.article.hash == self.view.article.hash:
            self.view.folds = before.folds
        self._overlays = Overlays()
        self._overlays.set("hit", hits)
        self._search_hits = tuple(hits)
        self._landing = offset
        self._land()

    def _set_article(self, article: Article | None) -> None:
        self.view = ArticleView(article, self._reading) if article else None
        self.walker = Walker(self.view) if self.view is not None else None

    def _land(self) -> None:
        """Put the caret where `show` wants it, as soon as the pane has a width."""
        if self._landing is None or not self.cells:
            return
        offset, self._landing = self._landing, None
        self._goal = None
        if self.view is None:
            self._caret = 0
            self.set_line_count(0)
            self.repaint()
            return
        if self.view.hidden(offset):
            self.view.folds.open(self.view.block_at(offset))
        self.view.arrange(self.column_width)
        self.set_line_count(len(self.view))
        self._caret = self.view.snap(offset)
        self.scroll_to_line(self.view.row_of(self._caret) - self.rows_shown // 3 if offset else 0)
        self._mark_current()
        self.repaint()
        self.post_message(self.CaretMoved(self, self._caret))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the article out for the new width, or for the first one."""
        super().on_resize(event)
        self._land()

    # How it looks

    @property
    def reading(self) -> ReadingStyle:
        """How pages look; setting it lays the article out anew and keeps the place."""
        return self._reading

    @reading.setter
    def reading(self, reading: ReadingStyle) -> None:
        self._reading = reading
        if self.view is not None:
            folds, rows = self.view.folds, self.view.rows
            self._set_article(self.view.article)
            self.view.folds, self.view.rows = folds, rows
            self.rearrange()

    def set_measure(self, cells: int) -> None:
        """Set the greatest width of the text column, keeping the place."""
        self.measure = max(NARROWEST, cells)
        self.rearrange()

    def set_centred(self, *, centred: bool) -> None:
        """Centre the column (zen) or not."""
        self.centred = centred
        self.rearrange()

    def toggle_furniture(self) -> bool:
        """Unfold all furniture or fold it again, keeping the place; return whether it is unfolded now."""
        if self.view is None:
            return False
        unfolded = self.view.folds.toggle()
        self.rearrange()
        return unfolded

    def toggle_fold(self) -> bool:
        """Open the fold at the caret or close it again; return whether there was one."""
        block = self.view.block_at(self._caret) if self.view is not None else -1
        if self.view is None or not self.view.folds.toggle_at(block):
            return False
        self.rearrange()
        return True

    def on_click(self, event: events.Click) -> None:
        """Place the caret, select, or open the fold that was clicked."""
        super().on_click(event)
        offset, view = event.get_content_offset(self), self.laid_out
        row = self.top + offset.y if offset else -1
        if view is not None and 0 <= row < len(view) and view.own_line(row) and view.takes_caret(row):
            self.toggle_fold()

    @property
    def column(self) -> Column:
        """How the pane is divided at its present width."""
        return columns(self.cells, self.measure, numbered=self._numbered, centred=self.centred)

    @property
    def column_width(self) -> int:
        """How many cells a line of text may take."""
        return self.column.text

    @property
    def column_start(self) -> int:
        """The cell at which lines of text begin."""
        return self.column.left + self.column.margin

    # Where the reader is

    @property
    def minutes_left(self) -> int:
        """Return how many minutes of reading are left, 0 at the end."""
        left = 0.0 if self.article is None else self.article.words * (1 - self.progress)
        return minutes(round(left))

    @property
    def paragraph(self) -> tuple[int, int]:
        """The number of the paragraph at the caret and how many there are."""
        return (self.view.paragraph_at(self._caret), self.view.paragraphs) if self.view is not None else (0, 0)

    # Layers and hits

    def set_layer(self, name: str, spans: Iterable[Span]) -> None:
        """Paint spans under a name of `tui.article.overlays.ORDER`; no spans take the paint away."""
        self._overlays.set(name, spans)
        if name == "hit":
            self._mark_current()
        self.repaint()

    def find(self, text: str) -> int:
        """Mark every occurrence of ``text`` instead of the search's hits and return how many there are.

        An empty text brings the search's hits back.
        """
        article = self.article
        spans = occurrences(article.text, text) if article and text else self._search_hits
        self.set_layer("hit", spans)
        return len(self._overlays.layer("hit"))

    def next_hit(self, direction: int) -> tuple[int, int] | None:
        """Go to the next (1) or previous (-1) hit, around the ends; return (its number from 1, how many there are)."""
        hits = self._overlays.layer("hit")
        place = hits.after(self._caret) if direction > 0 else hits.before(self._caret)
        if place is None:
            return None
        self.jump(hits.spans[place].start)
        self._mark_current()
        return place + 1, len(hits)

    @property
    def hit(self) -> tuple[int, int] | None:
        """The number of the hit at the caret (0 between hits) and how many there are; `None` without hits."""
        hits = self._overlays.layer("hit")
        place = hits.at(self._caret)
        return ((0 if place is None else place + 1), len(hits)) if len(hits) else None

    def _mark_current(self) -> None:
        """Distinguish the hit at the caret from the others."""
        hits, before = self._overlays.layer("hit"), self._overlays.layer("current").spans
        place = hits.at(self._caret)
        current = () if place is None else (hits.spans[place],)
        self._overlays.set("current", current)
        self._repaint_at(*before, *current)

    # Painting

    def paint_key(self, line: int) -> Hashable | None:
        """Keep every line but those with the caret or a selection."""
        if self.view is None or line >= len(self.view):
            return "blank", self.cells
        span = self.selection
        if span and self._touches(line, span):
            return None
        return None if self.has_focus and self.view.row_of(self._caret) == line else (line, self.cells)

    def _touches(self, line: int, span: Span) -> bool:
        start, end = self.view.span(line) if self.view is not None else (0, 0)
        return span.start < end and span.end > start

    def paint(self, line: int) -> Strip:
        """Return one row of the article."""
        view = self.view
        if view is None or self.walker is None or line >= len(view):
            return self.blank_line()
        here = self.has_focus and view.row_of(self._caret) == line
        caret = self.walker.sign_at(self._caret) if here else None
        return ArticlePainter(view, self._overlays, self.blend, self.column).paint(line, caret, self.selection)


class PreviewPane(ArticlePane, can_focus=False):
    """An article beside a list: no caret, no paragraph numbers; the list keeps the focus."""

    def __init__(self, *, measure: int = MEASURE, reading: ReadingStyle | None = None, id: str | None = None) -> None:
        super().__init__(measure=measure, reading=reading, numbered=False, id=id)
