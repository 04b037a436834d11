"""Labelled fields that scraping scripts and reading services write above a text.

A single label is ignored, as a text may start with one, unless it announces a headline.

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
# Labels of lines that are not fields of an article.
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
    """Labelled lines at the top of a text: where they start and end, and their values by plain name."""

    start: int
    end: int
    values: dict[str, str]


def plain_name(label: str) -> str:
    """Return ``label`` in lower case without punctuation: ``URL Source`` and ``url_source`` become the same."""
    return _NOT_LETTERS.sub("", label.casefold())


def labelled_head(text: str, names: Collection[str]) -> LabelledHead | None:
    """Return the labels that ``text`` starts with, or ``None``; ``names`` are the plain names of known labels."""
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
    """Return the plain name and the value of the label that ``line`` starts with; both empty without one."""
    found = _LABEL.match(text, line.start, line.end)
    return (plain_name(found[1]), (found[2] or "").strip()) if found else ("", "")
