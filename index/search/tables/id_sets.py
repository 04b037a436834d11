"""Sets of articles as they are answered: the ids of those in it, or of the few that are not.

Refuses to know which articles there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


@dataclass(frozen=True)
class AllBut:
    """All articles but those with these ``ids``, and but those whose id begins with ``beginning`` if that is any."""

    ids: Collection[str]
    beginning: str = ""


IdSet: TypeAlias = "Collection[str] | AllBut"

Outside: TypeAlias = "Mapping[str, Callable[[str], IdSet]]"
"""What answers the fields of a query whose truth lies outside the index, by their names.

Each is told a value and raises ``ValueError`` or ``LookupError`` with a sentence for one it does not know.
"""
