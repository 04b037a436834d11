"""Breaking text into lines of at most so many cells, as arrays of code point offsets.

Spaces, dashes and slashes inside words, and CJK signs offer breaks (with kinsoku); a no-break space and a sign made of
several code points stay whole. Refuses to know what the text is: no styles, no blocks.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from .cells import graphemes, is_narrow


class Lines(NamedTuple):
    """Where lines start and end. An end leaves out trailing spaces; the next start leaves out leading ones."""

    starts: array[int]
    ends: array[int]


# Kinsoku shori (JIS X 4051): signs that may not begin a line, and signs that may not end one.
_NO_START = frozenset(
    "、。，．：；？！）］｝】〕」』〉》〙〗…‥—～・ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ”’»›％%°,.;:!?)]}"
)
_NO_END = frozenset("（［｛【〔「『〈《〘〖“‘«‹([{$€£¥＄￥#＃")
_GLUE = frozenset("\u00a0\u202f\u2060\ufeff")
_DASHES = "-–—/"
_INNER = frozenset(".’'”\")")


def new_lines() -> Lines:
    """Return empty arrays to wrap into."""
    return Lines(array("L"), array("L"))


def wrap_text(text: str, width: int) -> Lines:
    """Wrap a whole text; each line feed ends a paragraph, an empty paragraph is an empty line."""
    lines = new_lines()
    start = 0
    while (end := text.find("\n", start)) >= 0:
        wrap_paragraph(text, start, end, width, lines)
        start = end + 1
    wrap_paragraph(text, start, len(text), width, lines)
    return lines


def wrap_paragraph(text: str, start: int, end: int, width: int, lines: Lines, *, first: int = 0, hang: int = 0) -> None:
    """Append the lines of ``text[start:end]``, which holds no line feed, to ``lines``.

    The first line is ``first`` cells narrower than ``width``, every later one ``hang`` cells.
    """
    room, later = max(1, width - first), max(1, width - hang)
    if is_narrow(text, start, end):
        _wrap_narrow(text, start, end, room, later, lines)
    else:
        _wrap_any(text, start, end, room, later, lines)


def _wrap_narrow(text: str, start: int, end: int, room: int, later: int, lines: Lines) -> None:
    starts, ends = lines
    find = text.rfind
    while end - start > room:
        limit = start + room
        space = find(" ", start + 1, limit + 1)
        split = _after_dash(text, max(space, start) + 1, limit)
        if split:
            stop = nxt = split
        elif space > 0:
            stop, nxt = _around_spaces(text, start, space, end)
        else:
            stop = nxt = limit
        starts.append(start)
        ends.append(stop)
        start, room = nxt, later
        if start >= end:
            return
    starts.append(start)
    ends.append(_trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _around_spaces(text: str, start: int, space: int, end: int) -> tuple[int, int]:
    """Return where the line before a run of spaces ends and where the next one starts."""
    nxt = space + 1
    while nxt < end and text[nxt] == " ":
        nxt += 1
    return _trimmed(text, start, space), nxt


def _after_dash(text: str, low: int, high: int) -> int:
    """Return the last place in ``(low, high]`` behind a dash where a line may break, or 0."""
    place = max(text.rfind(dash, low, high) for dash in _DASHES)
    while place >= low:
        if breaks_after(text[place - 1] if place else "", text[place], text[place + 1 : place + 2]):
            return place + 1
        place = max(text.rfind(dash, low, place) for dash in _DASHES)
    return 0


def breaks_after(before: str, dash: str, after: str) -> bool:
    """Whether a line may break behind ``dash`` between these two signs.

    An em dash offers a break wherever a word follows; the others only inside a word, and never between digits, so
    that ``2024-04-26``, ``5/2`` and ``-5`` stay whole.
    """
    if dash not in _DASHES or not after or after == " " or after in _NO_START or after in _DASHES:
        return False
    if dash == "—":
        return True
    inside = before.isalnum() or before in _INNER
    return inside and after.isalnum() and not (before.isdigit() and after.isdigit())


def _wrap_any(text: str, start: int, end: int, room: int, later: int, lines: Lines) -> None:
    signs = list(graphemes(text[start:end]))
    first = opportunity = at = used = 0
    before, was_wide = "", False
    while at < len(signs):
        low, high, cells = signs[at]
        sign = text[start + low]
        wide = cells == 2 and not "가" <= sign <= "힣"
        if at > first and _may_break(text, start + low, before, sign, wide=wide or was_wide):
            opportunity = at
        if used + cells > room and sign != " " and at > first:
            cut = opportunity if opportunity > first else at
            _append(text, start + signs[first][0], start + signs[cut][0], lines)
            first = at = cut
            room, used, before, was_wide = later, 0, "", False
            continue
        used += cells
        before, was_wide = text[start + high - 1], wide
        at += 1
    _append(text, start + (signs[first][0] if signs else 0), end, lines)


def _append(text: str, start: int, end: int, lines: Lines) -> None:
    lines.starts.append(start)
    lines.ends.append(_trimmed(text, start, end))


def _may_break(text: str, place: int, before: str, sign: str, *, wide: bool) -> bool:
    """Whether a line may break before the sign at ``place``; ``wide`` when it or the one before is a CJK sign."""
    if sign == " " or before in _GLUE or sign in _GLUE:
        return False
    if before in {" ", "\u200b"}:
        return True
    if before in _DASHES and not wide:
        return breaks_after(text[place - 2 : place - 1], before, sign)
    return wide and sign not in _NO_START and before not in _NO_END
