"""The files of the articles on screen: looked at again and again, so that a change made elsewhere is taken in at once.

Refuses to read files: the library tells that one has changed, and looks through its folder then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .session import Session

WATCH: Final = 0.5
"""Seconds between two looks."""


class FileWatch:
    """Watches the articles that ``on_screen`` names; ``take_in`` has the library look through its folder.

    ``take_in`` returns whether it began to: while it is looking already the change is seen again later.
    """

    def __init__(self, session: Session, on_screen: Callable[[], Sequence[str]], take_in: Callable[[], bool]) -> None:
        self._session, self._on_screen, self._take_in = session, on_screen, take_in
        self._taken: frozenset[tuple[str, tuple[int, ...]]] = frozenset()

    def look(self) -> None:
        """Look at the files once."""
        library, articles = self._session.library, self._on_screen()
        if articles and library is not None:
            stamps = ((id, library.changed_file(id)) for id in articles)
            self._session.search_thread.ask(
                "watch", lambda _: frozenset((id, stamp) for id, stamp in stamps if stamp is not None), self._seen
            )

    def _seen(self, changed: frozenset[tuple[str, tuple[int, ...]]]) -> None:
        # A file that stays changed (it may be written on) is taken in once for each of its states.
        if not changed <= self._taken and self._take_in():
            self._taken = changed
