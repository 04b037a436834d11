"""A change that had to wait is made once: killed at any point, with other windows and hands at the same notes."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import pytest

from index.errors import BusyError, SaveError
from index.files.lock import FileLock
from index.model.note import Target
from index.notes.book.note_merging import CONFLICT
from index.notes.book.note_store import NoteStore
from index.notes.book.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.model.note import Note
    from index.notes.book.notebook import Notebook

B = Target("b.txt")


class KilledError(BaseException):
    """Stands for the end of the process."""


def killed(*_: object) -> None:
    """End it here."""
    raise KilledError


def told(book: Notebook) -> list[tuple[str, bool]]:
    """Return every note's text and whether it is what a conflict left."""
    return [(note.text, CONFLICT in note.tags) for note in book.all()]


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "b.txt.yaml"


@pytest.fixture
def waits(book: Notebook, path: Path) -> Callable[[Callable[[Note], object]], bytes]:
    """Return a way to let a change of a note wait, which gives back the file as it was before."""

    def made_to_wait(change: Callable[[Note], object]) -> bytes:
        note = book.write("Old.", [B])
        whole = path.read_bytes()
        path.write_bytes(whole + b"oops: [\n")
        book.refresh()
        change(note)
        path.write_bytes(whole)
        return whole

    return made_to_wait


def cut_off(open_book: Callable[[], Notebook], monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    """Open the notes, and be killed where a step is called."""
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed)
        with pytest.raises(KilledError):
            open_book().all()


def test_made_and_edited_back_before_it_was_forgotten(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, waits: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Killed when the change was made and not yet forgotten; who edits the note back is not overruled."""
    waits(lambda note: book.edit(note, text="New."))
    cut_off(open_book, monkeypatch, Waiting, "drop")
    assert "New." in path.read_text()
    path.write_text(path.read_text().replace("New.", "Old."))

    assert [told(open_book()), told(open_book())] == [[("Old.", False), ("New.", True)]] * 2


def test_made_and_not_forgotten(
    book: Notebook, open_book: Callable[[], Notebook], waits: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A waiting change that was made before the kill is dropped if nothing else happened in between."""
    waits(lambda note: book.edit(note, text="New."))
    cut_off(open_book, monkeypatch, Waiting, "drop")

    assert [told(open_book()), dict(open_book().waiting)] == [[("New.", False)], {}]


def test_begun_and_not_made(
    book: Notebook, open_book: Callable[[], Notebook], waits: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the change was made: it is made."""
    waits(lambda note: book.edit(note, text="New."))
    cut_off(open_book, monkeypatch, NoteStore, "_make")

    assert told(open_book()) == [("New.", False)]


def test_begun_and_the_file_changed_by_hand(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, waits: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Killed before the change was made, and the file written anew: the note bears its old time, so it is made."""
    waits(lambda note: book.edit(note, text="New."))
    cut_off(open_book, monkeypatch, NoteStore, "_make")
    path.write_text(path.read_text() + "# by hand\n")

    assert told(open_book()) == [("New.", False)]


def test_an_undoing_begun_and_the_file_changed_by_hand(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was undone goes back to its old time and is undone all the same."""
    book.edit(book.write("Old.", [B]), text="New.")
    whole = path.read_bytes()
    path.write_bytes(whole + b"oops: [\n")
    book.refresh()
    book.undo()
    path.write_bytes(whole)
    cut_off(open_book, monkeypatch, NoteStore, "_make")
    path.write_bytes(whole + b"# by hand\n")

    assert told(open_book()) == [("Old.", False)]


def test_begun_in_the_second_of_the_change_before_and_the_file_changed_by_hand(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, waits: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """If both changes have the same time, both texts are kept."""
    waits(lambda note: book.edit(note, text="New.", modified=note.modified))
    cut_off(open_book, monkeypatch, NoteStore, "_make")
    path.write_text(path.read_text() + "# by hand\n")

    assert told(open_book()) == [("Old.", False), ("New.", True)]


@pytest.mark.parametrize("step", ["_make", "drop"])
def test_a_deletion_is_made_once(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, waits: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch, step: str,
) -> None:  # fmt: skip
    """Killed before or after: gone; restored by then, it stays."""
    whole = waits(lambda note: book.remove(note.id))
    cut_off(open_book, monkeypatch, NoteStore if step == "_make" else Waiting, step)
    if step == "drop":
        path.write_bytes(whole)

    assert told(open_book()) == ([("Old.", False)] if step == "drop" else [])


def test_a_new_note_that_was_taken_away_again_does_not_come_back(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, waits: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A note that waited, was written, and was removed in another window before it was forgotten stays in the trash."""
    waits(lambda _: book.write("New.", [B]))
    other = open_book()
    with monkeypatch.context() as patch:
        patch.setattr(Waiting, "drop", lambda *_: None)
        new = next(note for note in other.all() if note.text == "New.")
        other.remove(new.id)

    assert ([text for text, _ in told(open_book())], [note.text for note in open_book().trash()]) == (
        ["Old."],
        ["New."],
    )
    assert path.exists()


def test_what_another_window_makes_waits_for_it(
    book: Notebook, folder: Path, waits: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another window writes a waiting change, it stays visible and is reported as busy."""
    waits(lambda note: book.edit(note, text="New."))
    monkeypatch.setattr("index.notes.book.recovery.FileLock", lambda path: FileLock(path, timeout=0.0))
    with FileLock(folder / ".journal" / "waiting-lock"):
        book.refresh()
        assert (told(book), [type(error) for error in book.waiting.values()]) == ([("New.", False)], [BusyError])
    book.refresh()
    assert (told(book), dict(book.waiting)) == ([("New.", False)], {})


def test_a_change_that_fails_again_is_as_if_it_had_not_begun(
    book: Notebook, open_book: Callable[[], Notebook], path: Path, waits: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A disk that fails a second time leaves the change waiting, and a file mended later takes it as it is."""

    def fails(*_: object) -> None:
        raise SaveError("x", "the disk is full", "free some space")

    waits(lambda note: book.edit(note, text="New."))
    with monkeypatch.context() as patch:
        patch.setattr(NoteStore, "_make", fails)
        assert told(open_book()) == [("New.", False)]
    path.write_text(path.read_text() + "# by hand\n")

    assert told(open_book()) == [("New.", False)]


def test_what_waits_for_a_writer_is_made_when_that_is_done(book: Notebook, folder: Path) -> None:
    """A stopped writer is named, holds nobody up for each note that waits, and a look at one article makes them all."""
    old = book.write("Old.", [B])
    with FileLock(folder / ".journal" / "lock"), pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.notes.sheet.FileLock", partial(FileLock, timeout=0.0))
        for number in range(3):
            book.write(f"New {number}.", [B])
        book.edit(old, text="Newer.")
        patched.setattr("index.notes.sheet.FileLock", killed)  # none is asked again while the writer is at work
        assert (book.look("b.txt"), book.refresh()) == (frozenset(), frozenset())
        assert [str(os.getpid()) in str(error) for error in book.waiting.values()] == [True] * 4
    assert book.look("b.txt") == frozenset()
    assert (dict(book.waiting), [text for text, _ in told(book)]) == ({}, ["Newer.", "New 0.", "New 1.", "New 2."])
