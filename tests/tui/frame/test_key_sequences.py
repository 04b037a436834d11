"""Keys typed one after the other: the table's own, a reader's, what may follow, and what leads nowhere."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.fakes import Bench
from tui.frame.page import Page
from tui.keymap import ACTIONS, AWAITING, TABS, Keymap
from tui.keys import overlay
from tui.screen_settings import DisplaySettings, ScreenSettings

OWN = {"top": ["g g", "home"], "go_notes": ["4", "g n"], "star": ["g s"], "half_page_down": ["g d d"]}


def bench_with(wanted: dict[str, list[str]], *, counts: bool = False) -> Bench:
    """Return an app with keys of one's own, none of them wrong."""
    keymap, mistakes = overlay(wanted)
    assert mistakes == ()
    return Bench(keymap=keymap, settings=ScreenSettings(display=DisplaySettings(counts=counts)))


def front(bench: Bench) -> Page:
    """Return the screen in front."""
    shown = bench.app.screen
    assert isinstance(shown, Page)
    return shown


def said(bench: Bench) -> str:
    """Return the sentence on the status line of the screen in front."""
    front = bench.app.navigator.library if bench.app.session.front == "library" else bench.app.navigator.notes_screen
    return front.status.message


async def test_keys_of_ones_own_are_typed_one_after_the_other() -> None:
    """Each leads where the configuration says; a key between them that leads nowhere says so and does nothing."""
    bench = bench_with(OWN)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "j", "j", "g", "g")
        assert bench.app.navigator.library.at_hand == "a.txt"
        await bench.press(pilot, "g", "s")
        assert bench.library.mark("a.txt").starred is True
        await bench.press(pilot, "g", "p")
        assert (bench.app.navigator.library.at_hand, said(bench)[:19]) == ("a.txt", "g p does nothing he")
        await bench.press(pilot, "g", "escape", "j")
        assert bench.app.navigator.library.at_hand == "b.txt"
        await bench.press(pilot, "g", "n")
        assert bench.app.session.front == "notes"


async def test_what_may_follow_is_shown_after_a_pause() -> None:
    """Who types on sees nothing of it; who waits sees every key with what it does."""
    bench = bench_with(OWN)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "g")
        assert said(bench) == ""
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert said(bench) == "g …  j down  k up  g top  d …  s star  x open  n Notes"
        await bench.press(pilot, "d")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert said(bench) == "g d …  d half down"


@pytest.mark.parametrize(("keys", "row"), [(("3", "g", "g"), 2), (("2", "0", "g", "g"), 3), (("g", "g"), 0)])
async def test_a_number_stands_before_them(keys: tuple[str, ...], row: int) -> None:
    """It is kept while they are typed, however long that takes."""
    bench = bench_with(OWN, counts=True)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        for key in ("j", *keys):
            await bench.press(pilot, key)
            if key == "g":
                bench.timers.pass_by()
                await bench.settle(pilot)
        assert bench.app.navigator.library.at_hand == f"{'abcd'[row]}.txt"


async def test_ten_g_g_goes_to_a_row_where_one_g_goes_to_the_top() -> None:
    """The second g of vim's `3gg` does not go back to the first row; the next one does."""
    bench = Bench(keymap=overlay({"top": "g"})[0], settings=ScreenSettings())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "3", "g", "g")
        assert bench.app.navigator.library.at_hand == "c.txt"
        await bench.press(pilot, "g")
        assert bench.app.navigator.library.at_hand == "a.txt"
        await bench.press(pilot, "3", "g", "j", "g")
        assert bench.app.navigator.library.at_hand == "a.txt"


async def test_zz_quits_as_in_vim_and_less() -> None:
    """One Z waits for the other."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Z")
        assert bench.app._exit is False
        await bench.press(pilot, "Z")
        assert bench.app._exit is True


@pytest.mark.parametrize("letter", ["a", "d", "s", "t", "u", "x"])
async def test_the_letter_of_a_mark_does_not_do_what_it_does_alone(letter: str) -> None:
    """Vim and less set a mark by m and a letter: nothing is written, marked or undone by it; m m sets a bookmark."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "m", letter)
        shown, marked = bench.app.screen, bench.library.mark("a.txt")
        assert (shown is bench.app.navigator.reader, marked.bookmarks, marked.starred) == (True, (), False)
        assert bench.app.navigator.reader.status.message.startswith(f"m {letter} does nothing here")
        await bench.press(pilot, "m", "m")
        assert len(bench.library.mark("a.txt").bookmarks) == 1


@pytest.mark.parametrize("key", sorted(AWAITING))
@pytest.mark.parametrize("screen", ["1", "4", "5"])
async def test_what_follows_a_key_of_vims_that_does_nothing_does_nothing_either(key: str, screen: str) -> None:
    """A register, a mark, a letter to go to: `a` writes no note behind it at once, but does when it comes later."""
    bench = Bench(keymap=without(key))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, screen)
        shown = front(bench)
        await bench.press(pilot, key, "a")
        assert front(bench) is shown
        assert shown.status.message.startswith(f"{key} a does nothing here")
        await bench.press(pilot, key)
        bench.timers.pass_by()
        await bench.press(pilot, ":")
        assert type(bench.app.screen).__name__ == "Picker"


async def test_each_key_of_vims_that_does_nothing_waits_for_as_long() -> None:
    """The time of one typed before it, whose register was named at once, does not end the wait of the next."""
    bench = Bench(keymap=without('"'))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        shown = front(bench)
        await bench.press(pilot, '"', "a")
        before = [*bench.timers.waiting]
        await bench.press(pilot, '"')
        for call in [each for each in bench.timers.waiting if each in before]:
            call()
        await bench.press(pilot, "a")
        assert front(bench) is shown
        assert shown.status.message.startswith('" a does nothing here')


def without(key: str) -> Keymap:
    """The keymap in which a key does nothing anywhere."""
    return Keymap(tuple(each._replace(keys=tuple(k for k in each.keys if k.split()[0] != key)) for each in ACTIONS))


VIMS = {
    ("1", "g", "e"): "g e does nothing here: k is “up”",
    ("1", "ctrl+w", "c"): "^w c does nothing here: p is “preview”",
    ("1", "z", "R"): "z R does nothing here; ",
    ("1", "b"): "b does nothing here: PgUp is “page up”",
    ("enter", "m", "a"): "m a does nothing here: m m is “bookmark”",
    ("enter", "`", "`"): "` ` does nothing here: ' is “places”",
    ("enter", '"', "a"): '" a does nothing here; ',
    ("enter", "g", "e"): "g e does nothing here: b is “word left”",
    ("enter", "g", "v"): "g v does nothing here: v is “select”",
    ("enter", "z", "o"): "z o does nothing here: ⏎ is “unfold”",
    ("enter", "z", "R"): "z R does nothing here: F is “furniture”",
    ("enter", "ctrl+w", "q"): "^w q does nothing here: p is “details”",
}


@pytest.mark.parametrize("keys", VIMS)
async def test_a_command_of_vims_says_what_does_it_here(keys: tuple[str, ...]) -> None:
    """What is typed in vim by two keys and by others here is told in a sentence, and does nothing else."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert front(bench).status.message.startswith(VIMS[keys])


WRONG = {
    "begins with a key that means something": ({"star": ["n s"]}, "“n” already means next_hit"),
    "is the beginning of another": ({"star": ["f5 x"], "tag": ["f5"]}, "“f5” already means"),
    "one wish begins the other": ({"tag": ["f5"], "star": ["f5 x"]}, "“f5” already means"),
    "begins with itself": ({"star": ["f5", "f5 f5"]}, "“f5” already means star"),
    "begins with a digit": ({"star": ["3 s"]}, "begins with a digit"),
    "holds no key": ({"star": ["f5 entr"]}, "“entr” is no key"),
    "holds a key that can't be": ({"star": ["f5 ctrl+m"]}, "ctrl+m is Enter"),
    "is long": ({"star": ["f5 a b c d"]}, "longer than 4 keys"),
    "is empty": ({"star": ["", "f5"]}, "“” is no key"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_can_not_be_typed_is_a_mistake(what: str) -> None:
    """Each key that can't be typed is reported, and the action keeps its own keys."""
    wanted, message = WRONG[what]
    keymap, mistakes = overlay(wanted)
    assert [message in mistake.message for mistake in mistakes] == [True]
    left_out = {mistake.action for mistake in mistakes}
    assert {keymap.action(name).keys == Keymap().action(name).keys for name in left_out} == {True}


def test_a_key_of_ones_own_counts_before_what_the_table_begins_with_it() -> None:
    """`tag: Z` takes `Z Z` from quitting, which has another key."""
    keymap, mistakes = overlay({"tag": "Z"})
    assert (keymap.action("tag").keys, keymap.action("quit").keys, mistakes) == (("Z",), ("ctrl+q",), ())


PARTS = st.lists(st.sampled_from(["g", "z", "Z", "f5", "ctrl+n", "comma", "*", "space"]), min_size=1, max_size=3)
WISHES = st.dictionaries(
    st.sampled_from([action.id for action in ACTIONS]), st.lists(PARTS.map(" ".join), max_size=2), max_size=6
)


@given(WISHES)
def test_no_key_of_a_keymap_begins_another(wanted: dict[str, list[str]]) -> None:
    """In any configured keymap no key of a screen has two actions or begins another key."""
    keymap, _ = overlay(wanted)
    for screen, _title in TABS:
        typed = sorted([*(key.split(), action.id)] for action in keymap.on(screen) for key in {*action.keys})
        keys = sorted(each[:-1] for each in typed)
        assert [(one, other) for one, other in pairwise(keys) if other[: len(one)] == one] == []
