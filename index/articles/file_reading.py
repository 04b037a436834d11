"""What is known of a file before it is read, and what reading it gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ..model.article import Article
    from ..model.complaint import Skipped


class Reached(NamedTuple):
    """How far a file of many articles was read: its last part that was begun, and the articles before that part.

    A part is a record, a message, or a file inside the file.
    """

    items: int = 0
    articles: int = 0


BEGINNING: Final = Reached()
"""Where nothing is gone on from."""


class Before(NamedTuple):
    """A file as it was last read: digest and size of its bytes, and how far it was read.

    ``taken`` are the ids of the articles before ``items``, in their order; ``whole`` says that it was read to its end.
    """

    hash: str
    size: int = 0
    items: int = 0
    taken: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class FileReading:
    """What reading one file gave: the digest of its bytes (empty if unreadable), its articles, or why it has none.

    A file with many articles gives several readings; ``done`` is true of the last. ``reader`` and ``version`` tell what
    read it, so that another version of that reader reads it anew. ``same`` says that its bytes were known, so that
    nothing of it was read; ``taken`` are the ids of articles that stand as they were, because reading went on behind
    them, and ``place`` is where it could go on if it ended here.
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
