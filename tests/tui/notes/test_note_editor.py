"""The box in which a note is written stands under its passage, with kind, tags and the key that saves in sight."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench, screen_text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("keys", [("}", "}"), ("G",), ("}",) * 14])
async def test_the_box_never_covers_the_passage(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Wherever the passage is, at the end of the article too, it is read above the box; afterwards all is as before."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", *keys)
        pane = bench.app.navigator.reader.pane
        assert pane.view is not None
        span = pane.passage
        assert span is not None
        height = pane.virtual_size.height
        await bench.press(pilot, "a")
        box = bench.app.screen.query_one("#box").region
        rows = [pane.region.y + pane.view.row_of(offset) - pane.top for offset in (span.start, span.end - 1)]
        assert rows[1] < box.y
        assert rows[0] >= pane.region.y
        await bench.press(pilot, "escape")
        assert pane.virtual_size.height == height


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_kind_tags_and_the_key_that_saves_are_always_in_sight(size: tuple[int, int]) -> None:
    """Where there is little room the box takes the whole screen, and the passage stands in it."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "}", "a", *"Who says so?")
        shown = screen_text(bench.app)
        for part in ("Note on ¶1", "Who says so?", "tags, apart by spaces", "F2 or ^s saves"):
            assert part in shown
        assert ("“BEIJING" in shown) == (size[1] < 20)
        await bench.press(pilot, *("enter",) * 30, "x")
        assert "F2 or ^s saves" in screen_text(bench.app)
        await bench.press(pilot, "f2")
        (note,) = bench.library.notebook.all()
        assert note.text.startswith("Who says so?")
