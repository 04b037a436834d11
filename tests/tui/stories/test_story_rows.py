"""Stories as rows: their names, marks of outlets, orders, and how a line divides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Event, Note, Story, Target
from tests.tui.fakes import FakeLibrary
from tests.tui.samples import article, row
from tui.stories.story_accounts import about, entries
from tui.stories.story_layout import ACCOUNTS, LEAD, StoryLayout, shared_bar
from tui.stories.story_rows import (
    SORTS,
    StoryRow,
    in_order,
    percent,
    story_row,
    told_stories,
)
from tui.text.cells import width
from tui.text.glyphs import ASCII, TYPOGRAPHIC
from tui.text.outlet_marks import outlet_mark, outlet_marks


def story(*ids: str, shared: float | None = None, decided: bool = False) -> Story:
    return Story(ids[0], "words, that", ids, (Event(ids, "shared passages"),), shared, decided)


def told(*ids: str, **fields: object) -> StoryRow:
    made = [article(id, f"Headline {id}", "Text.", published=f"2024-0{number + 1}-02") for number, id in enumerate(ids)]
    return story_row(story(*ids, **fields), {each.id: row(each) for each in made})  # type: ignore[arg-type]


def test_a_story_is_named_by_its_longest_account() -> None:
    """Its headline, the last day it was told of, its outlets, each once; an account that is gone is left out."""
    accounts = [
        article("a.txt", "Short", "One line.", outlet="UNN", published="2024-04-27"),
        article("b.txt", "The long account", "Many words " * 20, outlet="The Hindu", published="2024-04-26"),
        article("c.txt", "Third", "Text.", outlet="UNN"),
    ]
    made = story_row(story("a.txt", "b.txt", "c.txt", "gone.txt"), {each.id: row(each) for each in accounts})
    assert (made.headline, made.day, made.outlets) == ("The long account", "2024-04-27", ("UNN", "The Hindu"))
    assert [account.id for account in made.accounts] == ["a.txt", "b.txt", "c.txt"]
    assert made.holds(["hindu", "third"])
    assert not made.holds(["hindu", "fourth"])


def test_stories_of_several_accounts_come_newest_first_with_their_notes() -> None:
    """Stories of one account are left out; notes on the story and on its accounts are counted."""
    days = {"a.txt": "2023-01-02", "b.txt": "2023-01-03", "c.txt": "2024-01-02", "d.txt": "2024-01-02", "e.txt": ""}
    library = FakeLibrary([article(id, f"Of {id}", "Text.", published=day or None) for id, day in days.items()])
    stories = (story("a.txt", "b.txt"), story("c.txt", "d.txt"), story("e.txt"))
    library.notebook.write("on the story", [Target(story="b.txt")])
    library.notebook.write("on an account", [Target(article="a.txt")])
    rows = told_stories(library, stories)  # type: ignore[arg-type]
    assert [each.id for each in rows] == ["c.txt", "a.txt"]
    assert [(each.noted, [note.text for note in each.own]) for each in rows] == [(0, []), (2, ["on the story"])]


@pytest.mark.parametrize(
    ("notes", "counted"),
    [
        ([[Target(article="a"), Target(article="b")]], 1),
        ([[Target(article="a"), Target(article="b")], [Target(article="b")]], 2),
        ([[Target(article="a"), Target(article="a", exact="Text")]], 1),
        ([[Target(story="a"), Target(article="a"), Target(article="b")]], 1),
        ([[Target(story="a"), Target(story="b")], [Target(article="a"), Target(article="elsewhere")]], 2),
    ],
)
def test_a_note_counts_once_however_much_of_a_story_it_is_on(notes: list[list[Target]], counted: int) -> None:
    """A note on two accounts, on two passages of one, or on the story and its accounts is one note."""
    library = FakeLibrary([article(id, f"Of {id}", "Text.") for id in ("a", "b")])
    for number, targets in enumerate(notes):
        library.notebook.write(f"note {number}", targets)
    (made,) = told_stories(library, [story("a", "b")])  # type: ignore[arg-type]
    assert made.noted == counted


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("UNN", "UNN"),
        ("LA Times", "LAT"),
        ("Los Angeles Times", "LAT"),
        ("The New York Times", "NYT"),
        ("The Hindu", "HIN"),
        ("Fox News", "FN"),
        ("BBC News", "BBCN"),
        ("Die Zeit", "ZEI"),
        ("Le Monde", "MON"),
        ("The", "THE"),
        ("THE SUN", "SUN"),
        ("people’s daily", "PD"),
        ("20 Minuten", "2M"),
        ("…", "…"),
    ],
)
def test_an_outlet_has_a_mark_of_a_few_letters(name: str, mark: str) -> None:
    """An outlet's mark is its initials without “The”, or the first letters of a single word."""
    assert outlet_mark(name) == mark


def test_outlets_are_named_where_there_is_room() -> None:
    """Without room for names, outlets have their marks, and those left out are counted."""
    outlets = ("LA Times", "The Hindu", "UNN")
    assert outlet_marks(outlets, 26, "·") == "LA Times · The Hindu · UNN"
    assert outlet_marks(outlets, 25, "·") == "LAT HIN UNN"
    assert [outlet_marks(outlets, cells, "·") for cells in (10, 6, 2, 1)] == ["LAT HIN +1", "LAT +2", "+3", ""]
    assert outlet_marks((), 20, "·") == ""


@pytest.mark.parametrize(("share", "said"), [(0.0, "0%"), (0.004, "<1%"), (0.006, "1%"), (0.62, "62%"), (1.0, "100%")])
def test_a_share_is_a_whole_percentage(share: float, said: str) -> None:
    """What is not nothing is never told as nothing."""
    assert percent(share) == said


def test_what_is_shared_is_a_bar_and_a_number() -> None:
    """Unknown is blank; a little is a little of the bar, everything is all of it."""
    assert shared_bar(None, TYPOGRAPHIC) == ("", "    ", "")
    assert shared_bar(0.0, TYPOGRAPHIC) == ("", "────", "0%")
    assert shared_bar(0.01, TYPOGRAPHIC) == ("━", "───", "1%")
    assert shared_bar(0.62, ASCII) == ("##", "--", "62%")
    assert shared_bar(1.0, TYPOGRAPHIC) == ("━━━━", "", "100%")


def test_stories_are_put_in_every_order() -> None:
    """Newest, most accounts, most shared (the unknown last), by headline."""
    rows = [told("b", "c", shared=0.2), told("a", "d", "e"), told("f", "g", shared=0.0)]
    orders = {name: [each.id for each in in_order(rows, name)] for name in SORTS}
    assert orders == {
        "newest": ["a", "b", "f"],
        "accounts": ["a", "b", "f"],
        "shared": ["b", "f", "a"],
        "headline": ["a", "b", "f"],
    }


# Lines


def line(layout: StoryLayout, made: StoryRow, part: int = 0) -> str:
    return "".join(text for text, _ in layout.pieces(made, part, here=True, marked=False))


@pytest.mark.parametrize(("cells", "least"), [(119, 50), (123, 50), (199, 90), (79, 70), (59, 50)])
def test_the_headline_has_most_of_the_room(cells: int, least: int) -> None:
    """At 120 × 40 at least 50 cells, in two-line rows the whole line; columns stand under their names."""
    layout = StoryLayout(TYPOGRAPHIC, cells)
    long = told("a", "b")
    whole = StoryRow(long.story, long.accounts, "x" * 300, long.day, long.outlets, "")
    assert line(layout, whole).count("x") + 1 >= least
    if layout.height == 1:
        assert line(layout, told("a", "b")).find("2", LEAD + least) == layout.header().index("Accounts") + ACCOUNTS - 1


@given(st.integers(20, 240), st.integers(1, 9), st.sampled_from([None, 0.0, 0.5, 1.0]))
def test_a_line_never_takes_more_cells_than_there_are(cells: int, accounts: int, shared: float | None) -> None:
    """No line of a story takes more cells than the width."""
    made = told(*[f"{number}.txt" for number in range(accounts + 1)], shared=shared, decided=True)
    full = StoryRow(made.story, made.accounts, "新闻" * 60, made.day, ("The Hindu",) * 9, "", (), 12)
    layout = StoryLayout(TYPOGRAPHIC, cells)
    assert all(width(line(layout, full, part)) <= max(cells, 40) for part in range(layout.height))
    assert width(layout.header()) == cells


def test_a_decision_has_a_sign() -> None:
    """In the list and, with its meaning, among the accounts."""
    made = told("a", "b", shared=0.5, decided=True)
    assert "◆" in line(StoryLayout(TYPOGRAPHIC, 119), made)
    assert "◆" not in line(StoryLayout(TYPOGRAPHIC, 119), told("a", "b"))
    assert about(made, TYPOGRAPHIC) == (
        "2 accounts; 50% of their words stand in another of them too; ◆ joined or parted by you"
    )
    assert about(told("a", "b"), TYPOGRAPHIC) == "2 accounts"


def test_accounts_stand_under_their_events_and_the_cursor_walks_through_them_alone() -> None:
    """Of a single event the reason needs no line; notes on the story come first."""
    two = Story("a", "", ("a", "b"), (Event(("a",), "shared passages"), Event(("b",), "another event: far away")))
    facts = {id: row(article(id, f"Headline {id}", "Text.")) for id in "ab"}
    note = Note("1", "question", "Why?", "", "", "", targets=(Target(story="a"),))
    made = story_row(two, facts, {"a": [note]})
    shown = entries(made, 100, TYPOGRAPHIC)
    assert [each.key for each in shown if each.way] == ["a", "b"]
    assert [each.key for each in shown] == ["about", "note 1", "event 0", "a", "event 1", "b"]
    assert [each.key for each in entries(told("a", "b"), 60, TYPOGRAPHIC)] == ["about", "a", "b"]
    assert entries(None, 100, TYPOGRAPHIC) == []
