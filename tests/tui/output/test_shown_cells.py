"""Frames reduced to what changes show on a terminal what the frames themselves would show."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.output.kept_frame import drawn
from tui.output.shown_cells import ShownCells, lines_of

COLUMNS, ROWS = 30, 4
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
TEXTS = (
    "abc",
    "a c",
    "   ",
    "      ",
    " " * 24,
    "ab" + " " * 24,
    "x",
    "hello world",
    "“quoted”",
    "· é —",
    "漢字",
    "e\u0301",
    "👍🏽",
)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Return a frame as Textual writes one: lines of pieces, each in its look, and the cursor's place at the end."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        row, column = draw(st.integers(1, ROWS)), draw(st.integers(1, COLUMNS - 1))
        parts.append(f"\x1b[{row};{column}H")
        room = COLUMNS - column + 1
        for _ in range(draw(st.integers(1, 3))):
            look, text = draw(st.sampled_from(LOOKS)), draw(st.sampled_from(TEXTS))[:room]
            room -= len(text) + sum(not sign.isascii() for sign in text)
            text = text if room >= 0 else ""
            parts.append(f"\x1b[{look}m{text}\x1b[0m")
        parts.append("\n" if row < ROWS else "")
    return "".join(parts) + f"\x1b[{draw(st.integers(1, ROWS))};{draw(st.integers(1, COLUMNS))}H"


class Shown:
    """A terminal that is written to."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
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


@given(st.lists(frames(), max_size=6), st.sampled_from([(0, False), (COLUMNS, False), (COLUMNS, True)]))
@example(
    [
        "\x1b[1;1H\x1b[0m漢字\x1b[0m\n\x1b[1;1H",
        "\x1b[1;5H\x1b[0mabc\x1b[0m\x1b[1;1H",
        "\x1b[1;1H\x1b[0mabcdef\x1b[0m",
    ],
    (COLUMNS, True),
)
def test_a_reduced_frame_shows_what_the_frame_shows(written: list[str], room: tuple[int, bool]) -> None:
    """After any earlier frame, all cells, their looks and the cursor are those of the new one.

    That is so whatever is known of the terminal.
    """
    whole, least, memory = Shown(), Shown(), ShownCells()
    memory.learn(room[0], ROWS if room[0] else 0, erases=room[1])
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
    assert written == "\x1b[5G\x1b[1mTWO\x1b[m\x1b[H"


def test_a_line_that_some_terminals_draw_wider_is_written_whole() -> None:
    """What stands behind a curly quote may have moved by a cell: the piece and what follows it are written anew."""
    memory = ShownCells()
    memory.least("\x1b[1;1H\x1b[0m“a” plain\x1b[0m\x1b[1;12H\x1b[0m|\x1b[0m\x1b[3;1H")
    written = memory.least("\x1b[1;1H\x1b[0m“b” plain\x1b[0m\x1b[1;12H\x1b[0m|\x1b[0m\x1b[3;1H")
    assert written == "\x1b[H“b” plain\x1b[1;12H|\x1b[3H"


@pytest.mark.parametrize("sequence", ["\x1b[?1049h", "\x1b[2J", "\x1b[58;5;1mx\x1b[0m", "text"])
def test_what_is_not_a_frame_is_written_as_it_is(sequence: str) -> None:
    """The memory is void behind it: the next frame is written whole."""
    memory, frame = ShownCells(), "\x1b[1;1H\x1b[0mabc\x1b[0m\x1b[1;1H"
    first = memory.least(frame)
    assert memory.least(sequence) == sequence
    assert memory.least(frame) == first


def test_a_blank_takes_no_colour_of_its_own() -> None:
    """Between two words of one colour a blank of another is written in theirs: only its ground is seen."""
    words = "\x1b[1;1H\x1b[38;5;9mone\x1b[0m\x1b[38;5;2m \x1b[0m\x1b[38;5;9mtwo\x1b[0m\x1b[1;1H"
    assert ShownCells().least(words) == "\x1b[H\x1b[38;5;9mone two\x1b[m\x1b[H"


LINE = "\x1b[2;1H\x1b[48;5;17m{}\x1b[0m\n\x1b[1;1H"


def written(first: str, second: str, *, columns: int = COLUMNS, erases: bool = True) -> str:
    """Return what a second line costs in the place of a first one, on a ground of its own."""
    memory = ShownCells()
    memory.learn(columns, ROWS, erases=erases)
    memory.least(LINE.format(first))
    return memory.least(LINE.format(second)).removesuffix("\x1b[m\x1b[H")


def test_a_blank_end_of_a_line_is_erased() -> None:
    """In the ground of the look, in three bytes, however long it is; short ones are written."""
    assert written("x" * COLUMNS, "abc".ljust(COLUMNS)) == "\x1b[2H\x1b[48;5;17mabc\x1b[K"
    assert written("x" * COLUMNS, "abc".ljust(COLUMNS), erases=False) == f"\x1b[2H\x1b[48;5;17mabc{' ' * 27}"
    assert written("x" * COLUMNS, "x" * 27 + "   ") == "\x1b[2;28H\x1b[48;5;17m   "


def test_blanks_within_a_line_are_erased_by_count_and_stepped_over() -> None:
    """Where that takes fewer bytes than the blanks."""
    assert written("x" * COLUMNS, f"a{' ' * 20}b".ljust(COLUMNS, "x")) == "\x1b[2H\x1b[48;5;17ma\x1b[20X\x1b[20Cb"
    assert written("x" * COLUMNS, f"a{' ' * 9}b".ljust(COLUMNS, "x")) == f"\x1b[2H\x1b[48;5;17ma{' ' * 9}b"


def test_blanks_that_show_lines_are_written() -> None:
    """What is erased has no line under it."""
    memory = ShownCells()
    memory.learn(COLUMNS, ROWS, erases=True)
    assert memory.least(f"\x1b[1;1H\x1b[4m{' ' * COLUMNS}\x1b[0m\x1b[1;1H").count(" ") == COLUMNS


def test_the_shortest_move_is_taken_where_the_place_is_known() -> None:
    """A step, a column; in another line, past the last column and behind signs that may be wider, the whole one."""
    memory = ShownCells()
    memory.learn(COLUMNS, ROWS, erases=True)
    moves = {
        (1, 7): "\x1b[7G",
        (1, 5): "\x1b[C",
        (1, 1): "\r",
        (2, 1): "\x1b[2H",
        (2, 3): "\x1b[2;3H",
        (4, 1): "\x1b[4H",
    }
    told = {}
    for row, column in moves:
        memory.forget()
        told[row, column] = memory.least(f"\x1b[1;1H\x1b[0mabc\x1b[0m\x1b[{row};{column}H").removeprefix("\x1b[Habc")
    assert told == moves
    memory.forget()
    assert memory.least("\x1b[1;1H\x1b[0m“”\x1b[0m\x1b[1;4H") == "\x1b[H“”\x1b[1;4H"
    memory.forget()
    assert memory.least(f"\x1b[1;1H\x1b[0m{'x' * COLUMNS}\x1b[0m\x1b[2;1H").endswith("x\x1b[2H")


@pytest.mark.parametrize(
    ("piece", "fits"),
    [
        ("\x1b[4;29H\x1b[1mab", True),
        ("\x1b[4;29H\x1b[1mabc", False),
        ("\x1b[5;1H\x1b[1ma", False),
    ],
)
def test_nothing_is_known_behind_a_frame_for_a_larger_terminal(piece: str, fits: bool) -> None:  # noqa: FBT001
    """What did not fit ran over into other lines: the next frame is written whole."""
    memory, frame = ShownCells(), "\x1b[1;1H\x1b[0mabc\x1b[0m\x1b[1;1H"
    memory.learn(COLUMNS, ROWS, erases=False)
    whole = memory.least(frame)
    memory.least(f"{piece}\x1b[0m\x1b[1;1H")
    assert memory.least(frame) == ("" if fits else whole)


def first_frame(*lines: str) -> str:
    """Return a whole frame as Textual writes it."""
    rows = [f"\x1b[{row};1H{line}" for row, line in enumerate(lines, 1)]
    return "\n".join(rows) + "\x1b[1;1H"


@given(frames())
def test_what_is_known_of_a_terminal_is_not_sent_again(frame: str) -> None:
    """A terminal that shows a frame of the last run gets only what the next one changes."""
    stood = ("abc         ", "\x1b[1;4mx\x1b[0m · é        ", "漢字        ", "\x1b[7m            \x1b[0m")
    shown, whole, memory = Shown(), Shown(), ShownCells()
    lines = lines_of("\n".join(f"\x1b[{row};1H{line}" for row, line in enumerate(stood, 1)))
    for terminal in (shown, whole):
        terminal.write(drawn([*map(tuple, lines)]))
    memory.know(lines)
    whole.write(frame)
    shown.write(memory.least(frame))
    assert shown.seen == whole.seen


def test_a_known_frame_painted_again_sends_no_signs() -> None:
    """Only the line with signs of two cells is written again."""
    memory = ShownCells()
    memory.know(lines_of(first_frame("abc", "\x1b[1m漢\x1b[0m", "“d”").removesuffix("\x1b[1;1H")))
    assert memory.least(first_frame("abc", "\x1b[1m漢\x1b[0m", "“d”")) == "\x1b[2H\x1b[1m漢\x1b[m\x1b[H"


@pytest.mark.parametrize(
    "frame",
    ["", "abc", "\x1b[2;1Habc", "\x1b[1;1Ha\n\x1b[3;1Hb", "\x1b[1;2Ha", "\x1b[1;1Ha\x1b[2J", "\x1b[1;1Ha\x1b[1;3Hb"],
    ids=ascii,
)
def test_what_is_no_whole_frame_has_no_lines(frame: str) -> None:
    """Each line once, from the top and from its beginning, and nothing but texts and looks."""
    assert lines_of(frame) == []


@pytest.mark.parametrize(
    "modes",
    [
        "\x1b[?25l",
        "\x1b[?1000h",
        "\x1b[?2048$p",
        "\x1b[?2004h\x1b[?7l",
        "\x1b[>25u",
        "\x1b[<u",
        "\x1b]22;default\x07",
        "\x1b]0;title\x07",
    ],
)
def test_modes_leave_the_cells_known(modes: str) -> None:
    """What sets mouse, cursor and keyboard moves nothing on the terminal."""
    memory = ShownCells()
    memory.least(first_frame("abc"))
    assert (memory.least(modes), memory.least(first_frame("abc"))) == (modes, "")


@pytest.mark.parametrize("sent", ["\x1b[?1049h", "\x1b[?1049l", "\x1b[?3h", "\x1b[2J", "\x1b[?25lx", "\x1b[H"])
def test_all_else_leaves_nothing_known(sent: str) -> None:
    """Another screen, another width, whatever is not known: the next frame is whole."""
    memory = ShownCells()
    memory.least(first_frame("abc"))
    assert memory.least(sent) == sent
    assert "abc" in memory.least(first_frame("abc"))
