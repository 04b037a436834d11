"""Dates written for people, and the tables other rooms take their months from."""

from __future__ import annotations

import pytest

from index.search.query.date_ranges import day_after, day_before
from index.text.language.abbreviations import CLOCK_FOLLOWERS, MAY_BE_LAST
from index.text.language.calendars import ORDINAL_MONTHS, long_date, short_date
from index.text.language.language_lexicon import english
from index.text.sentences import sentences


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2024-04-26", "26 Apr 2024"),
        ("2024-05-06T10:00:00", "6 May 2024"),
        ("2024-04", "Apr 2024"),
        ("2024", "2024"),
        ("2024-13", "2024"),
        ("", ""),
        ("soon", "soon"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(iso: str, expected: str) -> None:
    """A partial date stays partial; a month that no calendar has is left out; what is no date comes back."""
    assert long_date(iso) == expected


@pytest.mark.parametrize(
    ("iso", "most", "expected"),
    [
        ("2024-04-26", 11, "26 Apr 2024"),
        ("2024-04-26", 9, "26 Apr 24"),
        ("2024-04-26", 6, "26 Apr"),
        ("2024-04-26", 4, "2024"),
        ("2024-04", 9, "Apr 2024"),
        ("2024-04", 6, "Apr 24"),
        ("2024-13", 6, "2024"),
        ("long ago", 6, "long a"),
    ],
)
def test_short_dates_are_the_fullest_form_that_fits(iso: str, most: int, expected: str) -> None:
    """A missing day is not made up."""
    assert short_date(iso, most) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2024-02-29", "2024-03-01"),
        ("2023-02-28", "2023-03-01"),
        ("2023-12-31", "2024-01-01"),
        ("0001-01-01", "0001-01-02"),
    ],
)
def test_days_follow_the_calendar(before: str, after: str) -> None:
    """The day after and the day before are each other's answers."""
    assert (day_after(before), day_before(after)) == (after, before)


def test_the_calendar_has_a_first_and_a_last_day() -> None:
    """Beyond them there is nothing to ask for."""
    assert (day_before("0001-01-01"), day_after("9999-12-31")) == ("0001-01-01", "9999-12-31")


def test_every_table_of_words_knows_all_months() -> None:
    """May is a verb among the times of a sentence, and no abbreviation."""
    assert {"january", "jun", "sept", "thurs", "sunday"} - english().times == set()
    assert "may" not in english().times
    assert {"jan", "sept", "dec"} - MAY_BE_LAST == set()
    assert {"may", "december", "monday"} - CLOCK_FOLLOWERS == set()
    assert {"märz", "jänner", "dubna", "marts", "aprilo"} - ORDINAL_MONTHS == set()


def test_an_ordinal_day_ends_no_sentence_where_days_are_ordinals() -> None:
    """German, Danish, Norwegian, Czech and Esperanto write 26. with the month behind it."""
    texts = ["Am 26. April kam er.", "Sejmul jej 26. Dubna ráno.", "Den 26. Marts kom han."]
    assert [[text[span.start : span.end] for span in sentences(text)] for text in texts] == [[text] for text in texts]
