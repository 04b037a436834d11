"""The fields a query may name, and the nearest name to one that is not there.

Refuses to know what the fields hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

ZONES = frozenset({"title"})
"""Fields whose values are words to be found in that part of the text."""

DATES = frozenset({"date", "before", "after"})

STATED = frozenset({"outlet", "author", "agency", "language", "path", "tag"})
"""Fields of the article's own data."""

OWN = ZONES | DATES | STATED


def nearest(name: str, names: Collection[str]) -> str | None:
    """Return the one of ``names`` that ``name`` is most likely a slip of, if any is near."""
    # Imported late: most queries hold no slip.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    distances = sorted((OSA.distance(name, other), other) for other in names)
    if not distances or distances[0][0] > max(1, len(name) // 3):
        return next((other for other in sorted(names) if len(name) >= 3 and other.startswith(name)), None)
    return distances[0][1]
