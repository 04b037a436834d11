"""The display rows of an article: the span of text or the generated line on each row.

A row of text is a span of code points with its block; a row without text has the offset of the following text, so that
starts never decrease and the row of an offset is found by bisection. Carets, colours and widgets are not known here.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from index import FURNITURE, Role

from ..text.wrap import WrappedLines, new_lines, wrap_paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import Block, SourceMap

BLANK = -1
OWN = -2

HEAD = frozenset({Role.OUTLET, Role.TITLE, Role.SUBTITLE, Role.BYLINE, Role.DATELINE, Role.DATE, Role.FRONTMATTER})
"""Roles set close together above the first paragraph."""

LEVEL, LEAST_WORDS = 2, 20
"""Indentation per level of a nested list, in cells, and the cells left for text."""

_INDENT = {Role.QUOTE: 2}
_HANG = {Role.LIST: 2}
_CLOSE_PAIRS = {(Role.LIST, Role.LIST), (Role.CAPTION, Role.CREDIT), (Role.FRONTMATTER, Role.FRONTMATTER)}


class RowKind(Enum):
    """The kind of a generated line."""

    HEADLINE = "headline"
    FACTS = "facts"
    FOLD = "fold"


class OwnLine(NamedTuple):
    """A line that is not text of the article; ``block`` is the first block of a fold, else -1."""

    kind: RowKind
    text: str
    block: int = -1


@dataclass(slots=True)
class Rows:
    """Parallel arrays over the rows. ``blocks`` holds the block's index, `BLANK`, or `OWN` (see ``own``)."""

    lines: WrappedLines
    blocks: array[int]
    own: dict[int, OwnLine]

    def __len__(self) -> int:
        return len(self.blocks)


def indent_of(role: Role, *, first: bool, book: bool) -> int:
    """Return the indentation of a row in cells; in ``book`` style a paragraph's first line is indented."""
    if first and book and role is Role.BODY:
        return 2
    return _INDENT.get(role, 0) or (0 if first else _HANG.get(role, 0))


def level_indent(level: int, width: int) -> int:
    """Return the indentation of a nested list in cells; narrow columns keep room for text."""
    return min(LEVEL * level, max(0, width - LEAST_WORDS))


class RowBuilder:
    """Lays out blocks one after another, with ``spacing`` blank rows between paragraphs (0: book style).

    ``levels`` are the nesting levels of lists, by block index.
    """

    def __init__(
        self,
        shown: SourceMap,
        blocks: Sequence[Block],
        width: int,
        spacing: int,
        levels: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._shown, self._blocks, self._levels = shown, blocks, levels
        self._width, self._spacing = width, spacing
        self.rows = Rows(WrappedLines(array("L"), array("L")), array("l"), {})
        self._last: Role | None = None

    def own(self, offset: int, line: OwnLine) -> None:
        """Add a generated line before the text at ``offset``."""
        self.rows.own[len(self.rows)] = line
        if line.kind is RowKind.HEADLINE:
            self._last = Role.TITLE
        self._mark(offset, OWN)

    def gap(self, offset: int, count: int) -> None:
        """Add blank rows before the text at ``offset``, except at the top."""
        if len(self.rows):
            for _ in range(count):
                self._mark(offset, BLANK)

    def fold(self, first: int, label: str) -> None:
        """Add the line of a fold whose first block is ``first``."""
        start = self._blocks[first].start
        self.gap(start, 0 if self._last is None or self._last in HEAD else max(1, self._spacing))
        self.own(start, OwnLine(RowKind.FOLD, label, first))
        self._last = Role.FRONTMATTER if self._last is None or self._last in HEAD else Role.AD

    def end_head(self) -> None:
        """Separate what follows from the head."""
        self._last = None

    def block(self, position: int) -> None:
        """Add the rows of one block."""
        block = self._blocks[position]
        self.gap(block.start, self._distance(block.role))
        book = self._spacing == 0
        deep = level_indent(self._levels.get(position, 0), self._width)
        first = deep + indent_of(block.role, first=True, book=book)
        hang = deep + indent_of(block.role, first=False, book=book)
        lines = self.rows.lines if self._shown.whole else new_lines()
        self._wrap(block, lines, first, hang)
        if lines is not self.rows.lines:
            self._place(block, lines)
        added = len(self.rows.lines.starts) - len(self.rows.blocks)
        self.rows.blocks.extend([position] * added)
        self._last = block.role

    def _wrap(self, block: Block, lines: WrappedLines, first: int, hang: int) -> None:
        """Wrap a block; the lines are in offsets of the drawn text."""
        text, start, end = self._shown.drawn, self._shown.place(block.start), self._shown.place(block.end)
        while (stop := text.find("\n", start, end)) >= 0:
            wrap_paragraph(text, start, stop, self._width, lines, first=first, hang=hang)
            start, first = stop + 1, hang
        wrap_paragraph(text, start, end, self._width, lines, first=first, hang=hang)

    def _place(self, block: Block, lines: WrappedLines) -> None:
        """Add lines in offsets of the text; hidden characters belong to the row of the character after them."""
        rows, begin, least = self.rows.lines, self._shown.begin, block.start
        for number, (start, end) in enumerate(zip(lines.starts, lines.ends, strict=True)):
            first = max(least, begin(start)) if number else least
            least = max(first, begin(end))
            rows.starts.append(first)
            rows.ends.append(least)

    def _distance(self, role: Role) -> int:
        last = self._last
        if last is None:
            return max(1, self._spacing)
        if (last, role) in _CLOSE_PAIRS or (last in HEAD and role in HEAD):
            return 0
        close = role is Role.BODY and last in {Role.BODY, Role.HEADING}
        return self._spacing if close or (role in FURNITURE and last in FURNITURE) else max(1, self._spacing)

    def _mark(self, offset: int, what: int) -> None:
        self.rows.lines.starts.append(offset)
        self.rows.lines.ends.append(offset)
        self.rows.blocks.append(what)
