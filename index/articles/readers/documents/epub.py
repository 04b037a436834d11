"""E-books, as published by weeklies: each chapter of more than a hundred words is an article.

Ignores paths that lead out of the book: they name no member of it.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from ....model.article import Role
from ...line_shape import words_of
from ...markup.charset import decode_page
from ...markup.linearize import line_of, linearize
from ...markup.tree import html_tree, local, xml_tree
from ..composition import Composition
from ..refusals import RefusedError
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ..files.zip_archive import ZipArchive
    from ..protocol import RawArticle

SOURCE: Final = "epub"
_LEAST_WORDS: Final = 30
_PAGE_SUFFIXES: Final = (".xhtml", ".html", ".htm", ".xml")


def read(archive: ZipArchive) -> Iterator[RawArticle]:
    """Yield the articles of a book in the order of its spine; raises `RefusedError`."""
    path = _package(archive)
    package = xml_tree(archive.read(path))
    items = {node.get("id", ""): node for node in package.iter() if local(node) == "item"}
    found = 0
    for node in package.iter():
        item = items.get(node.get("idref", "")) if local(node) == "itemref" else None
        if item is None or "nav" in item.get("properties", "").split():
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href", ""))))
        article = _chapter(archive, name, package)
        if article is not None:
            found += 1
            yield article
    if not found:
        raise RefusedError("It is an e-book without any chapter of text.")


def _package(archive: ZipArchive) -> str:
    """Return the path of the package document."""
    container = xml_tree(archive.read("META-INF/container.xml"))
    paths = [node.get("full-path", "") for node in container.iter() if local(node) == "rootfile"]
    for path in paths:
        if path in archive.names:
            return path
    raise RefusedError("It is an e-book whose list of contents is not in it.")


def _chapter(archive: ZipArchive, name: str, package: Element) -> RawArticle | None:
    if name not in archive.names or not name.lower().endswith(_PAGE_SUFFIXES):
        return None
    decoded = decode_page(archive.read(name))
    root = html_tree(decoded.text)
    pieces = list(linearize(root))
    if sum(words_of(piece.text) for piece in pieces) < _LEAST_WORDS:
        return None
    composition, titled = Composition(), False
    for piece in pieces:
        role = piece.role
        if role is Role.TITLE or (role is Role.HEADING and not composition):
            role, titled = Role.HEADING if titled else Role.TITLE, True
        composition.add(piece.text, role, f"{SOURCE}:{piece.node.tag}" if role is not Role.BODY else "", lines=True)
    headline = next((piece.text for piece in pieces if piece.role in {Role.TITLE, Role.HEADING}), "")
    stated = _stated(package, headline, line_of(root.find(".//title")))
    return composition.article(stated, key=name, structured=False, encoding=decoded.encoding, reader="zip")


def _stated(package: Element, headline: str, title: str) -> StatedFields:
    """Return the fields from the book's Dublin Core and from the chapter's headline, or else its page title."""
    book = defaultdict(str, ((local(node), line_of(node)) for node in package.iter() if "purl.org/dc" in str(node.tag)))
    stated = StatedFields(SOURCE)
    stated.say("title", headline or title, "h1" if headline else "title")
    stated.say("outlet", book["publisher"] or book["title"], "dc:publisher")
    stated.say("published", book["date"], "dc:date")
    stated.say("language", book["language"], "dc:language")
    stated.detail("book", book["title"])
    return stated
