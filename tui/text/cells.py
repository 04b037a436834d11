"""How many terminal cells a text takes, and cutting it to fit without splitting what a reader sees as one sign.

Refuses to break lines and to style.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# One cell a code point in every table Rich carries: Latin, Greek, Cyrillic and the punctuation of news text.
# Rich's own fast set lacks U+2010…2027 and with it every paragraph that holds a curly quote.
NARROW = (
    r"\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
)
# Hebrew and Arabic letters without their points, which join the sign before them.
NARROW += r"\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u064a\u0660-\u066f\u0671-\u06d3"
NARROW += r"\u2010-\u2027\u2030-\u203b\u203d-\u2048\u20a0-\u20bf"
_NARROW = re.compile(f"[{NARROW}]*")

# Two cells a code point: kana, Han, Hangul syllables, fullwidth forms and their punctuation.
WIDE = r"\u3001-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"

# Of those signs the wide ones are known by the upper byte of their code.
_CELLS_BY_PLANE = bytes(2 if upper >= 0x30 else 1 for upper in range(256))


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every code point of the stretch is known to be one sign of one cell."""
    stop = len(text) if end is None else end
    match = _NARROW.match(text, start, stop)
    return match is not None and match.end() == stop


def width(text: str) -> int:
    """Return the number of cells the text takes."""
    return len(text) if is_narrow(text) else cell_len(text)


def measured(text: str, start: int, end: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return where each sign of ``text[start:end]`` begins, and how many cells lie before it; both end with the end."""
    match = _narrow_or_wide().match(text, start, end)
    if match is not None and match.end() == end:
        upper_bytes = text[start:end].encode("utf-16-le")[1::2]
        return range(start, end + 1), [0, *accumulate(upper_bytes.translate(_CELLS_BY_PLANE))]
    signs = split_graphemes(text[start:end])[0]
    return [*(start + low for low, _, _ in signs), end], [0, *accumulate(cells for _, _, cells in signs)]


@cache
def _narrow_or_wide() -> re.Pattern[str]:
    """Return what matches signs whose width is known; the first frame does without the wide ones."""
    return re.compile(f"[{NARROW}{WIDE}]*")


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, cells) of each sign a reader sees as one, in order, covering the whole text."""
    return iter(split_graphemes(text)[0])


def next_grapheme(text: str, offset: int) -> int:
    """Return where the sign that begins at ``offset`` ends; the end of the text when there is none.

    A line feed is a sign of its own (Unicode Standard Annex 29, rules GB4 and GB5); Rich joins it to its neighbours.
    """
    reach = 32
    while True:
        stop = offset + reach
        line_end = text.find("\n", offset, stop)
        if line_end == offset:
            return offset + 1
        limit = min(stop, len(text)) if line_end < 0 else line_end
        spans = split_graphemes(text[offset:limit])[0]
        if not spans:
            return len(text)
        # A sign that fills the window may go on behind it.
        if len(spans) > 1 or limit < stop or stop >= len(text):
            return min(offset + spans[0][1], limit)
        reach *= 2


def previous_grapheme(text: str, offset: int) -> int:
    """Return where the sign that ends at ``offset`` begins; 0 when there is none. A line feed is one of its own."""
    reach = 32
    while True:
        low = max(0, offset - reach)
        line_start = text.rfind("\n", low, offset) + 1
        if line_start == offset > 0:
            return offset - 1
        spans = split_graphemes(text[max(low, line_start) : offset])[0]
        if not spans:
            return 0
        # The first sign of a window may have begun before it.
        if len(spans) > 1 or line_start or low == 0:
            return max(low, line_start) + spans[-1][0]
        reach *= 2


def grapheme_start(text: str, offset: int) -> int:
    """Return the start of the sign that holds the code point at ``offset``."""
    if offset <= 0:
        return 0
    if offset >= len(text):
        return len(text)
    return previous_grapheme(text, next_grapheme(text, offset))


def cut(text: str, cells: int) -> str:
    """Return the longest beginning of the text that takes at most ``cells`` cells."""
    if cells <= 0:
        return ""
    if is_narrow(text):
        return text[:cells]
    used = 0
    for start, _, size in graphemes(text):
        if used + size > cells:
            return text[:start]
        used += size
    return text


def fit(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return the text padded or cut to exactly ``cells`` cells; a cut is shown by the ellipsis."""
    if cells <= 0:
        return ""
    # A joiner at the end would join the padding.
    text = clip(text, cells, ellipsis).rstrip("\u200d")
    return text + " " * (cells - width(text))


def clip(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return the text, cut with an ellipsis when it takes more than ``cells`` cells."""
    if width(text) <= cells:
        return text
    if cells <= len(ellipsis):
        return cut(ellipsis, cells)
    return cut(text, cells - len(ellipsis)).rstrip() + ellipsis


def clip_parts(text: str, cells: int, between: str, ellipsis: str = "…") -> str:
    """Return the text without as many of its last parts as it takes to fit; a single part too long is clipped."""
    while width(text) > cells and between in text:
        text = text.rpartition(between)[0]
    return clip(text, cells, ellipsis)


def broken(text: str, cells: int) -> list[str]:
    """Break a sentence of the program's own between words into lines of ``cells`` cells; a longer word is not cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width(longer) > cells:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def advice_line(text: str, line: int, cells: int) -> str:
    """Return a line, counted from 1, of what stands in an empty list of so many cells: sentences, none of them cut."""
    lines = [piece for part in text.split("\n") for piece in broken(part, max(1, cells - 3))]
    return f"  {lines[line - 1]}" if 0 < line <= len(lines) else ""
