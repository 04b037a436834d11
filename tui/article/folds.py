"""Which blocks are folded away, and what the line in their place says.

Furniture that a named rule is sure of folds, and so does front matter, whose values stand in the heading; a reader may
open one fold or all of them. Refuses to lay out rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index import LINK_TARGET, LONE_ADDRESS, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Block

    from ..text.glyphs import Glyphs


class FoldRun(NamedTuple):
    """Blocks ``[first, stop)`` that stand together: one visible block, or neighbours folded into one line."""

    first: int
    stop: int
    folded: bool


class Folds:
    """The state of the folds of one article. A fold is known by the position of its first block."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._foldable = [block.folded or block.role is Role.FRONTMATTER for block in blocks]
        self._open: set[int] = set()
        self.unfolded = False

    def __bool__(self) -> bool:
        """Whether the article has anything that folds."""
        return any(self._foldable)

    def toggle(self) -> bool:
        """Unfold everything, or fold everything again; return whether all is unfolded now."""
        self.unfolded = not self.unfolded
        self._open.clear()
        return self.unfolded

    def toggle_at(self, block: int) -> bool:
        """Open the fold that holds the block, or close it again; return whether the block folds at all."""
        if block < 0 or not self._foldable[block] or self.unfolded:
            return False
        if self.hides(block):
            self.open(block)
        else:
            self._open.difference_update(self._around(block))
        return True

    def open(self, block: int) -> None:
        """Open the one fold that holds the block."""
        for place in self._around(block):
            self._open.add(place)

    def hides(self, block: int) -> bool:
        """Whether the block is folded away now."""
        return self._foldable[block] and not self.unfolded and block not in self._open

    def runs(self, start: int, stop: int) -> Iterator[FoldRun]:
        """Yield the runs of ``[start, stop)`` in order."""
        place = start
        while place < stop:
            nxt = place + 1
            folded = self.hides(place)
            while folded and nxt < stop and self.hides(nxt):
                nxt += 1
            yield FoldRun(place, nxt, folded)
            place = nxt

    def label(self, run: FoldRun, signs: Glyphs) -> str:
        """Return what the line of a fold says: how many blocks of which roles."""
        blocks = self._blocks[run.first : run.stop]
        named = (_RULES.get(block.rule) or _NAMES.get(block.role, block.role.value) for block in blocks)
        roles = list(dict.fromkeys(named))
        if roles == [_NAMES[Role.FRONTMATTER]]:
            return f"{signs.fold} {roles[0]}"
        return f"{signs.fold} {len(blocks)} folded: {', '.join(roles)}"

    def _around(self, block: int) -> range:
        if not self._foldable[block]:
            return range(0)
        first = last = block
        while first and self._foldable[first - 1]:
            first -= 1
        while last + 1 < len(self._foldable) and self._foldable[last + 1]:
            last += 1
        return range(first, last + 1)


_RULES = {LONE_ADDRESS: "address", LINK_TARGET: "addresses of links"}
_NAMES = {
    Role.FRONTMATTER: "front matter",
    Role.AD: "advertisement",
    Role.NAV: "navigation",
    Role.BIO: "about the author",
}
