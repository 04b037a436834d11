"""Two versions of a file of notes become one: copies of sync tools, a colleague's file, git's marks, formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import ReadError, YamlError
from index.model.note import Target
from index.notes.book.note_merging import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.notes.book.notebook import Notebook

B = Target("b.txt")


@pytest.fixture
def copy(folder: Path) -> Path:
    return folder / "b.txt (Ana's conflicted copy 2026-11-22).yaml"


def test_copy_with_a_new_note(book: Notebook, folder: Path, copy: Path) -> None:
    """A note that only the copy has is added, the copy goes, and a backup of it stays."""
    one = book.write("One.", [B])
    copy.write_text((folder / "b.txt.yaml").read_text() + "\n  - id: 01NEW\n    text: New.\n")
    outcome = book.merge(copy)
    assert outcome == (("01NEW",), (), ())
    assert ([note.id for note in book.notes("b.txt")], copy.exists()) == (sorted([one.id, "01NEW"]), False)
    assert (len(list((folder / ".backup").glob("[!.]*"))), book.problems) == (1, ())


def test_copy_merged_twice(book: Notebook, folder: Path, tmp_path: Path) -> None:
    """A colleague's file may be merged again and again; it stays where it is and changes nothing more."""
    book.write("One.", [B])
    theirs = tmp_path / "ben.yaml"
    theirs.write_text((folder / "b.txt.yaml").read_text().replace("One.", "One!") + "\n  - id: 01BEN\n    text: Hi.\n")
    outcomes = [book.merge(theirs), book.merge(theirs)]
    assert (outcomes[0].added, outcomes[1], theirs.exists()) == (("01BEN",), ((), (), ()), True)
    assert [note.text for note in book.all()] == ["Hi.", "One!"]


def test_copy_changed_on_the_other_side(book: Notebook, folder: Path, copy: Path) -> None:
    """A note changed in the copy alone takes the copy's words, one changed here alone keeps ours."""
    ours, theirs = book.write("Ours.", [B]), book.write("Theirs.", [B])
    text = (folder / "b.txt.yaml").read_text()
    copy.write_text(text.replace("Theirs.", "Theirs!"))
    book.edit(ours, text="Ours!")
    assert (book.merge(copy), [note.text for note in book.all()]) == (((), (theirs.id,), ()), ["Ours!", "Theirs!"])


def test_copy_changed_on_both_sides(book: Notebook, folder: Path, copy: Path) -> None:
    """Where both changed the same words, both are kept."""
    note = book.write("One.", [B], tags=["x"])
    text = (folder / "b.txt.yaml").read_text()
    copy.write_text(
        text.replace("One.", "Theirs.")
        .replace("tags: [x]", "tags: [x, y]")
        .replace("modified: '2026-11-22T10:00", "modified: '2026-11-22T23:00")
    )
    book.edit(note, text="Ours.")
    outcome = book.merge(copy)
    answer = book.replies(note.id)[0]
    assert (outcome, book.note(note.id).text, answer.text, answer.tags, book.note(note.id).tags) == (
        ((), (note.id,), (answer.id,)),
        "Ours.",
        "Theirs.",
        ("x", "y", CONFLICT),
        ("x", "y"),
    )


def test_copy_of_a_deleted_note(book: Notebook, folder: Path, copy: Path) -> None:
    """A note deleted here and not changed there stays deleted."""
    note = book.write("One.", [B])
    text = (folder / "b.txt.yaml").read_text()
    book.remove(note.id)
    copy.write_text(text)
    assert (book.merge(copy), book.all(), copy.exists()) == (((), (), ()), (), False)


def test_merge_is_undone(book: Notebook, folder: Path, copy: Path) -> None:
    """What a merge brought in is taken out as one act."""
    one = book.write("One.", [B])
    copy.write_text((folder / "b.txt.yaml").read_text().replace("One.", "One!") + "\n  - id: 01NEW\n    text: New.\n")
    book.merge(copy)
    assert (book.undo(), book.all()) == (f"{copy.name} merged", (one,))


@pytest.mark.parametrize("text", ["notes: [", "notes: x\n", "notes:\n  - id: [a]\n"])
def test_copy_that_cannot_be_read(book: Notebook, copy: Path, text: str) -> None:
    """A copy with a mistake is reported with its line and kept."""
    book.write("One.", [B])
    copy.write_text(text)
    with pytest.raises(YamlError):
        book.merge(copy)
    assert (len(book.all()), copy.read_text()) == (1, text)


def test_missing_copy_is_told(book: Notebook, copy: Path) -> None:
    """A copy that is not there is an error with its name."""
    with pytest.raises(ReadError, match="conflicted copy"):
        book.merge(copy)


@pytest.mark.parametrize("with_base", [True, False])
def test_marks_of_git(book: Notebook, open_book: Callable[[], Notebook], folder: Path, *, with_base: bool) -> None:
    """A file with git's marks is mended: notes of both sides are there, and two texts are both kept."""
    book.write("One.", [B])
    path = folder / "b.txt.yaml"
    base = "    text: |-\n      One.\n"
    middle = f"||||||| parent\n{base}" if with_base else ""
    marked = (
        f"<<<<<<< HEAD\n{base.replace('One', 'Ours')}{middle}=======\n{base.replace('One', 'Theirs')}>>>>>>> theirs\n"
    )
    text = path.read_text().replace(base, marked)
    text += "<<<<<<< HEAD\n||||||| p\n" * with_base + "<<<<<<< HEAD\n" * (not with_base)
    text += "=======\n\n  - id: 01NEW\n    text: New.\n>>>>>>> theirs\n# mine\n"
    path.write_text(text)
    book.refresh()
    assert [(problem.column, problem.message) for problem in book.problems] == [(1, "a merge conflict was left here")]
    book.merge(path)
    assert sorted(note.text for note in open_book().all()) == ["New.", "Ours.", "Theirs."]
    assert (book.problems, path.read_text().endswith("# mine\n")) == ((), True)
    assert [copy.read_text() for copy in (folder / ".backup").glob("[!.]*")] == [text]


def test_format(book: Notebook, folder: Path) -> None:
    """A file is written anew in the fixed style with ids for all, keys of others kept, and its old form backed up."""
    folder.mkdir()
    path = folder / "b.txt.yaml"
    path.write_text("notes: [{text: Hm., mood: fine}]   # quick\nby: ana\n")
    before = book.all()[0]
    assert (book.format(path), book.format(path), book.all()) == (True, False, (before,))
    assert path.read_text() == (
        "# Notes on b.txt. Safe to edit by hand.\nschema: '1'\narticle: b.txt\nby: ana\nnotes:\n"
        f"  - id: {before.id}\n    kind: note\n    text: |-\n      Hm.\n"
        "    targets:\n      - article: b.txt\n    mood: fine\n"
    )
    assert len(list((folder / ".backup").glob("[!.]*"))) == 1


def test_format_refuses_what_it_cannot_understand(book: Notebook, folder: Path) -> None:
    """A file with a note that can't be meant is not written anew, for that note would go."""
    folder.mkdir()
    path = folder / "b.txt.yaml"
    path.write_text("notes:\n  - text: Hm.\n  - tags: {a: b}\n")
    with pytest.raises(YamlError) as refusal:
        book.format(path)
    assert (refusal.value.line, path.read_text()) == (3, "notes:\n  - text: Hm.\n  - tags: {a: b}\n")
