"""ProQuest's pages and mails: the same documents as in its text, each below an anchor that names it.

Ignores what is outside these documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...markup.linearize import linearize
from .proquest import document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ..protocol import RawArticle

_ANCHOR: Final = re.compile(r"DocID_(?:[A-Z]+_)?(\w+)")
_PAGE: Final = re.compile(r"name=[\"']DocID_")


def is_page(text: str) -> bool:
    """Whether a page has documents of ProQuest."""
    return _PAGE.search(text) is not None


def of_page(root: Element) -> Iterator[RawArticle]:
    """Yield the documents of a page."""
    for box in root.iter():
        anchor = next((node for node in box if node.tag == "a" and _ANCHOR.match(node.get("name", ""))), None)
        if anchor is None:
            continue
        lines = [line for piece in linearize(box) for line in piece.text.split("\n")]
        links = (node.get("href", "") for node in box.iter("a"))
        url = next((link for link in links if "docview" in link), "")
        found = _ANCHOR.match(anchor.get("name", ""))
        lines = [line for line in lines if line != "ProQuest document link"]
        yield document(lines, url=url, source_key=found[1] if found else "")
