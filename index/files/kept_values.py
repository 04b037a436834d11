"""Plain values kept from one run to the next in a small JSON file.

Refuses to complain: what is gone or can't be read was never kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import SaveError
from .durable import read_file, write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST: Final = 1 << 18
"""Bytes of a file that is believed."""


class KeptValues:
    """The values kept at ``path``; with ``durable`` they are there after a power cut as well."""

    def __init__(self, path: Path, *, durable: bool = False) -> None:
        self._path, self._durable = path, durable

    def read(self) -> dict[str, Any]:
        """Return what was kept; an empty mapping when there is nothing, or nothing that can be read."""
        import json  # noqa: PLC0415 nothing is read before the first frame where nothing was kept

        try:
            data = read_file(self._path)
            found = json.loads(data) if len(data) <= MOST else {}
        except (OSError, ValueError, RecursionError, SaveError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, values: Mapping[str, object]) -> bool:
        """Keep these in place of what was kept; return whether that could be done."""
        import json  # noqa: PLC0415 as above

        try:
            write_atomic(self._path, json.dumps(values, ensure_ascii=False).encode(), durable=self._durable)
        except (OSError, SaveError, UnicodeEncodeError):
            return False
        return True
