"""The facts of an article, each with how it is known; what is unknown is said to be."""

from __future__ import annotations

import pytest

from index import Agency, Article, Field, Provenance, Source, Span
from tui.article.fact_lines import byline, fact_lines, headline, minutes
from tui.text.glyphs import TYPOGRAPHIC

EXPLICIT, DERIVED, GUESSED = Provenance.EXPLICIT, Provenance.DERIVED, Provenance.GUESSED


def made(**fields: object) -> Article:
    return Article("a.txt", Source("a.txt", "text"), "By Ana Reyes. The sea.", "h", (), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "told"), [(0, 0), (1, 1), (344, 1), (346, 2), (2300, 10)])
def test_minutes_to_read(words: int, told: int) -> None:
    """At 230 words a minute, and one at least for anything."""
    assert minutes(words) == told


def test_the_unknown_is_named() -> None:
    """Without an outlet and a date the line says so; an unknown author or agency is left out."""
    assert byline(made(), TYPOGRAPHIC) == ["outlet unknown", "undated"]
    assert headline(made(), 40, TYPOGRAPHIC) == "No headline"


def test_the_known_is_said_with_how_it_is_known() -> None:
    """What stands in the text has no sign, what was derived or guessed has one each; the last change dates it, too."""
    one = made(
        title=Field("Ships\nand ports", GUESSED),
        outlet=Field("The Hindu", EXPLICIT),
        author=Field("Ana Reyes", DERIVED),
        agency=Agency("AP", GUESSED),
        updated=Field("2024-04-26", EXPLICIT),
        words=1200,
    )
    assert byline(one, TYPOGRAPHIC) == ["The Hindu", "Ana Reyes°", "AP?", "26 Apr 2024", "1,200 words", "5 min"]
    assert [headline(one, cells, TYPOGRAPHIC) for cells in (40, 8)] == ["Ships and ports?", "Ships a…"]


def test_what_is_not_explicit_says_from_what() -> None:
    """Derived values first, then guesses, each with its evidence: words of the text, or where it was found."""
    one = made(
        title=Field("Ships", GUESSED, "the file's name"),
        outlet=Field("The Hindu", DERIVED, "the address"),
        author=Field("Ana Reyes", DERIVED, Span(3, 12)),
        published=Field("2024-04-26", DERIVED),
    )
    lines = fact_lines(one, 80, TYPOGRAPHIC)
    assert lines == [
        "The Hindu° · Ana Reyes° · 26 Apr 2024°",
        "° derived: outlet from the address; author from “Ana Reyes”; date",
        "? guessed: headline from the file's name",
    ]
    assert fact_lines(one, 38, TYPOGRAPHIC)[:3] == [
        "The Hindu° · Ana Reyes° · 26 Apr 2024°",
        "° derived: outlet from the address",
        "  author from “Ana Reyes”; date",
    ]
    assert fact_lines(one, 37, TYPOGRAPHIC)[:2] == ["The Hindu° · Ana Reyes°", "26 Apr 2024°"]
    assert all(len(line) <= 12 for line in fact_lines(one, 12, TYPOGRAPHIC))
