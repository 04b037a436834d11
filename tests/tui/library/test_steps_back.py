"""One step back in the Library: boxes, panes, searches, comparisons under way, and quitting last of all."""

from __future__ import annotations

import pytest

from tests.tui.accounts import ACCOUNTS
from tests.tui.compare_cases import message, screen
from tests.tui.fakes import Bench, FakeJob, FakeLibrary
from tui.keymap import LIBRARY, READER

BACK = ("q", "escape")


def bench_of_accounts(monkeypatch: pytest.MonkeyPatch) -> tuple[Bench, list[FakeJob]]:
    """Return a bench and the jobs its app makes: digesting first, comparing second, which takes three accounts."""
    monkeypatch.setattr("tui.compare.compared.LONG", sum(len(account.text) for account in ACCOUNTS[:3]))
    children: list[FakeJob] = []

    def child() -> FakeJob:
        children.append(FakeJob())
        return children[-1]

    return Bench(FakeLibrary(ACCOUNTS), request={"paths": ["/library"], "config": None}, new_job=child), children


@pytest.mark.parametrize("key", BACK)
async def test_a_search_is_left_before_the_library(key: str) -> None:
    """What is listed for a search goes back to all articles; the reader is not thrown out of the program."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"taiwan", "enter", key)
        library = bench.app.navigator.library
        assert (library.search.asked, library.list.has_focus, bench.app._exit) == ("", True, False)


async def test_the_list_of_all_articles_is_quit() -> None:
    """Where there is no step left, q leaves the program and Escape does nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "escape")
        assert not bench.app._exit
        await bench.press(pilot, "q")
        assert bench.app._exit


@pytest.mark.parametrize("key", BACK)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_drawer_is_left_and_its_filter_stays(key: str, size: tuple[int, int]) -> None:
    """Filters are chosen in order to be looked at without the drawer; the step after that takes them away."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "f", "enter", key)
        library = bench.app.navigator.library
        assert (library.search.asked, library.facets.display, library.list.has_focus) == (
            'outlet:"LA Times"',
            False,
            True,
        )
        await bench.press(pilot, key)
        assert (library.search.asked, bench.app._exit) == ("", False)


@pytest.mark.parametrize("key", BACK)
@pytest.mark.parametrize("pane", ["h", "l"])
async def test_a_pane_is_left_for_the_list(key: str, pane: str) -> None:
    """Beside the list the facets and the preview stay; only the keys go back."""
    bench = Bench()
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash", *"taiwan", "enter", pane)
        library = bench.app.navigator.library
        assert not library.list.has_focus
        await bench.press(pilot, key)
        assert (library.list.has_focus, library.search.asked) == (True, "taiwan")
        assert (library.facets.display, library.preview.display) == (True, True)


@pytest.mark.parametrize("key", BACK)
async def test_the_bare_list_gets_its_panes_back(key: str) -> None:
    """The list that stands alone is a step too."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "z", "e", key)
        library = bench.app.navigator.library
        assert (library.zen, library.preview.display, bench.app._exit) == (False, True, False)


@pytest.mark.parametrize("leave", ["f", "escape", "q"])
async def test_the_preview_follows_what_the_drawer_listed(leave: str) -> None:
    """What is first after filtering is what the preview shows when the drawer makes room for it again."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "G", "f", "enter", leave)
        library = bench.app.navigator.library
        shown = library.preview.made().article
        assert (shown.id if shown else None) == library.list.cursor_id == "a.txt"


@pytest.mark.parametrize("key", BACK)
async def test_a_comparison_under_way_is_called_off_first(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Library is not quit, nor the article left, because the accounts are still being compared."""
    bench, children = bench_of_accounts(monkeypatch)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "space", "space", "space", "c", key)
        assert (children[1].running, screen(bench), bench.app._exit) == (False, LIBRARY, False)
        assert message(bench) == "The comparison was called off."
        await bench.press(pilot, "g", "g", "enter", "1", "space", "space", "space", "2", "c", key)
        assert (children[1].running, screen(bench)) == (False, READER)


@pytest.mark.parametrize("key", BACK)
async def test_what_is_only_being_gathered_is_called_off_too(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two short accounts never reach the child; a key typed before they are laid side by side is for what is seen."""
    bench, _ = bench_of_accounts(monkeypatch)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.compare(["a.txt", "b.txt"])
        bench.app.navigator.library.act({"q": "back", "escape": "leave"}[key])
        await bench.settle(pilot)
        assert (screen(bench), bench.app._exit) == (LIBRARY, False)
        assert message(bench) == "The comparison was called off."


async def test_a_comparison_that_is_shown_is_not_called_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it stands on the screen, back is the screen before."""
    bench, _ = bench_of_accounts(monkeypatch)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "C", "q")
        assert (screen(bench), message(bench)) == (LIBRARY, "")
        await bench.press(pilot, "q")
        assert bench.app._exit
