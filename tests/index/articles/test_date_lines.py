"""Dates in texts, lines and names of files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.date_lines import DateStamp, date_line, date_of_name, glued_stamp, hints
from index.model.article import Span
from index.text.calendars import dates, iso, month, parse


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024-04-26", "2024-04-26"),
        ("2024-04", "2024-04"),
        ("2024", "2024"),
        ("20240426", "2024-04-26"),
        ("2024-04-26T10:00:00+02:00", "2024-04-26"),
        ("2024-04-26 10:00:00", "2024-04-26"),
        ("2024/4/6", "2024-04-06"),
        ("26 April 2024", "2024-04-26"),
        ("April 26, 2024", "2024-04-26"),
        ("Fri, 26 Apr 2024 10:00:00 GMT", "2024-04-26"),
        ("26. April 2024", "2024-04-26"),
        ("26. März 2024", "2024-03-26"),
        ("26 avril 2024", "2024-04-26"),
        ("26 de abril de 2024", "2024-04-26"),
        ("26 kwietnia 2024", "2024-04-26"),
        ("26 апреля 2024", "2024-04-26"),
        ("26 квітня 2024", "2024-04-26"),
        ("2024年4月26日", "2024-04-26"),
        ("26.04.2024", "2024-04-26"),
        ("26.4.24", "2024-04-26"),
        ("26/04/2024", "2024-04-26"),
        ("04/26/2024", "2024-04-26"),
        ("April 2024", "2024-04"),
        ("4/6/2024", None),
        ("31 February 2024", None),
        ("next week", None),
        ("13.13.2024", None),
        ("", None),
        ("Foo 26, 2024", None),
    ],
)
def test_dates_as_people_write_them(written: str, value: str | None) -> None:
    """A date that can be read in one way only is read; any other is none."""
    assert parse(written) == value


@given(st.text(max_size=60))
def test_any_value_has_an_answer(written: str) -> None:
    """Whatever stands there, parsing gives a date or None."""
    value = parse(written)
    assert value is None or value[:4].isdigit()


@given(st.dates())
def test_iso_dates_are_themselves(day: object) -> None:
    """A day in ISO 8601 from 1900 on is read as it stands."""
    written = str(day)
    assert parse(written) == (written if "1900" <= written[:4] < "2100" else None)


def test_dates_inside_a_text() -> None:
    """Each date has its span."""
    text = "From 3 May 2021 to June 5, 2022."
    assert [(text[slice(*found.span)], found.value) for found in dates(text)] == [
        ("3 May 2021", "2021-05-03"),
        ("June 5, 2022", "2022-06-05"),
    ]


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Friday, April 26, 2024", DateStamp("2024-04-26", labelled=False, updated=False)),
        ("26 April 2024 14:02 BST", DateStamp("2024-04-26", labelled=False, updated=False)),
        ("2024-04-26T10:00:00Z", DateStamp("2024-04-26", labelled=False, updated=False)),
        ("Published: April 26, 2024 at 5:30 p.m. ET", DateStamp("2024-04-26", labelled=True, updated=False)),
        ("Last updated on 26 April 2024", DateStamp("2024-04-26", labelled=True, updated=True)),
        ("Veröffentlicht am 26. April 2024, 10:02 Uhr", DateStamp("2024-04-26", labelled=True, updated=False)),
        ("Stand: 26.04.2024", DateStamp("2024-04-26", labelled=True, updated=True)),
        ("Опубліковано 26 квітня 2024, 10:02", DateStamp("2024-04-26", labelled=True, updated=False)),
        ("发布时间：2024年4月26日", DateStamp("2024-04-26", labelled=True, updated=False)),
    ],
)
def test_lines_that_are_a_date(line: str, stamp: DateStamp) -> None:
    """Label, weekday, time and zone around a date are no more than a date."""
    assert date_line(line) == stamp


@pytest.mark.parametrize(
    "line",
    [
        "Talks of April 26, 2024",
        "April 26",
        "Friday",
        "January 2024",
        "In 2024",
        "26 April 2024 was a Friday.",
        "4/6/2024",
        "",
    ],
)
def test_lines_that_are_more_or_less_than_a_date(line: str) -> None:
    """A line with other words, or without day or year, is no stamp."""
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024-04-26-talks.txt", "2024-04-26"),
        ("news/talks_2024_04_26.md", "2024-04-26"),
        ("2024/04/26/talks.txt", "2024-04-26"),
        ("2024-13-26.txt", None),
        ("12024-04-261.txt", None),
        ("2024-04.txt", None),
        ("talks.txt", None),
        ("001_20240426.txt", None),
    ],
)
def test_days_in_names_of_files(path: str, day: str | None) -> None:
    """Only a whole day with separators counts; long numbers are numbers."""
    assert date_of_name(path) == day


def test_stamps_glued_to_a_headline() -> None:
    """A day and time stuck to the last word is another page's."""
    assert glued_stamp("Інший заголовок25.04.24, 16:00") == (Span(15, 30), "2024-04-25")
    assert glued_stamp("The talks are on 25.04.24, 16:00") is None


TEXT = "The talks began on Friday, April 26. They end on Monday; the treaty dates from May 3, 2001."


def found(published: str | None = None, stamp: str | None = None) -> dict[str, tuple[str, ...]]:
    made = hints(TEXT, [Span(0, len(TEXT))], "en", published=published, stamp=stamp)
    return {TEXT[slice(*hint.span)]: hint.candidates for hint in made}


def test_hints_without_anchor() -> None:
    """Without a known day a weekday may be any; a day of a month keeps the years that fit the weekdays."""
    days = found()
    assert (days["Friday"], days["Monday"], set(days)) == ((), (), {"Friday", "Monday", "April 26"})
    assert {"2013-04-26", "2024-04-26"} < set(days["April 26"])


def test_hints_by_the_day_of_publication() -> None:
    """The weekday named first is the last one before; others may be on either side."""
    assert found(published="2024-04-27") == {
        "Friday": ("2024-04-26",),
        "April 26": ("2024-04-26",),
        "Monday": ("2024-04-22", "2024-04-29"),
    }


def test_hints_by_a_lower_bound() -> None:
    """After a stamp of another page the weekday named first is the next one."""
    assert found(stamp="2024-04-25")["Friday"] == ("2024-04-26",)


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("de", "Die Gespräche begannen am Freitag, 26. April.", {"Freitag", "26. April"}),
        ("uk", "Перемовини почалися у п’ятницю, 26 квітня.", {"п’ятницю", "26 квітня"}),
        ("es", "Las conversaciones empezaron el viernes 26 de abril.", {"viernes", "26 de abril"}),
        (None, "Talks may march on to Sunday.", {"Sunday"}),
    ],
)
def test_hints_in_other_languages(language: str | None, text: str, named: set[str]) -> None:
    """Names of months and weekdays are those of the article's language."""
    made = hints(text, [Span(0, len(text))], language)
    assert {text[slice(*hint.span)] for hint in made} == named


def test_impossible_days() -> None:
    """The calendar has the last word."""
    assert (iso(2023, 2, 29), iso(2024, 2, 29), iso(2024, 13)) == (None, "2024-02-29", None)
    assert (month("Sept"), month("MÄRZ"), month("mole")) == (9, 3, 0)
    made = hints("on February 30 and May 0", [Span(0, 24)], "en", published="2024-03-01")
    assert [hint.candidates for hint in made] == [()]
