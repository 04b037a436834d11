"""What the screen showed when it was last left: a small JSON file beside the cache, which may vanish at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import SaveError
from ..files.durable import write_atomic
from ..files.kept_values import KeptValues

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class LastSession:
    """The session kept at ``path``; ``greeted`` is the file that is there once this user has opened the reader.

    Refuses to complain: without a session one begins at the list, as on the first day.
    """

    def __init__(self, path: Path, greeted: Path) -> None:
        self._kept, self._greeted = KeptValues(path), greeted

    def is_first(self) -> bool:
        """Return whether this user never opened the reader before; from now on they have."""
        if self._greeted.exists():
            return False
        try:
            write_atomic(self._greeted, b"", durable=False)
        except (OSError, SaveError):
            return False
        return True

    def read(self) -> dict[str, Any]:
        """Return what was kept; an empty mapping when there is nothing, or nothing that can be read."""
        return self._kept.read()

    def write(self, state: Mapping[str, object]) -> bool:
        """Keep this in place of what was kept; return whether that could be done."""
        return self._kept.write(state)
