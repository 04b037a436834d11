"""Days, months and weekdays in other languages than English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.facts.told_dates import dates
from index.model.article import Article, Block, Field, Role, Source
from index.text.language.language_lexicon import LANGUAGES


def read(text: str, language: str | None, published: str | None = "2024-04-26") -> list[tuple[str, str | None]]:
    blocks = (Block(0, len(text), Role.BODY),)
    made = Article("a", Source("a", "plain"), text, "", blocks, language=Field(language), published=Field(published))
    return [(one.key, one.day) for one in dates(made)]


@pytest.mark.parametrize(
    ("language", "whole", "short", "weekday", "yesterday"),
    [
        ("de", "am 24. April 2024", "am 24. April", "am Mittwoch", "gestern"),
        ("fr", "le 24 avril 2024", "le 24 avril", "mercredi", "hier"),
        ("es", "el 24 de abril de 2024", "el 24 de abril", "el miércoles", "ayer"),
        ("pt", "em 24 de abril de 2024", "em 24 de abril", "na quarta-feira", "ontem"),
        ("it", "il 24 aprile 2024", "il 24 aprile", "mercoledì", "ieri"),
        ("ru", "24 апреля 2024 года", "24 апреля", "в среду", "вчера"),
        ("uk", "24 квітня 2024 року", "24 квітня", "у середу", "вчора"),
        ("pl", "24 kwietnia 2024 r.", "24 kwietnia", "w środę", "wczoraj"),
        ("zh", "2024年4月24日", "4月24日", "星期三", "昨天"),
    ],
)
def test_each_way_of_saying_a_day(language: str, whole: str, short: str, weekday: str, yesterday: str) -> None:
    """A whole date needs no day of publication; month and day, a weekday and yesterday are resolved by it."""
    day = "2024-04-24"
    told = [read(said, language) for said in (whole, short, weekday, yesterday)]
    alone = [read(said, language, None) for said in (whole, short, weekday, yesterday)]
    assert told == [[(day, day)], [("--04-24", day)], [("wednesday", day)], [("yesterday", "2024-04-25")]]
    assert alone == [[(day, day)], [("--04-24", None)], [("wednesday", None)], [("yesterday", None)]]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "am 3.5.2024", [("2024-05-03", "2024-05-03")]),
        ("de", "Es wird am Montag beginnen.", [("monday", "2024-04-29")]),
        ("de", "am kommenden Montag", [("kommenden monday", None)]),
        ("de", "am Morgen", []),
        ("de", "am 31. April", []),
        ("fr", "mercredi dernier", [("dernier wednesday", None)]),
        ("fr", "aujourd’hui", [("today", "2024-04-26")]),
        ("fr", "en avril 2024", [("2024-04", None)]),
        ("uk", "у п’ятницю", [("friday", "2024-04-26")]),
        ("es", "el lunes pasado", [("pasado monday", None)]),
        ("zh", "上周三，24日", [("上 wednesday", None), ("--04-24", "2024-04-24")]),
        ("zh", "2024年4月", [("2024-04", None)]),
        ("cs", "24. dubna 2024", []),
    ],
)
def test_what_a_date_means(language: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    """What is to come is the next such day; what writers understand differently, and what no calendar has, is open."""
    assert read(text, language) == expected


def test_a_day_of_the_month_alone_needs_publication() -> None:
    """In Chinese the month is often left out: without a day of publication nothing is claimed."""
    assert read("24日", "zh", None) == []


@given(st.text(alphabet="0123456789.年月日星期一三 aprilde'’montag", max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_is_read_for_days(text: str, language: str) -> None:
    """No spelling of a date raises, and every day that is given is one of the calendar."""
    assert all(day is None or len(day) == 10 for _, day in read(text, language))
