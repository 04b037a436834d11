"""What was done to marks is undone in a later session, act by act, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model.note import Mark
from index.notes.act_files import KEPT
from index.notes.shelf.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

WORDS = {7: ("before ", "behind")}


def test_acts_are_undone_and_done_again_in_later_runs(tmp_path: Path) -> None:
    """The newest first, each in a run of its own; what has no label is no act."""
    shelf = Shelf(tmp_path)
    shelf.update_all({"a": {"starred": True}, "b": {"starred": True}}, "starred: 2 articles")
    shelf.update_all({"a": {"tags": ("x", "y")}}, "tags: x, y")
    shelf.update_all({"a": {"place": 40}})
    shelf.update_all({"b": {"bookmarks": (7,), "words": WORDS}}, "bookmark set")
    labels = []
    for _ in range(4):
        act = Shelf(tmp_path).history.undo()
        labels.append(act.label if act else "")
    shelf = Shelf(tmp_path)
    assert labels == ["bookmark set", "tags: x, y", "starred: 2 articles", ""]
    assert (shelf.mark("a"), shelf.mark("b")) == (Mark(place=40), Mark())
    again = [act.label for _ in range(4) if (act := Shelf(tmp_path).history.redo())]
    shelf = Shelf(tmp_path)
    assert again == ["starred: 2 articles", "tags: x, y", "bookmark set"]
    assert (shelf.mark("a"), shelf.mark("b")) == (
        Mark(starred=True, tags=("x", "y"), place=40),
        Mark(starred=True, bookmarks=(7,), words=WORDS),
    )


def test_what_was_changed_since_by_others_stays(tmp_path: Path) -> None:
    """Undo takes back what the act did to each mark, not what came later."""
    shelf = Shelf(tmp_path)
    shelf.update_all({"a": {"read": True}, "b": {"read": True}}, "read: 2 articles")
    shelf.update_all({"a": {"tags": ("x",)}}, "tags: x")
    shelf.update_all({"a": {"tags": ("x", "mine")}})
    shelf.update_all({"b": {"read": False}})
    shelf.update_all({"b": {"read": True, "starred": True}})
    assert [act.articles for _ in range(2) if (act := shelf.history.undo())] == [("a",), ("a", "b")]
    assert (shelf.mark("a"), shelf.mark("b")) == (Mark(tags=("mine",)), Mark(starred=True))


def test_a_bookmark_taken_away_comes_back_with_its_words(tmp_path: Path) -> None:
    """So that it is found again when the text has changed."""
    shelf = Shelf(tmp_path)
    shelf.update_all({"a": {"bookmarks": (7, 9), "words": {**WORDS, 9: ("", "x")}}})
    shelf.update_all({"a": {"bookmarks": (9,), "words": {9: ("", "x")}}}, "bookmark taken away")
    Shelf(tmp_path).history.undo()
    assert Shelf(tmp_path).mark("a") == Mark(bookmarks=(7, 9), words={**WORDS, 9: ("", "x")})


def test_a_new_act_ends_what_could_be_done_again_and_the_oldest_are_dropped(tmp_path: Path) -> None:
    """The history is bounded, one small file for an act."""
    shelf = Shelf(tmp_path)
    for number in range(KEPT + 3):
        shelf.update_all({"a": {"starred": number % 2 == 0}}, f"act {number}")
    shelf.history.undo()
    shelf.update_all({"b": {"read": True}}, "read")
    assert shelf.history.redo() is None
    assert len(list((tmp_path / ".journal" / "shelf").iterdir())) == KEPT


def test_renamed_articles_are_followed(tmp_path: Path) -> None:
    """An act on an article that was moved is undone where it is now."""
    shelf = Shelf(tmp_path)
    shelf.update_all({"a": {"starred": True}}, "starred")
    shelf.move_all({"a": "new/a"})
    Shelf(tmp_path).history.undo()
    assert (Shelf(tmp_path).mark("new/a"), Shelf(tmp_path).mark("a")) == (Mark(), Mark())


def test_what_is_no_act_is_passed_over(tmp_path: Path) -> None:
    """Nothing depends on these files: a damaged one costs its own act."""
    shelf = Shelf(tmp_path)
    shelf.update_all({"a": {"starred": True}}, "starred")
    for number, text in enumerate(
        ["", "turns: x", "turns: [x]", "turns: [{articles: a, before: x, after: y}]", "[", "\0"]
    ):
        (tmp_path / ".journal" / "shelf" / f"Z{number}.yaml").write_text(text)
    act = Shelf(tmp_path).history.undo()
    assert act is not None
    assert (act.label, Shelf(tmp_path).mark("a")) == ("starred", Mark())
