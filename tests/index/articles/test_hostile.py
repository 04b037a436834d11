"""Files made to hang a reader: each is read, or refused, in time that no honest machine exceeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.articles.file_reader import ArticleReader
from index.articles.repeats import line_hashes, mark_repeated
from index.model.settings import ArticleSettings
from index.text.safe import safe

READER = ArticleReader(Path(), ArticleSettings())
TEXTS = {
    "one endless word": "a" * 1_000_000,
    "one endless line of words": "harbour " * 125_000,
    "one endless line of capitals": "By Jane " * 125_000,
    "brackets without end": "[" * 1_000_000,
    "very many lines": "Harbour\n" * 20_000,
    "very many furniture lines": "Comments are closed.\n" * 10_000,
    "very many captions": "The northern mole at night | Photo: AFP\n" * 5_000,
    "very many sentences": "The council said on Monday that it would not go on with it.\n" * 4_000,
    "white space": " \n\t\u3000" * 250_000,
    "spaces between two words": "a" + " " * 1_000_000 + "b",
    "dashes": "-" * 1_000_000,
    "front matter without end": "---\n" + "a: b\n" * 20_000,
    "front matter nested": "---\na: " + "[" * 30_000 + "\n---\ntext",
    "front matter of dashes": "---\n" * 20_000,
    "question marks": "??" * 500_000,
    "combining marks": "a" + "\u0301\u0327" * 500_000,
    "hangul letters": "\u1100" * 300_000,
    "joiners": "\u200d" * 300_000,
    "bidi controls": "\u202e\u2066" * 150_000,
    "surrogate-like": "\U0001f600" * 250_000,
    "chinese without end": "\u5e02" * 300_000,
    "dates": "1.1.24 " * 30_000,
    "months": "May 5 " * 30_000,
    "agencies": "told (AP) Reuters " * 20_000,
    "quotes in markdown": ">" * 500_000,
    "fences in markdown": "```\n" * 20_000,
    "pictures in markdown": "![](" * 250_000,
    "pictures closed in markdown": "![]()" * 200_000 + "x",
    "breaks in markdown": "- " * 400_000 + "x",
    "words that nearly share": "share " * 16 + "x\n" + ("facebook twitter " * 6)[:98] + "!\n",
    "names that are nearly a byline": "By A. B. C. D. E. F. G. H. I. J. K. L. M.x\n" * 2000,
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_read_in_time(name: str) -> None:
    """A text made against the patterns is read in time, and its blocks keep the law."""
    for suffix in (".txt", ".md"):
        for article in READER.read_bytes(TEXTS[name].encode(), f"a{suffix}"):
            mark_repeated(article, set(line_hashes(article)))
            assert len(safe(article.text)) == len(article.text)
            at = 0
            for block in article.blocks:
                assert at <= block.start < block.end
                assert not article.text[at : block.start].strip()
                at = block.end
            assert not article.text[at:].strip()
