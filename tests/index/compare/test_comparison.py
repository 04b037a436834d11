"""Accounts are compared the same whatever the order, and an account of another event is set aside with the reason."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.alignment.passages import rows_for_lead
from index.compare.comparison import compare
from index.model.comparison_result import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.model.article import Article
    from index.model.comparison_result import Comparison

    Make = Callable[..., Article]

WORDS = st.sampled_from(
    ["the", "talks", "said", "China", "and", "Blinken", "warned", "5½", "“Taiwan”", "aid.", "signed?", "of", "it’s"],
)
TEXT = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60)


def linked(found: Comparison, a: str, b: str, articles: Sequence[Article]) -> set[tuple[str, str, str]]:
    """Return the links of a pair as (kind, beginning of a's sentence, beginning of b's)."""
    texts = {article.id: article.text for article in articles}
    pair = next(pair for pair in found.pairs if (pair.a, pair.b) == (a, b))
    sides = {account.id: account.sentences for account in found.accounts}
    return {
        (link.kind.value, texts[a][sides[a][link.a].span.start :][:24], texts[b][sides[b][link.b].span.start :][:24])
        for link in pair.links
    }


def test_the_july_meeting_is_set_aside_for_its_place(seeds: tuple[Article, ...]) -> None:
    """The account of Vientiane is no account of Beijing; its date is not known and so is no reason."""
    found = compare(seeds)
    assert [(entry.id[:3], entry.reason) for entry in found.aside] == [
        ("000", "another event: set in Vientiane, not in Shanghai and Beijing; no shared passages")
    ]
    assert [account.id[:3] for account in found.accounts] == ["001", "002", "003"]


def test_a_set_aside_account_can_be_brought_in(seeds: tuple[Article, ...]) -> None:
    """An account that is named in `include` is shown, and still noted as odd."""
    found = compare(seeds, include=[seeds[0].id])
    assert (found.aside, [entry.id for entry in found.notices]) == ((), [seeds[0].id])
    assert len(found.accounts) == 4


def test_two_accounts_are_always_compared(seeds: tuple[Article, ...]) -> None:
    """Of two named accounts none is left alone; the odd one is noted."""
    found = compare(seeds[:2])
    assert (len(found.accounts), found.aside, len(found.notices)) == (2, (), 1)


def test_what_a_desk_changed(seeds: tuple[Article, ...]) -> None:
    """Passages of the two agency accounts are found: kept, edited, cut and merged."""
    _, hindu, times, _ = seeds
    found = linked(compare([hindu, times]), hindu.id, times.id, seeds)
    assert {
        ("verbatim", "Talks between the two si", "Talks between the two si"),
        ("verbatim", "China and the United Sta", "China and the United Sta"),
        ("edited", "Washington has become in", "Washington has become in"),
        ("edited", "They each underscored th", "He and Wang underscored "),
        ("edited", "Mr. Blinken arrived in C", "Blinken arrived in China"),
        ("edited", "Wang also outlined, with", "Wang also outlined, with"),
        ("partial", "The United States and Ch", "BEIJING — U.S. Secretary"),
    } <= found


def test_agency_copy_as_computed(seeds: tuple[Article, ...]) -> None:
    """An account without a credit is computed as agency copy if it shares its words with one that credits an agency."""
    found = {account.id[:3]: account.agency for account in compare(seeds).accounts}
    assert (found["001"].stated, found["001"].computed, found["001"].source) == (None, "Associated Press", seeds[2].id)
    assert round(found["001"].share, 1) == 0.5
    assert (found["002"].stated, found["002"].computed) == ("Associated Press", None)


def test_order_of_accounts_decides_nothing(seeds: tuple[Article, ...]) -> None:
    """Any order gives the same comparison, cells and accounts in the order given."""
    expected = compare(seeds[1:])
    for order in permutations(range(3)):
        found = compare([seeds[1:][place] for place in order])
        assert found.pairs == expected.pairs
        assert [account.id for account in found.accounts] == [expected.accounts[place].id for place in order]
        assert [row.cells for row in found.rows] == [
            tuple(row.cells[place] for place in order) for row in expected.rows
        ]


def test_every_sentence_stands_in_one_row(seeds: tuple[Article, ...]) -> None:
    """Rows cover every sentence of every account once, whichever account leads."""
    found = compare(seeds)
    for lead in range(3):
        rows = rows_for_lead(found, lead)
        for place, account in enumerate(found.accounts):
            spans = [span for row in rows if (cell := row.cells[place]) for span in cell.spans]
            assert sorted(spans) == [sentence.span for sentence in account.sentences]


def test_rows_follow_the_lead(seeds: tuple[Article, ...]) -> None:
    """The cells of the leading account stand in the order of its text."""
    found = compare(seeds)
    for lead in range(3):
        starts = [cell.spans[0] for row in rows_for_lead(found, lead) if (cell := row.cells[lead])]
        assert starts == sorted(starts)


def test_one_and_none(article: Make) -> None:
    """A lone account is all its own, and nothing compares to nothing."""
    alone = compare([article("a", "One sentence stands here. Another does.")])
    assert [[cell.kind for cell in row.cells if cell] for row in alone.rows] == [[Kind.UNIQUE], [Kind.UNIQUE]]
    assert (compare([]).rows, compare([]).accounts) == ((), ())


@settings(max_examples=60)
@given(one=TEXT, two=TEXT, three=TEXT)
def test_any_text(article: Make, one: str, two: str, three: str) -> None:
    """No text raises, shares stay fractions, and spans lie in their texts."""
    articles = [article("a", one), article("b", two), article("c", three)]
    found = compare(articles)
    lengths = {article.id: len(article.text) for article in articles}
    assert all(0 <= share <= 1 for pair in found.pairs for share in (pair.shared_a, pair.shared_b))
    for row in found.rows:
        for account, cell in zip(found.accounts, row.cells, strict=True):
            assert cell is None or all(0 <= span.start < span.end <= lengths[account.id] for span in cell.spans)


@settings(max_examples=60)
@given(text=TEXT)
def test_an_account_compared_with_itself(article: Make, text: str) -> None:
    """Every sentence is verbatim and nothing has moved."""
    found = compare([article("a", text), article("b", text)])
    cells = [cell for row in found.rows for cell in row.cells]
    assert all(cell is not None and cell.kind is Kind.VERBATIM and not cell.moved for cell in cells)


def test_strangers_are_set_aside_without_dates(article: Make) -> None:
    """Of three accounts the one that has next to nothing in common is set aside; two strangers are told at the top."""
    talks = (
        "The envoys met to settle the long dispute over fishing rights in the northern waters.\n"
        "Iceland has patrolled the disputed banks with two cutters since the trawlers came back.\n"
        "A spokesman said that the talks would resume after the summer recess of both parliaments."
    )
    again = talks.replace("long dispute", "old dispute").replace("A spokesman", "An aide")
    dogs = (
        "Six dogs ran along the beach near the lighthouse and frightened the bathers.\n"
        "The harvest of apples was poor this year because of a late frost in spring.\n"
        "Her grandmother bakes bread every morning in the same oven as her mother did."
    )
    a, b, c = article("a", talks), article("b", again), article("c", dogs)
    assert [(one.id, one.reason) for one in compare([a, b, c]).aside] == [
        ("c", "another event: next to nothing in common")
    ]
    two = compare([a, c])
    assert (two.aside, [one.reason for one in two.notices]) == ((), ["another event: next to nothing in common"])
    assert [pair.strangers for pair in two.pairs] == [True]
