"""A frame is kept as text and drawn anew; nothing that was written into its place reaches a terminal as it stands."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import safe
from tui.output.cell_look import OFF, PLAIN, look, read
from tui.output.kept_frame import decoded, drawn, encoded

BOLD_BLUE = look(frozenset({1}), (38, 2, 10, 20, 255), (44,))

numbers = st.integers(0, 255)
colours = st.one_of(
    st.just(()),
    st.tuples(st.integers(30, 37)),
    st.tuples(st.just(38), st.just(5), numbers),
    st.tuples(st.just(38), st.just(2), numbers, numbers, numbers),
)
looks = st.builds(
    look,
    st.frozensets(st.sampled_from(sorted(OFF)), max_size=4),
    colours,
    colours.map(lambda colour: (colour[0] + 10, *colour[1:]) if colour else ()),
)
texts = st.text(max_size=12).map(safe).filter(lambda text: "\n" not in text and safe(text) == text)
lines = st.lists(st.lists(st.tuples(texts, looks), min_size=1, max_size=4), min_size=1, max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def kept(**changed: Any) -> bytes:
    """Return a frame of one line as it is kept, with parts of it replaced."""
    return json.dumps({"facts": {}, "looks": ["", "1"], "lines": [[[0, "a"], [1, "b"]]], **changed}).encode()


@given(lines)
def test_a_frame_comes_back_as_it_was(shown: list[list[tuple[str, Any]]]) -> None:
    """Whatever texts and looks a line has; a sign that joins the next is safe only where it stands."""
    whole = ["".join(text for text, _ in line) for line in shown]
    data = encoded({"size": [80, 24]}, shown)
    if all(safe(text) == text for text in whole):
        frame = decoded(data)
        assert frame is not None
        assert (frame.facts, frame.lines) == ({"size": [80, 24]}, tuple(map(tuple, shown)))
        assert all(
            ours is theirs
            for line, was in zip(frame.lines, shown, strict=True)
            for (_, ours), (_, theirs) in zip(line, was, strict=True)
        )
    else:
        assert data == b""


ONLY_OURS = re.compile(r"(?:\x1b\[\d+H|\x1b\[[\d;]*m|[^\x00-\x1f\x7f-\x9f])*")


@given(st.binary(max_size=40) | json_values.map(lambda value: json.dumps(value).encode()))
@example(b"[" * 100_000)
@example(b"\xff\xfe")
def test_what_is_no_frame_is_none(data: bytes) -> None:
    """No bytes in place of a frame raise an error."""
    assert decoded(data) is None


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_a_damaged_frame_sends_nothing_but_places_looks_and_signs(place: int, damage: bytes) -> None:
    """Bytes written over anywhere make another frame, or none, never a sequence of theirs."""
    shown = [[("one “line”", PLAIN), (" of two", BOLD_BLUE)], [("and — the other", BOLD_BLUE)]]
    data = encoded({}, shown)
    place %= len(data)
    frame = decoded(data[:place] + damage + data[place + len(damage) :])
    if frame is not None:
        assert ONLY_OURS.fullmatch(drawn(frame.lines))


@given(json_values, json_values)
def test_parts_of_another_kind_make_no_frame(part: Any, other: Any) -> None:
    """Looks and lines are lists of what this program writes; nothing else raises."""
    frame = decoded(kept(looks=part, lines=other))
    assert frame is None or ONLY_OURS.fullmatch(drawn(frame.lines))


@pytest.mark.parametrize(
    "text",
    ["\x1b[2J", "a\nb", "\r", "\x07", "\x9b2J", "\x7f", "\u202eabc", "\u2066", "\ud800", "\u0000"],
    ids=ascii,
)
def test_a_text_that_steers_a_terminal_is_no_line(text: str) -> None:
    """What `safe` would replace was not written by this program."""
    assert decoded(kept(lines=[[[0, text]]])) is None
    assert encoded({}, [[(text, PLAIN)]]) == b""


@pytest.mark.parametrize(
    "parameters",
    [
        "0",
        "1;1",
        "256",
        "38;2;1;2",
        "38;2;1;2;256",
        "38;5;1000",
        "2J",
        "1m\x1b[2J",
        "99",
        "1;",
        ";",
        " 1",
        "١",
        1,
        None,
    ],
)
def test_a_look_this_program_does_not_set_is_none(parameters: object) -> None:
    """Only the numbers that it writes itself, in the order in which it writes them."""
    assert decoded(kept(looks=["", parameters])) is None


@pytest.mark.parametrize(
    "line",
    [[], [[0]], [[2, "a"]], [[-1, "a"]], [[True, "a"]], [["0", "a"]], [[0, 1]], [[0, "a", 1]], {"0": "a"}, "a", None],
    ids=str,
)
def test_a_line_of_another_form_is_none(line: object) -> None:
    """A frame is believed as a whole or not at all."""
    assert decoded(kept()) is not None
    assert decoded(kept(lines=[[[0, "a"]], line])) is None


@pytest.mark.parametrize("values", [{"more": 1}, {"facts": []}, {"looks": {}}, {"lines": "a"}], ids=str)
def test_a_file_of_another_form_is_no_frame(values: dict[str, Any]) -> None:
    """Names and kinds are those that this program writes."""
    assert decoded(kept(**values)) is None


def test_what_is_drawn_goes_from_line_to_line_and_ends_plain() -> None:
    """A place for each line, looks as they change, none left over."""
    assert read("1;38;2;10;20;255;44") is BOLD_BLUE
    told = drawn(((("a", PLAIN), ("b", BOLD_BLUE)), (("c", BOLD_BLUE),)))
    assert told == "\x1b[1Ha\x1b[1;38;2;10;20;255;44mb\x1b[2Hc\x1b[m"
