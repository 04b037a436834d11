"""Every command chosen from the palette while an article is read: each has an effect, or a sentence says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary
from tui.frame.page import Page
from tui.frame.picker import Picker
from tui.keymap import ACTIONS, ARTICLES, COMPARING, FINDING, NOTING, READER, SHOWING

if TYPE_CHECKING:
    from textual.pilot import Pilot

ALREADY = "open"
"""Opens the article of the list that is open."""


def at_first() -> FakeLibrary:
    return FakeLibrary(ACCOUNTS)


@pytest.fixture(autouse=True)
def _no_program_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.outside.browse", lambda _: True)
    monkeypatch.setattr("tui.outside.browser_needs_terminal", lambda: False)
    monkeypatch.setattr("tui.outside.edit", lambda text, *_: text)
    monkeypatch.setenv("VISUAL", "true")


def seen(bench: Bench) -> object:
    """What the screen shows, with its looks, and what was copied."""
    app = bench.app
    return list(app.screen._compositor.render_strips(app.size)), app.clipboard


async def choose(bench: Bench, pilot: Pilot[None], action: str) -> None:
    """Open the palette and choose a command in it."""
    await bench.press(pilot, ":")
    box = bench.app.screen
    assert isinstance(box, Picker), action
    box.dismiss(action)
    await bench.settle(pilot)


async def leave_boxes(bench: Bench, pilot: Pilot[None]) -> None:
    while not isinstance(bench.app.screen, Page):
        await bench.press(pilot, "escape")
    if isinstance(bench.app.focused, Input):
        await bench.press(pilot, "escape")


@pytest.mark.parametrize("group", [FINDING, ARTICLES, COMPARING, NOTING, SHOWING])
async def test_every_command_is_done_or_says_what_it_needs(group: str) -> None:
    """Something else is on the screen, or on the clipboard, than before."""
    silent = []
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter")
        assert bench.app.screen.name == READER
        for action in ACTIONS:
            if action.group != group:
                continue
            bench.app.session.say("")
            before = seen(bench)
            await choose(bench, pilot, action.id)
            if seen(bench) == before and action.id != ALREADY:
                silent.append(action.id)
            await leave_boxes(bench, pilot)
            bench.app.navigator.go(READER)
            await bench.settle(pilot)
        assert bench.app.screen.name == READER
        assert bench.app.return_code in {None, 0}
    assert silent == []
