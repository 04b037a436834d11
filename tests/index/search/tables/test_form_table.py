"""A table of forms answers as a dictionary would."""

from __future__ import annotations

from heapq import nlargest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.tables.form_table import FormPart, FormTable
from index.search.tables.text_columns import Texts
from index.search.zones import FREQUENCY_SHIFT

dictionaries = st.dictionaries(st.text("abé国", min_size=1, max_size=3), st.integers(1, 99), max_size=12)


@given(st.lists(dictionaries, max_size=4), st.text("abé国", max_size=3), st.integers(0, 5))
def test_a_table_is_a_dictionary_in_order(parts_of: list[dict[str, int]], form: str, most: int) -> None:
    """Numbers, forms in order, those with a beginning, the commonest of them: in one part or in several."""
    parts = [FormTable([FormPart(Texts.of(sorted(each)), [each[form] for form in sorted(each)])]) for each in parts_of]
    table = FormTable.joined(parts)
    whole: dict[str, int] = {}
    for one, number in (pair for each in parts_of for pair in each.items()):
        documents, zones = whole.get(one, 0) >> FREQUENCY_SHIFT, whole.get(one, 0) & 7 | number & 7
        whole[one] = documents + (number >> FREQUENCY_SHIFT) << FREQUENCY_SHIFT | zones
    before = {one: table[one] for one in whole}
    begun = [each for each in sorted(whole) if each.startswith(form)]
    assert (before, bool(table)) == (whole, bool(whole))
    assert (list(table.pairs()), len(table), list(table)) == (sorted(whole.items()), len(whole), sorted(whole))
    assert (table.get(form), form in table) == (whole.get(form), form in whole)
    assert (list(table.begins(form)), table.commonest(form, most)) == (
        begun,
        nlargest(most, begun, key=whole.__getitem__),
    )


def test_a_form_that_is_not_there() -> None:
    """A form that is missing is a `KeyError`; a table is not made twice."""
    table = FormTable.of({"b": 1})
    assert FormTable.of(table) is table
    with pytest.raises(KeyError):
        table["a"]
