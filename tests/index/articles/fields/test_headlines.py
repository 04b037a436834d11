"""Headlines: which line is one, and what is no part of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fields.headlines import Headline, is_titled, site_of_copy, without_site
from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())
TITLE = "Riga harbour to be rebuilt"
BODY = "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting."


def read(*lines: str) -> Article:
    (article,) = READER.read_bytes("\n\n".join(lines).encode(), "page.txt")
    return article


@pytest.mark.parametrize(
    "line",
    [
        "They Wanted a Harbour. They Got Ice.",
        "What We Know About the Mole.",
        "The Council Wanted a New Harbour for All of Riga. It Got a Mole.",
        "“We Will Not Wait.”",
        "Mayor: ‘We will not wait!’",
        "„Wir warten nicht!“",
        "« Pourquoi attendre ? »",
        "The Harbour Opens... Again",
    ],
)
def test_headlines_that_end_as_sentences_do(line: str) -> None:
    """Capitals at the words, or an open end inside quotation marks, are a headline's."""
    assert read(line, BODY).title.value == line


@pytest.mark.parametrize("line", ["The council met.", "They wanted a harbour. They got ice."])
def test_a_short_sentence_is_a_headline_above_a_byline(line: str) -> None:
    """A sentence in small letters is the headline only where a byline or a day says that a head stands there."""
    assert read(line, "By Jane Smith", BODY).title.value == line
    assert read(line, BODY).title.value is None


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        (f"{TITLE} | Baltic Ledger", Headline(TITLE, "Baltic Ledger")),
        (f"{TITLE} - BBC News", Headline(TITLE, "BBC News")),
        (f"{TITLE} — The Baltic Times", Headline(TITLE, "The Baltic Times")),
        (f"{TITLE} | World | Baltic Ledger", Headline(TITLE, "Baltic Ledger")),
        (f"{TITLE} | Baltic Ledger | World", Headline(TITLE, "Baltic Ledger")),
        (f"{TITLE} – DW – 03/04/2024", Headline(TITLE, "DW")),
        (f"{TITLE} | Reuters", Headline(TITLE, "Reuters")),
        (f"BBC News | Europe | {TITLE}", Headline(TITLE, "BBC News")),
        (f"{TITLE} – as it happened", Headline(f"{TITLE} – as it happened", "")),
        (f"{TITLE} - council", Headline(f"{TITLE} - council", "")),
        ("Well-known harbour", Headline("Well-known harbour", "")),
        ("Times | Post", Headline("Times | Post", "")),
    ],
)
def test_the_site_behind_a_headline(line: str, parted: Headline) -> None:
    """A name that outlets have is parted from the headline, anything else belongs to it."""
    assert without_site(line) == parted


def test_a_page_title_above_its_headline() -> None:
    """The page's title is the headline and its site; the headline alone below it repeats it."""
    article = read(f"{TITLE} | Hafenblick", TITLE, BODY)
    assert (article.title.value, article.outlet.value) == (TITLE, "Hafenblick")
    assert [block.role.value for block in article.blocks] == ["title", "duplicate", "body"]
    assert site_of_copy(f"{TITLE} | He said it would be rebuilt.", TITLE) == ""


@pytest.mark.parametrize(
    ("line", "titled"),
    [
        ("What We Know of the Harbour", True),
        ("What we know of the harbour", False),
        ("Riga Council", False),
        ("The Council of Riga met with Jane Smith", False),
    ],
)
def test_capitals_of_headlines(line: str, titled: bool) -> None:  # noqa: FBT001 - an expected value
    """All but small words have capitals, and there are three of them at least."""
    assert is_titled(line) is titled


@given(st.text(max_size=120))
def test_any_line_can_be_parted(line: str) -> None:
    """What is left of a line lies inside it."""
    title, site = without_site(line)
    assert title in line
    assert site in line
