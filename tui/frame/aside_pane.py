"""The column beside an article: lines that lead to places in its text.

Refuses to go there: it says which place was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from ..text.cells import fit, width
from .line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.events import Click, Resize

    from ..reader.article_facts import AsideLine
    from ..text.glyphs import Glyphs


class AsidePane(LineView):
    """Headings and entries; the cursor walks through the entries that lead somewhere."""

    PREFIX: ClassVar[str] = "aside"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"aside--{name}" for name in ("heading", "entry", "note", "cursor")}

    class Chosen(Message):
        """An entry was chosen that leads to ``offset``, in another ``article`` if one is named."""

        def __init__(self, offset: int, article: str = "") -> None:
            super().__init__()
            self.offset, self.article = offset, article

    def __init__(self, signs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._entries: tuple[AsideLine, ...] = ()
        self._lines: list[tuple[str, str, int]] = []
        self._cursor = 0

    def show(self, entries: Sequence[AsideLine]) -> None:
        """Show these lines."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._cursor = min(self._cursor, max(0, len(self._ways) - 1))
            self._lay_out()

    # The pane's moves, as every pane has them

    def move(self, count: int) -> None:
        """Move the cursor by so many entries."""
        self._cursor = min(max(0, self._cursor + count), max(0, len(self._ways) - 1))
        here = self._ways[self._cursor] if self._ways else -1
        lines = [line for line, (_, _, entry) in enumerate(self._lines) if entry == here]
        for line in reversed(lines):
            self.show_line(line, 1)
        self.repaint()

    def page(self, count: int = 1) -> None:
        """Scroll by screens; the cursor stays where it is."""
        self.scroll_to_line(self.top + count * max(1, self.rows_shown - 1))

    def half_page(self, count: int = 1) -> None:
        """Scroll by half screens."""
        self.scroll_to_line(self.top + count * max(1, self.rows_shown // 2))

    def home(self) -> None:
        """Move to the first entry."""
        self.move(-len(self._ways))
        self.scroll_to_line(0)

    def end(self) -> None:
        """Move to the last entry."""
        self.move(len(self._ways))
        self.scroll_to_line(len(self._lines))

    def choose(self) -> None:
        """Choose the entry under the cursor."""
        if self._ways:
            entry = self._entries[self._ways[self._cursor]]
            if entry.offset is not None:
                self.post_message(self.Chosen(entry.offset, entry.article))

    # Lines

    @property
    def _ways(self) -> list[int]:
        return [place for place, entry in enumerate(self._entries) if entry.offset is not None]

    def _lay_out(self) -> None:
        self._lines = [line for place in range(len(self._entries)) for line in self._laid(place)]
        self.set_line_count(len(self._lines))
        self.repaint()

    def _laid(self, place: int) -> list[tuple[str, str, int]]:
        """Return the lines of one entry as (text, look, entry)."""
        entry = self._entries[place]
        if entry.heading:
            return [*([("", "entry", -1)] if place else []), (f" {entry.text}", "heading", place)]
        if entry.note and width(entry.text) + width(entry.note) + 4 > self.cells:
            notes = ((f"     {line}", "note", place) for line in _wrapped(entry.note, self.cells - 5))
            return [(f"   {entry.text}", "entry", place), *notes]
        note = f"  {entry.note}" if entry.note else ""
        before = f"{entry.before:<4}" if entry.before else ""
        return [(f"   {before}{entry.text}{note}", "entry", place)]

    def paint_key(self, line: int) -> Hashable | None:
        """Paint each time: the lines are few."""

    def paint(self, line: int) -> Strip:
        """Return one line."""
        if line >= len(self._lines):
            return self.blank_line()
        text, look, entry = self._lines[line]
        ways = self._ways
        here = bool(ways) and entry == ways[self._cursor]
        if here and self.has_focus and text.startswith("   "):
            text = f" {self._signs.cursor} {text[3:]}"
        under = ["cursor"] if here and self.has_focus else []
        return Strip([Segment(fit(text, self.cells, self._signs.ellipsis), self.blend(*under, look))])

    def on_resize(self, event: Resize) -> None:
        """Lay the lines out anew."""
        del event
        self._lay_out()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.repaint()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.repaint()

    def on_click(self, event: Click) -> None:
        """Choose the entry clicked on."""
        line = self.top + event.y
        if line < len(self._lines) and self._lines[line][2] in self._ways:
            self._cursor = self._ways.index(self._lines[line][2])
            self.repaint()
            self.choose()


def _wrapped(text: str, cells: int) -> list[str]:
    """Break a sentence between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) > cells:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
