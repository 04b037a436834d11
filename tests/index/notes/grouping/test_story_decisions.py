"""Decisions on stories: a file a person can read and mend, that is never lost, half-written or silently misread."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.stories.decided_stories import decided
from index.errors import YamlError
from index.model.comparison_result import StoryDecision
from index.notes.book.note_files import NoteFiles
from index.notes.grouping.story_decisions import NAME, StoryDecisions, after, renamed, without

if TYPE_CHECKING:
    from pathlib import Path

root_writes_everywhere = pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "library" / "notes"


def join(*ids: str) -> StoryDecision:
    return StoryDecision(ids)


def apart(own: str, *others: str) -> StoryDecision:
    return StoryDecision(tuple(own.split()), others)


def put(notes: Path, text: str) -> Path:
    notes.mkdir(parents=True, exist_ok=True)
    path = notes / NAME
    path.write_text(text, "utf-8")
    return path


def test_nothing_is_written_by_asking(notes: Path) -> None:
    """Without a decision there is no file."""
    made = StoryDecisions(notes)
    assert (made.decisions, made.problems, notes.exists()) == ((), (), False)


def test_decisions_survive_a_restart_in_their_order(notes: Path) -> None:
    """What one run decides the next one knows, and another window that is open already."""
    other = StoryDecisions(notes)
    assert not other.decisions
    StoryDecisions(notes).add(join("b.txt", "a.txt"))
    StoryDecisions(notes).add(apart("c.txt", "a.txt", "d.txt"))
    wanted = [join("b.txt", "a.txt"), apart("c.txt", "a.txt", "d.txt")]
    assert [list(each.decisions) for each in (StoryDecisions(notes), other)] == [wanted, wanted]


def test_the_file_is_for_people(notes: Path) -> None:
    """The file begins with what can be written, and each decision is a few plain lines."""
    made = StoryDecisions(notes)
    made.add(join("a.txt", "b.txt"))
    made.add(apart("c.txt", "a.txt"))
    told = (notes / NAME).read_text("utf-8")
    assert told.startswith("# Which articles tell one story, as you decided")
    assert told.endswith("decisions:\n  - join:\n      - a.txt\n      - b.txt\n  - apart: c.txt\n    from: a.txt\n")


def test_lines_of_the_reader_stay_as_they_are(notes: Path) -> None:
    """Comments, order, quotes and keys of others are kept when a decision is added and taken back."""
    mine = "# mine\nby: ana  # me\ndecisions:\n  # both are AP copy\n  - join: ['a.txt', \"b.txt\"]\n"
    path = put(notes, mine)
    made = StoryDecisions(notes)
    act = made.add(apart("c.txt", "a.txt"))
    assert path.read_text("utf-8") == mine + "  - apart: c.txt\n    from: a.txt\n"
    made.undo(act)
    assert path.read_text("utf-8") == mine


def test_an_entry_that_can_not_be_meant_is_named_and_stepped_over(notes: Path) -> None:
    """Each with its line; the others hold, and writing keeps it where it is."""
    bad = (
        "decisions:\n  - joint: [a, b]\n  - join: a\n  - join: [a, b]\n  - apart: a\n  - words\n"
        "  - apart: a\n    from: [a, b]\n  - join: [a, [b]]\n  - join: [c, d]\n    from: e\n"
    )
    path = put(notes, bad)
    made = StoryDecisions(notes)
    assert made.decisions == (join("a", "b"),)
    assert [(each.line, each.message) for each in made.problems] == [
        (2, "a decision on stories has no “joint”"),
        (3, "one article alone can't be joined"),
        (5, "a decision on stories is either `join:`, or `apart:` with `from:`"),
        (6, "a decision on stories must have keys"),
        (7, "a can't be apart from itself"),
        (9, "what is decided on are ids of articles"),
        (10, "a decision on stories is either `join:`, or `apart:` with `from:`"),
    ]
    made.add(join("x", "z"))
    assert path.read_text("utf-8") == bad + "  - join:\n      - x\n      - z\n"


@pytest.mark.parametrize("text", ["decisions: {a: b}\n", "decisions: [\n", "decisions: a\n", "- a\n"])
def test_a_file_that_can_not_be_read_is_named_and_never_written_over(notes: Path, text: str) -> None:
    """What is decided meanwhile waits, is in force, and is brought over when the file is mended."""
    path = put(notes, text)
    made = StoryDecisions(notes)
    made.add(join("a", "b"))
    (problem,) = made.problems
    assert (path.read_text("utf-8"), made.decisions, problem.where) == (text, (join("a", "b"),), str(path))
    with pytest.raises(YamlError):
        made.forget({"a"})
    path.write_text("decisions: []\n", "utf-8")
    assert (made.waits, made.catch_up(), made.waits) == (True, True, False)
    assert (StoryDecisions(notes).decisions, made.problems) == ((join("a", "b"),), ())
    assert "- a\n" in path.read_text("utf-8")
    assert list((notes / ".drafts").glob("*.yaml")) == []


def test_an_article_named_twice_counts_once(notes: Path) -> None:
    """Joined with itself it is alone."""
    put(notes, "decisions:\n  - join: [a, b, a]\n  - join: [c, c]\n")
    made = StoryDecisions(notes)
    assert (made.decisions, [each.line for each in made.problems]) == ((join("a", "b"),), [3])


def test_entries_that_can_not_be_read_stay_where_decisions_wait(notes: Path) -> None:
    """What waited beside them is brought over."""
    waiting = put(notes / ".drafts", "decisions:\n  - join: [a, b]\n  - words\n")
    made = StoryDecisions(notes)
    made.add(join("c", "d"))
    assert made.decisions == (join("a", "b"), join("c", "d"))
    assert waiting.read_text("utf-8") == "decisions:\n  - words\n"


def test_what_was_read_before_stands_while_the_file_is_broken(notes: Path) -> None:
    """A slip of the editor takes nothing out of force."""
    path = put(notes, "decisions:\n  - join: [a, b]\n")
    made = StoryDecisions(notes)
    assert made.decisions == (join("a", "b"),)
    path.write_text("decisions:\n  - join: [a, b\n", "utf-8")
    assert (made.decisions, len(made.problems)) == ((join("a", "b"),), 1)


@root_writes_everywhere
def test_a_folder_that_can_not_be_written_has_a_spare(notes: Path, tmp_path: Path) -> None:
    """A decision is kept in the spare folder and counts, also for the next run."""
    notes.mkdir(parents=True)
    notes.chmod(0o500)
    try:
        StoryDecisions(notes, tmp_path / "spare").add(join("a", "b"))
        assert StoryDecisions(notes, tmp_path / "spare").decisions == (join("a", "b"),)
    finally:
        notes.chmod(0o700)


def test_a_decision_that_says_all_of_an_older_one_takes_its_place(notes: Path) -> None:
    """A decision that includes an older one replaces it; undo brings the older one back."""
    made = StoryDecisions(notes)
    made.add(join("a", "b"))
    act = made.add(join("a", "b", "c"))
    assert made.decisions == (join("a", "b", "c"),)
    made.undo(act)
    assert made.decisions == (join("a", "b"),)


# Undo


def test_undo_takes_back_exactly_what_was_done(notes: Path) -> None:
    """Also an older decision that the new one had changed; doing it again gives what it gave."""
    made = StoryDecisions(notes)
    made.add(join("a", "b", "c"))
    before = (notes / NAME).read_bytes()
    act = made.add(apart("c", "a", "b"))
    done = (notes / NAME).read_bytes()
    made.undo(act)
    assert (made.decisions, (notes / NAME).read_bytes()) == ((join("a", "b", "c"),), before)
    made.redo(act)
    assert (made.decisions, (notes / NAME).read_bytes()) == ((join("a", "b"), apart("c", "a", "b")), done)


def test_undoing_the_first_decision_leaves_no_file(notes: Path) -> None:
    """As if nothing had been decided."""
    made = StoryDecisions(notes)
    made.undo(made.add(join("a", "b")))
    assert (made.decisions, (notes / NAME).exists()) == ((), False)


def test_undo_leaves_what_others_decided_since(notes: Path) -> None:
    """A second window's decision stays when the first one's is taken back."""
    one, other = StoryDecisions(notes), StoryDecisions(notes)
    act = one.add(join("a", "b"))
    other.add(join("c", "d"))
    one.undo(act)
    assert list(other.decisions) == [join("c", "d")]
    one.redo(act)
    assert list(other.decisions) == [join("c", "d"), join("a", "b")]


# Following articles


def test_decisions_follow_renamed_articles(notes: Path) -> None:
    """Renamed articles are renamed in both kinds of decision; one left with a single article is dropped."""
    made = StoryDecisions(notes)
    made.add(join("a", "b"), apart("c", "d"), join("e", "f"))
    made.move_all({"a": "new/a", "d": "new/d", "e": "f"})
    assert made.decisions == (join("new/a", "b"), apart("c", "new/d"))


def test_nothing_is_written_when_nothing_named_was_renamed(notes: Path) -> None:
    """Refreshing a library leaves the file alone."""
    made = StoryDecisions(notes)
    made.move_all({"a": "b"})
    assert not notes.exists()


def test_renaming_is_in_force_while_the_file_can_not_be_written(notes: Path) -> None:
    """The new ids wait beside the old ones."""
    path = put(notes, "decisions:\n  - join: [a, b]\n")
    made = StoryDecisions(notes)
    assert made.decisions
    path.write_text("decisions: [", "utf-8")
    made.move_all({"a": "c"})
    assert made.decisions == (join("a", "b"), join("c", "b"))


def test_forgetting_takes_articles_out_of_every_decision(notes: Path) -> None:
    """What is left of a decision still holds."""
    made = StoryDecisions(notes)
    made.add(join("a", "b", "c"), apart("d", "a", "b"))
    made.forget({"a", "d"})
    assert made.decisions == (join("b", "c"),)


def test_the_notebook_takes_the_file_for_no_notes(notes: Path) -> None:
    """The file of decisions is not read as a file of notes."""
    StoryDecisions(notes).add(join("a", "b"))
    files = NoteFiles(notes)
    files.refresh()
    assert (files.files, files.problems) == ({}, ())


# What a new decision leaves of older ones

IDS = "abcdef"
some = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True)


@st.composite
def any_decisions(draw: st.DrawFn) -> StoryDecision:
    chosen = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True))
    cut = draw(st.integers(0, len(chosen) - 1))
    return StoryDecision(tuple(chosen[cut:]), tuple(chosen[:cut])) if cut else StoryDecision(tuple(chosen))


@given(any_decisions(), any_decisions())
def test_a_new_decision_leaves_of_an_older_one_what_does_not_contradict_it(
    old: StoryDecision, new: StoryDecision
) -> None:
    """The two together are without contradiction then, and group as the later of both does."""
    apiece = tuple((id,) for id in IDS)
    kept = [*after(old, new), new]
    both = decided(apiece, kept)
    assert both.overruled == ()
    assert both.groups == decided(apiece, [old, new]).groups


@given(any_decisions(), some)
def test_forgetting_and_renaming_leave_sound_decisions(one: StoryDecision, ids: list[str]) -> None:
    """What is left speaks of none of the articles given up, names two or more, and none on both sides."""
    for made in (*without(one, ids), *renamed(one, dict.fromkeys(ids, "z"))):
        named = (*made.articles, *made.apart_from)
        assert not set(named) & set(ids)
        assert (len(set(named)), bool(made.apart_from)) == (len(named), bool(one.apart_from))
        assert len(named) > 1


def part(articles: str, others: str) -> StoryDecision:
    """Return that each letter of one word is apart from those of another."""
    return StoryDecision(tuple(articles), tuple(others))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        (join("a", "b", "c"), part("a", "b"), [join("b", "c")]),
        (join("a", "b"), part("a", "b"), []),
        (join("a", "b"), part("a", "c"), [join("a", "b")]),
        (join("a", "b"), join("c", "a", "b"), []),
        (part("a", "bc"), join("a", "b"), [part("a", "c")]),
        (part("ab", "cd"), join("a", "c"), [part("b", "cd"), part("a", "d")]),
        (part("a", "b"), join("a", "c"), [part("a", "b")]),
    ],
)
def test_what_is_left_of_an_older_decision(old: StoryDecision, new: StoryDecision, left: list[StoryDecision]) -> None:
    """No article is joined alone, and only what is joined now is no longer apart."""
    assert list(after(old, new)) == left
