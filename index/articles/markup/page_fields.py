"""The metadata of a page: from JSON-LD first, then meta elements, microdata and links.

Does not guess: only values written for machines are used, each with its source.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from ...model.article import Provenance
from ..readers.stated_fields import StatedFields, plain
from .tree import tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

_KINDS: Final = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting)$")
_BOUNDED: Final = 2 << 20
_DEEPEST: Final = 12
_PUBLISHED: Final = (
    "article:published_time article:published og:published_time parsely-pub-date sailthru.date pubdate publishdate "
    "publish_date publish-date publication_date date datepublished dc.date.issued dcterms.created dcterms.date dc.date"
)
_PUBLISHED_SELDOM: Final = (
    "cxenseparse:recs:publishtime originalpublicationdate article.published rnews:datepublished date.issued"
)
_META: Final = (
    ("title", "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title headline title"),
    ("author", "author article:author_name parsely-author sailthru.author dc.creator dcterms.creator byl"),
    ("outlet", "og:site_name application-name publisher dc.publisher dcterms.publisher article:publisher_name"),
    ("published", f"{_PUBLISHED} {_PUBLISHED_SELDOM}"),
    ("updated", "article:modified_time og:updated_time lastmod last-modified dcterms.modified datemodified"),
    ("language", "og:locale content-language dc.language dcterms.language"),
    ("url", "og:url"),
)
_TAGS: Final = ("article:tag", "news_keywords", "keywords", "parsely-tags")
_LINKED_AUTHOR: Final = re.compile(r"https?://|www\.|^@|\.(?:com|org|net)/")
_SITE_IN_TITLE: Final = re.compile(r"\s+[|–—»·-]\s+")


class PageFields:
    """The metadata of one page; ``headline`` and ``description`` before any block is looked at."""

    def __init__(self, root: Element) -> None:
        self.stated = StatedFields("page")
        self.free = True
        self.headline = self.description = ""
        self._read(root)

    def _read(self, root: Element) -> None:
        nodes = list(_linked_data(root))
        found = _richest(nodes)
        if found is not None:
            self._from_linked_data(found, {str(node.get("@id")): node for node in nodes if "@id" in node})
        metas = _metas(root)
        for field, names in _META:
            for name in names.split():
                self._from_meta(field, name, metas.get(name, ""))
        self.description = self.description or metas.get("og:description") or metas.get("description") or ""
        for name in _TAGS:
            self.stated.tag(metas.get(name, ""))
        self._from_microdata(root)
        self._from_links(root)
        written = root.find(".//title")
        title = "" if written is None else " ".join("".join(written.itertext()).split())
        self.document_title = _SITE_IN_TITLE.split(title)[0]

    def _from_linked_data(self, node: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> None:
        say = _Said(self.stated, "json-ld")
        self.headline = plain(node.get("headline")) or plain(node.get("name"))
        say("title", self.headline, "headline")
        self.description = plain(node.get("description"))
        say("author", _people(node.get("author") or node.get("creator"), known), "author")
        say("outlet", _people(node.get("publisher"), known), "publisher")
        say("published", node.get("datePublished") or node.get("dateCreated"), "datePublished")
        say("updated", node.get("dateModified"), "dateModified")
        say("language", node.get("inLanguage"), "inLanguage")
        main = node.get("mainEntityOfPage")
        say("url", node.get("url") or (main.get("@id") if isinstance(main, dict) else main), "url")
        self.stated.tag(node.get("keywords") or [])
        self.stated.detail("json-ld:articleSection", node.get("articleSection"))
        self.free = str(node.get("isAccessibleForFree", True)).casefold() not in {"false", "no"}

    def _from_meta(self, field: str, name: str, value: str) -> None:
        if not value or (field == "author" and _LINKED_AUTHOR.search(value)):
            return
        if field == "title":
            self.headline = self.headline or value
        _Said(self.stated, "meta")(field, value.replace("_", "-") if field == "language" else value, name)

    def _from_microdata(self, root: Element) -> None:
        say = _Said(self.stated, "microdata")
        for node in root.iter():
            name = node.get("itemprop", "") if tag_of(node) else ""
            value = node.get("content") or node.get("datetime") or ""
            if name in {"datePublished", "dateModified"} and value:
                say("published" if name == "datePublished" else "updated", value, name)
            elif node.tag == "time" and "pubdate" in node.attrib:
                say("published", node.get("datetime"), "time[pubdate]")
            elif name == "headline" and not self.headline:
                self.headline = " ".join("".join(node.itertext()).split())

    def _from_links(self, root: Element) -> None:
        for node in root.iter("link"):
            if node.get("rel", "").lower() == "canonical":
                # The page's own statement of its address takes precedence.
                canonical = StatedFields("link")
                if canonical.say("url", node.get("href"), "canonical"):
                    self.stated.replace("url", canonical)
        language = next((node.get("lang", "") for node in root.iter("html") if node.get("lang")), "")
        _Said(self.stated, "html")("language", language, "lang")


class _Said:
    """Reports values under the name of one part of a page, so that evidence reads ``json-ld:author``."""

    def __init__(self, stated: StatedFields, source: str) -> None:
        self._stated, self._source = stated, source

    def __call__(self, field: str, value: object, name: str, known: Provenance = Provenance.EXPLICIT) -> None:
        self._stated.say(field, value, name, known, source=self._source)


def _metas(root: Element) -> dict[str, str]:
    """Return the content of each meta element by lower-case name; the first of a name wins."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("http-equiv") or node.get("itemprop") or ""
        value = " ".join(node.get("content", "").split())
        if name and value:
            key = name.strip().lower()
            found[key] = f"{found[key]}, {value}" if key == "article:tag" and key in found else found.get(key, value)
    return found


def _linked_data(root: Element) -> Iterator[Mapping[str, Any]]:
    """Yield every node of every JSON-LD block; invalid JSON is repaired where that is easy, else skipped."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if 0 < len(text) <= _BOUNDED:
            yield from _nodes(_lenient(text), 0)


def _lenient(text: str) -> object:
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*;?\s*$", "", text, flags=re.DOTALL)
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text.rstrip("; \n"))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "author", "publisher"):
            yield from _nodes(value.get(name), depth + 1)


def _richest(nodes: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the article with the most data; others on the page are teasers."""
    articles = [node for node in nodes if any(_KINDS.search(kind) for kind in _kinds(node))]
    return max(articles, key=lambda node: sum(bool(value) for value in node.values()), default=None)


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type", "")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]


def _people(value: object, known: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the names of people or an organisation, following references; addresses are not names."""
    names = []
    for item in value if isinstance(value, list) else [value]:
        node = known.get(str(item.get("@id")), item) if isinstance(item, dict) and "name" not in item else item
        name = plain(node)
        if name and not _LINKED_AUTHOR.search(name):
            names.append(name)
    return ", ".join(dict.fromkeys(names))
