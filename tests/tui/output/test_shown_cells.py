"""Frames reduced to what changes show on a terminal what the frames themselves would show."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.output.shown_cells import ShownCells

COLUMNS, ROWS = 12, 4
LOOKS = (
    "0",
    "1",
    "2",
    "38;2;10;20;30",
    "38;2;10;20;30;48;2;1;2;3",
    "48;2;1;2;3",
    "7;48;5;17",
    "1;4",
    "3;31",
    "9;97;104",
)
TEXTS = ("abc", "a c", "   ", "      ", "x", "hello world", "“quoted”", "· é —", "漢字", "e\u0301", "👍🏽")


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Return a frame as Textual writes one: lines of pieces, each in its look, and the cursor's place at the end."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        row, column = draw(st.integers(1, ROWS)), draw(st.integers(1, COLUMNS - 1))
        parts.append(f"\x1b[{row};{column}H")
        room = COLUMNS - column + 1
        for _ in range(draw(st.integers(1, 3))):
            look, text = draw(st.sampled_from(LOOKS)), draw(st.sampled_from(TEXTS))[: max(0, room // 2)]
            room -= 2 * len(text)
            parts.append(f"\x1b[{look}m{text}\x1b[0m")
        parts.append("\n" if row < ROWS else "")
    return "".join(parts) + f"\x1b[{draw(st.integers(1, ROWS))};{draw(st.integers(1, COLUMNS))}H"


class Shown:
    """A terminal that is written to."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self._stream = pyte.Stream(self.screen)

    def write(self, text: str) -> None:
        """Take in what a program writes, line feeds as a terminal's driver hands them on."""
        self._stream.feed(text.replace("\n", "\r\n"))

    @property
    def seen(self) -> list[list[tuple[object, ...]]]:
        """What a reader sees: a blank shows its ground, and lines through, under and around it."""
        lines = (self.screen.buffer[row] for row in range(ROWS))
        return [[self._seen(line[column]) for column in range(COLUMNS)] for line in lines]

    @staticmethod
    def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
        lined = cell.underscore or cell.strikethrough or cell.reverse
        return (cell.data, cell.bg) if cell.data == " " and not lined else tuple(cell)


@given(st.lists(frames(), max_size=6))
@example(
    ["\x1b[1;1H\x1b[0m漢字\x1b[0m\n\x1b[1;1H", "\x1b[1;5H\x1b[0mabc\x1b[0m\x1b[1;1H", "\x1b[1;1H\x1b[0mabcdef\x1b[0m"]
)
def test_a_reduced_frame_shows_what_the_frame_shows(written: list[str]) -> None:
    """Whatever was painted before, all cells, their looks and the cursor are those of the whole frame."""
    whole, least, memory = Shown(), Shown(), ShownCells()
    for frame in written:
        whole.write(frame)
        reduced = memory.least(frame)
        least.write(reduced)
        assert least.seen == whole.seen
        assert (least.screen.cursor.x, least.screen.cursor.y) == (whole.screen.cursor.x, whole.screen.cursor.y)


@pytest.mark.parametrize("text", ["plain words", "“quoted” · é", "  a  "])
def test_a_frame_that_changes_nothing_is_not_written(text: str) -> None:
    """The same cells again cost no byte, the cursor included."""
    memory, frame = ShownCells(), f"\x1b[1;1H\x1b[1;38;2;9;9;9m{text}\x1b[0m\n\x1b[2;1H\x1b[0mx\x1b[0m\x1b[3;4H"
    memory.least(frame)
    assert memory.least(frame) == ""


def test_only_changed_cells_are_written() -> None:
    """Of a line of plain signs the stretch that differs, in its look, from where it begins."""
    memory = ShownCells()
    memory.least("\x1b[1;1H\x1b[1mone two three four five\x1b[0m\x1b[1;1H")
    written = memory.least("\x1b[1;1H\x1b[1mone TWO three four five\x1b[0m\x1b[1;1H")
    assert written == "\x1b[1;5H\x1b[1mTWO\x1b[m\x1b[1H"


def test_a_line_that_some_terminals_draw_wider_is_written_whole() -> None:
    """What stands behind a curly quote may have moved by a cell: the piece and what follows it are written anew."""
    memory = ShownCells()
    memory.least("\x1b[1;1H\x1b[0m“a” plain\x1b[0m\x1b[1;12H\x1b[0m|\x1b[0m\x1b[3;1H")
    written = memory.least("\x1b[1;1H\x1b[0m“b” plain\x1b[0m\x1b[1;12H\x1b[0m|\x1b[0m\x1b[3;1H")
    assert written == "\x1b[1H“b” plain\x1b[1;12H|\x1b[3H"


@pytest.mark.parametrize("sequence", ["\x1b[?1049h", "\x1b[2J", "\x1b]0;title\x07", "\x1b[58;5;1mx\x1b[0m", "text"])
def test_what_is_not_a_frame_is_written_as_it_is(sequence: str) -> None:
    """The memory is void behind it: the next frame is written whole."""
    memory, frame = ShownCells(), "\x1b[1;1H\x1b[0mabc\x1b[0m\x1b[1;1H"
    first = memory.least(frame)
    assert memory.least(sequence) == sequence
    assert memory.least(frame) == first


def test_a_blank_takes_no_colour_of_its_own() -> None:
    """Between two words of one colour a blank of another is written in theirs: only its ground is seen."""
    words = "\x1b[1;1H\x1b[38;5;9mone\x1b[0m\x1b[38;5;2m \x1b[0m\x1b[38;5;9mtwo\x1b[0m\x1b[1;1H"
    assert ShownCells().least(words) == "\x1b[1H\x1b[38;5;9mone two\x1b[m\x1b[1H"
