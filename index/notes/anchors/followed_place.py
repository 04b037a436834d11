"""Finding a position of one version of a text in another, by the words around it.

A position is never lost: without those words it is the nearest one in the new text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ...model.article import Span
from ...model.note import Mark, Target
from .anchor import describe, place

REACH: Final = 160
"""Code points of the paragraph on each side of the position that are searched for."""

BEFORE, BEHIND = 48, 80
"""Code points before and after a position that are stored with it."""

TELLING: Final = 8
"""Code points that identify a position if they occur once in the text."""


def follow(offset: int, before: str, after: str) -> int:
    """Return the offset in ``after`` of the character at ``offset`` of ``before``, by the words around it."""
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


def anchored(mark: Mark, text: str) -> Mark:
    """Return a mark with its place and bookmarks at their words in ``text``, and with the words now around them.

    A position without stored words keeps its offset.
    """
    offsets = {*mark.bookmarks, *([mark.place] if mark.place else [])}
    now = {
        offset: found_again(offset, mark.words[offset], text) if offset in mark.words else offset for offset in offsets
    }
    words = {offset: words_at(text, offset) for offset in sorted(now.values()) if offset < len(text)}
    bookmarks = tuple(sorted({now[offset] for offset in mark.bookmarks}))
    return replace(mark, place=now[mark.place] if mark.place else 0, bookmarks=bookmarks, words=words)


def words_at(text: str, offset: int) -> tuple[str, str]:
    """Return the text before and after an offset, enough to distinguish it from other places."""
    return text[max(0, offset - BEFORE) : offset], text[offset : offset + BEHIND]


def found_again(offset: int, around: tuple[str, str], text: str) -> int:
    """Return the offset where the words before and after a position are in ``text``, as closely as possible."""
    before, behind = around
    if text.startswith(before + behind, offset - len(before)) and offset >= len(before):
        return offset
    # The position's paragraph is searched for; the text around it only confirms.
    cut, stop = before.rfind("\n") + 1, behind.find("\n")
    stop = len(behind) if stop < 0 else stop
    exact, prefix, suffix = before[cut:] + behind[:stop], before[:cut], behind[stop:]
    if not exact.strip():
        exact, prefix, suffix, cut = before + behind, "", "", 0
    lead = len(before) - cut
    for words, at in ((before + behind, len(before)), (exact, lead), (behind[:stop], 0), (before[cut:], lead)):
        if len(words.strip()) >= TELLING and text.count(words) == 1:
            return text.index(words) + at
    start = max(0, offset - len(before) + cut)
    target = Target("", "", exact, prefix, suffix, start, start + len(exact), "before", repeats=2)
    placed = place(target, text, "now")
    found = placed.span or placed.guess
    if found is None:
        return min(offset, len(text))
    return min(found.start + offset - start, max(found.start, found.end - 1), len(text))


def _around(text: str, offset: int) -> Span:
    """Return the words of the paragraph at an offset, or of the next one if there is none."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    while end < len(text) and not text[start:end].strip():
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
    return Span(max(start, min(offset, end) - REACH), min(end, max(offset, start) + REACH))
