"""The parts of a page that take one line each: table rows, and pictures with their descriptions.

Does not join cells with paragraphs: such a table is layout. Pictures are described only where the article is.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Role
from ...text.numerals import whole_number
from ..line_shape import key
from .page_roles import Given
from .tree import tag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from .linearize import Piece

_CELLS: Final = frozenset({"td", "th"})
_BETWEEN: Final = " | "
_LONGEST_CELL: Final = 120
_NAME_OF_FILE: Final = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)", re.IGNORECASE)
_LEAST: Final = 3
_ICON: Final = 48
"""The width or height in pixels up to which a picture is an icon, and skipped."""

ROW, PICTURE = Given(Role.LIST, "page:tr"), Given(Role.CAPTION, "page:img")


class PageLine(NamedTuple):
    """A line of a page as it is written, with its role."""

    text: str
    given: Given


def page_lines(pieces: Sequence[Piece], given: Sequence[Given], pictures: Iterable[tuple[int, str]]) -> list[PageLine]:
    """Return the lines of a page; ``pictures`` are descriptions with the number of pieces before them."""
    told = {key(piece.text) for piece in pieces}
    kept = [place for place, one in enumerate(given) if one.role is not Role.PAGE]
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    before: dict[int, list[str]] = {}
    for place, words in pictures:
        # What the text below repeats, or another picture already had, is skipped.
        if first < place <= last and key(words) not in told:
            told.add(key(words))
            before.setdefault(place, []).append(words)
    lines: list[PageLine] = []
    for places in _rows(pieces, given, before):
        lines += [PageLine(f"[image: {words}]", PICTURE) for words in before.get(places[0], ())]
        lines.append(_line([pieces[place] for place in places], [given[place] for place in places]))
    return lines


def words_of_picture(node: Element) -> str:
    """Return the page's description of a picture; empty for an icon, a file name or nothing."""
    words = " ".join((node.get("alt") or "").split())
    if len(words) < _LEAST or _NAME_OF_FILE.fullmatch(words):
        return ""
    sizes = [node.get(name) or "" for name in ("width", "height")]
    return "" if any(whole_number(size, _ICON) is not None for size in sizes) else words


def _rows(pieces: Sequence[Piece], given: Sequence[Given], before: dict[int, list[str]]) -> Iterator[list[int]]:
    """Yield the indexes of pieces that form one line: the cells of a table row, else each by itself."""
    rows = [_row_of(piece) for piece in pieces]
    for row, group in groupby(range(len(pieces)), key=lambda place: rows[place] if rows[place] is not None else place):
        places = list(group)
        plain = all(given[place].role in {Role.BODY, Role.LIST, Role.HEADING, Role.PAGE} for place in places)
        if not isinstance(row, int) and plain and not any(place in before for place in places[1:]):
            yield places
        else:
            yield from ([place] for place in places)


def _row_of(piece: Piece) -> Element | None:
    """Return the table row that a short piece is a complete cell of."""
    if tag_of(piece.node) not in _CELLS or len(piece.text) > _LONGEST_CELL:
        return None
    parent = piece.node.getparent()  # type: ignore[attr-defined]  # lxml's elements know it
    return parent if parent is not None and tag_of(parent) == "tr" else None


def _line(pieces: list[Piece], given: list[Given]) -> PageLine:
    if len(pieces) == 1:
        return PageLine(pieces[0].text, given[0])
    text = _BETWEEN.join(piece.text for piece in pieces)
    kept = any(one.role is not Role.PAGE for one in given)
    return PageLine(text, ROW._replace(sure=all(one.sure for one in given)) if kept else given[0])
