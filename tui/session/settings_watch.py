"""Follows the configuration and the reader's own themes while the program runs: edits apply at once.

A file with a mistake changes nothing and is reported. Where the files are is not known here.
"""

from __future__ import annotations

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
"""Seconds between two polls of the files."""

_AT_ONCE: Final = ("note_kinds", "searches")
"""Settings of the library that are looked up when needed; the others are read when it opens."""
_AT_START: Final = ("mouse", "ascii")
"""Settings of the display that the terminal or every widget got at the start."""


class Followed(NamedTuple):
    """What a poll found; ``problems`` are sentences."""

    screen: ScreenSettings
    keymap: Keymap
    library: LibrarySettings
    themes: tuple[OwnTheme, ...]
    problems: tuple[str, ...]


class SettingsFiles(NamedTuple):
    """The files to follow: ``stamp`` returns their state, ``read`` reads them; both may be slow."""

    stamp: Callable[[], Hashable]
    read: Callable[[], Followed]


class SettingsWatch:
    """Polls ``files`` on the search thread.

    ``themed`` is called with the themes and the name of the selected one when they changed.
    """

    def __init__(
        self, session: Session, files: SettingsFiles, themed: Callable[[tuple[OwnTheme, ...], str], None]
    ) -> None:
        self._session, self._files, self._themed = session, files, themed
        self._seen: Hashable = None
        self._first: Followed | None = None
        self._last: Followed | None = None
        self._alarmed = False

    def start(self) -> None:
        """Record the state of the files and start polling."""
        self._session.search_thread.queue(self._changed, self._begin)

    def _begin(self, found: Followed | str | None) -> None:
        self._first = self._last = found if isinstance(found, Followed) else None
        self._session.later(WATCH, self.look)

    def look(self) -> None:
        """Read the files if they changed since the last poll."""
        self._session.search_thread.queue(self._changed, self._arrived)

    def _changed(self) -> Followed | str | None:
        """Return what was read, a sentence why it can't be, or ``None`` when nothing changed since the last poll."""
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
            self._session.say("")  # the mistake was corrected
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
            library.settings = library.settings._replace(**at_once)
        not_in_force = set(_late(self._first or before, now))
        late = [name for name in _late(before, now) if name in not_in_force]
        more = f"; from the next start: {', '.join(late)}" if late else ""
        self._session.tell_news(f"The configuration was read anew{more}.")


def _wrong(found: Followed | str) -> str:
    """Return the sentence why what was read can't be applied."""
    if isinstance(found, str):
        return found
    more = f" ({len(found.problems) - 1} more: `variorum config check`)" if len(found.problems) > 1 else ""
    return f"{found.problems[0]}{more}"


def _late(before: Followed, now: Followed) -> list[str]:
    """Return the changed settings that apply only from the next start."""
    parts = [name for name in now.library._fields if name not in _AT_ONCE]
    late = [name for name in parts if getattr(before.library, name) != getattr(now.library, name)]
    shown = [name for name in _AT_START if getattr(before.screen.display, name) != getattr(now.screen.display, name)]
    return [*late, *(f"display.{name}" for name in shown)]
