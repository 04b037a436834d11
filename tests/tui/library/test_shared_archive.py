"""A shared archive on the screen: its address, whose rules it follows, and a list that stays usable."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from index import ArchiveError, Refresh
from tests.tui.fakes import Bench, FakeLibrary, screen_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from index import Found


class SharedLibrary(FakeLibrary):
    """A library as an archive is one: it may be slow (``ready`` is not set) and tells more results than it lists."""

    def __init__(self) -> None:
        super().__init__()
        self.name = self.title = "https://archive.example/news"
        self.about = "shared archive, searched by its own rules"
        self.ready = threading.Event()
        self.ready.set()
        self.waiting = threading.Event()
        self.more = 0
        self.broken: ArchiveError | None = None

    def find(self, query: str, *arguments: Any, **options: Any) -> Found:
        """Answer when it is time."""
        if not self.ready.is_set():
            self.waiting.set()
            self.ready.wait(30)
        if self.broken is not None:
            raise self.broken
        found = super().find(query, *arguments, **options)
        return replace(found, total=found.total + self.more)


async def until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    """Let the screen work until something has happened, for a few hundred turns at most."""
    for _ in range(300):
        if happened():
            return
        await pilot.pause()


async def test_the_address_and_the_rules_are_shown() -> None:
    """The title line has the whole address, the status line says by whose rules is searched."""
    bench = Bench(SharedLibrary())
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        bench.job.listener = None
        shown = screen_text(bench.app)

    assert "https://archive.example/news" in shown
    assert "looking at the archive" in shown


async def test_an_archive_out_of_reach_says_what_to_do() -> None:
    """An empty list of an archive names it and the key that asks again, and says nothing of folders."""
    library = SharedLibrary()
    library.articles = {}
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        shown = screen_text(bench.app)

    assert "Nothing of https://archive.example/news is here." in shown
    assert "R asks it again." in shown
    assert "Put texts there" not in shown


async def test_an_archive_that_can_not_be_opened_says_why_until_it_answers() -> None:
    """The reason and the key stand in the empty list, not only on the status line until the next key."""
    library = SharedLibrary()
    cure = "confirm it with `variorum archive map`"
    library.broken = ArchiveError(library.name, "nobody has said which field is the text", cure)
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        looking = screen_text(bench.app)
        listener = bench.job.listener
        assert listener is not None
        bench.job.listener = None
        listener.failed(str(library.broken))
        await bench.press(pilot, "down")
        failed = screen_text(bench.app)
        library.broken = None
        await bench.press(pilot, "R")
        bench.job.end(Refresh())
        await bench.settle(pilot)
        mended = screen_text(bench.app)

    assert ("what is listed" in looking, "being opened" in looking) == (False, False)
    assert [told in failed for told in (cure, "R asks it again.", "Nothing of")] == [True, True, False]
    assert (cure in mended, "Taiwan" in mended or "taiwan" in mended) == (False, True)


async def test_looking_again_asks_again() -> None:
    """The key that re-scans a folder looks at an archive anew and lists what it has now."""
    bench = Bench(SharedLibrary())
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        before = len(bench.library.asked)
        await bench.press(pilot, "R")
        bench.job.end(Refresh())
        await bench.settle(pilot)

        assert "The archive was looked at anew." in screen_text(bench.app)
        assert len(bench.library.asked) > before


async def test_a_slow_archive_leaves_the_list_usable() -> None:
    """After two seconds without an answer the screen says so; what is listed can be moved through meanwhile."""
    library = SharedLibrary()
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        before = bench.app.navigator.library.list.cursor
        library.ready.clear()
        bench.send("slash", "t")
        await until(pilot, library.waiting.is_set)
        bench.timers.pass_by()
        await until(pilot, lambda: "no answer yet" in screen_text(bench.app))
        waiting = screen_text(bench.app)
        bench.send("down")
        await until(pilot, lambda: bench.app.navigator.library.list.cursor != before)
        moved = bench.app.navigator.library.list.cursor
        library.ready.set()
        await bench.settle(pilot)
        answered = screen_text(bench.app)

    assert "no answer yet; the list is older" in waiting
    assert moved == before + 1
    assert "no answer yet" not in answered


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 16)])
async def test_counts_of_another_query_do_not_stand_beside_one_without_an_answer(size: tuple[int, int]) -> None:
    """When the archive fails, the box says that the list is older, until there is an answer again; at any width."""
    library = SharedLibrary()
    bench = Bench(library)
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"taiwan", "enter")
        counted = screen_text(bench.app)
        library.broken = ArchiveError("https://archive.example/news", "the connection broke off", "look at the network")
        await bench.press(pilot, "slash", *"x", "enter")
        broken = screen_text(bench.app)
        library.broken = None
        await bench.press(pilot, "slash", "backspace", "enter")
        mended = screen_text(bench.app)

    told, count = "no answer; the list is older", " of 4"
    assert (count in counted, told in counted) == (True, False)
    assert (count in broken, told in broken, "the connection broke off" in broken) == (False, True, True)
    assert (count in mended, told in mended) == (True, False)


async def test_an_archive_that_finds_nothing_is_not_said_to_be_indexed() -> None:
    """While it is looked at for the first time, a search is answered by its server, and the answer stands."""
    library = SharedLibrary()
    library.articles = {}
    bench = Bench(library)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"xyzzy", "enter")
        shown = screen_text(bench.app)

    assert ("looking at the archive" in shown, "Nothing is found.\n" in shown) == (True, True)


async def test_stories_of_an_archive_are_of_what_is_kept_here() -> None:
    """Without any, it is said of which articles that is so, and which key fetches more; nothing is claimed of all."""
    bench = Bench(SharedLibrary())
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        await bench.press(pilot, "5")
        shown = screen_text(bench.app)

    assert "No two of the articles that are kept of this archive tell of one matter." in shown
    assert "R fetches the results of the search made last" in shown


async def test_an_answer_in_time_is_all_that_is_said() -> None:
    """A pause that ends after the answer has come says nothing."""
    bench = Bench(SharedLibrary())
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"taiwan")
        bench.timers.pass_by()
        await bench.settle(pilot)

        assert "no answer yet" not in screen_text(bench.app)


async def test_a_list_shorter_than_its_total_says_so() -> None:
    """Where only the first results are listed, the count tells how many of how many."""
    library = SharedLibrary()
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        library.more, bench.app.session.count = 90_000, 100_000
        await bench.press(pilot, "slash", *"taiwan", "enter")

        assert "90,002 of 100,000, 2 listed" in screen_text(bench.app)


async def test_a_fault_is_told_and_the_list_stays() -> None:
    """An archive that fails leaves its sentence on the status line and the rows where they are."""
    library = SharedLibrary()
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        rows = len(bench.app.navigator.library.search.results)
        library.fails = ArchiveError("https://archive.example/news", "nobody answers there", "look at the network")
        await bench.press(pilot, "slash", "t")

        assert "nobody answers there" in screen_text(bench.app)
        assert len(bench.app.navigator.library.search.results) == rows
