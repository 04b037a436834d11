"""JSON and JSON lines: records of crawlers, responses of newsrooms and archives, read-later exports, feeds.

An invalid line is reported with its number, and the rest is read.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ...markup.charset import decode_page
from ..protocol import Fault
from ..refusals import RefusedError, links_only
from ..stated_fields import plain
from .dump_records import Naming, article_of
from .lines import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..protocol import Opened, RawArticle

_LISTS: Final = (
    "items",
    "posts",
    "articles",
    "results",
    "docs",
    "entries",
    "hits",
    "data",
    "records",
    "documents",
    "response",
    "news",
    "values",
)
_INNER: Final = ("_source", "fields_", "item", "article", "document")
_MOST_FAULTS: Final = 20
_NO_TEXT: Final = "It is JSON without any record that holds a text; say what holds it with articles.fields."


def read(opened: Opened) -> Iterator[RawArticle | Fault]:
    """Yield the articles of a file; raises `RefusedError` and `NotTextError`."""
    naming = Naming(opened.fields)
    if opened.name.removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        yield from _lines(opened, naming)
        return
    decoded = decode_page(opened.bytes())
    try:
        document = json.loads(decoded.text.removeprefix("\ufeff"))
    except RecursionError:
        raise RefusedError("It is JSON nested too deep to be read.") from None
    except ValueError as error:
        if decoded.text.lstrip()[:1] == "{" and "\n{" in decoded.text:
            yield from _parsed(decoded.text.split("\n"), naming, decoded.encoding)
            return
        raise RefusedError(f"It is no JSON that can be read: {str(error).partition(':')[0]}.") from error
    yield from _document(document, naming, decoded.encoding)


def records(document: object) -> list[Mapping[str, Any]]:
    """Return the records of a document, however deeply services wrap them."""
    if isinstance(document, list):
        return [_unwrapped(item) for item in document if isinstance(item, dict)]
    if not isinstance(document, dict):
        return []
    for name in _LISTS:
        inner = document.get(name)
        if isinstance(inner, (list, dict)) and (found := records(inner)):
            return found
    return [document]


def _document(document: object, naming: Naming, encoding: str) -> Iterator[RawArticle]:
    listed = records(document)
    feed = document if isinstance(document, dict) and "items" in document else {}
    outlet = plain(feed.get("title"))
    found = addresses = 0
    for record in listed:
        own = _without_number(record) if "is_archived" in record else record
        article = article_of(own, "feed" if feed else "json", naming, outlet)
        if article is not None:
            found += 1
            yield replace(article, encoding=encoding)
        elif any(str(record.get(name, "")).startswith("http") for name in ("url", "link", "webUrl")):
            addresses += 1
    if not found:
        raise links_only(addresses) if addresses else RefusedError(_NO_TEXT)


def _lines(opened: Opened, naming: Naming) -> Iterator[RawArticle | Fault]:
    text = Text(opened.file)
    yield from _parsed(text, naming, text.named)


def _parsed(lines: Text | list[str], naming: Naming, encoding: str) -> Iterator[RawArticle | Fault]:
    """Yield an article for each line that is a record with a text."""
    faults = found = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            faults += 1
            if faults <= _MOST_FAULTS:
                yield Fault(f"Line {number} is no JSON.")
            continue
        for inner in records(record):
            article = article_of(inner, "json", naming)
            if article is not None:
                found += 1
                yield replace(article, encoding=encoding)
    if faults > _MOST_FAULTS:
        yield Fault(f"{faults - _MOST_FAULTS} more lines are no JSON.")
    if not found and not faults:
        raise RefusedError(_NO_TEXT)


def _unwrapped(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the record that a search engine wraps, or the record itself."""
    for name in _INNER:
        inner = record.get(name)
        if isinstance(inner, dict) and "title" not in record:
            return inner
    return record


def _without_number(record: Mapping[str, Any]) -> dict[str, Any]:
    """Drop wallabag's running number: the address is in other exports as well."""
    return {name: value for name, value in record.items() if name != "id"}
