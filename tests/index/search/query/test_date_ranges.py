"""Partial dates as spans of days, and ranges of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query.date_ranges import FIRST, LAST, begun, between, day_after, day_before, days, spans

if TYPE_CHECKING:
    from datetime import date


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-04", ("2024-04-01", "2024-04-30")),
        ("2024-4", ("2024-04-01", "2024-04-30")),
        ("2024/02", ("2024-02-01", "2024-02-29")),
        ("2023.2", ("2023-02-01", "2023-02-28")),
        (" 2024-12-31 ", ("2024-12-31", "2024-12-31")),
        ("2024-1-1", ("2024-01-01", "2024-01-01")),
        ("0001", ("0001-01-01", "0001-12-31")),
        ("9999-12", ("9999-12-01", "9999-12-31")),
        ("0000", None),
        ("2024-00", None),
        ("2024-13", None),
        ("2024-04-00", None),
        ("2024-04-31", None),
        ("2023-02-29", None),
        ("24", None),
        ("2024-04-26x", None),
        ("", None),
    ],
)
def test_a_partial_date_is_all_its_days(value: str, span: tuple[str, str] | None) -> None:
    """A year, a month or a day, in numbers of the calendar; anything else is no date."""
    assert days(value) == span


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2024-04", ("2024-04-01", "2024-04-30")),
        ("2024-04..2024-05", ("2024-04-01", "2024-05-31")),
        ("2024-04...2024-05", ("2024-04-01", "2024-05-31")),
        ("2024-04..", ("2024-04-01", None)),
        ("..2024-05", (None, "2024-05-31")),
        ("..", None),
        ("x..2024", None),
        ("2024..x", None),
    ],
)
def test_a_range_runs_from_the_first_day_to_the_last(value: str, span: tuple[str | None, str | None] | None) -> None:
    """Either side may be open, not both; a side that is no date makes no range."""
    assert between(value) == span


@pytest.mark.parametrize(
    ("value", "may"),
    [
        ("2", [("2000-01-01", "2999-12-31")]),
        ("0", [("0001-01-01", "0999-12-31")]),
        ("201", [("2010-01-01", "2019-12-31")]),
        ("2014", [("2014-01-01", "2014-12-31")]),
        ("2014-", [("2014-01-01", "2014-12-31")]),
        ("2014/", [("2014-01-01", "2014-12-31")]),
        ("2014-0", [("2014-01-01", "2014-09-30")]),
        ("2014-1", [("2014-01-01", "2014-01-31"), ("2014-10-01", "2014-12-31")]),
        ("2014-4", [("2014-04-01", "2014-04-30")]),
        ("2014-12-", [("2014-12-01", "2014-12-31")]),
        ("2014-12-0", [("2014-12-01", "2014-12-09")]),
        ("2014-12-3", [("2014-12-03", "2014-12-03"), ("2014-12-30", "2014-12-31")]),
        ("2014-4-3", [("2014-04-03", "2014-04-03"), ("2014-04-30", "2014-04-30")]),
        ("2014-02-3", [("2014-02-03", "2014-02-03")]),
        ("2014-13", []),
        ("2014-12-32", []),
        ("201-", []),
        ("20145", []),
        ("2014--1", []),
        ("spring", []),
        ("", []),
    ],
)
def test_a_date_being_typed_is_whatever_it_may_become(value: str, may: list[tuple[str, str]]) -> None:
    """The days of every date that begins so, neighbours in one span; none where it becomes no date."""
    assert begun(value) == tuple(may)


@pytest.mark.parametrize(
    ("field", "value", "asked"),
    [
        ("date", "2014-", [("2014-01-01", "2014-12-31")]),
        ("date", "2013..2014-1", [("2013-01-01", "2014-12-31")]),
        ("date", "2013..2", [("2013-01-01", "2999-12-31")]),
        ("date", "..201", [(None, "2019-12-31")]),
        ("date", "2013..", [("2013-01-01", None)]),
        ("date", "201..2014", []),
        ("before", "2014", [(None, "2013-12-31")]),
        ("before", "201", [(None, "2019-12-30")]),
        ("after", "2014", [("2015-01-01", None)]),
        ("after", "2014-0", [("2014-01-02", None)]),
        ("after", "2014-13", []),
    ],
)
def test_a_value_being_typed_asks_for_what_it_may_become(
    field: str, value: str, asked: list[tuple[str | None, str | None]]
) -> None:
    """What is whole asks for what it says, the end of a range goes to the last day it may become."""
    assert spans(field, value, typed=True) == tuple(asked)


@given(
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.integers(1, 9),
    st.sampled_from("-/."),
    st.sampled_from(["date", "before", "after"]),
)
def test_typing_on_never_brings_new_days(day: date, length: int, typed: int, mark: str, field: str) -> None:
    """What a date finds is found at every stage of typing it."""
    whole = day.isoformat()[:length].replace("-", mark)
    ((first, last),) = spans(field, whole)
    if typed in {4, 7} or typed >= length:
        return
    before = spans(field, whole[:typed], typed=True)
    assert any((a or FIRST) <= (first or FIRST) and (last or LAST) <= (b or LAST) for a, b in before)


def test_the_calendar_has_ends() -> None:
    """The day before is the day before, over months and years; the first and the last day stay themselves."""
    assert [day_before("2024-03-01"), day_before("2024-01-01"), day_before(FIRST)] == [
        "2024-02-29",
        "2023-12-31",
        FIRST,
    ]
    assert [day_after("2024-02-29"), day_after("2023-12-31"), day_after(LAST)] == ["2024-03-01", "2024-01-01", LAST]
