"""Front matter: what it tells, and what becomes of it when it is bad."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.decoding import canonical
from index.articles.fields.frontmatter import read_front_matter
from index.articles.file_reader import ArticleReader
from index.model.article import Provenance, Role
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())
BODY = "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting.\n"
FULL = """---
title: "Riga: harbour to be rebuilt"
standfirst: Before the ice comes back
author: [Jane Smith, John Doe]
publication: Baltic Ledger
agency: AP
date: 2024-03-04T10:12:00+02:00
updated: 5 March 2024
url: https://example.com/riga
language: en-GB
tags: [ports, ice, ports]
keywords: "#winter, ice"
---
"""


def read(text: str, path: str = "a.md") -> Article:
    (article,) = READER.read_bytes(text.encode(), path)
    return article


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_every_field_is_explicit(path: str) -> None:
    """Each field is explicit and its evidence names the key that said it, in Markdown as in plain text."""
    article = read(FULL + BODY, path)
    names = ("title", "subtitle", "author", "outlet", "agency", "published", "updated", "url", "language")
    found = {name: (getattr(article, name).value, getattr(article, name).evidence) for name in names}
    assert found == {
        "title": ("Riga: harbour to be rebuilt", "frontmatter:title"),
        "subtitle": ("Before the ice comes back", "frontmatter:standfirst"),
        "author": ("Jane Smith, John Doe", "frontmatter:author"),
        "outlet": ("Baltic Ledger", "frontmatter:publication"),
        "agency": ("Associated Press", "frontmatter:agency"),
        "published": ("2024-03-04", "frontmatter:date"),
        "updated": ("2024-03-05", "frontmatter:updated"),
        "url": ("https://example.com/riga", "frontmatter:url"),
        "language": ("en", "frontmatter:language"),
    }
    assert {getattr(article, name).provenance for name in names} == {Provenance.EXPLICIT}
    assert (article.tags, article.problems) == (("ports", "ice", "winter"), ())


def test_the_block_is_front_matter_and_the_text_as_written() -> None:
    """Front matter is one block of its own role; not a character of the text is changed."""
    article = read(FULL + BODY)
    first = article.blocks[0]
    assert article.text == FULL + BODY
    assert (article.text[first.start : first.end], first.role, first.folded) == (FULL.strip(), Role.FRONTMATTER, False)
    assert article.words == len(BODY.split())


@pytest.mark.parametrize(
    ("source", "outlet", "url"),
    [("Baltic Ledger", "Baltic Ledger", None), ("https://example.com/riga", None, "https://example.com/riga")],
)
def test_a_source_is_an_outlet_or_an_address(source: str, outlet: str | None, url: str | None) -> None:
    """Programs that clip pages write the address into `source`."""
    article = read(f"---\nsource: {source}\n---\n{BODY}")
    assert (article.outlet.value, article.url.value) == (outlet, url)


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("Deutsch", "de"),
        ("deu", "de"),
        ("nb_NO", "no"),
        ("iw", "he"),
        ("українська", "uk"),
        ("pt-BR", "pt"),
        ("sw", "sw"),
    ],
)
def test_a_language_is_known_by_each_of_its_names(named: str, code: str) -> None:
    """Its codes and its names in English and its own lead to its code of two letters; other codes stay as they are."""
    assert read(f"---\nlanguage: {named}\n---\n{BODY}").language.value == code


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("title: Riga: harbour", "Line 2 of"),
        ("title: one\ntitle: two", "Line 3 of"),
        ("title: [one", "Line 2 of"),
        ("title: &a one\nauthor: *a", "Line 2 of"),
        ("date: next week", "no date"),
        ("date: 4/6/2024", "no date"),
        ("language: the usual", "no language"),
        ("author: {desk: Riga}", "keys of its own"),
        ("title: \x07bell", "Line 2 of"),
    ],
)
def test_bad_front_matter_is_a_problem(yaml: str, said: str) -> None:
    """What can't be read is said in one sentence; the article is there with its text."""
    article = read(f"---\n{yaml}\n---\n{BODY}")
    (problem,) = article.problems
    assert said in problem
    assert problem.endswith(".")
    assert [block.role for block in article.blocks] == [Role.FRONTMATTER, Role.BODY]


@pytest.mark.parametrize(
    "bad", ["title: Riga: harbour to be rebuilt", 'title: "Rebuilt", the council says', "title: [draft] Riga harbour"]
)
def test_a_bad_line_leaves_the_others(bad: str) -> None:
    """A headline that is no YAML is named as a problem and taken as it stands; the other fields are read."""
    article = read(f"---\n{bad}\nauthor:\n  - Jane Smith\n  - John Doe\ndate: 2024-03-04\n---\n{BODY}")
    assert (article.title.value, article.author.value, article.published.value, len(article.problems)) == (
        bad.removeprefix("title: "),
        "Jane Smith, John Doe",
        "2024-03-04",
        1,
    )


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ('author: ["[[Jane Smith]]", "[[people/jd|John Doe]]"]', "author", "Jane Smith, John Doe"),
        ("author: [[Jane Smith]]", "author", "Jane Smith"),
        ("author: [[Jane Smith]], [[John Doe]]", "author", "Jane Smith, John Doe"),
        ("author: {name: Jane Smith, url: x}", "author", "Jane Smith"),
        ("authors: [{name: Jane Smith}, {name: John Doe}]", "author", "Jane Smith, John Doe"),
        ('author: "[Jane Smith](https://ledger.example/jane)"', "author", "Jane Smith"),
        ('source: "[Riga](https://ledger.example/riga)"', "url", "https://ledger.example/riga"),
        ("siteName: Baltic Ledger", "outlet", "Baltic Ledger"),
        ("sitename: Baltic Ledger\nhostname: ledger.example", "outlet", "Baltic Ledger"),
        ("hostname: ledger.example", "outlet", "ledger.example"),
        ("og:site_name: Baltic Ledger", "outlet", "Baltic Ledger"),
        ("datePublished: 2024-03-04", "published", "2024-03-04"),
        ("date-published: 2024-03-04", "published", "2024-03-04"),
        ('published: "[[2024-03-04]]"', "published", "2024-03-04"),
        ("dateModified: 2024-03-05", "updated", "2024-03-05"),
        ("original_url: https://ledger.example/riga", "url", "https://ledger.example/riga"),
    ],
)
def test_dialects_of_clippers(written: str, name: str, value: str) -> None:
    """Wiki and Markdown links, persons with keys of their own, and the spellings of keys are understood."""
    assert getattr(read(f"---\n{written}\n---\n{BODY}"), name).value == value


@pytest.mark.parametrize(
    "text",
    [
        "---\nA line of dashes opens this text, which is no front matter.\n---\nIt goes on.",
        "---\ntitle: never closed\n\nThe text goes on.",
        "--- title: x ---\n",
        "\n---\ntitle: too late\n---\n",
        "---\n---\n",
        "",
    ],
)
def test_dashes_that_are_no_front_matter(text: str) -> None:
    """Only keys between two lines of dashes at the very top are front matter."""
    assert read_front_matter(text).block is None


def test_front_matter_in_toml() -> None:
    """Fields between plus signs are read as well; what is no TOML is a problem and stays front matter."""
    head = '+++\ntitle = "Riga: harbour"\nauthors = ["Jane Smith", "John Doe"]\ndate = 2024-03-04T06:15:00Z\n+++'
    article = read(f"{head}\n{BODY}")
    assert (article.title.value, article.author.value, article.published.value, article.blocks[0].role) == (
        "Riga: harbour",
        "Jane Smith, John Doe",
        "2024-03-04",
        Role.FRONTMATTER,
    )
    bad = read(f"+++\ntitle = Riga\n+++\n{BODY}")
    assert (len(bad.problems), bad.blocks[0].role, len(list(bad.body()))) == (1, Role.FRONTMATTER, 1)


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_labels_above_the_text(path: str) -> None:
    """Lines of labels that a script wrote above a text are its fields and no part of it."""
    head = (
        "Headline: Riga: harbour to be rebuilt\nByline: By Jane Smith and John Doe\nSource: Baltic Ledger\n"
        "Published Time: 2024-03-04T06:15:00+02:00\nURL Source: https://ledger.example/riga\n"
        "Words: 23\nTags: ports, ice"
    )
    article = read(f"{head}\n\n{BODY}", path)
    assert [getattr(article, name).value for name in ("title", "author", "outlet", "published", "url")] == [
        "Riga: harbour to be rebuilt",
        "Jane Smith and John Doe",
        "Baltic Ledger",
        "2024-03-04",
        "https://ledger.example/riga",
    ]
    assert [(block.role, article.text[slice(*block.span)]) for block in article.blocks] == [
        (Role.FRONTMATTER, head),
        (Role.BODY, BODY.strip()),
    ]
    assert article.tags == ("ports", "ice")


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        (f"**Title:** Riga harbour\n\n**URL:** https://ledger.example\n\nContent:\n{BODY}", "Riga harbour", 1),
        (f"Title: Riga harbour\n\n{BODY}", "Riga harbour", 1),
        (f"Заголовок: Порт\nИсточник: Курьер\n\n{BODY}", "Порт", 1),
        (f"Riga: harbour to be rebuilt\n\n{BODY}", "Riga: harbour to be rebuilt", 1),
        (f"Source: Baltic Ledger\n\nRiga harbour to be rebuilt\n\n{BODY}", "Riga harbour to be rebuilt", 1),
        (
            f"Summary: ice\nLength: 9\n\nRiga harbour to be rebuilt\n\n{BODY}",
            "Riga harbour to be rebuilt",
            1,
        ),
    ],
)
def test_which_labels_open_a_text(text: str, title: str, paragraphs: int) -> None:
    """Two labels of which one is a field, or a headline's alone; others belong to the text."""
    article = read(text, "a.txt")
    assert (article.title.value, len(list(article.body()))) == (title, paragraphs)


def test_half_known_fields_are_read_off_the_text() -> None:
    """What the front matter leaves open is found as in any text; an empty value says nothing."""
    article = read(f"---\ntitle:\nauthor: Jane Smith\n---\n# Riga harbour to be rebuilt\n\n{BODY}")
    assert (article.title.value, article.author.value) == ("Riga harbour to be rebuilt", "Jane Smith")


def test_windows_line_ends() -> None:
    """Front matter written on Windows is front matter."""
    assert read((FULL + BODY).replace("\n", "\r\n")).title.value == "Riga: harbour to be rebuilt"


@given(st.text(max_size=200))
def test_any_front_matter_is_survived(yaml: str) -> None:
    """Any front matter gives an answer whose block lies inside the text."""
    text = canonical(f"---\na: {yaml}\n---\n{BODY}")
    found = read_front_matter(text)
    assert found.block is None or 0 <= found.block.start < found.block.end <= found.end <= len(text)
