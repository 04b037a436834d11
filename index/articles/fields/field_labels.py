"""Fields that scraping scripts and reading services write above a text, a label and a colon before each.

Refuses a single label, which may open a text, unless it says that a headline follows.

    Title: Harbour to be rebuilt
    URL Source: https://ledger.example/harbour
    Published Time: 2024-03-04T06:15:00Z
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ..layout import lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..layout import LayoutLine

_LABEL: Final = re.compile(
    r"(?:(?:[-*+>]|#{1,6})\s+)?[*_]{0,2}([^\W\d_][\w ./-]{1,28}?)[*_]{0,2}\s?[:：][*_]{0,2}(?:[ \t]+(\S.*)|\s*)$"
)
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_MOST: Final = 24
# Labels of lines that say none of an article's fields.
_OTHER_LIST: Final = (
    "section length loaddate language publicationtype pubtype documenttype subject subjects description summary "
    "excerpt abstract keywords tags category categories topic topics copyright edition page pages words wordcount "
    "retrieved accessed dateretrieved scraped crawled id doi issn location country city genre type format status time "
    "readingtime image imageurl thumbnail archived snapshot database accessionnumber warning comments"
)
_OTHERS: Final = frozenset(_OTHER_LIST.split())
_TEXT_FOLLOWS: Final = frozenset({"content", "markdowncontent", "text", "body", "fulltext", "articletext"})
_HEADLINES: Final = frozenset({"title", "headline"})


class LabelledHead(NamedTuple):
    """Lines of labels at the top of a text: where they begin and end, and what each label says, by its plain name."""

    start: int
    end: int
    values: dict[str, str]


def plain_name(label: str) -> str:
    """Return ``label`` small and without signs: ``URL Source`` and ``url_source`` are one."""
    return _NOT_LETTERS.sub("", label.casefold())


def labelled_head(text: str, names: Collection[str]) -> LabelledHead | None:
    """Return the labels that ``text`` begins with, or ``None``; ``names`` are plain names of labels with a field."""
    values: dict[str, str] = {}
    start = end = -1
    for line in lines(text[: _MOST * 600]):
        name, value = _label(text, line)
        ends = name in _TEXT_FOLLOWS and not value
        if not (name in names or name in _OTHERS or ends) or len(values) == _MOST:
            break
        values.setdefault(name, value)
        start, end = (line.start if start < 0 else start), line.end
        if ends:
            break
    told = [name for name in values if name in names and values[name]]
    if not told or (len(values) < 2 and told[0] not in _HEADLINES):
        return None
    return LabelledHead(start, end, values)


def _label(text: str, line: LayoutLine) -> tuple[str, str]:
    """Return the plain name of the label that ``line`` opens with, and its value; both empty where there is none."""
    found = _LABEL.match(text, line.start, line.end)
    return (plain_name(found[1]), (found[2] or "").strip()) if found else ("", "")
