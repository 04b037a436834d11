"""“Copy as command” on every screen: it answers as the screen does, whatever things are called."""

from __future__ import annotations

import shlex

import pytest

from tests.builders import article
from tests.tui.fakes import Bench, FakeLibrary
from tui.keys import overlay

ODD = ("-dash $x.txt", 'it\'s "b".txt')
TEXT = "Talks in Beijing ended on Friday.\nMinisters spoke of trade and of taiwan for five hours.\nNothing was signed."
KEYS = overlay({"copy_command": "f9"})[0]


def bench(*given: str) -> Bench:
    """An app over two articles of odd names in a folder of an odd one."""
    library = FakeLibrary([article(TEXT, id, language="en", published="2024-04-26") for id in ODD])
    library.name = "-news of 'the day'"
    return Bench(library, keymap=KEYS, given=given)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), ["list"]),
        (("/", *"-taiwan", "space", *"$x"), ["search", "--sort", "relevance", "--", "-taiwan $x"]),
        (("/", *"tai"), ["search", "--sort", "relevance", "tai*"]),
        (("/", *"tai", "space"), ["search", "--sort", "relevance", "tai "]),
        (("/", *"outlet:l"), ["search", "--sort", "relevance", "outlet:l"]),
        (("enter",), ["show", "--", ODD[0]]),
        (("2",), ["show", "--", ODD[0]]),
        (("space", "space", "c"), ["compare", "--", *ODD]),
        (("4",), ["notes", "list"]),
        (("4", "/", *"-five"), ["notes", "search", "--", "-five"]),
        (("5",), ["stories"]),
    ],
    ids=str,
)
async def test_a_screen_is_copied_as_the_command_that_answers_so(keys: tuple[str, ...], expected: list[str]) -> None:
    """Options given to the program stand first; operands that begin with a dash stand behind two."""
    desk = bench("--config", "/my files/c.yaml")
    async with desk.app.run_test() as pilot:
        await desk.settle(pilot)
        await desk.press(pilot, *keys, "f9")
        words = shlex.split(desk.app.clipboard)
    assert words == ["variorum", "--config", "/my files/c.yaml", "--library=-news of 'the day'", *expected]
