"""Wrapping text into lines of a given width, as arrays of code point offsets.

Lines break at spaces, at dashes and slashes inside words, and between CJK characters (with kinsoku rules); no-break
spaces and grapheme clusters stay whole. Styles and blocks are not known here.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .cells import is_narrow, measured

if TYPE_CHECKING:
    from collections.abc import Sequence


class WrappedLines(NamedTuple):
    """Starts and ends of lines. Ends exclude trailing spaces; starts of following lines exclude leading ones."""

    starts: array[int]
    ends: array[int]


# Kinsoku shori (JIS X 4051): characters that may not start a line, and those that may not end one.
_NO_START = frozenset(
    "、。，．：；？！）］｝】〕」』〉》〙〗…‥—～・ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ”’»›％%°,.;:!?)]}"
)
_NO_END = frozenset("（［｛【〔「『〈《〘〖“‘«‹([{$€£¥＄￥#＃")
_GLUE = frozenset("\u00a0\u202f\u2060\ufeff")
_DASHES = "-–—/"
_DASH = re.compile(f"[{_DASHES}]")
_INNER = frozenset(".’'”\")")


def new_lines() -> WrappedLines:
    """Return empty arrays to append to."""
    return WrappedLines(array("L"), array("L"))


def wrap_text(text: str, width: int) -> WrappedLines:
    """Wrap a whole text; each line feed ends a paragraph, an empty paragraph gives an empty line."""
    lines = new_lines()
    start = 0
    while (end := text.find("\n", start)) >= 0:
        wrap_paragraph(text, start, end, width, lines)
        start = end + 1
    wrap_paragraph(text, start, len(text), width, lines)
    return lines


def wrap_paragraph(
    text: str, start: int, end: int, width: int, lines: WrappedLines, *, first: int = 0, hang: int = 0
) -> None:
    """Wrap ``text[start:end]``, which contains no line feed, and append its lines to ``lines``.

    The first line is ``first`` cells narrower than ``width``, all others ``hang`` cells.
    """
    room, later = max(1, width - first), max(1, width - hang)
    if is_narrow(text, start, end):
        _wrap_narrow(text, start, end, room, later, lines)
    else:
        edges, reach = measured(text, start, end)
        _wrap_measured(text, edges, reach, room, later, lines)


def _wrap_narrow(text: str, start: int, end: int, room: int, later: int, lines: WrappedLines) -> None:
    """Wrap one-cell characters, for which a search for the last space finds the break."""
    add_start, add_end, find, dash = lines.starts.append, lines.ends.append, text.rfind, _DASH.search
    while end - start > room:
        limit = start + room
        space = find(" ", start + 1, limit + 1)
        low = (space if space > 0 else start) + 1
        split = _after_dash(text, low, limit, end) if low < limit and dash(text, low, limit) else 0
        if split:
            stop = nxt = split
        elif space < 0:
            stop = nxt = limit
        else:
            stop, nxt = space, space + 1
            if nxt < end and (text[nxt] == " " or text[stop - 1] == " "):
                stop, nxt = _around_spaces(text, start, space, end)
        add_start(start)
        add_end(stop)
        start, room = nxt, later
        if start >= end:
            return
    add_start(start)
    add_end(_trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _around_spaces(text: str, start: int, space: int, end: int) -> tuple[int, int]:
    """Return the end of the line before a run of spaces and the start of the next one."""
    nxt = space + 1
    while nxt < end and text[nxt] == " ":
        nxt += 1
    return _trimmed(text, start, space), nxt


def _after_dash(text: str, low: int, high: int, end: int) -> int:
    """Return the last offset in ``(low, high]`` after a dash where a line may break, or 0."""
    for place in range(high - 1, low - 1, -1):
        after = text[place + 1] if place + 1 < end else ""
        if text[place] in _DASHES and place and breaks_after(text[place - 1], text[place], after):
            return place + 1
    return 0


def breaks_after(before: str, dash: str, after: str) -> bool:
    """Whether a line may break after ``dash`` between these characters.

    An em dash allows a break before any word; other dashes only inside a word and never between digits, so that
    ``2024-04-26``, ``5/2`` and ``-5`` stay whole.
    """
    if not after or after == " " or after in _NO_START or after in _DASHES:
        return False
    if dash == "—":
        return True
    inside = before.isalnum() or before in _INNER
    return inside and after.isalnum() and not (before.isdigit() and after.isdigit())


def _wrap_measured(
    text: str, edges: Sequence[int], reach: Sequence[int], room: int, later: int, lines: WrappedLines
) -> None:
    """Wrap graphemes that start at ``edges`` (the last is the end); ``reach`` holds the cells before each edge."""
    first, last = 0, len(edges) - 1
    while True:
        # A grapheme wider than the line gets a line of its own.
        cut = nxt = max(first + 1, bisect_right(reach, reach[first] + room) - 1)
        if cut >= last:
            _append(text, edges[first], edges[last], lines)
            return
        if _is_space(text, edges, cut):
            while nxt < last and _is_space(text, edges, nxt):
                nxt += 1
        else:
            cut = nxt = _last_break(text, edges, reach, first, cut)
        _append(text, edges[first], edges[cut], lines)
        first, room = nxt, later
        if first >= last:
            return


def _is_space(text: str, edges: Sequence[int], sign: int) -> bool:
    """Whether a grapheme is a space without a combining mark: one with a mark is seen."""
    return text[edges[sign]] == " " and edges[sign + 1] - edges[sign] == 1


def _append(text: str, start: int, end: int, lines: WrappedLines) -> None:
    lines.starts.append(start)
    lines.ends.append(_trimmed(text, start, end))


def _last_break(text: str, edges: Sequence[int], reach: Sequence[int], first: int, place: int) -> int:
    """Return the last grapheme at or before ``place`` that may start a line, else ``place`` itself."""
    for sign in range(place, first, -1):
        if _may_break(text, edges[sign], wide=reach[sign + 1] - reach[sign] > 1, after_wide=_is_wide(reach, sign - 1)):
            return sign
    return place


def _is_wide(reach: Sequence[int], sign: int) -> bool:
    return reach[sign + 1] - reach[sign] > 1


def _may_break(text: str, place: int, *, wide: bool, after_wide: bool) -> bool:
    """Whether a line may break before the grapheme at ``place``; CJK allows breaks on both sides, Hangul does not."""
    before, sign = text[place - 1], text[place]
    if sign == " " or before in _GLUE or sign in _GLUE:
        return False
    if before in {" ", "\u200b"}:
        return True
    if before in _DASHES:
        return breaks_after(text[place - 2 : place - 1], before, sign)
    wide = (wide and not "가" <= sign <= "힣") or (after_wide and not "가" <= before <= "힣")
    return wide and sign not in _NO_START and before not in _NO_END
