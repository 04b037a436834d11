"""The Library on its first day: what is said of a folder before it was looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Progress, Refresh
from tests.tui.fakes import Bench, FakeLibrary, screen_text

if TYPE_CHECKING:
    from collections.abc import Callable


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


INDEXING = "The library is being indexed for the first time; articles are listed as they are read."


@pytest.mark.parametrize("key", ["j", "k", "G", "g", "ctrl+f", "ctrl+e", "enter", "space", *"cCatsrxo|yYUnN"])
async def test_a_key_for_rows_says_why_there_are_none(key: str) -> None:
    """While the first articles are read, and in an empty folder, no such key is lost silently."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        status, keys = bench.app.navigator.library.status, (key, key) if key == "g" else (key,)
        await bench.press(pilot, *keys)
        assert status.message == INDEXING
        bench.job.end(Refresh())
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert status.message == "There are no articles in /library/news."


@pytest.mark.parametrize(
    ("key", "answer", "after"),
    [("c", INDEXING, "1 article found; ? shows the keys."), ("W", "There is no search to save; / begins one.", "")],
)
async def test_the_first_articles_are_told_where_none_were_and_behind_any_other_answer(
    key: str, answer: str, after: str
) -> None:
    """That nothing is listed yet is over; what else a key was answered stays until the next one."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        status = bench.app.navigator.library.status
        await bench.press(pilot, key)
        assert status.message == answer
        bench.job.end(Refresh(added=("a.txt",)))
        await bench.settle(pilot)
        assert status.message == (after or answer)
        await bench.press(pilot, "p")
        assert status.message == ("" if after else "1 article found; ? shows the keys.")


KEYS = {"library": "cCatsrxo|yYUnN", "stories_screen": "caxo|yY", "notes_screen": "eDTtLiAPxoyYE|"}


@pytest.mark.parametrize(
    ("screen", "key"),
    [(screen, key) for screen, keys in KEYS.items() for key in ("j", "enter", "space", *keys)],
)
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


@pytest.mark.parametrize("key", ["U", "2", "3"])
async def test_a_key_for_another_screen_says_why_nothing_is_listed(key: str) -> None:
    """Pressed among the stories, it tells of the list of the Library, while that is made and when it is empty."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *(("5",) if key != "U" else ()), key)
        said = bench.app.screen.status.message  # type: ignore[attr-defined]
        told = "the library is being indexed for the first time; articles are listed as they are read."
        assert said == (INDEXING if key == "U" else f"No article is listed in the Library: {told}")
        bench.job.end(Refresh())
        await bench.settle(pilot)
        await bench.press(pilot, key)
        said = bench.app.screen.status.message  # type: ignore[attr-defined]
        assert said.endswith("here are no articles in /library/news.")


@pytest.mark.parametrize("key", [*"cCatsrxo|yYUnN", "enter", "space"])
async def test_a_search_without_hits_answers_every_key(key: str) -> None:
    """That nothing is found is said; that all are read, or that there is no article, is not."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.press(pilot, "slash", *"xyzzy", "escape", key)
        assert bench.app.navigator.library.status.message == "Nothing is found."


async def test_marked_articles_are_acted_on_though_the_list_is_empty() -> None:
    """They are not among the hits, and are starred and compared all the same."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.press(pilot, "space", "space", "slash", *"xyzzy", "escape", "s")
        assert bench.app.navigator.library.status.message == "Starred (2 articles); u undoes it."
        await bench.press(pilot, "c")
        assert bench.app.session.front == "compare"


async def test_an_article_that_is_not_listed_has_no_neighbour_there() -> None:
    """From what was read before a search, the next and the next unread article are not called read or the last."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.press(pilot, "enter", "J", "K", "K")
        status = bench.app.navigator.reader.status
        assert status.message == "This is the first article of the list."
        await bench.press(pilot, "1", "slash", *"xyzzy", "escape", "2", "J")
        assert status.message == "This article is not among those listed; 1 goes to the list."
        await bench.press(pilot, "U")
        assert status.message == "No article is listed in the Library: nothing is found."


async def test_the_count_of_a_library_that_grows_takes_no_box_away() -> None:
    """What was asked for by a key is answered though the articles are counted anew at that moment."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "1")
        bench.app.navigator.library.keys.run("recent")
        bench.app.navigator.library.upkeep._count()
        await bench.settle(pilot)
        assert "Read and compared lately" in screen_text(bench.app)


async def test_a_search_in_a_library_that_grows_says_that_it_grows() -> None:
    """Nothing is found so far, with how far the indexing is; afterwards nothing is found."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"xyzzy")
        assert (
            "Nothing is found so far; the library is still being indexed.\n  Looking through the folder"
            in screen_text(bench.app)
        )
        assert bench.job.listener is not None
        bench.job.listener.progress(Progress("indexing", 20, 150))
        await bench.settle(pilot)
        shown = screen_text(bench.app)
        assert "Nothing is found so far; the library is still being indexed.\n  Indexing 20 of 150" in shown
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


class Warming(FakeLibrary):
    """A library that tells, each time it reads ahead, whether it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[bool] = []
        self.cancelled: Callable[[], bool] = lambda: False

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Begin; the test asks later whether it was told to end."""
        self.told.append(cancelled())
        self.cancelled = cancelled


async def test_nothing_is_read_ahead_while_articles_are_indexed() -> None:
    """Each commit would have it read anew; it begins again once all are indexed, or that failed."""
    library = Warming()
    bench = Bench(library)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        assert (library.told, library.cancelled()) == ([False], False)
        listener = bench.job.listener
        assert listener is not None
        listener.progress(Progress("index", 1, 9))
        await bench.settle(pilot)
        assert (library.told, library.cancelled()) == ([False], True)
        bench.job.end(Refresh(added=("a.txt",)))
        await bench.settle(pilot)
        assert (library.told, library.cancelled()) == ([False, False], False)
