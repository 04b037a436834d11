"""Numbers before keys: they repeat and aim, and a digit alone is still a key of its own."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import article
from tui.frame.page_keys import MOST, Count
from tui.screen_settings import ScreenSettings


def numbered() -> Bench:
    """Return an app that takes numbers, over a list long enough for them."""
    return Bench(
        FakeLibrary([article(f"{place:02}.txt", f"Article {place:02}", "A paragraph.") for place in range(40)]),
        settings=ScreenSettings(),
    )


@pytest.mark.parametrize(
    ("keys", "place"),
    [("3j", 3), ("12j", 12), ("10G", 9), ("5gg", 4), ("5j2k", 3), ("99G", 39), ("j0j", 2), ("20j10k", 10)],
)
async def test_a_number_says_how_far(keys: str, place: int) -> None:
    """Down and up go so many rows, top and bottom to the row of that number, as far as there are any."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert bench.app.navigator.library.list.cursor == place


async def test_digits_are_seen_while_they_wait() -> None:
    """The number typed so far stands on the status line, with what may follow."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "1", "2")
        assert "12 … j k rows, G row 12" in screen_text(bench.app)
        assert bench.app.session.front == "library"


async def test_a_digit_alone_goes_to_its_screen_after_a_pause() -> None:
    """Nothing followed: 4 is the Notes; of several digits it is the last."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "4")
        assert bench.app.session.front == "library"
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == "notes"
        await bench.press(pilot, "2", "1")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == "library"


async def test_a_key_that_takes_no_number_acts_on_the_screen_of_the_digit() -> None:
    """4 and then / searches the notes, though no pause was between them; what is typed on goes there too."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        bench.send("4", "/", "j", "3")
        await bench.settle(pilot)
        assert bench.app.session.front == "notes"
        assert bench.app.navigator.notes_screen.find_box.value == "j3"


async def test_a_key_without_a_meaning_says_so() -> None:
    """Nothing is passed over in silence; what does the same here is named."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "dollar_sign")
        assert "$ does nothing here: G is “bottom”; ? lists the keys." in screen_text(bench.app)
        await bench.press(pilot, "9")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert "9 does nothing here; ? lists the keys." in screen_text(bench.app)


def test_a_number_is_taken_once_and_has_a_limit() -> None:
    """Taken, it is gone; a number too long to mean is cut; one can't begin with 0."""
    alone: list[str] = []
    count = Count(lambda _, __: lambda: None, alone.append)
    assert (count.digits, count.take()) == ("", 0)
    for digit in "0123456789":
        count.typed(digit)
    assert (count.digits, count.take(), count.take(), alone) == ("123456789", MOST, 0, ["0"])
