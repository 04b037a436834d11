"""How much of an account stands in another, and when that makes it agency copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.compare.alignment.overlap import agency_share, is_passage, shared_words
from index.compare.alignment.preparation import prepare_spans
from index.model.article import Agency, Provenance, Span
from index.model.comparison_result import AgencyShare, Kind, Link, Pair, Tile
from tests.builders import article

if TYPE_CHECKING:
    from index.model.article import Article

TEXT = "One two three four five six. Seven eight nine ten."
ACCOUNT = prepare_spans("a", TEXT, [Span(0, 28), Span(29, len(TEXT))])


def tile(first: str, last: str) -> Tile:
    """Return a tile over the words from ``first`` to ``last``."""
    span = Span(TEXT.index(first), TEXT.index(last) + len(last))
    return Tile(span, span, TEXT[slice(*span)].count(" ") + 1, 1.0)


def link(kind: Kind, *tiles: Tile, a: int = 0, b: int = 0) -> Link:
    return Link(a, b, kind, 0.9, 0.9, 0.9, moved=False, tiles=tiles)


def test_words_in_runs_are_counted_once() -> None:
    """Runs that several links give count each word once; a verbatim sentence counts whole, a link without runs not."""
    runs = link(Kind.PARTIAL, tile("two", "four")), link(Kind.PARTIAL, tile("three", "five"))
    assert shared_words(ACCOUNT, runs) == 4 / 10
    assert shared_words(ACCOUNT, [link(Kind.VERBATIM), *runs]) == 6 / 10
    assert shared_words(ACCOUNT, [link(Kind.SIMILAR)]) == 0.0
    assert shared_words(ACCOUNT, [link(Kind.VERBATIM, a=5, b=1)], second=True) == 4 / 10
    assert shared_words(prepare_spans("b", "", []), []) == 0.0


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        (Kind.EDITED, 6, True),
        (Kind.EDITED, 5, False),
        (Kind.SIMILAR, 6, False),
    ],
)
def test_a_passage_is_a_run_of_six_words(kind: Kind, words: int, expected: bool) -> None:  # noqa: FBT001
    """Shorter runs may be the name of a thing; similar wording is no shared passage, however long."""
    assert is_passage(link(kind, Tile(Span(0, 9), Span(0, 9), words, 1.0))) is expected


def credited(id: str, agency: str | None, relation: str | None = "credit") -> Article:
    return article("Text.", id, agency=Agency(agency, Provenance.EXPLICIT, None, relation if agency else None))


def share(*pairs: Pair, stated: str | None = None, relation: str = "credit") -> AgencyShare:
    """Return the agency of account ``b`` beside those of AP in ``a`` and Reuters in ``c``."""
    others = {"a": credited("a", "AP", relation), "c": credited("c", "Reuters"), "d": credited("d", None)}
    return agency_share(credited("b", stated), others, pairs)


def test_agency_copy_is_what_shares_most_with_a_credited_account() -> None:
    """The agency is that of the account which shares most of this one's words, whichever side of the pair it is."""
    most, less = Pair("a", "b", 0.2, 0.6, ()), Pair("b", "c", 0.5, 0.9, ())
    assert share(most, less, stated="Local") == AgencyShare("Local", "AP", 0.6, "a", relation="credit")
    assert share(less, Pair("a", "b", 0.2, 0.4, ())) == AgencyShare(None, "Reuters", 0.5, "c")
    assert share(Pair("a", "c", 1.0, 1.0, ()), Pair("b", "d", 1.0, 1.0, ())) == AgencyShare(None)


@pytest.mark.parametrize(("part", "computed"), [(0.15, "AP"), (0.14, None)])
def test_few_shared_words_say_nothing_of_an_agency(part: float, computed: str | None) -> None:
    """An account that shares fewer words than that with agency copy does not count as agency copy."""
    assert share(Pair("a", "b", 0.9, part, ())).computed == computed


@pytest.mark.parametrize(
    ("relation", "computed"), [("credit", "AP"), ("writes-for", "AP"), ("contributed", "AP"), ("cited", None)]
)
def test_an_agency_that_is_only_cited_wrote_nothing(relation: str, computed: str | None) -> None:
    """Only a credit covers the words of an account."""
    assert share(Pair("a", "b", 0.9, 0.9, ()), relation=relation).computed == computed
