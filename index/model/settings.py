"""Settings of the library, one frozen value a section of ``config.yaml``; the defaults stand here.

Refuses to read files and to know settings of the screen, which belong to the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

IN_FILES: Final = {"environment": False}
"""Marks a setting that lets other code run or guards less: it is written down, never taken from the environment."""
_ANY_NAME: Final = {"form": (r"\S(?:.*\S)?", "a name")}
_ONE_SIGN: Final = {"form": (r"\S", "one character")}
_COLUMNS: Final = tuple(
    "title text subtitle author outlet published updated url language dateline tags key".split()  # noqa: SIM905 one line
)
NOTE_COLOURS: Final = ("yellow", "green", "blue", "magenta", "cyan", "red", "white")
"""The colours a kind of note may have; which shade each is, the theme says."""


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """Which files are articles: largest text in megabytes, suffixes read, extra rule file, reader pinned by pattern.

    Without suffixes all are read that a reader knows. ``fields`` maps columns of tables to fields of articles.
    """

    max_megabytes: int = field(default=16, metadata={"least": 1, "most": 1024})
    suffixes: tuple[str, ...] = field(
        default=(), metadata={"form": (r"\.[^/\s]+", "a suffix with its dot, as in .txt")}
    )
    furniture: str = ""
    readers: Mapping[str, str] = field(default_factory=dict, metadata=IN_FILES)
    fields: Mapping[str, str] = field(default_factory=dict, metadata={"choices": _COLUMNS})


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Weights of title and furniture against body (1.0), results on a page of output, processes that build the index.

    No ``processes`` are as many as there are cores, four at most.
    """

    title_weight: float = field(default=3.0, metadata={"least": 0, "most": 100})
    furniture_weight: float = field(default=0.1, metadata={"least": 0, "most": 100})
    limit: int = field(default=20, metadata={"least": 1, "most": 10_000})
    processes: int = field(default=0, metadata={"least": 0, "most": 64})


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """The least score of a ``similar`` link and the days within which articles may tell of one story."""

    similar: float = field(default=0.40, metadata={"least": 0, "most": 1})
    story_days: int = field(default=7, metadata={"least": 0, "most": 3650})


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """Whether shared archives on other machines may be asked over http://, where everybody on the way reads along."""

    plain_http: bool = field(default=False, metadata=IN_FILES)


@dataclass(frozen=True, slots=True)
class NoteKind:
    """A kind of note: its name, the key that chooses it, its sign, and the colour of the sign, never its only mark."""

    name: str = field(metadata=_ANY_NAME)
    key: str = field(metadata=_ONE_SIGN)
    glyph: str = field(metadata=_ONE_SIGN)
    colour: str = field(metadata={"choices": NOTE_COLOURS})


NOTE_KINDS = (
    NoteKind("note", "n", "✎", "yellow"),
    NoteKind("fact", "f", "■", "green"),
    NoteKind("claim", "c", "◆", "blue"),
    NoteKind("question", "q", "¿", "magenta"),
    NoteKind("quote-check", "k", "“", "cyan"),
    NoteKind("missing", "m", "∅", "red"),
    NoteKind("to-do", "t", "☐", "white"),
)
"""The kinds of a note unless the configuration says otherwise; the first is taken when none is named."""


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """All settings below the screen. Empty paths mean the usual place; ``searches`` are saved searches by name."""

    library: str = ""
    notes: str = ""
    cache: str = ""
    author: str = ""
    articles: ArticleSettings = field(default_factory=ArticleSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    compare: CompareSettings = field(default_factory=CompareSettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    note_kinds: tuple[NoteKind, ...] = NOTE_KINDS
    searches: Mapping[str, str] = field(default_factory=dict)
