"""Small values kept between runs in a JSON file.

It never complains: a missing or unreadable file counts as empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import SaveError
from .durable import read_file, write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST: Final = 1 << 18
"""The largest file that is read, in bytes."""


class KeptValues:
    """The values stored at ``path``; with ``durable`` they survive a power cut."""

    def __init__(self, path: Path, *, durable: bool = False) -> None:
        self._path, self._durable = path, durable

    def read(self) -> dict[str, Any]:
        """Return the stored values; empty if there are none or they can't be read."""
        import json  # noqa: PLC0415 nothing is read before the first frame where nothing was kept

        try:
            data = read_file(self._path)
            found = json.loads(data) if len(data) <= MOST else {}
        except (OSError, ValueError, RecursionError, SaveError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, values: Mapping[str, object]) -> bool:
        """Replace the stored values; return whether that succeeded."""
        import json  # noqa: PLC0415 as above

        try:
            write_atomic(self._path, json.dumps(values, ensure_ascii=False).encode(), durable=self._durable)
        except (OSError, SaveError, UnicodeEncodeError):
            return False
        return True
