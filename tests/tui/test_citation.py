"""How articles are named and cited, with nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from index import Agency, Article, Block, Field, Role, Source
from tui.citation import citation, name_of, plain_text, short_agency, tag_list


def _article(**fields: Any) -> Article:
    text, blocks = fields.pop("text", ""), fields.pop("blocks", ())
    return Article("notes/a.txt", Source("notes/a.txt", "text"), text, "", blocks, **fields)


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


def test_the_plain_text_leaves_out_folds_and_is_fit_for_a_terminal() -> None:
    """A pager gets the citation and the paragraphs, escapes as stand-ins."""
    text = "Head\n\nBody \x1b[31m red\n\nSubscribe!"
    blocks = (Block(0, 4, Role.TITLE), Block(6, 20, Role.BODY), Block(22, 32, Role.PROMO, "promo"))
    plain = plain_text(_article(text=text, blocks=blocks, title=Field("Head")))
    assert plain == "“Head”\n\nHead\n\nBody ␛[31m red\n"


def test_tags_are_read_from_a_line() -> None:
    """Commas and hash signs are punctuation, a tag counts once."""
    assert tag_list("#framing, russia framing ,, #") == ("framing", "russia")


@pytest.mark.parametrize(
    ("agency", "short"),
    [
        ("Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("Reuters", "Reuters"),
        ("dpa", "dpa"),
        (None, None),
    ],
)
def test_agencies_are_abbreviated_as_bylines_do(agency: str | None, short: str | None) -> None:
    """Several words become their initials, one word stays."""
    assert short_agency(agency) == short
