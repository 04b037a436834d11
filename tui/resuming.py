"""Resuming the last session: screen, search, place, panes, marks and comparison."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from .frame.list_pane import screen_line
from .keymap import COMPARE, NOTES, READER, STORIES
from .session.first_frame import FirstFrame
from .session.kept_screens import KeptScreens, kept_screens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.driver import Driver
    from textual.screen import Screen

    from index import ArticleRow, Library

    from .navigator import LateScreens, Navigator
    from .output.frame_store import FrameStore
    from .session.session import Session


WITHOUT_ARTICLES: Final = (NOTES, STORIES)
"""Screens that can be resumed without any articles."""

AGAIN: Final = 0.3
"""Seconds until articles that are not indexed yet are looked up again."""

TRIES: Final = 100
"""How often it is asked whether the screens are restored, before that is given up."""


_OF_LATE_SCREENS: Final = (
    *("reading", "as_read", "compared", "included", "row_article", "row_offset", "as_compared"),
    *("notes", "stories"),
)
"""What is kept of the screens besides the Library."""


class Resuming:
    """Stores what the screens of ``navigator`` show, and restores it at the next start.

    A run with ``begin`` starts there and stores nothing. ``frames`` stores the last frame shown.
    """

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        begin: KeptScreens | None = None,
        frames: FrameStore | None = None,
    ) -> None:
        self._session, self._navigator = session, navigator
        self._begin, self._kept = begin, KeptScreens()
        self._on_its_way, self._goal = True, ""
        self._first_frame = FirstFrame(session, frames, self._settled)
        self._wanted = session.settings.display.resume and begin is None

    def begin(self, library: Library) -> None:
        """Restore the list before anything is listed; the other screens follow.

        A run told to compare without naming articles compares the files it was given.
        """
        self._kept = kept = kept_screens(library.last_session.read()) if self._wanted else self._begin or KeptScreens()
        if self._begin is not None and kept.screen == COMPARE and not kept.compared:
            kept = kept._replace(compared=library.places.named)
        screen = self._navigator.library
        screen.search.resume(kept.query, kept.sort, kept.article, kept.line, typing=kept.typing)
        screen.panes.wish(facets=kept.facets, preview=kept.preview is not False, sizes=kept.sizes)
        if kept.zen:
            screen.toggle_zen()
        if kept.in_facets and not kept.zen:
            screen.panes.facets.focus()
        self._look(library, kept)

    def _look(self, library: Library, kept: KeptScreens) -> None:
        wanted = [*kept.marked, *kept.compared, kept.reading]
        if any(wanted) or kept.screen in WITHOUT_ARTICLES:
            looked = partial(self._found, library, kept, len(set(filter(None, wanted))))
            self._session.search_thread.ask("resume", lambda _: library.rows(wanted), looked)
        else:
            self._on_its_way = False

    def _found(self, library: Library, kept: KeptScreens, wanted: int, rows: Sequence[ArticleRow]) -> None:
        """Continue, or wait: the articles given on the command line may not be indexed yet."""
        library_screen = self._navigator.library
        on_its_way = len({row.id for row in rows}) < wanted and not library_screen.upkeep.settled
        if on_its_way and self._begin is not None and self._session.front == library_screen.name:
            self._session.later(AGAIN, partial(self._look, library, kept))
        else:
            self._go_on(kept, rows)

    def _go_on(self, kept: KeptScreens, rows: Sequence[ArticleRow]) -> None:
        """Go to the screen that was in front, with those of its articles that still exist."""
        self._on_its_way = False
        here = {row.id for row in rows}
        navigator = self._navigator
        navigator.library.list.marks.set(*(id for id in kept.marked if id in here))
        compared = tuple(id for id in kept.compared if id in here)
        reading = kept.reading if kept.reading in here else ""
        kept = kept._replace(reading=reading, compared=compared if len(compared) > 1 else ())
        navigator.late.before = kept
        if self._session.front != navigator.library.name:
            return  # the reader went elsewhere in the meantime
        if kept.screen == READER and reading:
            self._goal = READER
            # Behind the search whose hits are marked in the article.
            self._session.search_thread.queue(lambda: None, lambda _: navigator.late.read_again(), leads=True)
        elif kept.screen == COMPARE and kept.compared:
            self._goal = COMPARE
            navigator.late.compare_again()
        elif kept.screen in WITHOUT_ARTICLES:
            navigator.go(kept.screen)

    def _settled(self) -> bool:
        """Whether the restored screen is in front, or there is nothing left to restore."""
        return not self._on_its_way and self._goal in {"", self._session.front}

    def when_restored(self, call: Callable[[], None], tries: int = TRIES) -> None:
        """Make a call once the screen that was in front is there again, where a message of it is seen."""
        if tries and not self._settled():
            self._session.later(AGAIN, partial(self.when_restored, call, tries - 1))
        else:
            call()

    def stand(self, driver: Driver | None, app: App[None]) -> None:
        """Keep the frame of the last run on the screen until everything is restored."""
        self._first_frame.stand(driver, app)

    def leave(self, page: Screen[None], app: App[None]) -> None:
        """Store the state of the screens, and the frame of the ``page`` in front, for the next run."""
        self.keep()
        if self._wanted:
            self._first_frame.keep(page, app, self._kept.written())

    def keep(self) -> None:
        """Store the state of the screens if it changed.

        While the frame of the last run is shown they are not restored yet.
        """
        library, now = self._session.library, self._now()
        if library is not None and self._wanted and not self._first_frame.stands and now != self._kept:
            self._kept = now
            library.last_session.write(now.written())

    def _now(self) -> KeptScreens:
        navigator = self._navigator
        screen = navigator.library
        facets, preview = screen.panes.wishes
        kept = KeptScreens(
            screen=self._session.front or self._kept.screen,
            query=screen.search.asked,
            typing=screen.search.typing,
            sort=screen.search.sorting,
            article=screen.at_hand or "",
            line=screen_line(screen.list),
            marked=navigator.marked,
            facets=facets,
            preview=preview,
            sizes=screen.panes.sizes,
            in_facets=screen.facets.has_focus,
            zen=screen.zen,
        )
        return _with_late(kept, navigator.late)


def _with_late(kept: KeptScreens, late: LateScreens) -> KeptScreens:
    """Return ``kept`` with how the screens besides the Library are, or as the session before left them."""
    kept = kept._replace(**{name: getattr(late.before, name) for name in _OF_LATE_SCREENS})
    if late.reader is not None and late.reader.at_hand is not None:
        from .reader.kept_reading import kept_reading  # noqa: PLC0415 the first screen is the Library

        kept = kept._replace(reading=late.reader.at_hand, as_read=kept_reading(late.reader))
    if late.compare is not None and late.compare.compared is not None:
        from .compare.kept_comparison import kept_comparison  # noqa: PLC0415 as above

        place, compared = late.compare.place, late.compare.compared
        kept = kept._replace(
            compared=compared.asked,
            included=compared.included,
            row_article=place.article,
            row_offset=place.offset,
            as_compared=kept_comparison(late.compare),
        )
    if late.notes is not None:
        from .notes.kept_notes import kept_notes  # noqa: PLC0415 as above

        kept = kept._replace(notes=kept_notes(late.notes))
    if late.stories is not None:
        from .stories.kept_stories import kept_stories  # noqa: PLC0415 as above

        kept = kept._replace(stories=kept_stories(late.stories))
    return kept
