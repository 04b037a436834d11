"""Changes of notes that wait: kept durably, oldest first, and told when they can't be read."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from index.errors import SaveError
from index.model.note import Note, Target
from index.notes.book.note_file import NoteStep
from index.notes.book.note_paths import Home
from index.notes.book.waiting import Waiting

if TYPE_CHECKING:
    from pathlib import Path

NOTE = Note("N1", "note", "Hm.", "ana", "c", "m", ("x",), (Target("b.txt", exact="q", start=1, end=2),))
HOME, STORY = Home("b.txt"), Home(story="b.txt")


def waiting(*folders: Path) -> Waiting:
    numbers = itertools.count(1)
    return Waiting(folders, lambda: f"{next(numbers):04}")


@pytest.mark.parametrize("step", [NoteStep(None, NOTE), NoteStep(NOTE, None), NoteStep(NOTE, NOTE)])
@pytest.mark.parametrize("home", [HOME, STORY])
def test_a_change_outlives_the_run(tmp_path: Path, step: NoteStep, home: Home) -> None:
    """New, changed or deleted, on an article or a story: the next run reads what waits."""
    kept = waiting(tmp_path).keep(home, step)
    assert waiting(tmp_path).load() == (kept,)


def test_changes_are_made_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    """Oldest first, whichever folder took them."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("a file in the way")
    both = waiting(first, second)
    one = both.keep(HOME, NoteStep(None, NOTE))
    first.unlink()
    two = both.keep(HOME, NoteStep(NOTE, None))
    assert ([one.path.parent, two.path.parent], both.load()) == ([second, first], (one, two))
    both.drop(one)
    assert (both.load(), waiting(first, second).load()) == ((two,), (two,))


def test_a_change_that_can_be_kept_nowhere_is_an_error(tmp_path: Path) -> None:
    """With no folder, with one that can't be written, and with words that are no characters."""
    (tmp_path / "a").write_text("a file in the way")
    with pytest.raises(SaveError, match="a file stands where its folder should be"):
        waiting(tmp_path / "a").keep(HOME, NoteStep(None, NOTE))
    with pytest.raises(SaveError, match="there is no folder for it"):
        waiting().keep(HOME, NoteStep(None, NOTE))
    with pytest.raises(SaveError, match="type it anew"):
        waiting(tmp_path).keep(HOME, NoteStep(None, Note("N2", "note", "\ud800", "ana", "c", "m", (), NOTE.targets)))


@pytest.mark.parametrize(
    ("text", "line"), [("before: [\n", 2), ("article: b.txt\nbefore: x\n", 2), ("after:\n  - x\n", 2)]
)
def test_a_waiting_file_with_a_mistake_is_told(tmp_path: Path, text: str, line: int) -> None:
    """A waiting file with a mistake is listed with its line each time, stays, and does not hold up the others."""
    both = waiting(tmp_path)
    kept = both.keep(HOME, NoteStep(None, NOTE))
    (tmp_path / "bad.yaml").write_text(text)
    assert (both.load(), [str(problem).split(": ")[0] for problem in both.problems]) == (
        (kept,),
        [f"{tmp_path / 'bad.yaml'}:{line}:" + str(getattr(both.problems[0], "column", ""))],
    )
    (tmp_path / "bad.yaml").unlink()
    assert (both.load(), both.problems) == ((kept,), ())
