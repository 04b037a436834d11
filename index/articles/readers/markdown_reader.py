"""Markdown: headings, quotations, lists, pictures and paragraphs as blocks; the markup stays in the text.

Does not render: emphasis and links inside a paragraph are ordinary characters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Final

from ...model.article import LINK_TARGET, PARAGRAPHS, Block, Role
from ...text.lazy_patterns import lazy_pattern
from ..decoding import decode
from ..fields.frontmatter import read_front_matter
from ..layout import LayoutLine, lines
from ..line_shape import key
from .protocol import VERSIONS, RawArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADING: Final = lazy_pattern(r"(#{1,6})(?:\s+\S|$)")
_UNDERLINE: Final = lazy_pattern(r"(?:=+|-{2,})$")
_HEADING_MARKS: Final = lazy_pattern(r"^#{1,6}\s+|\s+#+$|\n(?:=+|-{2,})$")
_HEADING_RULES: Final = frozenset({"markdown-heading", "markdown-underline"})
_QUOTE: Final = lazy_pattern(r">")
_ITEM: Final = lazy_pattern(r"(?:[-*+]|\d{1,9}[.)])\s+\S")
_FENCE: Final = lazy_pattern(r"(`{3,}|~{3,})")
_BREAK: Final = lazy_pattern(r"(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_PICTURE: Final = lazy_pattern(r"(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$|!\[\[[^\]]+\]\]$")
_TARGET: Final = lazy_pattern(r"\[[^\]]+\]:\s+\S")
_COMMENT: Final = lazy_pattern(r"<!--.*-->$", re.DOTALL)
_PICTURES: Final = lazy_pattern(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINKS: Final = lazy_pattern(r"\[([^\[\]\n]*)\]\([^)\n]*\)")
_STRESS: Final = lazy_pattern(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_ESCAPED: Final = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
_PRIVATE: Final = 0xF700
_WAITING: Final = lazy_pattern(f"[{chr(_PRIVATE + 0x21)}-{chr(_PRIVATE + 0x7E)}]")
_ENTITY: Final = lazy_pattern(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
# A line this long is a paragraph of its own: hard-wrapped lines are shorter.
_LONG_LINE: Final = 120
_JUDGED_LENGTH: Final = 2000

_SHAPES: Final = (
    (_BREAK, Role.NAV, "markdown-break", False),
    (_QUOTE, Role.QUOTE, "markdown-quote", True),
    (_ITEM, Role.LIST, "markdown-list", True),
    (_PICTURE, Role.CAPTION, "markdown-picture", True),
    (_TARGET, Role.NAV, LINK_TARGET, True),
    (_COMMENT, Role.NAV, "markdown-comment", True),
)


class MarkdownReader:
    """Reads Markdown in the common dialects."""

    name = "markdown"
    version = VERSIONS["markdown"]
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def sniff(self, head: bytes, path: str) -> float:
        """Return certainty by the file's suffix alone: text full of markup may still be plain."""
        del head
        return 0.9 if path.lower().endswith(self.suffixes) else 0.0

    def read(self, data: bytes, path: str) -> Iterator[RawArticle]:
        """Yield the one article of the file; raises `NotTextError`."""
        del path
        decoded = decode(data)
        top = read_front_matter(decoded.text)
        found = _blocks(decoded.text, top.end, titled=bool(top.told.title))
        laid = tuple(_titled_once(decoded.text, found, top.told.title.value or ""))
        yield RawArticle(
            decoded.text,
            (top.block, *laid) if top.block else laid,
            decoded.encoding,
            told=top.told,
            tags=top.tags,
            plain=plain,
            problems=decoded.problems + top.problems,
        )


def _titled_once(text: str, blocks: Iterable[Block], title: str) -> Iterator[Block]:
    """Yield the blocks; the first heading that equals the headline becomes it, later ones are repetitions.

    ``title`` is the title from the front matter, or empty.
    """
    wanted, found = key(title), False
    for block in blocks:
        if block.rule not in _HEADING_RULES:
            yield block
            continue
        said = key(plain(_HEADING_MARKS.sub("", text[block.start : block.end])))
        wanted = wanted or (said if block.role is Role.TITLE else "")
        if not wanted or said != wanted:
            yield block
        elif found:
            yield replace(block, role=Role.DUPLICATE, rule="repeats-title")
        else:
            found = True
            yield replace(block, role=Role.TITLE)


def plain(held: str) -> str:
    """Return a line without pictures, link targets, emphasis and escapes; a long paragraph unchanged."""
    if len(held) > _JUDGED_LENGTH:
        return held
    if "\\" in held:
        # Escaped characters are not markup: they wait in the private use area until the markup is gone.
        held = _ESCAPED.sub(lambda match: chr(_PRIVATE + ord(match[1])), held)
    if "](" in held:
        held = _LINKS.sub(r"\1", _PICTURES.sub("", held))
    if "*" in held or "_" in held:
        held = _STRESS.sub("", held).strip()
    if "&" in held:
        held = _ENTITY.sub(lambda match: unescape(match[0]), held)
    return _WAITING.sub(lambda match: chr(ord(match[0]) - _PRIVATE), held)


def _blocks(text: str, start: int, *, titled: bool) -> Iterator[Block]:
    """Yield the blocks from ``start`` on; the first first-level heading is the headline unless ``titled``."""
    block: Block | None = None
    above: LayoutLine | None = None
    following = iter(lines(text, start))
    for line in following:
        held = text[line.start : line.end]
        if opened := _FENCE.match(held):
            yield from _finished(block)
            yield _fenced(text, line, following, opened[1])
            block = None
            continue
        if block and above and not line.apart and _goes_on(held, block, above):
            if _is_underline(held, block):
                block = _heading_above(block, titled=titled or held[0] != "=")
            block = Block(block.start, line.end, block.role, block.rule, block.sure)
        else:
            yield from _finished(block)
            block = _block(line, held, titled=titled)
        titled = titled or block.role is Role.TITLE
        above = line
    yield from _finished(block)


def _fenced(text: str, first: LayoutLine, following: Iterator[LayoutLine], fence: str) -> Block:
    """Return the block from one fence to the next, fences included; between them nothing is Markdown."""
    end = first.end
    for line in following:
        end = line.end
        held = text[line.start : end]
        if held.startswith(fence) and not held.strip(fence[0]):
            break
    return Block(first.start, end, Role.BODY, "markdown-code")


def _finished(block: Block | None) -> Iterator[Block]:
    if block:
        yield block


def _block(line: LayoutLine, held: str, *, titled: bool) -> Block:
    # No Markdown mark starts with a letter, as most lines do.
    if held[0].isalpha():
        return Block(line.start, line.end, Role.BODY)
    if heading := _HEADING.match(held):
        if len(heading[1]) == 1 and not titled:
            return Block(line.start, line.end, Role.TITLE, "markdown-heading")
        return Block(line.start, line.end, Role.HEADING, "markdown-heading")
    for shape, role, rule, sure in _SHAPES:
        if shape.match(held):
            return Block(line.start, line.end, role, rule, sure)
    return Block(line.start, line.end, Role.BODY)


def _goes_on(held: str, block: Block, above: LayoutLine) -> bool:
    """Whether the line belongs to the block above it, with no blank line between."""
    flows = block.role in PARAGRAPHS and above.end - above.start <= _LONG_LINE
    if held[0].isalpha():
        return flows
    if _is_underline(held, block):
        return True
    if not flows or _HEADING.match(held):
        return False
    if block.role is Role.QUOTE and _QUOTE.match(held):
        return True
    return not any(shape.match(held) for shape, *_ in _SHAPES)


def _is_underline(held: str, block: Block) -> bool:
    short = block.end - block.start <= _LONG_LINE
    return short and block.role is Role.BODY and not block.rule and _UNDERLINE.match(held) is not None


def _heading_above(block: Block, *, titled: bool) -> Block:
    return Block(block.start, block.end, Role.HEADING if titled else Role.TITLE, "markdown-underline")
