"""The base of the line-rendered widgets: cached lines, a cached size, scrolling without animation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual import events, on
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .style_blend import StyleBlend

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from textual.widget import Widget

# Rendered lines to cache: a few screens either way.
_KEPT = 1024


class PaintedLines:
    """A cache of rendered lines, by the key their look depends on."""

    def __init__(self) -> None:
        self._strips: dict[Hashable, Strip] = {}

    def line(self, key: Hashable, paint: Callable[[], Strip]) -> Strip:
        """Return the cached line for a key, rendering it on a miss."""
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[key] = paint()
        return strip

    def forget(self, *keys: Hashable) -> None:
        """Drop the lines under these keys; without arguments, all."""
        if not keys:
            self._strips.clear()
        for key in keys:
            self._strips.pop(key, None)


class InnerSize:
    """The cached size of a widget inside its scrollbar: computing it from styles takes longer than rendering a line.

    It depends on the outer size alone: a hidden widget has no region, and when shown again at its old size it gets no
    resize event.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._kept: tuple[Size, bool, Size] | None = None

    def __call__(self) -> Size:
        """Return the size: zero before the first layout; a hidden widget keeps its last one."""
        widget = self._widget
        outer, scrollbar = widget.outer_size, widget.show_vertical_scrollbar
        if self._kept is None or self._kept[:2] != (outer, scrollbar):
            inside = outer.region.shrink(widget.styles.gutter).shrink(widget.scrollbar_gutter)
            self._kept = outer, scrollbar, inside.size
        return self._kept[2]

    def forget(self) -> None:
        """Drop the cached size: the styles changed."""
        self._kept = None


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scroll view rendered line by line; subclasses name their ``LOOKS``, whose CSS classes are ``PREFIX--look``."""

    PREFIX: ClassVar[str] = ""
    LOOKS: ClassVar[frozenset[str]] = frozenset()
    ALLOW_SELECT = False
    DEFAULT_CSS = "LineView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._painted, self._on_screen = PaintedLines(), dict[int, Strip]()
        self.blend = StyleBlend(self, self.PREFIX, self.LOOKS)
        self.inner = InnerSize(self)
        self._awaited: Callable[[], None] | None = None

    @property
    def cells(self) -> int:
        """The width of a line without the scrollbar, in cells."""
        return self.inner().width

    @property
    def rows_shown(self) -> int:
        """The number of lines that fit on the screen."""
        return self.inner().height

    @property
    def top(self) -> int:
        """The number of the first line on the screen."""
        return self.scroll_offset.y

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: FBT001, FBT002 -- Textual's signature
        """Take the focus, unless it is here already: Textual would repaint the whole widget."""
        return self if self.has_focus else super().focus(scroll_visible)

    def notify_style_update(self) -> None:
        """Drop blended styles and rendered lines: the theme or a pseudo-class changed."""
        self.blend.forget()
        self.inner.forget()
        self._painted.forget()
        super().notify_style_update()

    def set_line_count(self, count: int) -> None:
        """Set the number of lines."""
        if (size := Size(self.cells, count)) != self.virtual_size:
            self.virtual_size = size

    def repaint(self) -> None:
        """Drop the cached lines and repaint."""
        self._painted.forget()
        self.refresh()

    def repaint_changed(self) -> None:
        """Repaint the visible lines that look different now, unless the pane is being removed."""
        self._painted.forget()
        for y in range(self.inner().height if self.is_running else 0):
            if self._on_screen.get(y) != self.render_line(y):
                self.refresh_line(self.top + y)

    def repaint_lines(self, first: int, last: int) -> None:
        """Drop the cached lines from ``first`` to ``last`` and repaint the visible ones."""
        for line in range(max(first, self.top), min(last, self.top + self.rows_shown) + 1):
            self.refresh_line(line)
        self._painted.forget(*((line, self.cells) for line in range(first, last + 1)))

    def scroll_to_line(self, line: int) -> None:
        """Scroll a line to the top, as far as the end allows, without animation."""
        self._awaited = None
        self.scroll_to(y=max(0, line), animate=False, immediate=True)

    def show_line(self, line: int, margin: int = 0, *, to: int | None = None) -> None:
        """Scroll as little as possible to show a line, or the lines up to ``to``, with ``margin`` lines around them.

        If not all fit the first are shown. Before the first layout the latest request is kept for it.
        """
        shown, last = self.rows_shown, line if to is None else to
        self._awaited = None if shown else lambda: self.show_line(line, margin, to=to)
        if not shown:
            return
        margin = min(margin, max(0, (shown - 1) // 2))
        if line < self.top + margin:
            self.scroll_to_line(line - margin)
        elif last >= self.top + shown - margin:
            self.scroll_to_line(min(line, last - shown + 1 + margin))

    @on(events.Resize)
    def take_size(self) -> None:
        """Drop the cached lines after a resize, and scroll to the line requested before the first layout."""
        self._painted.forget()
        if self._awaited is not None:
            self._awaited()

    def render_line(self, y: int) -> Strip:
        """Render one line of the screen, by its y coordinate."""
        line = self.top + y
        key = self.paint_key(line)
        strip = self.paint(line) if key is None else self._painted.line(key, lambda: self.paint(line))
        self._on_screen[y] = strip
        return strip

    def paint_key(self, line: int) -> Hashable | None:
        """Return the cache key of a line, or `None` not to cache it."""
        return line, self.cells

    def paint(self, line: int) -> Strip:
        """Render one line, ``cells`` wide; blank unless overridden."""
        del line
        return self.blank_line()

    def blank_line(self) -> Strip:
        """Return an empty line."""
        return Strip.blank(self.cells, self.blend())
