"""Saved searches: an act like any other, which undo takes back."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench

OTHER = {"talks": "strike"}


@pytest.mark.parametrize(
    ("known", "typed", "after", "said"),
    [
        ({}, "mine", {"mine": "Taiwan"}, "Saved as “mine”; it stands first among the filters (f)."),
        (OTHER, "talks", {"talks": "Taiwan"}, "Saved as “talks” in the place of strike; u undoes it."),
        ({"mine": "Taiwan"}, "", {}, "“mine” is forgotten; u brings it back."),
        ({"mine": "Taiwan"}, "ours", {"ours": "Taiwan"}, "Saved as “ours”; it stands first among the filters (f)."),
    ],
)
async def test_a_saved_search_is_undone_and_made_again(
    known: dict[str, str], typed: str, after: dict[str, str], said: str
) -> None:
    """A new one goes, one that was replaced, renamed or forgotten comes back with its query, and redo does it again."""
    bench = Bench()
    bench.library.shelf.searches = dict(known)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        library = bench.app.navigator.library
        await bench.press(pilot, "/", *"Taiwan", "enter", "W", "end", "ctrl+u", *typed, "enter")
        assert (bench.library.shelf.searches, library.status.message) == (after, said)
        await bench.press(pilot, "u")
        assert (bench.library.shelf.searches, library.status.message.startswith("Undone: search ")) == (known, True)
        await bench.press(pilot, "ctrl+r")
        assert bench.library.shelf.searches == after


async def test_a_search_that_can_not_be_saved_is_no_act() -> None:
    """What failed is told, and undo has nothing of it."""
    bench = Bench()
    bench.library.shelf.fails = OSError("the disk is full")
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "/", *"Taiwan", "enter", "W", *"mine", "enter")
        assert bench.app.session.shelf.history.next_label is None
