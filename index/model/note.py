"""What a note is, where it points, and how sure its place is.

Does not read or write YAML or search texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .article import Span

EMPTY: Mapping[str, object] = MappingProxyType({})


class State(StrEnum):
    """How sure the place of a target is."""

    HERE = "here"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


ASTRAY = frozenset({State.CHANGED, State.LOST})
"""States of a passage that the reader has to decide on."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place a note points at: an article or a story, whole (``exact`` empty) or one passage of it.

    ``exact`` is the quotation as read, ``prefix`` and ``suffix`` its context, ``start`` and ``end`` its span in the
    text whose hash is ``text_hash``; ``repeats`` counts how often the quotation stood in that text, context aside.
    ``extra`` keeps keys of the file that this version does not know.
    """

    article: str = ""
    story: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    text_hash: str = ""
    repeats: int = 1
    extra: Mapping[str, object] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Note:
    """A reader's note. Times are UTC in ISO 8601 with seconds (``2026-11-22T14:02:00Z``).

    ``reply_to`` and ``links`` hold ids of other notes; ``via`` the id the note had in the program it came from;
    ``compared`` the ids of the articles in whose comparison it was written, in the order shown.
    """

    id: str
    kind: str
    text: str
    author: str
    created: str
    modified: str
    tags: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    reply_to: str = ""
    links: tuple[str, ...] = ()
    via: str = ""
    compared: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Placed:
    """A target with its place in today's text; ``span`` is ``None`` for a whole article and for a lost passage.

    A ``lost`` or ``changed`` target may carry a best guess in ``guess``; ``score`` (0…1) says how alike it is. One that
    is lost because its article is not in the library, or not read yet, is ``absent``.
    """

    target: Target
    state: State
    span: Span | None = None
    guess: Span | None = None
    score: float = 1.0
    absent: bool = False


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the place of each of its targets, in the order of ``note.targets``."""

    note: Note
    places: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the reading shelf keeps of one article: read, starred, tags, place (a code point offset), bookmarks.

    ``words`` are those before and behind a place or bookmark, by which it is found again in a text that changed.
    """

    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    place: int = 0
    bookmarks: tuple[int, ...] = ()
    words: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def bookmarked(self, offset: int, *, kept: bool = True) -> Mark:
        """Return the mark with a bookmark at an offset, or without it; bookmarks stand in the order of the text."""
        others = {*self.bookmarks} - {offset}
        return replace(self, bookmarks=tuple(sorted(others | {offset} if kept else others)))
