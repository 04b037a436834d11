"""Text in lines of at most so many terminal columns, for what commands print to a terminal.

Does not measure what a screen draws sign by sign; the screen has its own rules.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NONE = frozenset({"Mn", "Me", "Cf", "Cc"})
_WIDE = frozenset({"W", "F"})


def columns(text: str) -> int:
    """Return how many columns a text takes: two for wide East Asian signs, none for combining ones and controls."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


def filled(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield one paragraph as lines of at most ``width`` columns, all but the first begun with ``indent``.

    Lines break at spaces, and inside a word that is wider than a line (a CJK sentence is one). Spaces before the text
    stay as far as they leave room for it.
    """
    words = text.lstrip(" ").split(" ")
    line, begun = " " * min(len(text) - len(text.lstrip(" ")), width // 2), False
    for word in words:
        if begun and columns(line) + 1 + columns(word) <= width:
            line += f" {word}"
            continue
        if begun:
            yield line
            line = indent
        first, *others = _cut(word, width, columns(line), columns(indent))
        line, begun = line + first, True
        for part in others:
            yield line
            line = indent + part
    yield line


def _cut(word: str, width: int, used: int, indent: int) -> list[str]:
    """Return a word in pieces, the first with ``used`` columns before it, the others with ``indent``."""
    room, later = max(1, width - used), max(1, width - indent)
    pieces, size = [""], 0
    for sign in word:
        own = _columns(sign)
        if pieces[-1] and size + own > room:
            pieces.append("")
            room, size = later, 0
        pieces[-1] += sign
        size += own
    return pieces


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in _NONE:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1
