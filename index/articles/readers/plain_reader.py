"""Plain text: one block per line, or per paragraph if hard-wrapped; front matter if there is any.

Rejects files that are not text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.article import Block, Role
from ..decoding import decode
from ..fields.frontmatter import read_front_matter
from ..layout import blocks
from .protocol import VERSIONS, RawArticle

if TYPE_CHECKING:
    from collections.abc import Iterator


class PlainReader:
    """Reads any text that no other reader claims."""

    name = "plain"
    version = VERSIONS["plain"]
    suffixes: tuple[str, ...] = (".txt", ".text")

    def sniff(self, head: bytes, path: str) -> float:
        """Return a low certainty for everything: any text is plain text."""
        del head
        return 0.5 if path.lower().endswith(self.suffixes) else 0.1

    def read(self, data: bytes, path: str) -> Iterator[RawArticle]:
        """Yield the one article of the file; raises `NotTextError`."""
        del path
        decoded = decode(data)
        top = read_front_matter(decoded.text)
        laid = [Block(start, end, Role.BODY) for start, end in blocks(decoded.text, top.end)]
        yield RawArticle(
            decoded.text,
            (top.block, *laid) if top.block else tuple(laid),
            decoded.encoding,
            told=top.told,
            tags=top.tags,
            problems=decoded.problems + top.problems,
        )
