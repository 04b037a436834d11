"""What extraction libraries say about a page: which blocks are the article, and a guess at an unstated date.

The extractor gets the page with a mark before each block.

None of its text is used, only which marks came back, so that another version or another extractor can change roles at
most.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from .linearize import Piece

_FIRST: Final = 0x20000
_LAST: Final = 0x2A6D0
_PLANE: Final = re.compile("[\U00020000-\U0002a6df]")
GUESSED_DAY: Final = "published, a guess"
"""The name of the guessed date in an article's details."""

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WORD: Final = re.compile(r"\S")


def kept(root: Element, pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the indexes of the blocks an extractor takes for the article. Leaves the marks in the tree."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - an extra, a third of a second

    used = {ord(found) for piece in pieces for found in _PLANE.findall(piece.text)}
    marks = [code for code in range(_FIRST, _LAST) if code not in used][: len(pieces)]
    for mark, piece in zip(marks, pieces, strict=False):
        _set(piece, chr(mark))
    found = bare_extraction(root, favor_precision=True, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    if body is None:
        return frozenset()
    places = {mark: place for place, mark in enumerate(marks)}
    seen = (ord(char) for char in _PLANE.findall("".join(body.itertext())))
    return frozenset(places[code] for code in seen if code in places)


def guessed_day(root: Element) -> str:
    """Return the date that htmldate finds for a page, empty for none: a guess, never presented as a fact."""
    from htmldate import find_date  # noqa: PLC0415 - comes with the extractor

    try:
        return find_date(root, original_date=True) or ""
    except Exception:  # noqa: BLE001 - whatever it raises, the page can be read without its guess
        return ""


@cache
def made_by() -> str:
    """Return the versions of the libraries used."""
    from lxml import etree  # noqa: PLC0415 - an extra

    parser = ".".join(map(str, etree.LIBXML_VERSION))
    return f"trafilatura {version('trafilatura')}, libxml2 {parser}"


def _set(piece: Piece, mark: str) -> None:
    """Put a mark before the first word of a block."""
    node, tail = piece.place
    text = (node.tail if tail else node.text) or ""
    word = _WORD.search(text)
    at = word.start() if word else 0
    # A page may have character references that no tree accepts.
    marked = _UNFIT.sub(" ", f"{text[:at]}{mark}{text[at:]}")
    if tail:
        node.tail = marked
    else:
        node.text = marked
