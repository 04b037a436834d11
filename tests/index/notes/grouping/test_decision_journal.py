"""The journal of decisions on stories: what was done in one run is undone in another, and done again."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.comparison_result import StoryDecision
from index.notes.act_files import KEPT
from index.notes.grouping.story_decisions import StoryDecisions


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def join(*ids: str) -> StoryDecision:
    return StoryDecision(ids)


def apart(own: str, *others: str) -> StoryDecision:
    return StoryDecision((own,), others)


def decided(notes: Path) -> set[StoryDecision]:
    """Return what stands in the file, to somebody who comes to it now."""
    return set(StoryDecisions(notes).decisions)


ACTS = st.lists(
    st.one_of(
        st.sets(st.sampled_from("abcdef"), min_size=2, max_size=3).map(lambda ids: ("add", join(*sorted(ids)))),
        st.permutations("abcdef").map(lambda ids: ("add", apart(ids[0], *sorted(ids[1:3])))),
        st.sampled_from("abcdef").map(lambda name: ("forget", join(name, name))),
    ),
    max_size=4,
)


@given(ACTS)
def test_all_acts_of_an_earlier_run_are_undone_one_by_one_and_done_again(acts: list[tuple[str, StoryDecision]]) -> None:
    """Each step, made by a run of its own, leads to what was decided before or after that act."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder)
        states = [decided(notes)]
        for kind, decision in acts:
            made = StoryDecisions(notes)
            act = made.forget(decision.articles) if kind == "forget" else made.add(decision)
            if act.added or act.removed:
                states.append(decided(notes))
        for state in reversed(states[:-1]):
            assert StoryDecisions(notes).undo_last() is not None
            assert decided(notes) == state
        assert StoryDecisions(notes).undo_last() is None
        for state in states[1:]:
            assert StoryDecisions(notes).redo_last() is not None
            assert decided(notes) == state
        assert StoryDecisions(notes).redo_last() is None


def test_what_an_act_was_is_told(notes: Path) -> None:
    """In the words the screen has for it."""
    made = StoryDecisions(notes)
    made.add(join("a", "b", "c"))
    made.add(apart("c", "a", "b"))
    made.add(StoryDecision(("a", "b"), ("d", "e")))
    made.forget(["a"])
    told = [entry.label for _ in range(4) if (entry := StoryDecisions(notes).undo_last())]
    assert told == [
        "decisions on a story given up",
        "2 accounts taken out of their story",
        "account taken out of its story",
        "accounts joined into one story",
    ]


def test_a_new_act_forgets_what_was_undone(notes: Path) -> None:
    """As everywhere."""
    made = StoryDecisions(notes)
    made.add(join("a", "b"))
    made.undo_last()
    made.add(join("c", "d"))
    assert (made.redo_last(), decided(notes)) == (None, {join("c", "d")})


def test_an_act_that_changes_nothing_is_not_remembered(notes: Path) -> None:
    """What was decided already."""
    made = StoryDecisions(notes)
    made.forget(["a"])
    assert (made.last, notes.exists() and any((notes / ".journal").rglob("*.yaml"))) == (None, False)


def test_what_this_run_undid_a_later_one_does_not_undo_again(notes: Path) -> None:
    """An act that an earlier run undid is redone by a later one, not undone again."""
    made = StoryDecisions(notes)
    act = made.add(join("a", "b"))
    made.undo(act)
    assert (StoryDecisions(notes).undo_last(), decided(notes)) == (None, set())
    assert StoryDecisions(notes).redo_last() is not None
    assert decided(notes) == {join("a", "b")}


def test_only_so_many_acts_are_kept(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest goes when one more is made."""
    kept, undone = KEPT, 0
    monkeypatch.setattr("index.notes.act_files.KEPT", 3)
    made = StoryDecisions(notes)
    for number in range(4):
        made.add(join(f"a{number}", f"b{number}"))
    while made.undo_last():
        undone += 1
    assert (kept, undone, made.decisions) == (200, 3, (join("a0", "b0"),))


@pytest.mark.parametrize("text", ["- [", "added: x\n", "added:\n  - join: a\n", "\x00"])
def test_an_act_that_makes_no_sense_is_stepped_over(notes: Path, text: str) -> None:
    """It can't be undone, and stands in the way of no other."""
    journal = notes / ".journal" / "stories" / "9999.yaml"
    journal.parent.mkdir(parents=True)
    journal.write_text(text, "utf-8")
    made = StoryDecisions(notes)
    assert (made.last, made.undo_last()) == (None, None)
    made.add(join("a", "b"))
    assert StoryDecisions(notes).undo_last() is not None
    assert decided(notes) == set()


def test_renamed_articles_are_followed_in_the_journal(notes: Path) -> None:
    """An act on them is undone all the same, and done again under their new names."""
    StoryDecisions(notes).add(join("a", "b"))
    StoryDecisions(notes).move_all({"a": "new"})
    assert decided(notes) == {join("new", "b")}
    StoryDecisions(notes).undo_last()
    assert decided(notes) == set()
    StoryDecisions(notes).move_all({"b": "other"})
    StoryDecisions(notes).redo_last()
    assert decided(notes) == {join("new", "other")}


def test_ids_rise_with_time(notes: Path) -> None:
    """Ids of acts rise with time, so that the newest is known among acts on notes and stories."""
    made = StoryDecisions(notes)
    ids = [made.add(join("a", other)).id for other in "bcd"]
    assert ids == sorted(set(ids))
    assert made.last is not None
    assert made.last.id == ids[-1]
