"""The journal: patches that go back and forth, and acts that outlive the run."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SaveError
from index.model.note import Note, Target
from index.notes.act_files import KEPT
from index.notes.book.journal import Act, Deed, Journal, Patch
from index.notes.book.note_file import NoteStep
from index.notes.book.note_paths import Home
from index.notes.sheet import BytesChange

if TYPE_CHECKING:
    from pathlib import Path

NOTE = Note(
    "N1", "note", "Hm.\n“Ha”", "ana", "c", "m", ("x",), (Target("a.txt", exact="q", start=1, end=2),), extra={"k": "v"}
)
contents = st.none() | st.text(st.characters(exclude_categories=["Cs"])).map(str.encode)


def act(number: int) -> Act:
    patch = Patch.of(BytesChange(None, f"new {number}\r\n\ufeff".encode()))
    deeds = (Deed(Home("a.txt"), (NoteStep(None, NOTE),), patch), Deed(Home(story="b"), (NoteStep(NOTE, None),), None))
    return Act(f"{number:04}", f"act {number}", deeds)


@given(contents, contents)
def test_patch_goes_both_ways(before: bytes | None, after: bytes | None) -> None:
    """A patch makes the one of the other, and its reverse the other of the one."""
    patch = Patch.of(BytesChange(before, after))
    back = patch.reversed()
    assert (patch.fits(before), patch.applied(before), back.fits(after), back.applied(after)) == (
        True,
        after,
        True,
        before,
    )


def test_patch_is_small() -> None:
    """Of a long file only what changed is kept."""
    patch = Patch.of(BytesChange(b"a" * 10_000 + b"one" + b"b" * 10_000, b"a" * 10_000 + b"two" + b"b" * 10_000))
    assert (patch.at, patch.removed, patch.inserted) == (10_000, "one", "two")


def test_acts_outlive_the_run(tmp_path: Path) -> None:
    """What one run did, undid and did again the next one knows."""
    first = Journal(tmp_path / "j")
    for number in range(3):
        first.record(act(number))
    first.step_back()
    first.step_back()
    second = Journal(tmp_path / "j")
    assert (second.last(), second.next()) == (act(0), act(1))
    second.step_forth()
    assert (Journal(tmp_path / "j").last(), Journal(tmp_path / "j").next()) == (act(1), act(2))


def test_new_act_forgets_what_was_undone(tmp_path: Path) -> None:
    """After something new nothing can be redone, in this run or the next."""
    journal = Journal(tmp_path / "j")
    journal.record(act(0))
    journal.step_back()
    journal.record(act(1))
    assert [(kept.last(), kept.next()) for kept in (journal, Journal(tmp_path / "j"))] == [(act(1), None)] * 2


def test_only_so_many_acts_are_kept(tmp_path: Path) -> None:
    """The oldest acts go when there are too many."""
    journal = Journal(tmp_path / "j")
    for number in range(KEPT + 3):
        journal.record(act(number))
    assert (len(list((tmp_path / "j").iterdir())), Journal(tmp_path / "j").last()) == (KEPT, act(KEPT + 2))


def test_broken_files_are_passed_over(tmp_path: Path) -> None:
    """A journal with files that can't be read forgets those acts and no others."""
    Journal(tmp_path / "j").record(act(0))
    for name, text in (("1", "deeds: ["), ("2", "deeds: x\n"), ("3", "deeds:\n  - x\n"), ("4", "\0")):
        (tmp_path / "j" / f"{name}.yaml").write_text(text)
    (tmp_path / "j" / "5.yaml").mkdir()
    assert Journal(tmp_path / "j").last() == act(0)


def test_journal_that_cannot_be_written(tmp_path: Path) -> None:
    """Where no journal can be kept, acts can be undone until the run ends."""
    (tmp_path / "j").write_text("a file in the way")
    journal = Journal(tmp_path / "j")
    journal.record(act(0))
    journal.step_back()
    assert (journal.next(), Journal(tmp_path / "j").last()) == (act(0), None)


def test_the_history_of_a_note_is_told_oldest_first(tmp_path: Path) -> None:
    """The history of a note has the steps of all acts but undone ones, oldest first."""
    journal = Journal(tmp_path / "j")
    for number in range(3):
        journal.record(act(number))
    journal.step_back()
    added, gone = NoteStep(None, NOTE), NoteStep(NOTE, None)
    assert list(journal.steps("N1")) == [added, gone, added, gone]
    assert list(Journal(tmp_path / "j").steps("N2")) == []


def test_what_was_undone_last_is_redone_first(tmp_path: Path) -> None:
    """Also by a later run, which knows the order by the names of the files."""
    journal = Journal(tmp_path / "j")
    for number in range(3):
        journal.record(act(number))
    for _ in range(3):
        journal.step_back()
    again = Journal(tmp_path / "j")
    told = []
    while (following := again.next()) is not None:
        told.append(following)
        again.step_forth()
    assert (told, again.last()) == ([act(0), act(1), act(2)], act(2))


def test_a_patch_of_repeated_letters_overlaps_nothing() -> None:
    """Where beginning and end could both be said to have stayed, no letter is counted twice."""
    patch = Patch.of(BytesChange(b"aaa", b"aaaaa"))
    assert (patch.at, patch.removed, patch.inserted) == (3, "", "aa")


def test_an_act_the_disk_keeps_back_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undoing what was done before it is not what was asked: it is told, and undone when the disk is well."""
    Journal(tmp_path).record(Act("1", "first", ()))
    Journal(tmp_path).record(Act("2", "second", ()))
    journal = Journal(tmp_path)

    def fails(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr("index.notes.book.journal.read_stamped", fails)
        with pytest.raises(SaveError, match="the disk reports an error"):
            journal.last()
    assert journal.last() == Act("2", "second", ())
