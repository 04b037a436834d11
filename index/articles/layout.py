"""Where the blocks of a plain text start and end: one per line, or one per paragraph in hard-wrapped text.

Does not say what a block is. White space at either end belongs to no block; a line end inside one is soft.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A text is taken for hard-wrapped when hardly any line is longer than this ...
_WIDEST: Final = 110
_LONGER_ALLOWED: Final = 0.02
# ... and lines that continue fill at least this share of the width, which a table's columns do not.
_NARROWEST: Final = 45
_FILLED: Final = 0.75
_LEAST_SHARE: Final = 0.4
_RAGGED: Final = 12
_ITEM: Final = re.compile(r"(?:[-–—*•‣▪·+]|\d{1,3}[.)])\s")
_STOP: Final = re.compile(r"[.!?…:;\"”’»)\]]$")


class LayoutLine(NamedTuple):
    """A line without surrounding white space: its place, its indent, whether a blank line precedes it."""

    start: int
    end: int
    indent: int
    apart: bool


def lines(text: str, start: int = 0) -> Iterator[LayoutLine]:
    """Yield the lines of ``text`` from ``start`` on that are not blank."""
    apart = True
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = text[start:stop]
        if held := line.strip():
            indent = len(line) - len(line.lstrip())
            yield LayoutLine(start + indent, start + indent + len(held), indent, apart)
            apart = False
        else:
            apart = True
        start = stop + 1


def starts_item(line: str) -> bool:
    """Whether ``line`` starts like a list item."""
    return _ITEM.match(line) is not None


def blocks(text: str, start: int = 0) -> list[Span]:
    """Return the spans of the blocks of ``text`` from ``start`` on, in order."""
    found = list(lines(text, start))
    width = wrapped_at(text, found)
    if not width:
        return [Span(line.start, line.end) for line in found]
    margin = Counter(line.indent for line in found).most_common(1)[0][0]
    spans: list[Span] = []
    for position, line in enumerate(found):
        if position and line.indent <= margin and continues(text, found[position - 1], line, width):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(Span(line.start, line.end))
    return spans


def wrapped_at(text: str, found: list[LayoutLine]) -> int:
    """Return the width in characters at which ``text`` is hard-wrapped, or 0 if each line is a block."""
    lengths = sorted(line.end - line.start + line.indent for line in found)
    if len(lengths) < 3:
        return 0
    width = lengths[-1 - int(len(lengths) * _LONGER_ALLOWED)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    pairs = [(a, b) for a, b in pairwise(found) if not b.apart]
    flowing = sum(_flows(text, a, b, width) for a, b in pairs)
    return width if flowing >= 2 and flowing >= _LEAST_SHARE * len(pairs) else 0


def _flows(text: str, line: LayoutLine, below: LayoutLine, width: int) -> bool:
    filled = line.end - line.start + line.indent >= _FILLED * width
    return filled and not _STOP.match(text, line.end - 1) and not _ITEM.match(text, below.start)


def continues(text: str, above: LayoutLine, line: LayoutLine, width: int) -> bool:
    """Whether ``line`` continues the block of the line above in a text wrapped at ``width``."""
    if line.apart or _ITEM.match(text, line.start):
        return False
    if text[line.start].islower() and not _STOP.match(text, above.end - 1):
        return True
    # Hard wrapping breaks a line only where the next word had no room.
    word = text.find(" ", line.start, line.end)
    first_word = (line.end if word < 0 else word) - line.start
    return above.indent + above.end - above.start + 1 + first_word > width - _RAGGED
