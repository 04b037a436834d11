"""Sets of articles as answers: the ids that are in the set, or the few that are not.

Does not know which articles exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


@dataclass(frozen=True)
class AllBut:
    """All articles except those with these ``ids``, or with an id that starts with a non-empty ``beginning``."""

    ids: Collection[str]
    beginning: str = ""


IdSet: TypeAlias = "Collection[str] | AllBut"

Outside: TypeAlias = "Mapping[str, Callable[[str], IdSet]]"
"""Functions that answer the fields known outside the index, by field name.

Each takes a value, and raises ``ValueError`` or ``LookupError`` with a message for an unknown one.
"""
