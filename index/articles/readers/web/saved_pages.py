"""Saved pages: exports that archives deliver as pages, and web pages with their article marked.

Loses no visible word of a page: what is not the article is furniture, folded.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from ...markup.charset import decode_page
from ...markup.linearize import Piece, linearize, with_pictures
from ...markup.page_roles import PageRoles
from ...markup.tree import html_tree
from ..composition import Composition
from ..exports import europresse, factiva, lexis, proquest_page
from ..formats import installed
from ..refusals import RefusedError, extra_missing
from . import read_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...decoding import Decoded
    from ..protocol import Opened, RawArticle

MOST: Final = 8 << 20
_FACTIVA: Final = re.compile(r"class=[\"']article [a-z]{2}Article[\"']")
_LEXIS: Final = re.compile(r"<DOC NUMBER=\d+>|<!-- Hide XML section from browser")
_SINGLEFILE: Final = re.compile(r"<!--\s*Page saved with SingleFile\s+url: (\S+)\s+saved date: ([^\n]+)", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_MONOLITH: Final = re.compile(r"<!--\s*Saved from (\S+) at (\S+) using monolith", re.IGNORECASE)
_WRITTEN_TIME: Final = re.compile(r"(\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")
_NOT_FREE: Final = "The page says that its text is not free: it may be cut short."
_EMPTY: Final = "It is a page without any text."


class Saved(NamedTuple):
    """When and from where a page was saved."""

    url: str
    captured: str


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield the article of a page or the articles of an export; raises `RefusedError` and `NotTextError`."""
    decoded = decode_page(opened.bytes(MOST), opened.encoding)
    text = decoded.text
    read_later.refuse_bookmarks(text)
    for is_dialect, articles in _DIALECTS:
        if is_dialect(text):
            yield from _all(articles(text), decoded)
            return
    if not installed("html"):
        raise extra_missing("html")
    yield _page(decoded, opened)


def _all(articles: Iterator[RawArticle], decoded: Decoded) -> Iterator[RawArticle]:
    from dataclasses import replace  # noqa: PLC0415 - for exports only

    found = False
    for article in articles:
        found = True
        yield replace(article, encoding=decoded.encoding, problems=(*decoded.problems, *article.problems))
    if not found:
        raise RefusedError("It is an export without any article.")


def _page(decoded: Decoded, opened: Opened) -> RawArticle:
    from lxml import etree  # noqa: PLC0415 - an extra
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    from ...markup.page_fields import PageFields  # noqa: PLC0415 - for pages only
    from ...markup.page_lines import page_lines, words_of_picture  # noqa: PLC0415
    from ...markup.trafilatura_blocks import GUESSED_DAY, guessed_day, kept, made_by  # noqa: PLC0415

    try:
        root = document_fromstring(decoded.text.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, ValueError) as error:
        raise RefusedError(_EMPTY) from error
    told, pieces, pictures = PageFields(root), list[Piece](), list[tuple[int, str]]()
    for item in with_pictures(root):
        if isinstance(item, Piece):
            pieces.append(item)
        elif words := words_of_picture(item.node):
            pictures.append((len(pieces), words))
    if not pieces:
        raise RefusedError(_EMPTY)
    saved = saved_from(decoded.text)
    # Must come before marks are added to the tree.
    guess = "" if told.stated.has("published") else guessed_day(root)
    roles = PageRoles(pieces, kept(root, pieces), told)
    composition = Composition()
    for text, given in page_lines(pieces, roles.blocks(), pictures):
        composition.add(text, given.role, given.rule, sure=given.sure, lines=True)
    url, captured = saved.url or opened.url, saved.captured or opened.captured
    told.stated.say("url", url, "address", source="saved")
    told.stated.detail("address", url, source="saved")
    if not told.stated.has("published"):
        told.stated.detail(GUESSED_DAY, guess, source="htmldate")
    problems = [*decoded.problems, *roles.problems, *([] if told.free else [_NOT_FREE])]
    return composition.article(
        told.stated,
        key=opened.url,
        encoding=decoded.encoding,
        captured=captured,
        problems=problems,
        made_by=made_by(),
        reader="html",
    )


def saved_from(text: str) -> Saved:
    """Return what the saving program wrote into the page."""
    head = text[:4096]
    if found := _SINGLEFILE.search(head):
        return Saved(found[1], _time(found[2]))
    if found := _MONOLITH.search(head):
        return Saved(found[1], found[2])
    found = _SAVED_FROM.search(head)
    return Saved(found[1] if found else "", "")


def _time(written: str) -> str:
    """Return ``Sat Mar 15 2025 12:31:08 GMT+0100 (…)`` in ISO 8601, empty for another form."""
    found = _WRITTEN_TIME.search(written)
    if not found:
        return ""
    try:
        moment = datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):  # the calendar ends within a day of it
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _lexis(text: str) -> Iterator[RawArticle]:
    """Yield the articles of an old LexisNexis page: its lines are those of the text export."""
    held: list[str] = []
    begun = False
    for piece in linearize(html_tree(text)):
        if lexis.COUNT.fullmatch(piece.text):
            if begun and held:
                yield lexis.article(held)
            held, begun = [], True
        elif begun:
            held.append(piece.text)
    if begun and held:
        yield lexis.article(held)


_DIALECTS: Final[tuple[tuple[Callable[[str], object], Callable[[str], Iterator[RawArticle]]], ...]] = (
    (_FACTIVA.search, lambda text: factiva.of_page(html_tree(text))),
    (europresse.is_page, lambda text: europresse.of_page(html_tree(text))),
    (_LEXIS.search, _lexis),
    (proquest_page.is_page, lambda text: proquest_page.of_page(html_tree(text))),
)
