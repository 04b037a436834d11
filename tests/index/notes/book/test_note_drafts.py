"""Drafts: what was typed and not saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.errors import SaveError
from index.model.note import Note, Target
from index.notes.book.note_drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.notes.book.notebook import Notebook

B = Target("b.txt")


def test_drafts(book: Notebook, open_book: Callable[[], Notebook]) -> None:
    """What was typed and not saved is there after a crash, and gone when it is dropped."""
    note = book.write("Hm.", [B])
    typed = book.edit(note)
    book.drafts.keep("new b.txt", typed)
    again = open_book()
    assert (again.drafts.get("new b.txt"), again.drafts.get("other"), again.all()) == (typed, None, (note,))
    again.drafts.drop("new b.txt")
    assert book.drafts.all() == {}


NOTE = Note("N1", "note", "Hm.", "ana", "c", "m", ("x",), (B,))


def test_drafts_go_to_the_first_folder_that_can_be_written(tmp_path: Path) -> None:
    """Where the notes folder can't be written the spare one takes them; what is in the first counts."""
    (tmp_path / "a").write_text("a file in the way")
    drafts = Drafts([tmp_path / "a", tmp_path / "b"])
    drafts.keep("key", NOTE)
    assert (drafts.get("key"), len(list((tmp_path / "b").glob("draft-*.yaml")))) == (NOTE, 1)
    (tmp_path / "a").unlink()
    newer = replace(NOTE, text="Hm, yes.")
    drafts.keep("key", newer)
    assert Drafts([tmp_path / "a", tmp_path / "b"]).all() == {"key": newer}
    drafts.drop("key")
    assert (dict(drafts.all()), list(tmp_path.rglob("draft-*"))) == ({}, [])


def test_a_draft_knows_what_it_was_begun_on(tmp_path: Path) -> None:
    """A later run merges it with what the note has become; a draft of a new note was begun on nothing."""
    drafts = Drafts([tmp_path])
    drafts.keep("key", replace(NOTE, text="Hm, yes."), NOTE)
    drafts.keep("new", NOTE)
    again = Drafts([tmp_path])
    assert (again.before("key"), again.before("new"), again.before("none")) == (NOTE, None, None)
    assert {key: note.text for key, note in again.all().items()} == {"key": "Hm, yes.", "new": "Hm."}


def test_a_draft_that_can_be_kept_nowhere_is_an_error(tmp_path: Path) -> None:
    """The sentence says what stands in the way, or that there is no folder at all."""
    (tmp_path / "a").write_text("a file in the way")
    with pytest.raises(SaveError, match="a file stands where its folder should be"):
        Drafts([tmp_path / "a"]).keep("key", NOTE)
    with pytest.raises(SaveError, match="there is no folder for it"):
        Drafts([]).keep("key", NOTE)


def test_drafts_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    """A file with a mistake, or without a note, costs the others nothing."""
    drafts = Drafts([tmp_path])
    drafts.keep("key", NOTE)
    (tmp_path / "draft-0.yaml").write_text("key: [")
    (tmp_path / "draft-1.yaml").write_text("key: other\nnotes: []\n")
    (tmp_path / "draft-2.yaml").mkdir()
    (tmp_path / "note.yaml").write_text("key: third\nnotes:\n  - text: x\n")
    assert drafts.all() == {"key": NOTE}
