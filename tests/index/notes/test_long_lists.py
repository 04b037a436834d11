"""Thousands of notes in one file: a change reads and writes what it concerns, and does what it does to a short list."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hypothesis.stateful import run_state_machine_as_test

from index.files.yaml import strict_yaml, yaml_items
from index.model.note import Note, Target
from index.notes.book import note_file
from index.notes.book.notebook import Notebook
from tests.index.notes.test_hands import Hands

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from index.files.yaml.yaml_nodes import Node

NOTES = 300


def filled(folder: Path, notes: int = NOTES) -> Notebook:
    """Return a book with so many notes on one article."""
    numbers = count()
    book = Notebook(folder, author="ana", now=lambda: "2026-11-22T10:00:00Z", new_id=lambda: f"X{next(numbers):04}")
    book.add(
        [
            Note(
                f"N{number:04}", "note", f"Text {number}.\nMore.", "ana", "", "", ("t",), (Target("a.txt", exact="e"),)
            )
            for number in range(notes)
        ]
    )
    return book


def acts(book: Notebook) -> None:
    """Change, add, remove, restore and undo here and there."""
    notes = {note.id: note for note in book.all()}
    book.edit(notes["N0000"], text="First.")
    book.edit(notes["N0150"], tags=("u", "v"), text="Middle:\n- with a list\n")
    book.write("New.", [Target("a.txt")])
    book.remove("N0299")
    book.remove("N0000", "N0001")
    book.undo()
    book.remove("N0100")
    book.restore("N0299")
    book.edit(book.all()[-1], text="“Last”")


def test_a_long_list_changes_as_a_short_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every byte is the same whether the file is changed in parts or as a whole, comments and blank lines included."""
    in_parts, whole = tmp_path / "parts", tmp_path / "whole"
    for folder in (in_parts, whole):
        filled(folder)
        path = folder / "a.txt.yaml"
        text = path.read_text().replace("  - id: N0150", "# mine\n\n  - id: N0150  # said").replace("e\n\n", "e\n", 7)
        path.write_text(text)
    acts(
        Notebook(in_parts, author="ana", now=lambda: "2026-11-23T10:00:00Z", new_id=map("Y{}".format, count()).__next__)
    )
    monkeypatch.setattr(yaml_items, "MANY", 10_000)
    acts(Notebook(whole, author="ana", now=lambda: "2026-11-23T10:00:00Z", new_id=map("Y{}".format, count()).__next__))

    assert (in_parts / "a.txt.yaml").read_text() == (whole / "a.txt.yaml").read_text()


def test_a_change_reads_its_own_note_and_its_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of parsing for a change does not grow with the list."""
    book = filled(tmp_path, 10 * NOTES)
    read: list[int] = []
    real = strict_yaml.load

    def load(data: bytes, path: str, first_line: int = 1) -> Node:
        read.append(len(data))
        return real(data, path, first_line)

    monkeypatch.setattr(strict_yaml, "load", load)
    book.edit(book.all()[150], text="Changed.")
    other = tmp_path / "a.txt.yaml"
    other.write_text(other.read_text().replace("Text 7.", "By hand."))
    book.refresh()
    book.write("New.", [Target("a.txt")])
    book.undo()

    assert {note.text.split("\n")[0] for note in book.all()} >= {"Changed.", "By hand."}
    assert sum(read) < 0.02 * len(other.read_bytes())


def test_a_mistake_in_a_long_list_is_told_with_its_line(tmp_path: Path) -> None:
    """Other notes stand; the place is the file's, not the part's."""
    book = filled(tmp_path)
    path = tmp_path / "a.txt.yaml"
    lines = path.read_text().splitlines()
    at = lines.index("  - id: N0200")
    lines[at + 1] = "    kind: [a]"
    path.write_text("\n".join(lines) + "\n")
    book.refresh()

    assert [(problem.line, problem.column, problem.message) for problem in book.problems] == [
        (at + 2, 5, "kind must be one text")
    ]
    assert len(book.all()) == NOTES - 1

    path.write_text("\n".join([*lines, "    via: 'open"]) + "\n")
    book.refresh()

    assert book.problems[0].line == len(lines) + 1
    assert len(book.all()) == NOTES - 1


def test_two_notes_of_one_id_in_a_long_list_are_told(tmp_path: Path) -> None:
    """The second gets an id of its own, as in a short list, and both can be changed."""
    book = filled(tmp_path)
    path = tmp_path / "a.txt.yaml"
    path.write_text(path.read_text().replace("id: N0201", "id: N0200"))
    book.refresh()

    assert [problem.message for problem in book.problems] == ["the id N0200 is given twice"]
    (twin,) = [note for note in book.all() if note.text.startswith("Text 201.")]
    book.edit(twin, text="Other.")
    assert sorted(note.text for note in book.all() if note.text.startswith(("Text 200.", "Other."))) == [
        "Other.",
        "Text 200.\nMore.",
    ]


def test_no_words_are_lost_where_every_list_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two windows and a person with an editor, all changes made in parts."""
    monkeypatch.setattr(yaml_items, "MANY", 1)
    monkeypatch.setattr(yaml_items, "NEW", 1.0)
    monkeypatch.setattr(note_file, "NEW", 1.0)
    run_state_machine_as_test(Hands)


def test_a_note_of_a_megabyte_is_kept_whole(tmp_path: Path) -> None:
    """Written, changed, undone and read again, no line of it is lost or folded."""
    text = "".join(f"Line {number}: “we go” # not a comment\n\n  - no list: {number}\n" for number in range(20_000))
    book = Notebook(tmp_path, author="ana")
    note = book.write(text, [Target("a.txt")])
    changed = book.edit(note, text=text + "End.")
    assert Notebook(tmp_path).all() == (changed,)

    book.undo()
    assert Notebook(tmp_path).all() == (note,)
    assert note.text.rstrip() == text.rstrip()


def test_a_file_with_a_mark_and_other_line_ends_keeps_them(tmp_path: Path) -> None:
    """What an editor on another system writes stays as it is in every line that does not change."""
    filled(tmp_path)
    path = tmp_path / "a.txt.yaml"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    book = Notebook(tmp_path, author="ana", now=lambda: "")
    book.edit(book.all()[7], text="Seven.")

    after = path.read_bytes()
    changed = [line for line in after.split(b"\r\n") if line not in before.split(b"\r\n")]
    assert changed == [b"      Seven."]
    assert after.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in after.replace(b"\r\n", b"")
