"""Keys typed in one burst do what they would do typed slowly."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key, key_to_character
from textual.widgets import Input

from tests.tui.fakes import Bench, screen_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App


def burst(app: App[None], keys: Iterable[str]) -> None:
    """Send keys in one write, as a paste without brackets, a macro or a slow line does; ``<…>`` is pasted text."""
    assert app._driver is not None
    for key in keys:
        if key.startswith("<") and len(key) > 1:
            event: Key | Paste = Paste(key[1:-1])
        else:
            name = _character_to_key(key) if len(key) == 1 else key
            event = Key(name, key if len(key) == 1 else key_to_character(name))
        event.set_sender(app)
        app._driver.send_message(event)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("/", *"taiwan"), "taiwan"),
        (("/", *"blinken", "ctrl+u", *"taiwan", "enter"), "taiwan"),
        (("/", "<taiwan strait>"), "taiwan strait"),
        (("/", *"tai", "escape", "escape", "/", *"wan"), "wan"),
        (("?", *"tags", "escape", "/", *"sort"), "sort"),
    ],
)
async def test_a_burst_is_taken_in_its_order(keys: tuple[str, ...], value: str) -> None:
    """Text after a key that moves the focus, or wipes the box, goes where it would go typed slowly."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        burst(bench.app, keys)
        while bench.app.held:
            await bench.settle(pilot)
        await bench.settle(pilot)
        assert value == bench.app.navigator.library.box.value
        assert not bench.library.shelf.marks


async def test_entered_in_a_burst_searches_for_what_was_typed() -> None:
    """The query, Enter and Enter again in one write open the first result."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        burst(bench.app, ("/", *"taiwan", "enter"))
        while bench.app.held:
            await bench.settle(pilot)
        await bench.settle(pilot)
        assert "2 of 4" in screen_text(bench.app)
        assert not bench.app.navigator.library.box.typing


async def test_what_is_typed_behind_the_palettes_key_narrows_the_palette() -> None:
    """The palette opens before the articles it lists are known."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        burst(bench.app, (":", *"theme"))
        while bench.app.held:
            await bench.settle(pilot)
        await bench.settle(pilot)
        assert bench.app.screen.query_one(Input).value == "theme"


async def test_letters_for_a_line_do_not_wait_for_each_other() -> None:
    """What is typed into a box is handed on at once; a key that is no letter keeps its turn."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash")
        burst(bench.app, "taiwan")
        await asyncio.sleep(0)
        assert bench.app.held == 0
        burst(bench.app, ("ctrl+u", *"sea"))
        while bench.app.held:
            await bench.settle(pilot)
        await bench.settle(pilot)
        assert bench.app.navigator.library.box.value == "sea"


@pytest.mark.parametrize("screen", [(), ("enter",)])
async def test_a_note_typed_behind_its_key_is_saved_whole(screen: tuple[str, ...]) -> None:
    """The box opens when the article and the draft have been looked up; letters behind the key run no commands."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *screen)
        for _ in range(2):
            burst(bench.app, ("a", *"first of two readers", "ctrl+s"))
            while bench.app.held:
                await bench.settle(pilot)
            await bench.settle(pilot)
        assert [note.text for note in bench.library.notebook.all()] == ["first of two readers"] * 2
        assert not any(mark.starred for mark in bench.library.shelf.marks.values())


async def test_a_key_with_priority_waits_for_the_letters_before_it() -> None:
    """The box of a note is open already: what is saved is all that was typed before the key that saves."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "a")
        burst(bench.app, (*"who says so", "f2"))
        while bench.app.held:
            await bench.settle(pilot)
        await bench.settle(pilot)
        assert [note.text for note in bench.library.notebook.all()] == ["who says so"]


async def test_keys_behind_one_that_opens_an_article_are_for_the_article() -> None:
    """The second key selects a sentence in the reader instead of acting on the list."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        burst(bench.app, ("enter", "}", "}"))
        while bench.app.held:
            await bench.settle(pilot)
        await bench.settle(pilot)
        assert "¶2/" in screen_text(bench.app)


async def test_keys_wait_for_an_answer_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that is long on its way does not keep keys from the screen in front."""
    bench, come = Bench(), Event()
    show = bench.library.show
    monkeypatch.setattr("tui.key_order.LONGEST", 0.0)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        monkeypatch.setattr(bench.library, "show", lambda reference: show(reference) if come.wait(60) else None)
        before = bench.app.navigator.library.at_hand
        burst(bench.app, ("enter", "j"))
        while bench.app.navigator.library.at_hand == before:
            await pilot.pause()
        come.set()
        await bench.settle(pilot)
