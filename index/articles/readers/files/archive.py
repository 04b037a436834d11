"""Zip files: office documents, e-books, read-later exports, and plain archives of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..documents import epub, office
from ..protocol import Fault, Part
from ..refusals import RefusedError
from ..web import read_later
from .zip_archive import ZipArchive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..protocol import Opened, RawArticle

_NO_ARTICLES: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def read(opened: Opened) -> Iterator[RawArticle | Part | Fault]:
    """Yield the articles of a zip file, or its members for other readers; raises `RefusedError`."""
    archive = ZipArchive(opened.bytes())
    names = set(archive.names)
    if "word/document.xml" in names:
        yield from office.of_word(archive.read("word/document.xml"), archive.read("docProps/core.xml"))
    elif "META-INF/container.xml" in names:
        yield from epub.read(archive)
    elif "content.xml" in names and "mimetype" in names:
        yield from office.of_open_document(archive.read("content.xml"), archive.read("meta.xml"))
    elif any(name.startswith("metadata_") and name.endswith(".json") for name in names):
        yield from read_later.of_omnivore(archive)
    elif "[Content_Types].xml" in names:
        raise RefusedError("It is a spreadsheet or presentation, not a text; save a table as CSV.")
    else:
        yield from _members(archive)


def _members(archive: ZipArchive) -> Iterator[Part | Fault]:
    for name in archive.names:
        if any(part in name for part in _NO_ARTICLES) or name.rpartition("/")[2].startswith("."):
            continue
        try:
            yield Part(name, name, archive.read(name))
        except RefusedError as refused:
            yield Fault(str(refused))
