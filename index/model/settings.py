"""Settings of the library, one frozen value a section of ``config.yaml``; the defaults stand here.

Refuses to read files and to know settings of the screen, which belong to the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """Which files are articles: largest size in megabytes, suffixes read, extra rule file, reader pinned by pattern."""

    max_megabytes: int = 16
    suffixes: tuple[str, ...] = (".txt", ".md", ".markdown", ".text")
    furniture: str = ""
    readers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Weights of title and furniture against body (1.0) and how many results a page of output holds."""

    title_weight: float = 3.0
    furniture_weight: float = 0.1
    limit: int = 20


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """The least score of a ``similar`` link and the days within which articles may tell of one story."""

    similar: float = 0.40
    story_days: int = 7


@dataclass(frozen=True, slots=True)
class NoteKind:
    """A kind of note: its name, the key that chooses it, its glyph (a colour is never the only sign), its colour."""

    name: str
    key: str
    glyph: str
    colour: str


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
    searches: Mapping[str, str] = field(default_factory=dict)
