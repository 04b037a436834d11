"""Fitting groups of short texts into one line: the right group stays, the left and middle ones are cut.

Colours are not known here: a part may carry the name of a look, which is passed through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

from .cells import cut, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Part = str | tuple[str, str]
"""A text, or a text with the name of its look."""

GAP = 2
"""Blanks between groups."""


def fit_line(left: Sequence[Part], middle: Sequence[Part], right: Sequence[Part], cells: int) -> list[Part]:
    """Return parts that together take exactly ``cells`` cells: left, centred and right groups with blanks between.

    The right group keeps its place; if there is no room the middle one is dropped first, then the left one is cut.
    """
    if cells <= 0:
        return []
    ends = shorten(right, cells)
    room = cells - measure(ends)
    centre = shorten(middle, max(0, room - GAP)) if middle else []
    if measure(left) + measure(centre) + 2 * GAP > room:
        centre = []
    spare = room - measure(centre) - (GAP if ends else 0) - (GAP if centre else 0)
    begin = shorten(left, max(0, spare))
    before, after = _around(cells, measure(begin), measure(centre), measure(ends))
    return [*begin, " " * before, *centre, " " * after, *ends]


def _around(cells: int, begin: int, centre: int, ends: int) -> tuple[int, int]:
    """Return the blanks before and after the middle group, which is centred if the others leave room."""
    free = cells - begin - centre - ends
    wanted = (cells - centre) // 2 - begin
    before = min(max(wanted, min(GAP, free)), max(0, free - GAP)) if centre else free
    return before, free - before


def measure(parts: Iterable[Part]) -> int:
    """Return the width of the parts in cells."""
    return sum(width(_text(part)) for part in parts)


def shorten(parts: Sequence[Part], cells: int) -> list[Part]:
    """Make the parts safe for a terminal and cut them, with an ellipsis, to at most ``cells`` cells."""
    shown = [_with(part, safe(_text(part)).replace("\n", " ")) for part in parts]
    if measure(shown) <= cells:
        return shown
    kept: list[Part] = []
    room = cells - 1
    for part in shown:
        text = _text(part)
        if width(text) > room:
            return [*kept, _with(part, cut(text, room).rstrip() + cut("…", cells))]
        kept.append(part)
        room -= width(text)
    return kept


def _text(part: Part) -> str:
    return part if isinstance(part, str) else part[0]


def _with(part: Part, text: str) -> Part:
    return text if isinstance(part, str) else (text, part[1])
