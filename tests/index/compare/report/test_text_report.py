"""A comparison in the terminal tells its sources, the passages, and the words in which they differ."""

from __future__ import annotations

from dataclasses import replace

from index.compare.comparison import compare
from index.compare.report.text_report import to_lines
from index.model.article import Article, Block, Field, Role, Source

COMMON = "The talks about the new harbour bridge lasted for nine hours on Friday evening."
ONE = (
    f"{COMMON}\n\nMinister Adler said the growing costs of the harbour bridge were a burden for the whole region.\n\n"
    "Fishermen from the northern islands protested outside with their nets and drums.\n"
)
OTHER = f"{COMMON}\n\nMinister Adler said the costs of the harbour bridge were a burden for the whole region.\n"


def _article(id: str, text: str, outlet: str) -> Article:
    blocks, start = [], 0
    for paragraph in text.strip().split("\n\n"):
        blocks.append(Block(start, start + len(paragraph), Role.BODY))
        start += len(paragraph) + 2
    return Article(id, Source(id, "text"), text, id * 4, tuple(blocks), title=Field("Bridge"), outlet=Field(outlet))


ARTICLES = (_article("a.txt", ONE, "Courier"), _article("b.txt", OTHER, "Post"))


def test_passages_and_the_words_that_differ() -> None:
    """What all tell alike stands once, what one desk changed is marked, what one tells alone is folded to a line."""
    lines = list(to_lines(compare(ARTICLES), ARTICLES))
    assert lines[:4] == ["A  Bridge · Courier", "   a.txt", "B  Bridge · Post", "   b.txt"]
    assert lines[lines.index("") + 3 :] == [
        f"= A B  {COMMON}",
        "~ A  Minister Adler said the ⟦growing⟧ costs of the harbour bridge were a burden for the whole region.",
        "~ B  Minister Adler said the costs of the harbour bridge were a burden for the whole region.",
        "+ A  1 passage in this account only (--all prints them)",
        "",
        "= word for word, ~ edited",
    ]


def test_what_one_account_tells_alone_is_printed_on_demand() -> None:
    """Unfolded, each passage of one account has a line of its own, in its place."""
    lines = list(to_lines(compare(ARTICLES), ARTICLES, unfolded=True))
    assert "+ A  Fishermen from the northern islands protested outside with their nets and drums." in lines
    assert [line for line in lines if "--all" in line] == []


def test_marks_are_the_callers_and_no_text_brings_its_own() -> None:
    """The two signs stand around changed words only, also where an article holds the same signs."""
    hostile = replace(ARTICLES[1], text=OTHER.replace("said the", "said\x02the"))
    lines = list(to_lines(compare((ARTICLES[0], hostile)), (ARTICLES[0], hostile), ("\x02", "\x03")))
    told = "\n".join(lines)
    assert told.count("\x02") == told.count("\x03")
    assert "\x02growing\x03" in told
    assert "said␂the" in told


def test_disagreements_say_both_sides() -> None:
    """A flag on a figure has the words of both accounts."""
    other = _article("b.txt", OTHER.replace("nine hours", "seven hours"), "Post")
    told = [line for line in to_lines(compare((ARTICLES[0], other)), (ARTICLES[0], other)) if line.startswith("⚑")]
    assert [("nine hours" in line, "seven hours" in line) for line in told] == [(True, True)]
