"""What the screen showed when it was last left: small files beside the cache, which may vanish at any time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import SaveError
from ..files.durable import open_regular, write_atomic
from ..files.kept_values import KeptValues
from ..files.user_folders import own, private
from ..text.addresses import is_address
from .library_paths import common_folder, located

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model.settings import LibrarySettings

MOST_OF_FRAME = 1 << 20
"""Bytes of a frame that is read."""


class LastSession:
    """The session kept at ``path``; ``greeted`` is the file that is there once this user has opened the reader.

    Does not complain: without a session one begins at the list, as on the first day.
    """

    def __init__(self, path: Path, greeted: Path) -> None:
        self._kept, self._greeted, self._frame = KeptValues(path), greeted, path.with_suffix(".frame")

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

    def read_frame(self) -> bytes:
        """Return the frame kept of the screen; empty when there is none, or others could have written it."""
        try:
            if not private(self._frame.parent):
                return b""
            with os.fdopen(open_regular(self._frame, links=False), "rb") as file:
                status = os.fstat(file.fileno())
                return file.read() if own(status) and status.st_size <= MOST_OF_FRAME else b""
        except OSError:
            return b""

    def write_frame(self, data: bytes) -> bool:
        """Keep a frame in place of the one kept, for this user alone; an empty one removes it.

        Returns whether that could be done.
        """
        try:
            if data:
                write_atomic(self._frame, data, durable=False)
                self._frame.chmod(0o600)
            else:
                self._frame.unlink(missing_ok=True)
        except (OSError, SaveError):
            return False
        return True


def last_session(paths: Sequence[str | Path], settings: LibrarySettings) -> LastSession:
    """Return the session kept of the library that `Library.of_paths` would open, without opening it.

    Raises `NoLibraryError` or `ArchiveError` when there is no such library.
    """
    if len(paths) == 1 and is_address(str(paths[0])):
        _, places = located(paths[0], (), settings)
    else:
        _, places = located(*common_folder([Path(path) for path in paths]), settings)
    return LastSession(*places.session)
