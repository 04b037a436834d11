"""Numbers before keys: they repeat and aim, and a digit alone is still a key of its own."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.note_cases import noted_library
from tests.tui.samples import article
from tui.frame.moving import standing
from tui.frame.page_keys import MOST, Count
from tui.screen_settings import ScreenSettings


def numbered() -> Bench:
    """Return an app that takes numbers, over a list long enough for them."""
    return Bench(
        FakeLibrary([article(f"{place:02}.txt", f"Article {place:02}", "A paragraph.") for place in range(40)]),
        settings=ScreenSettings(),
    )


@pytest.mark.parametrize(
    ("keys", "place"),
    [("3j", 3), ("12j", 12), ("10G", 9), ("5gg", 4), ("5j2k", 3), ("99G", 39), ("j0j", 2), ("20j10k", 10)],
)
async def test_a_number_says_how_far(keys: str, place: int) -> None:
    """Down and up go so many rows, top and bottom to the row of that number, as far as there are any."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert bench.app.navigator.library.list.cursor == place


async def test_digits_are_seen_while_they_wait() -> None:
    """The number typed so far stands on the status line, with what may follow."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "1", "2")
        assert "12 … j k rows, G row 12" in screen_text(bench.app)
        assert bench.app.session.front == "library"


async def test_a_digit_alone_goes_to_its_screen_after_a_pause() -> None:
    """Nothing followed: 4 is the Notes; of several digits it is the last."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "4")
        assert bench.app.session.front == "library"
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == "notes"
        await bench.press(pilot, "2", "1")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == "library"


async def test_a_key_that_takes_no_number_acts_on_the_screen_of_the_digit() -> None:
    """4 and then / searches the notes, though no pause was between them; what is typed on goes there too."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        bench.send("4", "/", "j", "3")
        await bench.settle(pilot)
        assert bench.app.session.front == "notes"
        assert bench.app.navigator.notes_screen.find_box.value == "j3"


async def test_a_key_without_a_meaning_says_so() -> None:
    """Nothing is passed over in silence; what does the same here is named."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "dollar_sign")
        assert "$ does nothing here: G is “bottom”; ? lists the keys." in screen_text(bench.app)
        await bench.press(pilot, "9")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert "9 does nothing here; ? lists the keys." in screen_text(bench.app)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("ctrl+k", "^k does nothing here: k is “up”; ? lists the keys."),
        ("ctrl+a", "^a does nothing here; ? lists the keys."),
        ("ctrl+right_square_bracket", "^] does nothing here: ⏎ is “read”; ? lists the keys."),
        ("ctrl+backslash", "^\\ does nothing here; ? lists the keys."),
        ("f5", "F5 does nothing here: R is “re-scan”; ? lists the keys."),
        ("alt+f", "alt+f does nothing here; ? lists the keys."),
        ("backspace", "⌫ does nothing here: k is “up”; ? lists the keys."),
        ("ctrl+c", "ctrl+c copies a selection; ^q quits."),
        ("ctrl+l", "Painted anew."),
    ],
)
async def test_a_key_that_writes_no_letter_is_answered_too(key: str, told: str) -> None:
    """Control keys, function keys and Backspace without a meaning are answered as letters are."""
    bench = Bench()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, key)
        assert bench.app.navigator.library.status.message == told


async def test_keys_that_edit_a_line_are_left_to_it() -> None:
    """ctrl+a and ctrl+k do in the search line what they do at a shell; what it doesn't know is answered."""
    bench = Bench()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        page = bench.app.navigator.library
        await bench.press(pilot, "slash", *"war", "ctrl+a", "ctrl+k")
        assert (page.box.value, page.status.message) == ("", "")
        await bench.press(pilot, "ctrl+t")
        assert page.status.message == "^t does nothing here: ^o is “back”; ? lists the keys."


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("3x", ""),
        ("3c", "c takes no number; 3 and a short pause goes to Compare."),
        ("4o", "o takes no number; 4 and a short pause goes to Notes."),
        ("12C", "C takes no number."),
        ("4D", "D does nothing here; ? lists the keys."),
        ("2e", "e does nothing here: j is “down”; ? lists the keys."),
        ("5f", "f takes no number; 5 and a short pause goes to Stories."),
        ("3q", "q takes no number; 3 and a short pause goes to Compare."),
        ("2gx", "o takes no number; 2 and a short pause goes to Read."),
    ],
)
async def test_a_number_leads_no_key_to_another_screen(keys: str, told: str) -> None:
    """What a key does on the digit's screen (delete a note) is not done; where it takes no number, that is said."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        assert bench.app.session.front == "library"
        assert not told or bench.app.navigator.library.status.message == told
        await bench.press(pilot, "j")
        assert bench.app.navigator.library.list.cursor == 1


async def test_escape_takes_a_number_back() -> None:
    """It drops the digits and nothing else; what follows is done once."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "2", "0", "escape", "j")
        assert (bench.app.session.front, bench.app.navigator.library.list.cursor) == ("library", 1)


@pytest.mark.parametrize(
    ("typed", "place"),
    [("5", 4), ("1", 0), ("0", 0), ("40", 39), ("999999999999", 39), ("$", 39), ("+3", 13), ("-4", 6)],
)
async def test_a_number_among_the_commands_is_a_row(typed: str, place: int) -> None:
    """As `:5`, `:$` and `:+3` are in vim: the row comes before the screen whose key the digit is."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *"11G", ":", *typed, "enter")
        assert (bench.app.session.front, bench.app.navigator.library.list.cursor) == ("library", place)


async def test_the_screen_of_a_digit_stands_below_the_row() -> None:
    """Who types 5 for the Stories still finds them there."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, ":", "5", "down")
        await bench.press(pilot, "enter")
        assert bench.app.session.front == "stories"


@pytest.mark.parametrize(("screen", "there"), [("library", "1"), ("reader", "2"), ("stories", "5"), ("notes", "4")])
async def test_rows_of_a_number_are_gone_to_on_every_screen(screen: str, there: str) -> None:
    """By G, by g g and among the commands alike: the cursor, or the caret, is at the same place."""
    bench = Bench(noted_library(), settings=ScreenSettings())
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, there)
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == screen
        places = []
        for keys in ("3G", "3gg", ":3"):
            await bench.press(pilot, "G", *keys, *(("enter",) if keys[0] == ":" else ()))
            page = bench.app.screen
            pane = getattr(page, {"library": "list", "reader": "pane", "stories": "table", "notes": "list"}[screen])
            places.append(standing(pane))
        assert places[1:] == places[:1] * 2


@pytest.mark.parametrize(
    ("keys", "starred"),
    [("3s", [0, 1, 2]), ("2j2s", [2, 3]), ("G9s", [39]), ("s3s", [0, 1, 2]), ("3sj3s", [0, 1, 2, 3]), ("3s3s", [])],
)
async def test_a_number_of_rows_is_starred(keys: str, starred: list[int]) -> None:
    """So many rows from the cursor on, as far as there are any; the marks are left alone."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        marks = bench.library.shelf.marks
        assert sorted(id for id in marks if marks[id].starred) == [f"{place:02}.txt" for place in starred]


async def test_a_number_of_rows_is_marked_and_tagged() -> None:
    """Marking goes down and turns nothing back on the last row; tags reach the rows that were meant, undone at once."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *"38G", "9", "space")
        assert bench.app.navigator.marked == ("37.txt", "38.txt", "39.txt")
        await bench.press(pilot, "X", "g", "g", "2", "t", *"war", "enter")
        tagged = [id for id, mark in bench.library.shelf.marks.items() if mark.tags]
        assert sorted(tagged) == ["00.txt", "01.txt"]
        await bench.press(pilot, "3", "r", "2", "u")
        marks = bench.library.shelf.marks.values()
        assert [(mark.tags, mark.read) for mark in marks if mark.tags or mark.read] == []


async def test_a_number_of_notes_is_deleted() -> None:
    """Two of three, from the cursor on; one undo brings both back."""
    bench = Bench(noted_library(), settings=ScreenSettings())
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "4")
        bench.timers.pass_by()
        await bench.settle(pilot)
        listing = bench.app.navigator.notes_screen.list
        before = listing.row_count
        await bench.press(pilot, "2", "D")
        assert (before - listing.row_count, bench.app.session.front) == (2, "notes")
        await bench.press(pilot, "u")
        assert listing.row_count == before


async def test_a_number_of_articles_is_read_past() -> None:
    """In the reader J and K go so many articles further, to the last where there are fewer."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "3", "J")
        reader = bench.app.navigator.reader
        assert reader.at_hand == "03.txt"
        await bench.press(pilot, "2", "K")
        assert reader.at_hand == "01.txt"
        await bench.press(pilot, "2", "U")
        assert reader.at_hand == "04.txt"
        await bench.press(pilot, "9", "9", "J")
        assert reader.at_hand == "39.txt"


async def test_a_pause_behind_a_digit_is_recorded() -> None:
    """Played without pauses, 4 and then j is still the Notes and then j there, and 4j is four rows."""
    bench = numbered()
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "Q", "a", "4")
        bench.timers.pass_by()
        await bench.settle(pilot)
        await bench.press(pilot, "j", "Q", "1")
        bench.timers.pass_by()
        await bench.settle(pilot)
        await bench.press(pilot, "@", "a")
        while bench.app.session.macros.playing:
            await bench.settle(pilot)
        assert (bench.app.session.front, bench.app.navigator.library.list.cursor) == ("notes", 0)


def test_a_number_is_taken_once_and_has_a_limit() -> None:
    """Taken, it is gone; a number too long to mean is cut; one can't begin with 0."""
    alone: list[str] = []
    count = Count(lambda _, __: lambda: None, alone.append)
    assert (count.digits, count.take()) == ("", 0)
    for digit in "0123456789":
        count.typed(digit)
    assert (count.digits, count.take(), count.take(), alone) == ("123456789", MOST, 0, ["0"])
