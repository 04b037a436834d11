"""A table of forms answers as a dictionary would."""

from __future__ import annotations

from heapq import nlargest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.tables.form_table import FormTable
from index.search.tables.text_columns import Texts

dictionaries = st.dictionaries(st.text("abé国", max_size=3), st.integers(1, 9), max_size=12)


@given(dictionaries, dictionaries, st.text("abé国", max_size=3), st.integers(0, 5))
def test_a_table_is_a_dictionary_in_order(packed: dict[str, int], added: dict[str, int], form: str, most: int) -> None:
    """Numbers, forms in order, those with a beginning, the commonest of them: in a file or changed since."""
    forms = sorted(packed)
    changed = {each: packed.get(each, 0) + number for each, number in added.items()}
    table = FormTable(Texts.of(forms), [packed[each] for each in forms]).changed_by(changed)
    whole = packed | changed
    begun = [each for each in sorted(whole) if each.startswith(form)]
    assert (dict(table.items()), len(table), list(table)) == (whole, len(whole), sorted(whole))
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
