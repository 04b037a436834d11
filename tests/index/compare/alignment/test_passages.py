"""Linked sentences become passages, and passages rows, in the order in which one account tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.alignment.passages import groups, in_reading_order, leader, passage_rows
from index.model.article import Span
from index.model.comparison_result import Account, AgencyShare, Kind, Link, Pair, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.compare.alignment.passages import Group


def link(a: int, b: int, kind: Kind = Kind.EDITED, score: float = 0.9, *, moved: bool = False) -> Link:
    return Link(a, b, kind, score, score, score, moved, ())


def pair(*links: Link, a: str = "a", b: str = "b") -> Pair:
    return Pair(a, b, 0.5, 0.5, links)


def account(id: str, size: int) -> Account:
    sentences = tuple(Sentence(Span(10 * place, 10 * place + 9), place) for place in range(size))
    return Account(id, id, None, None, "", AgencyShare(None), sentences)


def grouped(sizes: Sequence[int], *links: Link) -> list[Group]:
    """Return the passages of two accounts of several sentences."""
    return [group for group in groups(sizes, [(0, 1, pair(*links))]) if len(group) > 1]


@pytest.mark.parametrize(("kind", "most"), [(Kind.PARTIAL, 4), (Kind.SIMILAR, 2)])
def test_a_passage_holds_few_sentences_of_one_account(kind: Kind, most: int) -> None:
    """Links join sentences until an account would have too many in one passage; the best links are taken first."""
    links = [link(0, place, kind, 0.9 - place / 100) for place in range(most + 2)]
    assert grouped([1, most + 2], *links) == [frozenset({(0, 0), *((1, place) for place in range(most))})]


def test_sentences_without_a_link_stand_alone() -> None:
    """Every sentence of every account is in exactly one passage."""
    found = groups([2, 2], [(0, 1, pair(link(1, 0)))])
    assert sorted(map(sorted, found)) == [[(0, 0)], [(0, 1), (1, 0)], [(1, 1)]]


def test_the_leader_is_the_account_the_others_come_closest_to() -> None:
    """Of three accounts the one with the best links leads; of equals the first."""
    places = [(account, 0) for account in range(3)]
    scores = {(0, 1): 0.5, (1, 2): 0.9}
    links = {(places[a], places[b]): link(0, 0, score=score) for (a, b), score in scores.items()}
    assert leader(frozenset(places), links) == 1
    assert leader(frozenset(places), {}) == 0


def order(found: Iterable[Sequence[tuple[int, int]]], sizes: Sequence[int], lead: int = 0, **more: object) -> list[str]:
    """Return passages in reading order, each written as its sentences: ``a0`` is the first of the first account."""
    ordered = in_reading_order([frozenset(group) for group in found], sizes, lead, **more)  # type: ignore[arg-type]
    return ["".join(f"{'abc'[account]}{sentence}" for account, sentence in sorted(group)) for group in ordered]


def test_what_the_lead_lacks_follows_what_it_follows_elsewhere() -> None:
    """A passage of another account alone stands behind the one it stands behind there, at the head if it opens it."""
    found = [[(0, 0), (1, 1)], [(0, 1), (1, 3)], [(1, 0)], [(1, 2)], [(1, 4)]]
    assert order(found, [2, 5]) == ["b0", "a0b1", "b2", "a1b3", "b4"]
    assert order(found, [2, 5], 1) == ["b0", "a0b1", "b2", "a1b3", "b4"]


def test_nothing_follows_a_sentence_that_moved() -> None:
    """What stands behind a moved sentence hangs on the last one that has not moved."""
    found = [[(0, 0), (1, 0)], [(0, 1), (1, 2)], [(0, 2), (1, 1)], [(1, 3)]]
    assert order(found, [3, 4]) == ["a0b0", "a1b2", "b3", "a2b1"]
    assert order(found, [3, 4], moved=frozenset({(1, 2)})) == ["a0b0", "a1b2", "a2b1", "b3"]


def test_nothing_follows_the_later_part_of_a_passage() -> None:
    """Where a passage comes back later in an account, what stands there follows the passage in between."""
    found = [[(0, 0), (1, 0), (1, 2)], [(0, 1), (1, 1)], [(1, 3)]]
    assert order(found, [2, 4]) == ["a0b0b2", "a1b1", "b3"]


def test_a_sentence_moved_only_if_all_its_links_did() -> None:
    """One link in the common order is enough to keep a sentence, and what follows it, in its place."""
    accounts = [account("a", 3), account("b", 3)]
    links = [link(0, 0), link(1, 1, moved=True), link(2, 1)]
    rows = passage_rows(accounts, [pair(*links)], [0, 1])
    assert [[cell and [span.start for span in cell.spans] for cell in row.cells] for row in rows] == [
        [[0], [0]],
        [[10, 20], [10]],
        [None, [20]],
    ]
    rows = passage_rows(accounts, [pair(links[0], links[1])], [0, 1])
    assert [cell and cell.spans[0].start for row in rows for cell in row.cells] == [0, 0, None, 20, 10, 10, 20, None]


def row_of(*links: Link, sizes: tuple[int, int] = (2, 2)) -> list[tuple[str, bool]]:
    """Return class and move of each cell of the first row of two accounts."""
    rows = passage_rows([account("a", sizes[0]), account("b", sizes[1])], [pair(*links)], [0, 1])
    return [(cell.kind.value, cell.moved) for cell in rows[0].cells if cell]


def test_a_passage_is_classed_as_a_whole() -> None:
    """A passage is verbatim if all its sentences are and none is added, edited if some are, else as its closest one."""
    both = [link(0, 0, Kind.VERBATIM), link(1, 0, Kind.VERBATIM)]
    assert row_of(both[0], sizes=(1, 1)) == [("verbatim", False), ("verbatim", False)]
    assert row_of(*both, sizes=(2, 1)) == [("edited", False), ("edited", False)]
    assert row_of(both[0], link(1, 0, Kind.PARTIAL), sizes=(2, 1)) == [("edited", False), ("edited", False)]
    assert row_of(link(0, 0, Kind.SIMILAR), link(1, 0, Kind.PARTIAL), sizes=(2, 1))[1] == ("partial", False)
    assert row_of(sizes=(1, 1)) == [("unique", False)]


def test_a_passage_moved_only_if_all_of_it_did() -> None:
    """The mark stands on the cell that does not lead."""
    assert row_of(link(0, 0, moved=True), sizes=(1, 1)) == [("edited", False), ("edited", True)]
    assert row_of(link(0, 0, moved=True), link(0, 1), sizes=(1, 2)) == [("edited", False), ("edited", False)]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(list(Kind)[:4]), st.booleans())))
def test_short_passages_are_laid_out_as_all_others_are(links: list[tuple[int, int, Kind, bool]]) -> None:
    """The short way for passages of a sentence or two gives the rows that the long way gives."""
    told = {(a, b): link(a, b, kind, moved=moved) for a, b, kind, moved in links}
    accounts, pairs = [account("a", 5), account("b", 5)], [pair(*told.values())]
    short = passage_rows(accounts, pairs, [1, 0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.compare.alignment.passages._row_of_few", lambda *_: None)

        assert passage_rows(accounts, pairs, [1, 0]) == short
