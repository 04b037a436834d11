"""Follows the configuration and the reader's own themes while the program runs: what was edited counts at once.

A file with a mistake changes nothing and is told of. Refuses to know where files are: it is given what looks at them.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from index import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from index import LibrarySettings

    from ..keymap import Keymap
    from ..own_themes import OwnTheme
    from ..screen_settings import ScreenSettings
    from .session import Session

WATCH: Final = 1.0
"""Seconds between two looks at the files."""

_AT_ONCE: Final = ("note_kinds", "searches")
"""Settings of the library that are asked for whenever they are needed; its other ones are taken when it opens."""
_AT_START: Final = ("mouse", "ascii")
"""Settings of the display that the terminal or every widget was told at the start."""


class Followed(NamedTuple):
    """What a look at the files found; ``problems`` are sentences."""

    screen: ScreenSettings
    keymap: Keymap
    library: LibrarySettings
    themes: tuple[OwnTheme, ...]
    problems: tuple[str, ...]


class SettingsFiles(NamedTuple):
    """The files that are followed: ``stamp`` says how they are now, ``read`` reads them; both may take their time."""

    stamp: Callable[[], Hashable]
    read: Callable[[], Followed]


class SettingsWatch:
    """Looks at ``files`` again and again, on the search thread.

    ``themed`` hears the themes and the name of the one wanted, when they changed.
    """

    def __init__(
        self, session: Session, files: SettingsFiles, themed: Callable[[tuple[OwnTheme, ...], str], None]
    ) -> None:
        self._session, self._files, self._themed = session, files, themed
        self._seen: Hashable = None
        self._last: Followed | None = None
        self._alarmed = False

    def start(self) -> None:
        """Remember how the files are, and look at them from now on."""
        self._session.search_thread.queue(self._changed, self._begin)

    def _begin(self, found: Followed | str | None) -> None:
        self._last = found if isinstance(found, Followed) else None
        self._session.later(WATCH, self.look)

    def look(self) -> None:
        """Read the files if they changed since the last look."""
        self._session.search_thread.queue(self._changed, self._arrived)

    def _changed(self) -> Followed | str | None:
        """Return what was read, the sentence why it can't be, or ``None`` when nothing changed since the last look."""
        try:
            stamp = self._files.stamp()
            if stamp == self._seen:
                return None
            self._seen = stamp
            return self._files.read()
        except (LibraryError, OSError) as error:
            return str(error)

    def _arrived(self, found: Followed | str | None) -> None:
        self._session.later(WATCH, self.look)
        if found is None:
            return
        if isinstance(found, str) or found.problems:
            if found != self._last:
                self._alarmed = True
                self._session.say(f"Nothing was changed. {_wrong(found)}", alarm=True)
            return
        if self._alarmed:
            self._alarmed = False
            self._session.say("")  # what was wrong is mended
        if found == self._last:
            return
        before, self._last = self._last, found
        if before is not None:
            self._take(before, found)

    def _take(self, before: Followed, now: Followed) -> None:
        if (before.themes, before.screen.display.theme) != (now.themes, now.screen.display.theme):
            self._themed(now.themes, now.screen.display.theme)
        self._session.change_settings(now.screen, now.keymap)
        library = self._session.library
        if library is not None:
            at_once = {name: getattr(now.library, name) for name in _AT_ONCE}
            library.settings = replace(library.settings, **at_once)
        late = _late(before, now)
        more = f"; from the next start: {', '.join(late)}" if late else ""
        self._session.say(f"The configuration was read anew{more}.")


def _wrong(found: Followed | str) -> str:
    """Return what keeps a reading of the files from being followed."""
    if isinstance(found, str):
        return found
    more = f" ({len(found.problems) - 1} more: `variorum config check`)" if len(found.problems) > 1 else ""
    return f"{found.problems[0]}{more}"


def _late(before: Followed, now: Followed) -> list[str]:
    """Return the settings that changed and count only from the next start."""
    parts = [part.name for part in fields(now.library) if part.name not in _AT_ONCE]
    late = [name for name in parts if getattr(before.library, name) != getattr(now.library, name)]
    shown = [name for name in _AT_START if getattr(before.screen.display, name) != getattr(now.screen.display, name)]
    return [*late, *(f"display.{name}" for name in shown)]
