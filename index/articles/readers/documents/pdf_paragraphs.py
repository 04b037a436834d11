"""Makes paragraphs from positioned lines: by columns, indents, gaps, short last lines and font sizes.

Line ends stay in the text as soft ones, and a hyphen at one stays a hyphen.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STOPS: Final = (".", "!", "?", "”", "»", '"', "’", "…", "。", ":", "؟")
_BROWSER: Final = re.compile(
    r"(?:https?://\S+\s+\d+(?:/\d+)?|\d{1,2}[./]\d{1,2}[./]\d{2,4},? .{0,120}|\d{1,3}(?:\s?/\s?\d{1,3})?|https?://\S+)$"
)
_DIGITS: Final = re.compile(r"\d+")
_SIZE: Final = 0.12
"""The relative difference of font sizes that still counts as equal."""
_GAP: Final = 1.3
"""The gap between paragraphs, in usual line distances."""
_INDENT: Final = 0.6
"""The smallest indent, in font sizes."""
_SHORT: Final = 0.25
"""The share of a column left empty by a line that can only be the end of a paragraph."""
_ROOM: Final = 2.0
"""The same in font sizes; used where the column is wide."""
_FAR: Final = 6
"""The largest distance of two lines of one column, in font sizes."""


class PdfLine(NamedTuple):
    """A line of text: its words, its box in points from the lower left corner of the page, and its font size."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


class Measure(NamedTuple):
    """A column: the left edge of most lines, the right end of the longest, the usual line distance, the line count."""

    left: float
    right: float
    pitch: float
    lines: int


class PdfParagraph(NamedTuple):
    """A paragraph with soft line ends: its lines, the page of each (from 0), its size, whether it is a running line."""

    lines: tuple[str, ...]
    pages: tuple[int, ...]
    size: float
    furniture: bool = False


def paragraphs(pages: Sequence[Sequence[PdfLine]]) -> Iterator[PdfParagraph]:
    """Yield the paragraphs of a document in page order, running lines before the paragraph they interrupt."""
    running = _running(pages)
    held: list[tuple[PdfLine, int]] = []
    old: Measure | None = None
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            if (number, place) in running:
                yield PdfParagraph((line.text,), (number,), line.size, furniture=True)
        rest = [line for place, line in enumerate(page) if (number, place) not in running]
        for column in _columns(rest):
            measure = _measure(column)
            for place, line in enumerate(column):
                above = column[place - 1] if place else None
                if held and not _goes_on(held[-1][0], line, above, old, measure):
                    yield _paragraph(held)
                    held = []
                held.append((line, number))
            old = measure
    if held:
        yield _paragraph(held)


def _paragraph(held: Sequence[tuple[PdfLine, int]]) -> PdfParagraph:
    return PdfParagraph(tuple(line.text for line, _ in held), tuple(page for _, page in held), held[0][0].size)


def _columns(lines: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """Yield runs of lines of one size that go down a page and overlap horizontally."""
    column: list[PdfLine] = []
    for line in lines:
        if column and not _below(column[-1], line):
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _below(above: PdfLine, line: PdfLine) -> bool:
    overlaps = min(above.right, line.right) > max(above.left, line.left)
    drop = above.bottom - line.bottom
    return overlaps and _alike(above, line) and 0 < drop < _FAR * above.size


def _measure(column: Sequence[PdfLine]) -> Measure:
    lefts = Counter(round(line.left) for line in column)
    most = max(lefts.values())
    left = min(edge for edge, count in lefts.items() if count == most)
    pitches = [a.bottom - b.bottom for a, b in pairwise(column)]
    return Measure(left, max(line.right for line in column), _usual(pitches) or column[0].size * 1.2, len(column))


def _usual(pitches: Sequence[float]) -> float:
    """Return the line distance inside paragraphs: the smallest frequent one; 0 without any."""
    counted = Counter(round(pitch) for pitch in pitches)
    return float(min((pitch for pitch, count in counted.items() if count * 5 >= len(pitches)), default=0))


def _alike(a: PdfLine, b: PdfLine) -> bool:
    return abs(a.size - b.size) <= _SIZE * max(a.size, b.size)


def _goes_on(before: PdfLine, line: PdfLine, above: PdfLine | None, old: Measure | None, measure: Measure) -> bool:
    """Whether ``line`` continues the paragraph that ends with ``before`` so far."""
    if not _alike(before, line):
        return False
    indented = line.left - measure.left > _INDENT * line.size
    if above is None:
        # A paragraph continues in another column or page unless it is indented or its last line ended it.
        old = old or measure
        # A column of a line or two does not show its width.
        ended = before.text.endswith(_STOPS) if old.lines < 3 else _ends(before, line, old)
        return not indented and not ended
    if above.bottom - line.bottom > max(_GAP * measure.pitch, measure.pitch + 0.3 * line.size):
        return False
    if indented and above.left - measure.left <= _INDENT * line.size:
        return False
    return not _ends(before, line, measure)


def _ends(before: PdfLine, line: PdfLine, measure: Measure) -> bool:
    """Whether ``before`` left room for the first word of ``line``: much, or some after a full stop."""
    first = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
    room = measure.right - before.right - width
    if room <= 1:
        return False
    return before.text.endswith(_STOPS) or room > min(_SHORT * (measure.right - measure.left), _ROOM * line.size)


def _running(pages: Sequence[Sequence[PdfLine]]) -> set[tuple[int, int]]:
    """Return (page, index) of headers, footers and page numbers: at one height on most pages, or a browser's."""
    found: set[tuple[int, int]] = set()
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_print_of(line) for line in page})
    for number, page in enumerate(pages):
        if not page:
            continue
        top, bottom = max(line.bottom for line in page), min(line.bottom for line in page)
        for place, line in enumerate(page):
            at_edge = line.bottom >= top - 1 or line.bottom <= bottom + 1
            repeated = len(pages) > 2 and seen[_print_of(line)] * 2 > len(pages)
            if repeated or (at_edge and _BROWSER.match(line.text)):
                found.add((number, place))
    return found


def _print_of(line: PdfLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom / 4)
