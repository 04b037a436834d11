"""One file of notes: what a person reads and writes in it, and what the program leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model.note import Target

if TYPE_CHECKING:
    from pathlib import Path

    from index.notes.book.notebook import Notebook

A, B = Target("2024/a.txt", exact="“China’s concerns”", start=5, end=23), Target("b.txt")
FILE = """\
# Notes on b.txt. Safe to edit by hand.
schema: '1'
article: b.txt
notes:
  - id: {0}
    kind: claim
    tags: [china]
    author: ana
    created: '2026-11-22T10:00:00Z'
    modified: '2026-11-22T10:00:00Z'
    text: |-
      Who cut “growing”?
    targets:
      - article: b.txt

  - id: {1}
    kind: note
    author: ana
    created: '2026-11-22T10:01:00Z'
    modified: '2026-11-22T10:01:00Z'
    text: |-
      Hm.
    targets:
      - article: b.txt
"""


def test_file_is_for_people(book: Notebook, folder: Path) -> None:
    """Two notes on an article make a file that a person reads without a manual."""
    one = book.write("Who cut “growing”?", [B], kind="claim", tags=["china"])
    two = book.write("Hm.", [B])
    assert (folder / "b.txt.yaml").read_text() == FILE.format(one.id, two.id)


def test_one_word_is_one_line(book: Notebook, folder: Path) -> None:
    """A changed word is two changed lines: the word's and the time's."""
    note = book.write("Who cut “growing”?", [B], kind="claim")
    before = (folder / "b.txt.yaml").read_text().splitlines()
    book.edit(note, kind="fact")
    after = (folder / "b.txt.yaml").read_text().splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        "    kind: fact",
        "    modified: '2026-11-22T10:01:00Z'",
    ]


def test_emptied_file_of_a_person_stays(book: Notebook, folder: Path) -> None:
    """A file with a person's comment stays when its last note goes."""
    note = book.write("Hm.", [B])
    path = folder / "b.txt.yaml"
    path.write_text(path.read_text() + "# remember the date\n")
    book.refresh()
    book.remove(note.id)
    assert path.read_text().splitlines()[-2:] == ["notes: []", "# remember the date"]


def test_hand_edits_are_seen(book: Notebook, folder: Path) -> None:
    """A file edited by hand counts from the next look on, and the ids of changed notes are told."""
    note = book.write("Hm.", [B])
    path = folder / "b.txt.yaml"
    path.write_text(path.read_text().replace("Hm.", "Hm?") + "\n  # quick\n  - text: by hand\n")
    changed = book.look("b.txt")
    by_hand = book.all()[1]
    assert (changed, [kept.text for kept in book.notes("b.txt")]) == (
        frozenset({note.id, by_hand.id}),
        ["Hm?", "by hand"],
    )
    assert (book.look("b.txt"), book.refresh()) == (frozenset(), frozenset())
    assert (by_hand.kind, by_hand.targets) == ("note", (B,))
    edited = book.edit(by_hand, kind="fact")
    assert (edited.id, edited.targets) == (by_hand.id, (B,))
    assert path.read_text().endswith(
        f"  # quick\n  - text: by hand\n    id: {by_hand.id}\n    kind: fact\n    modified: '{edited.modified}'\n"
    )


def test_same_id_twice_in_a_file(book: Notebook, folder: Path) -> None:
    """A note copied by hand with its id is a note of its own, and the id is a problem with its line."""
    note = book.write("Hm.", [B])
    path = folder / "b.txt.yaml"
    path.write_text(path.read_text() + f"\n  - id: {note.id}\n    text: copy\n")
    book.refresh()
    assert [(problem.line, problem.message) for problem in book.problems] == [(15, f"the id {note.id} is given twice")]
    book.edit(next(kept for kept in book.all() if kept.text == "copy"), text="changed")
    assert (sorted(kept.text for kept in book.all()), book.problems) == (["Hm.", "changed"], ())


def test_bad_note_costs_itself_alone(book: Notebook, folder: Path) -> None:
    """A note that can't be meant stays in its file, is listed, and the others can be changed."""
    folder.mkdir()
    path = folder / "b.txt.yaml"
    text = "notes:\n  - id: N1\n    tags: {a: b}   # ?\n  - id: N2\n    text: Hm.\n"
    path.write_text(text)
    assert ([note.id for note in book.all()], [problem.line for problem in book.problems]) == (["N2"], [3])
    book.edit(book.note("N2"), text="Hm!")
    assert path.read_text().startswith("notes:\n  - id: N1\n    tags: {a: b}   # ?\n  - id: N2\n") is True


def test_a_file_of_the_programs_own_goes_with_its_last_note(book: Notebook, folder: Path) -> None:
    """A file nobody wrote in goes; one with a key of somebody else stays, without notes."""
    one, other = book.write("One.", [A]), book.write("Other.", [B])
    path = folder / "b.txt.yaml"
    path.write_text(path.read_text() + "mood: fine\n")
    book.refresh()
    book.remove(one.id)
    book.remove(other.id)
    assert ((folder / "2024" / "a.txt.yaml").exists(), "mood: fine" in path.read_text()) == (False, True)
