"""The line at the foot of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stage import Stage, lines
from tests.tui.fakes import Bench, screen_text
from tui.frame.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable


async def test_three_groups_and_a_message() -> None:
    """Facts left, middle and right; a message takes the place of all but the right ones until it is hushed."""
    status = StatusLine()
    async with Stage(status).run_test(size=(40, 4)) as pilot:
        status.styles.height = 1
        status.show(["2 marked"], ["38 %"], [("?", "key"), " keys"])
        await pilot.pause()
        assert lines(status) == ["2 marked         38 %           ? keys"]
        status.say("[bold]saved[/bold]", alarm=True)
        await pilot.pause()
        assert status.message == "[bold]saved[/bold]"
        assert lines(status) == ["[bold]saved[/bold]              ? keys"]
        status.hush()
        await pilot.pause()
        assert lines(status) == ["2 marked         38 %           ? keys"]


async def test_the_right_group_makes_way_for_a_message() -> None:
    """What is going on stands beside a sentence as long as it leaves room for all of it."""
    status = StatusLine()
    async with Stage(status).run_test(size=(40, 4)) as pilot:
        status.styles.height = 1
        status.show(["sort"], [], ["looking through the folder"])
        status.say("Starred.")
        await pilot.pause()
        assert lines(status) == ["Starred.    looking through the folder"]
        status.say("There is no search.")
        await pilot.pause()
        assert lines(status) == ["There is no search."]


async def test_news_waits_behind_an_answer() -> None:
    """What no key asked for does not take away the answer to a key; the newest comes when that is cleared."""
    status = StatusLine()
    async with Stage(status).run_test(size=(40, 4)) as pilot:
        status.styles.height = 1
        shown = []
        acts: tuple[Callable[[], None], ...] = (
            lambda: status.say("In the folder: 1 new.", news=True),
            lambda: status.say("In the folder: 2 new.", news=True),
            lambda: status.say("Starred."),
            lambda: status.say("Notes were changed.", news=True),
            lambda: status.say("In the folder: 3 new.", news=True),
            status.hush,
            status.hush,
            lambda: status.say("The disk is full.", alarm=True),
            lambda: status.say("In the folder: 4 new.", news=True),
            status.hush,
            lambda: status.say("Starred."),
            status.hush,
            status.hush,
        )
        for act in acts:
            act()
            await pilot.pause()
            shown.append(lines(status)[0])
        assert shown == [
            "In the folder: 1 new.",
            "In the folder: 2 new.",
            "Starred.",
            "Starred.",
            "Starred.",
            "In the folder: 3 new.",
            "",
            "The disk is full.",
            "The disk is full.",
            "In the folder: 4 new.",
            "Starred.",
            "In the folder: 4 new.",
            "",
        ]


LONG = "No passages of its beginning are shared; this account is of the same event, as its places and names tell."


@pytest.mark.parametrize("alarm", [False, True])
async def test_a_message_goes_on_in_the_line_of_hints(alarm: bool) -> None:  # noqa: FBT001
    """On a small terminal no sentence is cut; the next key brings the hints back."""
    bench = Bench()
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        bench.app.session.say(LONG, alarm=alarm)
        await bench.settle(pilot)
        told = screen_text(bench.app).split("\n")[-2:]
        assert " ".join(" ".join(told).split()) == LONG
        assert bench.app.navigator.library.status.message == LONG
        await bench.press(pilot, "j")
        assert "? keys" in screen_text(bench.app)
        assert "event" not in screen_text(bench.app)


async def test_the_cure_behind_a_long_address_is_seen() -> None:
    """An address as long as two lines gives way, and the sentence ends on the screen."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.app.session.say(f"https://archive.example/{'x' * 150}: nobody answers; look at the network.", alarm=True)
        await bench.settle(pilot)
        told = " ".join(" ".join(screen_text(bench.app).split("\n")[-2:]).split())
        assert (told[:18], told[-40:]) == ("https://archive.ex", "xx: nobody answers; look at the network.")


async def test_a_message_that_stood_in_two_lines_is_told_in_one_where_there_is_room() -> None:
    """A terminal made wider has its hints back at once."""
    bench = Bench()
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        bench.app.session.say(LONG)
        await bench.settle(pilot)
        await pilot.resize_terminal(140, 30)
        await bench.settle(pilot)
        told = screen_text(bench.app).split("\n")[-2:]
        assert (LONG in told[0], "? keys" in told[1]) == (True, True)


@pytest.mark.parametrize(
    ("about", "cells", "shown"),
    [
        ("news · 150 articles", 60, "news"),
        ("2 accounts", 60, ""),
        ("2 accounts", 80, "2 accounts"),
        ("news · 100,000 articles", 80, "news · 100,000 articles"),
        ("news · 100,000 articles", 74, "news"),
        ("100,000 articles", 68, ""),
        ("Ministers warn of a wider rift over the strait", 80, "Ministers warn of a wider…"),
    ],
)
async def test_what_is_open_is_told_whole_or_by_more_than_a_stump(about: str, cells: int, shown: str) -> None:
    """Beside the tabs, two cells behind them at least."""
    bench = Bench()
    async with bench.app.run_test(size=(cells, 24)) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.library.title_line.tell(about)
        await bench.settle(pilot)
        told = screen_text(bench.app).split("\n")[0].partition("Stories")[2]
        assert told.strip() == shown
        assert not shown or told.startswith("  ")


async def test_an_alarm_is_not_wiped_away_by_news() -> None:
    """What is wrong stays until a key was pressed; another alarm takes its place, and so does nothing at all."""
    status = StatusLine()
    async with Stage(status).run_test(size=(60, 4)):
        status.say("a.yaml:3 is broken.", alarm=True)
        status.say("4 articles found.")
        assert status.message == "a.yaml:3 is broken."
        status.say("b.yaml:1 is broken.", alarm=True)
        assert status.message == "b.yaml:1 is broken."
        status.hush()
        status.say("4 articles found.")
        assert status.message == "4 articles found."
