"""The base of the line-by-line widgets: cached lines, a size that holds, scrolling at once.

Refuses to know what stands on a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual import events, on
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .style_blend import StyleBlend

if TYPE_CHECKING:
    from collections.abc import Hashable


# Painted lines kept: a few screens either way.
_KEPT = 1024


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling view that paints single lines; a subclass names its component classes ``PREFIX--name``."""

    PREFIX: ClassVar[str] = ""
    ALLOW_SELECT = False
    DEFAULT_CSS = "LineView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._painted: dict[Hashable, Strip] = {}
        self.blend = StyleBlend(self, self.PREFIX)
        self._inner: tuple[Size, bool, Size] | None = None
        self._awaited: tuple[int, int] | None = None

    @property
    def inner(self) -> Size:
        """Return the cells inside the scrollbar; nothing before the first layout, a hidden view keeps what it had.

        They are kept, since asking styles takes longer than a line, and taken from the size alone: a hidden widget has
        no place on the screen, and shown again at its old size it hears of no new one.
        """
        outer, scrollbar = self.outer_size, self.show_vertical_scrollbar
        if self._inner is None or self._inner[:2] != (outer, scrollbar):
            inside = outer.region.shrink(self.styles.gutter).shrink(self.scrollbar_gutter)
            self._inner = outer, scrollbar, inside.size
        return self._inner[2]

    @property
    def cells(self) -> int:
        """Return the width of a line without the scrollbar."""
        return self.inner.width

    @property
    def rows_shown(self) -> int:
        """Return how many lines fit on the screen."""
        return self.inner.height

    @property
    def top(self) -> int:
        """Return the first line on the screen."""
        return self.scroll_offset.y

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: FBT001, FBT002 -- Textual's signature
        """Take the focus; Textual paints the whole widget anew even when it has it already."""
        return self if self.has_focus else super().focus(scroll_visible)

    def notify_style_update(self) -> None:
        """Forget blended styles and painted lines: a theme or a pseudo class changed."""
        self.blend.forget()
        self._inner = None
        self._painted.clear()
        super().notify_style_update()

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are."""
        size = Size(self.cells, count)
        if size != self.virtual_size:
            self.virtual_size = size

    def repaint(self) -> None:
        """Forget painted lines and paint anew."""
        self._painted.clear()
        self.refresh()

    def repaint_lines(self, first: int, last: int) -> None:
        """Forget the painted lines from ``first`` to ``last`` and paint those on the screen anew."""
        for line in range(max(first, self.top), min(last, self.top + self.rows_shown) + 1):
            self.refresh_line(line)
        for line in range(first, last + 1):
            self._painted.pop((line, self.cells), None)

    def scroll_to_line(self, line: int) -> None:
        """Put a line at the top, as far as the end allows, without animation."""
        self._awaited = None
        self.scroll_to(y=max(0, line), animate=False, immediate=True)

    def show_line(self, line: int, margin: int = 0) -> None:
        """Scroll as little as possible until the line stands ``margin`` lines inside the screen.

        Before the first layout there is no screen to be inside of: the line asked for last is shown then.
        """
        shown = self.rows_shown
        self._awaited = None if shown else (line, margin)
        if not shown:
            return
        margin = min(margin, max(0, (shown - 1) // 2))
        if line < self.top + margin:
            self.scroll_to_line(line - margin)
        elif line >= self.top + shown - margin:
            self.scroll_to_line(line - shown + 1 + margin)

    @on(events.Resize)
    def take_size(self) -> None:
        """Forget lines of another width, and show the line that was asked for while there was no room for any."""
        self._painted.clear()
        if self._awaited is not None:
            self.show_line(*self._awaited)

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        line = self.top + y
        key = self.paint_key(line)
        if key is None:
            return self.paint(line)
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            strip = self._painted[key] = self.paint(line)
        return strip

    def paint_key(self, line: int) -> Hashable | None:
        """Return what the look of a line depends on, or `None` when it is not worth keeping."""
        return line, self.cells

    def paint(self, line: int) -> Strip:
        """Return one line, ``cells`` wide; it is blank where a view has nothing to show."""
        del line
        return self.blank_line()

    def blank_line(self) -> Strip:
        """Return an empty line."""
        return Strip.blank(self.cells, self.blend())
