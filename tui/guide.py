"""How the app leads from one screen to another: reading, comparing, and back along the jump history.

Refuses to own anything but the way: threads, settings and screens are the app's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from index import LibraryError

from .citation import name_of
from .compare.compared import comparing, gathering
from .frame.base_screen import BaseScreen
from .key_order import OrderedApp
from .keymap import COMPARE, LIBRARY, NOTES, READER
from .session.jump_history import JumpHistory, JumpPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, Hit, Library

    from .compare.compare_screen import CompareScreen
    from .compare.compared import Compared, Gathered
    from .library.library_screen import LibraryScreen
    from .library.result_source import Results
    from .notes.notes_screen import NotesScreen
    from .reader.reader_screen import ReaderScreen
    from .session.child_jobs import BackgroundJobs
    from .session.search_thread import SearchThread

Fetched = tuple["Article", "Hit | None"]

MANY: Final = 3
"""Accounts from which on a child process compares, so that keys need not wait."""


class GuidedApp(OrderedApp):
    """An app with a library screen below all others, a reader and a comparison."""

    library: Library | None
    search_thread: SearchThread
    background: BackgroundJobs
    history: JumpHistory
    library_screen: LibraryScreen
    _compare: CompareScreen | None

    @property
    def reader(self) -> ReaderScreen:
        """The one screen on which articles are read."""
        raise NotImplementedError

    @property
    def compare_screen(self) -> CompareScreen:
        """The one screen on which accounts are compared."""
        raise NotImplementedError

    @property
    def notes_screen(self) -> NotesScreen:
        """The one screen of all notes."""
        raise NotImplementedError

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence on the status line of the screen in front."""
        raise NotImplementedError

    # Screens

    def go(self, name: str) -> None:
        """Show a screen; the Library stays below all others."""
        screen = self._room(name)
        if self.screen is screen:
            return
        if screen is self.library_screen:
            self.pop_screen()
        elif self.screen is self.library_screen:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)

    def _room(self, name: str) -> BaseScreen:
        if name == COMPARE:
            return self.compare_screen
        if name == NOTES:
            return self.notes_screen
        return self.reader if name == READER else self.library_screen

    @property
    def place(self) -> JumpPlace:
        """Where the reader is."""
        screen = self.screen
        return screen.place if isinstance(screen, BaseScreen) else JumpPlace(LIBRARY)

    # Articles

    def fetching(self, article: str, results: Results | None = None) -> Callable[[Callable[[], bool]], Fetched]:
        """Return work for the search thread: the article, and its hits when it is one of ``results``."""
        library = self.library
        if library is None:
            raise LibraryError("The library is still being opened.")

        def fetch(_: Callable[[], bool]) -> Fetched:
            position = results.position(article) if results and results.searched else None
            found = library.hits(results.found, position, position + 1) if results and position is not None else ()
            return library.show(article), found[0] if found else None

        return fetch

    def read(self, article: str, *, offset: int | None = None) -> None:
        """Open an article in the reader: at ``offset``, else at the first hit of the search, else where it was left."""
        if self.library is not None:
            results = self.library_screen.results if offset is None else None
            self.search_thread.ask("article", self.fetching(article, results), partial(self._read, offset, results))

    def _read(self, offset: int | None, results: Results | None, fetched: Fetched) -> None:
        article, hit = fetched
        if self.place.article != article.id or self.screen.name != READER:
            self.history.leave(self.place)
        self.go(READER)
        spans = hit.spans if hit else ()
        word = results.found.query if results and spans else ""
        self.reader.show(article, offset=offset, hits=spans, word=word)

    def read_neighbour(self, article: str, step: int) -> bool:
        """Read the article ``step`` places on in the present list; return whether there is one."""
        results = self.library_screen.results
        position = results.position(article)
        if position is None or not 0 <= position + step < len(results):
            return False
        self.library_screen.list.move_to(position + step)
        self.read(results.ids[position + step])
        return True

    def go_reading(self) -> None:
        """Go to the article read last, else read the one at hand."""
        reader = self.reader
        at_hand = self.library_screen.at_hand
        if reader.at_hand is not None:
            if self.screen is not reader:
                self.history.leave(self.place)
            self.go(READER)
        elif at_hand is not None:
            self.read(at_hand)
        else:
            self.say("There is nothing to read yet.")

    def retrace(self, place: JumpPlace | None) -> None:
        """Go to a place of the jump history, which is not a jump itself."""
        if place is None:
            self.say("There is nowhere further to go.")
        elif place.screen == LIBRARY:
            self.go(LIBRARY)
            self.library_screen.return_to(place)
        elif place.screen == NOTES:
            self.go(NOTES)
        elif place.screen == COMPARE:
            self.go(COMPARE)
            self.compare_screen.return_to(place)
        else:
            self.search_thread.ask("article", self.fetching(place.article), partial(self._return, place))

    def _return(self, place: JumpPlace, fetched: Fetched) -> None:
        self.go(READER)
        self.reader.show(fetched[0], offset=place.offset)

    def compare(self, articles: Sequence[str], *, include: Sequence[str] = (), at: JumpPlace | None = None) -> None:
        """Lay articles side by side (one with the one nearest to it), at the passage of a place if one is given."""
        if self.library is None:
            return
        self.background.stop_comparing()
        self.say("Comparing…")
        show = partial(self._show_compared, at)
        if len(set(articles)) < MANY or not self.background.possible:
            self.search_thread.ask("compare", comparing(self.library, articles, include), show)
        else:
            self.search_thread.ask(
                "compare", gathering(self.library, articles), partial(self._compare_many, include, show)
            )

    def _compare_many(self, include: Sequence[str], show: Callable[[Compared], None], gathered: Gathered) -> None:
        self.background.compare(
            gathered.ids,
            include,
            lambda comparison: show(gathered.compared(comparison)),
            lambda reason: self.say(reason, alarm=True),
        )

    def _show_compared(self, at: JumpPlace | None, compared: Compared) -> None:
        if self.screen.name != COMPARE:
            self.history.leave(self.place)
        self.go(COMPARE)
        self.compare_screen.show(compared)
        self.compare_screen.status.hush()
        if at is not None:
            self.compare_screen.return_to(at)
        if compared.how:
            self.say(compared.how)

    def go_comparing(self) -> None:
        """Go to the comparison made last, else compare the article at hand."""
        if self._compare is not None and self._compare.compared is not None:
            if self.screen is not self._compare:
                self.history.leave(self.place)
            self.go(COMPARE)
        else:
            self.library_screen.action_compare()

    def with_names(self, articles: Sequence[str], then: Callable[[dict[str, str]], None]) -> None:
        """Look up what articles are called and hand it on, by id."""
        library = self.library
        if library is not None:
            self.search_thread.ask("list", lambda _: {row.id: name_of(row) for row in library.rows(articles)}, then)
