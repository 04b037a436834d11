"""The lines of the first day: there once, with the keys in force, in nobody's way."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.keymap import ARTICLES, COMPARING, LIBRARY, NOTING, PROGRAM
from tui.keys import habits
from tui.library.tour import STEPS, Tour, tour_text


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_the_tour_is_seen_once_and_any_key_leaves_it(size: tuple[int, int]) -> None:
    """The tour names the configured keys; a key that moves also does so."""
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


ACTING = {
    "j": "b.txt",
    "G": "d.txt",
    "end": "d.txt",
    "down": "b.txt",
    "/": "Line",
    "question_mark": "Picker",
    "colon": "Picker",
    "f": "Facets",
    "a": "NoteEditor",
    "S": "Picker",
}
"""Keys that act behind the tour, and where they lead: an article, or what has the focus or is in front."""


def touring() -> Bench:
    """Return a bench that shows the tour."""
    library = FakeLibrary()
    library.last_session.first = True
    return Bench(library)


@pytest.mark.parametrize("key", ACTING)
async def test_keys_that_change_nothing_act_behind_the_tour(key: str) -> None:
    """Who moves, searches or asks for the keys at once gets it; letters typed behind / are words, not commands."""
    bench = touring()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, key)
        assert not bench.app.navigator.library.query(Tour)
        seen = {type(bench.app.screen).__name__, type(bench.app.screen.focused).__name__}
        assert ACTING[key] in {*seen, bench.app.navigator.library.at_hand}


@pytest.mark.parametrize("preset", ["vim", "less", "newsboat"])
async def test_no_key_that_leaves_the_tour_changes_or_quits(preset: str) -> None:
    """Every key bound to what changes marks, tags, stories or notes, or quits, only puts the tour away."""
    keymap = habits(preset)
    groups = {ARTICLES, COMPARING, NOTING, PROGRAM}
    named = {action for actions, _ in STEPS for action in actions}
    changing = [
        key.split()[0]
        for action in keymap.on(LIBRARY)
        if action.group in groups and action.id not in named and not action.id.startswith("go_")
        for key in action.keys
        if key not in keymap.action("quit").keys or " " in key
    ]
    assert {"q", "x", "s", "space", "Z"} <= {*changing} or preset != "vim"
    library = FakeLibrary()
    bench = Bench(library, keymap=keymap)
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        screen = bench.app.navigator.library
        for key in dict.fromkeys(changing):
            screen._leave_tour = Tour(bench.app.session).shown_below(screen.panes)
            await bench.settle(pilot)
            assert screen.query(Tour)
            await bench.press(pilot, key)
            assert not screen.query(Tour)
            assert (bench.app.screen, bench.app.return_code, tuple(screen.list.marks)) == (screen, None, ())
        assert (library.shelf.marks, library.notebook.all()) == ({}, ())


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
