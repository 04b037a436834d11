"""The box in which a note is written stands under its passage, with kind, tags and the key that saves in sight."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import TextArea

from index import LibraryError
from tests.tui.fakes import Bench, screen_text

if TYPE_CHECKING:
    from index import Note


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("keys", [("}", "}"), ("G", "{"), ("}",) * 14])
async def test_the_box_never_covers_the_passage(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Wherever the passage is, at the end of the article too, it is read above the box; afterwards all is as before."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", *keys)
        pane = bench.app.navigator.reader.pane
        assert pane.view is not None
        span = pane.passage
        assert span is not None
        height = pane.virtual_size.height
        await bench.press(pilot, "a")
        box = bench.app.screen.query_one("#box").region
        rows = [pane.region.y + pane.view.row_of(offset) - pane.top for offset in (span.start, span.end - 1)]
        assert rows[1] < box.y
        assert rows[0] >= pane.region.y
        await bench.press(pilot, "escape")
        assert pane.virtual_size.height == height


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_kind_tags_and_the_key_that_saves_are_always_in_sight(size: tuple[int, int]) -> None:
    """Where there is little room the box takes the whole screen, and the passage stands in it."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "}", "a", *"Who says so?")
        shown = screen_text(bench.app)
        for part in ("Note on ¶1", "Who says so?", "tags, apart by spaces", "F2 ^s saves"):
            assert part in shown
        assert ("“BEIJING" in shown) == (size[1] < 20)
        await bench.press(pilot, *("enter",) * 30, "x")
        assert "F2 ^s saves" in screen_text(bench.app)
        await bench.press(pilot, "f2")
        (note,) = bench.library.notebook.all()
        assert note.text.startswith("Who says so?")


async def turns(bench: Bench) -> None:
    """Let the screen handle what it can while the search thread stands still."""
    for _ in range(300):
        await asyncio.sleep(0)
        bench.app.screen._on_timer_update()


def held(bench: Bench, monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> threading.Event:
    """Have notes saved only once this is set, as on a disk that is slow."""
    event, write = threading.Event(), bench.library.notebook.write

    def slow(*given: Any, **more: Any) -> Note:
        event.wait(60)
        if fails:
            raise LibraryError("a.txt.yaml", "the disk is full", "make room")
        return write(*given, **more)

    monkeypatch.setattr(bench.library.notebook, "write", slow)
    return event


@pytest.mark.parametrize("end", ["f2", "escape"])
async def test_what_is_typed_while_a_note_is_saved_is_kept(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    """Where a save takes longer than keys wait, the box stays with what was typed meanwhile until that is saved."""
    monkeypatch.setattr("tui.key_order.LONGEST", 0.0)
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        event = held(bench, monkeypatch)
        await bench.press(pilot, "a", *"Who")
        bench.send("f2")
        await turns(bench)
        assert "Saving…" in screen_text(bench.app)
        bench.send(*" says so?", "escape", "ctrl+t", "f4")
        await turns(bench)
        box = bench.app.screen
        assert "Still saving; what you type meanwhile is kept." in screen_text(bench.app)
        event.set()
        await bench.settle(pilot)
        (note,) = bench.library.notebook.all()
        assert (note.text, bench.app.screen) == ("Who", box)
        assert "Saved, without what was typed since" in screen_text(bench.app)
        await bench.press(pilot, end, *(("enter",) if end == "escape" else ()))
        (note,) = bench.library.notebook.all()
        assert (note.text, bench.app.session.front) == ("Who says so?", "library")
        assert bench.library.notebook.drafts.all() == {}


async def test_keys_typed_behind_the_one_that_saves_wait_for_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are meant for what lies under the box; where the save fails they are typed into it, and nothing is lost."""
    monkeypatch.setattr("tui.key_order.LONGEST", 60.0)
    for fails, text, cursor in ((False, ["Who"], 1), (True, [], 0)):
        bench = Bench()
        async with bench.app.run_test(size=(80, 24)) as pilot:
            await bench.settle(pilot)
            event = held(bench, monkeypatch, fails=fails)
            await bench.press(pilot, "a", *"Who")
            bench.send("f2", "j")
            await turns(bench)
            event.set()
            await bench.settle(pilot)
            told = [note.text for note in bench.library.notebook.all()]
            assert (told, bench.app.navigator.library.list.cursor) == (text, cursor)
            if fails:
                words = bench.app.screen.query_one(TextArea).text
                assert (words, "The text is kept here." in screen_text(bench.app)) == ("Whoj", True)


async def test_a_run_that_ends_while_a_note_is_saved_keeps_what_was_typed_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The note is written as it was sent, and a draft holds the rest."""
    monkeypatch.setattr("tui.key_order.LONGEST", 0.0)
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        event = held(bench, monkeypatch)
        await bench.press(pilot, "a", *"Who")
        bench.send("f2")
        await turns(bench)
        bench.send(*" else")
        await turns(bench)
        event.set()
        bench.app.exit()
    assert [note.text for note in bench.library.notebook.all()] == ["Who"]
    assert [draft.text for draft in bench.library.notebook.drafts.all().values()] == ["Who else"]


async def test_a_draft_of_an_older_note_overwrites_nothing() -> None:
    """The box says that the note has changed since; saved, both texts are there, the draft's as a conflict."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "a", *"Who", "f2")
        book = bench.library.notebook
        (note,) = book.all()
        book.drafts.keep(note.id, replace(note, text="Who says so?"), note)
        book.edit(note, text="Answered.")
        await bench.press(pilot, "4", "e")
        assert "not saved, and the note was changed since: saving keeps both" in screen_text(bench.app)
        await bench.press(pilot, "f2")
        assert {(one.text, one.tags, one.reply_to) for one in book.all()} == {
            ("Answered.", (), ""),
            ("Who says so?", ("conflict",), note.id),
        }
        assert book.drafts.all() == {}


async def test_a_run_that_ends_leaves_a_draft_of_what_stands_in_the_box() -> None:
    """Told to end between two letters, the reader keeps all of them; a note that was saved leaves no draft."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "a", *"Saved", "f2", "a", *"Who says so")
        bench.app.asked_to_end(signal.SIGTERM)
    assert [note.text for note in bench.library.notebook.all()] == ["Saved"]
    assert [note.text for note in bench.library.notebook.drafts.all().values()] == ["Who says so"]


async def test_a_note_saved_with_its_last_letter_leaves_no_draft() -> None:
    """The key that saves follows the last letter at once, so that the letter is heard of after the note was saved."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "a")
        for key in (*"Hm", "f2"):
            bench.send(key)
        await bench.settle(pilot)
        bench.timers.pass_by()
        await bench.settle(pilot)
    assert [note.text for note in bench.library.notebook.all()] == ["Hm"]
    assert bench.library.notebook.drafts.all() == {}


async def test_what_was_thrown_away_leaves_no_draft() -> None:
    """The box is gone when the run ends, and nothing of it comes back."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "a", *"Hm", "escape", *"throw", "enter")
        bench.app.asked_to_end(signal.SIGTERM)
    assert bench.library.notebook.drafts.all() == {}


@pytest.mark.parametrize(
    ("command", "saved", "drafts"), [(":wq", ["Hm"], []), (":x", ["Hm"], []), (":q", [], ["Hm"]), (":q!", [], [])]
)
async def test_the_box_is_left_by_the_commands_of_vim(command: str, saved: list[str], drafts: list[str]) -> None:
    """Esc and `:wq` save, `:q` keeps a draft, `:q!` throws away, as fingers expect that write elsewhere."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "a", *"Hm", "escape", *command, "enter")
        assert bench.app.screen.name == "library"
        kept = bench.library.notebook
        assert [note.text for note in kept.all()] == saved
        assert [note.text for note in kept.drafts.all().values()] == drafts


async def test_a_draft_is_kept_before_the_editor_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that ends the reader with it costs no letter; what it can't give back is said in the box."""
    bench, drafts = Bench(), list[str]()

    def edit(_: str) -> str:
        drafts.extend(note.text for note in bench.library.notebook.drafts.all().values())
        raise ValueError("note.md is kept: it is no UTF-8 at byte 4")

    monkeypatch.setattr("tui.outside.edit", edit)
    monkeypatch.setenv("VISUAL", sys.executable)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.app.suspend = nullcontext  # type: ignore[method-assign, assignment]
        await bench.press(pilot, "a", *"Who says so", "f4")
        assert drafts == ["Who says so"]
        assert "The editor can't be used: note.md is kept: it is no UTF-8 at byte 4." in screen_text(bench.app)


async def test_the_keys_of_the_box_fit_on_the_smallest_terminal() -> None:
    """In one line, the last one, so that the words have the rest."""
    bench = Bench()
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "a")
        told = screen_text(bench.app).split("\n")[-1].strip()
        assert told == "F2 ^s saves · tab tags · ^t kind · F4 $EDITOR · esc leaves"
