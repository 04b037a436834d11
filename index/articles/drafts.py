"""A block while its role is being found: what can be told of a line by itself.

Refuses to look at other lines; that is the business of `head`, `tail` and `roles`.
"""

from __future__ import annotations

import re
from typing import Final

from ..model.article import FURNITURE, Block, Role
from .furniture import Rule, key

_ENDS: Final = frozenset(".!?…。！？؟।۔｡")
_CLOSERS: Final = "\"'”’»)]」』）"
_ABBREVIATED: Final = re.compile(r"(?:\b[^\W\d_]\.){2,}$")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
# A sentence of this many words is prose; a line of so many more is, however it ends.
_PROSE_WORDS: Final = 9
_LONG_WORDS: Final = 25
_PROSE_SIGNS: Final = 20


class Draft:
    """One block: where it stands and the role found so far. ``open`` says that no rule has spoken yet."""

    __slots__ = ("_key", "_prose", "end", "open", "role", "rule", "start", "sure", "text")

    def __init__(self, text: str, block: Block) -> None:
        self.start, self.end = block.start, block.end
        self.text = text[block.start : block.end]
        self.role, self.rule, self.sure = block.role, block.rule, block.sure
        self.open = block.role is Role.BODY and not block.rule
        self._key: str | None = None
        self._prose: bool | None = None

    @property
    def key(self) -> str:
        """What the line is compared by."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

    @property
    def prose(self) -> bool:
        """Whether the line reads as at least one whole sentence."""
        if self._prose is None:
            self._prose = is_prose(self.text)
        return self._prose

    @property
    def words(self) -> int:
        """How many words the line has; two characters count as one where words are not spaced."""
        return words_of(self.text)

    @property
    def furniture(self) -> bool:
        """Whether the line is furniture for certain."""
        return self.sure and self.role in FURNITURE

    def give(self, role: Role, rule: str, *, sure: bool = True) -> None:
        """Give the role; no later rule is asked."""
        self.role, self.rule, self.sure, self.open = role, rule, sure, False

    def follow(self, rule: Rule) -> None:
        """Give the role of a named rule."""
        self.give(rule.role, rule.name)

    def block(self) -> Block:
        """Return the finished block."""
        return Block(self.start, self.end, self.role, self.rule, self.sure)


def ends_sentence(line: str) -> bool:
    """Whether ``line`` ends as a sentence does, before closing quotes and brackets."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS and not (bare[-1] == "." and _ABBREVIATED.search(bare[-12:]))


def words_of(line: str) -> int:
    """Return the number of words of ``line``, roughly."""
    spaced = len(line.split())
    if line.isascii() or not _UNSPACED.search(line):
        return spaced
    return max(spaced, len(_UNSPACED.findall(line)) // 2)


def is_prose(line: str) -> bool:
    """Whether ``line`` reads as at least one whole sentence."""
    words = words_of(line[:600])
    if words >= _LONG_WORDS:
        return True
    if words < _PROSE_WORDS:
        return False
    return ends_sentence(line) and len(line) >= _PROSE_SIGNS
