"""Selecting in an article, by key and by mouse: one span, which ctrl+c and the screen agree on.

Refuses to know what a selection is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from index import Span

from .caret import CaretView
from .caret_motion import word_at

if TYPE_CHECKING:
    from textual import events

    from .article_layout import ArticleView
    from .caret_motion import Unit

Grain = Literal["sentence", "character"]


class SelectingView(CaretView):
    """A caret that may drag a selection behind it, by whole sentences or sign by sign."""

    ALLOW_SELECT = True

    class SelectionChanged(Message, namespace="article_pane"):
        """``span`` is selected now; `None` when nothing is."""

        def __init__(self, pane: SelectingView, span: Span | None) -> None:
            super().__init__()
            self.pane, self.span = pane, span

        @property
        def control(self) -> SelectingView:
            """The pane whose selection changed."""
            return self.pane

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._anchor: int | None = None
        self._grain: Grain = "character"
        self._pressed: int | None = None
        self._published: Selection | None = None
        self._said: Span | None = None

    @property
    def selection(self) -> Span | None:
        """The selected span of the article's text."""
        if self._anchor is None or self.walker is None:
            return None
        low, high = sorted((self._anchor, self._caret))
        if self._grain == "sentence":
            return self.walker.sentences_over(low, high)
        return Span(self.walker.sign_at(low).start, self.walker.sign_at(high).end)

    @property
    def passage(self) -> Span | None:
        """The selection, else the sentence at the caret: what a note, a copy or a comparison is about."""
        if self.selection is not None or self.walker is None:
            return self.selection
        sentence = self.walker.sentence_at(self._caret)
        return sentence if sentence.end > sentence.start else None

    def select(self, grain: Grain) -> None:
        """Begin to select from the caret; the same grain again ends it, the other one changes to it."""
        if self.laid_out is None:
            return
        if self._anchor is not None and self._grain == grain:
            self.clear_selection()
            return
        self._anchor = self._caret if self._anchor is None else self._anchor
        self._grain = grain
        self._publish()

    def select_span(self, span: Span) -> None:
        """Select a span of the text, with the caret on its last sign."""
        if self.view is None or span.end <= span.start:
            return
        self.jump(span.start)
        self._anchor, self._grain = self.view.snap(span.start), "character"
        self._put(self.view.snap(span.end - 1, -1))
        self._publish()

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._anchor is not None:
            self._anchor = None
            self._publish()

    def move(self, unit: Unit, count: int = 1) -> None:
        """Move the caret; a selection by sentences grows by a whole one from wherever the caret stands in its own."""
        if self._anchor is not None and self._grain == unit == "sentence" and self.walker is not None:
            self._caret = self.walker.sentence_at(self._caret).start
        super().move(unit, count)

    def _put(self, offset: int, goal: int | None = None) -> None:
        super()._put(offset, goal)
        if self._anchor is not None:
            self._publish()

    def _publish(self) -> None:
        """Tell the screen, so that ctrl+c copies this selection and a mouse selection elsewhere ends it."""
        span = self.selection
        others = {widget: each for widget, each in self.screen.selections.items() if widget is not self}
        self._published = Selection(Offset(span.start, 0), Offset(span.end, 0)) if span else None
        self.screen.selections = {self: self._published} if self._published else others
        self._say(span)

    def _say(self, span: Span | None) -> None:
        """Paint what became selected or is no longer, and say so."""
        before, self._said = self._said, span
        if span == before:
            return
        if before is not None and span is not None:
            starts, ends = sorted((before.start, span.start)), sorted((before.end, span.end))
            self._repaint_at(Span(starts[0], starts[1] + 1), Span(ends[0] - 1, ends[1]))
        else:
            self._repaint_at(span or before or Span(0, 0))
        self.post_message(self.SelectionChanged(self, span))

    # The mouse

    def selection_updated(self, selection: Selection | None) -> None:
        """Follow a selection made with the mouse, on whole signs; the screen also tells of our own, and later."""
        if selection == self._published:
            return
        self._published = selection
        if selection is None:
            self._anchor = None
            self._say(None)
        elif view := self.laid_out:
            before = self._caret
            self._grain = "character"
            self._anchor, self._caret = self._mouse_ends(view, selection)
            self._repaint_at(Span(before, before), Span(self._caret, self._caret))
            self._say(self.selection)

    def _mouse_ends(self, view: ArticleView, selection: Selection) -> tuple[int, int]:
        """Return where the mouse began and where it is.

        Textual counts a cell for each code point, so a place is taken from the mouse itself when it began here.
        """
        if self._pressed is not None and selection.start is not None and selection.end is not None:
            place = self.app.mouse_position - self.content_region.offset
            return self._pressed, self.offset_under(place.x, place.y)
        start = selection.start.x if selection.start else 0
        end = selection.end.x if selection.end else len(view.text)
        return view.snap(start), view.snap(max(start, end - 1), -1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a selection with the mouse would begin."""
        offset = event.get_content_offset(self)
        self._pressed = None if offset is None else self.offset_under(offset.x, offset.y)

    def on_click(self, event: events.Click) -> None:
        """Put the caret where the reader clicked; a second click selects the word, a third the sentence."""
        # Textual's own answer to a second click is to select everything.
        event.prevent_default()
        offset, view = event.get_content_offset(self), self.laid_out
        if offset is None or view is None or self.walker is None:
            return
        self._put(self.offset_under(offset.x, offset.y))
        if event.chain == 2 and (word := word_at(view.text, self._caret)):
            self.select_span(Span(*word))
        elif event.chain == 3:
            self.select_span(self.walker.sentence_at(self._caret))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as it stands in the article, for ctrl+c."""
        del selection
        span = self.selection
        return (self.view.article.text[span.start : span.end], "\n") if span and self.view is not None else None
