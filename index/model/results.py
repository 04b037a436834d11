"""What questions to the library answer once texts are read: hits, pages of them, and the account of a refresh.

Does not know how an answer was found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .article import Span
    from .complaint import Skipped
    from .found import QueryProblem


@dataclass(frozen=True, slots=True)
class Hit:
    """One result with its snippet. ``marks`` are spans of ``snippet``; ``spans`` are spans of the article's text.

    ``copies`` and ``versions`` are as in `ArticleRow`.
    """

    kind: str
    id: str
    note: str | None
    title: str | None
    outlet: str | None
    published: str | None
    score: float
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]
    copies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The first hits of a query together with everything `Found` says of it."""

    query: str
    total: int
    total_exact: bool
    elapsed_ms: float
    problems: tuple[QueryProblem, ...]
    suggestions: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh found: ids by what happened to them, ``moved`` as (old id, new id), and the files stepped over.

    ``unread`` counts the files of kinds that are not read by their suffix, the commonest first.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    elapsed_ms: float = 0.0
    unread: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything in the library changed."""
        return bool(self.added or self.changed or self.moved or self.removed)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task is: ``done`` of ``total`` items (0 when unknown) and what it is doing, in a few words.

    ``rate`` is how many items it does in a second, 0 when unknown; ``articles`` is how many came of files so far, which
    is more than these where a file holds many.
    """

    stage: str
    done: int
    total: int
    rate: float = 0.0
    articles: int = 0
