"""The lines of the first day: there once, with the keys in force, in nobody's way."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.keys import habits
from tui.library.tour import Tour, tour_text


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_the_tour_is_seen_once_and_any_key_leaves_it(size: tuple[int, int]) -> None:
    """The tour names the configured keys; the key that closes it also does its own action."""
    library = FakeLibrary()
    library.last_session.first = True
    bench = Bench(library, keymap=habits("less"))
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        shown = screen_text(bench.app)
        assert "Welcome to Variorum" in shown
        assert "h :" in shown
        await bench.press(pilot, "j")
        assert "Welcome" not in screen_text(bench.app)
        assert bench.app.navigator.library.at_hand == "b.txt"
    again = Bench(library)
    async with again.app.run_test(size=size) as pilot:
        await again.settle(pilot)
        assert "Welcome" not in screen_text(again.app)


async def test_the_tour_leaves_room_for_what_it_tells_of() -> None:
    """On the smallest terminal each of its steps is a line, and the headline under the cursor is seen."""
    library = FakeLibrary()
    library.last_session.first = True
    bench = Bench(library)
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        tour = bench.app.screen.query_one(Tour)
        assert (tour.size.height, len(tour_text(bench.app.session).split("\n"))) == (6, 6)
        row = bench.app.navigator.library.list.rows.row(0)
        assert row.title[:20] in screen_text(bench.app)
