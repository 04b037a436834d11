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


@pytest.mark.parametrize("width", [60, 24])
def test_a_table_keeps_its_lines(width: int) -> None:
    """The rows of a table are not run together."""
    view = view_of("Text before it, which is a sentence.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", width)
    assert rows(view)[-3:] == ["| a | b |", "|---|---|", "| 1 | 2 |"]
