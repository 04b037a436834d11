"""Which letters are capitals, by Unicode category: a set of them for patterns, since `re` has no name for it.

Refuses to call a letter a capital only because it is no small one: scripts without case have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# The blocks of Latin, Greek, Cyrillic, Armenian and Georgian letters, and the wide Latin ones.
_BLOCKS: Final = ((0x41, 0x5B), (0xC0, 0x588), (0x10A0, 0x10C6), (0x1E00, 0x2000), (0x2C60, 0x2C80), (0xFF21, 0xFF3B))


def _ranges() -> Iterator[str]:
    """Yield stretches of capitals as a pattern writes them; where capitals and small letters alternate, each alone."""
    for first, last in _BLOCKS:
        start = first
        while start < last:
            end = start
            while end < last and (chr(end).isupper() or chr(end).istitle()):
                end += 1
            if end > start:
                yield chr(start) if end == start + 1 else f"{chr(start)}-{chr(end - 1)}"
            start = end + 1


CAPITALS: Final = "".join(_ranges())
"""The inside of a character set that matches every capital of the scripts that have case."""
