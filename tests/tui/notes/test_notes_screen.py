"""The screen of all notes: listed, found, filtered, sorted, re-anchored, exported, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from index import Article, Note, Span
from tests.tui.fakes import Bench, screen_text
from tests.tui.samples import BODY, article
from tui.keymap import NOTES, READER

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tui.notes.notes_screen import NotesScreen


def span_of(of: Article, words: str) -> Span:
    start = of.text.index(words)
    return Span(start, start + len(words))


def noted(bench: Bench, id: str, words: str, text: str, **fields: Any) -> Note:
    """Write a note on words of an article (empty: the whole of it)."""
    of = bench.library.articles[id]
    target = bench.library.notes.target(of, span_of(of, words) if words else Span(0, 0))
    return bench.library.notebook.write(text, [target], **fields)


def some_notes(bench: Bench) -> tuple[Note, Note, Note]:
    return (
        noted(bench, "a.txt", "spoke for five and a half hours", "Five hours?", kind="question", tags=["framing"]),
        noted(bench, "b.txt", "Taiwan was named four times", "Counted", kind="fact", tags=["quotes", "framing"]),
        noted(bench, "c.txt", "", "A quiet one"),
    )


async def listing(bench: Bench, pilot: Pilot[None], *keys: str) -> NotesScreen:
    await bench.settle(pilot)
    await bench.press(pilot, "4", *keys)
    return bench.app.navigator.notes_screen


def listed(screen: NotesScreen) -> list[str]:
    return [row.placed.note.text for row in screen.search.shown]


def in_list(screen: NotesScreen) -> str:
    """What the list shows, without the note in full beside it."""
    return "\n".join(screen.list.render_line(line).text for line in range(screen.list.rows_shown + 1))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_all_notes_are_listed_with_outlet_paragraph_kind_and_words(size: tuple[int, int]) -> None:
    """Each note has a line; the one under the cursor stands in full beside or below it."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=size) as pilot:
        await listing(bench, pilot, "G")
        shown = screen_text(bench.app)
        assert "3 notes" in shown
        assert all(words in shown for words in ("LA Times", "The Hindu", "question", "Counted", "A quiet one"))
        assert "“spoke for five and a half hours”" in " ".join(shown.split())


async def test_the_mouse_chooses_marks_and_opens_a_note() -> None:
    """As in the other lists: a click chooses, one on the column of marks marks, two open."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot)
        await pilot.click(screen.list, offset=(30, 2))
        assert (screen.list.cursor, screen.list.marked) == (1, [])
        await pilot.click(screen.list, offset=(2, 3))
        assert (screen.list.cursor, [row.placed.note.text for row in screen.list.marked]) == (2, [listed(screen)[2]])
        await pilot.click(screen.list, offset=(30, 1), times=2)
        await bench.settle(pilot)
        assert bench.app.front == READER


async def test_the_last_of_many_notes_is_seen() -> None:
    """The line with the names of the columns takes none of the rows away, whichever way one comes."""
    bench = Bench()
    for number in range(40):
        noted(bench, "a.txt", "", f"Number {number:02}")
    async with bench.app.run_test(size=(120, 24)) as pilot:
        screen = await listing(bench, pilot, "G")
        assert listed(screen)[-1] in in_list(screen)
        await bench.press(pilot, "g", "g")
        assert (listed(screen)[0] in in_list(screen), "Outlet" in in_list(screen)) == (True, True)
        await bench.press(pilot, "G", "k")
        assert listed(screen)[-2] in in_list(screen)


async def test_an_empty_notebook_says_how_to_begin() -> None:
    """Without notes the list says which key writes one."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot)
        assert "There are no notes yet; a in an article writes one." in screen_text(bench.app)


async def test_notes_are_searched_as_one_types() -> None:
    """Every word must stand in text, tags or passage; esc leaves the box, then clears it, then goes back."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "slash", *"framing taiwan")
        assert (listed(screen), "1 of 3" in screen_text(bench.app)) == (["Counted"], True)
        await bench.press(pilot, "escape", "escape")
        assert len(screen.search.shown) == 3
        await bench.press(pilot, "escape")
        assert bench.app.screen.name == "library"


async def test_notes_are_filtered_by_kind_and_tag_together() -> None:
    """F chooses a value; a second one of another field narrows further; "all notes" takes all out."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "f", *"tag framing", "enter")
        assert sorted(listed(screen)) == ["Counted", "Five hours?"]
        await bench.press(pilot, "f", *"kind fact", "enter")
        assert listed(screen) == ["Counted"]
        assert "kind fact, tag framing" in screen_text(bench.app)
        await bench.press(pilot, "f", *"all", "enter")
        assert len(screen.search.shown) == 3


async def test_notes_are_sorted() -> None:
    """S chooses the order."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "S", *"oldest", "enter")
        assert listed(screen) == ["Five hours?", "Counted", "A quiet one"]
        await bench.press(pilot, "S", *"kind", "enter")
        assert listed(screen) == ["Counted", "A quiet one", "Five hours?"]


async def test_enter_reads_the_passage_and_esc_comes_back() -> None:
    """The caret stands on the passage; esc, as ctrl+o, returns to the same note."""
    bench = Bench()
    first, *_ = some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "G", "enter")
        assert (bench.app.screen.name, bench.app.navigator.reader.pane.caret) == (READER, first.targets[0].start)
        await bench.press(pilot, "escape")
        assert bench.app.screen.name == NOTES
        assert screen.list.row is not None
        assert screen.list.row.id == first.id
        await bench.press(pilot, "enter", "ctrl+o")
        assert bench.app.screen.name == NOTES


def fields(of: Article) -> dict[str, Any]:
    return {name: getattr(of, name) for name in Article.__dataclass_fields__}


def astray(bench: Bench) -> Note:
    """Write a note whose passage then changes beyond doubt."""
    bench.library.articles["a.txt"] = article("a.txt", "Talks", *BODY[:5], outlet="LA Times")
    note = noted(bench, "a.txt", "Taiwan was named four times in the statement that followed", "Four?")
    bench.library.articles["a.txt"] = Article(
        **{**fields(article("a.txt", "Talks", *_letters(), outlet="LA Times")), "hash": "another"}
    )
    return note


def _letters() -> list[str]:
    return [
        body.replace("Taiwan was named four times in the statement", "Taiwan was named six times in a statement")
        for body in BODY[:5]
    ]


async def test_a_changed_passage_shows_the_old_words_and_the_best_guess() -> None:
    """The list says so by sign and word, the detail shows both; A accepts the guess, u takes that back."""
    bench = Bench()
    note = astray(bench)
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await listing(bench, pilot)
        shown = " ".join(screen_text(bench.app).split())
        assert "changed?: Four?" in shown
        assert "best guess" in shown
        await bench.press(pilot, "A")
        assert bench.library.notebook.note(note.id).targets[0].exact.startswith("Taiwan was named six times")
        await bench.press(pilot, "u")
        assert bench.library.notebook.note(note.id).targets == note.targets


def lost(bench: Bench) -> Note:
    """Write a note whose passage is then taken out."""
    note = noted(bench, "b.txt", "Taiwan was named four times in the statement that followed", "Gone?")
    fresh = article(
        "b.txt", "Another story", "Nothing of the old text is left here.", "A second one.", outlet="The Hindu"
    )
    bench.library.articles["b.txt"] = Article(**{**fields(fresh), "hash": "another"})
    return note


async def test_a_lost_passage_is_listed_with_its_old_words() -> None:
    """Enter says that it is lost; x keeps the note on the whole article."""
    bench = Bench()
    note = lost(bench)
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await listing(bench, pilot)
        assert "lost: Gone?" in screen_text(bench.app)
        assert "was: “Taiwan was named four times" in screen_text(bench.app)
        await bench.press(pilot, "enter")
        assert "The passage of this note is lost" in screen_text(bench.app)
        await bench.press(pilot, "x")
        assert bench.library.notebook.note(note.id).targets[0].exact == ""
        assert "lost:" not in screen_text(bench.app)


async def test_a_note_on_an_article_that_is_not_read_is_not_called_lost() -> None:
    """Enter says why there is nothing to read."""
    bench = Bench()
    lost(bench)
    del bench.library.articles["b.txt"]
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await listing(bench, pilot)
        assert "not here: Gone?" in screen_text(bench.app)
        await bench.press(pilot, "enter")
        assert "b.txt is not among the articles read" in screen_text(bench.app)


async def test_a_lost_passage_is_picked_anew_in_its_article() -> None:
    """P opens the article; enter takes the sentence at the caret and comes back."""
    bench = Bench()
    note = lost(bench)
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await listing(bench, pilot, "P")
        assert bench.app.screen.name == READER
        await bench.press(pilot, "}", "}", "enter")
        assert bench.app.screen.name == NOTES
        assert bench.library.notebook.note(note.id).targets[0].exact == "A second one."


async def test_picking_can_be_left() -> None:
    """Esc leaves the note as it was."""
    bench = Bench()
    note = lost(bench)
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await listing(bench, pilot, "P", "escape")
        assert "The note is left as it was." in screen_text(bench.app)
        await bench.press(pilot, "escape")
        assert (bench.app.screen.name, bench.library.notebook.note(note.id)) == (NOTES, note)


async def test_notes_are_changed_from_the_list() -> None:
    """e, T, t and i work as in the reader; d takes the marked ones."""
    bench = Bench()
    first, second, third = some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "G", "e", *" No.", "f2", "t", "end", *" hours", "enter")
        note = bench.library.notebook.note(first.id)
        assert (note.text, note.tags) == ("Five hours? No.", ("framing", "hours"))
        await bench.press(pilot, "g", "g", "space", "space", "D")
        assert listed(screen) == ["Five hours? No."]
        assert "2 notes deleted; u brings them back." in screen_text(bench.app)
        await bench.press(pilot, "u")
        assert {row.id for row in screen.search.shown} == {first.id, second.id, third.id}


async def test_links_and_replies_lead_from_note_to_note() -> None:
    """Tab goes to the note in full, enter on a reply goes to it in the list."""
    bench = Bench()
    first, *_ = some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "G", "i", *"Yes.", "f2", "tab", "enter")
        assert "In reply to" in screen_text(bench.app)
        assert screen.list.row is not None
        assert screen.list.row.placed.note.reply_to == first.id


async def test_notes_are_copied_with_their_citation() -> None:
    """Y takes passage and words, Y also where they are from."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot, "G", "y")
        assert bench.app.clipboard == "“spoke for five and a half hours”\n\nFive hours?\n"
        await bench.press(pilot, "Y")
        assert bench.app.clipboard.splitlines()[1] == (
            "— Matthew Lee, “Talks in Beijing end without agreement”, LA Times (AP), 26 Apr 2024, ¶ 1, "
            "https://example.org/a"
        )


async def test_notes_are_exported_to_a_new_file(tmp_path: Path) -> None:
    """The ending names the form; a file that is there is never written over."""
    bench = Bench()
    some_notes(bench)
    path = tmp_path / "mine.csv"
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot, "E", "ctrl+u", *str(path), "enter")
        assert "Five hours?" in path.read_text(encoding="utf-8")
        path.write_text("kept")
        await bench.press(pilot, "E", "ctrl+u", *str(path), "enter")
        assert "is there already" in screen_text(bench.app)
        assert path.read_text() == "kept"


async def test_what_is_exported_is_counted_in_the_question() -> None:
    """One marked note is not called notes."""
    bench = Bench()
    every = len(some_notes(bench))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot, "E")
        assert f"Write {every} notes to" in screen_text(bench.app)
        await bench.press(pilot, "escape", "space", "E")
        assert "Write 1 note to" in screen_text(bench.app)


async def test_coming_back_to_the_window_takes_in_hand_edits() -> None:
    """On focus all files are looked at."""
    bench = Bench()
    first, *_ = some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot)
        path, _ = bench.library.notebook.position(first.id)
        path.write_text(path.read_text().replace("Five hours?", "By hand"))
        bench.app.on_app_focus()
        await bench.settle(pilot)
        assert "By hand" in listed(screen)


async def test_hostile_words_show_stand_ins_and_no_markup() -> None:
    """Kinds, tags, authors and words of notes come from files that anyone may have written."""
    bench = Bench()
    noted(bench, "a.txt", "", "\x1b]52;c;x\x07[red]no[/red]", kind="k\x1b", tags=["[b]\x9b"])
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot)
        shown = screen_text(bench.app)
        assert "[red]no[/red]" in shown
        await bench.press(pilot, "f")
        assert not {"\x1b", "\x07", "\x9b"} & set(shown + screen_text(bench.app))


async def test_the_library_counts_notes_on_its_rows() -> None:
    """A row bears the number of notes on its article; a on it writes one more."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "a", *"On the whole", "f2")
        assert bench.app.navigator.library.list.rows.row(0).notes == 2
        assert bench.library.notebook.notes("a.txt")[-1].targets[0].exact == ""


async def test_notes_are_not_counted_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the answer is there the screen neither says 0 nor that there are none."""
    bench = Bench()
    some_notes(bench)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        waiting: list[Any] = []
        monkeypatch.setattr(bench.app.notepad, "table", waiting.append)
        await bench.press(pilot, "4")
        shown = screen_text(bench.app)
        assert (bench.app.screen.name, "0 notes" in shown, "no notes yet" in shown) == (NOTES, False, False)
        monkeypatch.undo()
        bench.app.notepad.table(waiting[-1])
        await bench.settle(pilot)
        assert "3 notes" in screen_text(bench.app)
