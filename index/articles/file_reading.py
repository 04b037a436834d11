"""The state of a file from its last reading, and the result of reading it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ..model.article import Article
    from ..model.complaint import Skipped


class Reached(NamedTuple):
    """How far a file of many articles was read: the last part begun, and the articles before it.

    A part is a record, a message, or a file inside the file.
    """

    items: int = 0
    articles: int = 0


BEGINNING: Final = Reached()
"""For reading from the start."""


class Before(NamedTuple):
    """A file as last read: digest and size of its bytes, and how far it was read.

    ``taken`` are the ids of the articles before ``items``, in order; ``whole`` is true if it was read to its end.
    """

    hash: str
    size: int = 0
    items: int = 0
    taken: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class FileReading:
    """The result of reading one file: digest of its bytes (empty if unreadable), articles, or why there are none.

    A file with many articles gives several readings, the last with ``done``. ``reader`` and ``version`` name what read
    it, so that another version reads it again. ``same`` means its bytes were known and nothing was read; ``taken`` are
    the ids of unchanged articles before the point where reading resumed, and ``place`` is where it could resume next.
    """

    path: str
    file_hash: str
    articles: tuple[Article, ...]
    skipped: Skipped | None = None
    reader: str = ""
    version: str = ""
    done: bool = True
    same: bool = False
    taken: tuple[str, ...] = ()
    place: Reached = BEGINNING
