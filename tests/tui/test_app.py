"""The app: how it begins, what it says first, how it ends."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.filter import NoColor

from index import NoLibraryError
from tests.tui.fakes import Bench, FakeJob, FakeLibrary, screen_text
from tui.app import VariorumApp
from tui.keys import overlay
from tui.screen_settings import DisplaySettings, ScreenSettings
from tui.terminal import Terminal

if TYPE_CHECKING:
    from index import Library


async def test_the_frame_stands_before_the_library_is_open() -> None:
    """The first paint does not wait for the library; the list says what is being done."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        assert bench.app.session.library is None
        assert "The library is being opened; its articles are listed in a moment." in screen_text(bench.app)
        await bench.settle(pilot)
        assert bench.app.session.library is not None


async def test_a_library_that_can_not_be_opened_ends_the_app_with_a_sentence() -> None:
    """No screen is left behind, and the command knows what to say."""

    def fail() -> Library:
        raise NoLibraryError("/gone", "there is no such folder")

    app = VariorumApp(fail, job=FakeJob())
    async with app.run_test() as pilot:
        while not app._exit:
            await pilot.pause()
    assert app.fatal == "/gone: there is no such folder; name a folder of articles: variorum FOLDER."
    assert app.return_code == 2


async def test_problems_of_the_configuration_are_said_at_the_start() -> None:
    """The first problem is shown in full, the others are counted, and the app runs on defaults."""
    bench = Bench(problems=["config.yaml:2: measure is wrong; mend it.", "another."])
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        told = "config.yaml:2: measure is wrong; mend it. (1 more: the command “problems”)"
        assert bench.app.navigator.library.status.message == told


async def test_an_unknown_theme_is_not_used() -> None:
    """The start goes on with a theme that suits the terminal; the configuration says what is wrong."""
    bench = Bench(settings=ScreenSettings(display=DisplaySettings(theme="sepia", counts=False)))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        assert bench.app.theme == "variorum-dark"


async def test_a_light_terminal_gets_a_light_theme() -> None:
    """What the terminal said of its background decides."""
    bench = Bench(terminal=Terminal(dark=False))
    async with bench.app.run_test(size=(80, 24)):
        assert bench.app.theme == "variorum-light"


async def test_without_colours_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR every line passes a filter that takes colour out, and none that turns it grey."""
    monkeypatch.setenv("NO_COLOR", "1")
    bench = Bench(terminal=Terminal(no_colour=True))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        assert [type(each) for each in bench.app.get_line_filters()] == [NoColor]


async def test_a_message_goes_with_the_next_key() -> None:
    """A message stays until the next key."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "s")
        assert bench.app.navigator.library.status.message == "Starred; u undoes it."
        await bench.press(pilot, "j")
        assert bench.app.navigator.library.status.message == ""


async def test_a_readers_own_quit_key_works_everywhere() -> None:
    """Also in front of a box."""
    keymap, _ = overlay({"quit": "f10"})
    bench = Bench(keymap=keymap)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?", "f10")
    assert bench.app._exit


async def test_keys_typed_in_a_burst_act_in_their_order() -> None:
    """Letters behind / go into the box even when all arrive at once."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.send("/", *"Star")
        await bench.settle(pilot)
        assert bench.app.navigator.library.search.asked == "Star"
        assert bench.app.screen is bench.app.navigator.library
        bench.send("escape", "escape", "j", "f", "j", "space")
        await bench.settle(pilot)
        assert bench.app.navigator.library.search.asked == 'outlet:"The Hindu"'


async def test_letters_typed_before_a_list_opens_are_kept() -> None:
    """? and a word at once: the list is narrowed to the word."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.send("?", *"star")
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "enter")
        assert bench.library.shelf.mark("a.txt").starred is True


async def test_a_star_set_in_another_window_is_seen_without_a_key() -> None:
    """The marks are looked at while one reads and while one looks at the list, as the notes are."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        for keys, starred in (((), True), (("enter",), False)):
            await bench.press(pilot, *keys)
            bench.library.shelf.others = {"a.txt": replace(bench.library.shelf.mark("a.txt"), starred=starred)}
            bench.timers.pass_by()
            await bench.settle(pilot)
            assert ("★" in screen_text(bench.app)) is starred


async def test_only_the_command_keeps_what_is_made_before_the_first_paint_from_the_collector() -> None:
    """It begins without the collector; a host that collects goes on doing so, and nothing of it is kept for ever."""
    kept = gc.get_freeze_count()
    bench = Bench()
    async with bench.app.run_test() as pilot:
        await bench.settle(pilot)
        assert (gc.isenabled(), gc.get_freeze_count() <= kept) == (True, True)
    kept = gc.get_freeze_count()
    gc.disable()
    try:
        bench = Bench()
        async with bench.app.run_test() as pilot:
            await bench.settle(pilot)
            assert (gc.isenabled(), gc.get_freeze_count() > kept) == (True, True)
    finally:
        gc.enable()
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # as the suite begins


async def test_marks_of_an_earlier_session_are_undone() -> None:
    """After those of this session, the newest first; u says which it was, ctrl+r sets it again, the list follows."""
    library = FakeLibrary()
    for keys in (("s", "j", "space", "space", "s"), ("r", "r", "u", "u")):
        bench = Bench(library, ScreenSettings(display=DisplaySettings(resume=False, counts=False)))
        async with bench.app.run_test(size=(120, 40)) as pilot:
            await bench.settle(pilot)
            await bench.press(pilot, *keys)
            bench.app.exit()
    bench = Bench(library, ScreenSettings(display=DisplaySettings(resume=False, counts=False)))

    def starred() -> list[str]:
        return [id for id, mark in library.shelf.marks.items() if mark.starred]

    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert (starred(), screen_text(bench.app).count("★")) == (["a.txt", "b.txt", "c.txt"], 3)
        await bench.press(pilot, "u")
        named = "u again undoes, of an earlier session: starred: 2 articles."
        assert (bench.app.navigator.library.status.message, len(starred())) == (named, 3)
        await bench.press(pilot, "u")
        told = "Undone, of an earlier session: starred: 2 articles. u goes on with: starred."
        assert bench.app.navigator.library.status.message == told
        assert (starred(), screen_text(bench.app).count("★")) == (["a.txt"], 1)
        await bench.press(pilot, "ctrl+r")
        assert (starred(), screen_text(bench.app).count("★")) == (["a.txt", "b.txt", "c.txt"], 3)
        await bench.press(pilot, "u", "u", "u")
        assert (starred(), bench.app.navigator.library.status.message) == ([], "There is nothing to undo.")


async def test_a_run_ends_also_when_its_state_can_not_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error while the screens are stored must not leave the program behind without a terminal."""

    def lose() -> None:
        raise RuntimeError("nowhere to keep it")

    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        monkeypatch.setattr(bench.app.navigator, "keep_place", lose)
        with pytest.raises(RuntimeError):
            bench.app.asked_to_end(15)
    assert bench.app.return_code == 143
