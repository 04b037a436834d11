"""Stories to choose from: their order, their names, and where choosing one leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from index import Story
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import article, row
from tui.frame.picker import Picker
from tui.library.story_list import story_choice, told_stories

if TYPE_CHECKING:
    from index import Library


def story(*ids: str) -> Story:
    return Story(ids[0], "words, that, set, apart", ids, ())


def test_a_story_is_named_by_its_longest_account() -> None:
    """Its headline, the last day it was told of, how many accounts, and the outlets, three of them by name."""
    accounts = [
        article("a.txt", "Short", "One line.", outlet="UNN", published="2024-04-27"),
        article("b.txt", "The long account", "Many words " * 20, outlet="The Hindu", published="2024-04-26"),
        article("c.txt", "Third", "Text.", outlet="LA Times"),
        article("d.txt", "Fourth", "Text.", outlet="BBC"),
    ]
    choice = story_choice(story("a.txt", "b.txt", "c.txt", "d.txt"), [row(each) for each in accounts], "·")
    assert choice.text == "The long account"
    assert choice.after == "27 Apr 2024 · 4 accounts · UNN, The Hindu, LA Times +1"


async def test_stories_are_listed_newest_first_and_compared() -> None:
    """A story of one article is none; Enter lays the accounts of the one chosen side by side."""
    old = [article(f"old-{letter}.txt", "Old talks", "Text.", published="2023-01-02") for letter in "ab"]
    alone = article("x.txt", "Alone", "Nothing else.", published="2024-05-01")
    library = FakeLibrary((*old, alone, *ACCOUNTS))
    ids = tuple(each.id for each in ACCOUNTS)
    library.grouped = (story("x.txt"), story("old-a.txt", "old-b.txt"), story(*ids))
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "colon", *"stories", "enter")
        assert isinstance(bench.app.screen, Picker)
        assert [told.id for told, _ in told_stories(cast("Library", library))] == [ids[0], "old-a.txt"]
        await bench.press(pilot, "enter")
        assert bench.app.session.front == "compare"


async def test_a_library_without_stories_says_so() -> None:
    """Nothing to choose is a sentence, not an empty box."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "colon", *"stories", "enter")
        assert "No two articles tell of one matter" in screen_text(bench.app)
