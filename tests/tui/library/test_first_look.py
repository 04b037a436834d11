"""The Library on its first day: what is said of a folder before it was looked through."""

from __future__ import annotations

import pytest

from index import Progress, Refresh
from tests.tui.fakes import Bench, FakeLibrary, screen_text


async def test_a_folder_not_yet_looked_through_is_not_called_empty() -> None:
    """That there are no articles is said when the look has ended, not while it goes on."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        shown = screen_text(bench.app)
        assert "Looking through the folder" in shown
        assert "There are no articles" not in shown
        bench.job.end(Refresh())
        await bench.settle(pilot)
        assert "There are no articles in /library/news." in screen_text(bench.app)


@pytest.mark.parametrize("key", ["j", "k", "G", "g", "ctrl+f", "ctrl+e", "enter", "space"])
async def test_a_key_for_rows_says_why_there_are_none(key: str) -> None:
    """While the first articles are read, and in an empty folder, no such key is lost silently."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        status, keys = bench.app.navigator.library.status, (key, key) if key == "g" else (key,)
        await bench.press(pilot, *keys)
        assert status.message == "The library is being indexed for the first time."
        bench.job.end(Refresh())
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert status.message == "There are no articles in /library/news."


@pytest.mark.parametrize("key", ["j", "enter", "space"])
@pytest.mark.parametrize("screen", ["library", "stories_screen", "notes_screen"])
async def test_each_empty_list_says_it_in_its_own_words(screen: str, key: str) -> None:
    """A key on an empty list says the list's first line; on a list with rows it acts."""
    number = {"library": "1", "stories_screen": "5", "notes_screen": "4"}[screen]
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        await bench.press(pilot, number, key)
        page = getattr(bench.app.navigator, screen)
        said = page.status.message
        assert said != ""
        assert said in screen_text(bench.app).splitlines()[-2]
        assert screen_text(bench.app).count(said) == 2


async def test_a_search_in_a_library_that_grows_says_that_it_grows() -> None:
    """Nothing is found so far, with how far the indexing is; afterwards nothing is found."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"xyzzy")
        assert "Nothing is found so far.\n  Looking through the folder" in screen_text(bench.app)
        assert bench.job.listener is not None
        bench.job.listener.progress(Progress("indexing", 20, 150))
        await bench.settle(pilot)
        shown = screen_text(bench.app)
        assert "Nothing is found so far.\n  Indexing 20 of 150" in shown
        bench.job.end(Refresh(added=("a.txt",)))
        await bench.settle(pilot)
        assert "Nothing is found.\n" in screen_text(bench.app)


async def test_what_is_new_in_the_folder_is_told_as_asked() -> None:
    """A look nobody asked for says what is in the folder, one that was asked for that it was made."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh(added=("x.txt",)))
        await bench.settle(pilot)
        assert bench.app.navigator.library.status.message == "In the folder: 1 new."
        await bench.press(pilot, "R")
        bench.job.end(Refresh(added=("y.txt",), removed=("x.txt",)))
        await bench.settle(pilot)
        assert bench.app.navigator.library.status.message == "Re-scanned: 1 new, 1 gone."
