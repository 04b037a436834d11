"""The frame kept of a library, and whether it is the one that this terminal would show.

Refuses to draw, and to import Textual or Rich.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

from .kept_frame import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import LastSession

    from .cell_look import CellLook
    from .kept_frame import KeptFrame

FORM: Final = 1
"""The form of frames: another number is another program's."""

_TOLD: Final = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "LANG", "LC_ALL", "LC_CTYPE")
"""Variables that say how a terminal shows colours and signs."""


class FrameStore:
    """Frames of the library whose last ``session`` is kept; ``looks`` is everything set that changes how it looks.

    ``dark`` tells of the terminal's background, `None` where that is not known.
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
        """Whether a frame is kept, which may turn out to be another terminal's."""
        return bool(self._data)

    def fitting(self) -> KeptFrame | None:
        """Return the frame that was left here, if what it shows will be shown again on this very terminal."""
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
        """Keep what is shown in a session, no frame when there are no lines; return whether that could be done."""
        data = encoded({**self._facts(size), "session": session}, lines) if lines else b""
        return self._session.write_frame(data)

    def _facts(self, size: tuple[int, int]) -> dict[str, object]:
        return {"form": FORM, "size": [*size], "terminal": self._told, "dark": self.dark, "looks": _digest(self._looks)}


def _digest(told: str) -> str:
    from hashlib import blake2b  # noqa: PLC0415 - where no frame is kept it is not needed before the first paint

    return blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()
