"""Paragraphs of made-up PDFs in several settings: what was set comes out, nearly all of it as it was."""

from __future__ import annotations

import io
import random
from importlib.util import find_spec

import pytest

from index.articles.readers.documents import pdf as reader
from index.articles.readers.protocol import Opened, RawArticle
from index.model.article import Role
from tests.index.articles.readers.made_pdf import BOOK, NEWSPAPER, PARTED, PRINT, RAGGED, Setting, pdf

pytestmark = pytest.mark.skipif(find_spec("pypdfium2") is None, reason="the extra [pdf] is not installed")

_WRITTEN = (
    "quarry bridge council harbour agreement negotiation responsibility the a of and in to for with that was "
    "were said announcement government neighbouring considerable minister Friday herring boats without because "
    "independent reconstruction winter school 1,204 percent extraordinary letters town closed opened again "
    "before after everyone "
)
WORDS = _WRITTEN.split()


def texts(seed: int) -> list[str]:
    """Return a dozen paragraphs of one to six sentences."""
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(5, 22))).capitalize() + "."

    return [" ".join(sentence() for _ in range(chance.randint(1, 6))) for _ in range(12)]


def read(data: bytes) -> RawArticle:
    (article,) = reader.read(Opened(io.BytesIO(data), "made.pdf", len(data)))
    return article


def said(article: RawArticle) -> list[str]:
    """Return the paragraphs of an article as they were before they were set."""
    kept = [block for block in article.blocks if block.role is Role.BODY]
    joined = (article.text[block.start : block.end].replace("-\n", "") for block in kept)
    return [" ".join(text.split()) for text in joined]


@pytest.mark.parametrize(
    ("setting", "floor"),
    [(PRINT, 0.9), (BOOK, 0.9), (NEWSPAPER, 0.85), (RAGGED, 0.85), (PARTED, 0.85)],
    ids=["print", "book", "newspaper", "ragged columns", "parted columns"],
)
def test_paragraphs_come_out_as_they_were_set(setting: Setting, floor: float) -> None:
    """Nine of ten in one column, five of six in three; a word parted at a line end is whole once that is joined."""
    right = total = 0
    for seed in range(8):
        paragraphs = texts(seed)
        found = set(said(read(pdf("Quarry of Hillton closes", paragraphs, setting))))
        right += sum(paragraph in found for paragraph in paragraphs)
        total += len(paragraphs)
    assert right / total >= floor, f"{right} of {total}"


def test_a_word_parted_at_a_line_end_keeps_hyphen_and_line_end() -> None:
    """What pdfium writes as one line is two: each line of type is a line of the text."""
    article = read(pdf("Quarry of Hillton closes", texts(3), NEWSPAPER))
    lines = article.text.split("\n")
    assert any(line.endswith("-") for line in lines)
    assert max(map(len, lines)) < 60
    assert not any("\x02" in line or "\ufffe" in line for line in lines)


def test_every_page_of_paper_is_found() -> None:
    """The pages begin where their first line stands; headers and numbers are folded."""
    paragraphs = texts(1) * 6
    article = read(pdf("Quarry of Hillton closes", paragraphs, PRINT))
    folded = {article.text[block.start : block.end] for block in article.blocks if block.role is Role.PAGE}
    assert (len(article.pages) > 2, list(article.pages) == sorted(article.pages), article.pages[0]) == (True, True, 0)
    assert {"Hill Gazette", "1", "2"} <= folded
