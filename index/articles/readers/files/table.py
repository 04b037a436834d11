"""Tables, ``.csv`` and ``.tsv``: one article per row, if a column holds the text.

Rejects tables of addresses, and does not guess whether 03/04 is in March or April: another row with a day over twelve
decides that for the column.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from ....text.language.calendars import iso
from ..formats import LOOKED_AT
from ..protocol import Fault
from ..refusals import RefusedError, links_only
from .dump_records import Naming, article_of, normal
from .lines import LONGEST, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..protocol import Opened, RawArticle

_DELIMITERS: Final = ",;\t|"
_FIGURES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")


def read(opened: Opened) -> Iterator[RawArticle | Fault]:
    """Yield an article for each row with text; raises `RefusedError` for a table without any."""
    text = Text(opened.file)
    naming = Naming(opened.fields)
    csv.field_size_limit(LONGEST)
    delimiter = _delimiter(text.sample, naming)
    rows = csv.reader(text, delimiter=delimiter)
    header = next(rows, [])
    yield from _articles(header, _rows(rows), naming, text.named)


def _articles(
    header: list[str], rows: Iterable[list[str] | Fault], naming: Naming, encoding: str
) -> Iterator[RawArticle | Fault]:
    """Yield the articles of a table's rows."""
    column = naming.fits(header, "text")
    if not column:
        raise _refused(header, rows, naming)
    dates = naming.fits(header, "published")
    ahead = iter(rows)
    sample = list(islice(ahead, LOOKED_AT))
    order = _order(
        row[header.index(dates)] for row in sample if isinstance(row, list) and dates and len(row) >= len(header)
    )
    for row in chain(sample, ahead):
        if isinstance(row, Fault):
            yield row
            continue
        record = dict(zip(header, row, strict=False))
        if dates and order:
            record[dates] = _FIGURES.sub(lambda found: _ordered(found, order), record.get(dates, ""))
        article = article_of(record, "csv", naming)
        if article is not None:
            details = (*article.details, ("csv:order of day and month", order)) if order else article.details
            yield replace(article, encoding=encoding, details=details)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | Fault]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Fault(f"The table can't be read on: {str(error).rstrip('.')}.")
            return
        if row is None:
            return
        yield row


def _delimiter(sample: str, naming: Naming) -> str:
    """Return the delimiter that splits the first row into the most known columns."""
    first = sample.split("\n", 1)[0][:LONGEST]
    return max(
        _DELIMITERS,
        key=lambda mark: (sum(naming.knows(name.strip('" \r')) for name in first.split(mark)), first.count(mark)),
    )


def _refused(header: list[str], rows: Iterable[list[str] | Fault], naming: Naming) -> RefusedError:
    if address := naming.fits(header, "url"):
        at = header.index(address)
        return links_only(sum(isinstance(row, list) and len(row) > at and row[at].startswith("http") for row in rows))
    named = ", ".join(filter(None, map(normal, header[:8]))) or "nothing"
    return RefusedError(
        f"No column of the table is known to hold a text (it has {named}); say which with articles.fields."
    )


def _order(values: Iterable[str]) -> str:
    """Return ``day first`` or ``month first`` if some value decides it for all, else an empty string."""
    pairs = [(int(found[1]), int(found[2])) for value in values if (found := _FIGURES.match(value.strip()))]
    days, months = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return "" if days == months else "day first" if days else "month first"


def _ordered(found: re.Match[str], order: str) -> str:
    day, month = (found[1], found[2]) if order == "day first" else (found[2], found[1])
    return iso(int(found[3]), int(month), int(day)) or found[0]
