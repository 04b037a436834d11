"""Rows of a comparison as a reader goes through them: nothing is lost or told twice, every mark is inside its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Comparison, Kind, Span, markup_of, shown_text
from index.compare.comparison import compare
from index.model.article import Source
from tests.builders import article
from tui.compare.shown_rows import RowChoice, ShownRows

PIECES = (
    "Talks between the two sides have increased in recent months, even as their differences have grown.",
    "Talks between the two sides have increased in recent weeks, even as old differences have grown.",
    "“We are committed to keeping lines of communication open,” said Wang Yi.",
    "“We are committed to keeping all lines open,” said Antony Blinken on Friday.",
    "The two ministers met on Friday and spoke for 5½ hours about Taiwan, trade and the sea.",
    "The ministers met on Thursday and spoke for six hours about trade.",
    "No date was set for another meeting, and nobody asked for one.",
    "Ships came and went, and 🇨🇳 flags hung over the port of 上海 all day.",
    "Short.",
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)
CHOICES = st.builds(
    RowChoice,
    lead=st.integers(0, 1),
    widest=st.booleans(),
    folded=st.booleans(),
    differing=st.booleans(),
    quotes=st.booleans(),
    needle=st.sampled_from(["", "talks", "TAIWAN", "nowhere"]),
)


@st.composite
def compared(draw: st.DrawFn) -> tuple[Comparison, list[str]]:
    """Two or three accounts made of a few sentences, and their texts in the order shown."""
    texts = draw(st.lists(TEXTS.map("\n".join), min_size=2, max_size=3))
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    comparison = compare(accounts, include=[each.id for each in accounts])
    by_id = {each.id: each.text for each in accounts}
    return comparison, [by_id[account.id] for account in comparison.accounts]


def every(passages: ShownRows) -> list[tuple[int, int]]:
    """Return every cell that is there, as (row, account)."""
    return [(row, place) for row, each in enumerate(passages.rows) for place, cell in enumerate(each.cells) if cell]


@given(compared(), st.integers(0, 1))
@settings(max_examples=40)
def test_every_sentence_stands_on_one_row(world: tuple[Comparison, list[str]], lead: int) -> None:
    """Each sentence of each account is on exactly one row, whichever account leads."""
    comparison, texts = world
    passages = ShownRows(comparison, texts, RowChoice(lead=lead))
    for place, account in enumerate(comparison.accounts):
        told = [span for row in passages.rows if (cell := row.cells[place]) for span in cell.spans]
        assert sorted(told) == sorted(sentence.span for sentence in account.sentences)


@given(compared(), CHOICES)
@settings(max_examples=40)
def test_a_choice_hides_rows_and_repeats_none(world: tuple[Comparison, list[str]], choice: RowChoice) -> None:
    """Entries name each row once; without a filter all rows are there."""
    passages = ShownRows(*world, choice)
    folded_away = sum(len(entry.members) - 1 for entry in passages.entries)
    heads = [entry.row for entry in passages.entries]
    assert len(heads) == len(set(heads))
    if not (choice.differing or choice.quotes or choice.needle):
        assert len(heads) + folded_away == len(passages.rows)
    assert all(0 <= place < len(heads) for place in passages.differences)


@given(compared())
@settings(max_examples=40)
def test_a_passage_knows_where_its_text_is_from(world: tuple[Comparison, list[str]]) -> None:
    """Each sentence of a cell stands in its line at the place its offset leads to."""
    comparison, texts = world
    passages = ShownRows(comparison, texts, RowChoice())
    for row, account in every(passages):
        cell, passage = passages.rows[row].cells[account], passages.passage(row, account)
        assert cell is not None
        for start, end in cell.spans:
            here = passage.here(start)
            assert passage.text[here : here + end - start] == texts[account][start:end].replace("\n", " ")
        assert "\n" not in passage.text


@given(compared(), st.integers(0, 1))
@settings(max_examples=40)
def test_marks_stand_inside_the_text(world: tuple[Comparison, list[str]], lead: int) -> None:
    """Changed words and quotations never point outside their cell."""
    passages = ShownRows(*world, RowChoice(lead=lead))
    for row, account in every(passages):
        text = passages.passage(row, account).text
        assert all(0 <= start < end <= len(text) for start, end in passages.changed(row, account))
        for number in passages.quotes(row, account):
            span = passages.comparison.quotes[number].span
            here = passages.passage(row, account).here
            assert 0 <= here(span.start) <= here(span.end) <= len(text)


@given(compared(), st.integers(0, 1))
@settings(max_examples=40)
def test_a_row_is_found_again_by_its_origin(world: tuple[Comparison, list[str]], lead: int) -> None:
    """Where a cell begins leads back to its row, for every account that tells it."""
    passages = ShownRows(*world, RowChoice(lead=lead))
    assert [(passages.row_at(place, passages.origin(row, place)), place) for row, place in every(passages)] == every(
        passages
    )


def two(first: str, second: str, **choice: bool | str | int) -> ShownRows:
    """Return the passages of two accounts of one line each sentence."""
    accounts = [article(first, "a.txt"), article(second, "b.txt")]
    return ShownRows(compare(accounts), [first, second], RowChoice(**choice))  # type: ignore[arg-type] # mixed by the caller


SAME = "Talks between the two sides have increased in recent months, even as their differences have grown."


def test_what_is_the_same_in_all_is_folded_to_one_entry() -> None:
    """Identical neighbours become one entry that says how many they are."""
    other = "No date was set for another meeting, and nobody asked for one."
    passages = two(f"{SAME}\n{other}\nShips came and went.", f"{SAME}\n{other}", folded=True)
    assert [(len(entry.members), entry.folded) for entry in passages.entries] == [(2, True), (1, True)]
    assert (passages.differences, passages.one_sided) == ((), (1,))


def test_only_the_words_that_differ_are_marked() -> None:
    """An edit marks the words put in and taken out, nothing around them."""
    passages = two(
        "Washington has become increasingly alarmed by Beijing’s growing aggressiveness in recent years toward Taiwan.",
        "Washington has become increasingly alarmed by Beijing’s aggressiveness in recent years toward Taiwan.",
    )
    text = passages.passage(0, 0).text
    assert [text[start:end].strip() for start, end in passages.changed(0, 0)] == ["growing"]
    assert passages.changed(0, 1) == ()
    assert passages.kinds == (Kind.EDITED,)


def test_an_absent_cell_begins_where_its_neighbour_ends() -> None:
    """An account that does not tell a row is opened behind what it told last."""
    passages = two(f"{SAME}\nShips came and went all day in the port of the city.", SAME)
    assert passages.rows[1].cells[1] is None
    assert passages.origin(1, 1) == len(SAME)


def test_words_are_found_in_any_account() -> None:
    """A row is shown when one of its accounts holds the words, in whatever case."""
    passages = two(f"{SAME}\nShips came and went all day in the port.", SAME, needle="SHIPS")
    assert [entry.row for entry in passages.entries] == [1]


def test_spans_of_changes_are_spans() -> None:
    """Changed words come as spans of the cell's own text."""
    passages = two("The ministers met on Friday in Beijing.", "The ministers met on Thursday in Beijing.")
    assert all(isinstance(span, Span) for span in passages.changed(0, 0))


SHIPS = "Ships came and went all day in the port of the city."
RAIN = "Rain fell on the hills behind the old harbour until night."
MEAL = "Nobody was told what the two delegations ate for lunch."


def test_a_run_of_one_account_is_walked_as_one() -> None:
    """Opened or folded, the key stops where a run begins: at its first row, and where another account goes on."""
    first, second = f"{SAME}\n{SHIPS}\n{RAIN}", f"{SAME}\n{MEAL}"
    opened = two(first, second, whole=True)
    told = [[place for place, cell in enumerate(opened.rows[entry.row].cells) if cell] for entry in opened.entries]
    assert (told, opened.one_sided) == ([[0, 1], [1], [0], [0]], (1, 2))
    folded = two(first, second)
    assert [(entry.members, entry.teller) for entry in folded.entries] == [((0,), None), ((1,), 1), ((2, 3), 0)]
    assert folded.one_sided == (1, 2)


def test_marks_of_markdown_are_not_drawn_in_cells() -> None:
    """A cell shows what the reader draws, and words that differ are found in it though marks before them are hidden."""
    texts = (
        "**Talks** between *the two sides* have [increased](https://example.org/a) in recent months, said [Wang][1].",
        "Talks between the two sides have **decreased** in recent months, said Wang.",
    )
    accounts = [
        replace(article(text, f"{id}.md"), source=Source(f"{id}.md", "markdown"))
        for id, text in zip("ab", texts, strict=True)
    ]
    drawn = [shown_text(each) for each in accounts]
    runs = [markup_of(each).runs for each in accounts]
    passages = ShownRows(compare(accounts), [each.words for each in drawn], RowChoice(), drawn, runs)
    (row,) = range(len(passages.rows))
    looks = [
        [(cell[s:e], look) for s, e, look in passages.looks(row, place)]
        for place, cell in enumerate(passages.passage(row, place).text for place in range(2))
    ]
    links = [("increased", "link"), ("Wang", "link")]
    assert sorted(looks[0]) == sorted([("Talks", "strong"), ("the two sides", "emphasis"), *links[: len(looks[0]) - 2]])
    assert looks[1] == [("decreased", "strong")]
    cells = [passages.passage(row, place).text for place in range(2)]
    changed = [[cell[s:e] for s, e in passages.changed(row, place)] for place, cell in enumerate(cells)]
    assert cells[1] == "Talks between the two sides have decreased in recent months, said Wang."
    assert cells[0].startswith("Talks between the two sides have increased in recent months, said ")
    assert (changed[0][0], changed[1]) == ("increased", ["decreased"])


@pytest.mark.parametrize(
    ("choice", "row"), [(RowChoice(), 1), (RowChoice(widest=True), 1), (RowChoice(folded=True), 0)]
)
def test_a_row_with_a_flag_is_in_no_fold(choice: RowChoice, row: int) -> None:
    """A fold shows no flags: what one account tells alone, or all tell alike, stays open where they do not agree."""
    same = "“We are committed to keeping the lines of communication open between us,” said {}."
    texts = [
        f"{PIECES[0]}\n{PIECES[6]}\n{same.format('Wang Yi')}\nShort.",
        f"{PIECES[0]}\n{same.format('Antony Blinken')}",
    ]
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    told = compare(accounts)
    plain = ShownRows(told, texts, choice)
    (speaker,) = told.disagreements
    cell = plain.rows[row].cells[0]
    assert cell is not None
    moved = replace(told, disagreements=(replace(speaker, a_article="0.txt", a=cell.spans[0]),))
    flagged = ShownRows(moved, texts, choice)
    folded = [[entry.folded for entry in shown.entries if row in entry.members] for shown in (plain, flagged)]
    assert folded == [[True], [False]]
    assert [flagged.entries[place].row for place in flagged.flagged if row == flagged.entries[place].row] == [row]


@given(compared(), st.builds(RowChoice, widest=st.booleans(), folded=st.booleans()))
@settings(max_examples=40)
def test_as_many_rows_are_counted_as_are_walked(world: tuple[Comparison, list[str]], choice: RowChoice) -> None:
    """While no row is left out, the key that walks flags stops as often as the head counts."""
    passages = ShownRows(*world, choice)
    assert len(passages.flagged) == passages.flagged_rows


def test_two_figures_of_a_sentence_are_two_flags() -> None:
    """Each figure is flagged with its own rival; three accounts of one figure share a flag."""
    texts = [
        f"The harbour fire killed {dead} people and cost the town {cost} million dollars in the end."
        for dead, cost in ((31, 20), (34, 25), (37, 20))
    ]
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    two = ShownRows(compare(accounts[:2]), texts[:2], RowChoice())
    three = ShownRows(compare(accounts, include=[each.id for each in accounts]), texts, RowChoice())
    told = [[tuple(said for _, said in flag.words) for flag in passages.flags(0)] for passages in (two, three)]
    money = ("20 million dollars", "25 million dollars")
    assert told == [[("31 people", "34 people"), money], [("31 people", "34 people", "37 people"), money]]


SAID = (
    "“At the same time the bad things between us are {} and this relationship is facing all kinds of trouble,” he said."
)


@pytest.mark.parametrize(
    ("why", "sides"),
    [
        ("bomb / arms", (((0,), "bomb"), ((1,), "arms"))),
        ("a / b; c / d; and 2 more", (((0,), "a; c; and 2 more"), ((1,), "b; d; and 2 more"))),
        ("begins or ends elsewhere", (((0, 1), "begins or ends elsewhere"),)),
        ("a; b / c", (((0, 1), "a; b / c"),)),
        ("a / b / c", (((0, 1), "a / b / c"),)),
    ],
)
def test_words_that_can_not_be_told_apart_stand_with_both_accounts(
    why: str, sides: tuple[tuple[tuple[int, ...], str], ...]
) -> None:
    """Words whose account can't be told apart are shown with both accounts."""
    texts = [SAID.format("still growing and building"), SAID.format("now rising and intensifying")]
    comparison = compare([article(text, f"{number}.txt") for number, text in enumerate(texts)])
    one = next(one for one in comparison.disagreements if one.kind == "wording")
    told = replace(comparison, disagreements=(replace(one, why=why),))
    assert [flag.words for flag in ShownRows(told, texts, RowChoice()).flags(0)] == [sides]
