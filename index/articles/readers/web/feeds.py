"""Saved feeds (RSS, RDF, Atom) and WordPress exports: an entry with its full text is an article.

Headlines alone are not articles: such a feed is a list of links. Broken XML goes to feedparser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ....model.article import Role
from ...line_shape import words_of
from ...markup.linearize import line_of
from ...markup.tree import local
from ..composition import Composition
from ..files.dump_records import write_text
from ..formats import installed
from ..refusals import RefusedError, extra_missing, links_only
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from ..protocol import RawArticle

SOURCE: Final = "feed"
# A description of fewer words is a teaser.
_LEAST_WORDS: Final = 100
_Entry = dict[str, Any]


def of_tree(root: Element) -> Iterator[RawArticle]:
    """Yield the articles of a feed whose XML is valid."""
    channel = root.find("channel")
    top = root if channel is None else channel
    exported = top.find("wxr_version") is not None
    head = {"title": line_of(top.find("title")), "language": line_of(top.find("language"))}
    nodes = [node for node in root.iter() if local(node) in {"item", "entry"}]
    entries = [_entry(node) for node in nodes if not exported or line_of(node.find("post_type")) in {"", "post"}]
    return _articles(head, entries)


def of_broken(data: bytes) -> Iterator[RawArticle]:
    """Yield the articles of a feed whose XML is broken; raises `RefusedError` without the extra."""
    if not installed("feeds"):
        raise extra_missing("feeds")
    import feedparser  # noqa: PLC0415 - an extra

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    head = {"title": feed.feed.get("title", ""), "language": feed.feed.get("language", "")}
    return _articles(head, [_forgiven(entry) for entry in feed.entries])


def _entry(node: Element) -> _Entry:
    links = [link.get("href", "") for link in node.findall("link") if link.get("rel", "alternate") == "alternate"]
    authors = [line_of(found.find("name")) or line_of(found) for found in node.findall("author")]
    return {
        "title": line_of(node.find("title")),
        "url": next(filter(None, links), "") or line_of(node.find("link")),
        "key": line_of(node.find("guid")) or line_of(node.find("id")),
        "published": line_of(node.find("pubDate")) or line_of(node.find("published")) or line_of(node.find("date")),
        "updated": line_of(node.find("updated")) or line_of(node.find("modified")),
        "author": ", ".join(filter(None, authors)) or line_of(node.find("creator")),
        "summary": _markup(node.find("description")) or _markup(node.find("summary")),
        "content": _content(node),
        "tags": [found.get("term") or line_of(found) for found in node.findall("category")],
    }


def _content(node: Element) -> str:
    """Return the full text as markup: Atom's content and the RSS module share the name."""
    for name in ("encoded", "content"):
        for found in node.findall(name):
            if text := _markup(found):
                return text
    return ""


def _markup(node: Element | None) -> str:
    """Return the content of an element as HTML: usually escaped, in Atom perhaps as elements."""
    if node is None:
        return ""
    if len(node):
        from xml.etree.ElementTree import tostring  # noqa: PLC0415 - XHTML in feeds is rare

        return tostring(node, encoding="unicode")
    return (node.text or "").strip()


def _forgiven(entry: Mapping[str, Any]) -> _Entry:
    content = entry.get("content") or [{}]
    return {
        "title": entry.get("title", ""),
        "url": entry.get("link", ""),
        "key": entry.get("id", ""),
        "published": entry.get("published", ""),
        "updated": entry.get("updated", ""),
        "author": entry.get("author", ""),
        "summary": entry.get("summary", ""),
        "content": content[0].get("value", ""),
        "tags": [tag.get("term") for tag in entry.get("tags", [])],
    }


def _articles(head: Mapping[str, str], entries: list[_Entry]) -> Iterator[RawArticle]:
    found = 0
    for entry in entries:
        article = _article(head, entry)
        if article is not None:
            found += 1
            yield article
    if not found:
        raise links_only(len(entries)) if entries else RefusedError("It is a feed without any entry.")


def _article(head: Mapping[str, str], entry: _Entry) -> RawArticle | None:
    text = entry["content"]
    summary = _shown(entry["summary"])
    if not text:
        if words_of(summary) < _LEAST_WORDS:
            return None
        text, summary = entry["summary"], ""
    stated, composition = StatedFields(SOURCE), Composition()
    for field in ("title", "published", "author", "url"):
        stated.say(field, _shown(entry[field]), field)
    if entry["updated"] != entry["published"]:
        stated.say("updated", entry["updated"], "updated")
    stated.say("outlet", head["title"], "title")
    stated.say("language", head["language"], "language")
    stated.tag(entry["tags"])
    composition.add(stated.value("title"), Role.TITLE, f"{SOURCE}:title")
    if summary and not _shown(text).startswith(summary[:60]):
        stated.say("subtitle", summary, "description")
        composition.add(summary, Role.SUBTITLE, f"{SOURCE}:description")
    write_text(text, composition, f"{SOURCE}:content")
    return composition.article(stated, key=entry["key"] or entry["url"], reader="xml")


def _shown(text: str) -> str:
    composition = Composition()
    write_text(text, composition, "")
    return " ".join(composition.article().text.split())
