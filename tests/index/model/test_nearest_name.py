"""The name a reader meant by one that is not there, and no name where none is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.nearest_name import by_other_word, did_you_mean, nearest_name

THEMES = ("house-dark", "house-light", "solarized-dark", "ansi-dark", "nord", "rose-pine", "rose-pine-moon", "one-dark")
SETTINGS = (
    *("library", "notes", "searches", "articles.max_megabytes", "search.limit", "compare.similar"),
    *("reading.measure", "reading.spacing", "display.theme", "display.counts", "display.mouse", "keys"),
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dark", "house-dark"),
        ("LIGHT", "house-light"),
        ("Nord", "nord"),
        ("nord-dark", "nord"),
        ("rosepine", "rose-pine"),
        ("rose_pine", "rose-pine"),
        ("moon", "rose-pine-moon"),
        ("solarised", "solarized-dark"),
        ("ansi", "ansi-dark"),
        ("black", None),
        ("", None),
        ("--", None),
    ],
)
def test_a_theme_is_found_by_its_parts(written: str, meant: str | None) -> None:
    """The same name, then a part of one, the first such, then slips; nothing is suggested where nothing is near."""
    assert nearest_name(written, THEMES) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("theme", "display.theme"),
        ("maxMegabytes", "articles.max_megabytes"),
        ("reading.theme", "display.theme"),
        ("display.measure", "reading.measure"),
        ("similiar", "compare.similar"),
        ("libary", "library"),
        ("library_folder", "library"),
        ("search", "search.limit"),
        ("display.colour", None),
        ("reading.width", None),
        ("l", None),
    ],
)
def test_a_setting_is_found_in_its_section(written: str, meant: str | None) -> None:
    """A dotted key by its last part; what is right in it does not excuse slips in the rest."""
    assert nearest_name(written, SETTINGS) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("width", "reading.measure"), ("WIDTH", "reading.measure"), ("colour", None), ("theme", "display.theme")],
)
def test_other_words_for_a_name_lead_to_it(written: str, meant: str | None) -> None:
    """A word that stands for a name of another vocabulary says nothing of this one."""
    assert nearest_name(written, SETTINGS, {"width": "measure", "colour": "palette"}) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("abcdef", "abcdef"), ("abXdeX", "abcdef"), ("abXdXX", None), ("ab", "a"), ("abXX", None)]
)
def test_there_is_a_slip_for_every_three_letters(written: str, meant: str | None) -> None:
    """Two of six, one of fewer than six; the shorter of the two names counts."""
    assert nearest_name(written, ["a", "abcdef"] if len(written) != 4 else ["ab"]) == meant


def test_the_fewest_slips_count_before_the_order() -> None:
    """Of two names at hand the one that is nearer, of equals the first."""
    assert nearest_name("limitt", ["limits", "limit"]) == "limits"
    assert nearest_name("limitx", ["limiting", "limit"]) == "limit"
    assert nearest_name("limitx", ["best.limit", "limit"]) == "limit"


def test_a_beginning_has_three_letters() -> None:
    """Of a name, and of what is written in its stead."""
    assert nearest_name("lan", ["language"]) == "language"
    assert nearest_name("la", ["language"]) is None
    assert nearest_name("tagging", ["tag"]) == "tag"
    assert nearest_name("isotope", ["is"]) is None


@given(st.text(), st.lists(st.text(), max_size=6))
def test_any_text_leads_to_a_name_that_is_there_or_to_none(written: str, names: list[str]) -> None:
    """Any text leads to an existing name or to none; a name leads to one that reads the same."""
    assert nearest_name(written, names) in {*names, None}
    for name in names:
        found = nearest_name(name, names)
        assert found is None or found.casefold() == name.casefold() or found in names


def test_the_cure_asks_or_lists() -> None:
    """A question where a name is near, else what is there."""
    assert did_you_mean("thmee", SETTINGS, "there are many") == "did you mean “display.theme”?"
    assert did_you_mean("xyzzy", SETTINGS, "there are many") == "there are many"


def test_names_are_looked_up_by_other_words_for_them() -> None:
    """Each of the other words leads to the name, and the name itself is none of them."""
    assert by_other_word({"rm": "delete del", "list": "ls"}) == {"delete": "rm", "del": "rm", "ls": "list"}
