"""What each key does with notes: keys pressed first, what is looked at, what is seen after the key.

The screen of notes shows three: on the whole of one article, and on passages of two others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Span
from tests.tui.compare_cases import asked, dialogue, entry, message, screen
from tests.tui.fakes import FakeLibrary
from tui.frame.picker import Picker
from tui.frame.prompt import Prompt
from tui.keymap import COMPARE, LIBRARY, NOTES, READER
from tui.notes.note_editor import NoteEditor

if TYPE_CHECKING:
    from tests.tui.compare_cases import Row
    from tests.tui.fakes import Bench
    from tui.notes.notes_screen import NotesScreen


def noted_library() -> FakeLibrary:
    """Return a library with three notes, the last of which is listed first."""
    library = FakeLibrary()
    told = (
        ("a.txt", "spoke for five and a half hours", "Five hours?", "question"),
        ("b.txt", "Taiwan was named four times", "Counted", "fact"),
        ("c.txt", "", "A quiet one", "note"),
    )
    for id, words, text, kind in told:
        of = library.articles[id]
        start = of.text.index(words) if words else 0
        target = library.notes.target(of, Span(start, start + len(words)))
        library.notebook.write(text, [target], kind=kind, tags=["framing"])
    return library


def notes(bench: Bench) -> NotesScreen:
    """The screen itself."""
    return bench.app.navigator.notes_screen


def note(bench: Bench) -> str:
    """The words of the note under the cursor."""
    row = notes(bench).list.row
    return row.placed.note.text if row else ""


def count(bench: Bench) -> int:
    """How many notes there are."""
    return len(bench.library.notebook.all())


def caret(bench: Bench) -> tuple[object, int]:
    """The screen in front and the reader's caret."""
    return screen(bench), bench.app.navigator.reader.pane.caret


def clipboard(bench: Bench) -> str:
    """What was copied."""
    return bench.app.clipboard


EDITOR, PICKER, PROMPT = NoteEditor.__name__, Picker.__name__, Prompt.__name__
CITED = """“Taiwan was named four times”
— “Ministers warn of wider rift over Taiwan”, The Hindu (AP), 26 Apr 2024, ¶ 2

Counted
"""
LEFT = "Other programs can't use this terminal."

CASES: dict[tuple[str, str], Row] = {
    (LIBRARY, "annotate"): ((), dialogue, EDITOR),
    (LIBRARY, "go_notes"): ((), screen, NOTES),
    (READER, "annotate"): (("}",), dialogue, EDITOR),
    (READER, "highlight"): (("}",), count, 1),
    (READER, "edit_note"): (("}", "H"), dialogue, EDITOR),
    (READER, "edit_outside"): (("}", "H"), message, LEFT),
    (READER, "delete_note"): (("}", "H"), count, 0),
    (READER, "note_kind"): (("}", "H"), dialogue, PICKER),
    (READER, "link"): (("}", "H"), dialogue, PICKER),
    (READER, "reply"): (("}", "H"), dialogue, EDITOR),
    (READER, "next_note"): (("}", "H", "g", "g"), caret, (READER, 40)),
    (READER, "previous_note"): (("}", "H", "G"), caret, (READER, 40)),
    (READER, "go_notes"): ((), screen, NOTES),
    (COMPARE, "annotate"): ((), dialogue, EDITOR),
    (COMPARE, "highlight"): ((), count, 1),
    (COMPARE, "edit_note"): (("H",), dialogue, EDITOR),
    (COMPARE, "edit_outside"): (("H",), message, LEFT),
    (COMPARE, "delete_note"): (("H",), count, 0),
    (COMPARE, "note_kind"): (("H",), dialogue, PICKER),
    (COMPARE, "tag_note"): (("H",), dialogue, PROMPT),
    (COMPARE, "link"): (("H",), dialogue, PICKER),
    (COMPARE, "reply"): (("H",), dialogue, EDITOR),
    (COMPARE, "next_note"): (("H", "j", "j", "H", "g", "g"), entry, 2),
    (COMPARE, "previous_note"): (("H", "j", "j"), entry, 0),
    (COMPARE, "row_notes"): (("H",), lambda b: b.app.navigator.compare_screen.notes.display, True),
    (COMPARE, "go_notes"): ((), screen, NOTES),
    (NOTES, "down"): ((), note, "Counted"),
    (NOTES, "up"): (("j", "j"), note, "Counted"),
    (NOTES, "top"): (("j", "j"), note, "A quiet one"),
    (NOTES, "bottom"): ((), note, "Five hours?"),
    (NOTES, "screen_top"): (("G",), note, "A quiet one"),
    (NOTES, "screen_middle"): ((), note, "Counted"),
    (NOTES, "page_down"): ((), note, "Five hours?"),
    (NOTES, "page_up"): (("G",), note, "A quiet one"),
    (NOTES, "half_page_down"): ((), note, "Five hours?"),
    (NOTES, "half_page_up"): (("G",), note, "A quiet one"),
    (NOTES, "next_pane"): ((), lambda b: notes(b).detail.has_focus, True),
    (NOTES, "previous_pane"): ((), lambda b: notes(b).detail.has_focus, True),
    (NOTES, "annotate"): ((), dialogue, EDITOR),
    (NOTES, "edit_note"): ((), dialogue, EDITOR),
    (NOTES, "edit_outside"): ((), message, LEFT),
    (NOTES, "delete_note"): ((), note, "Counted"),
    (NOTES, "note_kind"): ((), dialogue, PICKER),
    (NOTES, "tag_note"): ((), dialogue, PROMPT),
    (NOTES, "link"): ((), dialogue, PICKER),
    (NOTES, "reply"): ((), dialogue, EDITOR),
    (NOTES, "go_passage"): (("G",), caret, (READER, 86)),
    (NOTES, "find_notes"): ((), lambda b: notes(b).find_box.typing, True),
    (NOTES, "filter_notes"): ((), dialogue, PICKER),
    (NOTES, "sort_notes"): ((), dialogue, PICKER),
    (NOTES, "mark_note"): ((), lambda b: (len(notes(b).list.marked), note(b)), (1, "Counted")),
    (NOTES, "clear_marks"): (("space", "space"), lambda b: notes(b).list.marked, []),
    (NOTES, "accept_guess"): ((), message, "There is no guess to accept here."),
    (NOTES, "pick_anew"): (("G",), caret, (READER, 86)),
    (NOTES, "keep_whole"): ((), message, "This note stands in its place."),
    (NOTES, "export_notes"): ((), dialogue, PROMPT),
    (NOTES, "note_detail"): ((), lambda b: notes(b).detail.display, False),
    (NOTES, "copy"): ((), clipboard, "A quiet one\n"),
    (NOTES, "copy_cited"): (
        ("j",),
        clipboard,
        CITED,
    ),
    (NOTES, "browse"): (("G",), message, "Opening https://example.org/a in the browser."),
    (NOTES, "pipe"): ((), dialogue, PROMPT),
    (NOTES, "zen"): ((), lambda b: notes(b).detail.display, False),
    (NOTES, "go_library"): ((), screen, LIBRARY),
    (NOTES, "go_reader"): (("1", "enter", "4"), screen, READER),
    (NOTES, "go_compare"): (("1", "space", "space", "c", "4"), screen, COMPARE),
    (NOTES, "go_notes"): ((), screen, NOTES),
    (NOTES, "back_place"): ((), screen, LIBRARY),
    (NOTES, "forward_place"): (("G", "enter", "ctrl+o"), caret, (READER, 86)),
    (NOTES, "undo"): (("D",), count, 3),
    (NOTES, "redo"): (("D", "u"), count, 2),
    (NOTES, "recent"): ((), dialogue, PICKER),
    (NOTES, "record"): ((), asked, True),
    (NOTES, "replay"): ((), asked, True),
    (NOTES, "palette"): ((), dialogue, PICKER),
    (NOTES, "help"): ((), dialogue, PICKER),
    (NOTES, "leave"): (("slash", "x", "enter"), lambda b: len(notes(b).search.shown), 3),
    (NOTES, "back"): ((), screen, LIBRARY),
    (NOTES, "suspend"): ((), message, LEFT),
    (NOTES, "redraw"): ((), message, "Painted anew."),
    (NOTES, "quit"): ((), lambda b: b.app._exit, True),
}
