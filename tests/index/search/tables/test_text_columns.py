"""Packed texts and coded columns read like the lists they stand for."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.tables.text_columns import SEPARATOR, Coded, Texts

texts = st.lists(
    st.text(st.characters(exclude_characters=SEPARATOR, exclude_categories=["Cs"]), max_size=4), max_size=12
)


@given(texts, texts, st.slices(24))
def test_packed_texts_are_the_texts(packed: list[str], more: list[str], part: slice) -> None:
    """Length, each text from both ends, any slice and what follows behind are those of a list."""
    whole = [*packed, *more]
    held = Texts.of(packed).followed_by(more)
    assert (len(held), list(held), held[part]) == (len(whole), whole, whole[part])
    assert [held[place] for place in range(-len(whole), len(whole))] == whole * 2
    with pytest.raises(IndexError):
        held[len(whole)]


@given(texts, texts, st.data())
def test_texts_are_picked_and_found_by_their_beginning(packed: list[str], more: list[str], data: st.DataObject) -> None:
    """Few or many places give their texts; a beginning gives the places of all that begin with it."""
    whole = [*packed, *more]
    held = Texts.of(packed).followed_by(more)
    places = data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=20)) if whole else []
    prefix = data.draw(st.sampled_from([*whole, "a", "x"]))[:2]
    assert held.pick(places) == [whole[place] for place in places]
    assert held.beginning(prefix) == [place for place, text in enumerate(whole) if text.startswith(prefix)]


def test_few_texts_are_decoded_one_by_one() -> None:
    """A text among a hundred thousand costs its own bytes alone."""

    class Counted(bytes):
        read = 0

        def __getitem__(self, part: slice) -> bytes:  # type: ignore[override]
            cut = bytes(self)[part]
            Counted.read += len(cut)
            return cut

    held = Texts(Counted(b"one\x1ftwo\x1fthree\x1f" * 100), array("I", [0, 4, 8, 14]))
    assert (held[2], held.pick([0]) if len(held) > 16 else held[0], Counted.read) == ("three", "one", 8)


columns = st.lists(st.sampled_from(["", "The Times", "BBC", "Die Zeit"]), max_size=12)


@given(columns, st.slices(12))
def test_a_coded_column_is_the_column(column: list[str], part: slice) -> None:
    """Texts, slices and the values that stand in some row are those of the list."""
    coded = Coded.of(column)
    assert (len(coded), list(coded), coded[part]) == (len(column), column, column[part])
    assert [coded[place] for place in range(len(column))] == column
    assert sorted(coded.held.values()) == sorted(set(column))


@given(st.lists(columns, max_size=3), st.sets(st.integers(0, 30)))
def test_coded_columns_are_joined_emptied_and_mapped(parts: list[list[str]], rows: set[int]) -> None:
    """Columns one behind the other, without some rows, and with other values are what lists would be."""
    whole = [value for part in parts for value in part]
    joined = Coded.joined([Coded.of(part) for part in parts])
    gone = {row for row in rows if row < len(whole)}
    kept = ["" if row in gone else value for row, value in enumerate(whole)]
    assert (list(joined), list(joined.without(gone))) == (whole, kept)
    shortened = joined.without(gone).mapped(value[:1] for value in joined.without(gone).values)
    assert (list(shortened), len(set(shortened.values))) == ([value[:1] for value in kept], len(shortened.values))
