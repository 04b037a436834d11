"""What was read and compared lately is one key away, on every screen and the next day."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.fakes import Bench, FakeLibrary, screen_text


async def test_it_is_there_in_the_next_session() -> None:
    """An article and a comparison of one session are opened in the next with the list's own keys."""
    library = FakeLibrary()
    first = Bench(library)
    async with first.app.run_test(size=(120, 40)) as pilot:
        await first.settle(pilot)
        await first.press(pilot, "j", "enter", "q", "home", "space", "space", "c")
    assert [visit.articles for visit in library.recent.all()] == [("a.txt", "b.txt"), ("b.txt",)]
    library.last_session.kept = {}
    second = Bench(library)
    async with second.app.run_test(size=(120, 40)) as pilot:
        await second.settle(pilot)
        await second.press(pilot, "O")
        shown = screen_text(second.app)
        assert ("compared" in shown, "read" in shown) == (True, True)
        await second.press(pilot, "enter")
        assert (second.app.session.front, second.app.navigator.compared_last) == ("compare", ("a.txt", "b.txt"))
        await second.press(pilot, "O", "enter")
        assert (second.app.session.front, second.app.navigator.read_last) == ("reader", "b.txt")


@pytest.mark.parametrize(("keys", "left"), [((), "a.txt"), (("enter",), "")])
async def test_what_is_in_front_is_not_offered(keys: tuple[str, ...], left: str) -> None:
    """In the reader its own article is left out; in the list all are offered, and esc opens nothing."""
    library = FakeLibrary()
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "q", *keys, "O")
        assert ("Nothing else was read" in screen_text(bench.app)) == (not left)
        await bench.press(pilot, "escape")
        assert bench.app.session.front == ("library" if left else "reader")


async def test_a_comparison_of_which_an_account_is_gone_is_left_out() -> None:
    """What can't be opened is not offered."""
    library = FakeLibrary()
    library.recent.add(["gone.txt", "a.txt"])
    library.recent.add(["b.txt"])
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "O", "enter")
        assert bench.app.navigator.read_last == "b.txt"


@pytest.mark.parametrize("screen", [(), ("enter",)])
@pytest.mark.parametrize("letter", ["a", "s", "D", "J"])
async def test_a_letter_behind_the_key_of_places_runs_nothing(screen: tuple[str, ...], letter: str) -> None:
    """In vim and less it names a mark: here it narrows the list of places, also where there are none yet."""
    library = FakeLibrary()
    bench = Bench(library)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *screen, "'", letter)
        box = bench.app.screen
        assert (type(box).__name__, box.query_one(Input).value) == ("Picker", letter)
        await bench.press(pilot, "escape")
        assert (library.shelf.mark("a.txt").starred, bench.app.session.front) == (
            False,
            "reader" if screen else "library",
        )
