"""Which blocks are folded, and the text of fold lines.

Furniture folds if a named rule is sure of it, and so does front matter, whose values are in the head; the reader may
open one fold or all. Rows are not laid out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index import LINK_TARGET, LONE_ADDRESS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index import Block

    from ..text.glyphs import Glyphs


class FoldRun(NamedTuple):
    """Blocks ``[first, stop)``: one visible block, or neighbours folded into one line."""

    first: int
    stop: int
    folded: bool


class Folds:
    """The state of an article's folds. A fold is identified by the blocks in it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._foldable = [block.folded or block.role is Role.FRONTMATTER for block in blocks]
        self._open: set[int] = set()
        self.unfolded = False

    def __bool__(self) -> bool:
        """Whether anything in the article can be folded."""
        return any(self._foldable)

    @property
    def opened(self) -> tuple[int, ...]:
        """The blocks of the folds that were opened one by one."""
        return tuple(sorted(self._open))

    def restore(self, opened: Iterable[int], *, unfolded: bool) -> None:
        """Open these blocks, or everything."""
        self.unfolded = unfolded
        self._open = {block for block in opened if block < len(self._foldable) and self._foldable[block]}

    def toggle(self) -> bool:
        """Unfold everything, or fold it again; return whether all is unfolded now."""
        self.unfolded = not self.unfolded
        self._open.clear()
        return self.unfolded

    def toggle_at(self, block: int) -> bool:
        """Open or close the fold with a block; return whether the block can be folded."""
        if block < 0 or not self._foldable[block] or self.unfolded:
            return False
        if self.hides(block):
            self.open(block)
        else:
            self._open.difference_update(self._around(block))
        return True

    def open(self, block: int) -> None:
        """Open the fold with a block."""
        for place in self._around(block):
            self._open.add(place)

    def hides(self, block: int) -> bool:
        """Whether a block is folded now."""
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
        """Return the text of a fold line: how many blocks of which roles."""
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
