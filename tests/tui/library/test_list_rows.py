"""Snippets of a list's lines, and the pages its rows come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Span
from tests.tui.samples import TupleSource
from tui.library.list_rows import PENDING, ListRow, Pages
from tui.library.snippet_line import bracketed, cut_at, window
from tui.text.cells import width
from tui.text.glyphs import TYPOGRAPHIC

if TYPE_CHECKING:
    from collections.abc import Sequence


@given(st.text("ab 中…", max_size=80), st.data(), st.integers(0, 40))
def test_a_window_keeps_its_width_and_its_marks(text: str, data: st.DataObject, cells: int) -> None:
    """The part shown fits, and each mark left in it marks what it marked before."""
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    marks = [Span(*edges)] if edges[0] < edges[1] else []
    shown, kept = window(text, marks, cells)
    assert width(shown) <= cells
    for mark in kept:
        assert shown[mark.start : mark.end].rstrip("…").strip() in text[edges[0] : edges[1]]


def test_a_window_shows_the_first_mark() -> None:
    """A mark far to the right is brought into the line, from the beginning of a word on."""
    text = "word " * 20 + "Taiwan and more"
    shown, marks = window(text, [Span(100, 106)], 30)
    assert shown == "…word word Taiwan and more"
    assert [shown[start:end] for start, end in marks] == ["Taiwan"]


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("Taiwan and more", [Span(0, 6)], "Taiwan and more"),
        ("a word Taiwan and a few words more", [Span(7, 13)], "a word Taiwan and a…"),
        ("nothing is marked in this text", [], "nothing is marked in…"),
        ("one two three Taiwan stands behind", [Span(14, 20)], "…three Taiwan stands…"),
        ("one twothree … Taiwan stands behind", [Span(15, 21)], "… Taiwan stands behi…"),
        ("Taiwan and hotspots … nothing behind", [Span(0, 6)], "Taiwan and hotspots…"),
        ("Taiwan and hotspot. … nothing behind", [Span(0, 6)], "Taiwan and hotspot.…"),
        ("Taiwan and places … nothing behind", [Span(0, 6)], "Taiwan and places …"),
    ],
)
def test_a_window_begins_with_the_text_while_its_mark_is_seen(text: str, marks: list[Span], shown: str) -> None:
    """A mark that ends in the first two thirds moves nothing; one ellipsis says what is left out, not two."""
    told, kept = window(text, marks, 21)
    assert told == shown
    assert [told[start:end] for start, end in kept] == [text[start:end] for start, end in marks]


def test_brackets_stand_about_each_mark() -> None:
    """For a screen without colour; the marks hold their brackets."""
    text, marks = bracketed("on Taiwan, and Taiwan", [Span(3, 9), Span(15, 21)], TYPOGRAPHIC)
    assert text == "on ⟦Taiwan⟧, and ⟦Taiwan⟧"
    assert [text[start:end] for start, end in marks] == ["⟦Taiwan⟧", "⟦Taiwan⟧"]
    assert list(cut_at("abc", [Span(1, 2)])) == [("a", False), ("b", True), ("c", False)]


class Counting(TupleSource):
    """A source that counts how often it is asked."""

    asked = 0

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        """Return rows, and one less than asked for at first."""
        self.asked += 1
        return super().page(start, stop - 1 if self.asked == 1 else stop)


def test_a_full_page_is_asked_for_once() -> None:
    """A short page is filled with pending rows and asked for again; a full one is kept."""
    source = Counting([ListRow(id=str(number)) for number in range(70)])
    pages = Pages(source)
    assert (pages.row(7), pages.row(7).id, pages.row(5).id, source.asked) == (PENDING, "7", "5", 2)
    pages.forget()
    assert (pages.row(5).id, source.asked, len(pages)) == ("5", 3, 70)
