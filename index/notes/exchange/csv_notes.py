"""Notes as CSV, one row per target, safe to open in a spreadsheet.

A cell that a spreadsheet would run as a formula is prefixed with an apostrophe (OWASP, CSV injection). Replies and
links are given as ids.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from ...model.note import Placed, State, Target
from ..citation import Cited
from .markdown_notes import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...model.note import PlacedNote

COLUMNS = (
    "note",
    "kind",
    "text",
    "tags",
    "author",
    "created",
    "modified",
    "article",
    "story",
    "title",
    "outlet",
    "byline",
    "agency",
    "published",
    "url",
    "quotation",
    "start",
    "end",
    "paragraph",
    "state",
    "reply_to",
    "links",
    "via",
)
"""The header row."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(notes: Iterable[PlacedNote], cited: Mapping[str, Cited]) -> str:
    """Return a CSV document (RFC 4180) with a header; a note without targets has a row too."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for placed in notes:
        for place in placed.places or (Placed(Target(), State.HERE),):
            writer.writerow(harmless(cell) for cell in _row(placed, place, cited))
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Talks - day 2")
    ("'=1+1", 'Talks - day 2')
    """
    lead = cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA
    text = printable(cell)
    return f"'{text}" if lead else text


def _row(placed: PlacedNote, place: Placed, cited: Mapping[str, Cited]) -> tuple[str, ...]:
    note, target = placed.note, place.target
    known = cited.get(target.article) or Cited(target.article)
    start, end = (str(place.span.start), str(place.span.end)) if place.span else ("", "")
    paragraph = known.paragraph(place.span.start) if place.span else 0
    return (
        note.id,
        note.kind,
        note.text,
        ", ".join(note.tags),
        note.author,
        note.created,
        note.modified,
        target.article,
        target.story,
        known.title,
        known.outlet,
        known.author,
        known.agency,
        known.published,
        known.url,
        target.exact,
        start,
        end,
        str(paragraph or ""),
        place.state if target.article or target.story else "",
        note.reply_to,
        " ".join(note.links),
        note.via,
    )
