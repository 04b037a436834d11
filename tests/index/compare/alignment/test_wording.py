"""What changed inside a passage is told in words, with spans of both texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.alignment.wording import wording
from index.model.article import Span


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    changes = wording(a, [Span(0, len(a))], b, [Span(0, len(b))])
    return [(one.op, a[slice(*one.a)], b[slice(*one.b)]) for one in changes]


def test_a_dropped_word() -> None:
    """A word that one desk dropped is a deletion; all else is equal."""
    assert told("alarmed by Beijing’s growing aggressiveness", "Alarmed by Beijing's aggressiveness") == [
        ("equal", "alarmed by Beijing’s", "Alarmed by Beijing's"),
        ("delete", "growing", ""),
        ("equal", "aggressiveness", "aggressiveness"),
    ]


def test_spelling_is_no_change() -> None:
    """Quotes, dashes, dots and spellings of numbers are not reported as changes."""
    assert [op for op, _, _ in told("about 5 1/2 hours of U.S.–China talks", "about 5½ hours of US-China talks")] == [
        "equal"
    ]


def test_islands_of_function_words_are_swallowed() -> None:
    """`of the` between two rewritten phrases does not count as kept."""
    assert told("the heavy rain of the autumn ended", "the sudden snows of the winter ended") == [
        ("equal", "the", "the"),
        ("replace", "heavy rain of the autumn", "sudden snows of the winter"),
        ("equal", "ended", "ended"),
    ]


def test_inserted_words_have_a_place() -> None:
    """Where nothing stands, the span is empty and lies where the words would be."""
    (_, inserted, _) = wording("He left", [Span(0, 7)], "He then left", [Span(0, 12)])
    assert (inserted.op, inserted.a, inserted.b) == ("insert", Span(2, 2), Span(3, 7))


def test_passages_of_several_sentences() -> None:
    """The sentences of a passage are compared as one run of words, gaps left out."""
    a, b = "He came. Noise here. He left.", "He came and he left."
    changes = wording(a, [Span(0, 8), Span(21, 29)], b, [Span(0, 20)])
    assert [(one.op, a[slice(*one.a)], b[slice(*one.b)]) for one in changes] == [
        ("equal", "He came", "He came"),
        ("insert", "", "and"),
        ("equal", "He left", "he left"),
    ]


def test_immense_passages() -> None:
    """Passages too long to compare word by word keep what is equal at both ends."""
    same, other = "word " * 400 + "end", "word " * 399 + "other end"
    assert [(op, len(a.split()), len(b.split())) for op, a, b in told(same, other)] == [
        ("equal", 399, 399),
        ("replace", 1, 1),
        ("equal", 1, 1),
    ]
    assert [op for op, _, _ in told("word " * 400, "word " * 401)] == ["equal", "insert"]
    assert [op for op, _, _ in told("word " * 401, "word " * 400)] == ["equal", "delete"]


@given(st.text(alphabet="ab the.5½’ ", max_size=50), st.text(alphabet="ab the.5½’ ", max_size=50))
def test_changes_cover_all_words_in_order(a: str, b: str) -> None:
    """Changes are in order on both sides, never empty on both, and alternate."""
    changes = wording(a, [Span(0, len(a))], b, [Span(0, len(b))])
    for side in ("a", "b"):
        places = [place for change in changes for place in getattr(change, side)]
        assert places == sorted(places)
    assert all(one.op != other.op for one, other in pairwise(changes))
    assert all(change.a.end > change.a.start or change.b.end > change.b.start for change in changes)


def test_words_that_come_again_and_again_are_compared_too() -> None:
    """In a long passage of few different words, only the changed word is marked."""
    a = "cod feeds hull " * 90
    changes = told(a.rstrip(), f"{a[:675]}carp{a[678:]}".rstrip())
    assert [change for change in changes if change[0] != "equal"] == [("replace", "cod", "carp")]


def test_what_is_put_before_a_passage_stands_where_it_begins() -> None:
    """The empty span of the side that lacks it lies at the beginning of that side's passage, not of its text."""
    a, b = "Before this. Cod feeds Hull.", "Fresh cod feeds Hull."
    first, _ = wording(a, [Span(13, len(a))], b, [Span(0, len(b))])
    assert (first.op, first.a, b[slice(*first.b)]) == ("insert", Span(13, 13), "Fresh")


def test_an_island_is_swallowed_by_what_was_put_around_it() -> None:
    """Words that were put in count as those that were taken out: three around two function words are more."""
    changes = told("cod of the sea", "cod caught fresh of the cold northern sea")
    assert [change[0] for change in changes] == ["equal", "replace", "equal"]
    changes = told("cod of the sea", "cod caught of the northern sea")
    assert [change[0] for change in changes] == ["equal", "insert", "equal", "insert", "equal"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The government left at noon.", "The govern-\nment left at noon."),
        ("Send an e-mail to the office.", "Send an email to the office."),
        ("They co-operate with the well-known firm.", "They cooperate with the wellknown firm."),
    ],
)
def test_words_parted_by_a_hyphen_are_one(one: str, other: str) -> None:
    """A word with and without its hyphen, or parted at a line's end, is no change."""
    found = wording(one, [Span(0, len(one))], other, [Span(0, len(other))])
    assert {change.op for change in found} == {"equal"}
