"""A block while its role is being found: what can be told of a line by itself.

Refuses to look at other lines; that is the business of `head`, `tail` and `roles`.
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
    """One block: where it stands, what it says, the role found so far; ``open`` while no rule has spoken."""

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
