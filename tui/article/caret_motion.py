"""Caret motions through an article, one for each unit.

The caret's own position is not kept here, and nothing scrolls.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal

from index import Span, sentences

from ..text.cells import grapheme_start, next_grapheme, previous_grapheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .article_layout import ArticleView

# A run of letters and digits with inner apostrophes, hyphens and periods (U.S., 5.5); or one kana or Han character.
_CJK = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+(?:[.’'‐-]{{1,2}}(?:(?![{_CJK}])\w)+)*")
_REACH = 400


def next_word(text: str, offset: int) -> int:
    """Return the start of the next word after the offset, or the end of the text."""
    for match in _WORD.finditer(text, _word_start(text, offset)):
        if match.start() > offset:
            return match.start()
    return len(text)


def previous_word(text: str, offset: int) -> int:
    """Return the start of the last word that starts before the offset, or 0."""
    high = offset
    while high > 0:
        low = _word_start(text, max(0, high - _REACH))
        starts = [match.start() for match in _WORD.finditer(text, low, high)]
        if starts:
            return starts[-1]
        high = low
    return 0


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return the span of the word at the offset, ``None`` if there is none."""
    for match in _WORD.finditer(text, _word_start(text, offset)):
        if match.end() > offset:
            return (match.start(), match.end()) if match.start() <= offset else None
    return None


def _word_start(text: str, offset: int) -> int:
    """Return an offset at or before the given one that splits no word: after the nearest white space."""
    low = max(0, offset - _REACH)
    for place in range(min(offset, len(text)) - 1, low - 1, -1):
        if text[place].isspace():
            return place + 1
    return low


def next_span(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the first of the ordered, disjoint spans that starts after the offset."""
    place = bisect_right(spans, offset, key=_start)
    return spans[place] if place < len(spans) else None


def previous_span(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the last of the ordered, disjoint spans that starts before the offset."""
    place = bisect_left(spans, offset, key=_start) - 1
    return spans[place] if place >= 0 else None


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the span at the offset, else the one before it, else the first."""
    if not spans:
        return None
    return spans[max(0, bisect_right(spans, offset, key=_start) - 1)]


def _start(span: Span) -> int:
    return span[0]


Unit = Literal["grapheme", "word", "sentence", "paragraph", "line"]


class Walker:
    """Motions through the rows of an `ArticleView`; every offset returned is a valid caret position."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self._sentences: dict[int, tuple[Span, ...]] = {}

    def step(self, offset: int, unit: Unit, direction: int, column: int = 0) -> int:
        """Return the offset one unit further (1) or back (-1); ``column`` is the wanted cell of a step by line."""
        if unit == "line":
            return self.line(offset, direction, column)
        if unit == "paragraph":
            return self.view.next_block(offset, direction)
        if unit == "sentence":
            return self._sentence(offset, direction)
        if unit == "word":
            return self._word(offset, direction)
        return self._grapheme(offset, direction)

    def line(self, offset: int, rows: int, column: int) -> int:
        """Return the offset at ``column``, ``rows`` rows away; unchanged if there is no such row."""
        view = self.view
        row = view.row_of(offset)
        wanted = min(max(row + rows, 0), len(view) - 1)
        there = view.caret_row(wanted, 1 if rows > 0 else -1)
        return offset if (there - row) * rows <= 0 else view.offset_at(there, column)

    def edge(self, offset: int, direction: int) -> int:
        """Return the first (-1) or last (1) character of the row."""
        view = self.view
        start, end = view.span(view.row_of(offset))
        return view.snap(start if direction < 0 else max(start, end - 1), direction)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence at the offset; an empty span on a fold or outside all blocks."""
        spans = () if self.view.hidden(offset) else self._of_block(self.view.block_at(offset))
        return span_at(spans, offset) or Span(offset, offset)

    def sentences_over(self, start: int, end: int) -> Span:
        """Return the span from the start of one offset's sentence to the end of the other's."""
        return Span(self.sentence_at(min(start, end)).start, self.sentence_at(max(start, end)).end)

    def sign_at(self, offset: int) -> Span:
        """Return the span of the grapheme at the offset."""
        shown = self.view.shown
        start = grapheme_start(shown.drawn, shown.place(offset))
        return shown.back(start, next_grapheme(shown.drawn, start))

    def word_at(self, offset: int) -> Span | None:
        """Return the span of the word at the offset."""
        shown = self.view.shown
        word = word_at(shown.drawn, shown.place(offset))
        return shown.back(*word) if word else None

    def _of_block(self, block: int) -> tuple[Span, ...]:
        if block < 0:
            return ()
        if block not in self._sentences:
            here = self.view.article.blocks[block]
            self._sentences[block] = sentences(self.view.article.text, here.start, here.end)
        return self._sentences[block]

    def _sentence(self, offset: int, direction: int) -> int:
        view, spans = self.view, self._of_block(self.view.block_at(offset))
        if view.hidden(offset):
            spans = ()
        # A sentence may start with hidden markup before the caret.
        begin = view.shown.begin(view.shown.place(offset))
        near = next_span(spans, offset) if direction > 0 else previous_span(spans, begin)
        if near:
            return view.snap(near.start, direction)
        block = view.next_block(offset, direction)
        if direction > 0 or block >= offset or view.hidden(block):
            return block
        last = self._of_block(view.block_at(block))
        return view.snap(last[-1].start, -1) if last else block

    def _word(self, offset: int, direction: int) -> int:
        view = self.view
        if view.hidden(offset):
            return view.next_block(offset, direction)
        move = next_word if direction > 0 else previous_word
        place = view.shown.offset(move(view.shown.drawn, view.shown.place(offset)))
        return view.snap(place, direction if view.hidden(place) or direction > 0 else -1)

    def _grapheme(self, offset: int, direction: int) -> int:
        view, shown = self.view, self.view.shown
        if direction > 0 and view.hidden(offset):
            return view.next_block(offset, 1)
        step = next_grapheme if direction > 0 else previous_grapheme
        return view.snap(shown.offset(step(shown.drawn, shown.place(offset))), direction)
