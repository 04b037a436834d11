"""What each key does with stories: keys pressed first, what is looked at, what is seen after the key.

The screen of stories shows three of two accounts each, the newest first; a seventh article stands in none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Event, Story
from tests.tui.compare_cases import asked, dialogue, message, screen
from tests.tui.fakes import FakeLibrary
from tests.tui.samples import article
from tui.frame.picker import Picker
from tui.frame.prompt import Prompt
from tui.keymap import COMPARE, LIBRARY, NOTES, READER, STORIES
from tui.notes.note_editor import NoteEditor

if TYPE_CHECKING:
    from tests.tui.compare_cases import Row
    from tests.tui.fakes import Bench
    from tui.stories.stories_screen import StoriesScreen

YEARS = {"new": "2026", "mid": "2025", "old": "2024"}


def told_library() -> FakeLibrary:
    """Return a library of three stories and an article that tells another one."""
    made = [
        article(
            f"{name}-{letter}.txt",
            f"The {name} story by {letter}",
            "Two words." if letter == "b" else "Three words here.",
            outlet=letter.upper(),
            published=f"{year}-05-0{place}",
            url=f"https://example.org/{name}-{letter}",
        )
        for name, year in YEARS.items()
        for place, letter in enumerate("ab", 1)
    ]
    library = FakeLibrary([*made, article("x.txt", "Plums", "A good year for plums.")])
    pairs = [(f"{name}-a.txt", f"{name}-b.txt") for name in YEARS]
    library.grouped = tuple(Story(pair[0], "words", pair, (Event(pair, "shared passages"),)) for pair in pairs)
    return library


def stories(bench: Bench) -> StoriesScreen:
    """The screen itself."""
    return bench.app.navigator.stories_screen


def story(bench: Bench) -> str:
    """The story under the cursor."""
    row = stories(bench).table.row
    return row.id.removesuffix("-a.txt") if row else ""


def sizes(bench: Bench) -> list[int]:
    """How many accounts the stories have, as listed."""
    return [len(row.accounts) for row in stories(bench).search.shown]


def copied(bench: Bench) -> str:
    """What was copied."""
    return bench.app.clipboard


PICKER, PROMPT = Picker.__name__, Prompt.__name__
TWO = ("space", "space")

CASES: dict[tuple[str, str], Row] = {
    (LIBRARY, "go_stories"): ((), screen, STORIES),
    (LIBRARY, "join"): ((), message, "Mark two articles or more with ␣, to join their stories."),
    (LIBRARY, "take_out"): ((), lambda b: b.library.stories.decisions.decisions, ()),
    (READER, "go_stories"): ((), screen, STORIES),
    (COMPARE, "go_stories"): ((), screen, STORIES),
    (NOTES, "go_stories"): ((), screen, STORIES),
    (STORIES, "down"): ((), story, "mid"),
    (STORIES, "up"): (("j", "j"), story, "mid"),
    (STORIES, "top"): (("j", "j"), story, "new"),
    (STORIES, "bottom"): ((), story, "old"),
    (STORIES, "screen_top"): (("G",), story, "new"),
    (STORIES, "screen_middle"): ((), story, "mid"),
    (STORIES, "screen_bottom"): ((), story, "old"),
    (STORIES, "page_down"): ((), story, "old"),
    (STORIES, "page_up"): (("G",), story, "new"),
    (STORIES, "half_page_down"): ((), story, "old"),
    (STORIES, "half_page_up"): (("G",), story, "new"),
    (STORIES, "next_pane"): ((), lambda b: stories(b).accounts.has_focus, True),
    (STORIES, "previous_pane"): ((), lambda b: stories(b).accounts.has_focus, True),
    (STORIES, "open_story"): (
        ("j",),
        lambda b: (screen(b), b.app.navigator.compared_last),
        (COMPARE, ("mid-a.txt", "mid-b.txt")),
    ),
    (STORIES, "find_stories"): ((), lambda b: stories(b).find_box.typing, True),
    (STORIES, "sort_stories"): ((), dialogue, PICKER),
    (STORIES, "mark_story"): ((), lambda b: (len(stories(b).table.marked), story(b)), (1, "mid")),
    (STORIES, "clear_marks"): (TWO, lambda b: stories(b).table.marked, []),
    (STORIES, "join_stories"): (TWO, sizes, [4, 2]),
    (STORIES, "take_account_out"): (("tab",), sizes, [2, 2]),
    (STORIES, "story_accounts"): ((), lambda b: stories(b).accounts.display, False),
    (STORIES, "annotate"): ((), dialogue, NoteEditor.__name__),
    (STORIES, "copy"): ((), copied, "The new story by a\nhttps://example.org/new-a\n"),
    (STORIES, "copy_cited"): ((), copied, "“The new story by a”, A, 1 May 2026, https://example.org/new-a\n"),
    (STORIES, "browse"): (("tab", "j"), message, "Opening https://example.org/new-b in the browser."),
    (STORIES, "pipe"): ((), dialogue, PROMPT),
    (STORIES, "recent"): ((), dialogue, PICKER),
    (STORIES, "zen"): ((), lambda b: (stories(b).accounts.display, stories(b).find_box.display), (False, False)),
    (STORIES, "go_library"): ((), screen, LIBRARY),
    (STORIES, "go_reader"): ((), screen, READER),
    (STORIES, "go_compare"): ((), screen, COMPARE),
    (STORIES, "go_notes"): ((), screen, NOTES),
    (STORIES, "go_stories"): ((), screen, STORIES),
    (STORIES, "back_place"): ((), screen, LIBRARY),
    (STORIES, "forward_place"): (("ctrl+o",), screen, STORIES),
    (STORIES, "undo"): ((*TWO, "J"), sizes, [2, 2, 2]),
    (STORIES, "redo"): ((*TWO, "J", "u"), sizes, [4, 2]),
    (STORIES, "record"): ((), asked, True),
    (STORIES, "replay"): ((), asked, True),
    (STORIES, "palette"): ((), dialogue, PICKER),
    (STORIES, "help"): ((), dialogue, PICKER),
    (STORIES, "leave"): (("tab",), lambda b: stories(b).table.has_focus, True),
    (STORIES, "back"): ((), screen, LIBRARY),
    (STORIES, "suspend"): ((), message, "Other programs can't use this terminal."),
    (STORIES, "redraw"): ((), message, "Painted anew."),
    (STORIES, "quit"): ((), lambda b: b.app._exit, True),
}
