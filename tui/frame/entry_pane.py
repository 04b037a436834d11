"""A pane of entries of several lines each, with a cursor that moves between the selectable ones.

It does not know what an entry is: it is given a layout function and posts which entry was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import NOTE_COLOURS

from ..text.cells import fit, width
from .line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.events import Click, Resize

    from ..text.glyphs import Glyphs

Pieces = tuple[tuple[str, str], ...]
"""One line: texts, each with the name of its look."""


@dataclass(frozen=True, slots=True)
class PaneEntry:
    """The lines of one entry. The cursor can stop on it if ``way``; ``lit`` relates it to the reader's place."""

    key: str
    lines: tuple[Pieces, ...]
    way: bool = True
    lit: bool = False


class EntryPane(LineView):
    """Entries laid out for a given width; the cursor stays on its entry when they are laid out again."""

    PREFIX: ClassVar[str] = "entry"
    LOOKS: ClassVar[frozenset[str]] = frozenset(
        {
            *("heading", "sign", "place", "kind", "state", "tags", "text", "quote", "gone", "cursor", "lit"),
            *NOTE_COLOURS,
        }
    )

    class Chosen(Message):
        """The entry ``key`` was double-clicked."""

        def __init__(self, pane: EntryPane, key: str) -> None:
            super().__init__()
            self.pane, self.key = pane, key

    class LaidOut(Message):
        """The entries were laid out for the first time, or changed."""

    def __init__(self, signs: Glyphs, *, id: str | None = None, enter: str = "") -> None:
        super().__init__(id=id)
        self._signs, self.does = signs, {"enter": enter} if enter else {}
        self._lay: Callable[[int], Sequence[PaneEntry]] = lambda _: ()
        self._entries: tuple[PaneEntry, ...] = ()
        self._lines: list[tuple[int, Pieces]] = []
        self._key = ""

    def show(self, lay: Callable[[int], Sequence[PaneEntry]]) -> None:
        """Show what ``lay`` returns for the pane's width, now and after each resize."""
        self._lay = lay
        self._lay_out()

    def _lay_out(self) -> None:
        entries = tuple(self._lay(self.cells)) if self.cells else ()
        if entries == self._entries:
            return
        self._entries = entries
        self._lines = [(place, line) for place, entry in enumerate(self._entries) for line in entry.lines]
        ways = self._ways
        if self._key not in ways:
            self._key = ways[0] if ways else ""
        self.set_line_count(len(self._lines))
        self.repaint()
        self.post_message(self.LaidOut())

    @property
    def _ways(self) -> list[str]:
        return [entry.key for entry in self._entries if entry.way]

    @property
    def key(self) -> str:
        """The key of the entry under the cursor; empty when there is none."""
        return self._key

    def go(self, key: str) -> None:
        """Move the cursor to an entry, if it is selectable, and scroll it into view."""
        if key in self._ways:
            self._key = key
            self.reveal(key)
            self.repaint()

    def reveal(self, key: str) -> None:
        """Scroll an entry into view, at least its first line."""
        lines = [line for line, (place, _) in enumerate(self._lines) if self._entries[place].key == key]
        if lines:
            self.show_line(lines[-1])
            self.show_line(lines[0])

    # The cursor moves by entries, pages by lines: an entry may be longer than the pane.

    def move(self, count: int) -> None:
        """Move the cursor by ``count`` entries; scroll by lines when none is selectable."""
        ways = self._ways
        if ways:
            place = ways.index(self._key) + count
            self.go(ways[min(max(0, place), len(ways) - 1)])
        else:
            self.scroll_to_line(self.top + count)

    def page(self, count: int = 1) -> None:
        """Scroll by pages."""
        self.scroll_to_line(self.top + count * max(1, self.rows_shown - 1))

    def half_page(self, count: int = 1) -> None:
        """Scroll by half pages."""
        self.scroll_to_line(self.top + count * max(1, self.rows_shown // 2))

    def home(self) -> None:
        """Move to the first entry."""
        self.move(-len(self._entries))
        self.scroll_to_line(0)

    def end(self) -> None:
        """Move to the last entry."""
        self.move(len(self._entries))
        self.scroll_to_line(len(self._lines))

    # Lines

    def paint_key(self, line: int) -> Hashable | None:
        """Cache nothing: there are few lines."""

    def paint(self, line: int) -> Strip:
        """Render one line."""
        if line >= len(self._lines):
            return self.blank_line()
        place, pieces = self._lines[line]
        entry = self._entries[place]
        here = self.has_focus and entry.way and entry.key == self._key
        under = ("cursor",) if here else ("lit",) if entry.lit else ()
        first = line == 0 or self._lines[line - 1][0] != place
        sign = self._signs.cursor if here and first else self._signs.selection if entry.lit else " "
        segments = [Segment(sign, self.blend(*under, "sign"))]
        room = self.cells - 1
        for text, look in pieces:
            shown = fit(text, min(width(text), room), self._signs.ellipsis)
            segments.append(Segment(shown, self.blend(*under, look)))
            room -= width(shown)
        segments.append(Segment(" " * max(0, room), self.blend(*under)))
        return Strip(segments)

    def on_resize(self, event: Resize) -> None:
        """Lay the lines out again."""
        del event
        self._lay_out()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.repaint()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.repaint()

    def on_click(self, event: Click) -> None:
        """Move the cursor to the clicked entry; a double click chooses it."""
        line = self.top + event.y
        if line < len(self._lines) and self._entries[self._lines[line][0]].way:
            self.go(self._entries[self._lines[line][0]].key)
            if event.chain > 1:
                self.post_message(self.Chosen(self, self._key))
