"""Reports say where everything is from, show every passage, and let no text be markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from index.compare.comparison import compare
from index.compare.report.html_report import to_html
from index.compare.report.markdown_report import escape, to_markdown
from index.compare.report.parts import letter, row_parts
from index.model.comparison_result import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model.article import Article

    Make = Callable[..., Article]

HOSTILE = 'He said <script>alert("x")</script> & left | the *room* \x1b[31m\u202e “now” ![a](http://x.y/z.png).'


class Page(HTMLParser):
    """Collects tags, attributes and the text a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "action"}]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)


@pytest.mark.parametrize("report", [to_html, to_markdown])
def test_sources_are_said(seeds: tuple[Article, ...], report: Callable[..., str]) -> None:
    """Every account's outlet, file and hash stand in the report, and so does what was left out and why."""
    page = report(compare(seeds), seeds).replace("\\_", "_")
    for seed in seeds[1:]:
        assert seed.id in page
        assert seed.hash in page
    assert "Los Angeles Times" in page
    assert "another event: set in Vientiane" in page
    assert "53 % of these words stand in 002_e5f407245666f9ac.txt, which credits Associated Press" in page


def test_html_is_whole_and_alone(seeds: tuple[Article, ...]) -> None:
    """The page is well formed, has no script, and points at nothing outside itself."""
    page = Page(to_html(compare(seeds), seeds))
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert all(link.startswith("#row-") for link in page.links)


def test_html_shows_every_sentence(seeds: tuple[Article, ...]) -> None:
    """Every sentence of every account stands in the page."""
    shown = "".join(Page(to_html(compare(seeds), seeds)).text)
    texts = {seed.id: seed.text for seed in seeds}
    for account in compare(seeds).accounts:
        for sentence in account.sentences:
            assert texts[account.id][slice(*sentence.span)] in shown


def test_hostile_text_is_text(article: Make) -> None:
    """Markup and control characters in an article are shown, not obeyed."""
    made = [article("a", HOSTILE), article("b", HOSTILE + " More.")]
    page = to_html(compare(made), made)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    plain = to_markdown(compare(made), made)
    for text in (page, plain):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "![" not in plain
    assert "\\<script\\>" in plain


def test_markdown_escapes() -> None:
    """Characters that Markdown would take for its own are shown as they are."""
    assert escape("1. *a* [b](c) <d> |e| `f`") == r"\1. \*a\* \[b\](c) \<d\> \|e\| \`f\`".replace(r"\1.", r"\1.")


def test_changed_words_are_marked_on_both_sides(article: Make) -> None:
    """In a row of two accounts the words that differ are marked in each."""
    a = "Washington has become alarmed by the growing aggressiveness of Beijing in recent years."
    b = "Washington has become alarmed by the aggressiveness of Beijing in the last years."
    made = [article("a", a), article("b", b)]
    (row,) = compare(made).rows
    marked = [[part.text for part in parts if part.changed] for parts in row_parts(row, [a, b])]
    assert marked == [["growing", "recent"], ["the last"]]
    assert [cell.kind for cell in row.cells if cell] == [Kind.EDITED, Kind.EDITED]


def test_letters() -> None:
    """Accounts are lettered on and on."""
    assert [letter(0), letter(25), letter(26), letter(53)] == ["A", "Z", "A2", "B3"]


def test_nothing_to_report() -> None:
    """A comparison of nothing makes a page that says so."""
    assert "no accounts" in to_html(compare([]), [])
    assert to_markdown(compare([]), []).startswith("# Accounts compared")
