"""Blended styles of a widget's looks, with colours that keep their contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color
from textual.dom import DOMNode

from ..themes import LEAST_CONTRAST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.css.styles import RenderStyles
    from textual.widget import Widget

AA = 4.5
"""The least contrast of text on its background, WCAG 2.1 level AA."""


class StyleBlend:
    """The blended styles of one widget; called with names of its ``looks``, whose CSS classes are ``PREFIX--look``.

    A look is styled when first rendered: few of a pane's dozens appear on the first screen, and Textual would restyle
    all its own component classes at every change of focus.

    Backgrounds are composited with their alpha (Textual's partial styles drop it or apply it twice), a second
    ``reverse`` undoes the first, and text that a tint would make illegible is moved towards black or white.
    """

    def __init__(self, widget: Widget, prefix: str, looks: frozenset[str]) -> None:
        self._widget, self._prefix, self._looks = widget, prefix, looks
        self._styled: dict[str, RenderStyles] = {}
        self._blends: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """Return the style of looks blended, lowest first, over the widget's background."""
        style = self._blends.get(names)
        if style is None:
            widget = self._widget
            components = [self.component(name) for name in names]
            paper, ink = widget.background_colors[1], widget.colors[3]
            style = self._blends[names] = _blended(paper, ink, components, least_contrast(widget))
        return style

    def component(self, look: str) -> RenderStyles:
        """Return a look's styles from the stylesheet; raises `KeyError` for a look the widget does not have."""
        styles = self._styled.get(look)
        if styles is None:
            if look not in self._looks:
                raise KeyError(look)
            node = DOMNode(classes=f"{self._prefix}--{look}")
            node._attach(self._widget)  # noqa: SLF001 - as Textual styles its own component classes
            self._widget.app.stylesheet.apply(node)
            styles = self._styled[look] = node.styles
        return styles

    def forget(self) -> None:
        """Drop all cached styles: the theme or a pseudo-class changed."""
        self._styled.clear()
        self._blends.clear()


def least_contrast(widget: Widget) -> float:
    """Return the least contrast of text in the theme on show."""
    return float(widget.app.current_theme.variables.get(LEAST_CONTRAST, AA))


def legible(style: Style, least: float) -> Style:
    """Return a style whose text is `readable` on its own background; unchanged if a colour is the terminal's own."""
    if style.color is None or style.bgcolor is None or style.color.triplet is None or style.bgcolor.triplet is None:
        return style
    ink = readable(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor), least)
    return style + Style(color=ink.rich_color)


def _blended(paper: Color, ink: Color, components: Iterable[RenderStyles], least: float) -> Style:
    """Blend component styles, lowest first, over a widget's colours, keeping a contrast of at least ``least``."""
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
    paper = readable(paper, ink, least)  # tints over tints may leave no legible ink
    return Style(color=ink.rich_color, bgcolor=paper.rich_color) + text_style + Style(reverse=reverse)


def _over(below: Color, above: Color) -> Color:
    """Composite one colour over another; one of the terminal's palette can't be mixed and replaces it."""
    if above.ansi is not None or above.a >= 1:
        return above
    return below if below.ansi is not None else below + above


def readable(ink: Color, paper: Color, least: float = AA) -> Color:
    """Return the ink, moved towards black or white until it has the least contrast with the paper.

    If nothing has, it is black or white.
    """
    if ink.ansi is not None or paper.ansi is not None:
        return ink
    extreme = max((Color(0, 0, 0), Color(255, 255, 255)), key=lambda colour: contrast(colour, paper))
    shares = (share / 10 for share in range(11))
    return next((mixed for share in shares if contrast(mixed := ink.blend(extreme, share), paper) >= least), extreme)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
