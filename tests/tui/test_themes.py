"""Colours a person can read, in every theme, whatever lies over the text."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from textual.color import Color

from index import NOTE_COLOURS
from tests.builders import article
from tests.stage import Stage
from tui import themes
from tui.article.article_pane import ArticlePane
from tui.article.overlays import ORDER
from tui.compare.beside.difference_map import DifferenceMap
from tui.compare.compare_table import CompareTable
from tui.compare.coverage_matrix import CoverageMatrix
from tui.frame.entry_pane import EntryPane
from tui.frame.headed_table import HeadedTable
from tui.frame.status_line import StatusLine
from tui.frame.style_blend import AA, contrast, readable
from tui.library.facet_pane import Facets
from tui.library.result_list import ResultList
from tui.stories.story_layout import StoryLayout
from tui.text.glyphs import TYPOGRAPHIC

if TYPE_CHECKING:
    from rich.style import Style
    from textual.theme import Theme

    from tui.frame.line_view import LineView

TEXT = (
    "title",
    "subtitle",
    "detail",
    "heading",
    "quotation",
    "caption",
    "furniture",
    "guess",
    "facts",
    "fold",
    "number",
)
ROW = (
    "title",
    "current",
    "tags",
    "guess",
    "outlet",
    "agency",
    "meta",
    "count",
    "snippet",
    "marked",
    "dot",
    "starred",
    "pointer",
)


def legible(style: Style) -> float:
    """Return the contrast of a style's text to its background."""
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize("theme", [theme.name for theme in themes.OURS])
async def test_text_is_readable_under_every_overlay(theme: str) -> None:
    """Each kind of text over each overlay, alone and selected, keeps a contrast of 4.5."""
    pane, listing = ArticlePane(), ResultList()
    async with Stage(pane, listing, theme=theme).run_test():
        pane.show(article("x"))
        overlays = [(), *((name,) for name in ORDER if name != "caret")]
        overlays += [("hit", "current"), ("note", "hit", "selection")]
        poor = {
            (kind, *over): round(value, 2)
            for kind, over in product(TEXT, overlays)
            if (value := legible(pane.blend(kind, *over))) < 4.5
        }
        cursors = ((), ("cursor",), ("cursor-blurred",))
        poor |= {
            (*over, kind): round(value, 2)
            for kind, over in product((*ROW, "hit"), cursors)
            if (value := legible(listing.blend(*over, kind))) < 4.5
        }
        assert poor == {}


@pytest.mark.parametrize("theme", ["variorum-contrast", "variorum-contrast-light"])
async def test_high_contrast_is_high(theme: str) -> None:
    """The high-contrast themes keep 7, under the cursor too."""
    pane, listing = ArticlePane(), ResultList()
    async with Stage(pane, listing, theme=theme).run_test():
        overlays = (("hit",), ("hit", "current"), ("note", "hit", "selection"))
        text = {(kind, *over): legible(pane.blend(kind, *over)) for kind, over in product(TEXT, overlays)}
        row = {("cursor", kind): legible(listing.blend("cursor", kind)) for kind in ROW}
        assert {kind for kind, value in (text | row).items() if value < 7} == set()
        assert (legible(listing.blend("cursor", "title")), legible(listing.blend("title"))) == (21, 21)


@pytest.mark.parametrize("theme", themes.OURS, ids=lambda theme: theme.name)
async def test_every_style_of_every_pane_is_readable(theme: Theme) -> None:
    """Alone and under each look of a cursor, with the contrast that the theme keeps; lines are no text."""
    panes: tuple[LineView, ...] = (
        *(ArticlePane(), ResultList(), HeadedTable(TYPOGRAPHIC, lambda _, cells: StoryLayout(TYPOGRAPHIC, cells))),
        *(Facets(TYPOGRAPHIC), EntryPane(TYPOGRAPHIC), CompareTable(), CoverageMatrix(), DifferenceMap()),
    )
    least = float(theme.variables.get(themes.LEAST_CONTRAST, AA))
    async with Stage(*panes, theme=theme.name).run_test():
        poor = {}
        for pane in panes:
            names = pane.LOOKS - {"rule"}
            assert names
            under = [(), *((name,) for name in sorted(names & {"cursor", "cursor-blurred", "lit", "selection"}))]
            for over, name in product(under, sorted(names)):
                if round(legible(pane.blend(*over, name)), 1) < least:
                    poor[type(pane).__name__, *over, name] = round(legible(pane.blend(*over, name)), 2)
        assert poor == {}


@pytest.mark.parametrize("theme", [theme.name for theme in themes.OURS])
async def test_colours_of_kinds_of_notes_are_seven_that_can_be_read(theme: str) -> None:
    """In the list, the column and the matrix: each another colour, under the cursor too with the theme's contrast."""
    panes = (
        HeadedTable(TYPOGRAPHIC, lambda _, cells: StoryLayout(TYPOGRAPHIC, cells)),
        EntryPane(TYPOGRAPHIC),
        CoverageMatrix(),
    )
    least = 7 if "contrast" in theme else AA
    async with Stage(*panes, theme=theme).run_test():
        for pane in panes:
            styles = [pane.blend(colour) for colour in NOTE_COLOURS]
            assert len({style.color for style in styles}) == len(NOTE_COLOURS)
            under = [pane.blend("cursor", colour) for colour in NOTE_COLOURS]
            assert [round(legible(style), 2) for style in (*styles, *under) if legible(style) < least] == []


@pytest.mark.parametrize("theme", [theme.name for theme in themes.OURS])
async def test_overlays_set_no_foreground(theme: str) -> None:
    """What lies over a text tints its background and changes its weight, and has no colour for the text."""
    pane = ArticlePane()
    async with Stage(pane, theme=theme).run_test():
        coloured = {name for name in ORDER if pane.blend.component(name).has_rule("color")}
        assert coloured == set()


@pytest.mark.parametrize("theme", [theme.name for theme in themes.OURS])
async def test_overlays_differ_from_plain_text(theme: str) -> None:
    """Each tint over text differs visibly from plain text; a bookmark has only its glyph."""
    pane = ArticlePane()
    async with Stage(pane, theme=theme).run_test():
        plain = pane.blend()
        assert {name for name in ORDER if pane.blend(name) == plain} == {"bookmark"}


@pytest.mark.parametrize("theme", [theme.name for theme in themes.OURS])
async def test_tints_are_seen_on_256_colours(theme: str) -> None:
    """Where only 256 colours are to be had a tint is still another colour than the page."""
    pane, listing = ArticlePane(), ResultList()
    tinted = ("verbatim", "edited", "similar", "unique", "changed", "quote", "hit", "current", "selection")
    async with Stage(pane, listing, theme=theme).run_test():
        styles = {name: pane.blend(name) for name in tinted} | {"cursor": listing.blend("cursor")}
        page = _in_256(pane.blend())
        assert {name for name, style in styles.items() if _in_256(style) == page} == set()


def _in_256(style: Style) -> int | None:
    assert style.bgcolor is not None
    return style.bgcolor.downgrade(ColorSystem.EIGHT_BIT).number


async def test_without_mixable_colours_meaning_lies_in_weight_and_line() -> None:
    """On 16 colours, and without colour, hits, selection, notes and caret still differ from plain text."""
    pane = ArticlePane()
    async with Stage(pane, theme="ansi-dark", ansi=True).run_test():
        meant = ("hit", "current", "note", "changed", "selection", "caret")
        looks = {(style.bold, style.underline, style.reverse) for style in map(pane.blend, meant)}
        plain = pane.blend()
        assert (plain.bold, plain.underline, plain.reverse) not in looks


async def test_a_status_line_is_readable_in_every_theme() -> None:
    """Every look of a part keeps its contrast."""
    status = StatusLine()
    app = Stage(status)
    async with app.run_test() as pilot:
        for theme in themes.OURS:
            app.theme = theme.name
            await pilot.pause()
            background = status.background_colors[1]
            looks = [status.get_component_styles(f"status-line--{look}").color for look in StatusLine.LOOKS]
            assert min(contrast(background, look) for look in looks) >= 4.5


COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: Color(*parts))


@given(COLOURS, COLOURS)
def test_ink_is_made_readable_on_any_paper(ink: Color, paper: Color) -> None:
    """In any theme text keeps its contrast, and readable ink is not changed."""
    made = readable(ink, paper)
    assert contrast(made, paper) >= AA
    assert (made == ink) is (contrast(ink, paper) >= AA)


@pytest.mark.parametrize(
    ("name", "dark", "few", "chosen"),
    [
        ("auto", None, False, "variorum-dark"),
        ("auto", True, False, "variorum-dark"),
        ("auto", False, False, "variorum-light"),
        ("auto", False, True, "ansi-light"),
        ("auto", None, True, "ansi-dark"),
        ("nord", False, True, "nord"),
    ],
)
def test_the_theme_suits_the_terminal(name: str, dark: bool | None, few: bool, chosen: str) -> None:  # noqa: FBT001
    """A named theme is taken; otherwise the background decides, and unknown means dark."""
    assert themes.choose(name, dark, few_colours=few) == chosen
