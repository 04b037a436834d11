"""Where a place in one version of a text stands in another, by the words around it.

Refuses to lose a place: without those words it is the nearest one the new text has.
"""

from __future__ import annotations

from typing import Final

from ...model.article import Span
from .anchor import describe, place

REACH: Final = 160
"""Code points of the paragraph around the place, on each side, that are looked for."""


def follow(offset: int, before: str, after: str) -> int:
    """Return the offset in ``after`` of the sign at ``offset`` of ``before``, as far as the words around it tell."""
    if before == after:
        return offset
    offset = min(max(offset, 0), len(before))
    passage = _around(before, offset)
    placed = place(describe(before, passage, article="", text_hash="before"), after, "after")
    found = placed.span or placed.guess
    if found is None:
        return min(offset, len(after))
    moved = max(0, found.start + offset - passage.start)  # a blank line before the paragraph may be gone
    return min(moved, max(found.start, found.end - 1), len(after))


def _around(text: str, offset: int) -> Span:
    """Return the words of the paragraph at an offset, or of the one behind it where none is there."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    while end < len(text) and not text[start:end].strip():
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
    return Span(max(start, min(offset, end) - REACH), min(end, max(offset, start) + REACH))
