"""Fields, orders and counts."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.catalogue import MANY_VALUES, Catalogue
from index.search.tables.rows import TAGS, IndexRow, IndexRows, RowBlock

if TYPE_CHECKING:
    from collections.abc import Sequence


class MadeColumns:
    """Columns of made rows, where a test needs no index."""

    def __init__(self, rows: Sequence[IndexRow | None]) -> None:
        self._rows = [found or IndexRow("", None, None, None, None, None, None, (), (0, 0, 0)) for found in rows]

    def column(self, name: str) -> list[str]:
        values = [getattr(found, name) for found in self._rows]
        return [TAGS.join(value) if name == "tags" else value or "" for value in values]

    def lengths(self) -> list[array[int]]:
        return [array("I", (found.lengths[zone] for found in self._rows)) for zone in range(3)]


def rows_of(rows: Sequence[IndexRow | None]) -> IndexRows:
    deleted = frozenset(number for number, found in enumerate(rows) if found is None)
    return IndexRows([RowBlock(MadeColumns(rows), deleted, len(rows))] if rows else ())


def row(id: str, outlet: str | None = None, published: str | None = None, author: str | None = None) -> IndexRow:
    return IndexRow(id, None, outlet, author, None, published, "pt-BR", ("Trade war",), (1, 2, 3))


ROWS = (
    row("b.txt", "The Times", "2024-04-26", "José Ñandú"),
    None,
    row("a.txt", "Los Angeles Times", "2024-04"),
    row("x/c.md", "Die Zeit", "2024"),
)


def ids(field: str, *values: str) -> str:
    catalogue = Catalogue(rows_of(ROWS))
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
    """A month matches a range only if all its days do."""
    catalogue = Catalogue(rows_of(ROWS))
    assert catalogue.unpack(catalogue.published(first, last)) == expected


def test_orders() -> None:
    """By id, newest first, by outlet and then newest."""
    catalogue = Catalogue(rows_of(ROWS))
    living = catalogue.living
    assert [catalogue.ordered(sort, living) for sort in ("id", "date", "outlet")] == [[2, 0, 3], [0, 2, 3], [3, 2, 0]]
    assert catalogue.ranks is not None


@given(st.sets(st.integers(0, 30)), st.integers(31, 70))
def test_sets_of_documents(numbers: set[int], size: int) -> None:
    """Packing and unpacking a set keeps it, and its bits count it."""
    catalogue = Catalogue(rows_of([row(str(number)) for number in range(size)]))
    packed = catalogue.pack(numbers)
    assert (catalogue.unpack(packed), packed.bit_count()) == (sorted(numbers), len(numbers))
    assert [number for number, flag in enumerate(catalogue.flags(packed)) if flag] == sorted(numbers)


def test_no_documents() -> None:
    """An empty index has empty sets, orders and counts."""
    catalogue = Catalogue(rows_of(()))
    assert (catalogue.pack(()), catalogue.unpack(0), catalogue.ordered("date", 0)) == (0, [], [])
    assert catalogue.facets(0) == {"outlet": {}, "agency": {}, "author": {}, "month": {}, "language": {}}


@given(
    parts=st.lists(st.tuples(st.integers(0, 6), st.sets(st.integers(0, 5))), max_size=4),
    index=st.one_of(st.integers(0, 24), st.slices(24)),
)
def test_rows_run_on_over_parts(parts: list[tuple[int, set[int]]], index: int | slice) -> None:
    """A row, a stretch of rows and each column are those of the parts one after another, without deleted ones."""
    whole: list[IndexRow | None] = []
    made = []
    for size, gone in parts:
        held = [row(f"{len(whole) + at}", published=f"20{at:02}", author="A" if at % 2 else None) for at in range(size)]
        deleted = frozenset(number for number in gone if number < size)
        made.append(RowBlock(MadeColumns(held), deleted, size))
        whole += [None if number in deleted else found for number, found in enumerate(held)]
    rows = IndexRows(made)
    assert (list(rows), len(rows)) == (whole, len(whole))
    assert rows.deleted == [number for number, found in enumerate(whole) if found is None]
    assert rows.column("author") == [(found.author or "") if found else "" for found in whole]
    assert rows.tags() == [list(found.tags) if found else () for found in whole]
    assert [list(lengths) for lengths in rows.lengths()] == [
        [found.lengths[zone] if found else 0 for found in whole] for zone in range(3)
    ]
    if isinstance(index, slice) or index < len(whole):
        assert rows[index] == whole[index]
    else:
        with pytest.raises(IndexError):
            rows[index]


@pytest.mark.parametrize("size", [MANY_VALUES - 1, MANY_VALUES, MANY_VALUES + 1])
def test_facets_of_few_and_of_many_values_count_alike(size: int) -> None:
    """Facets of any number of values are counted over the results alone, largest first, without unknown ones."""
    found = [row(f"{number}", author=f"A{number % size:03}" if number % 7 else None) for number in range(3 * size)]
    catalogue = Catalogue(rows_of([*found, None]))
    chosen = range(0, 3 * size, 2)
    counted = Counter(author for number in chosen if (author := found[number].author))
    expected = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    assert list(catalogue.facets(catalogue.pack(chosen))["author"].items()) == expected


def test_a_value_is_found_in_each_of_its_spellings() -> None:
    """Values that differ by case and accents are one value to a filter."""
    catalogue = Catalogue(rows_of([row("a", author="José Ñandú"), row("b", author="JOSE NANDU"), row("c")]))
    assert catalogue.unpack(catalogue.matching("author", ["=jose nandu"])) == [0, 1]


def test_which_articles_are_in_a_set() -> None:
    """Ids of the set alone come back; ids that are deleted, or of no article, are passed over."""
    catalogue = Catalogue(rows_of([row("a"), row("b"), None, row("c")]))
    assert catalogue.among(catalogue.pack([0, 3]), {"a", "b", "c", "x"}) == {"a", "c"}
    assert catalogue.among(catalogue.living, ()) == set()
