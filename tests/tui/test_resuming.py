"""A session goes on where the last one ended."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index import Refresh
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.launch import _initial_screens
from tui.screen_settings import DisplaySettings, ScreenSettings
from tui.session.kept_screens import KeptComparison, KeptList, KeptReading, KeptScreens, kept_screens

if TYPE_CHECKING:
    from collections.abc import Callable


async def session(library: FakeLibrary, *keys: str, width: int = 120) -> tuple[str, Any]:
    """Open the app on a library, press keys, quit; return what was on the screen before, and the app."""
    bench = Bench(library)
    async with bench.app.run_test(size=(width, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        shown = screen_text(bench.app)
        front = bench.app.session.front
        bench.app.exit()
    return front, (bench, shown)


KEPT: dict[str, tuple[tuple[str, ...], Callable[[Bench], object], object]] = {
    "place": (("j", "j"), lambda b: b.app.navigator.library.at_hand, "c.txt"),
    "search": (("/", *"taiwan", "enter", "j"), lambda b: b.app.navigator.library.search.asked, "taiwan"),
    "half a word": (("/", *"taiw"), lambda b: len(b.app.navigator.library.search.results) > 0, True),
    "marks": (("space", "space"), lambda b: b.app.navigator.marked, ("a.txt", "b.txt")),
    "facets": (("f",), lambda b: b.app.navigator.library.facets.display, True),
    "preview": (("p",), lambda b: b.app.navigator.library.preview.display, False),
    "reader": (("enter",), lambda b: (b.app.session.front, b.app.navigator.reading), ("reader", "a.txt")),
    "justified": (("enter", ":", *"justify", "enter"), lambda b: b.app.navigator.reader.pane.reading.justify, True),
    "notes": (("4",), lambda b: b.app.session.front, "notes"),
    "stories": (("5",), lambda b: b.app.session.front, "stories"),
    "comparison": (
        ("space", "space", "c"),
        lambda b: (b.app.session.front, b.app.navigator.compared_last),
        ("compare", ("a.txt", "b.txt")),
    ),
}
"""By what is kept: keys, what it is afterwards, and what it must be in the next session."""


@pytest.mark.parametrize("what", KEPT)
async def test_it_goes_on_where_one_left_off(what: str) -> None:
    """Screen, place, search, marks, panes and comparison are there again."""
    keys, seen, expected = KEPT[what]
    library = FakeLibrary()
    _, (before, _) = await session(library, *keys)
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert seen(bench) == expected
    assert before.library.last_session.kept != {}


LIST_NOTES = ("enter", "a", *"one", "ctrl+s", "}", "a", *"two", "ctrl+s", "4")
PAIR, THREE = ("space", "space", "c"), ("space", "space", "space", "c")
SEEN: dict[str, tuple[str, ...]] = {
    "place in the list": ("j", "j"),
    "search": ("/", *"taiwan", "enter", "j"),
    "order": ("S", "down", "down", "enter", "j"),
    "facets": ("f",),
    "list without preview": ("p", "j"),
    "list alone": ("z", "e", "j"),
    "wider preview": ("greater_than_sign",) * 3,
    "place in the article": ("enter", "ctrl+f", "j"),
    "place, and hits of the search": ("/", *"taiwan", "enter", "enter", "}", "}", "h"),
    "words found": ("enter", "/", *"the", "enter", "n", "n"),
    "no column beside": ("enter", "p", "ctrl+d"),
    "longer lines, unfolded": ("enter", "F", "plus", "plus", "ctrl+d"),
    "text alone": ("enter", "z", "e", "}"),
    "plain quotes": ("enter", ":", *"plain q", "enter", "}", "}"),
    "columns": (*PAIR, "n", "n"),
    "rows that differ": (*PAIR, "f", "n"),
    "quotations": (*PAIR, "quotation_mark"),
    "same folded": (*PAIR, "equals_sign", "j"),
    "all open": (*PAIR, "full_stop", "j", "j"),
    "one fold open": (*PAIR, "}", "enter", "j"),
    "rows found": (*PAIR, "/", *"china", "enter", "j"),
    "words unmarked, other side": (*PAIR, "w", "l", "j"),
    "another account leads": (*PAIR, "l", "x", "n"),
    "rows alone": (*PAIR, "z", "e", "n"),
    "facts": (*PAIR, "F"),
    "notes of the row": (*PAIR, "j", "j", "a", *"hello", "ctrl+s", "p"),
    "matrix of two": (*PAIR, "m", "j"),
    "matrix": (*THREE, "j", "j"),
    "columns of three": (*THREE, "m", "j"),
    "matrix of what differs": (*THREE, "f", "j"),
    "notes": (*LIST_NOTES, "j"),
    "notes in order": (*LIST_NOTES, "S", "down", "enter", "j", "space"),
    "notes found": (*LIST_NOTES, "/", *"tw", "enter"),
    "notes filtered": (*LIST_NOTES, "f", "down", "enter"),
    "no detail": (*LIST_NOTES, "p"),
    "notes alone": (*LIST_NOTES, "z", "e"),
    "stories": ("5", "S", "down", "enter", "/", *"x", "enter"),
    "stories without accounts": ("5", "p"),
    "stories alone": ("5", "z", "e"),
}
"""Keys by what is on the screen after them."""


SMALL, LARGE = (80, 24), (120, 40)
AT = [(what, SMALL) for what in SEEN if what not in {"no column beside", "notes of the row"}]
AT += [(what, LARGE) for what in SEEN if {*what.split()} & {"place", "beside", "longer", "row", "matrix", "preview"}]
"""Each at 80 × 24, and at 120 × 40 where panes stand beside each other."""


@pytest.mark.parametrize(("what", "size"), AT, ids=[f"{what} at {size[0]}" for what, size in AT])
async def test_the_screen_looks_as_it_was_left(what: str, size: tuple[int, int]) -> None:
    """Every letter of it: what was chosen on a screen is chosen there in the next session, at the same line."""
    library, shown = FakeLibrary(), list[str]()
    for keys in (SEEN[what], ()):
        bench = Bench(library)
        async with bench.app.run_test(size=size) as pilot:
            await bench.settle(pilot)
            await bench.press(pilot, *keys)
            for _ in range(2):
                bench.timers.pass_by()
                await bench.settle(pilot)
            bench.app.session.say("")
            await bench.settle(pilot)
            shown.append(re.sub(r" · saved [0-9:]+| (?= )", "", screen_text(bench.app)))
            bench.app.exit()
    assert shown[1] == shown[0]


@pytest.mark.parametrize("left", [(), ("1",)], ids=["from the comparison", "from the Library"])
async def test_the_cursor_of_a_comparison_is_at_its_row_again(left: tuple[str, ...]) -> None:
    """The row is kept by what an account tells there, also where another screen was in front, and opens no fold."""
    library = FakeLibrary()
    _, (before, _) = await session(library, "space", "space", "c", "G", *left)
    view = before.app.navigator.compare_screen.view
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "3")
        again = bench.app.navigator.compare_screen.view
        assert view.passages is not None
        assert again.passages is not None
        assert (again.row, len(again.passages.entries)) == (view.row, len(view.passages.entries))
        assert again.pane.cursor > 0


@pytest.mark.parametrize("sessions", [1, 2])
async def test_what_was_read_and_compared_last_is_there_again_from_another_screen(sessions: int) -> None:
    """Left from the Library, the keys of Read and Compare lead to it in later sessions, and no mark is used up."""
    library = FakeLibrary()
    await session(library, "j", "enter", "1", "home", "space", "j", "space", "c", "1", "home", "space", "space")
    for _ in range(sessions - 1):
        await session(library)
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        navigator, marked = bench.app.navigator, bench.app.navigator.marked
        assert (bench.app.session.front, marked) == ("library", ("a.txt", "b.txt"))
        await bench.press(pilot, "3")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert (bench.app.session.front, navigator.compared_last) == ("compare", ("a.txt", "c.txt"))
        await bench.press(pilot, "2")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert (bench.app.session.front, navigator.reading, navigator.marked) == ("reader", "b.txt", marked)


@pytest.mark.parametrize("keys", [("1",), (), ("1", "space", "space", "c"), ("4",), ("5",)])
async def test_what_waits_unsaved_is_told_on_the_screen_one_comes_back_to(keys: tuple[str, ...]) -> None:
    """A note that was left for later is told of where it is seen: once the last screen is in front again."""
    library = FakeLibrary()
    writing = ("enter", "}", "a", *"half", "escape", *"later", "enter")
    front, _ = await session(library, *writing, *keys)
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert (bench.app.session.front, "A note typed before is not saved yet" in screen_text(bench.app)) == (
            front,
            True,
        )


async def test_articles_that_are_gone_are_left_out() -> None:
    """A comparison needs two that are here, the reader its article; else the list is where one begins."""
    library = FakeLibrary()
    library.last_session.kept = {
        "screen": "compare",
        "compared": ["a.txt", "gone.txt"],
        "marked": ["gone.txt", "b.txt"],
    }
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert (bench.app.session.front, bench.app.navigator.marked) == ("library", ("b.txt",))


async def test_one_who_does_not_want_it_begins_anew() -> None:
    """``resume: false`` neither reads nor keeps a session."""
    library = FakeLibrary()
    library.last_session.kept = {"screen": "notes", "query": "taiwan"}
    bench = Bench(library, ScreenSettings(display=DisplaySettings(resume=False, counts=False)))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "j")
        assert (bench.app.session.front, bench.app.navigator.library.search.asked) == ("library", "")
    assert library.last_session.written == 0


async def test_a_session_is_kept_while_it_runs_and_only_when_it_changed() -> None:
    """A killed program has lost a second at most; an idle one writes nothing."""
    bench = Bench(FakeLibrary())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "j")
        bench.timers.pass_by()
        assert bench.library.last_session.kept["article"] == "b.txt"
        bench.timers.pass_by()
        bench.timers.pass_by()
        assert bench.library.last_session.written == 1


async def test_a_timer_that_goes_off_after_the_end_stops_nothing() -> None:
    """A timer that fires after the end of the app does nothing."""
    bench = Bench(FakeLibrary())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
    bench.timers.pass_by()
    assert bench.app.session.front == ""


@pytest.mark.parametrize(
    "values",
    [
        {"screen": "nowhere", "query": 7, "compared": "a.txt", "marked": [1, None], "facets": "yes"},
        {"screen": ["reader"], "reading": {}, "preview": 1, "row_offset": -3},
        {"as_compared": {"matrix": "yes", "lead": -1, "opened": "all"}, "as_read": [7], "notes": None, "sizes": {}},
        {},
    ],
)
def test_values_that_can_not_be_are_left_at_their_defaults(values: dict[str, Any]) -> None:
    """Somebody else's file, or half of one, is no session."""
    assert kept_screens(values) == KeptScreens()


def test_what_is_written_is_read_again() -> None:
    """Writing and reading are inverse to each other, tuples and lists apart."""
    kept = KeptScreens(
        screen="notes",
        query="tai",
        typing=True,
        line=3,
        compared=("a", "b"),
        row_offset=7,
        facets=True,
        preview=False,
        sizes=(0, 40, 0),
        as_read=KeptReading(words="xi", opened=(3, 4), column=False),
        as_compared=KeptComparison(matrix=True, differing=True, opened=(2,)),
        notes=KeptList(sort="oldest", filters=("kind", "note"), marked=("n",)),
        stories=KeptList(pane=True, zen=True),
    )
    assert kept_screens(json.loads(json.dumps(kept.written()))) == kept


async def test_a_run_that_was_told_where_to_begin_keeps_nothing() -> None:
    """The demonstration opens its comparison, whatever was kept, and leaves the kept session alone."""
    library = FakeLibrary()
    library.last_session.kept = kept = {"screen": "notes"}
    bench = Bench(library, begin=KeptScreens("compare", compared=("a.txt", "b.txt")))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert (bench.app.session.front, bench.app.navigator.compared_last) == ("compare", ("a.txt", "b.txt"))
        bench.timers.pass_by()
        bench.app.exit()
    assert library.last_session.kept == kept


def test_two_files_are_compared(tmp_path: Path) -> None:
    """One file, three, a folder or an address are read."""
    one, two, three = (str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt"))
    for name in (one, two, three):
        Path(name).touch()
    assert _initial_screens([one, two]) == KeptScreens("compare")
    others: list[list[str]] = [
        [],
        [one],
        [one, two, three],
        [one, str(tmp_path)],
        ["https://host/index"],
        [one, "gone"],
    ]
    assert [_initial_screens(paths) for paths in others] == [None] * len(others)


async def test_what_is_compared_are_the_files_that_were_named() -> None:
    """A run told to compare, and not what."""
    library = FakeLibrary()
    library.places.named = ("b.txt", "c.txt")
    bench = Bench(library, begin=KeptScreens("compare"))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert bench.app.navigator.compared_last == ("b.txt", "c.txt")


async def test_files_that_are_no_article_are_not_waited_for() -> None:
    """Two containers are listed; once the library is read nothing is looked for any more."""
    library = FakeLibrary()
    library.places.named = ("mail.mbox", "more.mbox")
    bench = Bench(library, begin=KeptScreens("compare"))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        bench.timers.pass_by()
        await bench.settle(pilot)
        library.articles |= {"mail.mbox": library.articles["a.txt"], "more.mbox": library.articles["b.txt"]}
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == "library"


async def test_the_demonstration_waits_for_its_articles() -> None:
    """On a machine where nothing is indexed yet the comparison opens as soon as the articles are there."""
    library = FakeLibrary([])
    bench = Bench(library, begin=KeptScreens("compare", compared=("a.txt", "b.txt")))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        assert bench.app.session.front == "library"
        library.articles |= FakeLibrary().articles
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.app.session.front == "compare"
