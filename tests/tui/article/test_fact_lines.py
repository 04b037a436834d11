"""The facts of an article, each with how it is known; what is unknown is said to be."""

from __future__ import annotations

import pytest

from index import Agency, Article, Field, Provenance, Source
from tui.article.fact_lines import fact_line, headline, minutes
from tui.text.glyphs import TYPOGRAPHIC

EXPLICIT, DERIVED, GUESSED = Provenance.EXPLICIT, Provenance.DERIVED, Provenance.GUESSED


def made(**fields: object) -> Article:
    return Article("a.txt", Source("a.txt", "text"), "By Ana Reyes. The sea.", "h", (), **fields)  # type: ignore[arg-type]


DATED = made(
    outlet=Field("The Hindu", EXPLICIT),
    author=Field("Ana Reyes", DERIVED),
    agency=Agency("AP", GUESSED),
    updated=Field("2024-04-26", EXPLICIT),
    words=1200,
)


@pytest.mark.parametrize(("words", "told"), [(0, 0), (1, 1), (344, 1), (346, 2), (2300, 10)])
def test_minutes_to_read(words: int, told: int) -> None:
    """At 230 words a minute, and one at least for anything."""
    assert minutes(words) == told


def test_the_unknown_is_named() -> None:
    """Without an outlet and a date the line says so; an unknown author or agency is left out."""
    assert fact_line(made(), 40, TYPOGRAPHIC) == "outlet unknown · undated"
    assert headline(made(), 40, TYPOGRAPHIC) == ["No headline"]


def test_the_known_is_said_with_how_it_is_known() -> None:
    """What stands in the text has no sign, what was derived or guessed has one each; the last change dates it, too."""
    told = fact_line(DATED, 80, TYPOGRAPHIC)
    assert told == "The Hindu · Ana Reyes° · AP? · 26 Apr 2024 · 1,200 words · 5 min"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (64, "The Hindu · Ana Reyes° · AP? · 26 Apr 2024 · 1,200 words · 5 min"),
        (63, "The Hindu · Ana Reyes° · AP? · 26 Apr 2024 · 1,200 words"),
        (55, "The Hindu · Ana Reyes° · AP? · 26 Apr 2024"),
        (41, "The Hindu · Ana Reyes° · 26 Apr 2024"),
        (35, "The Hindu · 26 Apr 2024"),
        (22, "The Hindu"),
        (8, "The Hin…"),
    ],
)
def test_facts_take_one_line_at_any_width(cells: int, told: str) -> None:
    """Length gives way first, then agency and author, then the date; the outlet stays."""
    assert fact_line(DATED, cells, TYPOGRAPHIC) == told


def test_a_headline_is_broken_and_never_cut() -> None:
    """A long headline takes the lines it needs."""
    one = made(title=Field("Ships\nand ports of the northern sea", GUESSED))
    assert headline(one, 16, TYPOGRAPHIC) == ["Ships and ports", "of the northern", "sea?"]
