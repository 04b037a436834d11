"""Notes as rows: what stands in the columns, the orders, and what they can be filtered by."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from index import Cited, Note, NoteFilter, Placed, PlacedNote, Span, State, Target
from tui.notes.note_rows import (
    SORTS,
    NoteRow,
    filter_values,
    filter_words,
    in_order,
    moment,
    row_of,
    state_sign,
    toggled,
)
from tui.text.glyphs import TYPOGRAPHIC

if TYPE_CHECKING:
    from collections.abc import Iterator

A, B, STORY = Target("a.txt", exact="the sea"), Target("b.txt"), Target(story="a.txt")
SOURCES = {
    "a.txt": Cited("a.txt", title="Ships", outlet="The Hindu", paragraphs=(Span(0, 50), Span(52, 90))),
    "b.txt": Cited("b.txt", title="Ports"),
}


def placed(*places: Placed, text: str = "Hm.", id: str = "N1", **more: Any) -> PlacedNote:
    note = Note(id, "note", text, "ana", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z")
    targets = tuple(place.target for place in places)
    values = {name: getattr(note, name) for name in Note.__slots__} | {"targets": targets} | more
    return PlacedNote(Note(**values), places)


def row(*places: Placed, **more: Any) -> NoteRow:
    return row_of(placed(*places, **more), SOURCES, {})


HERE = Placed(A, State.HERE, Span(60, 67))


def test_a_row_says_where_a_note_is() -> None:
    """Outlet, else headline, of its one article, and the paragraph; of several articles how many there are."""
    told = [row(HERE), row(Placed(B, State.HERE)), row(HERE, Placed(B, State.HERE)), row(Placed(STORY, State.HERE))]
    assert [(one.outlet, one.paragraph, one.names) for one in told] == [
        ("The Hindu", 2, ("Ships",)),
        ("Ports", 0, ("Ports",)),
        ("2 accounts", 2, ("Ships", "Ports")),
        ("The Hindu", 0, ("Ships",)),
    ]


def test_a_note_on_an_article_that_is_gone_says_its_id() -> None:
    """A note on a missing article shows the article's id; a reply without a target shows that it is a reply."""
    gone = row(Placed(Target("gone.txt", exact="x"), State.LOST, None))
    assert (gone.outlet, gone.names, gone.paragraph) == ("gone.txt", ("gone.txt",), 0)
    assert (row(reply_to="N0").outlet, row().outlet) == ("reply", "")


@pytest.mark.parametrize(
    ("places", "text", "words"),
    [
        ((HERE,), "One\n two.", "One two."),
        ((HERE,), " ", "“the sea”"),
        ((Placed(B, State.HERE),), "", ""),
        ((HERE, Placed(B, State.LOST)), "Hm.", "lost: Hm."),
        ((Placed(A, State.CHANGED), Placed(B, State.MOVED)), "Hm.", "changed?: Hm."),
        ((Placed(A, State.MOVED, Span(0, 7)),), "Hm.", "moved: Hm."),
    ],
)
def test_the_words_of_a_row(places: tuple[Placed, ...], text: str, words: str) -> None:
    """The note on one line, else its passage; the least sure of its places is said first."""
    assert row(*places, text=text).words == words


def test_orders() -> None:
    """Each order with its own ends: time of change, time of writing, place in the text, kind, sureness."""
    rows = [
        row(Placed(A, State.MOVED, Span(60, 67)), id="N1", kind="fact", created="2026-01-03", modified="2026-02-01"),
        row(
            Placed(A, State.LOST, None, Span(5, 9)), id="N2", kind="claim", created="2026-01-01", modified="2026-02-03"
        ),
        row(Placed(B, State.HERE), id="N3", kind="fact", created="2026-01-02", modified="2026-02-02"),
        row(Placed(B, State.CHANGED, Span(7, 9)), id="N4", kind="fact", created="2026-01-02", modified="2026-02-02"),
    ]
    assert {order: " ".join(one.id for one in in_order(rows, order)) for order in SORTS} == {
        "newest": "N2 N4 N3 N1",
        "oldest": "N2 N3 N4 N1",
        "article": "N3 N4 N2 N1",
        "kind": "N2 N4 N3 N1",
        "state": "N2 N4 N1 N3",
    }


@pytest.fixture
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let times be told as in Greenwich."""
    monkeypatch.setitem(os.environ, "TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_utc")
@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (15, "22 Nov 26 14:02"),
        (14, "22 Nov 14:02"),
        (12, "22 Nov 14:02"),
        (11, "22 Nov"),
        (6, "22 Nov"),
        (5, ""),
    ],
)
def test_a_time_is_as_full_as_there_is_room(cells: int, told: str) -> None:
    """With year and time, with the time, or the day alone; what is no time is cut."""
    assert moment("2026-11-22T14:02:00Z", cells) == told
    assert moment("some day in November", cells) == "some day in November"[:cells]


def test_signs_of_states() -> None:
    """A note in its place has no sign, the others have one each."""
    assert [state_sign(state, TYPOGRAPHIC) for state in State] == [
        {"here": " ", "moved": "↕", "changed": "?", "lost": "!"}[state.value] for state in State
    ]


def test_values_to_filter_by() -> None:
    """Everything notes have in common, the commonest first, counted by note; months count what was changed since."""
    rows = [
        row(HERE, Placed(A, State.HERE, Span(0, 7)), id="N1", tags=("x", "y"), modified="2026-02-01"),
        row(Placed(A, State.LOST), id="N2", tags=("y",), modified="2026-01-15", kind="claim"),
        row(Placed(STORY, State.HERE), id="N3", modified="2026-02-20", author=""),
    ]
    found = [(one.field, one.name, one.count) for one in filter_values(rows)]
    assert found == [
        ("state", "here", 2),
        ("state", "lost", 1),
        ("kind", "note", 2),
        ("kind", "claim", 1),
        ("tag", "y", 2),
        ("tag", "x", 1),
        ("author", "ana", 2),
        ("article", "Ships", 2),
        ("story", "Ships", 1),
        ("since", "2026-02", 2),
        ("since", "2026-01", 3),
    ]


def test_a_filter_is_set_and_taken_out() -> None:
    """The same value again takes it out, another takes its place; the words say what is set."""
    once = toggled(NoteFilter(), "kind", "fact")
    assert (once.kind, toggled(once, "kind", "fact").kind, toggled(once, "kind", "claim").kind) == ("fact", "", "claim")
    both = toggled(once, "since", "2026-02")
    assert [filter_words(NoteFilter()), filter_words(once), filter_words(both)] == [
        "all notes",
        "kind fact",
        "kind fact, since 2026-02",
    ]
