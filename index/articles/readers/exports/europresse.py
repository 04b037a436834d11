"""Europresse: both generations of its export pages, recognised by the classes of their parts.

Certificate and copyright are not text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ....text.written_dates import dates
from ...markup.linearize import lines_of
from ...markup.tree import tag_of
from ..composition import Composition
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ..protocol import RawArticle

SOURCE: Final = "europresse"
_TITLE: Final = re.compile(r"titreArticle|(?-i:rdp__articletitle)", re.IGNORECASE)
_TEXT: Final = re.compile(r"docOcurrContainer|DocText|texteArticle|textArticle", re.IGNORECASE)
_AUTHOR: Final = re.compile(r"sm-margin-bottomNews|docAuthors|DocAuthor|auteur", re.IGNORECASE)
_FOOT: Final = re.compile(
    r"publiC-lblCertificat|certificat|lblNodoc|copyright|apd-wrapper|aspnet|tahoma", re.IGNORECASE
)
_KEY: Final = re.compile(r"news[·:]\S+", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether a page is a Europresse export."""
    return "DocPublicationName" in text or "TitreArticleVisu" in text


def of_page(root: Element) -> Iterator[RawArticle]:
    """Yield the articles of an export."""
    boxes = list(root.iter("article")) or [
        box for box in root.iter("table") if _part(box, re.compile("DocPublicationName"))
    ]
    for box in boxes:
        if _part(box, re.compile("DocPublicationName")) is not None:
            yield _article(box)


def _article(box: Element) -> RawArticle:
    composition, stated = Composition(), StatedFields(SOURCE)
    key = ""
    title = text = False
    for kind, line in _lines(box):
        part = _part_of(kind, line)
        if part == "outlet":
            stated.say("outlet", line.split(",")[0].strip(), "DocPublicationName")
            composition.add(line, Role.OUTLET, f"{SOURCE}:DocPublicationName")
        elif part == "header":
            _header(line, stated)
            composition.add(line, Role.DATE, f"{SOURCE}:DocHeader")
        elif part == "title":
            stated.say("subtitle" if title else "title", line, "title")
            composition.add(line, Role.SUBTITLE if title else Role.TITLE, f"{SOURCE}:title")
            title = True
        elif part == "certificate":
            key = key or _key(line)
            composition.add(line, Role.LEGAL, f"{SOURCE}:certificate")
        elif part == "text":
            text = True
            composition.add(line, Role.BODY, f"{SOURCE}:text")
        elif title and not text and (_AUTHOR.search(kind) or not stated.has("author")):
            stated.say("author", line, "author")
            composition.add(line, Role.BYLINE, f"{SOURCE}:author")
        else:
            stated.detail("line", line)
            composition.add(line, Role.FRONTMATTER, f"{SOURCE}:line")
    return composition.article(stated, key=key, reader=SOURCE)


def _part_of(kind: str, line: str) -> str:
    """Return which part of an article a line is, by the classes it is in, or ""."""
    asked = (
        ("outlet", "DocPublicationName" in kind),
        ("header", "DocHeader" in kind),
        ("title", _TITLE.search(kind)),
        ("certificate", _FOOT.search(kind) or _key(line)),
        ("text", _TEXT.search(kind)),
    )
    return next((part for part, fits in asked if fits), "")


def _key(line: str) -> str:
    found = _KEY.search(line)
    return found[0] if found else ""


def _header(line: str, stated: StatedFields) -> None:
    """Extract the date from ``Monde, samedi 15 mars 2025, p. 4``."""
    stated.detail("DocHeader", line)
    for found in dates(line):
        stated.say("published", found.value, "DocHeader")


def _lines(box: Element) -> Iterator[tuple[str, str]]:
    """Yield every line with the classes it is in, the innermost last."""
    waiting: list[tuple[Element, str]] = [(box, "")]
    while waiting:
        node, classes = waiting.pop()
        own = f"{classes} {node.get('class', '')} {node.get('id', '')}"
        inner = [child for child in node if tag_of(child)]
        if any(child.get("class") or child.get("id") or len(child) for child in inner) and not _TEXT.search(own):
            waiting += [(child, own) for child in reversed(inner)]
            if node.text and node.text.strip():
                yield own, " ".join(node.text.split())
        else:
            yield from ((own, line) for line in lines_of(node))


def _part(box: Element, name: re.Pattern[str]) -> Element | None:
    return next((node for node in box.iter() if name.search(node.get("class", ""))), None)
