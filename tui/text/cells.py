"""Cell widths of text in a terminal, and cutting to a width without splitting grapheme clusters.

Wrapping is in `tui.text.wrap`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Code points one cell wide in every width table Rich carries: Latin, Greek, Cyrillic, news punctuation. Rich's own fast
# set lacks U+2010…2027, and so every paragraph with a curly quote.
NARROW = (
    r"\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
)
# Hebrew and Arabic letters without points, which combine with the letter before.
NARROW += r"\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u064a\u0660-\u066f\u0671-\u06d3"
NARROW += r"\u2010-\u2027\u2030-\u203b\u203d-\u2048\u20a0-\u20bf"
_NARROW = re.compile(f"[{NARROW}]*")

# Code points two cells wide: kana, Han, Hangul syllables, fullwidth forms and their punctuation.
WIDE = r"\u3001-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"

# Within NARROW and WIDE, wide code points are recognised by their upper byte.
_CELLS_BY_PLANE = bytes(2 if upper >= 0x30 else 1 for upper in range(256))


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every code point of the range is known to be one grapheme, one cell wide."""
    stop = len(text) if end is None else end
    match = _NARROW.match(text, start, stop)
    return match is not None and match.end() == stop


def width(text: str) -> int:
    """Return the width of a text in cells."""
    return len(text) if is_narrow(text) else cell_len(text)


def measured(text: str, start: int, end: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the offset of each grapheme in ``text[start:end]``, and the cells before it; both end with the end."""
    match = _narrow_or_wide().match(text, start, end)
    if match is not None and match.end() == end:
        upper_bytes = text[start:end].encode("utf-16-le")[1::2]
        return range(start, end + 1), [0, *accumulate(upper_bytes.translate(_CELLS_BY_PLANE))]
    signs = split_graphemes(text[start:end])[0]
    return [*(start + low for low, _, _ in signs), end], [0, *accumulate(cells for _, _, cells in signs)]


@cache
def _narrow_or_wide() -> re.Pattern[str]:
    """Return a pattern for code points of known width; compiled late, since the first frame needs no wide ones."""
    return re.compile(f"[{NARROW}{WIDE}]*")


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, cells) of each grapheme in order, covering the whole text."""
    return iter(split_graphemes(text)[0])


def next_grapheme(text: str, offset: int) -> int:
    """Return the end of the grapheme at ``offset``; the end of the text if there is none.

    A line feed is a grapheme of its own (Unicode Standard Annex 29, rules GB4 and GB5); Rich joins it to its
    neighbours.
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
        # A grapheme that fills the window may continue after it.
        if len(spans) > 1 or limit < stop or stop >= len(text):
            return min(offset + spans[0][1], limit)
        reach *= 2


def previous_grapheme(text: str, offset: int) -> int:
    """Return the start of the grapheme that ends at ``offset``; 0 if there is none. A line feed is one of its own."""
    reach = 32
    while True:
        low = max(0, offset - reach)
        line_start = text.rfind("\n", low, offset) + 1
        if line_start == offset > 0:
            return offset - 1
        spans = split_graphemes(text[max(low, line_start) : offset])[0]
        if not spans:
            return 0
        # The first grapheme in the window may have started before it.
        if len(spans) > 1 or line_start or low == 0:
            return max(low, line_start) + spans[-1][0]
        reach *= 2


def grapheme_start(text: str, offset: int) -> int:
    """Return the start of the grapheme that contains the code point at ``offset``."""
    if offset <= 0:
        return 0
    if offset >= len(text):
        return len(text)
    return previous_grapheme(text, next_grapheme(text, offset))


def cut(text: str, cells: int) -> str:
    """Return the longest prefix of the text at most ``cells`` cells wide."""
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
    """Pad or clip the text to exactly ``cells`` cells; clipping adds the ellipsis."""
    if cells <= 0:
        return ""
    # A trailing joiner would join the padding.
    text = clip(text, cells, ellipsis).rstrip("\u200d")
    return text + " " * (cells - width(text))


def clip(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return the text, cut and marked with an ellipsis if it is wider than ``cells`` cells."""
    if width(text) <= cells:
        return text
    if cells <= len(ellipsis):
        return cut(ellipsis, cells)
    return cut(text, cells - len(ellipsis)).rstrip() + ellipsis


def clip_parts(text: str, cells: int, between: str, ellipsis: str = "…") -> str:
    """Drop as many trailing parts, separated by ``between``, as it takes to fit; clip a single part."""
    while width(text) > cells and between in text:
        text = text.rpartition(between)[0]
    return clip(text, cells, ellipsis)


def broken(text: str, cells: int) -> list[str]:
    """Wrap one of the program's own sentences at spaces; a word longer than ``cells`` is not split."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width(longer) > cells:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def squeezed(text: str, cells: int, most: int) -> list[str]:
    """Wrap a sentence into ``most`` lines at best: long addresses and paths in it lose their middle as far as needed.

    Those in a command give way last, as it may be copied. What does not fit even so takes more lines.
    """
    words = text.split(" ")
    open_before = accumulate((word.count("`") for word in words[:-1]), initial=0)
    quoted = [word.startswith("`") or before % 2 == 1 for word, before in zip(words, open_before, strict=True)]
    lines = broken(text, cells)
    narrowest = _ADDRESS_CELLS[-1]
    for sizes in (*((size, None) for size in _ADDRESS_CELLS), *((narrowest, size) for size in _ADDRESS_CELLS)):
        if len(lines) <= most and all(width(line) <= cells for line in lines):
            break
        told = (_without_middle(word, sizes[is_quoted]) for word, is_quoted in zip(words, quoted, strict=True))
        lines = broken(" ".join(told), cells)
    return lines


_ADDRESS_CELLS = range(60, 23, -4)
"""How long an address or path may be, as the line gets narrower."""


def _without_middle(word: str, cells: int | None) -> str:
    """Return an address or path in at most ``cells`` cells, with its beginning and end."""
    if cells is None or "/" not in word or width(word) <= cells:
        return word
    begin, end = cut(word, cells // 2), word
    while width(end) > cells - 1 - width(begin):
        end = end[next_grapheme(end, 0) :]
    return f"{begin}…{end}"


def broken_in_groups(text: str, cells: int, dot: str) -> list[str]:
    """Wrap a line of counts and facts between groups of words that belong together.

    Groups are parted by ``dot``, which is dropped at the end of a line; a group longer than ``cells`` is split at
    semicolons, commas and wide gaps, at last between words.
    """
    return _broken_at(text, cells, (rf"( {re.escape(dot)} )", "(?<=;)( )", "(?<=,)( )", "( {2,})"))


def _broken_at(text: str, cells: int, ends: Sequence[str]) -> list[str]:
    """Wrap a text at what the first pattern finds, and what is still too long at the next ones, at last at spaces."""
    if width(text) <= cells:
        return [text]
    if not ends:
        return broken(text, cells)
    lines, between = [""], ""
    for place, part in enumerate(re.split(ends[0], text)):
        if place % 2:
            between = part
        elif lines[-1] and width(lines[-1] + between + part) <= cells:
            lines[-1] += between + part
        else:
            lines += _broken_at(part, cells, ends[1:])
    return [line for line in lines if line]


def advice_line(text: str, line: int, cells: int) -> str:
    """Return one line, counted from 1, of the wrapped text of an empty list; "" for any other."""
    lines = [piece for part in text.split("\n") for piece in broken(part, max(1, cells - 3))]
    return f"  {lines[line - 1]}" if 0 < line <= len(lines) else ""
