"""Versions of the page being read: counted, listed with their times, compared with a key; other places of a text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index import Field, Provenance
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.keymap import COMPARE
from tui.reader.page_versions import NONE, Standing

if TYPE_CHECKING:
    from textual.pilot import Pilot

IDS = tuple(article.id for article in ACCOUNTS[:3])


def library() -> FakeLibrary:
    """Return a library in which three articles are captures of one page, one of them in two places."""
    times = ("2024-05-02T10:00:00Z", "2024-05-03T11:30:00Z", "2024-05-09T08:15:00Z")
    captures = [
        replace(article, captured=Field(time, Provenance.EXPLICIT, "capture"))
        for article, time in zip(ACCOUNTS[:3], times, strict=True)
    ]
    made = FakeLibrary([*captures, *ACCOUNTS[3:]])
    made.pages = (IDS,)
    made.copies = {IDS[0]: ("elsewhere/copy.txt",)}
    return made


async def opened(bench: Bench, pilot: Pilot[None], *keys: str) -> str:
    await bench.settle(pilot)
    await bench.press(pilot, "enter", *keys)
    return screen_text(bench.app)


def test_a_version_is_compared_with_the_next_one() -> None:
    """The newest is compared with the one before it; without another version there is no pair."""
    standing = Standing((), [(id, "") for id in "abc"])
    assert [standing.pair(id) for id in "abcx"] == [("a", "b"), ("b", "c"), ("b", "c"), ("b", "c")]
    assert (Standing().pair("a"), Standing((), [("a", "")]).pair("a")) == (None, None)


async def test_the_column_lists_the_versions_and_the_status_line_counts_them() -> None:
    """The newest stands first, the one being read is named, and so are other places of its text."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await opened(bench, pilot)
        lines = [line for line in shown.splitlines() if "May 2024 " in line]
        assert "3 versions, = compares" in shown
        assert [time in line for time, line in zip(("08:15", "11:30", "10:00"), lines[-3:], strict=True)] == [True] * 3
        assert "this one" in lines[-1]
        assert "elsewhere/copy.txt" in shown
        assert "3 versions =" in shown.splitlines()[-2]


async def test_the_key_lays_two_versions_side_by_side() -> None:
    """The comparison is of the one being read and the one after it."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot, "=")
        await bench.settle(pilot)
        assert bench.app.navigator.compare_screen.is_current
        assert tuple(article.id for article in bench.app.navigator.compare_screen.view.articles) == IDS[:2]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_page_without_versions_says_so(size: tuple[int, int]) -> None:
    """Neither column nor status line speaks of versions, and the key explains itself."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        assert "versions" not in await opened(bench, pilot)
        await bench.press(pilot, "=")
        assert bench.app.navigator.reader.status.message == NONE
        assert COMPARE not in bench.app.navigator.reader.place.screen
