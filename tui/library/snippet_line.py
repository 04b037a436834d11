"""Clips a snippet to one line so that its first mark is visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import index

from ..text.cells import clip, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Span

    from ..text.glyphs import Glyphs


def bracketed(text: str, marks: Sequence[Span], signs: Glyphs) -> tuple[str, tuple[Span, ...]]:
    """Put brackets around each mark, for a screen without colour; return the text and the marks including brackets."""
    pieces, spans, done, size = [], [], 0, 0
    for start, end in sorted(marks):
        marked = f"{signs.open}{text[start:end]}{signs.close}"
        pieces += [text[done:start], marked]
        size += start - done
        spans.append(index.Span(size, size + len(marked)))
        size, done = size + len(marked), end
    return "".join([*pieces, text[done:]]), tuple(spans)


def window(text: str, marks: Sequence[Span], cells: int, ellipsis: str = "…") -> tuple[str, tuple[Span, ...]]:
    """Return the part of a text that fits ``cells`` cells and shows the first mark, with the marks inside it.

    The part starts at a word, about a third of the line before the first mark.
    """
    first = min((mark[0] for mark in marks), default=0)
    start = 0
    if width(text) > cells and width(text[: marks[0][1] if marks else 0]) > cells * 2 // 3:
        start = _word_before(text, first, cells // 3)
    lead = ellipsis if start and not text[start:].startswith(ellipsis) else ""
    shown = clip(lead + text[start:], cells, ellipsis)
    if shown.endswith(ellipsis * 2):  # cut right behind a gap between two passages
        shown = shown[: -len(ellipsis)].rstrip()
    shift = len(lead) - start
    kept = (index.Span(mark[0] + shift, min(mark[1] + shift, len(shown))) for mark in marks if mark[0] >= start)
    return shown, tuple(mark for mark in kept if mark.start < mark.end)


def _word_before(text: str, place: int, cells: int) -> int:
    """Return the start of the first word at most ``cells`` characters before ``place``."""
    low = max(0, place - cells)
    space = text.find(" ", max(0, low - 1), place)
    return low if not low or space < 0 else space + 1


def cut_at(text: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text in order, each with whether it is marked."""
    done = 0
    for start, end in sorted(marks):
        if start > done:
            yield text[done:start], False
        if end > max(start, done):
            yield text[max(start, done) : end], True
        done = max(done, end)
    if done < len(text):
        yield text[done:], False
