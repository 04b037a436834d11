"""Selecting text in an article by keys or mouse: one span, shared with the screen for ctrl+c.

What a selection is for, and where it is on the screen, is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.geometry import Offset
from textual.selection import Selection

from index import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from .caret import Caret
    from .caret_motion import Unit, Walker

Grain = Literal["sentence", "character"]


class TextSelection:
    """A span from an anchor to ``caret``, extended to whole sentences or characters.

    ``jump`` moves the caret and opens folds; ``pointed`` returns the offset under the mouse. ``publish`` tells the
    screen of the selection; ``repaint`` repaints the spans that look different now.
    """

    def __init__(
        self,
        caret: Caret,
        jump: Callable[[int], None],
        pointed: Callable[[], int],
        publish: Callable[[Selection | None], None],
        repaint: Callable[[tuple[Span, ...]], None],
    ) -> None:
        self._caret, self._jump, self._pointed = caret, jump, pointed
        self._publish, self._repaint = publish, repaint
        self._anchor: int | None = None
        self._grain: Grain = "character"
        self._pressed: int | None = None
        self._published: Selection | None = None
        self._said: Span | None = None

    @property
    def span(self) -> Span | None:
        """The selected span of the article's text."""
        walker = self._caret.walker
        if self._anchor is None or walker is None:
            return None
        low, high = sorted((self._anchor, self._caret.offset))
        if self._grain == "sentence":
            return walker.sentences_over(low, high)
        return Span(walker.sign_at(low).start, high if walker.view.hidden(high) else walker.sign_at(high).end)

    @property
    def passage(self) -> Span | None:
        """The selection, else the sentence at the caret; `None` if there is neither."""
        span, walker = self.span, self._caret.walker
        if span is not None or walker is None:
            return span
        sentence = walker.sentence_at(self._caret.offset)
        return sentence if sentence.end > sentence.start else None

    @property
    def text(self) -> str:
        """The selected text; empty if nothing is selected."""
        span, walker = self.span, self._caret.walker
        return walker.view.article.text[span.start : span.end] if span and walker is not None else ""

    # By key

    def toggle(self, grain: Grain) -> None:
        """Start selecting at the caret, whose fold opens; the same grain again ends it, the other grain replaces it."""
        if self._anchor is not None and self._grain == grain:
            self.clear()
        elif self._caret.laid_out:
            if self._anchor is None:
                self._jump(self._caret.offset)
            self._anchor = self._caret.offset if self._anchor is None else self._anchor
            self._grain = grain
            self._show()

    def take(self, span: Span) -> None:
        """Select a span of the text, with the caret on its last character."""
        if span.end > span.start and self._caret.laid_out:
            self._jump(span.start)
            self._anchor, self._grain = self._caret.offset, "character"
            self._caret.go(span.end - 1, -1)

    def clear(self) -> None:
        """Drop the selection."""
        if self._anchor is not None:
            self._anchor = None
            self._show()

    def start_of(self, unit: Unit) -> int | None:
        """Return where a move by ``unit`` starts if not at the caret.

        A selection by sentences grows by whole ones, wherever the caret is in its own.
        """
        walker = self._caret.walker
        if self._anchor is None or walker is None or not self._grain == unit == "sentence":
            return None
        return walker.sentence_at(self._caret.offset).start

    def follow(self) -> None:
        """Extend the selection to the caret."""
        if self._anchor is not None:
            self._show()

    def _show(self) -> None:
        """Publish the selection, so that ctrl+c copies it and a mouse selection elsewhere ends it."""
        span = self.span
        self._published = Selection(Offset(span.start, 0), Offset(span.end, 0)) if span else None
        self._publish(self._published)
        self._say(span)

    def _say(self, span: Span | None, *stale: Span) -> None:
        before, self._said = self._said, span
        if span == before:
            return
        if before is not None and span is not None:
            starts, ends = sorted((before.start, span.start)), sorted((before.end, span.end))
            stale += Span(starts[0], starts[1] + 1), Span(ends[0] - 1, ends[1])
        else:
            stale += (span or before or Span(0, 0),)
        self._repaint(stale)

    # By mouse

    def press(self, offset: int | None) -> None:
        """Remember where a mouse selection may start."""
        self._pressed = offset

    def click(self, chain: int) -> None:
        """Select the word at the caret after a double click, the sentence after a triple click."""
        walker = self._caret.walker
        if walker is not None and chain == 2 and (word := walker.word_at(self._caret.offset)):
            self.take(word)
        elif walker is not None and chain == 3:
            self.take(walker.sentence_at(self._caret.offset))

    def drag(self, selection: Selection | None) -> None:
        """Follow a selection made by the screen, on whole characters; our own ones also come back here, later."""
        if selection == self._published:
            return
        self._published = selection
        walker = self._caret.laid_out
        if selection is None:
            self._anchor = None
            self._say(None)
        elif walker is not None:
            before = self._caret.offset
            self._grain = "character"
            self._anchor, end = self._mouse_ends(walker, selection)
            self._caret.drag(end)
            self._say(self.span, Span(before, before), Span(end, end))

    def _mouse_ends(self, walker: Walker, selection: Selection) -> tuple[int, int]:
        """Return where the mouse selection started and where it ends.

        Textual counts one cell per code point, so the offsets are taken from the mouse if the selection started here.
        """
        if self._pressed is not None and selection.start is not None and selection.end is not None:
            return self._pressed, self._pointed()
        view = walker.view
        start = selection.start.x if selection.start else 0
        end = selection.end.x if selection.end else len(view.text)
        return view.snap(start), view.snap(max(start, end - 1), -1)


def publish(widget: Widget, selection: Selection | None) -> None:
    """Set the screen's selection of a widget, so that ctrl+c copies it; selections in other widgets end."""
    screen = widget.screen
    others = {each: its for each, its in screen.selections.items() if each is not widget}
    screen.selections = {widget: selection} if selection else others
