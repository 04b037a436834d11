"""The program's themes, and the choice among them by the terminal's properties.

The terminal is queried in `terminal.py`, widgets are styled in `style.tcss`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.color import Color
from textual.theme import Theme

from .screen_settings import AUTO_THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from .own_themes import OwnTheme

LEAST_CONTRAST = "least-contrast"
"""The theme variable for the contrast that text keeps on every tint (WCAG 2.1: 4.5 for AA, 7 for AAA)."""

# Paper and ink: text not quite at the extremes, one blue for where the reader is, one amber for what was looked for.
DARK = Theme(
    name="variorum-dark",
    dark=True,
    background="#16181d",
    surface="#1b1e24",
    panel="#252932",
    foreground="#d6d3cc",
    primary="#7fa6d9",
    secondary="#9d8ec7",
    accent="#d8a657",
    warning="#d8a657",
    error="#e0777d",
    success="#8fb573",
    variables={
        "text-muted": "#9a9aa0",
        "text-disabled": "#85868d",
        "block-cursor-background": "#2c3a4d",
        "block-cursor-foreground": "#eceae4",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#262a31",
        "block-cursor-blurred-foreground": "#d6d3cc",
        "input-selection-background": "#3b5373",
        "screen-selection-background": "#33496a",
        "screen-selection-foreground": "#eceae4",
        "scrollbar": "#343943",
        "scrollbar-hover": "#4a5160",
        "scrollbar-active": "#7fa6d9",
        "scrollbar-background": "#16181d",
        "scrollbar-background-hover": "#1b1e24",
        "scrollbar-background-active": "#1b1e24",
    },
)

LIGHT = Theme(
    name="variorum-light",
    dark=False,
    background="#fbfaf6",
    surface="#f4f2ec",
    panel="#e7e4db",
    foreground="#2b2a27",
    primary="#2a5d9c",
    secondary="#6a4e9e",
    accent="#8a5a00",
    warning="#b37400",
    error="#ab2430",
    success="#3a6b22",
    variables={
        "text-muted": "#66645d",
        "text-disabled": "#6d6b64",
        "block-cursor-background": "#c6daf1",
        "block-cursor-foreground": "#1a1917",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e9e7df",
        "block-cursor-blurred-foreground": "#2b2a27",
        "input-selection-background": "#bcd4f0",
        "screen-selection-background": "#bcd4f0",
        "screen-selection-foreground": "#1a1917",
        "scrollbar": "#cfccc2",
        "scrollbar-hover": "#b3b0a5",
        "scrollbar-active": "#2a5d9c",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#f4f2ec",
        "scrollbar-background-active": "#f4f2ec",
    },
)

CONTRAST = Theme(
    name="variorum-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    foreground="#ffffff",
    primary="#8ec7ff",
    secondary="#d7b8ff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9a9a",
    success="#9dff9d",
    text_alpha=1.0,
    variables={
        LEAST_CONTRAST: "7",
        "text-muted": "#d0d0d0",
        "text-disabled": "#bcbcbc",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#3a3a3a",
        "block-cursor-blurred-foreground": "#ffffff",
        "input-selection-background": "#0050b0",
        "screen-selection-background": "#0050b0",
        "screen-selection-foreground": "#ffffff",
        "scrollbar": "#8a8a8a",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffd75f",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#1c1c1c",
        "scrollbar-background-active": "#1c1c1c",
    },
)

CONTRAST_LIGHT = Theme(
    name="variorum-contrast-light",
    dark=False,
    background="#ffffff",
    surface="#ffffff",
    panel="#e4e4e4",
    foreground="#000000",
    primary="#003b8e",
    secondary="#4b1d8f",
    accent="#6b3f00",
    warning="#6b3f00",
    error="#8b0000",
    success="#0b4f00",
    text_alpha=1.0,
    variables={
        LEAST_CONTRAST: "7",
        "text-muted": "#333333",
        "text-disabled": "#444444",
        "block-cursor-background": "#000000",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#d0d0d0",
        "block-cursor-blurred-foreground": "#000000",
        "input-selection-background": "#99c2ff",
        "screen-selection-background": "#99c2ff",
        "screen-selection-foreground": "#000000",
        "scrollbar": "#767676",
        "scrollbar-hover": "#000000",
        "scrollbar-active": "#003b8e",
        "scrollbar-background": "#ffffff",
        "scrollbar-background-hover": "#e4e4e4",
        "scrollbar-background-active": "#e4e4e4",
    },
)

OURS = (DARK, LIGHT, CONTRAST, CONTRAST_LIGHT)


def install(app: App[Any], own: Sequence[OwnTheme] = ()) -> None:
    """Register the program's themes and the reader's own in the app; the reader's replace ours of the same name."""
    for theme in (*OURS, *map(made, own)):
        app.register_theme(theme)


def made(own: OwnTheme) -> Theme:
    """Convert a reader's theme; missing colours are those of our dark or light theme, or mixed from its own."""
    ours, colours = DARK if own.dark else LIGHT, own.colours
    paper, ink = Color.parse(colours.background), Color.parse(colours.foreground)
    primary = Color.parse(colours.primary or ours.primary)

    def mixed(share: float, with_: Color = ink) -> str:
        return paper.blend(with_, share).hex

    chosen = {
        name: getattr(colours, name) or getattr(ours, name)
        for name in ("primary", "secondary", "accent", "warning", "error", "success")
    }
    variables = {
        "text-muted": colours.muted or mixed(0.7),
        "text-disabled": mixed(0.6),
        "block-cursor-background": mixed(0.2, primary),
        "block-cursor-foreground": colours.foreground,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": mixed(0.1),
        "block-cursor-blurred-foreground": colours.foreground,
        "input-selection-background": mixed(0.3, primary),
        "screen-selection-background": mixed(0.3, primary),
        "screen-selection-foreground": colours.foreground,
        "scrollbar": mixed(0.2),
        "scrollbar-hover": mixed(0.3),
        "scrollbar-active": primary.hex,
        "scrollbar-background": colours.background,
        "scrollbar-background-hover": mixed(0.03),
        "scrollbar-background-active": mixed(0.03),
    }
    return Theme(
        name=own.name,
        dark=own.dark,
        background=colours.background,
        foreground=colours.foreground,
        surface=colours.surface or mixed(0.03),
        panel=colours.panel or mixed(0.1),
        variables=variables,
        **chosen,
    )


def choose(name: str, dark: bool | None, *, few_colours: bool = False) -> str:  # noqa: FBT001
    """Return the initial theme: the one named, else one that suits the terminal's background.

    An unknown background counts as dark; a terminal with 16 colours keeps its own palette.
    """
    if name != AUTO_THEME:
        return name
    if few_colours:
        return "ansi-light" if dark is False else "ansi-dark"
    return LIGHT.name if dark is False else DARK.name
