"""Looks of cells, and the sequences from one to another."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.output.cell_look import OFF, PLAIN, CellLook, change, look, of_blank, read

colours = st.one_of(
    st.just(()),
    st.tuples(st.just(5), st.integers(0, 255)),
    st.tuples(st.just(2), *[st.integers(0, 255)] * 3),
)
inks = st.one_of(colours.map(lambda colour: (38, *colour) if colour else ()), st.integers(30, 37).map(lambda n: (n,)))
grounds = st.one_of(
    colours.map(lambda colour: (48, *colour) if colour else ()), st.integers(100, 107).map(lambda n: (n,))
)
looks = st.builds(look, st.frozensets(st.sampled_from(sorted(OFF))), inks, grounds)


def seen(sequence: str) -> object:
    """Return how a terminal shows a sign behind a sequence."""
    screen = pyte.Screen(2, 1)
    pyte.Stream(screen).feed(sequence + "x")
    return screen.buffer[0][0]


@given(looks, looks)
def test_a_change_leads_where_it_should(before: CellLook, wanted: CellLook) -> None:
    """The sequence between any two looks sets the new one, and is never longer than setting it afresh."""
    sequence = change(before, wanted)
    anew = ";".join(map(str, [0, *sorted(wanted.attributes), *wanted.ink, *wanted.ground]))
    assert read(anew) is wanted
    assert len(sequence) <= len(f"\x1b[{anew}m")
    assert seen(change(PLAIN, before) + sequence) == seen(change(PLAIN, wanted))


def made(*attributes: int, ink: tuple[int, ...] = (), ground: tuple[int, ...] = ()) -> CellLook:
    """Return a look."""
    return look(frozenset(attributes), ink, ground)


@pytest.mark.parametrize(
    ("before", "wanted", "sequence"),
    [
        (PLAIN, made(1), "\x1b[1m"),
        (made(1, 2), made(2), "\x1b[0;2m"),
        (made(1, ink=(38, 2, 1, 2, 3), ground=(48, 2, 4, 5, 6)), made(ground=(48, 2, 4, 5, 6)), "\x1b[22;39m"),
        (made(1, ink=(38, 2, 1, 2, 3)), PLAIN, "\x1b[m"),
        (made(ink=(31,)), made(ink=(38, 5, 9)), "\x1b[38;5;9m"),
    ],
)
def test_the_shortest_sequence_is_taken(before: CellLook, wanted: CellLook, sequence: str) -> None:
    """Single numbers while they are fewer, else all anew."""
    assert change(before, wanted) == sequence


@pytest.mark.parametrize("parameters", ["58;5;1", "38", "38;5", "38;2;1;2", "48;7;1", "74", "22"])
def test_what_is_not_known_has_no_look(parameters: str) -> None:
    """Another colour than of ink and ground, half a colour, a number of no meaning or one that only takes away."""
    assert read(parameters) is None


@pytest.mark.parametrize(
    ("parameters", "read_as"),
    [
        ("39;49", PLAIN),
        ("1;39;49", made(1)),
        ("31;39", PLAIN),
        ("38;5;1;49", made(ink=(38, 5, 1))),
        ("41;49;7", made(7)),
    ],
)
def test_the_terminals_own_colours_are_none(parameters: str, read_as: CellLook) -> None:
    """Textual names them in every run where colours are off: they are no reason to write a frame in full."""
    assert read(parameters) is read_as


@pytest.mark.parametrize(
    ("attributes", "shown"), [({1}, set()), ({3, 2}, set()), ({1, 4}, {1, 4}), ({7}, {7}), ({9}, {9})]
)
def test_what_is_seen_on_a_blank(attributes: set[int], shown: set[int]) -> None:
    """Lines and colours changed about are, weight and slant are not."""
    assert of_blank(made(*attributes, ink=(31,))) is made(*shown, ink=(31,) if shown else ())
