"""The reading shelf: marks that survive restarts, other windows, typos and folders that can't be written."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SaveError
from index.files.lock import FileLock
from index.model.note import Mark
from index.notes.shelf.shelf import PLACES, SHELF, Shelf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "library" / "notes"


def body(path: Path) -> str:
    """Return a file without the comment of its first line."""
    return path.read_text(encoding="utf-8").partition("\n")[2]


def test_nothing_is_written_by_asking(notes: Path) -> None:
    """A shelf that is only asked leaves no trace on the disk."""
    shelf = Shelf(notes)
    assert (shelf.mark("a.txt"), shelf.ids_with(read=True), shelf.problems, notes.exists()) == (
        Mark(),
        frozenset(),
        (),
        False,
    )


def test_marks_survive_a_restart(notes: Path) -> None:
    """What one run marks the next one knows."""
    shelf = Shelf(notes)
    mark = Mark(read=True, starred=True, tags=("china", "agency copy"), place=4871, bookmarks=(12, 900))
    shelf.update("2024/a.txt", read=True, starred=True, tags=mark.tags, place=4871, bookmarks=(12, 900))
    assert (shelf.mark("2024/a.txt"), Shelf(notes).mark("2024/a.txt")) == (mark, mark)


def test_files_are_for_people(notes: Path) -> None:
    """The files hold a sorted line for each mark and can be read as they are."""
    shelf = Shelf(notes)
    shelf.update("b.txt", read=True, place=12)
    shelf.update("a.txt", read=True, tags=("china", "agency copy"), bookmarks=(900, 12))
    shelf.update("c.txt", starred=True)
    assert body(notes / SHELF) == (
        "read:\n  - a.txt\n  - b.txt\nstarred:\n  - c.txt\ntags:\n  a.txt: [china, 'agency copy']\n"
        "bookmarks:\n  a.txt: [12, 900]\n"
    )
    assert body(notes / PLACES) == "places:\n  b.txt: 12\n"


def test_taking_marks_off(notes: Path) -> None:
    """An article whose marks are all taken off is no longer known."""
    shelf = Shelf(notes)
    shelf.update("a.txt", read=True, starred=True, tags=("x",), place=5, bookmarks=(1,))
    shelf.update("a.txt", read=False, starred=False, tags=(), place=0, bookmarks=())
    assert (Shelf(notes).mark("a.txt"), Shelf(notes).ids_with()) == (Mark(), frozenset())


def test_bookmarks_are_set_and_taken_away(notes: Path) -> None:
    """Bookmarks are kept in the order of the text, each once; removing a missing one does nothing."""
    shelf = Shelf(notes)
    for offset in (900, 12, 900):
        shelf.update("a.txt", bookmarks=shelf.mark("a.txt").bookmarked(offset).bookmarks)
    assert Shelf(notes).mark("a.txt").bookmarks == (12, 900)
    for offset in (12, 5):
        shelf.update("a.txt", bookmarks=shelf.mark("a.txt").bookmarked(offset, kept=False).bookmarks)
    assert shelf.mark("a.txt") == Shelf(notes).mark("a.txt") == Mark(bookmarks=(900,))


def test_answers_search(notes: Path) -> None:
    """The shelf gives the ids by read, starred and tag, in any case."""
    shelf = Shelf(notes)
    shelf.update_all({"a": {"read": True, "tags": ("China",)}, "b": {"starred": True}, "c": {"read": True}})
    assert [shelf.ids_with(read=True), shelf.ids_with(starred=True), shelf.ids_with(tag="cHINA")] == [
        {"a", "c"},
        {"b"},
        {"a"},
    ]
    assert dict(shelf.tags) == {"China": 1}


def test_keeps_what_people_wrote(notes: Path) -> None:
    """Comments, unknown keys, order and line ends of a hand-made file stay as they are."""
    notes.mkdir(parents=True)
    text = "# mine\r\nread:   # done\r\n  - z.txt\r\n  # twice\r\n  - b.txt\r\nmood: fine\r\n"
    (notes / SHELF).write_bytes(text.encode())
    Shelf(notes).update("c.txt", read=True)
    expected = text.replace("  - b.txt\r\n", "  - b.txt\r\n  - c.txt\r\n")
    assert (notes / SHELF).read_bytes().decode() == expected


def test_two_windows(notes: Path) -> None:
    """Two shelves over one folder keep each other's marks, even tags of one article."""
    one, two = Shelf(notes), Shelf(notes)
    one.update("a.txt", tags=("x", "y"))
    assert two.mark("a.txt").tags == ("x", "y")
    one.update("a.txt", tags=("x", "y", "one"))
    two.update("a.txt", tags=("y", "two"))
    two.update("c.txt", place=7)
    one.update("b.txt", read=True)
    assert Shelf(notes).mark("a.txt").tags == ("y", "two", "one")
    assert (one.look(), one.mark("c.txt").place) == (frozenset({"a.txt", "c.txt"}), 7)
    assert (two.look(), two.mark("b.txt").read) == (frozenset({"b.txt"}), True)


def test_marks_of_another_window_are_seen_by_a_look(notes: Path) -> None:
    """A look finds each change once, and none of its own; before anything was asked there is nothing to find."""
    one, two = Shelf(notes), Shelf(notes)
    two.update_all({id: {"starred": True} for id in ("a.txt", "b.txt")})
    assert (one.look(), one.mark("a.txt").starred) == (frozenset(), True)
    one.update("c.txt", tags=("x",))
    assert one.look() == frozenset()
    two.update("a.txt", starred=False)
    two.update("c.txt", place=9, bookmarks=(4,))
    assert (one.look(), one.look()) == (frozenset({"a.txt", "c.txt"}), frozenset())
    assert (one.mark("a.txt"), one.mark("c.txt").bookmarks) == (Mark(), (4,))


def test_what_a_change_took_in_is_told_by_the_next_look(notes: Path) -> None:
    """A star set in another window a moment before one's own is found, and one's own is not."""
    one, two = Shelf(notes), Shelf(notes)
    one.update("a.txt", starred=True)
    two.update("b.txt", starred=True)
    one.update("c.txt", starred=True)
    assert (one.look(), one.look()) == (frozenset({"b.txt"}), frozenset())


def test_a_look_at_a_broken_file_keeps_the_marks_and_tells(notes: Path) -> None:
    """A file broken from outside is reported, and the marks known before stay."""
    shelf = Shelf(notes)
    shelf.update("a.txt", starred=True)
    (notes / SHELF).write_text("starred: [")
    assert (shelf.look(), shelf.mark("a.txt").starred, len(shelf.problems)) == (frozenset(), True, 1)


@pytest.mark.parametrize(
    ("first", "second", "there"),
    [
        (("x", "one"), ("x", "two"), {"x", "one", "two", "hand"}),
        (("x", "one"), (), {"one", "hand"}),
        ((), ("x", "two"), {"two", "hand"}),
    ],
)
def test_tags_that_wait_are_added_to_what_others_did_meanwhile(
    notes: Path, first: tuple[str, ...], second: tuple[str, ...], there: set[str]
) -> None:
    """Waiting changes of two processes, and edits by hand, are all kept."""
    one, two = Shelf(notes), Shelf(notes)
    one.update("a.txt", tags=("x",))
    assert two.mark("a.txt").tags == ("x",)
    whole = (notes / SHELF).read_text()
    (notes / SHELF).write_text(whole + "oops: [\n")
    one.update("a.txt", tags=first)
    two.update("a.txt", tags=second)
    two.update("a.txt", starred=True, bookmarks=(7,))
    (notes / SHELF).write_text(whole.replace("[x]", "[x, hand]"))
    again = Shelf(notes)
    again.catch_up()

    assert (set(again.mark("a.txt").tags), again.mark("a.txt").bookmarks) == (there, (7,))
    assert (again.mark("a.txt").starred, again.problems) == (True, ())
    assert list(notes.rglob("*.yaml")) == [notes / SHELF]


def test_marks_that_wait_for_a_writer_are_made_when_that_is_done(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that wait for another writer count at once, are written at the next look, and are reported once."""
    shelf = Shelf(notes)
    shelf.update("a.txt", starred=True)
    monkeypatch.setattr("index.notes.sheet.FileLock", partial(FileLock, timeout=0.0))
    with FileLock(notes / ".journal" / "lock"):
        shelf.update("a.txt", tags=("x",))
        assert (shelf.waits, shelf.catch_up(), shelf.mark("a.txt").tags) == (True, False, ("x",))
        assert "tags" not in (notes / SHELF).read_text()
    assert (shelf.catch_up(), shelf.waits, shelf.catch_up()) == (True, False, False)
    assert Shelf(notes).mark("a.txt") == Mark(starred=True, tags=("x",))
    assert list((notes / ".drafts").glob("*.yaml")) == []


def test_hand_edits_are_seen(notes: Path) -> None:
    """A file changed by hand counts from the next look on."""
    shelf = Shelf(notes)
    shelf.update("a.txt", starred=True)
    (notes / SHELF).write_text("starred: [b.txt]\ntags: {b.txt: x}\n")
    assert (shelf.look(), shelf.mark("a.txt"), shelf.mark("b.txt")) == (
        frozenset({"a.txt", "b.txt"}),
        Mark(),
        Mark(starred=True, tags=("x",)),
    )


BROKEN = [
    ("read: [a.txt\n", 1),
    ("read: a.txt\n", 1),
    ("starred:\n  - {a: b}\n", 1),
    ("read: [a.txt]\ntags: [x]\n", 2),
    ("bookmarks:\n  a.txt: [x]\n", 2),
    ("tags:\n  a.txt: [x, {y: z}]\n", 2),
    ("bookmarks:\n  a.txt: [1, -2]\n", 2),
    ("searches:\n  - x\n", 1),
]


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_broken_file_is_never_written_over(notes: Path, text: str, line: int) -> None:
    """A file with a mistake stays byte for byte; marks wait durably and are made once it is mended."""
    notes.mkdir(parents=True)
    (notes / SHELF).write_text(text)
    shelf = Shelf(notes)
    shelf.update("b.txt", read=True, tags=("x",))
    shelf.update("b.txt", starred=True)
    assert ((notes / SHELF).read_text(), [problem.line for problem in shelf.problems]) == (text, [line])
    assert Shelf(notes).mark("b.txt") == Mark(read=True, starred=True, tags=("x",))
    (notes / SHELF).write_text("# mended\nread: [a.txt]\n")
    again = Shelf(notes)
    again.catch_up()
    assert (again.problems, sorted(again.ids_with(read=True))) == ((), ["a.txt", "b.txt"])
    assert [path.name for path in (notes / ".drafts").glob("*.yaml")] == []
    assert "b.txt" in (notes / SHELF).read_text()


def test_broken_places_do_not_hide_marks(notes: Path) -> None:
    """A mistake in one file costs the other nothing."""
    shelf = Shelf(notes)
    shelf.update("a.txt", read=True, place=5)
    (notes / PLACES).write_text("places:\n  a.txt: far\n")
    again = Shelf(notes)
    assert (again.mark("a.txt").read, [problem.line for problem in again.problems]) == (True, [2])
    (notes / PLACES).write_text("places: x\n")
    assert (shelf.look(), shelf.mark("a.txt")) == (frozenset(), Mark(read=True, place=5))


def test_folder_that_cannot_be_written(notes: Path, tmp_path: Path) -> None:
    """Marks go to the spare folder while the notes folder can't be written, and home when it can."""
    notes.parent.mkdir()
    notes.write_text("a file in the way")
    spare = tmp_path / "spare"
    shelf = Shelf(notes, spare)
    assert shelf.update("a.txt", read=True, place=9) == Mark(read=True, place=9)
    assert len(shelf.problems) >= 1
    notes.unlink()
    again = Shelf(notes, spare)
    assert again.mark("a.txt") == Mark(read=True, place=9)
    again.update("b.txt", read=True)
    assert (again.problems, Shelf(notes).mark("a.txt")) == ((), Mark(read=True, place=9))
    assert list(spare.glob("*.yaml")) == []


def test_full_disk_is_told(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark that can be kept nowhere is an error with a cure, and the mark stays as it was."""
    shelf = Shelf(notes)
    shelf.update("a.txt", read=True)
    before = (notes / SHELF).read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(SaveError, match="the disk is full"):
            shelf.update("a.txt", starred=True)
    assert (shelf.mark("a.txt"), (notes / SHELF).read_bytes()) == (Mark(read=True), before)
    assert shelf.update("a.txt", starred=True) == Mark(read=True, starred=True)
    assert shelf.problems == ()


def test_moved_article_keeps_its_mark(notes: Path) -> None:
    """A renamed article takes its marks and its place along, in every window."""
    shelf, other = Shelf(notes), Shelf(notes)
    mark = shelf.update("b.txt", read=True, starred=True, tags=("x",), place=5, bookmarks=(1,))
    shelf.update("a.txt", read=True)
    shelf.move_all({"b.txt": "z/b.txt", "never.txt": "c.txt"})
    other.move_all({"b.txt": "z/b.txt"})
    assert [Shelf(notes).mark(id) for id in ("a.txt", "b.txt", "z/b.txt", "c.txt")] == [
        Mark(read=True),
        Mark(),
        mark,
        Mark(),
    ]


def test_move_with_a_broken_file(notes: Path) -> None:
    """A renamed article keeps its mark even while the file can't be changed."""
    shelf = Shelf(notes)
    mark = shelf.update("a.txt", read=True, tags=("x",))
    (notes / SHELF).write_text("read: [")
    shelf.move_all({"a.txt": "b.txt"})
    assert shelf.mark("b.txt") == mark


fields: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "read": st.booleans(),
        "starred": st.booleans(),
        "tags": st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=3, unique=True).map(
            tuple
        ),
        "place": st.integers(0, 99999),
        "bookmarks": st.lists(st.integers(0, 99999), max_size=3, unique=True).map(sorted).map(tuple),
    },
)
ids = st.sampled_from(["a.txt", "no", "1e5", "é/ü: x.txt", "#7", "%FF.txt", "- x", "b.docx#3"])


@given(st.lists(st.tuples(ids, fields), max_size=6), st.lists(st.tuples(ids, fields), max_size=6))
@settings(max_examples=40)
def test_a_look_finds_whatever_another_window_did(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[str, Any]], after: list[tuple[str, Any]]
) -> None:
    """Every article whose mark is another now is named."""
    folder = tmp_path_factory.mktemp("shelf")
    one, two = Shelf(folder), Shelf(folder)
    for id, values in before:
        one.update(id, **values)
    known = {id: one.mark(id) for id, _ in (*before, *after)}
    for id, values in after:
        two.update(id, **values)
    found = one.look()
    assert {id for id, mark in known.items() if one.mark(id) != mark} == found
    assert {id: one.mark(id) for id in known} == {id: two.mark(id) for id in known}


@given(st.lists(st.tuples(ids, fields), max_size=8))
@settings(max_examples=40)
def test_any_marks_are_kept(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, dict[str, Any]]]
) -> None:
    """Marks of any kind under any id are read by a new run as they were set."""
    folder = tmp_path_factory.mktemp("shelf")
    shelf, expected = Shelf(folder), {}
    for id, values in changes:
        expected[id] = shelf.update(id, **values)
    assert {id: Shelf(folder).mark(id) for id in expected} == expected


@pytest.mark.parametrize("writers", [2, 8])
def test_many_processes(notes: Path, writers: int) -> None:
    """Several processes that mark at once lose none of each other's marks."""
    code = (
        "import sys; from pathlib import Path; from index.notes.shelf.shelf import Shelf\n"
        "shelf = Shelf(Path(sys.argv[1]))\n"
        "for number in range(10): shelf.update(f'{sys.argv[2]}-{number}', read=True, place=number + 1)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(notes), str(name)]) for name in range(writers)]
    assert [process.wait() for process in running] == [0] * writers
    shelf = Shelf(notes)
    assert (len(shelf.ids_with(read=True)), shelf.mark("1-9").place, shelf.problems) == (writers * 10, 10, ())


def test_new_marks_stand_where_they_belong(notes: Path) -> None:
    """In a sorted list in their place, in one that a person ordered behind the others, and never twice."""
    notes.mkdir(parents=True)
    for before, after in (("[b, d]", "abcde"), ("[d, b]", "dbace"), ("[]", "ace")):
        (notes / SHELF).write_text(f"read: {before}\n")
        shelf = Shelf(notes)
        shelf.update_all({id: {"read": True} for id in "ace"})
        shelf.update_all({id: {"read": True} for id in "ace"})
        assert "".join(re.findall(r"\b[a-e]\b", (notes / SHELF).read_text().partition("read:")[2])) == after


def test_searches_are_saved_by_name(notes: Path) -> None:
    """A saved search is there for the next reader of the file; an empty one forgets its name, and marks stay."""
    shelf = Shelf(notes)
    shelf.update("a.txt", read=True)
    shelf.save_search("the strait", 'taiwan outlet:"Fox News"')
    shelf.save_search("trade", "tariffs")
    assert dict(Shelf(notes).searches) == {"the strait": 'taiwan outlet:"Fox News"', "trade": "tariffs"}
    shelf.save_search("trade", "")
    assert (dict(Shelf(notes).searches), Shelf(notes).mark("a.txt").read) == (
        {"the strait": 'taiwan outlet:"Fox News"'},
        True,
    )


AROUND = {12: ("said:\n\n", "“No”, she said"), 900: ("", "# The end: of it")}


def test_words_around_places_survive_a_restart(notes: Path) -> None:
    """Words around places are kept apart from the offsets, and removed with their place."""
    shelf = Shelf(notes)
    shelf.update("a.txt", place=12, bookmarks=(12, 900), words=AROUND)
    assert (shelf.mark("a.txt").words, Shelf(notes).mark("a.txt")) == (AROUND, shelf.mark("a.txt"))
    assert (
        body(notes / PLACES)
        == "places:\n  a.txt: 12\nwords:\n  a.txt:\n    '12': [\"said:\\n\\n\", '“No”, she said']\n"
    )
    shelf.update("a.txt", place=0, bookmarks=(900,))
    assert Shelf(notes).mark("a.txt") == Mark(bookmarks=(900,), words={900: AROUND[900]})
    shelf.update("a.txt", bookmarks=())
    assert (Shelf(notes).mark("a.txt"), "she said" in body(notes / PLACES), "The end" in body(notes / SHELF)) == (
        Mark(),
        False,
        False,
    )


def test_old_files_are_read_and_kept(notes: Path) -> None:
    """Numbers without words are places all the same; what is not changed stays byte for byte."""
    notes.mkdir(parents=True)
    old = b"# mine\nbookmarks:\n  b.txt: [3,4]   # two\n  a.txt: [12, 900]\n"
    (notes / SHELF).write_bytes(old)
    (notes / PLACES).write_bytes(b"places: {b.txt: 7}\n")
    shelf = Shelf(notes)
    assert shelf.mark("b.txt") == Mark(place=7, bookmarks=(3, 4))
    shelf.update("a.txt", words=AROUND)
    written = (notes / SHELF).read_bytes()
    assert (written.startswith(b"# mine\nbookmarks:\n"), b"b.txt: [3,4]   # two" in written) == (True, True)
    assert Shelf(notes).mark("a.txt") == Mark(bookmarks=(12, 900), words=AROUND)
    assert (notes / PLACES).read_bytes() == b"places: {b.txt: 7}\n"


def test_another_windows_bookmark_keeps_its_words(notes: Path) -> None:
    """Two windows set bookmarks of one article; each keeps the words of both."""
    one, two = Shelf(notes), Shelf(notes)
    assert (one.mark("a.txt"), two.mark("a.txt")) == (Mark(), Mark())
    one.update("a.txt", bookmarks=(12,), words={12: AROUND[12]})
    two.update("a.txt", bookmarks=(900,), words={900: AROUND[900]})
    assert Shelf(notes).mark("a.txt") == Mark(bookmarks=(12, 900), words=AROUND)


def test_words_wait_and_move_with_their_places(notes: Path) -> None:
    """A renamed article takes them along."""
    shelf = Shelf(notes)
    shelf.update("a.txt", place=12, bookmarks=(900,), words=AROUND)
    shelf.move_all({"a.txt": "b.txt"})
    assert (Shelf(notes).mark("b.txt"), Shelf(notes).mark("a.txt")) == (
        Mark(place=12, bookmarks=(900,), words=AROUND),
        Mark(),
    )


@pytest.mark.parametrize(
    "words", ["just words", "{a.txt: words}", "{a.txt: {12: words}}", "{a.txt: {12: [one]}}", "{a.txt: {x: [a, b]}}"]
)
def test_words_that_can_not_be_meant_are_told(notes: Path, words: str) -> None:
    """The file is named with its line, and never written over."""
    notes.mkdir(parents=True)
    (notes / PLACES).write_text(f"places:\n  a.txt: 12\nwords: {words}\n")
    shelf = Shelf(notes)
    assert [problem.line for problem in shelf.problems] == [3]
    shelf.update("a.txt", place=5, words={5: ("", "x")})
    assert f"words: {words}\n" in (notes / PLACES).read_text()
    assert Shelf(notes).mark("a.txt") == Mark(place=5, words={5: ("", "x")})
