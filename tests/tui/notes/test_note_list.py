"""How a line of the list of notes divides its cells: which columns there are, how wide, and what stands in them."""

from __future__ import annotations

import pytest

from index import Note, Placed, PlacedNote, Span, State, Target
from tui.notes.note_lines import KindSign
from tui.notes.note_list import NoteRowLayout
from tui.notes.note_rows import NoteRow, state_sign
from tui.text.cells import width
from tui.text.glyphs import TYPOGRAPHIC


def layout(cells: int) -> NoteRowLayout:
    return NoteRowLayout(TYPOGRAPHIC, lambda _: KindSign("§", "green"), cells)


def row(text: str = "Who?", paragraph: int = 12) -> NoteRow:
    target = Target("a.txt", exact="the sea")
    note = Note("N", "fact", text, "ana", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", ("x", "y"), (target,))
    return NoteRow(PlacedNote(note, (Placed(target, State.MOVED, Span(0, 7)),)), "The Hindu", paragraph)


@pytest.mark.parametrize(
    ("cells", "sizes"),
    [
        (69, (6, 10, 3, 10)),
        (70, (6, 10, 3, 10, 12)),
        (95, (6, 10, 3, 10, 12)),
        (96, (12, 10, 3, 13, 12)),
        (99, (12, 10, 3, 13, 12)),
        (100, (12, 16, 3, 13, 16)),
        (109, (12, 16, 3, 13, 16)),
        (110, (15, 16, 3, 13, 16)),
    ],
)
def test_columns_grow_with_the_line(cells: int, sizes: tuple[int, ...]) -> None:
    """Below 70 cells tags have no column; from 96, 100 and 110 on there is more of time, kind, outlet and tags."""
    head = layout(cells).header()
    when, outlet, number, kind, *tags = sizes
    words = cells - 6 - sum(sizes) - len(sizes) - 1
    columns = (("Note", words), ("Kind", kind), *(("Tags", size) for size in tags))
    columns += (("Outlet", outlet), ("¶", number), ("When", when))
    starts = [6 + sum(size + 1 for _, size in columns[:place]) for place in range(len(columns))]
    assert [head.index(name) for name, _ in columns] == starts
    assert ("Tags" in head, width(head)) == (cells >= 70, cells)


@pytest.mark.parametrize("cells", [60, 70, 120])
def test_a_line_is_as_wide_as_its_list(cells: int) -> None:
    """Every column keeps its cells, with the blank behind it; the words take what is left."""
    told = "".join(text for text, _ in layout(cells).pieces(row("Who? " * 40), here=True, marked=True))
    assert (width(told), "… " in told) == (cells - 1, True)


def test_a_line_tells_cursor_mark_place_kind_tags_and_words() -> None:
    """Each in its column, under its name; without a paragraph its number is left out."""
    told = "".join(text for text, _ in layout(120).pieces(row(), here=True, marked=True))
    head = layout(120).header()
    assert told[:6] == f" {TYPOGRAPHIC.cursor}{TYPOGRAPHIC.marked} {state_sign(State.MOVED, TYPOGRAPHIC)} "
    assert told[head.index("Outlet") :].startswith("The Hindu")
    assert told[head.index("¶") :].startswith(" 12")
    assert told[head.index("Kind") :].startswith("§ fact")
    assert ("§", "green") in [*layout(120).pieces(row(), here=True, marked=True)]
    assert told[head.index("Tags") :].startswith("x,y")
    assert told[head.index("Note") :].startswith("moved: Who?")
    plain = "".join(text for text, _ in layout(120).pieces(row(paragraph=0), here=False, marked=False))
    assert (plain[:3], plain[head.index("¶") :][:3]) == ("   ", "   ")
