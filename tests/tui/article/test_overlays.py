"""Spans over a text, found by place, and what is painted where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Span
from tui.article.overlays import ORDER, Layer, Overlays
from tui.text.glyphs import ASCII, TYPOGRAPHIC, glyphs

SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)


@given(SPANS, st.integers(0, 60), st.integers(0, 20))
def test_over_finds_what_a_plain_look_finds(spans: list[Span], start: int, length: int) -> None:
    """The bisection and a look at every span agree, overlapping and nested ones included."""
    end = start + length
    wanted = sorted(span for span in spans if span.start < end and span.end > start and span.end > span.start)
    assert list(Layer(spans).over(start, end)) == wanted


@given(SPANS, st.integers(0, 75))
def test_at_finds_the_innermost_span(spans: list[Span], offset: int) -> None:
    """Of the spans that hold an offset the one that begins last is found."""
    layer = Layer(spans)
    place = layer.at(offset)
    holding = [span for span in layer.spans if span.start <= offset < span.end]
    assert (None if place is None else layer.spans[place]) == (holding[-1] if holding else None)


def test_after_and_before_go_around_the_ends() -> None:
    """The last span is followed by the first one; without spans there is nothing to follow."""
    layer = Layer([Span(5, 6), Span(1, 2), Span(9, 9)])
    assert len(layer) == 2
    assert [layer.after(offset) for offset in (0, 1, 5)] == [0, 1, 0]
    assert [layer.before(offset) for offset in (0, 1, 5, 6)] == [1, 1, 0, 1]
    assert (Layer().after(0), Layer().before(0), Layer().at(0)) == (None, None, None)


@given(st.dictionaries(st.sampled_from(ORDER[:11]), SPANS, max_size=4), st.integers(0, 40), st.integers(0, 30))
def test_pieces_cut_a_row_where_anything_begins_or_ends(layers: dict[str, list[Span]], start: int, length: int) -> None:
    """Pieces follow each other without gap, and each has exactly the layers that cover all of it, in order."""
    overlays, end = Overlays(), start + length
    for name, spans in layers.items():
        overlays.set(name, spans)
    pieces = list(overlays.pieces(start, end))
    edges = [pieces[0].start, *(piece.end for piece in pieces)]
    assert (edges[0], edges[-1], edges) == (start, end, sorted(edges))
    for piece in pieces:
        covering = [
            name
            for name in ORDER
            if any(span.start <= piece.start < span.end for span in layers.get(name, ())) and piece.end > piece.start
        ]
        assert list(piece.names) == covering


def test_the_margin_shows_the_most_telling_layer_that_begins() -> None:
    """A hit counts more than a note, a note more than a comparison; what goes on from before has had its sign."""
    overlays = Overlays()
    overlays.set("verbatim", [Span(0, 30)])
    overlays.set("note", [Span(12, 15)])
    assert overlays.margin(0, 10, TYPOGRAPHIC) == ("=", "verbatim")
    assert overlays.margin(10, 20, TYPOGRAPHIC) == ("✎", "note")
    assert overlays.margin(20, 30, TYPOGRAPHIC) == (" ", "")
    overlays.set("hit", [Span(13, 14)])
    assert overlays.margin(10, 20, ASCII) == (">", "hit")


def test_a_layer_must_be_known() -> None:
    """A layer with an unknown name is refused."""
    with pytest.raises(KeyError):
        Overlays().set("hits", ())


def test_the_ascii_signs_are_ascii() -> None:
    """The plain set holds no other sign, and tells classes apart as the other one does."""
    plain = [getattr(ASCII, name) for name in ASCII._fields]
    assert [sign for sign in plain if not sign.isascii()] == []
    classes = ("verbatim", "edited", "partial", "similar", "unique", "absent", "quote", "note", "selection")
    assert [getattr(glyphs(ascii_only=True), name) for name in classes] == list('=~%?+."*|')
    assert [getattr(glyphs(), name) for name in classes] == list("=~≈?+·“✎▌")
