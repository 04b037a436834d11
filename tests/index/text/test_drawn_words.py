"""What an article in Markdown says without its marks: compared, quoted in notes, cited and written into reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index import ArticleSettings, Kind, cite_passage, to_html, to_markdown
from index.articles.file_reader import ArticleReader
from index.compare.comparison import compare
from index.compare.report.text_report import to_lines
from index.model.article import Span
from index.model.note import Target
from index.text.markdown_article import drawn_quotation, drawn_target, shown_text, without_marks

if TYPE_CHECKING:
    from pathlib import Path

    from index import Article

PLAIN = "The two ministers met for six hours on Friday, and “we will keep the talks open,” Wang Yi said in the capital."
MARKED = (
    "The **two ministers** met for [six hours](https://example.org/a/b) on *Friday*,\n"
    "and “we will keep the _talks_ open,” Wang Yi said in the capital."
)
ODD = "Nobody knows as yet when the *next* of these meetings is to be held, or [where][1].\n\n[1]: https://example.org"


def read(folder: Path, **texts: str) -> list[Article]:
    """Return articles of these texts as files of Markdown are read."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    reader = ArticleReader(folder, ArticleSettings())
    return [reader.read(f"{name}.md").articles[0] for name in texts]


def test_words_are_compared_without_the_marks_around_them(tmp_path: Path) -> None:
    """A paragraph with emphasis and a link is the same as one without; spans are those of each text."""
    made = read(tmp_path, a=f"# Talks\n\n{MARKED}\n\n{ODD}", b=f"# Talks\n\n{PLAIN}")
    comparison = compare(made)
    (link,) = comparison.pairs[0].links
    assert link.kind is Kind.VERBATIM
    a, b = comparison.accounts[0].sentences[link.a].span, comparison.accounts[1].sentences[link.b].span
    assert shown_text(made[0]).cut(*a) == PLAIN
    assert made[1].text[slice(*b)] == PLAIN
    assert {quote.speaker for quote in comparison.quotes} == {"Wang Yi"}


def test_reports_draw_what_the_reader_draws(tmp_path: Path) -> None:
    """No mark stands in a report as text, a page or Markdown."""
    made = read(tmp_path, a=f"# Talks\n\n{MARKED}\n\n{ODD}", b=f"# Talks\n\n{PLAIN.replace('six', 'five')}")
    comparison = compare(made)
    for told in (to_html(comparison, made), to_markdown(comparison, made), "\n".join(to_lines(comparison, made))):
        assert "two ministers" in told
        assert not any(mark in told for mark in ("**two", "](https", "*Friday*", "\\*", "_talks", "[where"))


def test_a_passage_is_cited_without_marks(tmp_path: Path) -> None:
    """What is pasted reads as the reader saw it."""
    (made,) = read(tmp_path, a=f"# Talks\n\n{MARKED}")
    start = made.text.index("The **two")
    cited = cite_passage(made, Span(start, start + len(MARKED)))
    assert cited.splitlines()[0] == f"“{PLAIN}”"


@pytest.mark.parametrize(
    ("words", "article", "expected"),
    [
        ("The **two ministers** met", "a.md", "The two ministers met"),
        ("[six hours](https://example.org/a) on", "A.MARKDOWN", "six hours on"),
        ("## Said\n\n> “No,” *she* said.\n> “Never.”\n\n- one", "x/a.md", "Said\n\n“No,” she said. “Never.”\n\n• one"),
        ("cut **in the middle", "a.md", "cut **in the middle"),
        ("2 * 3 * 4 = 24", "a.md", "2 * 3 * 4 = 24"),
        ("The **two** of them", "a.txt", "The **two** of them"),
        ("", "a.md", ""),
    ],
)  # fmt: skip
def test_a_quotation_of_a_note_is_drawn_as_where_it_stands(words: str, article: str, expected: str) -> None:
    """Articles in Markdown alone have marks; one that is cut off stays to be seen."""
    assert drawn_quotation(words, article) == expected


@pytest.mark.parametrize(
    ("before", "exact", "after", "expected"),
    [
        ("It was the **third ", "vote** this", " year.", "vote this"),
        ("It was ", "the **third", " vote** this year.", "the third"),
        ("rose and **the ", "third** or *fourth", " vote* of", "third or fourth"),
        ("See [the ", "plan](https://example.org/plan) of", " the mayor.", "plan of"),
        ("He said `no ", "comment` to", " us.", "comment to"),
        ("once.\n\n", "## Then", " it was\n\nover", "Then"),
        ("a ** b ", "and ** c", "", "and ** c"),
        ("", "cut **in the middle", "", "cut **in the middle"),
    ],
)
def test_marks_that_end_outside_a_quotation_are_not_drawn(before: str, exact: str, after: str, expected: str) -> None:
    """What stands around a note's passage says which of its signs are marks."""
    assert drawn_target(Target("a.md", exact=exact, prefix=before, suffix=after)) == expected
    assert drawn_target(Target("a.txt", exact=exact, prefix=before, suffix=after)) == exact


def test_blanks_stand_for_marks_at_the_same_length(tmp_path: Path) -> None:
    """The text itself is as it was; the copy for comparing has every drawn sign at its own offset."""
    (made,) = read(tmp_path, a=f"# Talks\n\n{MARKED}")
    words = without_marks(made)
    assert (len(words.text), words.blocks) == (len(made.text), made.blocks)
    assert "".join(words.text.split()) == "".join(["Talks", *PLAIN.split()])
    other = replace(made, source=replace(made.source, reader="text"))
    assert without_marks(other) is other
