"""What each key of the compare screen does: keys pressed first, what is looked at, what is seen after the key.

The screen shows the first two of the made accounts; the Library behind it has both marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.accounts import ALARM, CALM, GROWN
from tui.frame.page import Page
from tui.frame.picker import Picker
from tui.frame.prompt import Prompt
from tui.keymap import COMPARE, LIBRARY, READER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.fakes import Bench
    from tui.compare.compare_screen import CompareScreen

SELECTING = "Rows are being selected; a writes a note on all of them, y copies them."

ENTRY = ("space", "space", "c", "g", "g")
"""Keys that lead from the Library to the beginning of the comparison."""


def compare(bench: Bench) -> CompareScreen:
    """The screen itself."""
    return bench.app.navigator.compare_screen


def entry(bench: Bench) -> int:
    """Where the cursor is."""
    return compare(bench).view.pane.cursor


def side(bench: Bench) -> int:
    """Which account is chosen."""
    return compare(bench).view.side


def shown(bench: Bench) -> list[int]:
    """The rows that are shown."""
    passages = compare(bench).view.passages
    return [each.row for each in passages.entries] if passages else []


def words(bench: Bench) -> str:
    """The beginning of the passage under the cursor, as the first account that tells it has it."""
    passages, row = compare(bench).view.passages, compare(bench).view.row
    if passages is None or row is None:
        return ""
    told = next(place for place, cell in enumerate(passages.rows[row].cells) if cell is not None)
    return passages.passage(row, told).text[:5]


def screen(bench: Bench) -> object:
    """The screen in front."""
    return bench.app.screen.name


def focused(bench: Bench) -> object:
    """The pane that has the keys."""
    return bench.app.focused.id if bench.app.focused else None


def message(bench: Bench) -> str:
    """What the screen in front says."""
    front = bench.app.screen
    return front.status.message if isinstance(front, Page) else ""


def asked(bench: Bench) -> bool:
    """Whether the next key names something."""
    front = bench.app.screen
    return isinstance(front, Page) and front.keys.asking


def dialogue(bench: Bench) -> str:
    """What stands in front."""
    return type(bench.app.screen).__name__


def reading(bench: Bench) -> tuple[object, str]:
    """The screen in front and the text at the reader's caret."""
    pane = bench.app.navigator.reader.pane
    return screen(bench), pane.article.text[pane.caret : pane.caret + 10] if pane.article else ""


def ids(bench: Bench) -> list[str]:
    """The accounts that are compared."""
    compared = compare(bench).compared
    return [article.id for article in compared.articles] if compared else []


def copied(bench: Bench) -> list[str]:
    """The beginnings of the lines copied."""
    return [line[:15] for line in bench.app.clipboard.splitlines() if line.startswith("“")]


Row = tuple[tuple[str, ...], "Callable[[Bench], object]", object]

CASES: dict[tuple[str, str], Row] = {
    (LIBRARY, "compare"): (("space", "space"), lambda b: (screen(b), ids(b)), (COMPARE, ["a.txt", "b.txt"])),
    (LIBRARY, "go_compare"): ((*ENTRY, "1", "j"), screen, COMPARE),
    (READER, "compare"): (("1", "space", "space", "2", *"}}}"), lambda b: (screen(b), entry(b)), (COMPARE, 2)),
    (READER, "go_compare"): (("1", *ENTRY, "2"), screen, COMPARE),
    (COMPARE, "down"): ((), entry, 1),
    (COMPARE, "up"): (("j", "j"), entry, 1),
    (COMPARE, "top"): (("j", "j"), entry, 0),
    (COMPARE, "bottom"): ((), entry, 5),
    (COMPARE, "screen_middle"): ((), entry, 3),
    (COMPARE, "page_down"): ((), entry, 5),
    (COMPARE, "page_up"): (("G",), entry, 0),
    (COMPARE, "half_page_down"): ((), entry, 5),
    (COMPARE, "half_page_up"): (("G",), entry, 0),
    (COMPARE, "next_pane"): ((), side, 1),
    (COMPARE, "previous_pane"): ((), side, 1),
    (COMPARE, "open_passage"): (("j", "j", "l"), reading, (READER, CALM[:10])),
    (COMPARE, "side_left"): (("l",), side, 0),
    (COMPARE, "side_right"): ((), side, 1),
    (COMPARE, "next_difference"): ((), entry, 2),
    (COMPARE, "previous_difference"): (("G",), entry, 4),
    (LIBRARY, "compare_nearest"): ((), lambda b: (screen(b), ids(b)), (COMPARE, ["a.txt", "b.txt"])),
    (READER, "compare_nearest"): (("1", "2"), lambda b: (screen(b), ids(b)), (COMPARE, ["a.txt", "b.txt"])),
    (COMPARE, "next_flag"): ((), entry, 5),
    (COMPARE, "previous_flag"): (("G",), message, "There is no flag before this one."),
    (COMPARE, "next_one_sided"): ((), entry, 3),
    (COMPARE, "previous_one_sided"): (("G",), entry, 3),
    (COMPARE, "open_all"): ((), lambda b: compare(b).view.choice.whole, True),
    (COMPARE, "fold_same"): ((), lambda b: compare(b).view.choice.folded, True),
    (COMPARE, "quotations"): ((), shown, [4]),
    (COMPARE, "differing"): ((), shown, [0, 2, 3, 4, 5]),
    (COMPARE, "words"): ((), message, "Words that differ are not marked."),
    (COMPARE, "lead"): (("j", "j", "l"), lambda b: (compare(b).view.choice.lead, words(b)), (1, ALARM[:5])),
    (COMPARE, "matrix"): (("j",), lambda b: (compare(b).view.as_matrix, words(b)), (True, GROWN[:5])),
    (COMPARE, "facts"): ((), lambda b: (compare(b).facts.open, focused(b)), (True, "facts")),
    (COMPARE, "bring_in"): (("1", "space", "3"), ids, ["a.txt", "b.txt", "c.txt"]),
    (COMPARE, "select_rows"): (("j",), message, SELECTING),
    (COMPARE, "find_rows"): ((), lambda b: compare(b).find_box.typing, True),
    (COMPARE, "export"): ((), dialogue, Prompt.__name__),
    (COMPARE, "copy"): (("j", "v", "j"), copied, ["“Talks between "] * 2 + ["“Washington has"] * 2),
    (COMPARE, "copy_cited"): (("n",), copied, ["“Washington has", "“Washington has"]),
    (COMPARE, "browse"): ((), message, "Opening https://example.org/a in the browser."),
    (COMPARE, "pipe"): ((), dialogue, Prompt.__name__),
    (COMPARE, "zen"): ((), lambda b: (compare(b).head.display, compare(b).map.display), (False, False)),
    (COMPARE, "go_library"): ((), screen, LIBRARY),
    (COMPARE, "go_reader"): ((), screen, READER),
    (COMPARE, "go_compare"): ((), screen, COMPARE),
    (COMPARE, "back_place"): ((), screen, LIBRARY),
    (COMPARE, "forward_place"): (("j", "enter", "ctrl+o"), reading, (READER, GROWN[:10])),
    (COMPARE, "undo"): (("1", "g", "g", "s", "3"), lambda b: b.library.mark("a.txt").starred, False),
    (COMPARE, "redo"): (("1", "g", "g", "s", "3", "u"), lambda b: b.library.mark("a.txt").starred, True),
    (COMPARE, "recent"): ((), dialogue, Picker.__name__),
    (COMPARE, "record"): ((), asked, True),
    (COMPARE, "replay"): ((), asked, True),
    (COMPARE, "palette"): ((), dialogue, Picker.__name__),
    (COMPARE, "help"): ((), dialogue, Picker.__name__),
    (COMPARE, "leave"): (("slash", *"ships"), shown, [0, 1, 2, 3, 4, 5]),
    (COMPARE, "back"): ((), screen, LIBRARY),
    (COMPARE, "suspend"): ((), message, "Other programs can't use this terminal."),
    (COMPARE, "redraw"): ((), message, "Painted anew."),
    (COMPARE, "quit"): ((), lambda b: b.app._exit, True),
}
