"""The base of the line-by-line widgets: cached lines, blended styles, scrolling at once.

Refuses to know what stands on a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from rich.style import Style
from textual import events, on
from textual.color import Color
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..themes import LEAST_CONTRAST

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from textual.css.styles import RenderStyles


# Painted lines kept: a few screens either way.
_KEPT = 1024

AA = 4.5
"""Least contrast of text on its background after WCAG 2.1, level AA."""


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling view that paints single lines.

    A subclass names its component classes ``PREFIX--name`` and paints lines with them in `paint`.
    """

    PREFIX: ClassVar[str] = ""
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._painted: dict[Hashable, Strip] = {}
        self._blends: dict[tuple[str, ...], Style] = {}
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

    def blend(self, *names: str) -> Style:
        """Return the style of component classes laid over each other, lowest first, on the widget's background.

        Backgrounds are composited with their alpha (Textual's partial styles drop it or apply it twice), a second
        ``reverse`` undoes the first, and text that a tint would drown is moved towards black or white.
        """
        style = self._blends.get(names)
        if style is None:
            components = [self.get_component_styles(f"{self.PREFIX}--{name}") for name in names]
            least = float(self.app.current_theme.variables.get(LEAST_CONTRAST, AA))
            style = self._blends[names] = _blended(self.background_colors[1], self.colors[3], components, least)
        return style

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: FBT001, FBT002 -- Textual's signature
        """Take the focus; Textual paints the whole widget anew even when it has it already."""
        return self if self.has_focus else super().focus(scroll_visible)

    def notify_style_update(self) -> None:
        """Forget blended styles and painted lines: a theme or a pseudo class changed."""
        self._blends.clear()
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
    def show_awaited_line(self) -> None:
        """Show the line that was asked for while there was no room for any."""
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


def _blended(paper: Color, ink: Color, components: Iterable[RenderStyles], least: float) -> Style:
    """Lay component styles, lowest first, over the colours of a widget; ``least`` is the contrast to keep."""
    text_style, reverse = Style(), False
    for component in components:
        if component.has_rule("background"):
            paper = _over(paper, component.background)
        if component.has_rule("color"):
            auto = component.has_rule("auto_color") and component.auto_color
            ink = paper.get_contrast_text(component.color.a) if auto else component.color
        if component.has_rule("text_style"):
            text_style += component.text_style
            reverse ^= bool(component.text_style.reverse)
    ink = readable(_over(paper, ink), paper, least)
    return Style(color=ink.rich_color, bgcolor=paper.rich_color) + text_style + Style(reverse=reverse)


def _over(below: Color, above: Color) -> Color:
    """Lay one colour over another; a colour of the terminal's own palette can't be mixed and replaces it."""
    if above.ansi is not None or above.a >= 1:
        return above
    return below if below.ansi is not None else below + above


def readable(ink: Color, paper: Color, least: float = AA) -> Color:
    """Return the ink, moved towards black or white as far as it takes to reach the least contrast on the paper.

    Papers on which nothing reaches it get black or white.
    """
    if ink.ansi is not None or paper.ansi is not None:
        return ink
    extreme = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda colour: contrast(colour, paper))
    shares = (share / 10 for share in range(11))
    return next((mixed for share in shares if contrast(mixed := ink.blend(extreme, share), paper) >= least), extreme)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21, after WCAG 2.1."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
