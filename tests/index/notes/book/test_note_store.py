"""Notes through windows, typos, folders that can't be written, undo and restarts: nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.files.durable import TEMPORARY, _host
from index.model.note import Target
from index.notes.book.note_merging import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.notes.book.notebook import Notebook

A, B = Target("2024/a.txt", exact="“China’s concerns”", start=5, end=23), Target("b.txt")
BAD = "notes:\n  - id: N1\n    text: a: b\n"


def test_two_windows(open_book: Callable[[], Notebook]) -> None:
    """Two windows that add, edit and tag one note lose nothing."""
    one, two = open_book(), open_book()
    note = one.write("Hm.", [B], tags=["x"])
    two.refresh()
    one.edit(note, text="Mine.")
    two.edit(note, tags=("x", "y"))
    two.write("Other.", [B])
    one.refresh()
    assert [(kept.text, kept.tags) for kept in one.all()] == [("Mine.", ("x", "y")), ("Other.", ())]
    assert one.all() == two.all()


def test_two_windows_change_the_same_words(open_book: Callable[[], Notebook]) -> None:
    """Of two texts one stays the note and the other answers it."""
    one, two = open_book(), open_book()
    note = one.write("Hm.", [B])
    two.refresh()
    one.edit(note, text="One.")
    two.edit(note, text="Two.")
    one.refresh()
    assert [(kept.text, kept.tags) for kept in one.notes("b.txt")] == [("One.", ()), ("Two.", (CONFLICT,))]


def test_edited_wins_over_deleted(open_book: Callable[[], Notebook]) -> None:
    """A note that one window edits while another deletes it stays, in either order."""
    one, two = open_book(), open_book()
    first, second = one.write("First.", [B]), one.write("Second.", [B])
    two.refresh()
    one.edit(first, text="First!")
    two.remove(first.id)
    two.remove(second.id)
    one.edit(second, text="Second!")
    assert sorted(note.text for note in open_book().all()) == ["First!", "Second!"]


def test_undo_after_a_restart(open_book: Callable[[], Notebook], folder: Path) -> None:
    """Every act is undone and redone in order, across restarts, to the same bytes."""
    path = folder / "b.txt.yaml"
    states: list[bytes | None] = [None]
    book = open_book()
    note = book.write("Hm.", [B])
    states.append(path.read_bytes())
    path.write_text(path.read_text().replace("kind: note", "kind:   note  # by hand"))
    states[-1] = path.read_bytes()
    book.refresh()
    book.edit(book.note(note.id), text="Hm!")
    states.append(path.read_bytes())
    book.remove(note.id)
    assert [open_book().undo(), path.read_bytes()] == ["note deleted", states[2]]
    assert [open_book().undo(), path.read_bytes()] == ["text changed", states[1]]
    assert [open_book().redo(), path.read_bytes()] == ["text changed", states[2]]
    assert [open_book().undo(), open_book().undo(), path.exists(), open_book().undo()] == [
        "text changed",
        "note added",
        True,
        None,
    ]
    assert open_book().all() == ()


def test_undo_keeps_what_others_did(open_book: Callable[[], Notebook]) -> None:
    """Undoing an act takes back that act alone, not what another window or hand did since."""
    one, two = open_book(), open_book()
    note = one.write("Hm.", [B])
    one.edit(note, text="Hm!")
    two.refresh()
    two.write("Other.", [B])
    two.edit(two.note(note.id), tags=("y",))
    one.undo()
    assert [(kept.text, kept.tags) for kept in open_book().all()] == [("Hm.", ("y",)), ("Other.", ())]


def test_undo_of_a_deletion_empties_the_trash(book: Notebook) -> None:
    """A note that came back is no longer in the trash, and one that redo takes away is again."""
    note = book.write("Hm.", [B])
    book.remove(note.id)
    book.undo()
    assert (book.all(), book.trash()) == ((note,), ())
    book.redo()
    assert (book.all(), [gone.id for gone in book.trash()]) == ((), [note.id])


def test_new_act_ends_redoing(book: Notebook) -> None:
    """What was undone can't be redone after something else was done."""
    note = book.write("Hm.", [B])
    book.undo()
    other = book.write("Other.", [B])
    assert (book.redo(), book.all()) == (None, (other,))
    assert [gone.id for gone in book.trash()] == [note.id]


def test_unreadable_file_is_never_overwritten(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """Notes on an article whose file has a typo wait, are in force, and are written when it is mended."""
    old = book.write("Old.", [B])
    path = folder / "b.txt.yaml"
    whole = path.read_bytes()
    path.write_text(BAD)
    book.refresh()
    new = book.write("New.", [B])
    book.edit(old, text="Older.")
    assert (path.read_text(), [note.text for note in book.all()], set(book.waiting)) == (
        BAD,
        ["Older.", "New."],
        {old.id, new.id},
    )
    assert [(problem.place, problem.message) for problem in book.problems] == [
        (f"{path}:3:12", "mapping values are not allowed in this context")
    ]
    assert [note.text for note in open_book().all()] == ["Older.", "New."]
    path.write_bytes(whole)
    again = open_book()
    assert ([note.text for note in again.all()], again.problems, dict(again.waiting)) == (["Older.", "New."], (), {})
    assert path.read_text().count("text: |-") == 2


def test_waiting_change_is_undone(book: Notebook, folder: Path) -> None:
    """A change that still waits is undone by forgetting it."""
    folder.mkdir()
    (folder / "b.txt.yaml").write_text(BAD)
    book.write("New.", [B])
    assert (book.undo(), book.all(), list((folder / ".drafts").rglob("*.yaml"))) == ("note added", (), [])
    assert (book.redo(), [note.text for note in book.all()]) == ("note added", ["New."])


def test_what_no_longer_waits_is_no_problem(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """A change that waited is complained of until it is made or taken back, here or in another window."""
    folder.mkdir()
    path = folder / "b.txt.yaml"
    path.write_text(BAD)
    book.write("New.", [B])
    assert len(book.waiting) == 1
    book.undo()
    assert dict(book.waiting) == {}
    new = book.write("Newer.", [B])
    path.unlink()
    assert open_book().all() == (new,)
    book.refresh()
    assert (dict(book.waiting), book.problems, book.all()) == ({}, (), (new,))


def test_deletion_waits_for_a_file_with_a_typo(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """A note deleted while its file can't be read is gone at once, in every window, and goes when that is mended."""
    gone, kept = book.write("Gone.", [B]), book.write("Kept.", [B])
    path = folder / "b.txt.yaml"
    whole = path.read_bytes()
    path.write_text(BAD)
    book.refresh()
    book.remove(gone.id)
    assert (book.all(), set(book.waiting), path.read_text()) == ((kept,), {gone.id}, BAD)
    path.write_bytes(whole)
    again = open_book()
    assert (again.all(), [note.text for note in again.trash()], dict(again.waiting)) == ((kept,), ["Gone."], {})
    assert "Gone." not in path.read_text()


def test_waiting_deletion_is_in_force(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """A deletion that can't be written down in the notes counts in a window that can read the note, too."""
    gone, kept = book.write("Gone.", [B]), book.write("Kept.", [B])
    (folder / ".trash").write_text("a file in the way")
    book.remove(gone.id)
    assert (book.all(), open_book().all(), "Gone." in (folder / "b.txt.yaml").read_text()) == ((kept,), (kept,), True)
    assert (book.undo(), book.all(), dict(book.waiting)) == ("note deleted", (gone, kept), {})


def test_waiting_deletion_spares_a_note_that_was_edited(book: Notebook, folder: Path) -> None:
    """What somebody wrote into a note after it was deleted is not deleted with it."""
    gone = book.write("Gone.", [B])
    (folder / ".trash").write_text("a file in the way")
    book.remove(gone.id)
    path = folder / "b.txt.yaml"
    path.write_text(path.read_text().replace("Gone.", "Not yet."))
    book.refresh()
    assert [note.text for note in book.all()] == ["Not yet."]


def test_folder_that_cannot_be_written(
    book: Notebook, open_book: Callable[[], Notebook], folder: Path, tmp_path: Path
) -> None:
    """Notes go to the spare folder while the notes folder can't be written, and home when it can."""
    folder.write_text("a file in the way")
    note = book.write("Hm.", [B])
    gone = book.write("Gone.", [B])
    book.remove(gone.id)
    assert (open_book().all(), folder.read_text(), len(book.problems)) == ((note,), "a file in the way", 1)
    folder.unlink()
    again = open_book()
    assert (again.all(), again.problems, (folder / "b.txt.yaml").exists()) == ((note,), (), True)
    assert list((tmp_path / "spare").rglob("*.yaml")) == []


def test_a_removal_that_was_cut_off_leaves_no_older_words(open_book: Callable[[], Notebook], folder: Path) -> None:
    """After an edit that was killed before it had tidied the trash, what comes back is what was removed last."""
    book = open_book()
    note = book.write("First.", [B])
    book.remove(note.id)
    (trash,) = folder.rglob("*rash*/b.txt.yaml")
    cut_off = trash.read_bytes()
    book.undo()
    book.edit(book.note(note.id), text="Second.")
    trash.parent.mkdir(exist_ok=True)
    trash.write_bytes(cut_off)
    book = open_book()
    book.remove(note.id)
    assert [gone.text for gone in book.trash()] == ["Second."]
    assert book.restore(note.id).text == "Second."
    assert ([kept.text for kept in book.all()], book.trash()) == (["Second."], ())


def test_opening_takes_away_what_killed_saves_left(open_book: Callable[[], Notebook], folder: Path) -> None:
    """Temporary files of dead processes go from every hidden folder, whatever is saved next; others' stay."""
    open_book().write("Hm.", [B])
    host = TEMPORARY.format(host=_host(), pid=2**22 + 1, unique="aa"), TEMPORARY.format(host="else", pid=1, unique="aa")
    for hidden in (".drafts", ".drafts/notes", ".journal", ".trash"):
        (folder / hidden).mkdir(parents=True, exist_ok=True)
        for name in host:
            (folder / hidden / name).write_bytes(b"half a no")

    open_book().all()

    assert {path.name for path in folder.rglob("*.tmp")} == {host[1]}
