"""Keys pressed at random, at sizes from tiny to large: nothing fails, no screen is stuck, every note is whole."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.tui import note_cases
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary
from tui.frame.picker import Picker
from tui.keymap import ACTIONS, LIBRARY

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ((200, 60), (120, 40), (80, 24), (60, 16), (30, 8))
KEYS = sorted({key for action in ACTIONS for key in action.keys} - {"ctrl+q", "q", "Q", "Z"})
TYPED = [*"aeiou 019;.,éß", "enter", "enter", "enter", "escape", "backspace", "delete", "tab", "down", "up", "ctrl+z"]
COUNT = 60
ON_A_BOX = 2
"""Screens of which the uppermost is a box: one more is a box over a box."""


def libraries(seed: int) -> FakeLibrary:
    """Return a library with notes, or one of several accounts."""
    return note_cases.noted_library() if seed % 2 else FakeLibrary(ACCOUNTS)


@pytest.mark.parametrize(("seed", "size"), [(seed, size) for seed, size in enumerate(SIZES)])
async def test_random_keys(seed: int, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any keys and sizes, Escape and the Library's key lead to the Library; notes are read back as they stand."""
    monkeypatch.chdir(tmp_path)  # exports go where they are told to
    for leaving in ("browse", "pipe", "edit"):
        monkeypatch.setattr(f"tui.outside.{leaving}", lambda *_, **__: None)
    monkeypatch.setattr("tui.outside.browser_needs_terminal", lambda: False)
    chance, bench = random.Random(seed), Bench(libraries(seed))
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        pressed: list[str] = []
        for _ in range(COUNT):
            if chance.random() < 0.03:
                await bench.resize(pilot, *chance.choice(SIZES))
            pressed.append(chance.choice(KEYS if chance.random() < 0.7 else TYPED))
            await bench.press(pilot, pressed[-1])
            if chance.random() < 0.2:
                bench.timers.pass_by()
        assert bench.app.is_running, pressed
        for _ in range(6):
            await bench.press(pilot, "escape")
            if isinstance(bench.app.screen, Picker) and len(bench.app.screen_stack) > ON_A_BOX:
                await bench.press(pilot, "enter")  # the editor asks what is to become of the words
        await bench.press(pilot, "1")
        assert bench.app.screen.name == LIBRARY, pressed
        notes = bench.library.notebook
        said = notes.all()
        notes.refresh()
        assert (notes.all(), notes.problems) == (said, ()), pressed
