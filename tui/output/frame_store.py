"""The frame stored for a library, and whether this terminal would show the same.

Must not import Textual or Rich.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import LastSession

    from .cell_look import CellLook
    from .kept_frame import KeptFrame

FORM: Final = 1
"""Version of the stored form; frames of another version are ignored."""

_TOLD: Final = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "LANG", "LC_ALL", "LC_CTYPE")
"""Environment variables that affect how a terminal shows colours and characters."""


class FrameStore:
    """The frame stored beside a ``session``; ``looks`` is every setting that changes how frames look.

    ``dark`` is whether the terminal's background is dark, `None` if unknown.
    """

    def __init__(self, session: LastSession, looks: object, environ: Mapping[str, str] | None = None) -> None:
        self._session = session
        environ = os.environ if environ is None else environ
        self._told = [environ.get(name, "") for name in _TOLD]
        self._looks = repr(looks)
        self._data = session.read_frame()
        self.dark: bool | None = None

    @property
    def there(self) -> bool:
        """Whether a frame is stored; it may not fit this terminal."""
        return bool(self._data)

    def fitting(self) -> KeptFrame | None:
        """Return the stored frame if this terminal, with the stored session, would show it again."""
        from .kept_frame import decoded  # noqa: PLC0415 - on the first day there is none

        frame = decoded(self._data)
        if frame is None:
            return None
        size, session = shutil.get_terminal_size(), self._session.read()
        same = bool(session) and frame.facts == {**self._facts(size), "session": session}
        return frame if same and len(frame.lines) == size[1] else None

    def keep(
        self,
        lines: Sequence[Sequence[tuple[str, CellLook]]],
        size: tuple[int, int],
        session: Mapping[str, object],
    ) -> bool:
        """Store the frame of a session, or none when there are no lines; return whether that succeeded."""
        from .kept_frame import encoded  # noqa: PLC0415 - needed at the end of a run

        data = encoded({**self._facts(size), "session": session}, lines) if lines else b""
        return self._session.write_frame(data)

    def _facts(self, size: tuple[int, int]) -> dict[str, object]:
        return {"form": FORM, "size": [*size], "terminal": self._told, "dark": self.dark, "looks": _digest(self._looks)}


def _digest(told: str) -> str:
    from hashlib import blake2b  # noqa: PLC0415 - not needed before the first paint where no frame is stored

    return blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()
