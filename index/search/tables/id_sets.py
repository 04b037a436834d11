"""All articles but a few, told by these few.

Refuses to know which articles there are.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Without(Collection[str]):
    """All articles but those with these ``ids``, and but those whose id begins with ``beginning`` if that is any."""

    def __init__(self, ids: Collection[str], beginning: str = "") -> None:
        self.ids, self.beginning = ids, beginning

    def __contains__(self, id: object) -> bool:
        return id not in self.ids and not (self.beginning and str(id).startswith(self.beginning))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)
