"""Rendering of article rows: margin, text split at overlays, stretched spaces.

Caret and selection are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index import Role, Span

from ..text.cells import clip, width
from .display_rows import RowKind
from .overlays import ORDER, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .article_layout import ArticleView
    from .article_page import ArticlePage, Column
    from .caret import Caret
    from .overlays import Overlays
    from .selection import TextSelection

_LOOKS: dict[Role, str] = {
    Role.TITLE: "title",
    Role.SUBTITLE: "subtitle",
    Role.HEADING: "heading",
    Role.QUOTE: "quotation",
    Role.CAPTION: "caption",
    Role.CREDIT: "caption",
    **dict.fromkeys((Role.BYLINE, Role.DATELINE, Role.OUTLET, Role.DATE, Role.FRONTMATTER), "detail"),
}
_OWN_LOOKS = {RowKind.HEADLINE: "title", RowKind.FACTS: "facts", RowKind.FOLD: "fold"}
_OTHERS = ("furniture", "guess", "number", "margin", "bar", "below")
LOOKS = frozenset({*TEXT, *ORDER, *_LOOKS.values(), *_OWN_LOOKS.values(), *_OTHERS})
"""The names of the looks that rows are painted in."""


class Inked(NamedTuple):
    """A piece of a row: its text, its offset, its style."""

    text: str
    offset: int
    style: Style


class ArticlePainter:
    """Renders the lines of ``page`` with overlays, the selection, and the caret if the pane has the focus."""

    def __init__(
        self,
        page: ArticlePage,
        caret: Caret,
        selecting: TextSelection,
        overlays: Overlays,
        blend: Callable[..., Style],
    ) -> None:
        self._page, self._caret, self._selecting = page, caret, selecting
        self._overlays, self._blend = overlays, blend
        self.labels: Mapping[int, str] = {}
        """Letters shown in the margin of the rows on which the paragraphs and folds at these offsets begin."""

    def lasts(self, line: int, *, focused: bool) -> bool:
        """Whether a line can be cached until the page is repainted: neither caret nor selection is on it."""
        view, span = self._page.view, self._selecting.span
        if view is None or line >= len(view):
            return True
        return not (span and _touches(span, *view.span(line))) and not (focused and self._caret_on(view, line))

    def paint(self, line: int, *, focused: bool) -> Strip:
        """Render one line, as wide as the pane."""
        view, walker, column = self._page.view, self._caret.walker, self._page.column
        if view is None or walker is None or line > len(view):
            return Strip.blank(column.cells, self._blend())
        if self._page.line_below == line:
            return self._below(column)
        if line == len(view):
            return Strip.blank(column.cells, self._blend())
        caret = walker.sign_at(self._caret.offset) if focused and self._caret_on(view, line) else None
        label = self.labels.get(view.span(line).start, "") if self.labels and view.begins(line) else ""
        return RowPainter(view, self._overlays, self._blend, column).paint(line, caret, self._selecting.span, label)

    def _below(self, column: Column) -> Strip:
        """Render the line shown in the blank row below a paragraph."""
        told = clip(self._page.below[1](column.text), column.text)
        plain, rest = self._blend(), column.cells - column.start - width(told)
        pieces = ((" " * column.start, plain), (told, self._blend("below")), (" " * rest, plain))
        return Strip([Segment(text, style) for text, style in pieces if text], column.cells)

    def _caret_on(self, view: ArticleView, line: int) -> bool:
        return view.row_of(self._caret.offset) == line


class RowPainter:
    """Renders the rows of one view with its overlays."""

    def __init__(self, view: ArticleView, overlays: Overlays, blend: Callable[..., Style], column: Column) -> None:
        self._view, self._overlays, self._blend, self._column = view, overlays, blend, column

    def paint(self, row: int, caret: Span | None = None, selection: Span | None = None, label: str = "") -> Strip:
        """Render one row; ``caret`` and ``selection`` are spans of the text, ``label`` is shown instead of its sign."""
        view, cells = self._view, self._column.cells
        pieces = list(self._margin(row, selection, label))
        own = view.own_line(row)
        if own is not None:
            name = _OWN_LOOKS[own.kind]
            names = (name, "caret") if caret is not None and own.kind is RowKind.FOLD else (name,)
            pieces.append(Inked(own.text, view.span(row).start, self._blend(*names)))
        elif view.rows.blocks[row] >= 0:
            pieces += self._text(row, caret, selection)
        used = sum(width(piece.text) for piece in pieces)
        if used < cells:
            pieces.append(Inked(" " * (cells - used), view.span(row).end, self._blend()))
        return Strip([_segment(piece) for piece in _merged(pieces)], max(used, cells)).crop(0, cells)

    def _margin(self, row: int, selection: Span | None, letter: str) -> Iterator[Inked]:
        column, view, start, end = self._column, self._view, *self._view.span(row)
        plain = self._blend()
        yield Inked(" " * column.left, start, plain)
        if column.margin < 3:
            yield Inked(" " * column.margin, start, plain)
            return
        marked = selection is not None and _touches(selection, start, end)
        yield Inked(view.signs.selection, start, self._blend("bar")) if marked else Inked(" ", start, plain)
        if column.margin >= 8:
            label = _label(view.number_on(row), view.signs.paragraph)
            yield Inked(label, start, self._blend("number")) if label.strip() else Inked(label, start, plain)
        if letter:
            yield from (Inked(letter, start, self._blend("caret")), Inked(" ", start, plain))
            return
        sign = self._sign(row, start, end)
        yield Inked(f"{sign} ", start, plain if sign == " " else self._blend("margin"))

    def _sign(self, row: int, start: int, end: int) -> str:
        """Return the margin symbol: of a layer with a span starting on the row, else of unfolded furniture."""
        block = self._view.block_on(row)
        if block is None:
            return " "
        sign, _ = self._overlays.margin(start, end, self._view.signs)
        return self._view.signs.furniture if sign == " " and block.folded else sign

    def _text(self, row: int, caret: Span | None, selection: Span | None) -> Iterator[Inked]:
        view, blend = self._view, self._blend
        start, end = view.span(row)
        base = self._base(row)
        if indent := view.indent(row):
            yield Inked(" " * indent, start, blend(*base))
        extra = [*view.looks(start, end)]
        extra += [(span, name) for span, name in ((selection, "selection"), (caret, "caret")) if span]
        stretch = view.stretch(row)
        for low, high, names in self._overlays.pieces(start, end, *extra):
            style, done = blend(*base, *names), low
            for place, cells in stretch:
                if low <= place < high:
                    yield Inked(view.shown.cut(done, place + 1), done, style)
                    yield Inked(" " * cells, place, blend(*base, *(name for name in names if name != "caret")))
                    done = place + 1
            if done < high:
                yield Inked(view.shown.cut(done, high), done, style)
        if caret is not None and not view.shown.cut(start, end):
            yield Inked(" ", start, blend("caret"))

    def _base(self, row: int) -> tuple[str, ...]:
        block = self._view.block_on(row)
        if block is None:
            return ()
        look = "furniture" if block.folded else _LOOKS.get(block.role, "")
        names = (look,) if look else ()
        return names if block.sure else (*names, "guess")


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start < end and span.end > start and start < end


def _label(number: int, sign: str) -> str:
    """Format a paragraph number in five cells; from 10,000 on without its symbol."""
    if not number:
        return "     "
    label = f"{sign}{number}" if number < 10_000 else str(number)
    return f"{label:<5.5}" if len(label) > 4 else f" {label:<4}"


def _merged(pieces: list[Inked]) -> Iterator[Inked]:
    """Merge neighbouring pieces of one style: each piece costs a change of style in the terminal."""
    last: Inked | None = None
    for piece in pieces:
        if last is not None and last.style is piece.style:
            last = last._replace(text=last.text + piece.text)
        elif piece.text:
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last


def _segment(piece: Inked) -> Segment:
    """Return a segment with its offset, which Textual needs for mouse selection."""
    return Segment(piece.text, piece.style + Style(meta={"offset": (piece.offset, 0)}))
