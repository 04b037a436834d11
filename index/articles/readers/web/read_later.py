"""Exports of read-later services: Omnivore's zip with its texts, and lists of bookmarks.

Bookmarks are not articles but links.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ....model.article import Provenance, Role
from ...markup.charset import decode_page
from ..composition import Composition
from ..files.dump_records import write_text
from ..protocol import Fault
from ..refusals import RefusedError, links_only
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..files.zip_archive import ZipArchive
    from ..protocol import RawArticle

SOURCE: Final = "omnivore"
BOOKMARKS: Final = re.compile(r"<!doctype\s+netscape-bookmark", re.IGNORECASE)
_LINK: Final = re.compile(r"<a\s[^>]*href=[\"']?https?:", re.IGNORECASE)


def of_omnivore(archive: ZipArchive) -> Iterator[RawArticle | Fault]:
    """Yield the articles whose text is in the export; raises `RefusedError` when none is."""
    listed = [
        entry for name in sorted(archive.names) if name.startswith("metadata_") for entry in _entries(archive, name)
    ]
    found = 0
    for entry in listed:
        name = f"content/{entry.get('slug')}.html"
        if name in archive.names:
            found += 1
            yield _article(entry, decode_page(archive.read(name)).text)
        else:
            yield Fault(f"Its text of “{str(entry.get('title'))[:60]}” is missing.")
    if not found:
        raise links_only(len(listed))


def refuse_bookmarks(page: str) -> None:
    """Raise `RefusedError` for a page that is an export of bookmarks."""
    if BOOKMARKS.search(page[:1000]):
        raise links_only(len(_LINK.findall(page)))


def _entries(archive: ZipArchive, name: str) -> list[dict[str, Any]]:
    data = archive.read(name)
    try:
        listed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"Its part {name} is no JSON that can be read: {error}.") from error
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def _article(entry: dict[str, Any], page: str) -> RawArticle:
    stated, composition = StatedFields(SOURCE), Composition()
    stated.say("title", entry.get("title"), "title")
    stated.say("subtitle", entry.get("description"), "description")
    stated.say("author", entry.get("author"), "author")
    stated.say("url", entry.get("url"), "url")
    stated.say("published", entry.get("publishedAt"), "publishedAt")
    stated.say("outlet", entry.get("siteName"), "siteName")
    host = urlsplit(stated.value("url")).hostname or ""
    stated.say("outlet", host.removeprefix("www."), "url", Provenance.DERIVED)
    stated.tag(entry.get("labels") or [])
    composition.add(stated.value("title"), Role.TITLE, f"{SOURCE}:title")
    composition.add(stated.value("subtitle"), Role.SUBTITLE, f"{SOURCE}:description")
    write_text(page, composition, f"{SOURCE}:content")
    captured = str(entry.get("savedAt") or "")
    return composition.article(stated, key=str(entry.get("slug", "")), captured=captured, reader="zip")
