"""Short names of agencies."""

from __future__ import annotations

import pytest

from index.articles.fields.agency_names import short_agency


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
    """It is a form that credits use; nothing is made of initials, and what is no agency stays."""
    assert short_agency(name) == short
