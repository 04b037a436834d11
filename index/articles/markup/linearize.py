"""The visible text of a tree: every block in source order, with the role that its tags give.

Does not choose: what is not part of the article is a block as well. Works on trees of the standard library and lxml.

Block elements and line breaks end a block; white space collapses to one space, except in ``pre``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Role
from .tree import HTML_ELEMENTS, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

SKIPPED: Final = HTML_ELEMENTS["skipped"]
BLOCKS: Final = HTML_ELEMENTS["paragraph"] | HTML_ELEMENTS["block"]
_ROLES: Final = {
    "h1": Role.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    "blockquote": Role.QUOTE,
    "li": Role.LIST,
    "figcaption": Role.CAPTION,
}
_FRAMES: Final = frozenset({"nav", "header", "footer", "aside"})
_BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")


class Place(NamedTuple):
    """Where a run of text is in a tree: in the element's ``text`` or after it, in its ``tail``."""

    node: Element
    tail: bool


class Piece(NamedTuple):
    """A block of a page: its text, the role its tags give, the innermost block element, where its first word is.

    ``frame`` is the innermost of ``nav header footer aside`` around it, or empty.
    """

    text: str
    role: Role
    node: Element
    place: Place
    frame: str


class Picture(NamedTuple):
    """A picture of a page."""

    node: Element


class _Open:
    """The block being read."""

    __slots__ = ("parts", "pictures", "place")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.place: Place | None = None
        self.pictures: list[Element] = []

    def take(self, text: str | None, node: Element, *, tail: bool) -> None:
        if text:
            if self.place is None and not text.isspace():
                self.place = Place(node, tail)
            self.parts.append(text)


class _Context(NamedTuple):
    """What the elements around a run of text imply."""

    node: Element
    role: Role
    frame: str
    kept: bool


def linearize(root: Element) -> Iterator[Piece]:
    """Yield the blocks of visible text below ``root``."""
    return (piece for piece in with_pictures(root) if isinstance(piece, Piece))


def with_pictures(root: Element) -> Iterator[Piece | Picture]:
    """Yield the blocks of visible text below ``root``, and pictures, each after the block it is in."""
    run = _Open()
    around = [_Context(root, Role.BODY, "", kept=False)]
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        node, leaving = waiting.pop()
        name = tag_of(node)
        block = name in BLOCKS
        if block:
            yield from _finished(run, around[-1])
        if leaving:
            if block:
                around.pop()
            run.take(node.tail if node is not root else None, node, tail=True)
            continue
        if not name or name in SKIPPED:
            if node is not root:
                run.take(node.tail, node, tail=True)
            continue
        if block:
            around.append(_within(around[-1], node, name))
        if name == "img":
            run.pictures.append(node)
        run.take(node.text, node, tail=False)
        waiting.append((node, True))
        waiting.extend((child, False) for child in reversed(node))
    yield from _finished(run, around[-1])


def line_of(node: Element | None) -> str:
    """Return the visible text of an element as one line; empty for ``None``."""
    return "" if node is None else " ".join(piece.text for piece in linearize(node))


def lines_of(node: Element) -> list[str]:
    """Return the visible text of an element, one line per block."""
    return [piece.text for piece in linearize(node)]


def _within(outer: _Context, node: Element, name: str) -> _Context:
    role = _ROLES.get(name, outer.role)
    if outer.role is Role.QUOTE and role is Role.LIST:
        role = Role.QUOTE
    frame = name if name in _FRAMES else outer.frame
    return _Context(node, role, frame, kept=outer.kept or name == "pre")


def _finished(run: _Open, around: _Context) -> Iterator[Piece | Picture]:
    place, pictures = run.place, run.pictures
    text = "".join(run.parts)
    run.parts, run.place, run.pictures = [], None, []
    if place is not None:
        if around.kept:
            text = "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
        else:
            text = _BLANKS.sub(" ", text)
        yield Piece(text.strip(), around.role, around.node, place, around.frame)
    yield from map(Picture, pictures)
