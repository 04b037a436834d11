"""Whatever words stand on a screen can be read, in every theme of the program's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from tests.tui import compare_cases
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary
from tui import themes
from tui.frame.page import Page
from tui.frame.style_blend import contrast
from tui.screen_settings import DisplaySettings, ScreenSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.segment import Segment
    from textual.theme import Theme

WALK: dict[str, tuple[str, ...]] = {
    "library": ("space", "s"),
    "hits": ("slash", *"taiwan", "enter"),
    "nothing found": ("slash", *"zzz"),
    "facets": ("escape", "escape", "f"),
    "reader": ("escape", "enter"),
    "hit in the text": ("slash", *"the", "enter"),
    "selection": ("escape", "}", "v"),
    "note box": ("a", *"Why?"),
    "noted": ("f2",),
    "notes beside": ("p", "tab"),
    "notes": ("4",),
    "stories": ("5",),
    "help": ("?",),
    "palette": ("escape", "1", ":"),
    "tags": ("escape", "t"),
    "order": ("escape", "S"),
    "comparison": ("escape", "X", *compare_cases.ENTRY),
    "all rows": (".",),
    "rows selected": ("v", "j"),
    "flag": ("escape", "!"),
    "matrix": ("m",),
    "facts": ("F",),
    "export": ("F", "E"),
}
"""Where one gets by which keys, each from the place before."""


def words_shown(bench: Bench) -> Iterator[Segment]:
    """Yield what stands on the screen in letters and digits, of a box what stands in it."""
    app = bench.app
    box = None if isinstance(app.screen, Page) else app.screen.query_one("#box").region
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        inside = strip if box is None else strip.crop(box.x, box.right) if box.y <= y < box.bottom else ()
        yield from (segment for segment in inside if re.search(r"\w", segment.text))


def legibility(segment: Segment) -> float:
    """Return the contrast of a text to what it stands on, whichever of its colours that is."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert not style.dim
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


SIZES = {"variorum-dark": (80, 24), "variorum-light": (160, 40), "variorum-contrast": (160, 40)}
"""Themes are looked at in one size each; what is in another place is styled as elsewhere."""


@pytest.mark.parametrize("theme", themes.OURS, ids=lambda theme: theme.name)
async def test_every_word_on_every_screen_is_readable(theme: Theme) -> None:
    """Contrast is 4.5 at least, and 7 in the themes of high contrast, on each screen and in each box."""
    least = float(theme.variables.get(themes.LEAST_CONTRAST, 4.5))
    settings = ScreenSettings(display=DisplaySettings(theme=theme.name, counts=False))
    bench = Bench(FakeLibrary(ACCOUNTS), settings)
    poor, seen = dict[tuple[str, str], float](), dict[str, int]()
    async with bench.app.run_test(size=SIZES.get(theme.name, (80, 24))) as pilot:
        await bench.settle(pilot)
        assert bench.app.theme == theme.name
        for place, keys in WALK.items():
            await bench.press(pilot, *keys)
            shown = list(words_shown(bench))
            seen[place] = len(shown)
            poor |= {
                (place, segment.text.strip()): round(legibility(segment), 2)
                for segment in shown
                if round(legibility(segment), 1) < least
            }
    assert poor == {}
    assert {place for place, count in seen.items() if count < 2} == set()


@pytest.mark.parametrize("theme", themes.OURS, ids=lambda theme: theme.name)
async def test_the_chosen_row_of_a_box_stands_out_from_the_box(theme: Theme) -> None:
    """It has the cursor's background of the lists, 1.25 to that of the box at least, and is bold; so after a move."""
    settings = ScreenSettings(display=DisplaySettings(theme=theme.name, counts=False))
    bench = Bench(FakeLibrary(ACCOUNTS), settings)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "S", "down")
        papers = {
            "".join(segment.text for segment in words).split()[0]: {
                (segment.style.bgcolor, segment.style.bold) for segment in words if segment.style
            }
            for strip in bench.app.screen._compositor.render_strips(bench.app.size)
            if (words := [segment for segment in strip if re.search(r"\w", segment.text)])
        }
        (chosen,), (other,) = papers["date"], papers["outlet"]
        assert (chosen[1], bool(other[1])) == (True, False)
        assert chosen[0] is not None
        assert other[0] is not None
        assert contrast(*(Color.from_rich_color(each) for each in (chosen[0], other[0]))) >= 1.25
