"""Every command chosen from the palette, on every screen: each has an effect, or a sentence says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.tui import compare_cases, note_cases, story_cases
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary
from tui.frame.page import Page
from tui.frame.picker import Picker
from tui.keymap import ACTIONS, COMPARE, LIBRARY, MOVING, NOTES, READER, STORIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

MATRIX = "matrix"
PLACES: dict[str, tuple[str, Callable[[], FakeLibrary], tuple[str, ...]]] = {
    LIBRARY: (LIBRARY, lambda: FakeLibrary(ACCOUNTS), ("j",)),
    READER: (READER, lambda: FakeLibrary(ACCOUNTS), ("enter",)),
    COMPARE: (COMPARE, lambda: FakeLibrary(ACCOUNTS), compare_cases.ENTRY),
    MATRIX: (COMPARE, lambda: FakeLibrary(ACCOUNTS), (*compare_cases.ENTRY, "m")),
    NOTES: (NOTES, note_cases.noted_library, ("4", "j")),
    STORIES: (STORIES, story_cases.told_library, ("5", "j")),
}
"""Where commands are chosen: the screen, the library, and the keys that lead there."""

STANDS = {COMPARE: ("side_left", "side_right"), READER: ("open", "open_passage")}
"""What may leave everything as it is, besides moving: there may be no further account; the article is the one open,
and the comparison's first row leads back to it."""

ENDS = {"quit", "back", "suspend", "palette", "leave"}
"""What ends the program or the box it was chosen in."""

pytestmark = pytest.mark.usefixtures("no_program_of_this_machine")


def seen(bench: Bench) -> object:
    """What the screen shows, with its looks, and what was copied."""
    app = bench.app
    return list(app.screen._compositor.render_strips(app.size)), app.clipboard


def chosen_on_palette(bench: Bench) -> Callable[[str], None]:
    """Return what the palette of the screen in front does with a choice; the box itself takes long to open."""
    session = bench.app.session
    asked: list[Callable[[str], None]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "ask", lambda box, then: asked.append(then) if isinstance(box, Picker) else None)
        bench.app.screen.action_act("palette")  # type: ignore[attr-defined] # a page
    (choose,) = asked
    return choose


async def leave_boxes(bench: Bench, pilot: Pilot[None]) -> None:
    while not isinstance(bench.app.screen, Page):
        await bench.press(pilot, "escape")
    if isinstance(bench.app.focused, Input) or bench.app.screen.keys.asking:
        await bench.press(pilot, "escape")


async def go_back(bench: Bench, pilot: Pilot[None], place: str) -> None:
    """Be where commands are chosen again."""
    await leave_boxes(bench, pilot)
    if bench.app.screen.name != PLACES[place][0]:
        bench.app.navigator.go(PLACES[place][0])
        await bench.settle(pilot)
    if place in {COMPARE, MATRIX} and bench.app.navigator.compare_screen.view.as_matrix is (place == COMPARE):
        bench.app.navigator.compare_screen.view.turn()
        await bench.settle(pilot)


@pytest.mark.parametrize("place", PLACES)
async def test_every_command_is_done_or_says_what_it_needs(place: str) -> None:
    """Something else is on the screen, or on the clipboard, than before; one may move to where one is already.

    Those of other screens are chosen in the Reader.
    """
    silent = []
    screen, made, keys = PLACES[place]
    stands = {f"go_{screen}", *STANDS.get(screen, ())}
    bench = Bench(made())
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert bench.app.screen.name == screen
        choose = chosen_on_palette(bench)
        for action in ACTIONS:
            if action.id in ENDS or (place != READER and screen not in action.screens):
                continue
            bench.app.session.say("")
            await bench.settle(pilot)
            before = seen(bench)
            choose(action.id)
            await bench.settle(pilot)
            bench.timers.pass_by()  # what waits for a key says so after a pause
            await bench.settle(pilot)
            if seen(bench) == before and action.group != MOVING and action.id not in stands:
                silent.append(action.id)
            await go_back(bench, pilot, place)
        assert bench.app.screen.name == screen
        assert bench.app.return_code in {None, 0}
    assert silent == []
