"""Numbers with what they count."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.compare.facts.quantities import quantities
from index.model.article import Article, Block, Field, Role, Source


def article(text: str, language: str | None = None) -> Article:
    blocks = (Block(0, len(text), Role.BODY),)
    return Article("a.txt", Source("a.txt", "plain"), text, "", blocks, language=Field(language))


def read(text: str, language: str | None = None) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in quantities(article(text, language))]


@pytest.mark.parametrize(
    "text", ["5 1/2 hours", "5½ hours", "five-and-a-half hours", "five and a half hours", "5.5 hours"]
)
def test_spellings_of_a_number_are_one(text: str) -> None:
    """Fractions, words and decimals give one value."""
    assert read(f"The talks lasted {text} in all.") == [(5.5, "hour")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $95 billion package", [(95e9, "USD")]),
        ("the $95-billion package", [(95e9, "USD")]),
        ("€1.2bn and £300m", [(1.2e9, "EUR"), (3e8, "GBP")]),
        ("two million dollars", [(2e6, "USD")]),
        ("12,500 people and 1.5 million women", [(12500.0, "person"), (1.5e6, "woman")]),
        ("64 percent, up 1.25 percentage points", [(64.0, "%"), (1.25, "%-point")]),
        ("more than 300 Chinese entities", [(300.0, "entity")]),
        ("more than 4,300 Wal-Mart and Sam's Club stores", [(4300.0, "store")]),
        ("5 and Obama took ten seats", [(5.0, ""), (10.0, "seat")]),
        ("2,5 and 3 seats", [(3.0, "seat")]),
        ("Carla Mendes, 46, and Jo Lund, 9, came", [(46.0, "year old"), (9.0, "year old")]),
        ("a man aged 46, at the age of 12", [(46.0, "year old"), (12.0, "year old")]),
        ("on Elm Street, 300, 400 came", [(300.0, ""), (400.0, "")]),
        ("May, 12, and then, 13, and Lot, 120, left", [(12.0, ""), (13.0, ""), (120.0, "")]),
        ("passed 217 to 215", [(217.0, "vote"), (215.0, "vote")]),
        ("a 5-4 ruling", [(5.0, "vote"), (4.0, "vote")]),
        ("won the match 5-4", [(5.0, ""), (4.0, "")]),
        ("a magnitude of 5.6, a 5.9-magnitude quake", [(5.6, "magnitude"), (5.9, "magnitude")]),
        ("three dozen cities", [(36.0, "city")]),
        ("half an hour", [(0.5, "hour")]),
        ("a 13-month inquiry", [(13.0, "month")]),
        ("from 10 to 15 percent", [(10.0, "%"), (15.0, "%")]),
        ("$8-10 billion", [(8e9, "USD"), (10e9, "USD")]),
        ("between 500,000 to 1.6 million people", [(5e5, "person"), (1.6e6, "person")]),
        ("one wants that, one of them said", []),
        ("one hundred and forty people", [(140.0, "person")]),
        ("three hundred fifty people", [(350.0, "person")]),
        ("four hundred and ten million people", [(410e6, "person")]),
        ("two thousand five hundred men", [(2500.0, "man")]),
        ("between one hundred and two hundred people", [(100.0, ""), (200.0, "person")]),
        ("some 12 500 people and 734\u202f000 tonnes", [(12500.0, "person"), (734000.0, "ton")]),
        ("a 60-year-old man", [(60.0, "year old")]),
        ("five days ago, for five days", [(5.0, "day ago"), (5.0, "day")]),
    ],
)
def test_units_and_magnitudes(text: str, expected: list[tuple[float, str]]) -> None:
    """Currencies, shares, measures, counted things and ranges are read with their magnitudes."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2022", "the 2008 primaries", "on April 26 again", "26 April", "at 5 p.m. sharp", "the 21st century",
        "since 1990s", "a Boeing 737", "No. 10", "on 9/11", "version 2.3.1", "16:30",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    """Years, days, times of day, ordinals and numbers in names are not quantities."""
    assert read(f"It happened {text}") == []


def test_decimal_commas() -> None:
    """In languages that write a decimal comma, comma and point change places."""
    assert read("1.200,5 km", "de") == [(1200.5, "kilometer")]


@given(st.text(alphabet="0123456789.,/½-– $€%abn milo hours", max_size=60))
def test_any_text_is_read_for_numbers(text: str) -> None:
    """No spelling of a number raises, and spans are ordered and inside the text."""
    spans = [quantity.span for quantity in quantities(article(text))]
    edges = [at for span in spans for at in span]
    assert edges == sorted(edges)
    assert all(0 <= at <= len(text) for at in edges)


_LINES = ("5", "0", "5 m", "$5", "votes", "aged", "May", "Ada,", "million", "a.m.")


@example(["w" * 60, "5", f"Jan{'a' * 38}", "w" * 60, "5", f"Jan{'a' * 38}9"])
@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=8))
def test_equal_lines_are_told_by_what_stands_around_them(lines: list[str]) -> None:
    """Quantities of the same few lines again and again are those of each line read for itself."""
    text = "\n".join(lines * 30)
    ends = [match.span() for match in re.finditer(r".+", text)]
    blocks = tuple(Block(start, end, Role.BODY) for start, end in ends)
    together = Article("a.txt", Source("a.txt", "plain"), text, "", blocks, language=Field("en"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.compare.facts.quantities.SHORT", 0)  # no line is short enough to be told by another
        each = quantities(together)

    assert quantities(together) == each
