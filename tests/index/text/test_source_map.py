"""The map between an article's text and what is drawn of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Span
from index.text.source_map import SourceMap, merge


@st.composite
def maps(draw: st.DrawFn) -> tuple[str, set[int], SourceMap]:
    """A text, the offsets that are hidden, and the map."""
    text = draw(st.text("abcdé中 \n", max_size=40))
    pairs = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    hidden = merge((min(pair), max(pair)) for pair in pairs)
    gone = {offset for start, end in hidden for offset in range(start, end)}
    return text, gone, SourceMap(text, hidden)


@given(maps())
def test_what_is_drawn_is_the_text_without_what_is_hidden(made: tuple[str, set[int], SourceMap]) -> None:
    """Nothing else is lost, added or moved."""
    text, gone, shown = made
    assert shown.drawn == "".join(sign for offset, sign in enumerate(text) if offset not in gone)


@given(maps())
def test_a_drawn_sign_and_its_offset_name_each_other(made: tuple[str, set[int], SourceMap]) -> None:
    """Every place has the offset of its sign, and every drawn offset that place."""
    text, gone, shown = made
    drawn = [offset for offset in range(len(text)) if offset not in gone]
    assert [shown.offset(place) for place in range(len(drawn))] == drawn
    assert [shown.place(offset) for offset in drawn] == list(range(len(drawn)))


@given(maps())
def test_a_hidden_offset_has_the_place_of_the_next_drawn_one(made: tuple[str, set[int], SourceMap]) -> None:
    """A hidden offset has the place of the next drawn one, so that a caret on a mark stands on the word behind it."""
    text, gone, shown = made
    drawn = [offset for offset in range(len(text)) if offset not in gone]
    for offset in gone:
        assert shown.place(offset) == sum(one < offset for one in drawn)


@given(maps(), st.data())
def test_a_stretch_drawn_goes_back_to_the_text_it_is_of(
    made: tuple[str, set[int], SourceMap], data: st.DataObject
) -> None:
    """A stretch found in what is drawn is one of the text that draws the same, with no hidden sign at its ends."""
    _, gone, shown = made
    start = data.draw(st.integers(0, len(shown.drawn)))
    end = data.draw(st.integers(start, len(shown.drawn)))
    back = shown.back(start, end)
    assert shown.cut(*back) == shown.drawn[start:end]
    if end > start:
        assert gone.isdisjoint({back.start, back.end - 1})


@given(maps(), st.data())
def test_the_offsets_that_begin_at_a_place_are_one_after_another(
    made: tuple[str, set[int], SourceMap], data: st.DataObject
) -> None:
    """Hidden signs belong to the place behind them, so that places divide the whole text."""
    text, _, shown = made
    begins = [shown.begin(place) for place in range(len(shown.drawn) + 1)]
    assert begins == sorted(set(begins))
    offset = data.draw(st.integers(0, len(text)))
    assert begins[shown.place(offset)] <= offset


@given(maps())
def test_words_stand_at_their_offsets(made: tuple[str, set[int], SourceMap]) -> None:
    """The text for finding words has each drawn sign at its offset, and blanks for hidden ones."""
    text, gone, shown = made
    assert list(shown.words) == [" " if offset in gone else sign for offset, sign in enumerate(text)]


SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))
SPANS = st.lists(SPAN, max_size=12)


def positions(spans: object) -> set[int]:
    assert isinstance(spans, list | tuple)
    return {position for start, end in spans for position in range(start, end)}


@given(SPANS)
def test_merging_keeps_positions(spans: list[tuple[int, int]]) -> None:
    """Merged spans hold the same positions, ordered, with something between any two."""
    merged = merge(spans)
    assert positions(merged) == positions(spans)
    assert all(a.end < b.start for a, b in pairwise(merged))


def test_touching_spans_become_one() -> None:
    """Spans that touch have nothing between them."""
    assert merge([(3, 5), (0, 3), (7, 7)]) == (Span(0, 5),)
