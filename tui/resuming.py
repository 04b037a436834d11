"""Going on where one left off: screen, search, place, panes, marks and comparison, from one run to the next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from .keymap import COMPARE, NOTES, READER, STORIES
from .session.kept_screens import KeptScreens, kept_screens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import ArticleRow, Library

    from .navigator import Navigator
    from .session.session import Session


WITHOUT_ARTICLES: Final = (NOTES, STORIES)
"""Screens that are gone to whatever articles are here."""

AGAIN: Final = 0.3
"""Seconds until articles that are not indexed yet are looked for again."""


class Resuming:
    """Keeps what the screens of ``navigator`` show, and has them show it again at the next start.

    A run that was told what to ``begin`` with keeps nothing.
    """

    def __init__(self, session: Session, navigator: Navigator, begin: KeptScreens | None = None) -> None:
        self._session, self._navigator = session, navigator
        self._begin, self._kept = begin, KeptScreens()
        self._wanted = session.settings.display.resume and begin is None

    def begin(self, library: Library) -> None:
        """Have the list begin as it was left, before anything is listed; the other screens follow.

        A run that was told to compare, and not what, compares the files that were named.
        """
        self._kept = kept = kept_screens(library.last_session.read()) if self._wanted else self._begin or KeptScreens()
        if self._begin is not None and kept.screen == COMPARE and not kept.compared:
            kept = replace(kept, compared=library.places.named)
        screen = self._navigator.library
        screen.search.resume(kept.query, kept.sort, kept.article, typing=kept.typing)
        screen.panes.wish(facets=kept.facets, preview=kept.preview is not False)
        self._look(library, kept)

    def _look(self, library: Library, kept: KeptScreens) -> None:
        wanted = [*kept.marked, *kept.compared, kept.reading]
        if any(wanted) or kept.screen in WITHOUT_ARTICLES:
            looked = partial(self._found, library, kept, len(set(filter(None, wanted))))
            self._session.search_thread.ask("resume", lambda _: library.rows(wanted), looked)

    def _found(self, library: Library, kept: KeptScreens, wanted: int, rows: Sequence[ArticleRow]) -> None:
        """Go on; what a run was told to begin with may still be on its way into a new index."""
        library_screen = self._navigator.library
        on_its_way = len({row.id for row in rows}) < wanted and not library_screen.upkeep.settled
        if on_its_way and self._begin is not None and self._session.front == library_screen.name:
            self._session.later(AGAIN, partial(self._look, library, kept))
        else:
            self._go_on(kept, rows)

    def _go_on(self, kept: KeptScreens, rows: Sequence[ArticleRow]) -> None:
        """Go to the screen that was in front, with the articles of it that are still here."""
        here = {row.id for row in rows}
        navigator = self._navigator
        navigator.library.list.marks.set(*(id for id in kept.marked if id in here))
        compared = [id for id in kept.compared if id in here]
        if self._session.front != navigator.library.name:
            return  # the reader was faster
        if kept.screen == READER and kept.reading in here:
            navigator.read(kept.reading)
        elif kept.screen == COMPARE and len(compared) > 1:
            navigator.compare(compared)
        elif kept.screen in WITHOUT_ARTICLES:
            navigator.go(kept.screen)

    def keep(self) -> None:
        """Keep what the screens show now, if it is something else than what was kept last."""
        library, now = self._session.library, self._now()
        if library is not None and self._wanted and now != self._kept:
            self._kept = now
            library.last_session.write(now.written())

    def _now(self) -> KeptScreens:
        navigator = self._navigator
        screen = navigator.library
        facets, preview = screen.panes.wishes
        return KeptScreens(
            screen=self._session.front or self._kept.screen,
            query=screen.search.asked,
            typing=screen.search.typing,
            sort=screen.search.sorting,
            article=screen.at_hand or "",
            reading=navigator.read_last or "",
            compared=navigator.compared_last,
            marked=navigator.marked,
            facets=facets,
            preview=preview,
        )
