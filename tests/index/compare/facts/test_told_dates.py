"""Dates in articles, and when they can be resolved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.facts.told_dates import dates
from index.model.article import Article, Block, Field, Role, Source
from index.text.language.calendars import MONTHS, WEEKDAYS


def read(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    blocks = (Block(0, len(text), Role.BODY),)
    article = Article("a.txt", Source("a.txt", "plain"), text, "", blocks, published=Field(published))
    return [(dated.key, dated.day) for dated in dates(article)]


@pytest.mark.parametrize(
    "text", ["April 26, 2024", "26 April 2024", "26th of April 2024", "Apr. 26, 2024", "2024-04-26"]
)
def test_whole_dates_need_no_anchor(text: str) -> None:
    """A date with its year is its day, however it is written."""
    assert read(f"They met on {text} there.") == [("2024-04-26", "2024-04-26")]


def test_without_an_anchor_nothing_is_guessed() -> None:
    """A day without a year and a weekday stay unresolved when the day of publication is unknown or partial."""
    expected = [("--04-26", None), ("friday", None), ("yesterday", None)]
    text = "On April 26 they met; on Friday they left, yesterday they wrote."
    assert read(text) == expected
    assert read(text, "2024-04") == expected


def test_the_day_of_publication_anchors() -> None:
    """Month and day take the nearest year, a weekday the last one, or the next one after words of the future."""
    text = "On April 26 they met; on Wednesday he came. He will leave Monday. Yesterday they wrote."
    assert read(text, "2024-04-27") == [
        ("--04-26", "2024-04-26"),
        ("wednesday", "2024-04-24"),
        ("monday", "2024-04-29"),
        ("yesterday", "2024-04-26"),
    ]


def test_next_friday_is_nobodys_guess() -> None:
    """Writers differ on what "next Friday" means, so it stays unresolved."""
    assert read("They meet next Friday.", "2024-04-27") == [("next friday", None)]


def test_months_and_impossible_days() -> None:
    """A month of a year is no day; a day that no calendar has is no date."""
    assert read("In April 2024, or February 31, or May 99.") == [("2024-04", None)]


@given(
    st.text(alphabet="0123456789 ,.-AprilMayFriday", max_size=60), st.sampled_from([None, "2024-02-29", "2024", "x"])
)
def test_any_text_is_read_for_dates(text: str, published: str | None) -> None:
    """Odd dates never raise."""
    assert all(day is None or len(day) == 10 for _, day in read(text, published))


@pytest.mark.parametrize(
    "said",
    [
        *(name.title() for name in WEEKDAYS["en"].split()),
        *("yesterday", "Today", "tomorrow"),
        *("2024-04-26", "2024-12-31", "2024-10-10"),
        *(f"{month.title()} 4" for month in MONTHS["en"].split()),
        *(f"4 {month[:3].title()}." for month in MONTHS["en"].split()),
        "Sept. 4",
    ],
)
def test_each_way_of_saying_a_date_is_found_alone(said: str) -> None:
    """A text with a single date has it, whichever it is."""
    assert len(read(f"The ship left: {said}.", "2024-06-15")) == 1


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-04-27", "2024-04-26"),
        ("2024-01-05", "2024-04-26"),
        ("2023-12-20", "2024-04-26"),
        ("2024-09-23", "2024-04-26"),
        ("2024-09-24", None),
    ],
)
def test_a_day_far_from_publication_stays_open(published: str, day: str | None) -> None:
    """Month and day mean the nearest such day, up to 150 days away, before or after the turn of a year."""
    assert read("They met on April 26.", published) == [("--04-26", day)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They left Friday.", "2024-04-26"),
        ("They left Saturday.", "2024-04-20"),
        ("They will leave Friday.", "2024-04-26"),
        ("They will leave Thursday.", "2024-05-02"),
        ("It will rain. They came Saturday.", "2024-04-20"),
        ("They met this Saturday.", None),
        ("They met last Saturday.", None),
    ],
)
def test_a_weekday_is_the_last_one_or_the_next(text: str, day: str | None) -> None:
    """The weekday of publication is that day; what an earlier sentence announces does not count for a later one."""
    assert [found for _, found in read(text, "2024-04-26")] == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was born in 1956.", ["1956"]),
        ("since 2001 and until 2024", ["2001", "2024"]),
        ("in 2014-15, in 2000 percent, in 1,956 cases, in 1900 millions", []),
        ("in April 1995", ["1995-04"]),
        ("at 9:30 p.m. and at 9 am", ["21:30", "09:00"]),
        ("at 12 a.m., 12 p.m.", ["00:00", "12:00"]),
        ("at 9 p.m. EST, 6 p.m. local", ["21:00 est", "18:00 local"]),
        ("they are 9 amazing days", []),
    ],
)
def test_years_and_times_of_day(text: str, expected: list[str]) -> None:
    """A year behind a small word and a time of day mean what they say; a zone that is named stays with the time."""
    assert [key for key, _ in read(text)] == expected
