"""Word and LibreOffice documents: their paragraphs, with roles from their styles.

Leaves out macros, comments and tracked deletions; a Nexis export in a Word file is detected and read as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ...markup.tree import local, without_namespaces, xml_tree
from ..composition import Composition
from ..exports import nexis
from ..exports.nexis import NexisParagraph
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ..protocol import RawArticle

_STYLES: Final = {
    "title": Role.TITLE,
    "titel": Role.TITLE,
    "titre": Role.TITLE,
    "subtitle": Role.SUBTITLE,
    "untertitel": Role.SUBTITLE,
    "quote": Role.QUOTE,
    "intensequote": Role.QUOTE,
    "caption": Role.CAPTION,
    "beschriftung": Role.CAPTION,
    "listparagraph": Role.LIST,
}
_HEADINGS: Final = ("heading", "berschrift", "titre", "titolo", "título", "rubrik", "kop")
_DROPPED: Final = frozenset(
    {"del", "instrText", "delText", "annotation", "note", "tracked-changes", "footnotereference"}
)


def of_word(document: bytes, properties: bytes) -> Iterator[RawArticle]:
    """Yield the articles of a Word file, given its parts ``document.xml`` and ``core.xml``."""
    found = list(_word(without_namespaces(xml_tree(document))))
    paragraphs = [paragraph for _, paragraph in found]
    if nexis.is_export(paragraphs):
        yield from nexis.articles(paragraphs)
        return
    yield _written([(style, paragraph.text) for style, paragraph in found], "docx", _said(properties))


def of_open_document(content: bytes, meta: bytes) -> Iterator[RawArticle]:
    """Yield the article of a LibreOffice text, given its parts ``content.xml`` and ``meta.xml``."""
    root = xml_tree(content)
    lines: list[tuple[str, str]] = []
    for node in root.iter():
        name = local(node)
        if name == "h":
            level = next((value for key, value in node.attrib.items() if key.endswith("}outline-level")), "1")
            lines.append((f"heading{level}", _plain(node)))
        elif name == "p":
            style = next((value for key, value in node.attrib.items() if key.endswith("}style-name")), "")
            lines.append((style, _plain(node)))
    yield _written(lines, "odt", _said(meta))


def _said(properties: bytes) -> dict[str, str]:
    """Return the properties of a document by name."""
    if not properties:
        return {}
    return {local(node): " ".join((node.text or "").split()) for node in xml_tree(properties).iter()}


def _word(root: Element) -> Iterator[tuple[str, NexisParagraph]]:
    """Yield each paragraph with its style; bookmarks between paragraphs go to the next one."""
    waiting: list[str] = []
    for node in root.iter():
        if node.tag == "bookmarkStart":
            waiting.append(node.get("name", ""))
        elif node.tag == "p":
            inner = [mark.get("name", "") for mark in node.iter("bookmarkStart")]
            style = node.find("pPr/pStyle")
            bookmarks = [name for name in waiting if name not in inner] + inner
            yield "" if style is None else style.get("val", ""), NexisParagraph(_plain(node), bookmarks)
            waiting = []


def _plain(node: Element) -> str:
    """Return the text of a paragraph with its line breaks, without deletions."""
    parts: list[str] = []
    waiting: list[tuple[Element, bool]] = [(node, False)]
    while waiting:
        part, leaving = waiting.pop()
        name = local(part)
        if leaving:
            parts.append(part.tail or "")
            continue
        if part is not node:
            waiting.append((part, True))
        if name in _DROPPED or (part is not node and name == "p"):
            continue
        if name in {"br", "cr", "line-break"}:
            parts.append("\n")
        elif name in {"tab", "s"}:
            parts.append(" ")
        else:
            parts.append(part.text or "")
            waiting.extend((child, False) for child in reversed(part))
    return "".join(parts)


def _written(lines: list[tuple[str, str]], source: str, said: dict[str, str]) -> RawArticle:
    """Return an article whose first heading is its headline; the rest of the head is left to the text rules."""
    composition, stated = Composition(), StatedFields(source)
    headed = False
    for style, text in lines:
        role = _role(style)
        if role is Role.HEADING and not headed:
            role = Role.TITLE
        if not text.strip():
            continue
        if role is Role.TITLE:
            headed = True
            stated.say("title", text, "style")
        for line in text.split("\n"):
            composition.add(line, role, f"{source}:style" if role is not Role.BODY else "")
    for name in ("creator", "created", "subject", "keywords"):
        stated.detail(name, said.get(name, ""))
    stated.say("language", said.get("language", ""), "language")
    return composition.article(stated, structured=False, reader="zip")


def _role(style: str) -> Role:
    plain = style.replace(" ", "").replace("_20_", "").casefold()
    if plain in _STYLES:
        return _STYLES[plain]
    if any(name in plain for name in _HEADINGS) and any(map(str.isdigit, plain)):
        return Role.HEADING
    return Role.BODY
