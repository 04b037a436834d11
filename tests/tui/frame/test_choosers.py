"""Help, palette and themes: narrowed by typing, run by Enter, left without a trace."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from tests.tui.fakes import Bench, screen_text
from tui.frame.choosers import ARTICLE
from tui.frame.picker import Choice, Picker, _line, _name_column, matching
from tui.keymap import TABS
from tui.text.cells import width


def test_names_that_begin_with_the_words_come_first() -> None:
    """A name's beginning counts more than its middle, and that more than the sentence behind it."""
    choices = [Choice("1", "go", after="to the star"), Choice("2", "my star"), Choice("3", "star"), Choice("4", "tag")]
    assert [choice.value for choice in matching(choices, "star")] == ["3", "2", "1"]
    assert [choice.value for choice in matching(choices, "")] == ["1", "2", "3", "4"]
    assert matching(choices, "nothing") == []


def test_a_name_with_all_the_words_comes_before_one_that_begins_with_one() -> None:
    """“all read” is “mark all read”, not “read” whose sentence has the rest."""
    choices = [Choice("1", "read", after="call it read"), Choice("2", "mark all read"), Choice("3", "all are read")]
    assert [choice.value for choice in matching(choices, "all read")] == ["3", "2", "1"]


@pytest.mark.parametrize("keys", [("enter", "enter"), ("down", "up", "enter"), ("ctrl+n", "ctrl+p", "enter")])
async def test_help_runs_what_is_chosen(keys: tuple[str, ...]) -> None:
    """? lists the keys of this screen; typing narrows; Enter does what the cursor was moved to, or a second Enter."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?")
        assert "Keys of this screen" in screen_text(bench.app)
        await bench.press(pilot, *"star", *keys)
        assert bench.library.shelf.mark("a.txt").starred is True


async def test_several_keys_of_a_command_are_told_apart() -> None:
    """Keys and key sequences stand with commas between them; one that would take the room of the rest is left out."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?")
        box = bench.app.screen
        assert isinstance(box, Picker)
        keys = {choice.value: choice.before for choice in box.choices}
        wanted = ("cursor_middle", "cursor_top", "page_down", "next_pane", "previous_pane", "quit", "star", "rebuild")
        assert [keys[each] for each in wanted] == [
            *("z z, z .", "z t, z ⏎", "PgDn, ^f", "tab, ^w w", "shift+tab", "^q, Z Z", "s", ""),
        ]


@pytest.mark.parametrize("typed", ["", "x", "q", "quit", "star", "delete note", "take"])
@pytest.mark.parametrize("screen", [name for name, _ in TABS])
async def test_a_word_looked_up_among_the_keys_runs_nothing(screen: str, typed: str) -> None:
    """`?` with a word and Enter, vim's and less's search backwards, only says what another Enter would run."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.go(screen)
        await bench.settle(pilot)
        await bench.press(pilot, "?", *typed, "enter")
        box = bench.app.screen
        assert isinstance(box, Picker)
        assert (bench.app.return_code, bench.library.shelf.marks) == (None, {})
        first = next(iter(matching(box.choices, typed)), None)
        told = f"Enter again: “{first.text}”" if first else "Nothing fits"
        assert told in screen_text(bench.app)


async def test_another_word_is_looked_up_anew() -> None:
    """What a first Enter took is not what the next one means once more is typed."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?", *"sta", "enter", "r", "enter")
        assert bench.library.shelf.marks == {}
        assert "Enter again: “star”" in screen_text(bench.app)
        await bench.press(pilot, "enter")
        assert bench.library.shelf.mark("a.txt").starred is True


async def test_help_shows_a_readers_own_keys() -> None:
    """What `keys:` changed stands in the help."""
    from tui.keys import overlay

    keymap, _ = overlay({"star": "f5"})
    bench = Bench(keymap=keymap)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "f5")
        assert bench.library.shelf.mark("a.txt").starred is True
        await bench.press(pilot, "?", *"star")
        assert "F5" in screen_text(bench.app)


async def test_the_palette_has_commands_without_a_key() -> None:
    """Everything can be found by its name."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "space", ":", *"clear marks", "enter")
        assert tuple(bench.app.navigator.library.list.marks) == ()


async def test_the_palette_opens_articles_by_title() -> None:
    """Some words of a title and Enter."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "ctrl+p", *"quiet port", "enter")
        assert bench.app.navigator.reader.at_hand == "c.txt"


@pytest.mark.parametrize("typed", ["article", "t a g"])
async def test_enter_takes_the_nearest_of_what_is_typed(typed: str) -> None:
    """The cursor is on the first match, also where what it stood on before fits the words, and articles came since."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, ":", *typed)
        box = bench.app.screen
        assert isinstance(box, Picker)
        first, under = matching(box.choices, typed)[0], box._under_cursor
        assert (under, first.value == box.choices[0].value) == (first, False)


async def test_leaving_a_list_changes_nothing() -> None:
    """Escape closes it; the screen below is as it was."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?", "escape")
        assert bench.app.screen is bench.app.navigator.library


async def test_nothing_that_fits_is_said() -> None:
    """The list says so instead of standing empty, and Enter does nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "?", *"zzz")
        assert "Nothing fits; esc goes back." in screen_text(bench.app)
        await bench.press(pilot, "enter")
        assert isinstance(bench.app.screen, Picker)


async def test_a_theme_is_seen_before_it_is_chosen() -> None:
    """The cursor shows it, escape brings the old one back, Enter keeps it."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        before = bench.app.theme
        bench.app.navigator.library.act("theme")
        await bench.settle(pilot)
        await bench.press(pilot, *"variorum-light")
        assert bench.app.theme == "variorum-light"
        await bench.press(pilot, "escape")
        assert bench.app.theme == before
        bench.app.navigator.library.act("theme")
        await bench.settle(pilot)
        await bench.press(pilot, *"variorum-light", "enter")
        assert bench.app.theme == "variorum-light"


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
@pytest.mark.parametrize("screen", [name for name, _ in TABS])
async def test_no_sentence_of_a_command_is_cut(screen: str, size: tuple[int, int]) -> None:
    """Keys, name and sentence of every row of help and palette stand there whole within the box, also on 60 columns."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.go(screen)
        for opens in ("?", ":"):
            await bench.press(pilot, opens)
            box = bench.app.screen
            assert isinstance(box, Picker)
            options = box.query_one(OptionList)
            room = options.scrollable_content_region.width - 2
            lines = [str(option.prompt).split("\n") for option in options.options]
            told = [" ".join(" ".join(row).split()) for row in lines]
            commands = [choice for choice in box.choices if not choice.value.startswith(ARTICLE)]
            whole = [f"{choice.before} {choice.text} {choice.after}".strip() for choice in commands]
            assert [row for row in whole if row not in told] == []
            assert [line for row in lines for line in row if width(line) > room] == []
            await bench.press(pilot, "escape")


async def test_what_a_line_has_no_room_for_stands_below_the_list() -> None:
    """The headline of the row under the cursor is read whole on a small terminal; a short one is not said twice."""
    long = "Ministers warn of a wider rift over the strait, and of much besides"
    bench = Bench()
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        bench.app.session.ask(
            Picker("Places", [Choice("a", long, after="The Hindu"), Choice("b", "Short")]), lambda _: None
        )
        await bench.settle(pilot)
        assert screen_text(bench.app).count("besides") == 1
        await bench.press(pilot, "down")
        assert (screen_text(bench.app).count("besides"), screen_text(bench.app).count("Short")) == (0, 1)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_row_with_the_cursor_is_seen(size: tuple[int, int]) -> None:
    """On opening a long list and at its end, on small terminals too."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.library.act("theme")
        await bench.settle(pilot)
        assert bench.app.theme in screen_text(bench.app)
        await bench.press(pilot, *["down"] * 3)
        assert bench.app.theme in screen_text(bench.app)
        await bench.press(pilot, "escape", "?", "up")
        assert isinstance(bench.app.screen, Picker)
        last = bench.app.screen.choices[-1].text
        assert f" {last} " in screen_text(bench.app)


def test_a_long_name_leaves_the_column_of_names() -> None:
    """A headline among commands does not take the room of their sentences."""
    long = "Ministers warn of a wider rift over the strait, and of much besides"
    choices = [Choice("a", "down", "j", "Go one row or line down."), Choice("b", long, "", "The Hindu")]
    one, other = (str(_line(choice, 1, _name_column(choices, 60), 60)) for choice in choices)
    assert one == "j  down  Go one row or line down."
    assert (other.endswith("…  The Hindu"), len(other) <= 60) == (True, True)


async def test_enter_takes_the_match_of_all_that_is_typed() -> None:
    """Enter in one burst with the letters before it runs what they name, not the row of the list before them."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        chosen: list[str | None] = []
        box = Picker("Commands", [Choice("read", "read"), Choice("all", "mark all read")])
        await bench.app.push_screen(box, chosen.append)
        await pilot.pause()
        box.query_one(Input).value = "mark all read"
        box.action_choose()
        await pilot.pause()
        assert chosen == ["all"]
