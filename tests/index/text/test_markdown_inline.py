"""Marks inside a paragraph of Markdown: what is hidden, what is drawn instead, what looks otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.text.markdown_inline import Look, Markup, inline_markup
from index.text.source_map import SourceMap, merge

ORACLE = MarkdownIt("commonmark").enable("strikethrough")
PIECES = (*"ab *_`[]\\é中.()", "**", "__", "~~", "``", "](u)", "](u 't')", "](<u>)", "(u)")
WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
PIECES += ("&amp;", "<b>", "</b>", "<!-- c -->", "<http://u>")


def marked(text: str, targets: dict[str, str] | None = None) -> Markup:
    made = Markup()
    inline_markup(text, 0, len(text), targets or {}, made)
    return made


def drawn(text: str, targets: dict[str, str] | None = None) -> str:
    made = marked(text, targets)
    signs = [made.instead.get(place, sign) for place, sign in enumerate(text)]
    return SourceMap("".join(signs), merge(made.hidden)).drawn


def oracle(text: str) -> str:
    """Return the text that a Markdown library shows of a paragraph."""
    shown = {"text", "code_inline", "text_special"}
    children = ORACLE.parseInline(text)[0].children or []
    return "".join(child.content if child.type in shown else "" for child in children)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_drawn_is_what_a_markdown_library_shows(text: str) -> None:
    """Emphasis, code, links, escapes, entities and tags are read as CommonMark, which has no wiki links, reads them."""
    text = text.strip()
    if "~~~" not in text and "![" not in text and not WIKI_LINK.search(text):
        assert drawn(text) == oracle(text)


@given(st.text("ab*_`[]()!<>\\&;~ \nh:/", max_size=60))
def test_any_text_is_read_within_its_bounds(text: str) -> None:
    """In any text, hidden stretches and looks lie inside it, and only marks are hidden."""
    made = marked(text)
    assert all(0 <= start < end <= len(text) for start, end in made.hidden)
    assert all(0 <= run.start <= run.end <= len(text) for run in made.runs)
    letters = [sign for sign in text if sign in "ab" and "<" not in text and "(" not in text and "[" not in text]
    assert [sign for sign in drawn(text) if sign in letters] == letters


@pytest.mark.parametrize(
    ("text", "shown", "looks"),
    [
        ("**so** it *goes*", "so it goes", [("so", Look.STRONG), ("goes", Look.EMPHASIS)]),
        ("the `rm *` tool", "the rm * tool", [("rm *", Look.CODE)]),
        ("~~not~~ so", "not so", [("not", Look.STRUCK)]),
        ("as [The Hindu](https://a.org/b_c 'x') says", "as The Hindu says", [("The Hindu", Look.LINK)]),
        ("see ![a mole](m.jpg) here", "see a mole here", []),
        ("see [[Riga|the harbour]] and [[Tallinn]]", "see the harbour and Tallinn", [("the harbour", Look.LINK)]),
        ("so they say [[1]](https://a.org/1).", "so they say [1].", [("[1]", Look.LINK)]),
        ("one<br>two &amp; three", "one two & three", []),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4", []),
        ("a footnote[^1] and [brackets]", "a footnote[^1] and [brackets]", []),
        (r"\*not\* so", "*not* so", []),
    ],
)
def test_marks_are_hidden_and_words_look_otherwise(text: str, shown: str, looks: list[tuple[str, Look]]) -> None:
    """Each kind of mark, with the words it is about."""
    assert drawn(text) == shown
    assert [(text[run.start : run.end], run.look) for run in marked(text).runs][: len(looks)] == looks


def test_links_lead_where_they_say() -> None:
    """Addresses stand in brackets, in a reference, or bare; a full stop behind a bare one is not of it."""
    text = "[a](https://a.org) [b][Ref] [ref] <https://c.org> https://d.org/x_(y)."
    runs = marked(text, {"ref": "https://b.org"}).runs
    assert [run.target for run in runs] == [
        "https://a.org",
        "https://b.org",
        "https://b.org",
        "https://c.org",
        "https://d.org/x_(y)",
    ]


@pytest.mark.parametrize("piece", ["*", "**a", "_", "[", "![", "`", "``a`", "<", "~~", "[[", "](", "*a_"])
def test_marks_without_end_are_read_in_time_that_grows_with_the_text(piece: str) -> None:
    """Thirty thousand opened and never closed are text."""
    assert len(drawn(piece * 30_000)) > 0
