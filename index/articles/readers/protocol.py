"""The interface of a format's reader, and its results: raw articles.

Knows no format. Third-party readers register through the entry-point group ``variorum.readers``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from ...model.article import Field
from .refusals import too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...model.article import Block
    from ..fields.metadata import Fields


VERSIONS: Final = {
    "plain": "3",
    "markdown": "3",
    "html": "3",
    "mail": "1",
    "zip": "1",
    "json": "1",
    "table": "1",
    "xml": "2",
    "rtf": "1",
    "pdf": "2",
    "warc": "1",
    "parquet": "1",
    "gzip": "1",
    "ris": "1",
    "proquest": "1",
    "lexis": "1",
}
"""The versions of the built-in readers; raise one when its reader gives other articles for the same bytes."""

WHOLE: Final = 64 << 20
"""The largest file that is read into memory as a whole, in bytes."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as a reader found it in a file.

    ``text`` is decoded, with LF line ends and in NFC (see `decoding.decode` and `decoding.canonical`). ``blocks`` cover
    all of it except white space; a block with the role ``body`` and no rule is open: furniture rules and structure
    decide on it. ``structured`` means that the format labels its parts: then only rules that hold anywhere are applied,
    and only to open blocks. ``told`` has the fields stated by the file; ``plain`` strips the format's markup from a
    stretch of text. ``member`` names the article inside a file with several; ``key`` is the source's own name for it,
    from which a member is made. ``reader`` names the dialect if it differs from the reader, ``made_by`` the libraries
    involved, ``captured`` the time of the copy (ISO 8601), ``pages`` the start of each printed page, ``details`` what
    else the source says.
    """

    text: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    member: str = ""
    told: Fields | None = None
    tags: tuple[str, ...] = ()
    structured: bool = False
    plain: Callable[[str], str] | None = None
    problems: tuple[str, ...] = ()
    key: str = ""
    reader: str = ""
    made_by: str = ""
    captured: Field[str] = field(default_factory=Field)
    pages: tuple[int, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


class Reader(Protocol):
    """Reads one format. ``version`` changes when the same bytes would give another article."""

    name: str
    version: str
    suffixes: tuple[str, ...]

    def sniff(self, head: bytes, path: str) -> float:
        """Return how sure the reader is of the format, 0…1, given the first 4 KiB of the file and its path."""

    def read(self, data: bytes, path: str) -> Iterable[RawArticle]:
        """Return the articles in ``data``, perhaps none; raises `NotTextError` for binary data."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, or a part of one, given to a guarded reader, to be read from its start.

    ``captured``, ``url`` and ``encoding`` come from its transport; ``fields`` maps columns to fields of articles.
    """

    file: BinaryIO
    path: str
    size: int
    captured: str = ""
    url: str = ""
    encoding: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the path, in lower case."""
        return self.path.rpartition("/")[2].lower()

    def bytes(self, most: int = WHOLE) -> bytes:
        """Return all bytes; raises `RefusedError` when there are more than ``most``."""
        data = self.file.read(most + 1)
        if len(data) > most:
            raise too_large("It", max(self.size, len(data)), most)
        return data


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file, for another reader: its name inside, its content, what the outer file says of it."""

    key: str
    name: str
    data: bytes
    captured: str = ""
    url: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that could not be read, while the rest was; one sentence."""

    reason: str
