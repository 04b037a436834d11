"""What a single line tells by itself: its key, its words, whether it is a sentence.

Looks at no other lines and knows no rules; lightweight, as the cache's readers need it as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..model.article import BODY_LIKE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.article import Block

_NOT_WORD: Final = re.compile(r"[\W_]+")
_ENDS: Final = frozenset(".!?…。！？؟।۔｡")
_CLOSERS: Final = "\"'”’»)]」』）"
_ABBREVIATED: Final = re.compile(r"(?:\b[^\W\d_]\.){2,}$")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
# A sentence of this many words is prose; so is a line of this many, however it ends.
_PROSE_WORDS: Final = 9
_LONG_WORDS: Final = 25
_PROSE_SIGNS: Final = 20


def key(line: str) -> str:
    """Return ``line`` without case and punctuation, for comparison."""
    return _NOT_WORD.sub(" ", line.casefold()).strip()


def count_words(text: str, blocks: Iterable[Block]) -> int:
    """Return the number of words in the body-like blocks; in unspaced scripts two characters count as one."""
    return sum(
        words_of(text[block.start : block.end]) for block in blocks if block.role in BODY_LIKE and not block.folded
    )


def ends_sentence(line: str) -> bool:
    """Whether ``line`` ends like a sentence, ignoring closing quotes and brackets."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS and not (bare[-1] == "." and _ABBREVIATED.search(bare[-12:]))


def words_of(line: str) -> int:
    """Return the approximate number of words in ``line``."""
    spaced = len(line.split())
    if line.isascii() or not _UNSPACED.search(line):
        return spaced
    return max(spaced, len(_UNSPACED.findall(line)) // 2)


def is_prose(line: str) -> bool:
    """Whether ``line`` reads as at least one complete sentence."""
    words = words_of(line[:600])
    if words >= _LONG_WORDS:
        return True
    if words < _PROSE_WORDS:
        return False
    return ends_sentence(line) and len(line) >= _PROSE_SIGNS
