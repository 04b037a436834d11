"""A block whose role is still being determined, and what its line alone tells.

Does not look at other lines; `page_head` and `roles` do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.article import FURNITURE, Block, Role
from ..text.invisible import without_invisible
from .line_shape import is_prose, key, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .furniture import Rule


class Draft:
    """One block: its place, its text, the role found so far; ``open`` until a rule has decided."""

    __slots__ = ("_key", "_prose", "end", "open", "role", "rule", "start", "sure", "text")

    def __init__(self, text: str, block: Block, plain: Callable[[str], str] | None = None) -> None:
        self.start, self.end = block.start, block.end
        written = text[block.start : block.end]
        self.text = without_invisible((plain(written) or written) if plain else written)
        self.role, self.rule, self.sure = block.role, block.rule, block.sure
        self.open = block.role is Role.BODY and not block.rule
        self._key: str | None = None
        self._prose: bool | None = None

    @property
    def key(self) -> str:
        """The key that the line is compared by."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

    @property
    def prose(self) -> bool:
        """Whether the line reads as at least one complete sentence."""
        if self._prose is None:
            self._prose = is_prose(self.text)
        return self._prose

    @property
    def words(self) -> int:
        """The number of words; in unspaced scripts two characters count as one."""
        return words_of(self.text)

    @property
    def furniture(self) -> bool:
        """Whether the line is certainly furniture."""
        return self.sure and self.role in FURNITURE

    def give(self, role: Role, rule: str, *, sure: bool = True) -> None:
        """Set the role; no later rule is asked."""
        self.role, self.rule, self.sure, self.open = role, rule, sure, False

    def follow(self, rule: Rule) -> None:
        """Set the role of a named rule."""
        self.give(rule.role, rule.name)

    def block(self) -> Block:
        """Return the finished block."""
        return Block(self.start, self.end, self.role, self.rule, self.sure)
