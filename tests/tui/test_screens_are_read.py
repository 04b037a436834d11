"""Every screen and box in every theme: text that is in front keeps its contrast, and what has the cursor is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from tests.tui import compare_cases
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.frame.page import Page
from tui.frame.style_blend import AA, contrast
from tui.terminal import Terminal
from tui.themes import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.segment import Segment

WAYS = {
    "library": (),
    "search": ("slash", *"taiwan"),
    "nothing found": ("slash", *"zzzz", "enter"),
    "facets": ("f",),
    "keys": ("question_mark",),
    "narrowed": ("question_mark", *"star"),
    "commands": ("colon",),
    "tags": ("t",),
    "reader": ("enter",),
    "selection": ("enter", "v"),
    "find": ("enter", "slash", *"the"),
    "note": ("enter", "v", "a"),
    "comparison": compare_cases.ENTRY,
    "rows": (*compare_cases.ENTRY, "v", "j"),
    "matrix": (*compare_cases.ENTRY, "m"),
    "facts": (*compare_cases.ENTRY, "F"),
    "export": (*compare_cases.ENTRY, "E"),
    "notes": ("4",),
}
"""The keys that lead from the Library to each screen and box."""


def in_front(bench: Bench) -> Iterator[Segment]:
    """Yield what is drawn of the screen in front; behind a box the page is dimmed on purpose."""
    screen = bench.app.screen
    box = screen.size.region if isinstance(screen, Page) else screen.query_one("#box").region
    strips = screen._compositor.render_strips(bench.app.size)
    for strip in strips[box.y : box.bottom]:
        yield from strip.crop(box.x, box.right)


@pytest.mark.parametrize("way", WAYS)
async def test_every_text_keeps_its_contrast(way: str) -> None:
    """WCAG 2.1, AA: 4.5 between text and its ground in all themes of ours, placeholders and hints included."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    poor: dict[tuple[str, str], float] = {}
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *WAYS[way])
        for theme in OURS:
            bench.app.theme = theme.name
            await bench.settle(pilot)
            poor |= {(theme.name, text): told for text, told in contrasts(bench) if told < AA - 0.01}
    assert poor == {}


def contrasts(bench: Bench) -> Iterator[tuple[str, float]]:
    """Yield every text in front with the contrast of its colours."""
    for text, style, _ in in_front(bench):
        if style is not None and style.color is not None and style.bgcolor is not None and any(map(str.isalnum, text)):
            yield text.strip(), contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize("keys", [("S",), ("question_mark",), ("colon",), ("t",), ("slash",), ("enter", "v", "a")])
async def test_without_colour_the_cursor_is_seen(keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """In a list to choose from and in a line to type in, weight, line or changed colours say where one is."""
    monkeypatch.setenv("NO_COLOR", "1")
    bench = Bench(terminal=Terminal(no_colour=True))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        segments = [segment for segment in in_front(bench) if segment.style]
        assert any(segment.style.reverse for segment in segments if segment.style)
        if keys[0] in {"S", "question_mark", "colon"}:
            assert any(segment.style.underline and segment.style.bold for segment in segments if segment.style)


async def test_without_colour_the_passage_stands_above_its_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without colour, a note's box covers only its own lines, and the passage is above it."""
    monkeypatch.setenv("NO_COLOR", "1")
    bench = Bench(terminal=Terminal(no_colour=True))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "v")
        pane = bench.app.navigator.reader.pane
        assert pane.article is not None
        assert pane.selection is not None
        passage = pane.article.text[pane.selection.start :].split()[0]
        await bench.press(pilot, "a")
        assert passage in screen_text(bench.app)
