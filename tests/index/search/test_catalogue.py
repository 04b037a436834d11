"""Fields, orders and counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.catalogue import Catalogue
from index.search.engine import IndexRow


def row(id: str, outlet: str | None = None, published: str | None = None, author: str | None = None) -> IndexRow:
    return IndexRow(id, None, outlet, author, None, published, "pt-BR", ("Trade war",), (1, 2, 3))


ROWS = (
    row("b.txt", "The Times", "2024-04-26", "José Ñandú"),
    None,
    row("a.txt", "Los Angeles Times", "2024-04"),
    row("x/c.md", "Die Zeit", "2024"),
)


def ids(field: str, *values: str) -> str:
    catalogue = Catalogue(ROWS)
    return " ".join(sorted(catalogue.ids[number] for number in catalogue.unpack(catalogue.matching(field, values))))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("outlet", "times", "a.txt b.txt"),
        ("outlet", "angeles times", "a.txt"),
        ("outlet", "time", ""),
        ("outlet", "=the times", "b.txt"),
        ("outlet", "…", ""),
        ("author", "jose nandu", "b.txt"),
        ("language", "pt", "a.txt b.txt x/c.md"),
        ("language", "pt-br", "a.txt b.txt x/c.md"),
        ("language", "p", ""),
        ("tag", "trade WAR", "a.txt b.txt x/c.md"),
        ("tag", "trade", ""),
        ("path", "X/", "x/c.md"),
        ("path", "*.txt", "a.txt b.txt"),
        ("path", "?.txt", "a.txt b.txt"),
        ("path", "=a.txt", "a.txt"),
    ],
)
def test_which_values_fit(field: str, value: str, expected: str) -> None:
    """Words in a row, whole values, codes, parts of paths and patterns."""
    assert ids(field, value) == expected


def test_any_of_several_values() -> None:
    """Several values are alternatives."""
    assert ids("outlet", "zeit", "angeles") == "a.txt x/c.md"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-04-01", "2024-04-30", [0, 2]),
        ("2024-04-26", None, [0]),
        (None, "2024-12-31", [0, 2, 3]),
        (None, None, [0, 2, 3]),
    ],
)
def test_partial_dates_match_when_all_their_days_do(first: str | None, last: str | None, expected: list[int]) -> None:
    """A month lies within a range, a day of it alone says nothing of the month."""
    catalogue = Catalogue(ROWS)
    assert catalogue.unpack(catalogue.published(first, last)) == expected


def test_orders() -> None:
    """By id, newest first, by outlet and then newest."""
    catalogue = Catalogue(ROWS)
    living = catalogue.living
    assert [catalogue.ordered(sort, living) for sort in ("id", "date", "outlet")] == [[2, 0, 3], [0, 2, 3], [3, 2, 0]]
    assert catalogue.ranks is not None


@given(st.sets(st.integers(0, 30)), st.integers(31, 70))
def test_sets_of_documents(numbers: set[int], size: int) -> None:
    """Packing and unpacking a set keeps it, and its bits count it."""
    catalogue = Catalogue([row(str(number)) for number in range(size)])
    packed = catalogue.pack(numbers)
    assert (catalogue.unpack(packed), packed.bit_count()) == (sorted(numbers), len(numbers))
    assert [number for number, flag in enumerate(catalogue.flags(packed)) if flag] == sorted(numbers)


def test_no_documents() -> None:
    """An empty index has empty sets, orders and counts."""
    catalogue = Catalogue(())
    assert (catalogue.pack(()), catalogue.unpack(0), catalogue.ordered("date", 0)) == (0, [], [])
    assert catalogue.facets(0) == {"outlet": {}, "agency": {}, "author": {}, "month": {}, "language": {}}
