"""Filters as words of the query: set, found again, dropped, everything else left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.library.facet_rows import FIELDS, chosen, parted, toggled


@pytest.mark.parametrize(
    ("query", "facet", "value", "after"),
    [
        ("", "outlet", "UNN", "outlet:UNN"),
        ("taiwan", "outlet", "LA Times", 'taiwan outlet:"LA Times"'),
        ("taiwan outlet:UNN", "outlet", "LA Times", 'taiwan outlet:UNN,"LA Times"'),
        ("outlet:unn talks", "outlet", "UNN", "talks"),
        ('a outlet:"LA Times",UNN b', "outlet", "la times", "a outlet:UNN b"),
        ("talks", "month", "2024-04", "talks date:2024-04"),
        ("-outlet:UNN", "outlet", "UNN", "-outlet:UNN outlet:UNN"),
        ("(outlet:UNN OR x)", "outlet", "UNN", "(outlet:UNN OR x) outlet:UNN"),
    ],
)
def test_a_filter_is_set_and_dropped(query: str, facet: str, value: str, after: str) -> None:
    """Values join the clause that is there, and the clause goes with its last value."""
    assert toggled(query, facet, value) == after


def test_the_filters_set_are_read_from_the_query() -> None:
    """What a reader typed counts as much as what was toggled."""
    assert chosen('taiwan OUTLET:unn,"LA Times" agency:AP', "outlet") == {"unn", "la times"}
    assert chosen("taiwan -outlet:unn", "outlet") == frozenset()


@given(
    st.from_regex(r"[a-z]{1,6}( [a-z]{1,6}){0,3}", fullmatch=True), st.sampled_from(sorted(FIELDS)), st.text(min_size=1)
)
def test_toggling_twice_changes_nothing(query: str, facet: str, value: str) -> None:
    """Whatever the value, it is found when set and gone when dropped."""
    value = " ".join(value.replace('"', " ").split())
    if not value:
        return
    once = toggled(query, facet, value)
    assert value.casefold() in chosen(once, facet)
    assert toggled(once, facet, value) == query


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("taiw", ("", "taiw")),
        ("trade taiw", ("trade", "taiw")),
        ("trade ", ("trade ", "")),
        ("outlet:fo", ("outlet:fo", "")),
        ('"trade ta', ('"trade', "ta")),
        ('outlet:"Fox News"', ('outlet:"Fox News"', "")),
    ],
)
def test_the_word_being_typed_is_told_from_what_stands_before(query: str, parts: tuple[str, str]) -> None:
    """A filter, a phrase and a blank end the query without a word."""
    assert parted(query) == parts
