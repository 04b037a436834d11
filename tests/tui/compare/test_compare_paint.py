"""How a line of the side-by-side table looks: bar, signs and tints of a cell by what is selected, chosen and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.style import Style

from index.compare.comparison import compare
from tests.builders import article
from tui.compare.compare_paint import ComparePainter, LineState
from tui.compare.shown_rows import RowChoice, ShownRows
from tui.compare.table_layout import Collation
from tui.notes.note_lines import UNNOTED, KindSign
from tui.text.cells import width
from tui.text.glyphs import TYPOGRAPHIC

if TYPE_CHECKING:
    from collections.abc import Sequence

ALARM = "Washington has become increasingly alarmed by Beijing’s growing aggressiveness toward Taiwan and the sea."
CALM = ALARM.replace("growing ", "")
ELSEWHERE = LineState(selected=False, side=-1, words=True, noted=UNNOTED)
HERE = LineState(selected=True, side=0, words=True, noted=UNNOTED)


def painted(
    state: LineState, cells: int = 80, texts: Sequence[str] = (ALARM, CALM), line: int = 0, **choice: str
) -> list[list[str]]:
    """One line, as a rule the first: each piece as its looks, a slash, its text without blanks."""
    comparison = compare([article(text, f"{place}.txt") for place, text in enumerate(texts)])
    collation = Collation(ShownRows(comparison, texts, RowChoice(**choice)), cells)  # type: ignore[arg-type] # strings
    painter = ComparePainter(collation, ("One", "Two"), TYPOGRAPHIC, lambda *looks: Style(meta={"looks": looks}))
    return [
        [*(segment.style.meta["looks"] if segment.style else ()), segment.text.strip()]
        for segment in painter.line(range(len(collation.lines))[line], state)
    ]


def test_the_bar_stands_where_the_cursor_is() -> None:
    """Rows selected above or below it are tinted and have a thin one, which is seen without colour."""
    selected = HERE._replace(side=-1)
    assert [painted(state)[0] for state in (ELSEWHERE, selected, HERE)] == [
        ["side", ""],
        ["cursor", "side", TYPOGRAPHIC.column],
        ["cursor", "side", TYPOGRAPHIC.selection],
    ]
    assert all("cursor" in piece for piece in painted(selected) if "rule" not in piece)
    assert not any("cursor" in piece for piece in painted(ELSEWHERE))


def test_the_sign_of_the_chosen_account_is_lit() -> None:
    """Of the row under the cursor only, and of that account only."""
    sign = TYPOGRAPHIC.edited
    for side in (0, 1):
        lit = [piece for piece in painted(HERE._replace(side=side)) if sign in piece]
        assert [("side" in piece) for piece in lit] == [side == 0, side == 1]
    assert [piece for piece in painted(ELSEWHERE) if sign in piece] == [["edited", sign], ["edited", sign]]


def test_a_noted_row_has_the_sign_in_each_account() -> None:
    """Behind the class, on the first line of a cell, in the colour of the note's kind."""
    told = [piece for piece in painted(HERE._replace(noted=KindSign("■", "green"))) if "■" in piece[-1]]
    assert [(piece[-1], "green" in piece) for piece in told] == [("■", True)] * 2
    assert not any("■" in piece[-1] for piece in painted(HERE))


def test_words_that_differ_are_marked_or_not() -> None:
    """What is sought is marked either way."""
    wide = 170
    assert ["changed", "growing"] in painted(ELSEWHERE, wide)
    assert not any("changed" in piece for piece in painted(ELSEWHERE._replace(words=False), wide))
    found = [piece for piece in painted(ELSEWHERE._replace(words=False), needle="washington") if "found" in piece]
    assert found == [["found", "Washington"], ["found", "Washington"]]


def test_a_stack_labels_its_accounts() -> None:
    """Where accounts stand one under the other each has its name; in columns the head has them."""
    assert ["label", "A"] in painted(ELSEWHERE, 50)
    assert not any("label" in piece for piece in painted(ELSEWHERE))


SIX = "Mr. Blinken raised concerns about support for the defence industry of Russia during six hours of talks."


def test_what_is_disputed_is_marked_in_the_words_of_each_account() -> None:
    """And below them, what an account is called is dim and its words are not."""
    texts = SIX, SIX.replace("six", "five")
    disputed = [piece[-1] for piece in painted(ELSEWHERE, 230, texts, line=1) if "disputed" in piece]
    assert " ".join(disputed) == "six hours five hours"
    assert painted(ELSEWHERE, 230, texts, line=2)[1:] == [
        ["flag", f"{TYPOGRAPHIC.alarm} number"],
        ["label", "One:"],
        ["six hours"],
        ["label", "Two:"],
        ["five hours"],
    ]


def test_a_folded_line_too_long_says_that_it_goes_on() -> None:
    """A folded line that is too long ends in an ellipsis at the last cell."""
    texts = CALM, f"{CALM}\n{SIX}"
    line = "".join(piece[-1] + " " for piece in painted(ELSEWHERE, 60, texts, line=-2))
    assert line.strip().endswith("about suppor…")


@pytest.mark.parametrize("cells", [50, 80, 120])
def test_the_ground_of_the_chosen_row_is_as_wide_on_each_of_its_lines(cells: int) -> None:
    """Flags and folds have the ground of their row up to the end of its cells, not of their own words."""
    texts = SIX, SIX.replace("six", "five") + "\n\nNobody else says so."
    comparison = compare([article(text, f"{place}.txt") for place, text in enumerate(texts)])
    collation = Collation(ShownRows(comparison, texts, RowChoice()), cells)
    painter = ComparePainter(collation, ("One", "Two"), TYPOGRAPHIC, lambda *looks: Style(meta={"looks": looks}))
    shown = [number for number, line in enumerate(collation.lines) if line.stretches or line.fold or line.flag]
    assert {bool(collation.lines[number].flag) for number in shown} == {True, False}
    assert any(collation.lines[number].fold for number in shown)
    grounds = {
        sum(
            width(piece.text)
            for piece in painter.line(number, HERE)
            if piece.style and {"cursor", "rule"}.intersection(piece.style.meta["looks"])
        )
        for number in shown
    }
    assert len(grounds) == 1
