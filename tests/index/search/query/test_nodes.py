"""Parts of queries."""

from __future__ import annotations

import pytest

from index.search.query.nodes import All, And, Dates, Filter, Node, Or, Term, asks_only_for, without_facet

WORD = Term("rome", "Rome", 0, 4)
APRIL = Dates("2024-04-01", "2024-04-30", 0, 0)
MAY = Dates("2024-05-01", "2024-05-31", 0, 0)
AP = Filter("outlet", ("AP",), 0, 0)
READ = Filter("is", ("read",), 0, 0)


@pytest.mark.parametrize(
    ("part", "facet", "only"),
    [
        (AP, "outlet", True),
        (AP, "month", False),
        (READ, "outlet", False),
        (APRIL, "month", True),
        (Or((APRIL, MAY)), "month", True),
        (Or((APRIL, AP)), "month", False),
        (Or((WORD, APRIL)), "month", False),
        (APRIL, "outlet", False),
    ],
)
def test_a_part_asks_only_for_a_facet(part: Node, facet: str, *, only: bool) -> None:
    """Days count as months, several of them too; whatever else is asked for beside them counts as more."""
    assert asks_only_for(part, facet) is only


@pytest.mark.parametrize(
    ("root", "facet", "rest"),
    [
        (And((WORD, AP)), "outlet", And((WORD,))),
        (And((WORD, Or((APRIL, MAY)), AP)), "month", And((WORD, AP))),
        (AP, "outlet", All()),
        (And((AP, AP)), "outlet", All()),
        (And((WORD, AP)), "month", None),
        (WORD, "outlet", None),
    ],
)
def test_a_query_without_a_facet(root: Node, facet: str, rest: Node | None) -> None:
    """What only asks for the facet is left out; without such a part there is no other query."""
    assert without_facet(root, facet) == rest
