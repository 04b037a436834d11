"""The formats read in the worker: their names and suffixes, how each is detected, which module reads it.

Imports no reader: a program that only lists needs none, and the worker imports the one it needs.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from .protocol import VERSIONS
from .refusals import EXTRAS

if TYPE_CHECKING:
    from collections.abc import Callable

_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_BOOKMARKS: Final = re.compile(rb"<!doctype\s+netscape-bookmark", re.IGNORECASE)
_HEADER: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_MAIL: Final = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|return-path|mime-version|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX: Final = re.compile(rb"From \S+ .*\n[A-Za-z-]+:")
_PROQUEST: Final = re.compile(rb"_{50,}\s*\n.*?(?:Full text:|Document \d+ of \d+|Publication info:)", re.DOTALL)
_LEXIS: Final = re.compile(rb"^\s*\d+ (?:of|de|von) \d+ (?:DOCUMENTS?|DOKUMENTEN?)\s*$", re.IGNORECASE | re.MULTILINE)
_RULE: Final = b"_" * 50
_DOCUMENT: Final = (b" DOCUMENT", b" DOKUMENT")
_RIS: Final = re.compile(rb"\s*TY  - [A-Z]+\s*\n")
_BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


LOOKED_AT: Final = 500
"""The number of table rows that decide the order of day and month in all of them."""

TOLD: Final = 0.9
"""The certainty of `format_of` for the format it names."""

ANY: Final = "any"
"""What a container needs: whatever the files inside it do."""


class Format(NamedTuple):
    """One family of formats: suffixes, its module below ``readers``, the extra it needs, its detection.

    ``tells`` gets the first 4 KiB without byte order mark; ``streams`` means that it is read piece by piece.
    ``settled`` is the number of articles after which later content can't change earlier ones, so that a file that has
    grown can be read on from there; 0 if that is never so.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    tells: Callable[[bytes], bool]
    extra: str = ""
    streams: bool = False
    settled: int = 0

    @property
    def version(self) -> str:
        """The version of the reader, which changes while an extra that it or its parts need is missing."""
        needed = EXTRAS if self.extra == ANY else (self.extra,) if self.extra else ()
        missing = [extra for extra in needed if not installed(extra)]
        return VERSIONS[self.name] + (f" without {', '.join(missing)}" if missing else "")


def installed(extra: str) -> bool:
    """Whether the modules of an extra can be imported; imports nothing."""
    return all(find_spec(module) for module in EXTRAS[extra][1])


def _mail(head: bytes) -> bool:
    top = _HEADER.match(head.lstrip())
    return bool(top and _MAIL.search(top.group())) or _MBOX.match(head) is not None


def _lexis(head: bytes) -> bool:
    # The word is searched first: the pattern alone costs more than all other formats together.
    shouted = head.upper()
    told = any(word in shouted for word in _DOCUMENT)
    return told and not _HTML.search(head) and _LEXIS.search(head) is not None


FORMATS: Final = (
    Format("pdf", (".pdf",), "documents.pdf", lambda head: b"%PDF-" in head[:1024], "pdf"),
    Format("rtf", (".rtf",), "documents.rtf", lambda head: head.lstrip().startswith(b"{\\rtf"), "rtf"),
    Format("parquet", (".parquet",), "files.parquet", lambda head: head.startswith(b"PAR1"), "parquet"),
    Format("warc", (".warc",), "web.warc", lambda head: head.startswith(b"WARC/"), "warc", streams=True, settled=2),
    Format("gzip", (".gz",), "files.compressed", lambda head: head.startswith(b"\x1f\x8b"), ANY, streams=True),
    Format(
        "zip", (".zip", ".docx", ".odt", ".epub"), "files.archive", lambda head: head.startswith(b"PK\x03\x04"), ANY
    ),
    Format("proquest", (), "exports.proquest", lambda head: _RULE in head and _PROQUEST.search(head) is not None),
    Format("lexis", (), "exports.lexis", _lexis),
    Format("ris", (".ris",), "exports.ris", lambda head: _RIS.match(head) is not None),
    Format("mail", (".eml", ".mbox", ".mht", ".mhtml"), "files.mail", _mail, ANY, streams=True, settled=2),
    Format("html", (".html", ".htm", ".xhtml"), "web.saved_pages", lambda head: _HTML.search(head) is not None, "html"),
    Format(
        "xml", (".xml", ".rss", ".atom"), "files.xml_documents", lambda head: head.lstrip().startswith(b"<?xml"), ANY
    ),
    Format("json", (".json", ".jsonl", ".ndjson"), "files.json_documents", lambda _: False, streams=True, settled=2),
    Format("table", (".csv", ".tsv"), "files.table", lambda _: False, streams=True, settled=LOOKED_AT + 1),
)
"""In order of detection; the first that recognises its content is chosen, else the suffix decides."""

SUFFIXES: Final = tuple(suffix for kind in FORMATS for suffix in kind.suffixes)
_BY_SUFFIX: Final = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}
_TEXTS: Final = (".txt", ".text", ".md", ".markdown")
# Text may contain a line of HTML or a mail-like header and still be text; these are certain.
_CERTAIN: Final = frozenset({"pdf", "rtf", "parquet", "warc", "gzip", "zip", "proquest", "lexis", "ris"})


def format_of(head: bytes, path: str) -> Format | None:
    """Return the format of a file by its first 4 KiB, else by its suffix; ``None`` for text."""
    name = path.lower()
    suffix = name[name.rfind(".") :] if "." in name else ""
    head = head.removeprefix(_BOM)
    if head.startswith(_WIDE):
        return _BY_SUFFIX.get(suffix)
    texts = suffix in _TEXTS
    for kind in FORMATS:
        if (kind.name in _CERTAIN or (not texts and suffix not in _UNMISTAKABLE)) and kind.tells(head):
            return _page_in_xml(kind, head, suffix)
    if _BOOKMARKS.search(head):
        return named("html")
    return _BY_SUFFIX.get(suffix)


# The start of a page or a mail inside these is a field of a record.
_UNMISTAKABLE: Final = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".eml", ".mbox", ".mht", ".mhtml"})


def _page_in_xml(kind: Format, head: bytes, suffix: str) -> Format:
    """Return the format of XML, which may be a page, or of a page inside XML."""
    if kind.name == "html" and head.lstrip().startswith(b"<?xml") and suffix not in (".html", ".htm", ".xhtml"):
        root = re.search(rb"<([A-Za-z][\w:.-]*)", head)
        return kind if root and root[1].lower() == b"html" else named("xml")
    return kind


def named(name: str) -> Format:
    """Return the format called ``name``; raises ``KeyError``."""
    return _BY_NAME[name]


_BY_NAME: Final = {kind.name: kind for kind in FORMATS}


class GuardedReader:
    """The registry's entry for a format whose files are read in the worker."""

    def __init__(self, kind: Format) -> None:
        self.kind = kind
        self.name, self.suffixes = kind.name, kind.suffixes

    @property
    def version(self) -> str:
        """The version of the reader, which changes while its extra is missing."""
        return self.kind.version

    def sniff(self, head: bytes, path: str) -> float:
        """Return certainty: whether `format_of` names this format."""
        return TOLD if format_of(head, path) is self.kind else 0.0
