"""The notebook: notes written, found, changed, deleted and brought back."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from index.errors import SaveError, UnknownNoteError
from index.model.note import Note, Target
from index.notes.book.note_index import links

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.notes.book.notebook import Notebook

A, B = Target("2024/a.txt", exact="“China’s concerns”", start=5, end=23), Target("b.txt")


def test_asking_writes_nothing(book: Notebook, folder: Path) -> None:
    """A notebook that is only asked leaves no trace on the disk."""
    assert (book.all(), book.notes("a.txt"), book.trash(), book.undo(), folder.exists()) == ((), (), (), None, False)


def test_notes_survive_a_restart(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """What one run writes the next one reads, in the library's own tree."""
    note = book.write("Hm.", [A, B], kind="quote-check", tags=["x"])
    assert (open_book().all(), (folder / "2024" / "a.txt.yaml").exists()) == ((note,), True)


def test_note_on_a_pair_shows_at_both(book: Notebook) -> None:
    """A note on two passages is found at both articles, with its replies."""
    note = book.write("Differs.", [A, B])
    reply = book.write("Yes.", reply_to=note.id)
    assert (book.notes("2024/a.txt"), book.notes("b.txt"), book.articles()) == (
        (note, reply),
        (note, reply),
        frozenset({"2024/a.txt", "b.txt"}),
    )


def test_note_on_a_story(book: Notebook, folder: Path) -> None:
    """A note on a story is found by any of its articles and kept apart from theirs."""
    note = book.write("Two trips.", [Target(story="b.txt")])
    assert (book.on_story(["c.txt", "b.txt"]), book.notes("b.txt")) == ((note,), ())
    assert (folder / "_stories" / "b.txt.yaml").exists() is True


def test_note_must_point_somewhere(book: Notebook, folder: Path) -> None:
    """A note about nothing, or about a place outside the library, is refused before anything is written."""
    for targets in ([], [Target("../../etc/passwd")], [Target("/etc/passwd")], [Target("a//b")]):
        with pytest.raises(SaveError):
            book.write("Hm.", targets)
    assert (book.all(), folder.exists()) == ((), False)


def test_half_a_character_is_refused(book: Notebook) -> None:
    """Bytes that are not UTF-8, as a shell may pass, are refused with a cure."""
    with pytest.raises(SaveError, match="no characters"):
        book.write("\udcff", [B])
    assert book.all() == ()


def test_reference(book: Notebook) -> None:
    """A note is known by its id or a beginning of it that no other note shares, in either case."""
    one, two = book.write("One.", [B]), book.write("Two.", [B])
    assert [book.note(one.id), book.note(two.id[:12].lower())] == [one, two]
    with pytest.raises(UnknownNoteError) as refusal:
        book.note(one.id[:4])
    assert refusal.value.near == (one.id, two.id)


def test_unchanged_edit_writes_nothing(book: Notebook, folder: Path) -> None:
    """An edit that changes nothing leaves file, time and history alone."""
    note = book.write("Hm.", [B])
    before = (folder / "b.txt.yaml").stat()
    assert (book.edit(note, text="Hm."), (folder / "b.txt.yaml").stat().st_ino) == (note, before.st_ino)
    assert book.undo() == "note added"


def test_deleted_note_is_in_the_trash(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """Deleting moves a note to the trash, from which it comes back as it was; an emptied file goes."""
    note = book.write("Hm.", [B], tags=["x"])
    book.remove(note.id)
    assert (book.all(), [gone.id for gone in open_book().trash()], (folder / "b.txt.yaml").exists()) == (
        (),
        [note.id],
        False,
    )
    again = open_book()
    assert (again.restore(note.id[:26].lower()), again.trash(), again.all()) == (note, (), (note,))


def test_unknown_note_is_told(book: Notebook) -> None:
    """Deleting or restoring what is not there says so and does nothing."""
    for work in (book.remove, book.restore, book.note, book.position):
        with pytest.raises(UnknownNoteError):
            work("01NOSUCH")


def test_position_for_an_editor(book: Notebook, folder: Path) -> None:
    """A note gives its file and line, for an editor to open there."""
    book.write("One.", [B])
    note = book.write("Two.", [B])
    path, line = book.position(note.id)
    assert (path, path.read_text().splitlines()[line - 1]) == (folder / "b.txt.yaml", f"  - id: {note.id}")


def test_tags_are_counted(book: Notebook) -> None:
    """Tags are listed with their number of notes, the most used first, equals by name."""
    book.write("One.", [B], tags=["z", "framing"])
    book.write("Two.", [B], tags=["a", "framing"])
    assert list(book.tags.items()) == [("framing", 2), ("a", 1), ("z", 1)]


def test_links_and_backlinks(book: Notebook) -> None:
    """A link in the list or in the text is found from the other end."""
    one = book.write("One.", [B])
    two = book.write(f"See [[{one.id}]].", [B])
    three = book.write("Three.", [B], links=[one.id])
    assert (book.backlinks(one.id), links(two), book.replies(one.id)) == ((two, three), frozenset({one.id}), ())


def test_replies_in_a_circle(book: Notebook) -> None:
    """Replies that go in a circle, by hand, are each shown once."""
    one = book.write("One.", [B])
    two = book.write("Two.", reply_to=one.id)
    book.edit(one, reply_to=two.id)
    assert [note.id for note in book.notes("b.txt")] == [one.id, two.id]
    book.remove(one.id)
    assert [problem.message for problem in book.problems] == [f"note {two.id} answers {one.id}, which is gone"]


def test_what_editors_leave_is_tidied(book: Notebook) -> None:
    """Blank lines around a text, Windows line ends, and empty or repeated tags are no part of a note."""
    note = book.write("\r\n One.\r\nTwo.\n\n", [B], tags=["x", " x ", "", "y"])
    assert (note.text, note.tags, book.edit(note, text=" One.\nTwo.\n")) == (" One.\nTwo.", ("x", "y"), note)


def test_an_undone_act_is_named(book: Notebook) -> None:
    """Undo names what it undid; adding nothing is not an act."""
    book.write("Hm.", [B], kind="fact")
    assert (book.add([]), book.undo(), book.undo()) == ((), "fact added", None)


@pytest.mark.parametrize("deleted", [False, True], ids=["there", "in the trash"])
@pytest.mark.parametrize(
    ("reference", "found"),
    [("N.1", "N.1"), ("N.18", "N.18"), ("b", "bb7f"), ("B", "bb7f"), ("N.", None), ("", None), ("x", None)],
)
def test_a_note_is_named_by_its_id_or_the_beginning_of_it(
    book: Notebook, reference: str, found: str | None, *, deleted: bool
) -> None:
    """A whole id names its note even if another id begins with it, in either case."""
    book.add([Note(id, "note", "Who?", "ana", "", book.store.now(), (), (B,)) for id in ("N.18", "N.1", "bb7f")])
    if deleted:
        book.remove("N.18", "N.1", "bb7f")
    name = book.restore if deleted else book.note
    with nullcontext() if found else pytest.raises(UnknownNoteError):
        assert name(reference).id == found


def test_a_note_is_restored_by_the_beginning_of_its_id(book: Notebook) -> None:
    """As short as it is the only one; in any case; without a beginning nothing is."""
    gone = [book.write(text, [B]) for text in ("One.", "Two.")]
    book.remove(*(note.id for note in gone))
    for reference in ("", gone[0].id[-6:], gone[0].id[:3]):
        with pytest.raises(UnknownNoteError):
            book.restore(reference)
    assert (book.restore(gone[0].id[:-1].lower()).text, [note.text for note in book.trash()]) == ("One.", ["Two."])
