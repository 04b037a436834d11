"""Rows laid out for a width: every sign of every cell on one line, every line inside its column."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index import Comparison, safe
from index.compare.comparison import compare
from tests.builders import article
from tests.tui.compare.test_shown_rows import SAME, compared
from tui.compare.accounts import flag_words, labels
from tui.compare.shown_rows import RowChoice, ShownRows
from tui.compare.table_layout import LEAST_COLUMN, WIDEST, Collation
from tui.text.cells import width
from tui.text.glyphs import TYPOGRAPHIC

CHOICES = st.builds(RowChoice, lead=st.integers(0, 1), folded=st.booleans(), differing=st.booleans())


@st.composite
def laid(draw: st.DrawFn) -> Collation:
    """A comparison laid out in some width, columns or stacked."""
    comparison, texts = draw(compared())
    passages = ShownRows(comparison, texts, draw(CHOICES))
    return Collation(passages, draw(st.integers(14, 220)))


@given(laid())
@settings(max_examples=60)
def test_every_sign_of_a_cell_stands_on_one_line(made: Collation) -> None:
    """What is shown is shown whole: the stretches of a cell follow each other, only spaces between them."""
    seen: dict[tuple[int, int], int] = {}
    for line in made.lines:
        for stretch in filter(None, line.stretches):
            row = made.passages.entries[line.entry].row
            key = (row, stretch.account)
            text = made.passages.passage(row, stretch.account).text
            assert text[seen.get(key, 0) : stretch.start].strip() == ""
            assert stretch.first == (key not in seen)
            seen[key] = stretch.end
    for (row, account), end in seen.items():
        assert made.passages.passage(row, account).text[end:].strip() == ""
    shown = [entry.row for entry in made.passages.entries if not entry.folded]
    assert set(seen) == {
        (row, place) for row in shown for place, cell in enumerate(made.passages.rows[row].cells) if cell is not None
    }


@given(laid())
@settings(max_examples=60)
def test_no_line_is_wider_than_its_column(made: Collation) -> None:
    """Text fits its column, unless a single sign is wider; columns and rules fit the width."""
    for line in made.lines:
        for stretch in filter(None, line.stretches):
            text = safe(made.passages.passage(made.passages.entries[line.entry].row, stretch.account).text)
            assert width(text[stretch.start : stretch.end]) <= max(2, made.column)
    if not made.stacked:
        count = len(made.accounts)
        assert count * (made.column + made.gutter) + count - 1 <= made.width
        assert LEAST_COLUMN <= made.column <= WIDEST


@given(laid())
@settings(max_examples=60)
def test_lines_and_entries_find_each_other(made: Collation) -> None:
    """Each line of an entry leads back to it, and entries follow one another without a gap but the blank between."""
    for number in range(len(made.passages.entries)):
        lines = made.lines_of(number)
        assert [made.entry_at(line) for line in lines] == [number] * len(lines)
        assert {made.lines[line].entry for line in lines} == {number}
    assert [made.lines[start].entry for start in made.starts] == list(range(len(made.passages.entries)))


def world(*texts: str) -> tuple[Comparison, list[str]]:
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    return compare(accounts), list(texts)


def test_columns_give_way_to_a_stack() -> None:
    """Where a column would be narrower than a reader bears, accounts stand one under the other."""
    passages = ShownRows(*world(SAME, SAME), RowChoice())
    widths = {cells: Collation(passages, cells).stacked for cells in (40, 62, 63, 120)}
    assert widths == {40: True, 62: True, 63: False, 120: False}


def test_nothing_to_show_is_no_line() -> None:
    """A filter that leaves no row leaves no line."""
    passages = ShownRows(*world(SAME, SAME), RowChoice(differing=True))
    assert Collation(passages, 80).lines == []


ALONE = (
    "Rain fell. Rivers rose. Bridges broke. Schools closed. Nobody slept.",
    "Shares went up in Tokyo. Banks were glad. Brokers sang.",
)


def test_folds_list_their_passages_where_the_screen_has_room() -> None:
    """Nothing shared: what each tells is listed until the pane is full, as evenly as it goes; else a line each."""
    passages = ShownRows(*world(*ALONE), RowChoice())
    told = {
        height: [[made.lines[line].member for line in made.lines_of(fold)] for fold in (0, 1)]
        for height in (0, 3, 4, 6, 9, 40)
        for made in [Collation(passages, 80, height)]
    }
    assert told == {
        0: [[0], [0]],
        3: [[0], [0]],
        4: [[0, 1], [0]],
        6: [[0, 1, 2], [0, 1]],
        9: [[0, 1, 2], [0, 1, 2, 3, 4]],
        40: [[0, 1, 2], [0, 1, 2, 3, 4]],
    }


def test_a_layout_is_made_again_for_another_height_only_where_folds_grow() -> None:
    """Rows that fill the screen anyway are not laid out again when a box takes some of its lines."""
    alone = Collation(ShownRows(*world(*ALONE), RowChoice()), 80, 9)
    alike = Collation(ShownRows(*world(SAME, SAME), RowChoice()), 80, 9)
    sizes = ((80, 9), (80, 8), (81, 9))
    assert [[made.fits(*size) for size in sizes] for made in (alone, alike)] == [
        [True, False, False],
        [True, True, False],
    ]


SIX = "Mr. Blinken raised concerns about support for the defence industry of Russia during six hours of talks."
HOURS = ("six", "six", "five", "nine")


@given(st.integers(20, 120))
def test_the_words_of_a_flag_are_all_seen(cells: int) -> None:
    """At any width a flag has each account once, equal ones together, and its kind on the first line."""
    passages = ShownRows(*world(*(SIX.replace("six", hours) for hours in HOURS)), RowChoice())
    made = Collation(passages, cells)
    flags = [line.flag for line in made.lines if line.flag is not None]
    told = [words for flag in flags for words in flag.words]
    assert [accounts for accounts, _ in told if accounts] == [(0, 1), (2,), (3,)]
    assert " ".join(" ".join(said for _, said in told).split()) == "six hours five hours nine hours"
    assert [flag.kind.strip() for flag in flags] == ["number"] + [""] * (len(flags) - 1)
    for flag in flags:
        shown = [sum(width(f"{account}") + 2 for account in accounts) + width(said) for accounts, said in flag.words]
        assert len(shown) == 1 or width(flag.kind) + sum(shown) <= cells


def test_too_many_names_for_a_flag_give_way_to_letters() -> None:
    """Who says it is never cut by the edge: letters stand for accounts, which the head explains."""
    texts = [*(SIX for _ in range(4)), SIX.replace("six", "nine")]
    outlets = ("The Valley Herald", "National Tribune", "Chronicle of the Lakes", "Reuters", "The Morning Post")
    accounts = [
        article(text, f"{place}.txt", outlet=name)
        for place, (text, name) in enumerate(zip(texts, outlets, strict=True))
    ]
    passages = ShownRows(compare(accounts), texts, RowChoice())
    shown = {
        cells: [
            [f"{who} {words}".strip() for who, words in flag_words(line.flag, outlets, TYPOGRAPHIC)]
            for line in Collation(passages, cells).lines
            if line.flag is not None
        ]
        for cells in (80, 100)
    }
    assert shown == {
        80: [["A, B, C, D: six hours", "E: nine hours"]],
        100: [
            ["The Valley Herald, National Tribune, Chronicle of the Lakes, Reuters: six hours"],
            ["The Morning Post: nine hours"],
        ],
    }


def test_stacked_accounts_have_letters_on_a_narrow_screen() -> None:
    """A third of the line went to names that the head has; the text takes it."""
    passages = ShownRows(*world(SAME, SAME), RowChoice())
    made = {cells: Collation(passages, cells) for cells in (59, 65)}
    assert [([*each.tags], each.gutter, each.column) for each in made.values()] == [
        (["A", "B"], 5, 54),
        (["A", "B"], 3, 29),
    ]


LONG = (
    "“At the same time the bad things between us are {} and this relationship is facing all kinds of trouble,” he said."
)


@given(st.integers(60, 120))
def test_long_words_of_a_flag_go_on_in_the_next_line(cells: int) -> None:
    """None is cut by the edge: who says them stands at their beginning, and every word is there."""
    ways = "still growing and building", "by the day more and more intensifying, as everybody between the seas can see,"
    comparison, texts = world(*(LONG.format(way) for way in ways))
    passages = ShownRows(comparison, texts, RowChoice(whole=True))
    words = [said for row in range(len(passages.rows)) for flag in passages.flags(row) for _, said in flag.words]
    made = Collation(passages, cells)
    flags = [line.flag for line in made.lines if line.flag is not None]
    told = " ".join(said for flag in flags for _, said in flag.words)
    assert told.split() == " ".join(words).split()
    names = labels(comparison)
    for flag in flags:
        shown = [sum(width(names[one]) + 2 for one in accounts) + width(said) for accounts, said in flag.words]
        assert width(flag.kind) + sum(shown) + 3 * (len(shown) - 1) <= cells
