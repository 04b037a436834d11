"""Notes in the reader: written, shown, changed, deleted and found again, by keys alone."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from index import SaveError, Span
from tests.tui.fakes import Bench, screen_text
from tests.tui.notebooks import NOW
from tui.app import VariorumApp
from tui.frame.picker import Picker
from tui.notes.note_editor import NoteEditor
from tui.notes.notepad import clock_time

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from index import Note
    from tui.reader.reader_screen import ReaderScreen

SIZES = [(80, 24), (120, 40)]


async def reading(bench: Bench, pilot: Pilot[None], *keys: str) -> ReaderScreen:
    await bench.settle(pilot)
    await bench.press(pilot, "enter", *keys)
    return bench.app.navigator.reader


def notes(bench: Bench) -> tuple[Note, ...]:
    return bench.library.notebook.notes("a.txt")


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_written_on_the_sentence_at_the_caret(size: tuple[int, int]) -> None:
    """A opens the editor, F2 saves; the note is anchored to the sentence and the time of saving is told."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await reading(bench, pilot, "}", "}", "a", *"Who said so?", "f2")
        (note,) = notes(bench)
        assert (note.text, note.kind, note.author) == ("Who said so?", "note", "Mira")
        assert note.targets[0].exact.startswith("“We are committed")
        assert f"Saved {clock_time(NOW)}" in screen_text(bench.app)


async def test_the_selection_goes_before_the_sentence() -> None:
    """What is selected is what the note is on; ctrl+s saves as F2 does."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}", "V", "l", "l", "a", *"x", "ctrl+s")
        assert notes(bench)[0].targets[0].exact == "BEI"
        assert reader.pane.selection is None


@pytest.mark.parametrize("keys", [("V", "l", "l"), ()], ids=["selected", "sentence"])
async def test_what_a_note_is_on_stays_selected_while_it_is_written(keys: tuple[str, ...]) -> None:
    """What was selected, else the sentence at the caret; however the box is left, nothing is selected behind it."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}", *keys)
        passage = reader.pane.passage
        await bench.press(pilot, "a")
        assert reader.pane.selection == passage
        await bench.press(pilot, "escape")
        assert reader.pane.selection is None


async def test_a_note_stands_beside_the_text_and_under_its_words() -> None:
    """The column lists it with its place, and the text is underlined where it stands."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}", "}", "a", *"Who said so?", "f2")
        shown = screen_text(bench.app)
        assert "Notes (1)" in shown
        assert "¶2  note" in shown
        assert "Who said so?" in shown
        target = notes(bench)[0].targets[0]
        assert list(reader.pane._highlights.overlays.layer("note").spans) == [Span(target.start, target.end)]


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_the_first_note_is_read_whole_at_once(size: tuple[int, int]) -> None:
    """A pane shown for the first time gets the lines its notes take, and more when another is written."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        reader = await reading(bench, pilot, "}", "a", *("so " * 60), "f2")
        assert screen_text(bench.app).count("so so") > 20
        assert reader.notes.size.height == reader.notes.virtual_size.height + 1
        await bench.press(pilot, "a", *("and " * 60), "f2")
        assert screen_text(bench.app).count("and and") > 20
        assert reader.notes.size.height == reader.notes.virtual_size.height + 1


async def test_notes_lie_in_a_drawer_where_there_is_little_room() -> None:
    """P opens them below the text, then the details, then closes both."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "}", "a", *"Hm", "f2", "p")
        assert "Notes on this article (1)" in screen_text(bench.app)
        assert reader.notes.has_focus
        await bench.press(pilot, "p")
        assert (reader.notes.display, reader.aside.display) == (False, True)
        await bench.press(pilot, "p")
        assert (reader.side.display, reader.pane.has_focus) == (False, True)


async def test_the_note_under_the_caret_is_lit() -> None:
    """Notes at the caret are lit, and keys act on them; elsewhere they say that there is none."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}", "}", "a", *"Hm", "f2")
        assert reader.beside._lit == {notes(bench)[0].id}
        await bench.press(pilot, "g", "g", "e")
        assert reader.beside._lit == frozenset()
        assert "There is no note here; a writes one." in screen_text(bench.app)


async def test_brackets_walk_from_note_to_note() -> None:
    """] and [ go to the passages of notes."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}", "H", "}", "}", "H", "g", "g", "]", "]")
        assert reader.pane.caret == sorted(note.targets[0].start for note in notes(bench))[1]
        await bench.press(pilot, "[", "]", "]")
        assert "There is no note further on." in screen_text(bench.app)


async def test_a_note_is_changed_in_the_editor() -> None:
    """E opens it with its words; unchanged, esc leaves without asking."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Hm", "f2", "e", *", really", "f2")
        assert notes(bench)[0].text == "Hm, really"
        await bench.press(pilot, "e", "escape")
        assert bench.app.screen.name == "reader"


async def test_leaving_changed_words_asks_first() -> None:
    """Esc asks; going on writing keeps the text, throwing it away writes nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Hm", "escape")
        assert isinstance(bench.app.screen, Picker)
        await bench.press(pilot, "down", "enter")
        editor = bench.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.note.text == "Hm"
        await bench.press(pilot, "escape", *"throw", "enter")
        assert (notes(bench), bench.library.notebook.drafts.all()) == ((), {})


async def test_a_draft_is_kept_when_the_typing_pauses_and_offered_again() -> None:
    """What was typed is on disk after a pause; the same key brings it back, and saving drops it."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Half a tho")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert [draft.text for draft in bench.library.notebook.drafts.all().values()] == ["Half a tho"]
        await bench.press(pilot, "escape", *"later", "enter")
        assert "not saved yet" in screen_text(bench.app)
        await bench.press(pilot, "a", *"ught", "f2")
        assert [note.text for note in notes(bench)] == ["Half a thought"]
        assert bench.library.notebook.drafts.all() == {}


async def test_a_draft_in_the_pane_can_be_gone_on_with() -> None:
    """Enter on what is not saved opens the editor with it."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Half", "escape", *"later", "enter", "g", "g", "tab", "enter", "f2")
        assert [note.text for note in notes(bench)] == ["Half"]


async def test_words_stay_in_the_editor_when_they_cant_be_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason stands under them, and the editor stays open."""
    bench = Bench()

    def refuse(*_: object, **__: object) -> None:
        raise SaveError("notes/a.txt.yaml", "the disk is full", "make room")

    monkeypatch.setattr(bench.library.notebook, "write", refuse)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Hm", "f2")
        assert isinstance(bench.app.screen, NoteEditor)
        assert "the disk is full" in screen_text(bench.app)
        assert bench.app.screen.note.text == "Hm"
        await bench.press(pilot, "escape", *"throw", "enter", "u")
        assert "There is nothing to undo." in screen_text(bench.app)


async def test_a_note_goes_to_the_trash_and_comes_back() -> None:
    """D deletes, u brings it back, ctrl+r deletes it again."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "H", "D")
        assert notes(bench) == ()
        assert "Note deleted; u brings it back." in screen_text(bench.app)
        await bench.press(pilot, "u")
        assert len(notes(bench)) == 1
        await bench.press(pilot, "ctrl+r")
        assert notes(bench) == ()


async def test_undo_takes_the_newest_act_back_be_it_of_notes_or_shelf() -> None:
    """A star, a note, another star: u undoes them last one first."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "s", "H", "s", "u")
        assert (bench.library.shelf.mark("a.txt").starred, len(notes(bench))) == (True, 1)
        await bench.press(pilot, "u")
        assert (bench.library.shelf.mark("a.txt").starred, len(notes(bench))) == (True, 0)
        await bench.press(pilot, "u", "u")
        assert "There is nothing to undo." in screen_text(bench.app)


async def test_an_act_of_an_earlier_session_can_be_undone() -> None:
    """After this session's own changes come those the notebook remembers."""
    bench = Bench()
    bench.library.notebook.write("Old", [bench.library.notes.target(bench.library.articles["a.txt"], Span(0, 5))])
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "u")
        assert len(notes(bench)) == 1
        assert "u again undoes, of an earlier session: note added." in screen_text(bench.app)
        await bench.press(pilot, "u")
        assert notes(bench) == ()
        assert "Undone, of an earlier session: note added." in screen_text(bench.app)
        await bench.press(pilot, "ctrl+r")
        assert len(notes(bench)) == 1


async def test_a_kind_is_chosen() -> None:
    """T lists the kinds."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "H", "T", *"quest", "enter")
        assert notes(bench)[0].kind == "question"


async def test_tags_are_completed() -> None:
    """T on a focused note asks for its tags; → completes the one being typed from those in use."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", "x", "tab", *"framing", "enter", "}", "}", "H", "tab", "end", "t")
        await bench.press(pilot, *"quotes fra")
        await pilot.pause()
        await bench.press(pilot, "right", "enter")
        assert [note.tags for note in notes(bench)] == [("framing",), ("quotes", "framing")]


async def test_a_note_is_answered_and_the_answer_stands_below_it() -> None:
    """I writes a reply without a place of its own."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Who?", "f2", "i", *"The minister.", "f2")
        first, second = notes(bench)
        assert (second.reply_to, second.targets) == (first.id, ())
        assert "reply" in screen_text(bench.app)


async def test_notes_are_linked() -> None:
    """L chooses another note; again takes the link away."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"one", "f2", "}", "}", "a", *"two", "f2", "L", "enter")
        first, second = notes(bench)
        assert second.links == (first.id,)
        await bench.press(pilot, "L", "enter")
        assert notes(bench)[1].links == ()


async def test_an_editor_outside_changes_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """ctrl+e saves what $EDITOR left; nothing when it changed nothing."""
    bench = Bench()
    answers = iter(["Hm, outside", None])
    monkeypatch.setattr("tui.outside.edit", lambda _: next(answers))
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(VariorumApp, "suspend", lambda _: nullcontext())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Hm", "f2", "ctrl+x", "ctrl+e")
        assert notes(bench)[0].text == "Hm, outside"
        await bench.press(pilot, "ctrl+x", "ctrl+e")
        assert "Nothing was changed." in screen_text(bench.app)


async def test_a_hand_edit_is_noticed_while_reading() -> None:
    """What is changed in the file is shown within a second."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Hm", "f2")
        path, _ = bench.library.notebook.position(notes(bench)[0].id)
        path.write_text(path.read_text().replace("Hm", "By hand"))
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert "By hand" in screen_text(bench.app)


async def test_an_open_editor_keeps_its_text_when_the_file_changes() -> None:
    """An open editor says that the file changed, and saving keeps both texts."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "}", "a", *"Hm", "f2", "e", *" mine")
        path, _ = bench.library.notebook.position(notes(bench)[0].id)
        path.write_text(path.read_text().replace("kind: note", "kind: claim"))
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert "changed outside" in screen_text(bench.app)
        await bench.press(pilot, "f2")
        assert (notes(bench)[0].text, notes(bench)[0].kind) == ("Hm mine", "claim")


async def test_hostile_notes_show_stand_ins_and_no_markup() -> None:
    """Controls in a note never reach the terminal, and square brackets are only brackets."""
    bench = Bench()
    target = bench.library.notes.target(bench.library.articles["a.txt"], Span(0, 5))
    bench.library.notebook.write("\x1b[31m[bold]red[/bold] \u202eevil", [target], tags=["a\x07b"])
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot)
        assert "␛[31m[bold]red[/bold] ◦evil" in screen_text(bench.app)
        await bench.press(pilot, "tab", "e")
        assert "␛[31m[bold]red[/bold] ◦evil" in screen_text(bench.app)
        assert "\x1b" not in screen_text(bench.app)


async def test_keys_act_on_the_shortest_note_at_the_caret() -> None:
    """Of notes on a paragraph, a few words and one of them, written in any order, the word's is changed and deleted."""
    bench = Bench()
    text = bench.library.articles["a.txt"].text
    word = Span(text.index("hours"), text.index("hours") + 5)
    paragraph = Span(text.index("BEIJING"), text.index("\n", word.end))
    for told, span in (("half", Span(word.start - 9, word.end)), ("all", paragraph), ("word", word)):
        target = bench.library.notes.target(bench.library.articles["a.txt"], span)
        bench.library.notebook.write(told, [target])
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}")
        left = []
        for offset in (paragraph.start, word.start - 3, word.start):
            reader.pane.jump(offset)
            await bench.settle(pilot)
            left.append(reader.beside.at_hand.note.text if reader.beside.at_hand else "")
        assert left == ["all", "half", "word"]
        await bench.press(pilot, "e", *"!", "f2", "D")
        assert [note.text for note in notes(bench)] == ["half", "all"]


async def test_what_waits_unsaved_is_announced_where_it_waits() -> None:
    """Text that was left for later is told of when it is left, and when its article is opened anew."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "}", "a", *"half", "escape", "l", "a", "t", "e", "r", "enter")
        assert "A note typed here is not saved yet; e goes on with it" in screen_text(bench.app)
        await bench.press(pilot, "J")
        await bench.press(pilot, "K")
        assert "A note typed here is not saved yet" in screen_text(bench.app)
        assert "1 unsaved" not in screen_text(bench.app)
        await bench.press(pilot, "j")
        assert "1 unsaved" in screen_text(bench.app)
        await bench.press(pilot, "4")
        assert "1 typed, not saved" in screen_text(bench.app)
        await bench.press(pilot, "q", "e", "f2")
        assert "unsaved" not in screen_text(bench.app)
        await bench.press(pilot, "4")
        assert "not saved" not in screen_text(bench.app)
