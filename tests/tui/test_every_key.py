"""Every key of the table, pressed: each row of `CASES` says what to do first, where to look, and what is seen then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.tui import compare_cases, note_cases, story_cases
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary
from tui.frame.page import Page
from tui.frame.picker import Picker
from tui.frame.prompt import Prompt
from tui.keymap import ACTIONS, COMPARE, LIBRARY, NOTES, READER, STORIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.library.library_screen import LibraryScreen
    from tui.reader.reader_screen import ReaderScreen

Look = "Callable[[Bench], object]"


class Case(NamedTuple):
    """Keys pressed first, what is looked at, and what is seen after the key."""

    first: tuple[str, ...]
    look: Callable[[Bench], object]
    seen: object


def library(bench: Bench) -> LibraryScreen:
    return bench.app.navigator.library


def reader(bench: Bench) -> ReaderScreen:
    return bench.app.navigator.reader


def cursor(bench: Bench) -> object:
    return library(bench).list.cursor_id


def caret_word(bench: Bench) -> str:
    """The text at the caret."""
    pane = reader(bench).pane
    assert pane.article is not None
    return pane.article.text[pane.caret : pane.caret + 8]


def focused(bench: Bench) -> object:
    return bench.app.focused.id if bench.app.focused else None


def screen(bench: Bench) -> object:
    return bench.app.screen.name


def message(bench: Bench) -> str:
    front = bench.app.screen
    return front.status.message if isinstance(front, Page) else ""


def dialogue(bench: Bench) -> str:
    return type(bench.app.screen).__name__


def mark_of(name: str, article: str = "a.txt") -> Callable[[Bench], object]:
    return lambda bench: getattr(bench.library.mark(article), name)


def copied(bench: Bench) -> str:
    return bench.app.clipboard


def selected(bench: Bench) -> str:
    pane = reader(bench).pane
    assert pane.article is not None
    return pane.article.text[slice(*pane.selection)] if pane.selection else ""


def screen_line(bench: Bench) -> int:
    """The line of the screen on which the caret is."""
    pane = reader(bench).pane
    assert pane.view is not None
    return pane.view.row_of(pane.caret) - pane.top


def scrolled(bench: Bench) -> bool:
    return reader(bench).pane.top > 0


def reading(bench: Bench) -> object:
    return reader(bench).at_hand


TITLE = "Talks in"
SEARCHED = ("slash", "T", "a", "i", "w", "a", "n", "enter")

CASES: dict[tuple[str, str], Case] = {
    (LIBRARY, "open"): Case((), lambda b: (screen(b), reading(b)), (READER, "a.txt")),
    (LIBRARY, "next_unread"): Case(("r",), cursor, "b.txt"),
    (LIBRARY, "down"): Case((), cursor, "b.txt"),
    (LIBRARY, "up"): Case(("j", "j"), cursor, "b.txt"),
    (LIBRARY, "top"): Case(("j", "j"), cursor, "a.txt"),
    (LIBRARY, "bottom"): Case((), cursor, "d.txt"),
    (LIBRARY, "screen_top"): Case(("G",), cursor, "a.txt"),
    (LIBRARY, "screen_middle"): Case((), cursor, "b.txt"),
    (LIBRARY, "screen_bottom"): Case((), cursor, "d.txt"),
    (LIBRARY, "page_down"): Case((), cursor, "d.txt"),
    (LIBRARY, "page_up"): Case(("G",), cursor, "a.txt"),
    (LIBRARY, "half_page_down"): Case((), cursor, "d.txt"),
    (LIBRARY, "half_page_up"): Case(("G",), cursor, "a.txt"),
    (LIBRARY, "pane_left"): Case(("f", "l"), focused, "facets"),
    (LIBRARY, "pane_right"): Case((), focused, "previewed"),
    (LIBRARY, "next_pane"): Case((), focused, "previewed"),
    (LIBRARY, "previous_pane"): Case(("f", "l"), focused, "facets"),
    (LIBRARY, "search"): Case((), lambda b: library(b).box.typing, True),
    (LIBRARY, "next_hit"): Case(SEARCHED, message, "Hit 2 of 8 in this article."),
    (LIBRARY, "previous_hit"): Case(SEARCHED, message, "Hit 8 of 8 in this article."),
    (LIBRARY, "filter"): Case((), focused, "facets"),
    (LIBRARY, "sort"): Case((), dialogue, Picker.__name__),
    (LIBRARY, "save_search"): Case((*SEARCHED,), dialogue, Prompt.__name__),
    (LIBRARY, "mark"): Case((), lambda b: (tuple(library(b).list.marks), cursor(b)), (("a.txt",), "b.txt")),
    (LIBRARY, "clear_marks"): Case(("space",), lambda b: tuple(library(b).list.marks), ()),
    (LIBRARY, "star"): Case((), mark_of("starred"), True),
    (LIBRARY, "tag"): Case((), dialogue, Prompt.__name__),
    (LIBRARY, "toggle_read"): Case((), mark_of("read"), True),
    (LIBRARY, "places"): Case((), dialogue, Picker.__name__),
    (LIBRARY, "copy"): Case((), copied, "Talks in Beijing end without agreement\nhttps://example.org/a\n"),
    (LIBRARY, "copy_cited"): Case(
        (),
        copied,
        "Matthew Lee, “Talks in Beijing end without agreement”, LA Times (AP), 26 Apr 2024, https://example.org/a\n",
    ),
    (LIBRARY, "browse"): Case((), message, "Opening https://example.org/a in the browser."),
    (LIBRARY, "pipe"): Case((), dialogue, Prompt.__name__),
    (LIBRARY, "preview"): Case((), lambda b: library(b).preview.display, False),
    (LIBRARY, "pane_smaller"): Case(("f",), lambda b: library(b).facets.outer_size.width, 30),
    (LIBRARY, "pane_larger"): Case(("f",), lambda b: library(b).facets.outer_size.width, 34),
    (LIBRARY, "zen"): Case((), lambda b: library(b).list.outer_size.width, 120),
    (LIBRARY, "go_library"): Case((), screen, LIBRARY),
    (LIBRARY, "go_reader"): Case((), lambda b: (screen(b), reading(b)), (READER, "a.txt")),
    (LIBRARY, "back_place"): Case(("enter", "1"), lambda b: (screen(b), reading(b)), (READER, "a.txt")),
    (LIBRARY, "forward_place"): Case(("enter", "1", "ctrl+o", "ctrl+o"), screen, READER),
    (LIBRARY, "undo"): Case(("s",), mark_of("starred"), False),
    (LIBRARY, "redo"): Case(("s", "u"), mark_of("starred"), True),
    (LIBRARY, "recent"): Case((), dialogue, Picker.__name__),
    (LIBRARY, "record"): Case((), compare_cases.asked, True),
    (LIBRARY, "replay"): Case((), compare_cases.asked, True),
    (LIBRARY, "palette"): Case((), dialogue, Picker.__name__),
    (LIBRARY, "help"): Case((), dialogue, Picker.__name__),
    (LIBRARY, "leave"): Case(SEARCHED, lambda b: library(b).search.asked, ""),
    (LIBRARY, "back"): Case((), lambda b: b.app._exit, True),
    (LIBRARY, "suspend"): Case((), message, "Other programs can't use this terminal."),
    (LIBRARY, "redraw"): Case((), message, "Painted anew."),
    (LIBRARY, "quit"): Case((), lambda b: b.app._exit, True),
    (READER, "act"): Case(("G",), lambda b: "newsletter" in caret_word(b) or caret_word(b), "Subscrib"),
    (READER, "down"): Case(("}",), caret_word, "hours ab"),
    (READER, "up"): Case(("}", "j"), caret_word, "BEIJING "),
    (READER, "top"): Case(("}", "j"), caret_word, TITLE),
    (READER, "bottom"): Case((), caret_word, "Subscrib"),
    (READER, "read_on"): Case((), scrolled, True),
    (READER, "page_down"): Case((), scrolled, True),
    (READER, "page_up"): Case(("space",), scrolled, False),
    (READER, "half_page_down"): Case((), scrolled, True),
    (READER, "half_page_up"): Case(("ctrl+d",), scrolled, False),
    (READER, "caret_left"): Case(("}", "l"), caret_word, "BEIJING "),
    (READER, "caret_right"): Case(("}",), caret_word, "EIJING —"),
    (READER, "word_left"): Case(("}", "ctrl+right"), caret_word, "BEIJING "),
    (READER, "word_right"): Case(("}",), caret_word, "The two "),
    (READER, "line_start"): Case(("}", "ctrl+right"), caret_word, "BEIJING "),
    (READER, "line_end"): Case(("}",), lambda b: caret_word(b)[1:2].isspace() or len(caret_word(b)), True),
    (READER, "to_sign"): Case(("}",), compare_cases.asked, True),
    (READER, "next_sign"): Case(("}", "f", "f"), caret_word, "five and"),
    (READER, "jump_label"): Case(("}",), compare_cases.asked, True),
    (READER, "previous_sign"): Case(("}", "f", "f", ";"), caret_word, "for five"),
    (READER, "word_on"): Case(("}",), lambda b: (reader(b).finding.word, reader(b).pane.hit), ("BEIJING", (2, 4))),
    (READER, "word_before"): Case(("}",), lambda b: (reader(b).finding.word, reader(b).pane.hit), ("BEIJING", (4, 4))),
    (READER, "scroll_down"): Case((), lambda b: reader(b).pane.top, 1),
    (READER, "scroll_up"): Case(("ctrl+e", "ctrl+e"), lambda b: reader(b).pane.top, 1),
    (READER, "cursor_top"): Case((*"}}}}}}}",), screen_line, 3),
    (READER, "cursor_middle"): Case((*"}}}}}}}",), screen_line, 18),
    (READER, "cursor_bottom"): Case((*"}}}}}}}", "z", "t"), screen_line, 28),
    (READER, "sentence_back"): Case(("}", "}", ")"), caret_word, "“We are "),
    (READER, "sentence_on"): Case(("}", "}"), caret_word, "The othe"),
    (READER, "paragraph_back"): Case(("}", "}"), caret_word, "BEIJING "),
    (READER, "paragraph_on"): Case((), caret_word, "BEIJING "),
    (READER, "next_pane"): Case((), focused, "aside"),
    (READER, "previous_pane"): Case((), focused, "aside"),
    (READER, "find"): Case((), lambda b: reader(b).find_box.typing, True),
    (READER, "next_hit"): Case(("slash", *"grown", "escape"), lambda b: reader(b).pane.hit, (1, 24)),
    (READER, "previous_hit"): Case(("slash", *"grown", "escape"), lambda b: reader(b).pane.hit, (24, 24)),
    (READER, "next_article"): Case((), reading, "b.txt"),
    (READER, "compare_versions"): Case((), message, "No other version of this page is here."),
    (READER, "previous_article"): Case(("J",), reading, "a.txt"),
    (READER, "star"): Case((), mark_of("starred"), True),
    (READER, "tag"): Case((), dialogue, Prompt.__name__),
    (READER, "toggle_read"): Case((), mark_of("read"), False),
    (READER, "bookmark"): Case(("}",), mark_of("bookmarks"), (40,)),
    (READER, "places"): Case(("}", "m", "m"), dialogue, Picker.__name__),
    (READER, "select_sentence"): Case(
        ("}", "}"), selected, "“We are committed to keeping lines of communication open,” one of them said."
    ),
    (READER, "select_character"): Case(("}", "}"), selected, "“"),
    (READER, "copy"): Case(("}", "V", "l", "l"), copied, "BEI"),
    (READER, "copy_cited"): Case(
        ("}", "V", "l"),
        copied,
        "“BE”\n— Matthew Lee, “Talks in Beijing end without agreement”, LA Times (AP), 26 Apr 2024, ¶ 1, https://example.org/a\n",
    ),
    (READER, "browse"): Case((), message, "Opening https://example.org/a in the browser."),
    (READER, "pipe"): Case((), dialogue, Prompt.__name__),
    (READER, "aside"): Case((), lambda b: reader(b).aside.display, False),
    (READER, "furniture"): Case((), message, "Everything is unfolded."),
    (READER, "narrower"): Case((), lambda b: reader(b).pane.measure, 68),
    (READER, "wider"): Case((), lambda b: reader(b).pane.measure, 76),
    (READER, "pane_smaller"): Case((), lambda b: reader(b).aside.size.width, 33),
    (READER, "pane_larger"): Case((), lambda b: reader(b).aside.size.width, 41),
    (READER, "zen"): Case((), lambda b: (reader(b).aside.size.width, reader(b).pane.centred), (0, True)),
    (READER, "go_library"): Case((), screen, LIBRARY),
    (READER, "go_reader"): Case((), screen, READER),
    (READER, "back_place"): Case(("J",), reading, "a.txt"),
    (READER, "next_unread"): Case((), reading, "b.txt"),
    (READER, "forward_place"): Case(("J", "ctrl+o"), reading, "b.txt"),
    (READER, "undo"): Case(("s",), mark_of("starred"), False),
    (READER, "redo"): Case(("s", "u"), mark_of("starred"), True),
    (READER, "recent"): Case((), dialogue, Picker.__name__),
    (READER, "record"): Case((), compare_cases.asked, True),
    (READER, "replay"): Case((), compare_cases.asked, True),
    (READER, "palette"): Case((), dialogue, Picker.__name__),
    (READER, "help"): Case((), dialogue, Picker.__name__),
    (READER, "leave"): Case(("v",), selected, ""),
    (READER, "back"): Case((), screen, LIBRARY),
    (READER, "suspend"): Case((), message, "Other programs can't use this terminal."),
    (READER, "redraw"): Case((), message, "Painted anew."),
    (READER, "quit"): Case((), lambda b: b.app._exit, True),
}

CASES |= {
    (name, action): Case(("j",), look, (1, 0))
    for name, look in (
        (LIBRARY, lambda b: (library(b).list.cursor, library(b).list.top)),
        (COMPARE, lambda b: (compare_cases.entry(b), compare_cases.compare(b).view.pane.top)),
        (NOTES, lambda b: (b.app.navigator.notes_screen.list.cursor, b.app.navigator.notes_screen.list.top)),
        (STORIES, lambda b: (b.app.navigator.stories_screen.table.cursor, b.app.navigator.stories_screen.table.top)),
    )
    for action in ("scroll_down", "scroll_up", "cursor_top", "cursor_middle", "cursor_bottom")
}  # what fits on the screen does not scroll
CASES |= {
    (name, "rescan"): Case((), message, "The folder is being looked through already.")
    for name in (LIBRARY, READER, COMPARE, NOTES, STORIES)
}
CASES |= {place: Case(*row) for place, row in (compare_cases.CASES | note_cases.CASES | story_cases.CASES).items()}
ON_ACCOUNTS = {COMPARE, *(place for place in compare_cases.CASES if place[0] != COMPARE)}
"""Screens and places of the table that are tried on accounts made to be compared."""

PRESSES = [(screen_name, action.id, key) for action in ACTIONS for screen_name in action.screens for key in action.keys]


pytestmark = pytest.mark.usefixtures("no_program_of_this_machine")


@pytest.mark.parametrize(("screen_name", "action", "key"), PRESSES)
async def test_a_key_does_what_the_table_says(screen_name: str, action: str, key: str) -> None:
    """Pressing the key shows the effect that its row of `CASES` describes."""
    case = CASES[screen_name, action]
    bench = Bench(FakeLibrary(ACCOUNTS)) if {screen_name, (screen_name, action)} & ON_ACCOUNTS else Bench()
    bench = Bench(note_cases.noted_library()) if screen_name == NOTES else bench
    bench = Bench(story_cases.told_library()) if screen_name == STORIES else bench
    entry = {READER: ("enter",), COMPARE: compare_cases.ENTRY, NOTES: ("4",), STORIES: ("5",)}
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *entry.get(screen_name, ()), *case.first)
        await bench.press(pilot, *key.split())
        assert case.look(bench) == case.seen


def test_every_row_with_a_key_is_pressed() -> None:
    """No key of the table is left out, and no case is left over."""
    rows = {(screen_name, action) for screen_name, action, _ in PRESSES}
    assert set(CASES) == rows


async def test_a_screen_offers_a_verb_for_each_of_its_actions() -> None:
    """What the keymap names can be done, on every screen, quitting from the palette included."""
    bench = Bench()
    async with bench.app.run_test() as pilot:
        await bench.settle(pilot)
        navigator = bench.app.navigator
        screens = (
            *(navigator.library, navigator.reader, navigator.compare_screen, navigator.notes_screen),
            navigator.stories_screen,
        )
        for screen in screens:
            screen.keys.make_ready()
        missing = [
            (screen.name, action.id)
            for screen in screens
            for action in ACTIONS
            if screen.name in action.screens and action.id not in screen.keys.verbs
        ]
        assert missing == []
