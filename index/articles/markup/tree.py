"""HTML and XML as trees of the standard library, for exports, fields of records and agencies' files.

Rejects document types with entities of their own, and limits depth: elements nested deeper are put in the deepest one
allowed.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ...text.numerals import bounded
from ...text.word_lists import word_lists
from ..readers.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST: Final = 200
HTML_ELEMENTS: Final = {
    name: frozenset(tags) for name, tags in word_lists("index.articles.markup", "html_elements.tsv").items()
}
"""Elements by their effect on the text, see ``html_elements.tsv``."""

_VOID, _CLOSING_PARAGRAPH = HTML_ELEMENTS["void"], HTML_ELEMENTS["paragraph"]
# What an opening tag closes if it is the innermost open one of these.
_CLOSES: Final = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"thead", "tbody", "tr", "td", "th"}),
    "option": frozenset({"option"}),
}
_FENCES: Final = frozenset({"table", "ul", "ol", "dl", "select", "body"})
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE_WITHIN: Final = 1 << 20
_ATTRIBUTES: Final = 64


def html_tree(text: str) -> Element:
    """Return the tree of a page or a fragment; never fails."""
    builder = _Builder()
    builder.feed(bounded(text))
    builder.close()
    return builder.root


def xml_tree(data: bytes) -> Element:
    """Return the root of an XML document; raises `RefusedError` for broken XML and for entities of its own."""
    if _ENTITY.search(data[:_DOCTYPE_WITHIN]):
        raise RefusedError("It is XML that defines entities of its own, which is not read.")
    # Entities are rejected above, and nothing is ever fetched.
    parser = XMLParser(target=_Bounded())  # noqa: S314
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError(f"It is no XML that can be read: {error}.") from error
    if not isinstance(root, Element):
        raise RefusedError("It is XML without any element.")
    return root


def tag_of(node: Element) -> str:
    """Return the name of an element; empty for comments and instructions, whose tag is not a string."""
    tag: object = node.tag
    return tag if isinstance(tag, str) else ""


def local(node: Element) -> str:
    """Return the name of an element without its namespace; empty for comments."""
    return tag_of(node).rpartition("}")[2]


def without_namespaces(root: Element) -> Element:
    """Remove the namespaces from all names of elements and attributes below ``root``, and return it."""
    for node in root.iter():
        if "}" in tag_of(node):
            node.tag = local(node)
        for name in [name for name in node.attrib if "}" in name]:
            node.set(name.rpartition("}")[2], node.attrib.pop(name))
    return root


class _Bounded(TreeBuilder):
    """Builds a tree of limited depth."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element; raises `RefusedError` when it is too deep."""
        self._depth += 1
        if self._depth > DEEPEST * 5:
            raise RefusedError(f"It is XML nested deeper than {DEEPEST * 5} elements, which is not read.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Close an element."""
        self._depth -= 1
        return super().end(tag)


class _Builder(HTMLParser):
    """Builds a tree from tags, closing what HTML lets authors leave open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open: list[Element] = [self.root]
        self._texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._settle()
        if tag == "html":
            for name, value in attrs[:_ATTRIBUTES]:
                self.root.set(name, value or "")
            return
        self._close_implied(tag)
        node = Element(tag, {name: value or "" for name, value in attrs[:_ATTRIBUTES]})
        self._open[-1].append(node)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Open an element and close it at once."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost open element of that name and everything open inside it."""
        self._settle()
        for place in range(len(self._open) - 1, 0, -1):
            name = self._open[place].tag
            if name == tag:
                del self._open[place:]
                return
            if name in _FENCES and tag not in _FENCES and tag not in _CLOSING_PARAGRAPH:
                return

    def handle_data(self, data: str) -> None:
        """Keep text until the next tag."""
        self._texts.append(data)

    def unknown_decl(self, data: str) -> None:
        """Keep the text of a CDATA section."""
        if data.startswith("CDATA["):
            self._texts.append(data[6:])

    def close(self) -> None:
        """Flush what is left."""
        super().close()
        self._settle()

    def _settle(self) -> None:
        if not self._texts:
            return
        text, self._texts = "".join(self._texts), []
        node = self._open[-1]
        if len(node):
            node[-1].tail = (node[-1].tail or "") + text
        else:
            node.text = (node.text or "") + text

    def _close_implied(self, tag: str) -> None:
        if tag in _CLOSING_PARAGRAPH and self._open[-1].tag == "p":
            self._open.pop()
        closes = _CLOSES.get(tag)
        if not closes:
            return
        for place in range(len(self._open) - 1, 0, -1):
            name = self._open[place].tag
            if name in closes:
                del self._open[place:]
                if tag in {"tr", "tbody"}:
                    self._close_implied(tag)
                return
            if name in _FENCES:
                return
