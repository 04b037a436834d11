"""Agencies' formats: NITF, NewsML 1.2 and NewsML-G2.

Rejects pictures, lists of links and packages: an item without paragraphs is no article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ...markup.linearize import line_of, linearize
from ...markup.tree import local
from ..composition import Composition
from ..refusals import RefusedError
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from ..protocol import RawArticle

_DATELINE_END: Final = re.compile(r",? *\d.*$")
_CAPTIONS: Final = frozenset({"media", "media-caption", "figcaption", "figure"})
_NO_TEXT: Final = "It is an agency's file without any text: a picture, a list of links, or a notice."


def of_tree(root: Element) -> Iterator[RawArticle] | None:
    """Return the articles of an agency's file, ``None`` if it is none."""
    if local(root) == "nitf" or root.find(".//body.content") is not None:
        nodes = [root] if local(root) == "nitf" else list(root.iter("nitf")) or [root]
        return _all([_nitf(node, root) for node in nodes])
    if root.find(".//contentMeta") is not None:
        return _all([_g2(item) for item in _items(root, "newsItem")])
    if root.find(".//NewsComponent") is not None:
        return _all([_newsml(item) for item in _items(root, "NewsItem")])
    return None


def _items(root: Element, name: str) -> list[Element]:
    return [root] if local(root) == name else list(root.iter(name))


def _all(found: Sequence[RawArticle | None]) -> Iterator[RawArticle]:
    articles = [article for article in found if article is not None]
    if not articles:
        raise RefusedError(_NO_TEXT)
    yield from articles


def _text(node: Element, *paths: str) -> tuple[str, str]:
    """Return the text of the first of ``paths`` that has any, and the path."""
    for path in paths:
        if text := line_of(node.find(path)):
            return text, path.removeprefix(".//")
    return "", ""


def _attribute(node: Element, path: str, name: str) -> str:
    found = node.find(path)
    return "" if found is None else found.get(name, "")


def _nitf(node: Element, root: Element) -> RawArticle | None:
    content = node.find(".//body.content")
    if content is None:
        return None
    stated, composition = StatedFields("nitf"), Composition()
    for path in (".//hl1", ".//hedline", ".//head/title", ".//title", ".//slugline"):
        stated.say("title", line_of(node.find(path)), path.removeprefix(".//"))
    stated.say("subtitle", _text(node, ".//hl2", ".//abstract")[0], "hl2")
    stated.say("author", _joined(node, ".//byline"), "byline")
    stated.say("outlet", *_text(node, ".//distributor", ".//doc.copyright", ".//pubdata"))
    stated.say("outlet", _attribute(node, ".//pubdata", "name"), "pubdata")
    stated.say("agency", *_text(node, ".//distributor"))
    stated.say("dateline", *_text(node, ".//dateline/location", ".//dateline"))
    for path in ("date.issue", "date.release", "story.date", "pubdata"):
        told = _attribute(node, f".//{path}", "norm") or _attribute(node, f".//{path}", "date.publication")
        stated.say("published", told, path)
    language = root.get("lang", "") or _attribute(node, ".//body", "lang")
    stated.say("language", language, "xml:lang")
    stated.say("url", node.get("url", ""), "url")
    stated.tag([found.get("key", "") for found in node.iter("keyword")])
    _head(composition, stated)
    _paragraphs(content, composition, "nitf:body.content")
    for line in node.iter("tagline"):
        composition.add(line_of(line), Role.CREDIT, "nitf:tagline")
    key = _attribute(node, ".//doc-id", "id-string") or node.get("uno", "")
    return composition.article(stated, key=key, reader="xml") if _has_body(composition) else None


def _g2(item: Element) -> RawArticle | None:
    kind = _attribute(item, ".//itemClass", "qcode")
    content = item.find(".//contentSet")
    if content is None or (kind and not kind.endswith(("text", "composite"))):
        return None
    stated, composition = StatedFields("newsml"), Composition()
    for path in ("headline", "slugline"):
        stated.say("title", line_of(item.find(f".//contentMeta/{path}")), path)
    stated.say("title", line_of(item.find(".//itemMeta/title")), "title")
    stated.say("author", _joined(item, ".//contentMeta/by"), "by")
    stated.say("author", _joined(item, ".//contentMeta/creator/name"), "creator")
    provider = line_of(item.find(".//provider/name")) or _attribute(item, ".//provider", "literal")
    stated.say("outlet", provider, "provider")
    stated.say("agency", provider, "provider")
    stated.say("dateline", line_of(item.find(".//contentMeta/dateline")), "dateline")
    stated.say("published", *_text(item, ".//contentCreated", ".//firstCreated", ".//versionCreated"))
    stated.say("updated", *_text(item, ".//versionCreated"))
    stated.say("language", _attribute(item, ".//contentMeta/language", "tag"), "language")
    _head(composition, stated)
    html = content.find(".//html")
    _paragraphs(content if html is None else html, composition, "newsml:contentSet")
    return composition.article(stated, key=item.get("guid", ""), reader="xml") if _has_body(composition) else None


def _newsml(item: Element) -> RawArticle | None:
    content = item.find(".//DataContent")
    if content is None:
        return None
    stated, composition = StatedFields("newsml"), Composition()
    stated.say(
        "title", *_text(item, ".//NewsLines/HeadLine", ".//HeadLine", ".//NewsLines/Slugline", ".//hl1", ".//title")
    )
    stated.say("subtitle", *_text(item, ".//NewsLines/SubHeadLine"))
    stated.say("author", _joined(item, ".//NewsLines/ByLine"), "ByLine")
    stated.say("dateline", _DATELINE_END.sub("", line_of(item.find(".//NewsLines/DateLine"))), "DateLine")
    stated.say("published", *_text(item, ".//FirstCreated", ".//DateId"))
    stated.say("updated", *_text(item, ".//ThisRevisionCreated"))
    stated.say("language", _attribute(item, ".//DescriptiveMetadata/Language", "FormalName"), "Language")
    provider = _attribute(item, ".//AdministrativeMetadata/Provider/Party", "FormalName")
    stated.say("outlet", provider, "Provider")
    _head(composition, stated)
    _paragraphs(content, composition, "newsml:DataContent")
    key = line_of(item.find(".//PublicIdentifier")) or line_of(item.find(".//NewsItemId"))
    return composition.article(stated, key=key, reader="xml") if _has_body(composition) else None


def _joined(node: Element, path: str) -> str:
    """Return all bylines, joined: each element separately, since some files put two people together without a space."""
    return ", ".join(dict.fromkeys(filter(None, map(line_of, node.findall(path)))))


def _head(composition: Composition, stated: StatedFields) -> None:
    composition.add(stated.value("title"), Role.TITLE, f"{stated.source}:title")
    composition.add(stated.value("subtitle"), Role.SUBTITLE, f"{stated.source}:subtitle")
    composition.add(stated.value("author"), Role.BYLINE, f"{stated.source}:byline")
    composition.add(stated.value("dateline"), Role.DATELINE, f"{stated.source}:dateline")


def _paragraphs(content: Element, composition: Composition, rule: str) -> None:
    inside = {id(part): True for box in content.iter() if local(box) in _CAPTIONS for part in box.iter()}
    for piece in linearize(content):
        captioned = id(piece.node) in inside or (id(piece.place.node) in inside and not piece.place.tail)
        role = Role.CAPTION if captioned else Role.HEADING if piece.role is Role.TITLE else piece.role
        for line in piece.text.split("\n"):
            composition.add(line, role, rule)


def _has_body(composition: Composition) -> bool:
    return any(block.role in {Role.BODY, Role.LIST, Role.QUOTE} for block in composition.article().blocks)
