"""The file of the article being read: looked at again and again, so that a change made elsewhere is taken in at once.

Refuses to read files: the library tells that one has changed, and looks through its folder then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from .session import Session

WATCH: Final = 0.5
"""Seconds between two looks."""


class FileWatch:
    """Watches the article that ``reading`` names; ``take_in`` has the library look through its folder.

    ``take_in`` returns whether it began to: while it is looking already the change is seen again later.
    """

    def __init__(self, session: Session, reading: Callable[[], str | None], take_in: Callable[[], bool]) -> None:
        self._session, self._reading, self._take_in = session, reading, take_in
        self._taken: tuple[int, ...] | None = None

    def look(self) -> None:
        """Look at the file once."""
        article, library = self._reading(), self._session.library
        if article is not None and library is not None:
            self._session.search_thread.ask("watch", lambda _: library.changed_file(article), self._seen)

    def _seen(self, stamp: tuple[int, ...] | None) -> None:
        # A file that stays changed (it may be written on) is taken in once for each of its states.
        if stamp is not None and stamp != self._taken and self._take_in():
            self._taken = stamp
