"""How a row of an article looks: margin, text cut at every overlay, stretched spaces.

Refuses to know what a reader does; it is told where caret and selection are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index import Role, Span

from ..text.rows import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..text.overlays import Overlays
    from ..text.view import ArticleView

_LOOKS: dict[Role, str] = {
    Role.TITLE: "title",
    Role.SUBTITLE: "subtitle",
    Role.HEADING: "heading",
    Role.QUOTE: "quotation",
    Role.CAPTION: "caption",
    Role.CREDIT: "caption",
    **dict.fromkeys((Role.BYLINE, Role.DATELINE, Role.OUTLET, Role.DATE, Role.FRONTMATTER), "detail"),
}
_OWN_LOOKS = {Kind.HEADLINE: "title", Kind.FACTS: "facts", Kind.FOLD: "fold"}


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands: cells of the pane, of the space left of the margin, of the margin, of the text."""

    cells: int
    left: int
    margin: int
    text: int


def columns(cells: int, measure: int, *, numbered: bool, centred: bool) -> Column:
    """Divide a pane: text up to the measure, a margin with paragraph numbers where there is room for one."""
    margin = 8 if numbered and cells >= 60 else 3 if numbered else 1
    text = max(1, min(measure, cells - margin - (1 if cells > 20 else 0)))
    spare = max(0, cells - margin - text)
    # A centred column has its text, not its margin, in the middle.
    left = max(0, (cells - text) // 2 - margin) if centred else min(spare // 2, 4)
    return Column(cells, left, margin, text)


class ArticlePainter:
    """Paints rows of one view with its overlays."""

    def __init__(self, view: ArticleView, overlays: Overlays, blend: Callable[..., Style], column: Column) -> None:
        self._view, self._overlays, self._blend, self._column = view, overlays, blend, column

    def paint(self, row: int, caret: Span | None = None, selection: Span | None = None) -> Strip:
        """Return the strip of a row; ``caret`` and ``selection`` are spans of the text."""
        view, column = self._view, self._column
        segments = list(self._margin(row, selection))
        own = view.own_line(row)
        if own is not None:
            name = _OWN_LOOKS[own.kind]
            names = (name, "caret") if caret is not None and own.kind is Kind.FOLD else (name,)
            segments.append(self._segment(own.text, view.span(row).start, self._blend(*names)))
        elif view.rows.blocks[row] >= 0:
            segments += self._text(row, caret, selection)
        used = sum(segment.cell_length for segment in segments)
        if used < column.cells:
            segments.append(self._segment(" " * (column.cells - used), view.span(row).end, self._blend()))
        return Strip(segments, max(used, column.cells)).crop(0, column.cells)

    def _margin(self, row: int, selection: Span | None) -> Iterator[Segment]:
        column, view, start, end = self._column, self._view, *self._view.span(row)
        marked = bool(selection and selection.start < max(end, start + 1) and selection.end > start and end > start)
        bar = view.signs.selection if marked else " "
        has_text = view.rows.blocks[row] >= 0
        sign, _ = self._overlays.margin(start, end, view.signs) if has_text else (" ", "")
        if sign == " " and self._is_furniture(row):
            sign = view.signs.furniture
        if column.left:
            yield self._segment(" " * column.left, start, self._blend())
        if column.margin < 3:
            yield self._segment(" " * column.margin, start, self._blend())
            return
        yield self._segment(bar, start, self._blend("bar"))
        if column.margin >= 8:
            number = view.number_on(row)
            label = f"{view.signs.paragraph}{number}" if number else ""
            yield self._segment(f" {label:<4.4}", start, self._blend("number"))
        yield self._segment(f"{sign} ", start, self._blend("margin"))

    def _text(self, row: int, caret: Span | None, selection: Span | None) -> Iterator[Segment]:
        view, blend = self._view, self._blend
        start, end = view.span(row)
        base = self._base(row)
        if indent := view.indent(row):
            yield self._segment(" " * indent, start, blend(*base))
        extra = [(span, name) for span, name in ((selection, "selection"), (caret, "caret")) if span]
        stretch = view.stretch(row)
        for low, high, names in self._overlays.pieces(start, end, *extra):
            style, done = blend(*base, *names), low
            for place, cells in stretch:
                if low <= place < high:
                    yield self._segment(view.text[done : place + 1], done, style)
                    yield self._segment(" " * cells, place, blend(*base, *(name for name in names if name != "caret")))
                    done = place + 1
            if done < high:
                yield self._segment(view.text[done:high], done, style)
        if start == end and caret is not None:
            yield self._segment(" ", start, blend("caret"))

    def _base(self, row: int) -> tuple[str, ...]:
        block = self._view.block_on(row)
        if block is None:
            return ()
        look = "furniture" if block.folded else _LOOKS.get(block.role, "")
        names = (look,) if look else ()
        return names if block.sure else (*names, "guess")

    def _is_furniture(self, row: int) -> bool:
        block = self._view.block_on(row)
        return block is not None and block.folded

    @staticmethod
    def _segment(text: str, offset: int, style: Style) -> Segment:
        """Return a segment that knows its offset, which Textual asks for when the mouse selects."""
        return Segment(text, style + _meta(offset))


def _meta(offset: int) -> Style:
    return Style(meta={"offset": (offset, 0)})
