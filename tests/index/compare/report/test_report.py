"""Reports say where everything is from, show every passage, and let no text be markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from index.compare.comparison import compare
from index.compare.report.html_report import to_html
from index.compare.report.json_form import from_json, to_json
from index.compare.report.markdown_report import escape, to_markdown
from index.compare.report.parts import row_parts, said
from index.model.article import Span
from index.model.comparison_result import Cell, Kind, Row, letter
from index.text.source_map import SourceMap

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
    marked = [[part.text for part in parts if part.changed] for parts in row_parts(row, [SourceMap(a), SourceMap(b)])]
    assert marked == [["growing", "recent"], ["the last"]]
    assert [cell.kind for cell in row.cells if cell] == [Kind.EDITED, Kind.EDITED]


def test_letters() -> None:
    """Accounts are lettered on and on."""
    assert [letter(0), letter(25), letter(26), letter(53)] == ["A", "Z", "A2", "B3"]


def test_nothing_to_report() -> None:
    """A comparison of nothing makes a page that says so."""
    assert "no accounts" in to_html(compare([]), [])
    assert to_markdown(compare([]), []).startswith("# Accounts compared")


def test_what_does_not_agree_is_said(article: Make) -> None:
    """Each disagreement stands in the report with its kind and the words of both sides."""
    told = "The blast on the old bridge killed {} people and closed the road to the harbour on Friday."
    made = [article("a", told.format(30)), article("b", told.format(34))]
    plain, page = to_markdown(compare(made), made), to_html(compare(made), made)
    assert "## What does not agree\n" in plain
    assert "| number | 30 people / 34 people | **A** 30 people | **B** 34 people |" in plain
    assert "<td>number</td><td>30 people / 34 people</td><td><b>A</b> 30 people</td><td><b>B</b> 34 people</td>" in page
    same = [made[0], article("c", made[0].text)]
    assert "does not agree" not in to_markdown(compare(same), same) + to_html(compare(same), same)


def test_every_section_of_the_page_is_labelled(seeds: tuple[Article, ...]) -> None:
    """A section is named by its heading, as a screen reader needs it."""
    page = to_html(compare(seeds), seeds)
    labels = re.findall(r'<section aria-labelledby="([^"]*)"><h2 id="([^"]*)">([^<]*)</h2>', page)
    assert [label == heading and bool(label) for label, heading, _ in labels] == [True] * len(labels)
    titles = ["Sources", "Overlap", "What does not agree", "Passages", "Quotations", "Names", "Figures"]
    assert [title for _, _, title in labels] == [title for title in titles if f">{title}</h2>" in page]
    assert {"Sources", "Overlap", "Passages", "Quotations", "Names"} <= {title for _, _, title in labels}


def test_moved_passages_are_said(article: Make) -> None:
    """A passage that stands elsewhere is said to have moved, in words, in both forms; the others are not."""
    lines = [
        "Iceland has patrolled the disputed banks with two cutters since early March.",
        "Trawlers from Hull landed four thousand tonnes of cod in the harbour last year.",
        "The minister left the hall of the palace without a word to the waiting reporters.",
    ]
    made = [article("a", "\n".join(lines)), article("b", "\n".join([lines[2], *lines[:2]]))]
    plain, page = to_markdown(compare(made), made), to_html(compare(made), made)
    assert re.findall(r"\*\*(\w)\*\* `(.)(, moved)?`", plain) == [
        *[("A", "=", ""), ("B", "=", "")] * 2,
        ("A", "=", ""),
        ("B", "=", ", moved"),
    ]
    assert page.count("word for word, moved; characters") == 1
    assert "1 moved" in plain


def test_no_links_are_said(article: Make) -> None:
    """Two accounts that share nothing have a line that says so."""
    made = [article("a", "The envoys met in Geneva on Tuesday."), article("b", "Trawlers landed cod last year.")]
    assert "| 0 % of A stands in B | 0 % of B stands in A | no links |" in to_markdown(compare(made), made)


def parts_of(a: str, b: str, kind: Kind) -> list[list[tuple[str, bool]]]:
    """Return the parts of a row of two cells that are whole texts."""
    cells = (Cell((Span(0, len(a)),), kind, moved=False), Cell((Span(0, len(b)),), kind, moved=False))
    return [
        [(part.text, part.changed) for part in parts]
        for parts in row_parts(Row(cells, 0), [SourceMap(a), SourceMap(b)])
    ]


def test_only_reused_wording_has_marks() -> None:
    """Similar wording is shown as it is: nobody changed it; so is a cell of which less than half is the head's."""
    a, b = "Two old cutters sailed", "Two new cutters sailed"
    assert parts_of(a, b, Kind.SIMILAR) == [[(a, False)], [(b, False)]]
    assert parts_of(a, b, Kind.EDITED)[1] == [("Two ", False), ("new", True), (" cutters sailed", False)]
    assert parts_of("abcd efgh", "abcd wxyz", Kind.PARTIAL)[1] == [("abcd ", False), ("wxyz", True)]
    assert parts_of("abcd efghi", "abcd vwxyz", Kind.PARTIAL)[1] == [("abcd vwxyz", False)]


def test_a_gap_between_sentences_is_shown() -> None:
    """Sentences that stand side by side are joined by a blank, others by an ellipsis; line ends are blanks."""
    text = "One\nline. Two. Three.  Four."
    spans = [
        Span(text.index(word), text.index(word) + length) for word, length in (("One", 9), ("Two", 4), ("Four", 5))
    ]
    cell = Cell(tuple(spans), Kind.UNIQUE, moved=False)
    assert said(SourceMap(text), cell) == "One line. Two. … Four."
    whole = Cell((Span(0, 9), Span(10, 14), Span(15, 21), Span(23, 28)), Kind.UNIQUE, moved=False)
    assert said(SourceMap(text), whole) == "One line. Two. Three. Four."


def test_rows_of_many_accounts_mark_the_followers_alone() -> None:
    """Of three cells each is marked against the head, which can't be marked against both."""
    written = ["Two old cutters sailed", "Two new cutters sailed", "Two old cutters left"]
    cells = tuple(Cell((Span(0, len(text)),), Kind.EDITED, moved=False) for text in written)
    texts = [SourceMap(text) for text in written]
    marked = [[part.text for part in parts if part.changed] for parts in row_parts(Row(cells, 0), texts)]
    assert marked == [[], ["new"], ["left"]]
    assert row_parts(Row((cells[0], None), 0), texts[:2])[1] == []


def test_quotations_say_what_became_of_them(article: Make) -> None:
    """Each shared quotation has wording and speaker; an uncertain speaker has a question mark."""
    said_by = "“We will never sign a treaty that closes the harbour to our fishermen,” {} said on Friday."
    made = [article("a", said_by.format("Ann Smith")), article("b", said_by.format("Ann Smith"))]
    plain = to_markdown(compare(made), made)
    assert "(Ann Smith) | **B** “We will" in plain
    assert "same words, same speaker |" in plain
    assert "0 only in A, 0 only in B." in plain
    unsure = [
        made[0],
        article("b", "“We will never sign a treaty that closes the harbour to our fishermen.” Nobody came."),
    ]
    assert "(speaker not known) | same words, speaker not sure |" in to_markdown(compare(unsure), unsure)


def test_quotations_in_other_words_are_flagged(article: Make) -> None:
    """A sign stands at what does not agree, and what differs comes first; quotations that agree have none."""
    open_ = "“We will never sign a treaty that closes the harbour to our fishermen,” Ann Smith said on Friday."
    shut = open_.replace("closes the harbour", "shuts the old harbour")
    both = " “The harbour feeds every second family in this town,” Ann Smith said."
    made = [article("a", open_ + both), article("b", shut + both)]
    relations = re.findall(
        r"<td>(?:<b>(⚑) )?(worded differently|same words|cut), same speaker", to_html(compare(made), made)
    )
    assert relations == [("⚑", "worded differently"), ("", "same words")]


def test_what_was_left_out_for_being_too_much_is_said(article: Make) -> None:
    """Markdown, HTML and JSON tell the limits of a comparison; JSON has no such key where there are none."""
    made = [article("The sea is calm today in the north.", id) for id in "ab"]
    found = compare(made)
    limited = replace(found, limits=("There are too many names.",))

    assert ("limits" in to_json(found), to_json(limited)["limits"]) == (False, ["There are too many names."])
    assert from_json(to_json(limited)) == limited
    assert "- There are too many names" in to_markdown(limited, made)
    assert "<p class=note>There are too many names.</p>" in to_html(limited, made)
