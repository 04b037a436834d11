"""Markdown as blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())
BODY = "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting."


def read(text: str) -> Article:
    (article,) = READER.read_bytes(text.encode(), "a.md")
    return article


def shown(text: str) -> list[tuple[str, str]]:
    article = read(text)
    return [(block.role.value, article.text[block.start : block.end]) for block in article.blocks]


def test_a_page_of_markdown() -> None:
    """Headings, paragraphs, quotations, lists, pictures and code stand each in a block with its marks."""
    code = "```\n# no heading\n\n- no item\n```"
    parts = [
        ("title", "# Riga harbour to be rebuilt"),
        ("body", BODY),
        ("heading", "## Ice"),
        ("quote", "> We will not wait for spring,\n> the minister said."),
        ("list", "- more cranes\n  of both kinds"),
        ("list", "- fewer rules"),
        ("caption", "![The mole](mole.jpg)"),
        ("body", code),
        ("body", f"{BODY}\nIt was *late* by then."),
    ]
    text = "\n\n".join(part for _, part in parts).replace("of both kinds\n\n- fewer", "of both kinds\n- fewer")
    assert shown(text) == parts


def test_the_headline_without_its_mark() -> None:
    """The title's value is free of the mark, its evidence is the words in the text."""
    title = read(f"# Riga harbour to be rebuilt #\n\n{BODY}").title
    assert (title.value, title.evidence) == ("Riga harbour to be rebuilt", (2, 28))


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"# Pier \#7 is to be rebuilt", "Pier #7 is to be rebuilt"),
        (r"# What \*we\* know of *the* 7\_8 plan", "What *we* know of the 7_8 plan"),
        ("# Ledger &amp; Sons&nbsp;&#8212; the deal", "Ledger & Sons — the deal"),
        ("# Ice & water & no entity;", "Ice & water & no entity;"),
        (r"# \[Update\] The harbour", "[Update] The harbour"),
    ],
)
def test_escapes_and_entities_in_the_headline(written: str, title: str) -> None:
    """A sign that is escaped is itself and no mark."""
    article = read(f"{written}\n\n{BODY}")
    assert (article.title.value, article.text.split("\n")[0]) == (title, written)


def test_only_the_first_heading_is_the_headline() -> None:
    """A second heading of the first rank is a heading; so is the first when the headline is told."""
    roles = [role for role, _ in shown(f"# One\n\n{BODY}\n\n# Two\n\n{BODY}")]
    assert roles == ["title", "body", "heading", "body"]
    assert [role for role, _ in shown(f"---\ntitle: Other\n---\n# One\n\n{BODY}")] == ["frontmatter", "heading", "body"]


def test_underlined_headings() -> None:
    """A line with a line of equal signs or dashes below it is a heading with both lines."""
    assert shown(f"Ice in the gulf\n===\n\n{BODY}\n\nMoney\n---\n{BODY}") == [
        ("title", "Ice in the gulf\n==="),
        ("body", BODY),
        ("heading", "Money\n---"),
        ("body", BODY),
    ]


def test_an_underlined_headline_is_the_only_one() -> None:
    """What stands below a headline that is marked as one is none."""
    roles = [role for role, _ in shown(f"Riga harbour\n============\n\nJane Smith, Ledger, 4 March 2024\n\n{BODY}")]
    assert roles.count("title") == 1


def test_long_lines_are_paragraphs() -> None:
    """Converted pages often have a paragraph a line and no blank lines."""
    long = f"{BODY} {BODY}"
    assert shown(f"{long}\n{long}") == [("body", long), ("body", long)]


def test_furniture_rules_hold_in_markdown() -> None:
    """Rules and structure decide on open paragraphs as in plain text."""
    roles = [
        role
        for role, _ in shown(f"# One\n\nBy Jane Smith\n\n{BODY}\n\nAdvertisement\n\n{BODY}\n\nComments are closed.")
    ]
    assert roles == ["title", "byline", "body", "ad", "body", "comments"]


def test_an_open_fence_takes_the_rest() -> None:
    """Code that is never closed goes on to the end."""
    assert shown(f"{BODY}\n\n~~~\n# a\n\nb") == [("body", BODY), ("body", "~~~\n# a\n\nb")]


def test_marks_do_not_hide_what_a_line_is() -> None:
    """Stress and links are taken off a line before it is judged; the text keeps them."""
    text = (
        "# [Riga harbour](https://example.com) to be *rebuilt*\n\n**By [Jane Smith](/jane)**\n\n_4 March 2024_\n\n"
        f"{BODY}\n\n**Also read:** [Ice in the gulf](/ice)\n\n{BODY}\n\n[Leave a reply](#reply)\n"
    )
    article = read(text)
    assert [block.role.value for block in article.blocks] == [
        "title", "byline", "date", "body", "related", "body", "comments",
    ]  # fmt: skip
    assert (article.title.value, article.author.value) == ("Riga harbour to be rebuilt", "Jane Smith")
    assert (article.published.value, article.text) == ("2024-03-04", text)


def test_a_line_of_dashes_below_a_paragraph_parts() -> None:
    """Only a short line becomes a heading by the dashes below it."""
    assert shown(f"{BODY} {BODY}\n---\n{BODY}") == [("body", f"{BODY} {BODY}"), ("nav", "---"), ("body", BODY)]


MARKS = st.lists(
    st.sampled_from(
        [
            "# a",
            "## b",
            "text",
            "> q",
            "- i",
            "1. n",
            "```",
            "~~~",
            "---",
            "===",
            "",
            "",
            "![](x)",
            "[a]: b",
            "<!-- c -->",
            "  d",
        ]
    ),
    max_size=14,
)


@given(MARKS)
def test_the_law_of_blocks_in_markdown(lines: list[str]) -> None:
    """Over any order of marks blocks are ordered, disjoint, and hold everything but white space."""
    for article in READER.read_bytes("\n".join(lines).encode(), "a.md"):
        at = 0
        for block in article.blocks:
            assert at <= block.start < block.end <= len(article.text)
            assert not article.text[at : block.start].strip()
            at = block.end
        assert not article.text[at:].strip()


def test_headings_that_say_the_headline_again_are_no_passages() -> None:
    """Told above, the first heading of the same words is the headline; any further one repeats it."""
    told = "Riga harbour to be rebuilt"
    text = f"---\ntitle: {told}\n---\n\n# Riga **harbour** to be rebuilt\n\n{BODY}\n\n## {told}"
    assert [role for role, _ in shown(text)] == ["frontmatter", "title", "body", "duplicate"]
    assert [role for role, _ in shown(f"# Ice at sea\n\n{BODY}\n\n## What now\n\n{BODY}")] == [
        "title",
        "body",
        "heading",
        "body",
    ]


@pytest.mark.parametrize("line", ["https://baltic.example/a_b?c=1", "<https://baltic.example/a_b?c=1>"])
def test_an_address_alone_on_a_line_is_the_articles_own(line: str) -> None:
    """It folds, and is a guess at the article's address; of two different ones neither is."""
    article = read(f"# Riga\n\n{line}\n\n{BODY}")
    assert (article.url.value, article.url.provenance) == ("https://baltic.example/a_b?c=1", "guessed")
    assert [(block.role, block.rule) for block in article.blocks][1] == ("nav", "lone-address")
    assert read(f"{BODY}\n\n{line}\n\nhttps://other.example/x").url.value is None
    assert read(f"{BODY} See {line}").url.value is None
