"""Agencies by each of their names."""

from __future__ import annotations

import pytest

from index.text.language.news_agencies import AGENCIES, agency_forms, short_agency


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("Canadian Press", "CP"),
        ("CTK", "ČTK"),
        ("Jiji Press", "Jiji"),
        ("RIA Novosti", "RIA Novosti"),
        ("Reuters", "Reuters"),
        ("dpa", "dpa"),
        ("Smith Wire", "Smith Wire"),
        ("", ""),
    ],
)
def test_an_agency_has_one_short_name(name: str, short: str) -> None:
    """An agency's short name is a form that credits use, not its initials; other names stay as they are."""
    assert short_agency(name) == short


@pytest.mark.parametrize("name", ["AP", "ap", "The associated press", "Associated Press", "美联社"])
def test_an_agency_is_known_by_each_of_its_names(name: str) -> None:
    """In any case, its usual name first."""
    assert agency_forms(name) == ("Associated Press", *AGENCIES["Associated Press"])


@pytest.mark.parametrize("name", ["", "=AP", "A", "Smith Wire"])
def test_what_is_no_agency_has_no_other_names(name: str) -> None:
    """Part of an agency's name is not a name of it."""
    assert agency_forms(name) == ()
