"""Signs in a text that nobody sees: they only say where a word may be parted, or nothing at all.

Refuses joiners (``U+200C``, ``U+200D``), which are spelling in Persian, in the scripts of India and in emoji.
"""

from __future__ import annotations

from typing import Final

SIGNS: Final = "\u00ad\u034f\u200b\u2060\ufeff"
"""Soft hyphen, grapheme joiner, zero-width space, word joiner, byte order mark."""

_NOTHING: Final = dict.fromkeys(map(ord, SIGNS))


def without_invisible(text: str) -> str:
    """Return ``text`` without the signs nobody sees; the same object when it has none."""
    return text if text.isascii() else text.translate(_NOTHING)
