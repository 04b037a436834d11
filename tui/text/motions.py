"""Where a caret goes: by sign, word or span, as offsets into one text.

Refuses to know lines and widths, which belong to the view.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Span

# A run of letters and digits with inner apostrophes, hyphens and points (U.S., 5.5); a single kana or Han sign.
_CJK = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+(?:[.’'‐-]{{1,2}}(?:(?![{_CJK}])\w)+)*")
_REACH = 400


def next_word(text: str, offset: int) -> int:
    """Return the start of the first word behind the offset, or the end of the text."""
    for match in _WORD.finditer(text, _word_start(text, offset)):
        if match.start() > offset:
            return match.start()
    return len(text)


def previous_word(text: str, offset: int) -> int:
    """Return the start of the last word that begins before the offset, or 0."""
    high = offset
    while high > 0:
        low = _word_start(text, max(0, high - _REACH))
        starts = [match.start() for match in _WORD.finditer(text, low, high)]
        if starts:
            return starts[-1]
        high = low
    return 0


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return the span of the word that holds the offset."""
    for match in _WORD.finditer(text, _word_start(text, offset)):
        if match.end() > offset:
            return (match.start(), match.end()) if match.start() <= offset else None
    return None


def _word_start(text: str, offset: int) -> int:
    """Return a place at or before the offset where no word is cut: behind the nearest white space."""
    low = max(0, offset - _REACH)
    for place in range(min(offset, len(text)) - 1, low - 1, -1):
        if text[place].isspace():
            return place + 1
    return low


def next_span(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the first of the ordered, disjoint spans that starts behind the offset."""
    place = bisect_right(spans, offset, key=_start)
    return spans[place] if place < len(spans) else None


def previous_span(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the last of the ordered, disjoint spans that starts before the offset."""
    place = bisect_left(spans, offset, key=_start) - 1
    return spans[place] if place >= 0 else None


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the span that holds the offset, else the one before it, else the first."""
    if not spans:
        return None
    return spans[max(0, bisect_right(spans, offset, key=_start) - 1)]


def _start(span: Span) -> int:
    return span[0]
