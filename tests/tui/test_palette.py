"""The palette: every command of the program on every screen, and none of them fails."""

from __future__ import annotations

import pytest

from index import NoteKind
from tests.tui import compare_cases, note_cases
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.frame.choosers import ARTICLE, SENTENCE
from tui.frame.page import Page
from tui.frame.picker import Picker, matching
from tui.keymap import ACTIONS, COMMANDS, COMPARE, GROUPS, LIBRARY, NOTES, READER, STORIES, TABS, TOLD

ENTRIES = {LIBRARY: (), READER: ("enter",), COMPARE: compare_cases.ENTRY, NOTES: ("4",), STORIES: ("5",)}


pytestmark = pytest.mark.usefixtures("no_program_of_this_machine")


def made(screen: str) -> Bench:
    """Return a bench with something to do on a screen."""
    return Bench(note_cases.noted_library() if screen == NOTES else FakeLibrary(ACCOUNTS))


@pytest.mark.parametrize("screen", [name for name, _ in TABS])
async def test_every_command_is_listed_everywhere(screen: str) -> None:
    """Each command of the program once, those of the screen first and with their keys."""
    bench = made(screen)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRIES[screen], ":")
        box = bench.app.screen
        assert isinstance(box, Picker)
        listed = [choice.value for choice in box.choices if not choice.value.startswith((ARTICLE, SENTENCE))]
        here = [action.id for action in ACTIONS if screen in action.screens]
        rest = [action.id for action in ACTIONS if screen not in action.screens]
        assert listed == [id for id in (*here, *dict.fromkeys(rest)) if id not in {"palette", "leave"}]


@pytest.mark.parametrize("screen", [name for name, _ in TABS])
async def test_a_command_of_another_screen_never_fails(screen: str) -> None:
    """Chosen from here, each is done where it belongs, or it is said what it needs; no box is left unanswered."""
    bench = made(screen)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRIES[screen])
        for action in ACTIONS:
            if screen not in action.screens:
                bench.app.navigator.act_on(action.screens[0], action.id)
                await bench.settle(pilot)
                while not isinstance(bench.app.screen, Page):
                    await bench.press(pilot, "escape")
                bench.app.navigator.go(screen)
        await bench.settle(pilot)
        assert bench.app.screen.name == screen
        assert bench.app.return_code in {None, 0}


async def test_a_command_of_another_screen_is_done_there() -> None:
    """What only the Library has is done there, in its list, also when it is chosen among the notes."""
    bench = made(NOTES)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "4", ":", *"mark all read", "enter")
        assert bench.app.screen.name == LIBRARY
        assert all(bench.library.shelf.mark(article).read for article in bench.library.articles)


async def test_a_command_that_has_nothing_to_act_on_says_what_it_needs() -> None:
    """Where nothing is compared yet, rows can't be folded: the screen stays and says so."""
    bench = made(LIBRARY)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, ":", *"fold same", "enter")
        assert bench.app.screen.name == LIBRARY
        assert "“fold same” needs accounts side by side: 3 goes to Compare." in screen_text(bench.app)


@pytest.mark.parametrize("screen", [name for name, _ in TABS])
async def test_the_keys_stand_in_groups(screen: str) -> None:
    """First what only this screen has, under its name, then the rest by what it is for, then what the signs say."""
    bench = made(screen)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRIES[screen], "?")
        box = bench.app.screen
        assert isinstance(box, Picker)
        groups = list(dict.fromkeys(choice.group for choice in box.choices))
        assert groups == [f"Only in {dict(TABS)[screen]}", *(group for group in GROUPS if group in groups), "Signs"]
        values = {choice.value for choice in box.choices if choice.value}
        assert values == {action.id for action in ACTIONS if screen in action.screens}


SIGNS = {
    LIBRARY: "● ★ ✓ ✎ ‹ ° ? ⟦ ⋯",
    READER: "★ ✎ ‹ ° ? › § ⋯ ¶ ┆ = ~ ≈ ? ✎ ■",
    COMPARE: "✓ ✎ ⋯ = ~ ≈ ? + · “ ↕ ⚠ ░ ▒ ▓ ✎ ■",
    NOTES: "✓ ¶ ↕ ✎ ■",
    STORIES: "✓ ✎ ◆",
}
"""What the help of each screen explains, with two kinds of notes."""


@pytest.mark.parametrize("screen", [name for name, _ in TABS])
async def test_every_sign_of_a_screen_is_explained(screen: str) -> None:
    """Those that rows, margins and heads have, and those of the kinds of notes, as they are configured."""
    bench = made(screen)
    kinds = (NoteKind("note", "n", "✎", "yellow"), NoteKind("fact", "f", "■", "green"))
    bench.library.settings = bench.library.settings._replace(note_kinds=kinds)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRIES[screen], "?")
        box = bench.app.screen
        assert isinstance(box, Picker)
        assert " ".join(choice.before for choice in box.choices if choice.group == "Signs") == SIGNS[screen]


async def test_headings_are_stepped_over_and_go_while_one_types() -> None:
    """The cursor begins on the first key; narrowed, only what fits is listed."""
    bench = made(LIBRARY)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?")
        assert "Only in Library" in screen_text(bench.app)
        await bench.press(pilot, *"star")
        assert "Only in Library" not in screen_text(bench.app)
        await bench.press(pilot, "enter", "enter")
        assert [id for id, mark in bench.library.shelf.marks.items() if mark.starred] == ["a.txt"]


VIMS = {
    "quit": ("q", "q!", "wq", "x", "qa", "wqa", ":q", "::wq"),
    "zen": ("only",),
    "copy": ("y",),
    "help": ("h", "help"),
    "next_article": ("n", "bn"),
    "places": ("marks",),
    f"{SENTENCE}Notes, marks and places are saved as you make them.": ("w", "up"),
    f"{SENTENCE}Articles are never changed; e changes the note here.": ("s/a/b/", "%s/a/b/g", "d"),
    f"{SENTENCE}What is copied goes to the terminal's clipboard.": ("reg", ":registers"),
    f"{SENTENCE}esc takes the marks of a search away.": ("noh",),
}


@pytest.mark.parametrize(("value", "typed"), [(value, word) for value, words in VIMS.items() for word in words])
@pytest.mark.parametrize("screen", [READER, STORIES])
async def test_a_command_of_vim_is_found_first(screen: str, value: str, typed: str) -> None:
    """What is typed behind the colon in vim leads to what does it here, on every screen, or to a sentence."""
    bench = made(screen)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRIES[screen], ":", *("slash" if sign == "/" else sign for sign in typed))
        box = bench.app.screen
        assert isinstance(box, Picker)
        assert matching(box.choices, typed)[0].value == value


async def test_what_needs_no_command_is_said() -> None:
    """`:w` saves nothing, since nothing waits to be saved, and says so."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", ":", "w", "enter")
        assert bench.app.navigator.reader.status.message == "Notes, marks and places are saved as you make them."


def test_words_of_vim_name_actions() -> None:
    """Each of vim's words names an action of the table, and only one."""
    words = [word for typed in COMMANDS.values() for word in typed.split()] + [
        w for row in TOLD for w in row[0].split()
    ]
    assert set(COMMANDS) - {action.id for action in ACTIONS} == set()
    assert len(set(words)) == len(words)
