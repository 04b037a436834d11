"""How a line of the list of notes divides its cells: which columns there are, how wide, and what stands in them."""

from __future__ import annotations

import pytest

from index import Note, Placed, PlacedNote, Span, State, Target
from tui.notes.note_layout import NoteColumns, NoteRowLayout, columns_within, widest
from tui.notes.note_lines import KindSign
from tui.notes.note_rows import NoteRow, state_sign
from tui.text.cells import width
from tui.text.glyphs import TYPOGRAPHIC

ALL = NoteColumns(15, 16, 10, 12, 3)
"""Columns that have everything in them."""


def layout(cells: int, wanted: NoteColumns = ALL) -> NoteRowLayout:
    return NoteRowLayout(TYPOGRAPHIC, lambda _: KindSign("§", "green"), cells, wanted)


def row(text: str = "Who?", paragraph: int = 12, outlet: str = "The Hindu") -> NoteRow:
    target = Target("a.txt", exact="the sea")
    note = Note("N", "fact", text, "ana", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", ("x", "y"), (target,))
    return NoteRow(PlacedNote(note, (Placed(target, State.MOVED, Span(0, 7)),)), outlet, paragraph)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (140, NoteColumns(15, 16, 10, 12, 3)),
        (132, NoteColumns(12, 16, 10, 12, 3)),
        (120, NoteColumns(6, 16, 10, 12, 3)),
        (112, NoteColumns(6, 16, 10, 12, 0)),
        (100, NoteColumns(6, 16, 0, 12, 0)),
        (80, NoteColumns(6, 9, 0, 12, 0)),
        (70, NoteColumns(6, 9, 0, 8, 0)),
        (54, NoteColumns(6, 9, 0, 0, 0)),
    ],
)
def test_half_of_a_line_belongs_to_the_words(cells: int, shown: NoteColumns) -> None:
    """In less room times grow short, then number, kind and tags go; half the line stays the reader's words."""
    assert columns_within(ALL, cells) == shown
    assert cells - 6 - shown.used >= cells // 2


@pytest.mark.parametrize("cells", [54, 60, 80, 90, 140])
def test_names_stand_over_their_columns(cells: int) -> None:
    """Each name where what it names begins, and none over a column that is left out."""
    head, columns = layout(cells).header(), columns_within(ALL, cells)
    told = "".join(text for text, _ in layout(cells).pieces(row(), 0, here=True, marked=True))
    shown = [name for name, size in (("Kind", columns.kind), ("Tags", columns.tags), ("¶", columns.paragraph)) if size]
    assert [name for name in ("Kind", "Tags", "¶") if name in head] == shown
    assert (told[head.index("When") :][:6], head.index("Note"), width(head)) == ("22 Nov", 6, cells)
    assert told[head.index("Outlet") :].startswith("The Hind")


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    """Without tags and paragraphs there is no column for them; long outlets are cut."""
    rows = [row(paragraph=0), row(outlet="The Sydney Morning Herald")]
    assert widest(rows[:1]) == NoteColumns(15, 9, 4, 4, 0)
    assert widest(rows) == NoteColumns(15, 16, 4, 4, 3)
    assert widest([]) == NoteColumns(15, 0, 0, 0, 0)


@pytest.mark.parametrize("cells", [54, 60, 70, 120])
def test_a_line_is_as_wide_as_its_list(cells: int) -> None:
    """Every column keeps its cells, with the blank behind it; the words take what is left."""
    told = "".join(text for text, _ in layout(cells).pieces(row("Who? " * 40), 0, here=True, marked=True))
    assert (width(told), "… " in told) == (cells - 1, True)


def test_a_line_tells_cursor_mark_place_kind_tags_and_words() -> None:
    """Each in its column, under its name; without a paragraph its number is left out."""
    told = "".join(text for text, _ in layout(140).pieces(row(), 0, here=True, marked=True))
    head = layout(140).header()
    assert told[:6] == f" {TYPOGRAPHIC.cursor}{TYPOGRAPHIC.marked} {state_sign(State.MOVED, TYPOGRAPHIC)} "
    assert told[head.index("Outlet") :].startswith("The Hindu")
    assert told[head.index("¶") :].startswith(" 12")
    assert told[head.index("Kind") :].startswith("§ fact")
    assert ("§ ", "green") in [*layout(140).pieces(row(), 0, here=True, marked=True)]
    assert told[head.index("Tags") :].startswith("x,y")
    assert told[head.index("Note") :].startswith("moved: Who?")
    plain = "".join(text for text, _ in layout(140).pieces(row(paragraph=0), 0, here=False, marked=False))
    assert (plain[:3], plain[head.index("¶") :][:3]) == ("   ", "   ")
