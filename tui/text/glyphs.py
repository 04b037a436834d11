"""The signs that carry meaning beside colour, in a typographic and an ASCII set.

Refuses to know colours: a glyph here means the same with and without them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs. Every sign but ``fold`` and ``ellipsis`` is one cell wide."""

    verbatim: str = "="
    edited: str = "~"
    partial: str = "≈"
    similar: str = "?"
    unique: str = "+"
    absent: str = "·"
    quote: str = "“"
    note: str = "✎"
    moved: str = "↕"
    selection: str = "▌"
    cursor: str = "▸"
    marked: str = "✓"
    unread: str = "●"
    starred: str = "★"
    hit: str = "›"
    bookmark: str = "◆"
    paragraph: str = "¶"
    derived: str = "°"
    guessed: str = "?"
    dot: str = "·"
    dash: str = "—"
    open: str = "⟦"
    close: str = "⟧"
    furniture: str = "┆"
    fold: str = "⋯"
    ellipsis: str = "…"
    filled: str = "━"
    empty: str = "─"
    rule: str = "─"
    column: str = "│"
    alarm: str = "⚠"
    agency_open: str = "‹"
    agency_close: str = "›"


TYPOGRAPHIC = Glyphs()

ASCII = Glyphs(
    partial="%",
    absent=".",
    quote='"',
    note="*",
    moved="^",
    selection="|",
    cursor=">",
    marked="x",
    unread="o",
    starred="#",
    hit=">",
    bookmark="@",
    paragraph="P",
    derived="^",
    dot="-",
    dash="-",
    open="[",
    close="]",
    furniture=":",
    fold="...",
    ellipsis="...",
    filled="#",
    empty="-",
    rule="-",
    column="|",
    alarm="!",
    agency_open="<",
    agency_close=">",
)


def glyphs(*, ascii_only: bool = False) -> Glyphs:
    """Return the set to draw with."""
    return ASCII if ascii_only else TYPOGRAPHIC
