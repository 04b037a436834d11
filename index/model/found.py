"""What a query found before any text is read: ids in order, counts, and what could not be understood of it.

Does not know how it was found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Something in a query that could not be understood: ``[start, end)`` in the query and one sentence."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query before any text is read: ids in order, best first, with counts.

    ``ids`` are article ids (``scores`` runs beside them, empty when the order is not by relevance). ``facets`` maps
    facet names (``outlet agency author month language``) to counts, largest first; a facet that the query filters by is
    counted as if it did not. ``total_exact`` is false for the
    as-you-type answer when it is a lower bound. ``query`` is the text that was asked; ``typing`` says that its last
    word was taken for a beginning.
    """

    query: str
    ids: Sequence[str]
    scores: Sequence[float]
    total: int
    total_exact: bool
    elapsed_ms: float
    problems: tuple[QueryProblem, ...] = ()
    suggestions: tuple[str, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    typing: bool = False
