"""How articles are named and cited, with nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from index import Agency, Article, ArticleRow, Field, Source
from tui.citation import byline, citation, day, minutes, name_of


def _article(**fields: Any) -> Article:
    return Article("notes/a.txt", Source("notes/a.txt", "text"), "", "", (), **fields)


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2024-04-26", "26 Apr 2024"),
        ("2024-04", "Apr 2024"),
        ("2024", "2024"),
        ("2024-04-26T10:00:00Z", "26 Apr 2024"),
        (None, "undated"),
        ("soon", "soon"),
        ("2024-13", "2024-13"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(date: str | None, written: str) -> None:
    """A partial date stays partial, an unknown one is said to be."""
    assert day(date) == written


def test_a_date_may_leave_out_its_year() -> None:
    """Lists show day and month, and the year when it is all there is."""
    assert [day(date, year=False) for date in ("2024-04-26", "2024")] == ["26 Apr", "2024"]


def test_an_article_without_title_is_named_by_its_file() -> None:
    """The folder is left out of the name."""
    assert name_of(_article()) == "a.txt"
    assert name_of(_article(title=Field("Talks in Beijing"))) == "Talks in Beijing"


def test_a_citation_leaves_out_what_is_unknown() -> None:
    """Only known parts are named, in a fixed order."""
    article = _article(
        title=Field("Talks"), author=Field("A. Writer"), agency=Agency("AP"), outlet=Field("LA Times"), url=Field("https://example.org/a")
    )  # fmt: skip
    assert citation(article) == "A. Writer, “Talks”, LA Times, (AP), https://example.org/a\n"
    assert citation(_article(), "He said so.", 4) == "“He said so.”\n— “a.txt”, ¶4\n"


def test_a_byline_names_outlet_author_agency_date_and_length() -> None:
    """The line above a preview; an undated article says so."""
    row = ArticleRow("a", "T", "LA Times", "Matthew Lee", "AP", "2024-04-26", "en", (), 1184, "")
    assert byline(row) == "LA Times · Matthew Lee for AP · 26 Apr 2024 · 1,184 words · 5 min"
    assert byline(ArticleRow("a", None, None, None, None, None, None, (), 3, "")) == "undated · 3 words · 1 min"


def test_reading_takes_at_least_a_minute() -> None:
    """No article is read in no time."""
    assert [minutes(words) for words in (0, 1184)] == [1, 5]
