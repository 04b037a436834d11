"""What is asked of others about a page: which blocks are the article, and where nothing is told, a guess at the day.

An extractor is shown the page with a mark in front of each block.

Refuses to take a letter from the extractor: only which marks came back counts, so that another version of it, or
another extractor, changes roles at most.
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
"""What the guess at a day is called among the details of an article."""

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WORD: Final = re.compile(r"\S")


def kept(root: Element, pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the positions of the blocks an extractor takes for the article. Marks are left behind in the tree."""
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
    """Return the day that htmldate takes a page to be of, empty for none: a guess, which is never told as a fact."""
    from htmldate import find_date  # noqa: PLC0415 - comes with the extractor

    try:
        return find_date(root, original_date=True) or ""
    except Exception:  # noqa: BLE001 - whatever it stumbles over, without its guess the page is read all the same
        return ""


@cache
def made_by() -> str:
    """Return the versions of the libraries whose word is taken."""
    from lxml import etree  # noqa: PLC0415 - an extra

    parser = ".".join(map(str, etree.LIBXML_VERSION))
    return f"trafilatura {version('trafilatura')}, libxml2 {parser}"


def _set(piece: Piece, mark: str) -> None:
    """Put a mark in front of the first word of a block."""
    node, tail = piece.place
    text = (node.tail if tail else node.text) or ""
    word = _WORD.search(text)
    at = word.start() if word else 0
    # A page may hold signs, as numbers, that no tree takes back.
    marked = _UNFIT.sub(" ", f"{text[:at]}{mark}{text[at:]}")
    if tail:
        node.tail = marked
    else:
        node.text = marked
