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
    from collections.abc import Callable, Hashable

    from textual.widget import Widget

# Painted lines kept: a few screens either way.
_KEPT = 1024


class PaintedLines:
    """Painted lines by what their look depends on, as many as are worth keeping."""

    def __init__(self) -> None:
        self._strips: dict[Hashable, Strip] = {}

    def line(self, key: Hashable, paint: Callable[[], Strip]) -> Strip:
        """Return the line kept under a key, painted now when there is none."""
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self._strips[key] = paint()
        return strip

    def forget(self, *keys: Hashable) -> None:
        """Forget the lines under these keys; without any, all."""
        if not keys:
            self._strips.clear()
        for key in keys:
            self._strips.pop(key, None)


class InnerSize:
    """The cells of a widget inside its scrollbar, kept: asking styles takes longer than painting a line.

    They are taken from the size alone: a hidden widget has no place on the screen, and shown again at its old size it
    hears of no new one.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._kept: tuple[Size, bool, Size] | None = None

    def __call__(self) -> Size:
        """Return the size; nothing before the first layout, a hidden widget keeps what it had."""
        widget = self._widget
        outer, scrollbar = widget.outer_size, widget.show_vertical_scrollbar
        if self._kept is None or self._kept[:2] != (outer, scrollbar):
            inside = outer.region.shrink(widget.styles.gutter).shrink(widget.scrollbar_gutter)
            self._kept = outer, scrollbar, inside.size
        return self._kept[2]

    def forget(self) -> None:
        """Ask the styles anew: they changed."""
        self._kept = None


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling view that paints single lines; a subclass names its ``LOOKS``, whose classes are ``PREFIX--look``."""

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
        """Return the width of a line without the scrollbar."""
        return self.inner().width

    @property
    def rows_shown(self) -> int:
        """Return how many lines fit on the screen."""
        return self.inner().height

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
        self.inner.forget()
        self._painted.forget()
        super().notify_style_update()

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are."""
        if (size := Size(self.cells, count)) != self.virtual_size:
            self.virtual_size = size

    def repaint(self) -> None:
        """Forget painted lines and paint anew."""
        self._painted.forget()
        self.refresh()

    def repaint_changed(self) -> None:
        """Paint anew the lines on the screen that look otherwise now, unless the pane is being taken down."""
        self._painted.forget()
        for y in range(self.inner().height if self.is_running else 0):
            if self._on_screen.get(y) != self.render_line(y):
                self.refresh_line(self.top + y)

    def repaint_lines(self, first: int, last: int) -> None:
        """Forget the painted lines from ``first`` to ``last`` and paint those on the screen anew."""
        for line in range(max(first, self.top), min(last, self.top + self.rows_shown) + 1):
            self.refresh_line(line)
        self._painted.forget(*((line, self.cells) for line in range(first, last + 1)))

    def scroll_to_line(self, line: int) -> None:
        """Put a line at the top, as far as the end allows, without animation."""
        self._awaited = None
        self.scroll_to(y=max(0, line), animate=False, immediate=True)

    def show_line(self, line: int, margin: int = 0, *, to: int | None = None) -> None:
        """Scroll as little as possible until a line, or those up to ``to``, stand ``margin`` lines inside the screen.

        Of more lines than fit the first are shown. Before the first layout the line asked for last waits for it.
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
        """Forget lines of another width, and show the line that was asked for while there was no room for any."""
        self._painted.forget()
        if self._awaited is not None:
            self._awaited()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        line = self.top + y
        key = self.paint_key(line)
        strip = self.paint(line) if key is None else self._painted.line(key, lambda: self.paint(line))
        self._on_screen[y] = strip
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
