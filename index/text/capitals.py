"""Which letters are capitals, by Unicode category: a set of them for patterns, since `re` has no name for it.

A letter is no capital only because it is no small one: scripts without case have none.
"""

from __future__ import annotations

from typing import Final

# The blocks of Latin, Greek, Cyrillic, Armenian and Georgian letters, and the wide Latin ones.
_BLOCKS: Final = ((0x41, 0x5B), (0xC0, 0x588), (0x10A0, 0x10C6), (0x1E00, 0x2000), (0x2C60, 0x2C80), (0xFF21, 0xFF3B))

CAPITALS: Final = "".join(letter for block in _BLOCKS for letter in filter(str.isupper, map(chr, range(*block))))
"""The inside of a character set that matches every capital of the scripts that have case."""


def capitalised(words: str) -> bool:
    """Return whether every one of the words begins with a capital."""
    return all(word[0].isupper() for word in words.split())
