"""Dates in texts, lines and names of files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fields.date_hints import hints
from index.articles.fields.date_lines import DateStamp, date_line, date_of_name, glued_stamp
from index.model.article import Span
from index.text.language.calendars import iso, month
from index.text.written_dates import dates, parse


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
        ("26-Apr-2024", "2024-04-26"),
        ("26-Apr-24", "2024-04-26"),
        ("2024-Apr-26", "2024-04-26"),
        ("26th of April, 2024", "2024-04-26"),
        ("26. 4. 2024", "2024-04-26"),
        ("2024. 4. 26.", "2024-04-26"),
        ("2024. április 26.", "2024-04-26"),
        ("2024 m. balandžio 26 d.", "2024-04-26"),
        ("2024. gada 26. aprīlis", "2024-04-26"),
        ("2024(e)ko apirilaren 26(a)", "2024-04-26"),
        ("26 d’abril del 2024", "2024-04-26"),
        ("26 tháng 4, 2024", "2024-04-26"),
        ("26 नवंबर 2024", "2024-11-26"),
        ("26 أبريل/نيسان 2024", "2024-04-26"),
        ("٢٦ كانون الأول ٢٠٢٤", "2024-12-26"),
        ("26 באפריל 2024", "2024-04-26"),
        ("26 เมษายน 2567", "2024-04-26"),
        ("26 เม.ย. 2024", "2024-04-26"),
        ("2024년 4월 26일", "2024-04-26"),
        ("26 listopada 2024", "2024-11-26"),
        ("26. listopada 2024.", "2024-10-26"),
        ("Published 2024-04-26", "2024-04-26"),
        ("4/6/2024", None),
        ("31 February 2024", None),
        ("next week", None),
        ("13.13.2024", None),
        ("", None),
        ("Foo 26, 2024", None),
    ],
)
def test_dates_as_people_write_them(written: str, value: str | None) -> None:
    """A date that can be read in only one way is read; an ambiguous one is not."""
    assert parse(written) == value


@given(st.text(max_size=60))
def test_any_value_has_an_answer(written: str) -> None:
    """Any text parses to a date or None."""
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
    ("line", "published", "updated"),
    [
        ("Friday, April 26, 2024", "2024-04-26", None),
        ("26 April 2024 14:02 BST", "2024-04-26", None),
        ("2024-04-26T10:00:00Z", "2024-04-26", None),
        ("2024-04-26 10:00:00.123+02:00", "2024-04-26", None),
        ("Published: April 26, 2024 at 5:30 p.m. ET", "2024-04-26", None),
        ("Last updated on 26 April 2024", None, "2024-04-26"),
        ("Veröffentlicht am 26. April 2024, 10:02 Uhr", "2024-04-26", None),
        ("Stand: 26.04.2024", None, "2024-04-26"),
        ("Опубліковано 26 квітня 2024, 10:02", "2024-04-26", None),
        ("发布时间：2024年4月26日", "2024-04-26", None),
        ("Mon 4 Mar 2024 06.15 GMT", "2024-03-04", None),
        ("Mon., March 4, 2024, 6:15 a.m. (EST)", "2024-03-04", None),
        ("MON, 04 MAR 2024 06:15:00 -0500", "2024-03-04", None),
        ("lun. 4 mars 2024 à 06 h 15", "2024-03-04", None),
        ("Mo. 04.03.2024, 6.15 Uhr", "2024-03-04", None),
        ("Понедельник, 4 марта 2024 года, 06:15 мск", "2024-03-04", None),
        ("понеділок, 4 березня 2024 р., о 06:15", "2024-03-04", None),
        ("2024年3月4日（月）6時15分 配信", "2024-03-04", None),
        ("2024年3月4日星期一 上午6:15 来源：波罗的海报", "2024-03-04", None),
        ("등록 2024. 3. 4. 오전 6:15", "2024-03-04", None),
        ("입력 2024.03.04 06:15 | 수정 2024.03.05 07:20", "2024-03-04", "2024-03-05"),
        ("الاثنين، 4 مارس 2024", "2024-03-04", None),
        ("Pazartesi, 4 Mart 2024 - Güncelleme: 5 Mart 2024", "2024-03-04", "2024-03-05"),
        ("First published on Mon 4 Mar 2024 06.15 GMT", "2024-03-04", None),
        ("Posted 6:15 AM GMT+2, March 4, 2024 | Updated 7:20 AM GMT+2, March 5, 2024", "2024-03-04", "2024-03-05"),
        ("4 March 2024; last modified on 5 March 2024", "2024-03-04", "2024-03-05"),
        ("Opublikowano 4 marca 2024, aktualizacja 5 marca 2024", "2024-03-04", "2024-03-05"),
        ("Updated 0615 GMT (1415 HKT) March 5, 2024", None, "2024-03-05"),
        ("4 March 2024 Eastern Standard Time", "2024-03-04", None),
        ("March 4, 2024 · 7 min read", "2024-03-04", None),
        ("4. März 2024 - Lesezeit: 3 Min.", "2024-03-04", None),
        ("Monday 04/03/2024", "2024-03-04", None),
        ("20240304", "2024-03-04", None),
        ("20240304061500", "2024-03-04", None),
        ("Mon Mar 4 06:15:00 GMT 2024", "2024-03-04", None),
        ("Mon, 4 Mar 24 06:15:00 GMT", "2024-03-04", None),
        ("2024/3/4 6:15 (2024/3/5 7:20更新)", "2024-03-04", "2024-03-05"),
        ("2024年3月4日 公開 2024年3月5日 更新", "2024-03-04", "2024-03-05"),
    ],
)
def test_lines_that_are_a_date(line: str, published: str | None, updated: str | None) -> None:
    """Labels, weekdays, times, zones and reading times around dates are no more than dates."""
    stamp = date_line(line)
    assert stamp is not None
    assert (stamp.published, stamp.updated, stamp.alone) == (published, updated, True)


@pytest.mark.parametrize(
    ("line", "labelled"), [("4 March 2024", False), ("Posted 4 March 2024", True), ("Geändert: 04.03.2024", True)]
)
def test_a_label_says_what_a_day_is(line: str, labelled: bool) -> None:  # noqa: FBT001 - an expected value
    """A day that a word explains is known better than one that stands by itself."""
    stamp = date_line(line)
    assert stamp is not None
    assert stamp.labelled is labelled


@pytest.mark.parametrize(
    "line",
    [
        "Riga, March 4, 2024",
        "Baltic Ledger, 4 March 2024",
        "Jane Smith | 4 March 2024 06:15",
        "March 4, 2024 • Jane Smith",
        "4 March 2024 / Riga, Latvia",
        "2024年3月4日 06:15 海报新闻",
    ],
)
def test_a_day_beside_a_name(line: str) -> None:
    """A place, an outlet or an author may stand beside the day, parted by a sign, and is told."""
    assert date_line(line) == DateStamp("2024-03-04", None, labelled=False, alone=False)


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
        "Friday 3/4/2024",
        "4 March 2024 – 6 March 2024",
        "Riga, what happened on 4 March 2024",
        "Harbour rebuilt after 30 years, 4 March 2024",
        "© 2024 Baltic Ledger",
        "",
    ],
)
def test_lines_that_are_more_or_less_than_a_date(line: str) -> None:
    """A line with other words, without day or year, with a stretch of days or two readings is no stamp."""
    assert date_line(line) is None


@given(st.text(max_size=140))
def test_any_line_has_an_answer(line: str) -> None:
    """For any line, the answer is None or has a day."""
    stamp = date_line(line)
    assert stamp is None or stamp.published or stamp.updated


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024-04-26-talks.txt", "2024-04-26"),
        ("news/talks_2024_04_26.md", "2024-04-26"),
        ("2024/04/26/talks.txt", "2024-04-26"),
        ("captures/host/talks.2024-04-26T101500Z.html", None),
        ("captures/host/talks-2024-04-25.2024-04-26T101500Z.html", "2024-04-25"),
        ("2024-13-26.txt", None),
        ("12024-04-261.txt", None),
        ("2024-04.txt", None),
        ("talks.txt", None),
        ("001_20240426.txt", None),
    ],
)
def test_days_in_names_of_files(path: str, day: str | None) -> None:
    """Only a whole day with separators counts, not a long number or the time a page was fetched."""
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
