"""Exports of newspaper archives: each article of a file with the fields its labels tell."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from index.articles.readers.exports import factiva, labels, lexis
from index.articles.readers.stated_fields import day
from index.model.article import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.articles.file_reading import FileReading
    from index.model.article import Article

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _fields(article: Article, *names: str) -> list[str | None]:
    return [getattr(article, name).value for name in names]


def _body(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.role is Role.BODY]


def _docx(paragraphs: Iterable[str]) -> bytes:
    """Return a Word file; ``[Name]`` in front of a paragraph is a bookmark."""
    parts = []
    for line in paragraphs:
        mark, _, text = line.rpartition("]") if line.startswith("[") else ("", "", line)
        bookmark = f'<w:bookmarkStart w:id="1" w:name="{mark[1:]}"/>' if mark else ""
        parts.append(f"<w:p>{bookmark}<w:r><w:t>{text}</w:t></w:r></w:p>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        document = f'<w:document xmlns:w="{_W}"><w:body>{"".join(parts)}</w:body></w:document>'
        packed.writestr("word/document.xml", document)
    return file.getvalue()


NEXIS = [
    *("User Name: X", "1. Quarry closes"),
    *("[Bookmark_1]", "Quarry closes", "Hill Gazette", "May 2, 2024 Thursday", "Late Edition"),
    *(
        "Copyright 2024 Hill Gazette All Rights Reserved",
        "Section: NEWS; Pg. 4",
        "Byline: By ANA REY",
        "Dateline: HILLTON",
    ),
    *(
        "[Body]Body",
        "The quarry above Hillton closed on Thursday.",
        "Note: it employed forty people.",
        "Load-Date: May 3, 2024",
    ),
    *("Classification", "Language: ENGLISH", "End of Document"),
    *(
        "[Bookmark_2]",
        "Bridge opens",
        "Hill Gazette",
        "May 4, 2024 Saturday",
        "[Body_2]Body",
        "A bridge opened.",
        "End of Document",
    ),
]


def test_nexis_articles_are_told_by_bookmarks_and_labels(read: Callable[..., FileReading]) -> None:
    """The cover is no article; a byline is a label, not a position; a label inside the text is text."""
    reading = read("export.docx", _docx(NEXIS))
    first, second = reading.articles
    assert [article.id for article in reading.articles] == ["export.docx#1", "export.docx#2"]
    assert _fields(first, "title", "outlet", "author", "dateline", "published", "language") == [
        *("Quarry closes", "Hill Gazette", "Ana Rey", "HILLTON", "2024-05-02", "en"),
    ]
    assert first.author.evidence == "nexis:Byline"
    assert _body(first) == ["The quarry above Hillton closed on Thursday.", "Note: it employed forty people."]
    assert _fields(second, "title", "author", "published") == ["Bridge opens", None, "2024-05-04"]


def test_every_word_of_a_labelled_article_stays(read: Callable[..., FileReading]) -> None:
    """Labels stand in the text with a role; nothing between two bookmarks is lost."""
    first = read("export.docx", _docx(NEXIS)).articles[0]
    at = NEXIS.index("Quarry closes", 3)
    wanted = [line.rpartition("]")[2] for line in NEXIS[at : NEXIS.index("End of Document")]]
    assert first.text.split("\n") == wanted


def test_label_is_only_one_of_the_list() -> None:
    """A word and a colon begin many sentences; only labels of the list count, in capitals where exports write so."""
    lines = (
        "Byline: Ana Rey",
        "BYLINE: Ana Rey",
        "AUTEUR: Ana Rey",
        "He said: go",
        "CAPTION: A quarry",
        "LÄNGE: 40 Wörter",
    )
    found = [labels.label_of(line, capitals=True) for line in lines]
    assert [label.kind if label else None for label in found] == [None, "author", "author", None, None, "detail"]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Hill Gazette", "May 2, 2024 Thursday", "Quarry closes", "BYLINE: Ana Rey", "It closed."], "Quarry closes"),
        (
            [
                *("Copyright 2024 Hill Co", "Hill Gazette", "May 2, 2024", "Final Edition", "Quarry closes"),
                *("LENGTH: 9 words", "It closed."),
            ],
            "Quarry closes",
        ),
        (["Le Courrier", "2 mai 2024", "La carrière ferme", "LONGUEUR: 9 mots", "It closed."], "La carrière ferme"),
        (["Hill Gazette", "May 2, 2024", "LENGTH: 9 words", "It closed."], None),
    ],
)
def test_old_lexis_headline(lines: list[str], wanted: str | None) -> None:
    """The headline stands between the date and the first label, behind editions; a brief has none."""
    raw = lexis.article(lines)
    assert raw.told is not None
    assert (raw.told.title.value, raw.text.split("\n")[-1]) == (wanted, "It closed.")


def test_old_lexis_text(read: Callable[..., FileReading]) -> None:
    """Articles begin at “N of M DOCUMENTS”; text wrapped by hand is whole paragraphs."""
    head = "  Hill Gazette\n\n  May 2, 2024\n\nQuarry closes\n\nLENGTH: 9 words\n\n"
    one = f"{head}   The quarry above\nHillton closed.\n\n   A\nsecond.\n\nLANGUAGE: ENGLISH\n"
    text = f"\n  1 of 2 DOCUMENTS\n\n{one}\n\n  2 of 2 DOCUMENTS\n\n{one}"
    articles = read("old.txt", text).articles
    assert [len(_body(article)) for article in articles] == [2, 2]
    assert _body(articles[0])[0] == "The quarry above Hillton closed."


DISPLAY = [
    *(("News", ""), ("Quarry closes above Hillton", ""), ("Ana Rey", ""), ("40 {words}", ""), ("{day}", "")),
    *(("Hill Gazette", ""), ("HILG", ""), ("English", ""), ("Copyright 2024 Hill Co", ""), ("It closed.", "")),
    ("Document HILG000020240502ek5200001", ""),
]


@pytest.mark.parametrize(
    ("words", "written"),
    [("words", "2 May 2024"), ("Wörter", "2 Mai 2024"), ("mots", "2 mai 2024"), ("字", "2024 年 5 月 2 日")],
)
def test_factiva_display_counts_from_the_words(words: str, written: str) -> None:
    """Date and outlet follow the number of words, whatever language the interface has."""
    lines = [(line.format(words=words, day=written), name) for line, name in DISPLAY]
    raw = factiva.displayed(lines)
    assert raw.told is not None
    told = raw.told
    assert (told.title.value, told.author.value, told.published.value, told.outlet.value, raw.key) == (
        *("Quarry closes above Hillton", "Ana Rey", "2024-05-02", "Hill Gazette"),
        "HILG000020240502ek5200001",
    )
    assert [raw.text[b.start : b.end] for b in raw.blocks if b.role is Role.BODY] == ["It closed."]


def test_factiva_codes() -> None:
    """Rows of two-letter codes tell the fields; a running number in front of the headline is none of it."""
    rows = [("HD", ["12) Quarry closes"]), ("BY", ["By Ana Rey"]), ("PD", ["2 May 2024"]), ("SN", ["Hill Gazette"])]
    raw = factiva.coded([*rows, ("LP", ["It closed."]), ("TD", ["A second."]), ("AN", ["Document X1"])])
    assert raw.told is not None
    assert (raw.told.title.value, raw.told.author.value, raw.key) == ("Quarry closes", "Ana Rey", "X1")


def test_factiva_answers_with_bare_text(read: Callable[..., FileReading]) -> None:
    """Where the paragraphs are no elements, an indent begins one; the language stands in either of two elements."""
    xml = (
        '<?xml version="1.0"?><R><article><accessionNo>X1</accessionNo><baseLanguage>EN</baseLanguage><headline>'
        "<paragraph>Quarry closes</paragraph></headline><leadParagraph>\nThe quarry\nclosed.\n    It was old.\n"
        "</leadParagraph>"
        "<publicationDate><date>2024-05-02</date></publicationDate><sourceName>Gazette</sourceName></article></R>"
    )
    (article,) = read("answer.xml", xml).articles
    assert (_body(article), article.language.value) == (["The quarry closed.", "It was old."], "en")


def test_proquest_labels_inside_the_text_are_text(read: Callable[..., FileReading]) -> None:
    """Only the closing list counts: “CREDIT:” and “Title:” in the text stay text; keys make the ids."""
    line = "_" * 60
    head = "Quarry closes\n\nAuthor: Ana Rey\n\nPublication info: Hill Gazette ; Hillton [Hillton]02 May 2024: A.1.\n\n"
    body = "Full text: The quarry closed.\nCREDIT: Photo by Bo\nTitle: a word in the text is no field.\nIt was old.\n\n"
    tail = "Title: Quarry closes\n\nPublication title: Hill Gazette; Hillton\n\nPublication date: May 2, 2024\n\n"
    documents = "".join(f"{line}\n\n{head}{body}{tail}ProQuest document ID: 77{n}\n\n" for n in (1, 2))
    articles = read("export.txt", documents + line + "\nTerms and Conditions: x").articles
    assert [article.id for article in articles] == ["export.txt#771", "export.txt#772"]
    assert len(_body(articles[0])) == 4
    assert _fields(articles[0], "title", "author", "outlet", "published") == [
        *("Quarry closes", "Ana Rey", "Hill Gazette", "2024-05-02"),
    ]


def test_ris_says_that_only_the_abstract_is_there(read: Callable[..., FileReading]) -> None:
    """An entry with an abstract is an article with a problem; one without is counted in the refusal."""
    entry = "TY  - NEWS\nT1  - Quarry closes\nA1  - Rey, Ana\nDA  - 2024/05/02/\nJF  - Hill Gazette\n{}ER  - \n"
    (article,) = read("refs.ris", entry.format("N2  - It closed.\n")).articles
    assert (article.problems, article.published.value) == (("Only the abstract is in the file.",), "2024-05-02")
    refused = read("bare.ris", entry.format("")).skipped
    assert refused is not None
    assert refused.reason == "It holds 1 reference without text; `variorum add FILE` fetches those with an address."


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("20240502T192751+1100", "2024-05-02"),
        ("20240502", "2024-05-02"),
        ("2024/05/02/", "2024-05-02"),
        ("02-MAY-2024", "2024-05-02"),
        ("2024 年 5 月 2 日", "2024-05-02"),
        ("1714608000", "2024-05-02"),
        ("1714608000000", "2024-05-02"),
        ("Thu, 02 May 2024 06:00:00 +0100", "2024-05-02"),
        ("03/04/2024", None),
        ("soon", None),
    ],
)
def test_days_as_exports_write_them(written: Any, wanted: str | None) -> None:
    """A day is read where it can be read in one way only."""
    assert day(written) == wanted
