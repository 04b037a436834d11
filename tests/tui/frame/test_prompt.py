"""Keys that do nothing in a box are answered in it, and keys that page elsewhere page in its list."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from tests.tui.fakes import Bench, screen_text
from tui.frame.prompt import Prompt

BOXES = {"help": "?", "palette": ":", "sort orders": "S", "tags": "t", "note": "a"}


@pytest.mark.parametrize(("key", "name"), [("ctrl+g", "^g"), ("ctrl+c", "^c"), ("f5", "F5"), ("alt+x", "alt+x")])
@pytest.mark.parametrize("box", BOXES)
async def test_a_key_that_does_nothing_in_a_box_says_so(box: str, key: str, name: str) -> None:
    """It is said in the box, which covers the status line, with the key that leaves; typing takes it away."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, BOXES[box], key)
        assert f"{name} does nothing here; esc leaves." in screen_text(bench.app)
        await bench.press(pilot, "x")
        assert "does nothing here" not in screen_text(bench.app)


async def test_what_is_selected_in_a_box_is_copied() -> None:
    """With something selected ctrl+c copies it, and nothing is said against it."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "t", *"talks", "shift+home", "ctrl+c")
        assert (bench.app.clipboard, "What is selected is copied" in screen_text(bench.app)) == ("talks", True)


@pytest.mark.parametrize("key", ["tab", "shift+tab", "up", "down", "pageup", "pagedown"])
async def test_a_box_of_one_line_has_nowhere_to_go(key: str) -> None:
    """Keys that move in a list say so where there is none."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "t", key)
        assert "does nothing here; esc leaves." in screen_text(bench.app)


@pytest.mark.parametrize(
    ("typed", "answered", "left"),
    [
        (":wq", None, ""),
        (":q!", None, ""),
        ("talks :x", None, "talks "),
        ("a:x", "a:x", ""),
        (":word", ":word", ""),
        ("talks", "talks", ""),
    ],
)
async def test_a_command_of_vim_is_no_answer(typed: str, answered: str | None, left: str) -> None:
    """`:wq` behind words writes no such tag, file or search: it is taken away, and Enter or Esc then decides."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "t", *typed, "enter")
        tags = bench.library.shelf.mark("a.txt").tags
        assert tags == ((answered,) if answered else ())
        if answered is None:
            assert bench.app.screen.query_one(Input).value == left
            assert f"{typed.rsplit(maxsplit=1)[-1]} is no answer; ⏎ takes what stands here, esc leaves." in screen_text(
                bench.app
            )
            await bench.press(pilot, "enter")
            assert bench.library.shelf.mark("a.txt").tags == tuple(left.split())


async def test_a_command_of_vim_brings_the_proposal_back() -> None:
    """Where typing replaced a proposed name, that name stands there again."""
    answers: list[str | None] = []
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.app.show_box(Prompt("Write to", "notes.md", "esc leaves", proposed=True), answers.append)
        await bench.press(pilot, *":wq", "enter")
        assert (answers, bench.app.screen.query_one(Input).value) == ([], "notes.md")
        await bench.press(pilot, "enter")
        assert answers == ["notes.md"]


@pytest.mark.parametrize(
    ("keys", "moves_like"),
    [
        (("ctrl+d",), ("pagedown",)),
        (("ctrl+f",), ("pagedown",)),
        (("ctrl+f", "ctrl+f", "ctrl+b"), ("pagedown", "pagedown", "pageup")),
        (("ctrl+d", "ctrl+d", "ctrl+u"), ("pagedown", "pagedown", "pageup")),
        (("tab", "tab", "shift+tab"), ("down",)),
        (("ctrl+j", "ctrl+j"), ("down", "down")),
    ],
)
async def test_vims_keys_move_in_the_list_of_a_box(keys: tuple[str, ...], moves_like: tuple[str, ...]) -> None:
    """They do what the arrow and page keys do."""
    places = []
    for typed in (keys, moves_like):
        bench = Bench()
        async with bench.app.run_test(size=(80, 24)) as pilot:
            await bench.settle(pilot)
            await bench.press(pilot, ":", *typed)
            places.append(bench.app.screen.query_one(OptionList).highlighted)
    assert places[0] == places[1] != 0


async def test_ctrl_u_takes_away_what_is_typed_before_it_pages() -> None:
    """As in a shell; only on an empty line does it go up."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, ":", *"read", "ctrl+u")
        assert bench.app.screen.query_one(Input).value == ""
