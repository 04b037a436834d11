"""Long work behind the screen: preparing articles, comparing many accounts, and stories in the Library."""

from __future__ import annotations

from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest

from index import Event, Progress, Refresh, Story
from index.compare.comparison import compare
from tests.builders import SEEDS
from tests.tui.accounts import ACCOUNTS
from tests.tui.compare_cases import ids, message, screen
from tests.tui.fakes import Bench, FakeJob, FakeLibrary, screen_text
from tui.keymap import COMPARE, LIBRARY, READER
from tui.library.facet_rows import groups
from tui.session.child_jobs import ChildJob, Listener

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

TALKS = Story(
    "a.txt",
    "Blinken, Wang, Beijing",
    ("a.txt", "b.txt", "c.txt"),
    (Event(("a.txt", "b.txt", "c.txt"), "shared passages"),),
)
THREE = ("space", "space", "space", "c")


LENGTHS = [len(account.text) for account in ACCOUNTS]


@pytest.fixture(autouse=True)
def _three_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the first three accounts take the child, and no two."""
    monkeypatch.setattr("tui.compare.compared.LONG", sum(LENGTHS[:3]))


class Away(Bench):
    """A bench whose app has children: the jobs are kept, digesting first, comparing second."""

    def __init__(self, *stories: Story) -> None:
        self.children: list[FakeJob] = []
        library = FakeLibrary(ACCOUNTS)
        library.grouped = stories
        super().__init__(library, request={"paths": ["/library/news"], "config": None}, new_job=self._child)

    def _child(self) -> FakeJob:
        self.children.append(FakeJob())
        return self.children[-1]

    async def begin(self, pilot: Pilot[None]) -> None:
        """Let the first look through the folder end."""
        await self.settle(pilot)
        self.job.end(Refresh(added=("a.txt",)))
        await self.settle(pilot)


async def test_articles_are_prepared_after_each_look_through_the_folder() -> None:
    """The child is told to, the status line says how far it is, and looking through the folder anew stops it."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        digesting = bench.children[0]
        assert digesting.requests == [{"paths": ["/library/news"], "config": None, "verb": "digest"}]
        assert digesting.listener is not None
        digesting.listener.progress(Progress("comparing", 120, 2225))
        await bench.settle(pilot)
        assert "preparing comparison 120 of 2,225" in screen_text(bench.app)
        await bench.press(pilot, "R")
        assert not digesting.running


async def test_a_preparation_that_dies_is_said() -> None:
    """The reader hears of it and what to do, and the status line no longer says it goes on."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        listener = bench.children[0].listener
        assert listener is not None
        listener.failed("The preparation ended before its work did (signal 9).")
        await bench.settle(pilot)
        assert message(bench).startswith("The preparation ended before its work did (signal 9); R begins anew")
        assert "preparing comparison" not in screen_text(bench.app)


@pytest.mark.parametrize("prepared", [3, 0])
async def test_stories_are_shown_once_they_are_known(prepared: int) -> None:
    """When the preparation ends, stories stand among the facets, and the article's own on the status line.

    So they do when it only had to group what one called off had prepared, or an article had gone.
    """
    bench = Away()
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await bench.begin(pilot)
        assert screen_text(bench.app).count("Stories") == 1  # the tab
        bench.library.grouped = (TALKS,)
        bench.children[0].end(prepared)
        await bench.press(pilot, "g", "g")
        shown = screen_text(bench.app)
        assert shown.count("Stories") == 2
        assert "same story: 3 accounts; c compares" in shown


async def test_choosing_a_story_asks_for_its_articles() -> None:
    """The filter is words of the query, quoted where an id needs it, and goes when it is chosen again."""
    bench = Away(TALKS)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        library = bench.app.navigator.library
        await bench.press(pilot, "f", "G", "enter")
        assert library.search.asked == 'story:"a.txt"'
        await bench.press(pilot, "enter")
        assert library.search.asked == ""


def test_a_story_is_called_by_its_words() -> None:
    """Stories of one account are left out; an unknown one the query asks for is still there to be dropped."""
    alone = Story("d.txt", "Laos", ("d.txt",), ())
    shown = groups({}, 'story:"x y.txt"', None, (TALKS, alone))
    assert [(value.label, value.value, value.articles, value.active) for group in shown for value in group.values] == [
        ("", "x y.txt", 0, True),
        ("Blinken, Wang, Beijing", "a.txt", 3, False),
    ]


async def test_three_accounts_are_compared_in_the_child() -> None:
    """The screen goes on meanwhile, and the comparison is shown when it comes."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, *THREE)
        comparing = bench.children[1]
        assert (screen(bench), comparing.requests[-1]["articles"]) == (LIBRARY, ["a.txt", "b.txt", "c.txt"])
        await bench.press(pilot, "k")
        comparing.end(compare(ACCOUNTS[:3]))
        await bench.settle(pilot)
        assert (screen(bench), ids(bench)) == (COMPARE, ["a.txt", "b.txt", "c.txt"])


async def test_two_long_accounts_are_compared_in_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that take some tenths of a second keep no key waiting, and the reader is told what is under way."""
    bench = Away()
    monkeypatch.setattr("tui.compare.compared.LONG", sum(LENGTHS[:2]))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, "space", "space", "c")
        comparing = bench.children[1]
        assert (screen(bench), comparing.requests[-1]["articles"]) == (LIBRARY, ["a.txt", "b.txt"])
        assert message(bench) == "Comparing…"
        comparing.end(compare(ACCOUNTS[:2]))
        await bench.settle(pilot)
        assert (screen(bench), ids(bench)) == (COMPARE, ["a.txt", "b.txt"])


async def test_two_accounts_a_little_shorter_are_compared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes no time needs no child."""
    bench = Away()
    monkeypatch.setattr("tui.compare.compared.LONG", sum(LENGTHS[:2]) + 1)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, "space", "space", "c")
        assert (screen(bench), ids(bench), bench.children[1].requests) == (COMPARE, ["a.txt", "b.txt"], [])


async def test_a_comparison_in_the_child_says_what_it_is_at() -> None:
    """Its stages follow one another on the status line, counted where there is more than one of a thing."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, *THREE)
        listener = bench.children[1].listener
        assert listener is not None
        told = []
        for progress in (Progress("links", 1, 3), Progress("names", 0, 0), Progress("quotations", 2, 3)):
            listener.progress(progress)
            await bench.settle(pilot)
            told.append(message(bench))
        assert told == [
            "Comparing: links 2 of 3 · esc calls it off",
            "Comparing: names · esc calls it off",
            "Comparing: quotations 3 of 3 · esc calls it off",
        ]


async def test_a_comparison_that_dies_is_said() -> None:
    """The reader hears of it and what to do, and the same keys compare again."""
    bench = Away()
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, *THREE)
        comparing = bench.children[1]
        listener, comparing.listener = comparing.listener, None
        assert listener is not None
        listener.failed("The comparison ended before its work did (signal 9)")
        await bench.settle(pilot)
        told = "The comparison ended before its work did (signal 9); c in the list compares again."
        assert (message(bench), screen(bench)) == (told, LIBRARY)
        await bench.press(pilot, "c")
        assert [request["articles"] for request in comparing.requests] == [["a.txt", "b.txt", "c.txt"]] * 2
        assert (bench.app.navigator.marked, comparing.running) == ((), True)


async def test_a_look_through_the_folder_does_not_end_a_comparison_that_is_awaited() -> None:
    """What is shown is not compared anew then: that would take the place of what the reader asked for."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, "space", "space", "c")
        assert (screen(bench), ids(bench)) == (COMPARE, ["a.txt", "b.txt"])
        shown = bench.app.navigator.compare_screen
        renewed: list[object] = []
        asked = ["a.txt", "b.txt", "c.txt"]
        accounts = bench.app.navigator.late.comparing_accounts
        assert shown.compared is not None
        accounts.ask_anew(shown.compared, renewed.append)
        bench.app.navigator.compare(asked)
        accounts.ask_anew(shown.compared, renewed.append)
        await bench.settle(pilot)
        assert (bench.children[1].running, renewed) == (True, [])
        assert [request["articles"] for request in bench.children[1].requests] == [asked]


async def test_escape_calls_a_comparison_off() -> None:
    """The first Escape cancels the comparison and keeps the search box; the next leaves as usual."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, "slash", *"talks", "enter", *THREE)
        library, comparing = bench.app.navigator.library, bench.children[1]
        assert comparing.running
        await bench.press(pilot, "escape")
        assert (comparing.running, screen(bench), library.search.asked) == (False, LIBRARY, "talks")
        assert message(bench) == "The comparison was called off."
        assert bench.app.navigator.marked == ("a.txt", "b.txt", "c.txt")
        await bench.press(pilot, "escape")
        assert library.search.asked == ""


async def test_escape_calls_off_what_is_compared_from_another_screen() -> None:
    """An article that is read stays in front, and the next escape leaves it."""
    bench = Away(TALKS)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        bench.children[0].end(3)
        await bench.press(pilot, "enter", "c")
        comparing = bench.children[1]
        assert (comparing.running, screen(bench)) == (True, READER)
        await bench.press(pilot, "escape")
        assert (comparing.running, screen(bench)) == (False, READER)
        await bench.press(pilot, "escape")
        assert screen(bench) == LIBRARY


async def test_another_comparison_takes_the_place_of_the_one_under_way() -> None:
    """Only what the reader asked for last is shown."""
    bench = Away()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, *THREE, "g", "g", "space", "space", "c")
        assert not bench.children[1].running
        assert ids(bench) == ["a.txt", "b.txt"]


async def test_one_article_is_compared_with_its_nearest_and_told_why() -> None:
    """Shared passages come first, else the story; the sentence says which it was."""
    bench = Away(TALKS)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, "C")
        assert ids(bench) == ["a.txt", "b.txt"]
        assert message(bench) == "The nearest account: it shares passages with the beginning of this one."


async def test_without_shared_passages_the_story_gives_the_nearest() -> None:
    """An account of the same story is compared, and the reader is told that no passages are shared."""
    both = Story("c.txt", "Laos", ("c.txt", "d.txt"), (Event(("c.txt",), ""), Event(("d.txt",), "")))
    bench = Away(both)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.begin(pilot)
        await bench.press(pilot, "G", "C")
        assert set(ids(bench)) == {"d.txt", "c.txt"}
        assert message(bench) == "No passages of its beginning are shared; this account is of the same story."


def test_a_real_child_prepares_and_compares(tmp_path: Path) -> None:
    """Refresh, digest and comparison come back as the values they are, the last as if it had been made here."""
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'notes'}\n", encoding="utf-8")
    seeds = sorted(path.name for path in SEEDS.glob("*.txt"))
    heard: Queue[Any] = Queue()
    job = ChildJob(_at_once)
    listener = Listener(lambda _: None, heard.put, heard.put)

    def done(verb: str, **more: object) -> Any:
        job.start({"paths": [str(SEEDS)], "config": str(config), "verb": verb, **more}, listener)
        outcome = heard.get(timeout=60)
        job.close()
        return outcome

    assert len(done("refresh").added) == len(seeds)
    assert done("digest") == len(seeds)
    comparison = done("compare", articles=seeds, include=[])
    assert [one.id for one in comparison.aside] == seeds[:1]
    assert [account.id for account in comparison.accounts] == seeds[1:]
    assert done("compare", articles=["nowhere", *seeds], include=[]).startswith("No article")


def _at_once(call: Callable[[], None]) -> None:
    call()
