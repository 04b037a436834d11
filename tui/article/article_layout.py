"""The layout of an article for a given width: display rows, folds, and mapping between offsets and cells.

All positions are code point offsets into ``Article.text``; the displayed text has one character for each code point.
Carets, colours and widgets are not known here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import PARAGRAPHS, Look, Role, SourceMap, Span, is_table, list_levels, markup_of

from ..text.cells import graphemes, is_narrow, previous_grapheme, width
from ..text.glyphs import glyphs
from .display_rows import BLANK, HEAD, OWN, OwnLine, RowBuilder, RowKind, indent_of, level_indent
from .fact_lines import fact_line, headline
from .folds import FoldRun, Folds
from .overlays import Layer
from .table_columns import TableColumns
from .visible_text import displayed, occurrences, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Article, Block

    from ..screen_settings import ScreenSettings


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """The style of pages: blank rows between paragraphs (0: book style), justification, plain quotes, ASCII."""

    spacing: int = 1
    justify: bool = False
    plain_quotes: bool = False
    ascii: bool = False


def reading_style(settings: ScreenSettings) -> ReadingStyle:
    """Return the reading style of the settings."""
    reading = settings.reading
    return ReadingStyle(reading.spacing, reading.justify, reading.plain_quotes, settings.display.ascii)


class ArticleView:
    """The rows of one article at one width. `arrange` lays them out; everything else queries them."""

    def __init__(self, article: Article, reading: ReadingStyle | None = None) -> None:
        self.article = article
        self.reading = reading or ReadingStyle()
        self.signs = glyphs(ascii_only=self.reading.ascii)
        plain = self.reading.plain_quotes
        markup = markup_of(article)
        self.text = displayed(article, markup.instead, plain_quotes=plain, ascii_only=self.reading.ascii)
        self.shown = SourceMap(self.text, markup.hidden)
        self._marked = bool(markup.hidden or markup.runs)
        self._looks = {
            look: Layer(Span(run.start, run.end) for run in markup.runs if run.look is look) for look in Look
        }
        self._links = [run for run in markup.runs if run.target]
        self._levels = list_levels(article)
        self._tables: dict[int, TableColumns | None] = {}
        self.folds = Folds(article.blocks)
        self.numbers = paragraph_numbers(article)
        self._paragraphs = article.paragraphs
        self.paragraphs = len(self._paragraphs)
        self.width = 0
        self._block_starts = [block.start for block in article.blocks]
        self.rows = RowBuilder(self.shown, (), 1, 1).rows

    def __len__(self) -> int:
        return len(self.rows)

    def arrange(self, width: int) -> None:
        """Lay the article out for this width, with its current folds."""
        self.width = max(1, width)
        blocks, head = self.article.blocks, _head_length(self.article.blocks)
        builder = RowBuilder(self.shown, blocks, self.width, self.reading.spacing, self._levels)
        self._tables = {}
        if not any(block.role is Role.TITLE for block in blocks[:head]):
            for line in headline(self.article, self.width, self.signs):
                builder.own(0, OwnLine(RowKind.HEADLINE, line))
        self._lay(builder, 0, head)
        offset = blocks[head].start if head < len(blocks) else len(self.text)
        builder.own(offset, OwnLine(RowKind.FACTS, fact_line(self.article, self.width, self.signs)))
        builder.end_head()
        self._lay(builder, head, len(blocks))
        self.rows = builder.rows

    def restyled(self, reading: ReadingStyle) -> ArticleView:
        """Return a view in another style with the same folds, and the same rows until it is laid out."""
        view = ArticleView(self.article, reading)
        view.folds, view.rows = self.folds, self.rows
        return view

    def _lay(self, builder: RowBuilder, start: int, stop: int) -> None:
        for run in self.folds.runs(start, stop):
            if run.folded and self._told_above(run):
                continue
            if run.folded:
                builder.fold(run.first, self.folds.label(run, self.signs))
            else:
                builder.block(run.first)

    def _told_above(self, run: FoldRun) -> bool:
        """Whether the run is front matter only: its fields are shown in the head, so it needs no fold line."""
        return all(block.role is Role.FRONTMATTER for block in self.article.blocks[run.first : run.stop])

    # Rows

    def span(self, row: int) -> Span:
        """Return the span of text on a row; empty for a row without text."""
        return Span(self.rows.lines.starts[row], self.rows.lines.ends[row])

    def own_line(self, row: int) -> OwnLine | None:
        """Return the generated line on a row, if there is one."""
        return self.rows.own.get(row) if self.rows.blocks[row] == OWN else None

    def block_on(self, row: int) -> Block | None:
        """Return the block whose text is on a row."""
        position = self.rows.blocks[row]
        return self.article.blocks[position] if position >= 0 else None

    def row_below(self, block: int) -> int:
        """Return the blank row below a block (for the last one, the row after all), or -1 if there is none."""
        if not 0 <= block < len(self.article.blocks) or not self.reading.spacing or self.folds.hides(block):
            return -1
        row = self.row_of(self.article.blocks[block].end - 1)
        while row < len(self) and self.rows.blocks[row] == block:
            row += 1
        return row if row == len(self) or self.rows.blocks[row] == BLANK else -1

    def takes_caret(self, row: int) -> bool:
        """Whether the caret may be on a row: it shows text of the article, or a fold."""
        what = self.rows.blocks[row]
        drawn = what >= 0 and bool(self.shown.cut(*self.span(row)))
        return drawn or (what == OWN and self.rows.own[row].kind is RowKind.FOLD)

    def starts_block(self, row: int) -> bool:
        """Whether a row is the first of a block."""
        position = self.rows.blocks[row]
        return position >= 0 and (row == 0 or self.rows.blocks[row - 1] != position)

    def begins(self, row: int) -> bool:
        """Whether a paragraph or a fold that the caret can be on begins on a row."""
        return self.takes_caret(row) and (self.starts_block(row) or self.rows.blocks[row] == OWN)

    def indent(self, row: int) -> int:
        """Return the indentation of a row in cells."""
        block = self.block_on(row)
        if block is None:
            return 0
        deep = level_indent(self._levels.get(self.rows.blocks[row], 0), self.width)
        return deep + indent_of(block.role, first=self.starts_block(row), book=self.reading.spacing == 0)

    def looks(self, start: int, end: int) -> Iterator[tuple[Span, str]]:
        """Yield the spans within ``[start, end)`` that the text's own markup styles, with the names of their looks."""
        return ((span, look.value) for look, layer in self._looks.items() for span in layer.over(start, end))

    def number_on(self, row: int) -> int:
        """Return the number of the paragraph that starts on a row, else 0."""
        return self.numbers[self.rows.blocks[row]] if self.starts_block(row) else 0

    def stretch(self, row: int) -> tuple[tuple[int, int], ...]:
        """Return where a row is stretched for justification or table columns: (offset, cells to add after it)."""
        table = self._table_on(row)
        if table is not None:
            return table.added(self.span(row))
        block = self.block_on(row)
        if not self.reading.justify or block is None or block.role not in PARAGRAPHS:
            return ()
        start, end = self.span(row)
        last = row + 1 >= len(self) or self.rows.blocks[row + 1] != self.rows.blocks[row]
        if last or "\n" in self.shown.cut(end, self.rows.lines.starts[row + 1]):
            return ()
        places = spread(self.shown.cut(start, end), self.width - self.indent(row))
        first = self.shown.place(start)
        return tuple((self.shown.offset(first + place), cells) for place, cells in places)

    def _table_on(self, row: int) -> TableColumns | None:
        """Return the table whose text is on a row."""
        position, block = self.rows.blocks[row], self.block_on(row)
        if block is None or not self._marked:
            return None
        if position not in self._tables:
            text, span = self.article.text, block.span
            table = TableColumns(text, self.shown, span, self.width) if is_table(text, *span) else None
            self._tables[position] = table
        return self._tables[position]

    # Places

    def occurrences(self, words: str) -> tuple[Span, ...]:
        """Return the spans of some words in the displayed text, ignoring hidden markup."""
        shown = self.shown
        return tuple(
            shown.back(start, end) for start, end in occurrences(shown.without_hidden(self.article.text), words)
        )

    def row_of(self, offset: int) -> int:
        """Return the row of an offset; a folded offset is on the row of its fold."""
        row = max(0, bisect_right(self.rows.lines.starts, offset) - 1)
        while row > 0 and not self.takes_caret(row):
            row -= 1
        return row

    def column_of(self, offset: int) -> int:
        """Return the cell of an offset within its row, counted from the left edge of the column."""
        row = self.row_of(offset)
        start, end = self.span(row)
        offset = min(max(offset, start), end)
        added = sum(cells for place, cells in self.stretch(row) if place < offset)
        return self.indent(row) + width(self.shown.cut(start, offset)) + added

    def offset_at(self, row: int, column: int) -> int:
        """Return the offset of the character at a cell of a row; beyond the text that of the last one."""
        row = min(max(row, 0), len(self) - 1)
        start, end = self.span(row)
        column -= self.indent(row)
        stretch, shown = self.stretch(row), self.shown
        first, last = shown.place(start), shown.place(end)
        if not stretch and is_narrow(shown.drawn, first, last):
            return self._sign(first + min(max(column, 0), max(0, last - first - 1)), start, end)
        added = {shown.place(offset): cells for offset, cells in stretch}
        edge, place = 0, first
        for low, _, cells in graphemes(shown.drawn[first:last]):
            place = first + low
            edge += cells + added.get(place, 0)
            if edge > column:
                break
        return self._sign(place, start, end)

    def link_at(self, offset: int) -> str:
        """Return the target of the link at an offset; empty if there is none."""
        return next((run.target for run in self._links if run.start <= offset < run.end), "")

    def _first(self, row: int) -> int:
        """Return the offset of the first visible character on a row."""
        start, end = self.span(row)
        return self._sign(self.shown.place(start), start, end)

    def _sign(self, place: int, start: int, end: int) -> int:
        """Return the offset of the character drawn at ``place`` of a row, or the row's start if it draws nothing."""
        return start if self.shown.place(start) == self.shown.place(end) else self.shown.offset(place)

    def caret_row(self, row: int, direction: int) -> int:
        """Return the nearest row that takes the caret, from ``row`` in this direction, else in the other one."""
        for ways in (direction, -direction):
            place = row
            while 0 <= place < len(self):
                if self.takes_caret(place):
                    return place
                place += ways
        return 0

    def snap(self, offset: int, direction: int = 1) -> int:
        """Return the nearest offset for a caret: a visible character, or a fold."""
        if not len(self):
            return 0
        row = self.row_of(min(max(offset, 0), len(self.text)))
        start, end = self.span(row)
        if not self.takes_caret(row):
            near = self.caret_row(row, direction)
            return self.snap(self.span(near).end, -1) if near < row else self._first(near)
        if offset < start or start == end:
            return self._first(row)
        if offset < end:
            return self._sign(self.shown.place(offset), start, end)
        following = row + 1
        while direction > 0 and following < len(self):
            if self.takes_caret(following):
                return self._first(following)
            following += 1
        drawn, first = self.shown.cut(start, end), self.shown.place(start)
        return self._sign(first + previous_grapheme(drawn, len(drawn)), start, end)

    # Blocks

    def block_at(self, offset: int) -> int:
        """Return the index of the block at an offset, else of the one before; -1 before the first."""
        return bisect_right(self._block_starts, offset) - 1

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph at an offset or the last one before; 0 before the first."""
        return bisect_right(self._paragraphs, offset, key=lambda span: span.start)

    def hidden(self, offset: int) -> bool:
        """Whether an offset is in a folded block."""
        position = self.block_at(offset)
        return position >= 0 and self.folds.hides(position)

    def reveal(self, offset: int) -> bool:
        """Open the fold that hides an offset, effective at the next `arrange`; return whether there was one."""
        hidden = self.hidden(offset)
        if hidden:
            self.folds.open(self.block_at(offset))
        return hidden

    def next_block(self, offset: int, direction: int) -> int:
        """Return the start of the next (1) or previous (-1) visible block; a fold counts once."""
        starts = self.rows.lines.starts
        if direction > 0:
            row = bisect_right(starts, offset)
            while row < len(self) and not self._begins(row):
                row += 1
        else:
            # A block may start with hidden markup before the caret.
            row = bisect_left(starts, self.shown.begin(self.shown.place(offset))) - 1
            while row >= 0 and not self._begins(row):
                row -= 1
        return self._first(row) if 0 <= row < len(self) else self.snap(0 if direction < 0 else len(self.text), -1)

    def _begins(self, row: int) -> bool:
        return self.takes_caret(row) and (self.starts_block(row) or self.rows.blocks[row] == OWN)


def paragraph_numbers(article: Article) -> list[int]:
    """Return the paragraph number of each block, 0 for blocks that have none."""
    numbers = {span: number for number, span in enumerate(article.paragraphs, 1)}
    return [numbers.get(block.span, 0) for block in article.blocks]


def _head_length(blocks: Sequence[Block]) -> int:
    """Return the number of blocks up to the last one with a head role before the first paragraph."""
    length = 0
    for position, block in enumerate(blocks):
        if block.role in PARAGRAPHS:
            break
        if block.role in HEAD:
            length = position + 1
    return length
