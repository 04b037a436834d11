"""Keys are recorded under a letter and played again, also on another day, and never without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import own_values
from tests.tui.fakes import Bench, screen_text
from tui.frame.page import Page
from tui.keymap import LIBRARY, READER, STORIES
from tui.screen_settings import DisplaySettings, ScreenSettings
from tui.session.macros import LONGEST, MOST, Macros, Stroke

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from textual.events import Key
    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the reader a data folder of their own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


async def pressed(bench: Bench, pilot: Pilot[Any], *keys: str) -> str:
    """Press keys and wait until what they play is over; return the sentence on the status line then."""
    await bench.press(pilot, *keys)
    while bench.app.session.macros.playing or bench.app.held:
        await bench.settle(pilot)
    await bench.settle(pilot)
    front = bench.app.screen
    return front.status.message if isinstance(front, Page) else ""


def stars(bench: Bench) -> str:
    """Return which articles have a star."""
    return "".join(id[0] for id in sorted(bench.library.articles) if bench.library.mark(id).starred)


async def test_what_was_recorded_is_played_in_the_next_session() -> None:
    """A star and a step down, played once for each article that is left; undone step by step."""
    first = Bench()
    async with first.app.run_test(size=(120, 40)) as pilot:
        await first.settle(pilot)
        await first.press(pilot, "Q", "a", "s")
        assert "recording a" in screen_text(first.app)
        told = await pressed(first, pilot, "j", "Q")
        assert (told, "recording a" in screen_text(first.app)) == ("Kept as “a”; @ a plays it.", False)
        assert (stars(first), first.app.navigator.library.at_hand) == ("a", "b.txt")
    assert own_values("recordings").read() == {"a": [["s", "s"], ["j", "j"]]}
    second = Bench(settings=ScreenSettings(display=DisplaySettings(resume=False)))
    async with second.app.run_test(size=(120, 40)) as pilot:
        await second.settle(pilot)
        await pressed(second, pilot, "@", "a")
        assert (stars(second), second.app.navigator.library.at_hand) == ("a", "b.txt")
        await pressed(second, pilot, "2", "@", "@")
        assert (stars(second), second.app.navigator.library.at_hand) == ("abc", "d.txt")
        await second.press(pilot, "u")
        assert stars(second) == "ab"
        await second.press(pilot, "u", "u")
        assert stars(second) == ""


async def test_it_stops_where_something_can_not_be_done() -> None:
    """A hundred times over four articles: the last step down fails, and no star is taken off again."""
    bench = Bench(settings=ScreenSettings())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "a", "s", "j", "Q", "u", "g", "g")
        told = await pressed(bench, pilot, "1", "0", "0", "@", "a")
        assert (stars(bench), told) == ("abcd", "That goes no further; “a” stopped there.")


STOPS = {
    "a key that does nothing": (("%",), LIBRARY, "% does nothing here"),
    "a sentence that says no": (("enter", "n"), READER, "There are no hits here"),
    "the end of the list": (("G", "enter", "J"), READER, "This is the last article of the list"),
    "nothing marked to join": (("J",), LIBRARY, "Mark two articles or more"),
    "nothing undone": (("ctrl+r",), LIBRARY, "There is nothing to do again"),
    "a table without stories": (("5", "x"), STORIES, "There are no stories yet: looking through the folder"),
    "no note further on": (("enter", "]"), READER, "There is no note further on"),
    "a list without hits": (("n",), LIBRARY, "There are no hits in this article"),
}


@pytest.mark.parametrize("what", STOPS)
async def test_nothing_follows_what_failed(what: str) -> None:
    """The keys behind it are not typed."""
    keys, screen, why = STOPS[what]
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "a", *keys, "1", "Q", "1", "home")
        told = await pressed(bench, pilot, "@", "a")
        assert (told.startswith(why), told.endswith("; “a” stopped there.")) == (True, True)
        assert bench.app.session.front == screen


async def test_what_is_typed_into_a_line_and_chosen_from_a_list_is_recorded() -> None:
    """A search, its first article, a way back: each key waits until the one before has done its work."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "s", "/", *"taiwan", "enter", "Q", "escape", "escape")
        assert bench.app.navigator.library.search.asked == ""
        await pressed(bench, pilot, "@", "s")
        assert bench.app.navigator.library.search.asked == "taiwan"
        await bench.press(pilot, "Q", "t", ":", *"star", "enter", "Q")
        before = stars(bench)
        await pressed(bench, pilot, "@", "t")
        assert stars(bench) != before


async def test_a_recording_ended_from_the_list_of_commands_ends_before_it() -> None:
    """A recording can be started and ended from the list of commands."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "a", "j", ":", *"record", "enter")
        assert bench.app.session.macros.all == {"a": [Stroke("j", "j")]}


async def test_none_plays_itself() -> None:
    """A recording that would play itself, directly or through another, stops with the reason."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "b", "j", "@", "a", "Q", "Q", "a", "j", "@", "b", "Q")
        await pressed(bench, pilot)
        await bench.press(pilot, "home")
        told = await pressed(bench, pilot, "@", "a")
        assert told == "The recording “a” would play itself without end; “a” stopped there."
        assert bench.app.navigator.library.at_hand == "c.txt"


async def test_a_key_stops_what_is_played_and_does_nothing_else() -> None:
    """Any key stops a playing recording and does nothing else."""
    bench = Bench(settings=ScreenSettings())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "a", "j", "k", "Q")
        bench.app.session.macros.play("a", 400)
        told = await pressed(bench, pilot, "s")
        assert (told, stars(bench)) == ("Stopped by a key; “a” stopped there.", "")


NAMES = {
    ("Q", ";"): "“;” names no recording; a letter or a digit does.",
    ("@", "z"): "Nothing is recorded as “z”.",
    ("@", "@"): "Nothing was played yet.",
    ("Q", "escape"): "",
    ("@", "escape"): "",
    ("Q", "a", "Q"): "Nothing was recorded; what was there is gone.",
}


@pytest.mark.parametrize("keys", NAMES)
async def test_a_name_that_names_nothing_is_told(keys: tuple[str, ...]) -> None:
    """Nothing is recorded or played then."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert await pressed(bench, pilot, *keys) == NAMES[keys]
        assert (bench.app.session.macros.recording, bench.app.session.macros.playing) == ("", "")


async def test_what_is_recorded_is_listed_after_a_pause() -> None:
    """After a pause, the recordings are listed with their letters."""
    own_values("recordings").write({"a": [["slash", "/"], ["enter", None]], "b": [["j", "j"]]})
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "@")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.navigator.library.status.message == "…  a / ⏎  b j"


class Typist:
    """A host that acts on keys at once: it has ``macros`` play again what it is told by a key."""

    def __init__(self) -> None:
        self.macros: Macros | None = None
        self.typed: list[str] = []
        self.held = 0
        self.calls: list[Callable[[], None]] = []
        self.play_next = False

    def post_message(self, event: Key) -> bool:
        """Take a key; the one behind ``@`` plays a recording."""
        assert self.macros is not None
        self.macros.heard(event)
        self.typed.append(event.key)
        if self.play_next:
            self.play_next = False
            self.macros.play(event.key)
        elif event.key == "@":
            self.play_next = True
        return True

    def deliver(self, call: Callable[[], None]) -> None:
        """Make the call later."""
        self.calls.append(call)

    def work(self) -> None:
        """Make every call."""
        while self.calls:
            self.calls.pop(0)()


class InMemory:
    """Recordings in memory."""

    def __init__(self, values: Mapping[str, object], *, fails: bool = False) -> None:
        self.values, self.fails = dict(values), fails

    def read(self) -> dict[str, Any]:
        """Return them."""
        return self.values

    def write(self, values: Mapping[str, object]) -> bool:
        """Keep others."""
        self.values = dict(values)
        return not self.fails


def played(recordings: Mapping[str, str], letter: str, times: int = 1) -> tuple[list[str], list[str]]:
    """Return the keys typed and the sentences said when one of some recordings is played."""
    host, said = Typist(), list[str]()
    strokes = {name: [[key, key] for key in keys] for name, keys in recordings.items()}
    host.macros = Macros(host, host.deliver, said.append, InMemory(strokes))
    host.macros.play(letter, times)
    host.work()
    assert host.macros.playing == ""
    return host.typed, said


@given(
    st.dictionaries(st.sampled_from("abc"), st.text("xyabc@", min_size=1, max_size=6), min_size=1), st.integers(1, 60)
)
def test_whatever_was_recorded_it_ends(recordings: dict[str, str], times: int) -> None:
    """Recordings that play each other in any way type a bounded number of keys."""
    typed, said = played(recordings, "a", times)
    assert len(typed) <= MOST
    assert len(said) <= 1


def test_too_many_keys_are_not_begun() -> None:
    """The reader hears how many it would be; a recording of recordings counts all of them."""
    typed, said = played({"a": "x" * 100}, "a", 101)
    assert (typed, said) == ([], ["That would be 10,100 keys; 10,000 are played at most."])
    typed, said = played({"a": "@b" * 50, "b": "x" * 150}, "a", 2)
    assert (len(typed) < MOST, said[0].endswith("; “a” stopped there.")) == (True, True)


def test_one_recording_plays_another_as_often_as_it_says() -> None:
    """Once it is done the first goes on."""
    assert played({"a": "x@by", "b": "z"}, "a", 2) == ([*"x@bzyx@bzy"], [])


def damaged() -> Iterator[object]:
    """Yield what a file may hold that is no recording."""
    yield from (
        [],
        "x",
        None,
        [["x"]],
        [["x", "x", "x"]],
        [["x", 3]],
        [[None, "x"]],
        [["x", "x"]] * (LONGEST + 1),
        ["xx"],
    )


@pytest.mark.parametrize("value", damaged(), ids=range(9))
def test_what_is_no_recording_is_passed_over(value: object) -> None:
    """A damaged recording is skipped, and the others are listed."""
    macros = Macros(
        Typist(), lambda call: call(), print, InMemory({"a": value, "b": [["x", None]], "cc": [["x", "x"]]})
    )
    assert macros.all == {"b": [Stroke("x", None)]}


def test_a_recording_that_can_not_be_kept_is_there_for_today() -> None:
    """A recording that can't be saved works for this session, and the status line says so."""
    from textual.events import Key as Typed

    said: list[str] = []
    macros = Macros(Typist(), Typist().deliver, said.append, InMemory({}, fails=True))
    macros.begin("a")
    macros.heard(Typed("x", "x"))
    assert (macros.end(()), [*macros.all], said[0].partition(",")[0]) == ("", ["a"], "What was recorded can be played")


def test_a_recording_without_end_is_given_up() -> None:
    """After so many keys nothing is recorded any more, and what was there stays."""
    from textual.events import Key as Typed

    said: list[str] = []
    macros = Macros(Typist(), Typist().deliver, said.append, InMemory({"a": [["y", "y"]]}))
    macros.begin("a")
    for _ in range(LONGEST + 1):
        macros.heard(Typed("x", "x"))
    assert (macros.recording, macros.all["a"], len(said)) == ("", [Stroke("y", "y")], 1)
