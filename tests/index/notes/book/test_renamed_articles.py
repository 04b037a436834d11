"""Notes follow the articles that are renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model.note import Target

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.notes.book.notebook import Notebook

A, B = Target("2024/a.txt", exact="“China’s concerns”", start=5, end=23), Target("b.txt")


def test_notes_follow_a_renamed_article(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """The notes of a renamed article move with their comments, and pairs elsewhere point at the new id."""
    note = book.write("Hm.", [B])
    pair = book.write("Pair.", [A, B], compared=["b.txt", "c.txt"])
    story = book.write("Story.", [Target(story="b.txt")])
    path = folder / "b.txt.yaml"
    path.write_text(path.read_text() + "# mine\n")
    book.move({"b.txt": "new/c.txt", "2024/a.txt": "2025/a.txt"})
    again = open_book()
    assert ([kept.id for kept in again.notes("new/c.txt")], again.notes("b.txt")) == ([note.id, pair.id], ())
    assert [target.article for target in again.note(pair.id).targets] == ["2025/a.txt", "new/c.txt"]
    assert again.note(pair.id).compared == ("new/c.txt", "c.txt")
    assert [kept.id for kept in again.on_story(["new/c.txt"])] == [story.id]
    moved = (folder / "new" / "c.txt.yaml").read_text()
    assert (moved.startswith("# Notes on new/c.txt."), moved.endswith("# mine\n"), path.exists()) == (True, True, False)


def test_article_renamed_onto_another(book: Notebook) -> None:
    """Notes of an article that takes another's name join those that are there."""
    one, two = book.write("One.", [A]), book.write("Two.", [B])
    book.move({"2024/a.txt": "b.txt"})
    assert [note.id for note in book.notes("b.txt")] == sorted([one.id, two.id])


def test_file_that_cannot_be_moved_is_told(book: Notebook, folder: Path) -> None:
    """Notes are found under the new name although their file can't be moved, and the complaint stays."""
    note = book.write("Hm.", [B])
    (folder / "new").write_text("a file in the way")
    book.move({"b.txt": "new/c.txt"})
    book.refresh()
    assert ([kept.id for kept in book.notes("new/c.txt")], (folder / "b.txt.yaml").exists()) == ([note.id], True)
    assert [problem.message for problem in book.problems] == ["a file stands where its folder should be"]


def test_answers_go_along_to_an_article_that_has_notes(
    book: Notebook, open_book: Callable[[], Notebook], folder: Path
) -> None:
    """An answer has no passage of its own: it follows the note it answers into the file that is there."""
    one, two = book.write("One.", [A]), book.write("Two.", [B])
    answer = book.write("Answer.", [], reply_to=one.id)
    book.move({"2024/a.txt": "b.txt"})
    again = open_book()
    assert [note.text for note in again.all()] == ["One.", "Two.", "Answer."]
    assert [again.position(note.id)[0] for note in (one, two, answer)] == [folder / "b.txt.yaml"] * 3
    assert not (folder / "2024" / "a.txt.yaml").exists()
