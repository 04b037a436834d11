"""How an article written in Markdown is drawn: the marks of its blocks, and those inside them.

Does not know about screens or other formats: their articles hold no marks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..model.article import LINK_TARGET, Article, Block, Role
from .markdown_inline import Look, Markup, StyledRun, inline_markup, label
from .source_map import SourceMap, merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..model.note import Target

READER: Final = "markdown"
"""The reader of the articles that have marks."""

SUFFIXES: Final = (".md", ".markdown")
"""How the names of files end that are Markdown."""

CODE: Final = "markdown-code"
"""The rule of blocks of code."""

_HASHES: Final = re.compile(r"[ \t]*#{1,6}(?:[ \t]+|$)")
_CLOSING_HASHES: Final = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_UNDERLINE: Final = re.compile(r"\n[ \t]*(?:=+|-{2,})[ \t]*$")
_QUOTED: Final = re.compile(r"[ \t]*(?:>[ \t]?)+")
_BULLET: Final = re.compile(r"[-*+](?=[ \t])")
_PARAGRAPH: Final = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_BLANKS: Final = re.compile(r"[ \t]*")
_TRAILING: Final = re.compile(r"(?:[ \t]*\\|[ \t]+)?\n")
_DASHES: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ALIGNMENTS: Final = {(False, False): "", (True, False): "left", (True, True): "center", (False, True): "right"}
"""How a column is set, by a colon at the left and at the right end of its dashes (GitHub Flavored Markdown 4.10)."""

_BAR: Final = re.compile(r"(?<!\\)\|")
_ITEM: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}")
_DEFINITION: Final = re.compile(r"\[((?:\\.|[^\\\[\]])+)\]:\s*<?([^\s>]+)>?")
_PLAIN_BLOCKS: Final = frozenset({"front-matter", "labels", LINK_TARGET, "markdown-comment", "markdown-break"})


def has_marks(article: Article) -> bool:
    """Whether the article's text holds marks that are not drawn."""
    return article.source.reader == READER


def markup_of(article: Article) -> Markup:
    """Return how the article is drawn, by code points of its text; its hidden stretches are ordered and disjoint."""
    return _marked(article.text, article.blocks) if has_marks(article) else Markup()


def _marked(text: str, blocks: Sequence[Block]) -> Markup:
    made, targets = Markup(), _targets(text, blocks)
    for block in blocks:
        if block.role is not Role.FRONTMATTER and block.rule not in _PLAIN_BLOCKS:
            _mark(text, block, targets, made)
    made.hidden = [*merge(made.hidden)]
    return made


def shown_text(article: Article) -> SourceMap:
    """Return the map between an article's text and what is drawn of it."""
    return _shown(article.text, article.blocks) if has_marks(article) else SourceMap(article.text)


@lru_cache(maxsize=64)
def _shown(text: str, blocks: tuple[Block, ...]) -> SourceMap:
    markup = _marked(text, blocks)
    return SourceMap(markup.put_in(text), markup.hidden)


def without_marks(article: Article) -> Article:
    """Return the article with blanks in the place of the marks that are not drawn, for comparing what it says.

    Offsets are those of the article itself.
    """
    return replace(article, text=shown_text(article).words) if has_marks(article) else article


@lru_cache(maxsize=1024)
def drawn_quotation(words: str, article: str, *, before: str = "", after: str = "") -> str:
    """Return the words of a passage of ``article`` (an id) as they are drawn where it stands.

    ``before`` and ``after`` are what stands around it, where marks that end or begin inside it may begin and end.
    """
    if not article.lower().endswith(SUFFIXES):
        return words
    text = before + words + after
    blocks = tuple(Block(*found.span(), _role_of(found[0])) for found in _PARAGRAPH.finditer(text))
    return _shown(text, blocks).cut(len(before), len(before) + len(words)).strip("\n")


def drawn_target(target: Target) -> str:
    """Return the quotation of a note's target as it is drawn in its article."""
    return drawn_quotation(target.exact, target.article, before=target.prefix, after=target.suffix)


def _role_of(paragraph: str) -> Role:
    """Return the role of a paragraph of which nothing but its words is known."""
    shapes = ((_HASHES, Role.HEADING), (_QUOTED, Role.QUOTE), (_BULLET, Role.LIST))
    return next((role for shape, role in shapes if shape.match(paragraph)), Role.BODY)


def _targets(text: str, blocks: Iterable[Block]) -> dict[str, str]:
    """Return the addresses of the document's references by label; the first definition stands."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.rule == LINK_TARGET:
            for definition in _DEFINITION.finditer(text, block.start, block.end):
                found.setdefault(label(definition[1]), definition[2])
    return found


def _mark(text: str, block: Block, targets: dict[str, str], into: Markup) -> None:
    start, end = block.span
    if block.rule == CODE:
        _mark_code(text, start, end, into)
        return
    if is_table(text, start, end):
        _mark_table(text, start, end, targets, into)
        return
    if block.role in {Role.HEADING, Role.TITLE}:
        start, end = _inside_heading(text, start, end, into)
    first = _MARKED.get(block.role)
    if first is not None:
        start = first(text, start, end, into)
    inline_markup(text, start, end, targets, into)
    _mark_lines(text, start, end, into, quoted=block.role is Role.QUOTE)


def _mark_code(text: str, start: int, end: int, into: Markup) -> None:
    """Hide the fences; what stands between them is drawn as it is."""
    first = text.find("\n", start, end)
    if first < 0:
        return
    into.hide(start, first + 1)
    last = text.rfind("\n", first, end)
    closed = text[last + 1 : end].strip()
    if last > first - 1 and closed and not closed.strip("`~"):
        into.hide(max(last, first + 1), end)
        end = max(last, first + 1)
    into.runs.append(StyledRun(first + 1, end, Look.CODE))


def is_table(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a table: rows between bars, or a line of dashes between bars below the first row."""
    rows = text[start:end].split("\n")
    barred = all(row.strip().startswith("|") for row in rows) and text.count("|", start, end) > len(rows)
    return barred or (len(rows) > 1 and "|" in rows[0] and _DASHES.match(rows[1]) is not None)


def table_bars(text: str, start: int, end: int) -> list[int]:
    """Return where the bars between the cells of a row stand; one behind a backslash is a sign of its cell."""
    return [bar.start() for bar in _BAR.finditer(text, start, end)]


def table_alignments(text: str, start: int, end: int) -> list[str]:
    """Return how the columns of a table are set, by its line of dashes: ``left``, ``center``, ``right``, or empty.

    What stands before the first bar is a column, though there is nothing in it as a rule.
    """
    rows = text[start:end].split("\n")
    dashes = next((row for row in rows if _DASHES.match(row)), "")
    ends = ((cell.strip()[:1] == ":", cell.strip()[-1:] == ":") for cell in dashes.split("|"))
    return [_ALIGNMENTS[cell] for cell in ends]


def _mark_table(text: str, start: int, end: int, targets: dict[str, str], into: Markup) -> None:
    """Mark what stands in each cell, with one blank on either side of it; of the line of dashes nothing is drawn."""
    first = True
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if _DASHES.match(text[start:stop]):
            into.hide(max(start - 1, 0) if not first else start, stop if not first else min(stop + 1, end))
        else:
            edges = [start - 1, *table_bars(text, start, stop), stop]
            for left, right in pairwise(edges):
                _mark_cell(text, left + 1, right, targets, into)
            if first:
                into.runs.append(StyledRun(start, stop, Look.STRONG))
            first = False
        start = stop + 1


def _mark_cell(text: str, start: int, end: int, targets: dict[str, str], into: Markup) -> None:
    held = text[start:end]
    low, high = start + len(held) - len(held.lstrip()), start + len(held.rstrip())
    into.hide(start + 1, min(low, end))
    into.hide(high + 1, end)
    inline_markup(text, low, max(low, high), targets, into)


def list_levels(article: Article) -> dict[int, int]:
    """Return how deep the items of lists in lists stand, and paragraphs that go on with them, by position of the block.

    Counted from 0, which is left out. An item stands in the one above it if it begins under its words (CommonMark 5.2).
    """
    found: dict[int, int] = {}
    open_items: list[int] = []
    for position, block in enumerate(article.blocks if has_marks(article) else ()):
        column = _column(article.text, block.start)
        open_items = [inside for inside in open_items if inside <= column]
        if block.role is Role.LIST:
            found[position] = len(open_items)
            marker = _ITEM.match(article.text, block.start, block.end)
            open_items.append(column + (len(marker[0]) if marker else 1))
        else:
            found[position] = len(open_items)
    return {position: level for position, level in found.items() if level}


def _column(text: str, start: int) -> int:
    """Return the column at which a block begins; a tab goes to the next multiple of four."""
    return len(text[text.rfind("\n", 0, start) + 1 : start].expandtabs(4))


def _inside_heading(text: str, start: int, end: int, into: Markup) -> tuple[int, int]:
    """Hide the marks of a heading and return what they stand around."""
    if hashes := _HASHES.match(text, start, end):
        into.hide(start, hashes.end())
        start = hashes.end()
        if closing := _CLOSING_HASHES.search(text[start:end]):
            into.hide(start + closing.start(), end)
            end = start + closing.start()
    elif underline := _UNDERLINE.search(text[start:end]):
        into.hide(start + underline.start(), end)
        end = start + underline.start()
    return start, end


def _quotation_mark(text: str, start: int, end: int, into: Markup) -> int:
    mark = _QUOTED.match(text, start, end)
    after = mark.end() if mark else start
    into.hide(start, after)
    return after


def _bullet(text: str, start: int, end: int, into: Markup) -> int:
    if bullet := _BULLET.match(text, start, end):
        into.instead[start] = "•"
        return bullet.end()
    return start


_MARKED: Final[dict[Role, Callable[[str, int, int, Markup], int]]] = {
    Role.QUOTE: _quotation_mark,
    Role.LIST: _bullet,
}


def _mark_lines(text: str, start: int, end: int, into: Markup, *, quoted: bool) -> None:
    """Let a paragraph flow: its line ends are blanks, but for those after two blanks or a backslash."""
    for line_end in list(_TRAILING.finditer(text, start, end)):
        feed = line_end.end() - 1
        into.hide(line_end.start(), feed)
        hard = line_end[0].endswith("\\\n") or line_end[0].endswith("  \n")
        margin = (_QUOTED if quoted else _BLANKS).match(text, feed + 1, end) or _BLANKS.match(text, feed + 1, end)
        after = margin.end() if margin else feed + 1
        blank_line = quoted and text[after : after + 1] in {"\n", ""}
        if not hard and not blank_line and not (quoted and text[line_end.start() - 1] in ">\n"):
            into.instead[feed] = " "
        into.hide(feed + 1, after)
