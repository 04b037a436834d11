"""Settings of the library, one named tuple a section of ``config.yaml``; the defaults stand here.

What a value must be besides its type stands beside it, in the words of `index.files.typed`. Every start waits for these
types, and named tuples are made in a quarter of the time that frozen dataclasses take. Files are read
elsewhere, and settings of the screen belong to the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Annotated

IN_FILES: Final = {"environment": False}
"""Marks a setting that lets other code run or guards less: it is written down, never taken from the environment."""
_NOTHING: Final[Mapping[str, str]] = {}
_ANY_NAME: Final = {"form": (r"\S(?:.*\S)?", "a name")}
_ONE_SIGN: Final = {"form": (r"\S", "one character")}
_SUFFIX: Final = {"form": (r"\.[^/\s]+", "a suffix with its dot, as in .txt")}
_COLUMNS: Final = tuple(
    "title text subtitle author outlet published updated url language dateline tags key".split()  # noqa: SIM905 one line
)
NOTE_COLOURS: Final = ("yellow", "green", "blue", "magenta", "cyan", "red", "white")
"""The colours a kind of note may have; which shade each is, the theme says."""


class ArticleSettings(NamedTuple):
    """Which files are articles: largest text in megabytes, suffixes read, extra rule file, reader pinned by pattern.

    Without suffixes all are read that a reader knows. ``fields`` maps columns of tables to fields of articles.
    """

    max_megabytes: Annotated[int, {"least": 1, "most": 1024}] = 16
    suffixes: Annotated[tuple[str, ...], _SUFFIX] = ()
    furniture: str = ""
    readers: Annotated[Mapping[str, str], IN_FILES] = _NOTHING
    fields: Annotated[Mapping[str, str], {"choices": _COLUMNS}] = _NOTHING


class SearchSettings(NamedTuple):
    """Weights of title and furniture against body (1.0), results that are printed, processes that build the index.

    0 ``processes`` are as many as there are cores, four at most.
    """

    title_weight: Annotated[float, {"least": 0, "most": 100}] = 3.0
    furniture_weight: Annotated[float, {"least": 0, "most": 100}] = 0.1
    limit: Annotated[int, {"least": 1, "most": 10_000}] = 20
    processes: Annotated[int, {"least": 0, "most": 64}] = 0


class CompareSettings(NamedTuple):
    """The least score of a ``similar`` link and the days within which articles may tell of one story."""

    similar: Annotated[float, {"least": 0, "most": 1}] = 0.40
    story_days: Annotated[int, {"least": 0, "most": 3650}] = 7


class ArchiveSettings(NamedTuple):
    """Whether shared archives on other machines may be asked over http://, where everybody on the way reads along."""

    plain_http: Annotated[bool, IN_FILES] = False


class NoteKind(NamedTuple):
    """A kind of note: its name, the key that chooses it, its sign, and the colour of the sign, never its only mark."""

    name: Annotated[str, _ANY_NAME]
    key: Annotated[str, _ONE_SIGN]
    glyph: Annotated[str, _ONE_SIGN]
    colour: Annotated[str, {"choices": NOTE_COLOURS}]


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


class LibrarySettings(NamedTuple):
    """All settings below the screen. Empty paths mean the usual place; ``searches`` are saved searches by name."""

    library: str = ""
    notes: str = ""
    cache: str = ""
    author: str = ""
    articles: ArticleSettings = ArticleSettings()
    search: SearchSettings = SearchSettings()
    compare: CompareSettings = CompareSettings()
    archive: ArchiveSettings = ArchiveSettings()
    note_kinds: tuple[NoteKind, ...] = NOTE_KINDS
    searches: Mapping[str, str] = _NOTHING
