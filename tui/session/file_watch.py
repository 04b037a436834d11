"""Polls the files of the articles on screen, so that a change made elsewhere shows at once.

It reads no files: the library tells which changed, and scans its folder then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .session import Session

WATCH: Final = 0.5
"""Seconds between two polls."""


class FileWatch:
    """Watches the articles that ``on_screen`` names; ``take_in`` has the library scan its folder.

    ``take_in`` returns whether the scan started; if not, the change is picked up by a later poll.
    """

    def __init__(self, session: Session, on_screen: Callable[[], Sequence[str]], take_in: Callable[[], bool]) -> None:
        self._session, self._on_screen, self._take_in = session, on_screen, take_in
        self._taken: frozenset[tuple[str, tuple[int, ...]]] = frozenset()

    def look(self) -> None:
        """Poll the files once."""
        library, articles = self._session.library, self._on_screen()
        if articles and library is not None:
            stamps = ((id, library.changed_file(id)) for id in articles)
            self._session.search_thread.ask(
                "watch", lambda _: frozenset((id, stamp) for id, stamp in stamps if stamp is not None), self._seen
            )

    def _seen(self, changed: frozenset[tuple[str, tuple[int, ...]]]) -> None:
        # A file that keeps changing (it may still be written) is taken in once for each of its states.
        if not changed <= self._taken and self._take_in():
            self._taken = changed
