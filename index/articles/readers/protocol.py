"""What a reader of a format is, and what it hands on: raw articles.

Refuses to know any format. Other people's readers join through the entry-point group ``variorum.readers``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...model.article import Block
    from ..metadata import Fields


VERSIONS: Final = {"plain": "2", "markdown": "2"}
"""The versions of the built-in readers; raise one when its reader gives other articles for the same bytes."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as a reader found it in a file.

    ``text`` is decoded, with line ends LF and in NFC (`decoding.decode` and `decoding.canonical` make it so).
    ``blocks`` cover all of it but white space; a block with the role ``body`` and no rule is open: furniture rules and
    structure decide on it. ``structured`` keeps them off altogether, for formats that label their parts. ``told`` holds
    the fields the file states, ``plain`` what a stretch of text says without the format's marks. ``member`` names the
    article inside a file that holds several.
    """

    text: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    member: str = ""
    told: Fields | None = None
    tags: tuple[str, ...] = ()
    structured: bool = False
    plain: Callable[[str], str] | None = None
    problems: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format. ``version`` changes when the same bytes would give another article."""

    name: str
    version: str
    suffixes: tuple[str, ...]

    def sniff(self, head: bytes, path: str) -> float:
        """Return how sure the reader is of the format, 0…1, by the first 4 KiB of the file and its path."""

    def read(self, data: bytes, path: str) -> Iterable[RawArticle]:
        """Return the articles in ``data``, none for a file without any; raises `NotTextError` for no text."""
