"""Work grows with the length of a text and not with its square, whatever the text is made of: calls are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.articles.file_reader import ArticleReader
from index.compare.comparison import compare
from index.compare.quotations.quotations import quotes
from index.model.settings import ArticleSettings
from index.text.sentences import sentences
from tests.builders import article
from tests.counting import calls
from tests.siege.shapes import files, shapes

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = dict(shapes())
WORDS = (
    *("drawn names", "drawn quotations", "drawn long quotations", "drawn line ends", "drawn signs"),
    *(
        "drawn digits",
        "drawn figures",
        "drawn names, a comma",
        "drawn lone names",
        "drawn bodies",
        "drawn names that speak",
    ),
    *("drawn names of one family", "drawn labels", "drawn lone speakers", "drawn places", "drawn acronyms"),
    *("repeat short lines", "repeat initials", "repeat list of names"),
    *("repeat quoted letters", "repeat single quotes", "repeat said he"),
    *("repeat '『'", "repeat wide quotes", "repeat Hebrew", "repeat families", "repeat tab-separated"),
    *("drawn marks of all kinds", "drawn marks and words", "drawn a name a line", "drawn transcript", "drawn prices"),
    *("nested “”", "nested 「」", "nested ()", "whole a letter of marks", "whole rising notes", "whole a wide table"),
)
READ = (
    *("drawn Markdown", "drawn markup", "drawn YAML", "drawn ends of lines", "repeat open links", "repeat tags"),
    *("repeat open tags", "repeat emphasis marks", "repeat open code spans", "repeat YAML lists", "nested []"),
    *("whole a wide table", "whole notes and what they say"),
)
"""Shapes read from Markdown, its front matter, and HTML."""
BOUNDED = {
    "drawn lone letters": "runs of the same words",
    "drawn weekdays": "sentences that share a word",
    "drawn one sentence, new figures": "figures",
    "drawn figures in sentences": "figures",
    "drawn dates in sentences": "days",
    "drawn like quotations": "quotations",
    "drawn names of one given name": "names",
}
"""Shapes that grow with the square until so much is alike that some is left out, and what that is."""
FEW, TIMES = 2_000, 4


@pytest.mark.parametrize("shape", WORDS)
def test_comparison_grows_with_the_text(shape: str) -> None:
    """Four times the text takes at most six and a half times the calls; from 3.12 on a list made in place is none."""

    def compared(size: int) -> int:
        make = SHAPES[shape]
        two = [article(make(size), f"{shape} {size} a"), article(make(size - 7), f"{shape} {size} b")]
        return calls(lambda: compare(two))

    compared(FEW // 2)  # lists are read and patterns made at the first call

    assert compared(TIMES * FEW) <= 1.65 * TIMES * compared(FEW)


@pytest.mark.parametrize(
    ("shape", "most"),
    [
        *(("repeat short lines", 80), ("list '- a\\n'", 80), ("repeat wide quotes", 190), ("repeat open quotes", 130)),
        *(("pair '1\\n'", 130), ("repeat said he", 750)),
    ],
)
def test_what_stands_again_and_again_takes_few_calls(shape: str, most: int) -> None:
    """Of lines and quotations of a letter each takes so many calls at most, counted over both texts."""
    make = SHAPES[shape]
    two = [article(make(FEW), f"few {shape} a"), article(make(FEW - 7), f"few {shape} b")]
    compare([article(make(100), "a"), article(make(90), "b")])
    made = compare(two)
    again = [article(make(FEW), f"again {shape} a"), article(make(FEW - 7), f"again {shape} b")]
    units = max(sum(len(account.sentences) for account in made.accounts), len(made.quotes))

    assert calls(lambda: compare(again)) <= most * units


@pytest.mark.parametrize("name", ["a.md", "fields.md", "a.html"])
@pytest.mark.parametrize("shape", READ)
def test_reading_grows_with_the_file(shape: str, name: str, tmp_path: Path) -> None:
    """Four times the file takes at most some six times the calls."""

    def read(size: int) -> int:
        files(SHAPES[shape](size), tmp_path)
        return calls(lambda: ArticleReader(tmp_path, ArticleSettings()).read(name))

    read(FEW // 2)

    assert read(TIMES * FEW) <= 1.6 * TIMES * read(FEW)


def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the bounds, that few words reach them."""
    monkeypatch.setattr("index.compare.alignment.tiling.MOST_PAIRS", 2_000)
    monkeypatch.setattr("index.compare.alignment.scoring.MOST", 100)
    monkeypatch.setattr("index.compare.facts.ledger.MOST_PAIRS", 200)
    monkeypatch.setattr("index.compare.quotations.quote_links.MOST_PAIRS", 500)
    monkeypatch.setattr("index.compare.names.entities.MOST_FAMILIES", 20)


@pytest.mark.parametrize("shape", BOUNDED)
def test_where_too_much_is_alike_the_rest_is_left_out_and_said(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the bound four times the text takes some six times the calls, and the comparison says what it left out."""
    bounded(monkeypatch)
    make, said = SHAPES[shape], []

    def compared(size: int) -> int:
        two = [article(make(size), f"{shape} {size} a"), article(make(size - 7), f"{shape} {size} b")]
        return calls(lambda: said.append(compare(two).limits))

    small, large = compared(2 * FEW), compared(TIMES * 2 * FEW)

    assert large <= 1.6 * TIMES * small
    assert BOUNDED[shape] in " ".join(said[-1])


@pytest.mark.parametrize("shape", BOUNDED)
def test_where_little_is_alike_nothing_is_left_out(shape: str) -> None:
    """A comparison of ordinary length says nothing of limits."""
    two = [article(SHAPES[shape](600), "a"), article(SHAPES[shape](593), "b")]

    assert compare(two).limits == ()


@pytest.mark.parametrize("sign", [".", "!", "?", "…", "؟", "।", "a", "1. ", "г. ", ". ", "\n", "- \n", "“", "」"])
def test_a_hundred_thousand_signs_have_sentences(sign: str) -> None:
    """A run of one sign is read once, not once from each of its places: every mark is in a sentence."""
    text = sign * (100_000 // len(sign))
    spans = sentences(text)

    assert sum(span.end - span.start for span in spans) >= len("".join(text.split()))


def test_a_paragraph_of_quotations_is_looked_through_once() -> None:
    """What is true of the whole paragraph is not asked of its words again for every quotation."""

    def asked(count: int) -> int:
        return calls(lambda: quotes(article("“Aye” " * count)))

    asked(1)

    assert asked(800) <= 4.5 * asked(200)


def test_a_table_in_one_sentence_is_left_out_and_said() -> None:
    """A sentence with more figures than the limit is taken for a table and left out, and the comparison says so."""
    listed = "Towns gave " + ", ".join(f"{number} ships" for number in range(100, 170)) + " last year."
    two = [article(listed, "a"), article("Towns gave 999 ships last year.", "b")]

    assert compare(two).limits == (
        "There are too many figures in one sentence to hold each against each: some likenesses may be missing.",
    )


def test_a_sentence_longer_than_runs_are_looked_for_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind the last word that is looked at can't be found, and the comparison says so."""
    monkeypatch.setattr("index.compare.alignment.tiling.LONGEST", 8)
    two = [article("Cod and coal and steel and wool and tea and salt went north.", one) for one in "ab"]

    assert compare(two).limits == (
        "There are too many runs of the same words to hold each against each: some likenesses may be missing.",
    )
