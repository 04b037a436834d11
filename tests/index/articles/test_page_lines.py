"""Rows of tables and pictures of a page: one line each, where they belong to the article."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml", reason="the extra [html] is not installed")

from lxml.html import document_fromstring

from index.articles.markup.linearize import Piece, with_pictures
from index.articles.markup.page_lines import page_lines, words_of_picture
from index.articles.markup.page_roles import Given
from index.model.article import Role

BODY, PAGE = Given(Role.BODY), Given(Role.PAGE, "page:not kept")


def lines(html: str, *outside: str) -> list[tuple[str, str, str]]:
    """Return text, role and rule of each line; pieces named in ``outside`` are no part of the article."""
    pieces: list[Piece] = []
    pictures: list[tuple[int, str]] = []
    for item in with_pictures(document_fromstring(f"<body>{html}</body>")):
        if isinstance(item, Piece):
            pieces.append(item)
        elif words := words_of_picture(item.node):
            pictures.append((len(pieces), words))
    given = [PAGE if piece.text in outside else BODY for piece in pieces]
    return [(line.text, line.given.role.value, line.given.rule) for line in page_lines(pieces, given, pictures)]


def test_a_row_of_a_table_is_one_line() -> None:
    """Its cells stand side by side; text around it stays as it is."""
    table = "<table><tr><th>Town<th>Votes</tr><tr><td>Hillton<td>1,204</tr></table>"
    assert lines(f"<p>Counted.</p>{table}<p>So it ended.</p>") == [
        ("Counted.", "body", ""),
        ("Town | Votes", "list", "page:tr"),
        ("Hillton | 1,204", "list", "page:tr"),
        ("So it ended.", "body", ""),
    ]


def test_a_table_that_is_layout_is_taken_apart() -> None:
    """Cells with paragraphs, long ones, and a row of one cell are no lines of a table."""
    long = "A word of it. " * 20
    rows = ("<td><p>One.</p><p>Two.</p><td><p>Three.</p>", f"<td>{long}<td>x", "<td>Alone")
    html = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    assert [line[0] for line in lines(html)] == ["One.", "Two.", "Three.", long.strip(), "x", "Alone"]


def test_a_table_outside_the_article_stays_outside() -> None:
    """Its row is one line of what is folded."""
    assert lines("<p>Text.</p><table><tr><td>Mon<td>12°</tr></table>", "Mon", "12°")[1:] == [
        ("Mon | 12°", "page", "page:not kept")
    ]


def test_a_picture_is_told_where_it_stands() -> None:
    """By the words its page has for it, behind the block it stands in."""
    html = "<p>Before.</p><figure><img src=q.jpg alt='The quarry  in May'></figure><p>After.</p>"
    assert lines(html) == [
        ("Before.", "body", ""),
        ("[image: The quarry in May]", "caption", "page:img"),
        ("After.", "body", ""),
    ]


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=q.jpg>",
        "<img src=q.jpg alt=''>",
        "<img alt='IMG_2041.JPG'>",
        "<img alt='Share this' width=24 height=24>",
        "<img alt='After.'>",
    ],
)
def test_what_says_nothing_of_the_article_is_not_told(picture: str) -> None:
    """No words, a file's name, a sign, and words that stand below it anyway."""
    assert [line[0] for line in lines(f"<p>Before.</p>{picture}<p>After.</p>")] == ["Before.", "After."]


def test_pictures_around_the_article_and_twice_are_not_told() -> None:
    """Only between the first and the last block that is kept, and once."""
    twice = "<img alt='The quarry in May'>"
    article = f"<p>One.</p>{twice}{twice}<p>Two.</p>"
    html = f"<p>Menu</p><img alt='A logo of the paper'>{article}<img alt='More news'><p>Foot</p>"
    told = [text for text, _, _ in lines(html, "Menu", "Foot")]
    assert told == ["Menu", "One.", "[image: The quarry in May]", "Two.", "Foot"]
