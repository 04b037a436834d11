"""The symbols that carry meaning besides colour, in a typographic and an ASCII set.

A glyph means the same with and without colour.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Glyphs(NamedTuple):
    """One set of glyphs, each one cell wide except ``fold`` and ``ellipsis``."""

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
    bookmark: str = "§"
    decided: str = "◆"
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
    dense: str = "▓"
    half: str = "▒"
    faint: str = "░"
    agency_open: str = "‹"
    agency_close: str = "›"


LEGEND: Final = (
    ("unread", "unread", "library", "Not read yet."),
    ("starred", "star", "library reader", "Has a star."),
    ("marked", "mark", "library compare notes stories", "Marked, for what several can be done with."),
    ("note", "note", "library reader compare stories", "Has a note, or so many."),
    ("agency_open", "agency", "library reader", "Copy of the news agency named behind it."),
    ("derived", "derived", "library reader", "Found in the text; the file does not say it."),
    ("guessed", "guessed", "library reader", "Guessed; behind a fact of the head."),
    ("open", "hit", "library", "Without colour: around words that were searched for."),
    ("hit", "hit", "reader", "Words that were searched for stand in this line."),
    ("bookmark", "bookmark", "reader", "A bookmark stands here."),
    ("decided", "by hand", "stories", "You joined or parted this story."),
    ("fold", "fold", "library reader compare", "Folded lines; Enter opens them where the cursor is."),
    ("paragraph", "paragraph", "reader notes", "The number of a paragraph."),
    ("furniture", "furniture", "reader", "Stands on the page and is not of the article."),
    ("verbatim", "verbatim", "reader compare", "Word for word."),
    ("edited", "edited", "reader compare", "Most words, in the same order."),
    ("partial", "partial", "reader compare", "Shares a run of words and goes on differently."),
    ("similar", "similar", "reader compare", "Similar wording: not the same claim."),
    ("unique", "unique", "compare", "Told by this account alone."),
    ("absent", "absent", "compare", "Not told by this account."),
    ("quote", "quotation", "compare", "Holds a quotation."),
    ("moved", "moved", "compare", "Stands elsewhere in its account."),
    ("alarm", "flag", "compare", "Accounts do not agree."),
    ("faint", "map: the same", "compare", "At the edge: passages that several accounts tell alike; blank: one alone."),
    ("half", "map: in part", "compare", "At the edge: passages told in part, or in similar wording."),
    ("dense", "map: edited", "compare", "At the edge: passages that accounts tell differently."),
    ("moved", "moved", "notes", "The passage stands elsewhere in its article now."),
)
"""Glyphs by field name, each with a label, the screens that use it, and its meaning."""

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
    decided="@",
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
    dense="#",
    half="=",
    faint=".",
    rule="-",
    column="|",
    alarm="!",
    agency_open="<",
    agency_close=">",
)


def glyphs(*, ascii_only: bool = False) -> Glyphs:
    """Return the set to draw with."""
    return ASCII if ascii_only else TYPOGRAPHIC
