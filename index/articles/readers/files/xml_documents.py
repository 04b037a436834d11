"""XML, by its root element: agencies' files (NITF, NewsML), Factiva's responses, feeds, WordPress exports, pages.

Rejects entities and any other XML; broken feeds go to the lenient extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...markup.tree import local, without_namespaces, xml_tree
from ..exports import factiva
from ..protocol import Part
from ..refusals import RefusedError
from ..web import feeds
from . import newsml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ..protocol import Opened, RawArticle

_FEEDS: Final = (b"<rss", b"<feed", b"<rdf:RDF")


def read(opened: Opened) -> Iterator[RawArticle | Part]:
    """Yield the articles of a document; raises `RefusedError`."""
    data = opened.bytes()
    try:
        root = xml_tree(data)
    except RefusedError:
        if b"<!ENTITY" in data or not any(mark in data[:4096] for mark in _FEEDS):
            raise
        yield from feeds.of_broken(data)
        return
    if local(root).lower() == "html":
        yield Part("", opened.path.rpartition("/")[2] + ".xhtml", data)
        return
    yield from _dialect(without_namespaces(root))


def _dialect(root: Element) -> Iterator[RawArticle]:
    name = local(root)
    if name in {"rss", "feed", "RDF"}:
        return feeds.of_tree(root)
    if root.find(".//accessionNo") is not None:
        return factiva.of_xml(root)
    found = newsml.of_tree(root)
    if found is None:
        raise RefusedError(f"It is XML of a kind that is not known (its root is <{name[:40]}>).")
    return found
