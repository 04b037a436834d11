"""The hint line names what the keys do where the focus is."""

from __future__ import annotations

import pytest

from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary, screen_text

LINES = {
    "list": ((), "⏎ read"),
    "search box": (("/",), "⏎ done  esc leave"),
    "words in it": (("/", "t", "a"), "⏎ done  esc leave"),
    "left by Enter": (("/", "t", "enter"), "⏎ read"),
    "left by esc": (("/", "escape"), "⏎ read"),
    "filters": (("f",), "⏎ choose  ␣ choose"),
    "filters left": (("f", "escape"), "⏎ read  ␣ mark"),
    "preview": (("l",), "⏎ read"),
    "words to find": (("enter", "/"), "⏎ done  esc leave"),
    "text": (("enter", "/", "escape"), "␣ page"),
    "stories": (("5",), "⏎ compare"),
    "accounts of a story": (("5", "tab"), "⏎ read"),
    "stories again": (("5", "tab", "tab"), "⏎ compare"),
    "box of stories": (("5", "/"), "⏎ done  esc leave"),
    "notes": (("4",), "⏎ go there"),
    "box of notes": (("4", "/"), "⏎ done  esc leave"),
    "facts": (("c", "F"), "⏎ go to row  F facts"),
    "facts left": (("c", "F", "F"), "n next diff"),
    "box of rows": (("c", "/"), "⏎ done  esc leave"),
    "after a box": (("S", "escape"), "⏎ read"),
}
"""Keys from the Library on, and how the hint line begins behind them."""


@pytest.mark.parametrize("way", LINES)
async def test_the_hints_are_those_of_what_has_the_focus(way: str) -> None:
    """Where Enter chooses, reads or goes elsewhere it is named so; in a line of input only Enter and esc are keys."""
    keys, begins = LINES[way]
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        line = screen_text(bench.app).rstrip("\n").split("\n")[-1]
        assert line.strip()[: len(begins)] == begins
