"""Citations under quotations."""

from __future__ import annotations

import pytest

from index.model.article import Agency, Article, Block, Field, Role, Source, Span
from index.notes.citation import Cited, cite, cite_passage, source_line

FULL = Cited(
    "a.txt", "Talks resume", "LA Times", "Ana Lópes", "AP", "2024-04-26", "https://example.org/a", (Span(0, 9),)
)


def test_a_quotation_is_copied_with_all_that_is_known() -> None:
    """Byline, headline, outlet, agency, date, paragraph and address stand in one line below it."""
    expected = "“Red lines”\n— Ana Lópes, “Talks resume”, LA Times (AP), 26 Apr 2024, ¶ 1, https://example.org/a\n"
    assert cite("Red lines ", FULL, 4) == expected


def test_a_passage_on_paper_is_cited_with_its_page() -> None:
    """Of an article with pages the page is said, before the paragraph; of one without there is none."""
    paper = Cited("a.pdf", "Talks", paragraphs=(Span(0, 40), Span(45, 60)), pages=(0, 30, 44))
    lines = [source_line(paper, at) for at in (0, 29, 30, 50, None)]
    assert lines == ["“Talks”, p. 1, ¶ 1", "“Talks”, p. 1, ¶ 1", "“Talks”, p. 2, ¶ 1", "“Talks”, p. 3, ¶ 2", "“Talks”"]
    assert [FULL.page(0), paper.page(41), Cited("b.pdf", pages=(3,)).page(0)] == [0, 2, 1]


def test_what_is_unknown_is_left_out() -> None:
    """Without headline the file's name stands, without the rest nothing."""
    assert cite("x", Cited("dir/a.txt")) == "“x”\n— “a.txt”\n"
    assert source_line(Cited("a.txt", agency="AFP")) == "“a.txt”, (AFP)"


def test_without_a_quotation_the_source_alone_is_copied() -> None:
    """A title and its address need no quotation marks around nothing."""
    assert cite(" ", Cited("a.txt", "Talks")) == "“Talks”\n"


def test_paragraphs_are_counted_as_the_reader_sees_them() -> None:
    """Body, lists and quotations count; headings and folded furniture do not."""
    blocks = (
        Block(0, 5, Role.TITLE),
        Block(6, 10, Role.BODY),
        Block(11, 15, Role.AD, "named rule"),
        Block(16, 20, Role.LIST),
    )
    article = Article(
        "a.txt", Source("a.txt", "plain"), "x" * 20, "h", blocks, title=Field("Talks"), agency=Agency("AP")
    )
    cited = Cited.of(article)
    assert (cited.title, cited.agency, cited.outlet) == ("Talks", "AP", "")
    assert [cited.paragraph(offset) for offset in (2, 6, 9, 10, 12, 17, 99)] == [0, 1, 1, 0, 0, 2, 0]


def test_a_passage_is_cited_on_one_line_with_its_paragraph() -> None:
    """Line breaks of the file are not part of the quotation; a headline stands in no paragraph."""
    blocks = (Block(0, 5, Role.TITLE), Block(6, 10, Role.BODY), Block(12, 20, Role.QUOTE))
    article = Article(
        "a.txt", Source("a.txt", "plain"), "Talks One.  Red\nline.", "h", blocks, published=Field("2024-13")
    )
    assert cite_passage(article, Span(12, 20)) == "“Red line”\n— “a.txt”, 2024, ¶ 2\n"
    assert cite_passage(article, Span(0, 5)) == "“Talks”\n— “a.txt”, 2024\n"


def test_what_an_article_does_not_say_is_empty() -> None:
    """Every field of a citation that is unknown is the empty text, and the file's name is its name."""
    article = Article("dir/a.txt", Source("dir/a.txt", "plain"), "x", "h", ())
    assert (Cited.of(article), Cited.of(article).name) == (Cited("dir/a.txt"), "a.txt")


@pytest.mark.parametrize(
    ("month", "name"),
    enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1),
)
def test_months_are_called_by_their_first_letters(month: int, name: str) -> None:
    """A whole date has day, month and year, a partial one what is known."""
    dates = [f"2024-{month:02}-05", f"2024-{month:02}"]
    lines = [source_line(Cited("a.txt", published=date)) for date in dates]
    assert lines == [f"“a.txt”, 5 {name} 2024", f"“a.txt”, {name} 2024"]
