"""The folder of notes: which files are notes, and where those of an article are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.model.note import Target
from index.notes.book.note_paths import Home, home_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.notes.book.notebook import Notebook

A, B = Target("a.txt"), Target("b.txt")


def test_copies_of_sync_tools_are_named(book: Notebook, folder: Path) -> None:
    """The loser of a sync conflict is not read as notes but named with the command that merges it."""
    book.write("Hm.", [Target("a (conflict).txt")])
    names = [
        "b.txt (Ana's conflicted copy 2026-11-22).yaml",
        "b.txt.sync-conflict-20261122-101500-ABCDEFG.yaml",
        "b.txt.yaml.orig",
        "b.txt_REMOTE_4711.yaml",
    ]
    for name in names:
        (folder / name).write_text("notes:\n  - text: lost\n")
    book.refresh()
    assert ([note.text for note in book.all()], [problem.where for problem in book.problems]) == (
        ["Hm."],
        sorted(str(folder / name) for name in names),
    )


def test_shelf_and_hidden_folders_are_no_notes(book: Notebook, folder: Path) -> None:
    """What the shelf keeps and hidden folders are not taken for notes; a hidden article has notes all the same."""
    note = book.write("Hm.", [Target(".trash/a.txt")])
    (folder / "_shelf.yaml").write_text("read: [a.txt]\n")
    book.remove(book.write("Gone.", [B]).id)
    book.refresh()
    assert (book.all(), book.problems, (folder / "%2Etrash" / "a.txt.yaml").exists()) == ((note,), (), True)


def test_names_as_long_as_the_file_system_allows(book: Notebook, open_book: Callable[[], Notebook]) -> None:
    """Articles whose names leave no room for a suffix have their notes too."""
    ids = [f"{'é' * 120}{number}.txt" for number in range(2)]
    written = tuple(book.write("Hm.", [Target(id)]) for id in ids)
    assert ([open_book().notes(id) for id in ids]) == [(written[0],), (written[1],)]


def test_names_that_lead_elsewhere_on_other_systems(
    book: Notebook, folder: Path, open_book: Callable[[], Notebook]
) -> None:
    """An article whose name holds a backslash has its notes too, in a file of its own without one."""
    ids = ["a\\..\\b.txt", "a_.._b.txt", "c\\d/e\\f.txt"]
    written = tuple(book.write("Hm.", [Target(id)]) for id in ids)
    names = [path.name for path in folder.rglob("*.yaml")]

    assert [open_book().notes(id) for id in ids] == [(note,) for note in written]
    assert [name for name in names if "\\" in name] == []


def test_a_change_of_a_note_that_waits_comes_behind_it(book: Notebook, folder: Path) -> None:
    """Its file is mended meanwhile: the note is made first, then changed, and nothing conflicts."""
    book.write("First.", [A])
    whole = (folder / "a.txt.yaml").read_text()
    (folder / "a.txt.yaml").write_text(whole + "oops: [\n")
    note = book.write("Second.", [A])
    (folder / "a.txt.yaml").write_text(whole)
    book.edit(note, text="Changed.")
    book.refresh()

    assert [(note.text, note.tags) for note in book.all()] == [("First.", ()), ("Changed.", ())]


def test_git_sees_notes_alone(book: Notebook, folder: Path) -> None:
    """Lock, journal, drafts and backups ask version control to pass them by; notes and trash do not."""
    book.drafts.keep("new", book.write("Hm.", [B]))
    book.remove(book.write("Gone.", [B]).id)
    hidden = [path.name for path in sorted(folder.iterdir()) if (path / ".gitignore").exists()]
    assert (hidden, sorted(path.name for path in folder.iterdir())) == (
        [".drafts", ".journal"],
        [".drafts", ".journal", ".trash", "b.txt.yaml"],
    )


def test_folders_behind_links(book: Notebook, open_book: Callable[[], Notebook], folder: Path, tmp_path: Path) -> None:
    """A part of the notes that lies elsewhere is read through its link; links in a circle are followed once."""
    (tmp_path / "synced").mkdir()
    folder.mkdir()
    (folder / "2024").symlink_to(tmp_path / "synced")
    (tmp_path / "synced" / "round").symlink_to(folder)
    note = book.write("Hm.", [Target("2024/a.txt")])
    assert (open_book().all(), (tmp_path / "synced" / "a.txt.yaml").exists()) == ((note,), True)


def test_file_that_cannot_be_opened_is_listed(book: Notebook, open_book: Callable[[], Notebook], folder: Path) -> None:
    """A link that leads in a circle costs the other files nothing, and the notes it held stand until it is mended."""
    kept, other = book.write("Kept.", [B]), book.write("Other.", [A])
    path = folder / "b.txt.yaml"
    whole = path.read_bytes()
    path.unlink()
    path.symlink_to(path.name)
    book.refresh()
    assert (book.all(), [(problem.where, problem.line) for problem in book.problems]) == (
        (kept, other),
        [(str(path), 0)],
    )
    assert open_book().all() == (other,)
    path.unlink()
    path.write_bytes(whole)
    assert (book.refresh(), book.problems, open_book().all()) == (frozenset(), (), (kept, other))


@pytest.mark.parametrize(
    "home",
    [
        Home("a.txt"),
        Home("2024/05/a.txt"),
        Home(story="a.txt"),
        Home(story="2024/05/a.txt"),
        Home(".hidden/a.txt"),
        Home("dir/.hidden"),
        Home("export.docx#3"),
    ],
)
def test_the_name_of_a_file_tells_what_it_is_about(home: Home) -> None:
    """Folders of the library are folders of the notes, and stories have one of their own; dots hide nothing."""
    assert home_at(home.path) == home
    assert home.path.suffix == ".yaml"
    assert not home.path.parts[0].startswith(".")


def test_long_names_stay_apart() -> None:
    """A name too long for a file is cut and told from others that begin so."""
    one, other = Home("a" * 400 + "1.txt").path, Home("a" * 400 + "2.txt").path
    assert (one != other, max(len(part.encode()) for part in (*one.parts, *other.parts)) <= 255) == (True, True)


def test_a_file_that_names_no_article_ends_nothing(book: Notebook, folder: Path) -> None:
    """What can't be an article's id is a file's own trouble: its notes have a place to be told with."""
    folder.mkdir()
    (folder / "a.txt.yaml").write_text("article: ../../x\nnotes:\n  - id: n1\n    text: hi\n")
    assert book.position("n1") == (folder / "a.txt.yaml", 3)
