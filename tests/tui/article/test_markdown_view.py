"""An article written in Markdown on screen: marks are hidden, and every position is still one of its text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import ArticleSettings, Role, Span
from index.articles.file_reader import ArticleReader
from tests.stage import Stage, lines, marked
from tui.article.article_layout import ArticleView, ReadingStyle
from tui.article.article_pane import ArticlePane
from tui.article.caret_motion import Walker

if TYPE_CHECKING:
    from index import Article

READER = ArticleReader(Path(), ArticleSettings())
PAGE = """---
title: Riga harbour to be rebuilt
outlet: The Baltic
date: 2024-04-26
---

# Riga harbour to be **rebuilt**

<https://baltic.example/riga>

The *council* said on Monday that the [harbour](https://harbour.example/a_b) will be **rebuilt**
before the winter, after a long meeting.

## What comes next ##

> We will not wait for spring,
> the minister `said`.

- more *cranes*
  of both kinds
- fewer rules

```python
x = "**no mark**"
y = 2
```
"""


def read(text: str) -> Article:
    (article,) = READER.read_bytes(text.encode(), "a.md")
    return article


def view_of(text: str, width: int = 60, **reading: bool) -> ArticleView:
    view = ArticleView(read(text), ReadingStyle(**reading))
    view.arrange(width)
    return view


def rows(view: ArticleView) -> list[str]:
    shown = []
    for row in range(len(view)):
        own = view.own_line(row)
        shown.append(own.text if own else " " * view.indent(row) + view.shown.cut(*view.span(row)))
    return shown


def test_a_page_of_markdown_is_drawn_without_its_marks() -> None:
    """Head once, no front matter, the lone address folded, paragraphs that flow, quotation, list, code."""
    assert rows(view_of(PAGE)) == [
        "Riga harbour to be rebuilt",
        "The Baltic · 26 Apr 2024 · 52 words · 1 min",
        "⋯ 1 folded: address",
        "",
        "The council said on Monday that the harbour will be rebuilt",
        "before the winter, after a long meeting.",
        "",
        "What comes next",
        "",
        "  We will not wait for spring, the minister said.",
        "",
        "• more cranes of both kinds",
        "• fewer rules",
        "",
        'x = "**no mark**"',
        "y = 2",
    ]


def test_the_title_told_above_and_the_address_are_no_passages() -> None:
    """The repeated headline is the headline, the lone address the article's own, and neither is counted."""
    article = read(PAGE)
    assert [block.role for block in article.blocks[:3]] == [Role.FRONTMATTER, Role.TITLE, Role.NAV]
    assert article.url.value == "https://baltic.example/riga"
    first = article.paragraphs[0]
    assert article.text[first.start : first.end].startswith("The *council*")


WRITTEN = st.lists(
    st.sampled_from(
        [
            "a",
            "b ",
            "**",
            "*",
            "`",
            "[",
            "](https://u.example)",
            "~~",
            "\n",
            "\n\n",
            "  - ",
            "| a | bb |\n|--|--|\n| ccc |",
            "|",
            "> ",
            "- ",
            "# ",
            "é",
            "中",
            "\\",
            "  \n",
        ]
    ),
    max_size=30,
).map("".join)


@given(text=WRITTEN, width=st.integers(2, 40), justify=st.booleans(), data=st.data())
def test_a_caret_stands_on_a_drawn_sign_and_comes_back_to_it(
    text: str, width: int, *, justify: bool, data: st.DataObject
) -> None:
    """From an offset to its row and column and back, whatever marks stand around."""
    view = view_of(f"x {text} y", width, justify=justify)
    offset = view.snap(data.draw(st.integers(0, len(view.text))), data.draw(st.sampled_from([1, -1])))
    row = view.row_of(offset)
    assert view.snap(offset) == offset
    assert view.offset_at(row, view.column_of(offset)) == offset
    assert view.shown.offset(view.shown.place(offset)) == offset


@given(WRITTEN, st.integers(2, 40))
def test_rows_draw_everything_once(text: str, width: int) -> None:
    """No word is lost between rows, and no mark that is hidden is drawn."""
    view = view_of(f"x {text} y", width)
    folded = [block.span for place, block in enumerate(view.article.blocks) if view.folds.hides(place)]
    drawn = "".join(view.shown.cut(*view.span(row)) for row in range(len(view)))
    seen = "".join(view.shown.cut(*block.span) for block in view.article.blocks if block.span not in folded)
    assert "".join(drawn.split()) == "".join(seen.split())


@given(WRITTEN, st.integers(4, 40), st.sampled_from(["grapheme", "word", "sentence", "paragraph"]))
@example("\n> \n\n", 4, "grapheme").via("a quotation without words draws nothing")
@example("\n# \n", 4, "paragraph").via("a heading without words draws nothing")
def test_steps_reach_the_end_and_come_back(text: str, width: int, unit: str) -> None:
    """No step of a caret stands still on a hidden mark."""
    walker = Walker(view_of(f"x {text} y", width))
    view, offset = walker.view, walker.view.snap(0)
    seen: list[int] = []
    while not seen or offset > seen[-1]:
        seen.append(offset)
        offset = walker.step(offset, unit, 1)  # type: ignore[arg-type] # one of the units
    if unit == "grapheme":
        assert seen[-1] == view.snap(len(view.text), -1)
    while offset > view.snap(0):
        before = walker.step(offset, unit, -1)  # type: ignore[arg-type] # one of the units
        assert before < offset
        offset = before


def test_words_are_found_through_marks() -> None:
    """What a reader sees in a row is found in a row, and the span is one of the text."""
    view = view_of(PAGE)
    (found,) = view.occurrences("will be rebuilt before")
    assert view.article.text[found.start : found.end] == "will be **rebuilt**\nbefore"
    assert view.occurrences("harbour.example") == ()


async def test_marks_become_weight_and_links_can_be_followed() -> None:
    """Strong and emphasised words look so; the caret on a link knows where it leads; a selection is of the text."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(90, 24)) as pilot:
        article = read(PAGE)
        pane.show(article, offset=article.text.index("harbour]"))
        await pilot.pause()
        place = next(number for number, line in enumerate(lines(pane)) if "The council" in line)
        assert marked(pane, place, bold=True) == "rebuilt"
        assert pane.link == "https://harbour.example/a_b"
        pane.select_span(Span(article.text.rindex("**rebuilt"), article.text.index("before")))
        assert pane.selection is not None
        assert article.text[pane.selection.start : pane.selection.end] == "rebuilt**\n"
        await pilot.pause()


NESTED = """Text.

- one
  - two, a longer item that is wrapped
    - three

    A paragraph that goes on with the second item and is longer than a line.
- four
  10. ten
"""

TABLE = """Text before it, which is a sentence.

| Who | Said |
|-----|:----:|
| **Wang Yi** | [no](https://a.example) |
|Blinken of the State Department|\\|yes|
"""


def drawn(view: ArticleView) -> list[str]:
    """Return the rows with the cells that are added behind signs."""
    shown = []
    for row in range(len(view)):
        start, end = view.span(row)
        added = dict(view.stretch(row))
        signs = (view.shown.cut(at, at + 1) + " " * added.get(at, 0) for at in range(start, end))
        shown.append(" " * view.indent(row) + "".join(signs))
    return shown


def test_lists_in_lists_are_set_in_by_their_level() -> None:
    """An item stands below the words of the one it belongs to, its own lines below its words, and so do paragraphs."""
    assert drawn(view_of(NESTED, 36))[5:] == [
        "• one",
        "  • two, a longer item that is",
        "    wrapped",
        "    • three",
        "",
        "    A paragraph that goes on with",
        "    the second item and is longer",
        "    than a line.",
        "",
        "• four",
        "  10. ten",
    ]


@pytest.mark.parametrize(("width", "deepest"), [(24, 4), (22, 4), (20, 2), (12, 2)])
def test_lists_in_lists_leave_room_for_words_in_a_narrow_column(width: int, deepest: int) -> None:
    """Nested lists are indented less or not at all in a narrow column; lines that continue an item stay below it."""
    view = view_of(NESTED, width)
    assert max(view.indent(row) for row in range(len(view))) == deepest


def test_the_columns_of_a_table_stand_below_each_other() -> None:
    """The line of dashes is not drawn, marks in cells are hidden; a bar behind a backslash belongs to its cell."""
    assert drawn(view_of(TABLE))[-3:] == [
        "| Who                           | Said |",
        "| Wang Yi                       |  no  |",
        "|Blinken of the State Department| |yes |",
    ]


def test_columns_are_set_right_and_in_the_middle() -> None:
    """As the line of dashes says, also in a last column without a bar behind it; left where it says nothing."""
    table = "| Who | Votes | Side |\n|---|--:|:-:|\n| Bob | 3 | no |\n| Alice | 1200 | abstains |\n"
    assert drawn(view_of(table))[-3:] == [
        "| Who   | Votes |   Side   |",
        "| Bob   |     3 |    no    |",
        "| Alice |  1200 | abstains |",
    ]
    bare = "Name | Votes\n--- | --:\nBob | 3\nAlice | 12\n"
    assert drawn(view_of(bare))[-3:] == ["Name  | Votes", "Bob   |     3", "Alice |    12"]


def test_a_table_that_is_too_wide_has_a_row_a_line() -> None:
    """Nothing is set apart that would not fit."""
    assert drawn(view_of(TABLE, 26))[-4:] == [
        "| Who | Said |",
        "| Wang Yi | no |",
        "|Blinken of the State",
        "Department||yes|",
    ]


def test_a_table_without_bars_at_its_edges_is_one() -> None:
    """A line of dashes between bars below the first row makes it one."""
    assert drawn(view_of("Name | Age\n--- | ---\nBob | 3\n"))[-2:] == ["Name | Age", "Bob  | 3"]


@pytest.mark.parametrize("text", ["a | b\nor so it is told, at least", "- | -", "| not a table, a bar"])
def test_a_bar_alone_makes_no_table(text: str) -> None:
    """Text with a bar in it flows as other text."""
    view = view_of(f"{text}\n")
    assert [view.stretch(row) for row in range(len(view))] == [()] * len(view)
    assert "|" in "".join(drawn(view))
