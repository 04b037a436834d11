"""Navigation between the screens: reading, comparing, and the jump history.

It owns the five screens, each made on first use. Threads, settings and notes belong to the session.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from .keymap import COMPARE, LIBRARY, NOTES, READER, STORIES
from .library.library_screen import LibraryScreen
from .library.list_walk import ListWalk
from .session.jump_history import JumpPlace
from .session.kept_screens import KeptScreens
from .session.session import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from index import Article, Hit, PlacedNote

    from .compare.compare_screen import CompareScreen
    from .compare.compared import Compared, Comparing
    from .frame.page import Page
    from .notes.notepad import Notepad
    from .notes.notes_screen import NotesScreen
    from .reader.reader_screen import ReaderScreen
    from .session.child_jobs import Jobs
    from .session.session import Session, Verbs
    from .stories.stories_screen import StoriesScreen

    Fetched = tuple[Article, Hit | None]
    Act = Callable[[], object]
    AnyScreen = LibraryScreen | ReaderScreen | CompareScreen | NotesScreen | StoriesScreen


PageT = TypeVar("PageT", bound="Page")


class LateScreens:
    """The screens besides the Library, made on first use; ``None`` until then."""

    def __init__(self, app: App[None], session: Session, navigator: Navigator, notepad: Notepad, jobs: Jobs) -> None:
        self._app, self._session, self._navigator, self._notepad = app, session, navigator, notepad
        self._jobs = jobs
        self.before = KeptScreens()  # how the session before left what this one has not shown yet
        self.reader: ReaderScreen | None = None
        self.compare: CompareScreen | None = None
        self.notes: NotesScreen | None = None
        self.stories: StoriesScreen | None = None

    @property
    def compared(self) -> tuple[str, ...]:
        """The articles on the Compare screen."""
        compared = self.compare.compared if self.compare is not None else None
        return tuple(article.id for article in compared.articles) if compared is not None else ()

    @cached_property
    def comparing_accounts(self) -> Comparing:
        """What compares accounts for the Compare screen."""
        from .compare.compared import Comparing  # noqa: PLC0415 the first screen compares nothing

        return Comparing(self._session, self._jobs)

    def reading(self) -> ReaderScreen:
        """Return the Reader screen."""
        if self.reader is None:
            from .reader.reader_screen import ReaderScreen  # noqa: PLC0415 the first screen is the Library

            self.reader = self._known(ReaderScreen(self._session, self._navigator, self._notepad))
        return self.reader

    def comparing(self) -> CompareScreen:
        """Return the Compare screen."""
        if self.compare is None:
            from .compare.compare_screen import CompareScreen  # noqa: PLC0415 most sessions begin with reading

            self.compare = self._known(CompareScreen(self._session, self._navigator, self._notepad))
        return self.compare

    def noting(self) -> NotesScreen:
        """Return the Notes screen."""
        if self.notes is None:
            from .notes.kept_notes import restore_notes  # noqa: PLC0415 as above
            from .notes.notes_screen import NotesScreen  # noqa: PLC0415 as above

            self.notes = self._known(NotesScreen(self._session, self._navigator, self._notepad))
            restore_notes(self.notes, self.before.notes)
        return self.notes

    def grouping(self) -> StoriesScreen:
        """Return the Stories screen."""
        if self.stories is None:
            from .stories.kept_stories import restore_stories  # noqa: PLC0415 as above
            from .stories.stories_screen import StoriesScreen  # noqa: PLC0415 as above

            watch = self._navigator.library.stories
            self.stories = self._known(StoriesScreen(self._session, self._navigator, self._notepad, watch))
            restore_stories(self.stories, self.before.stories)
        return self.stories

    def read_again(self) -> None:
        """Read what the session before read last, as it was left, with the hits of the search in it."""
        from .reader.kept_reading import restore_reading  # noqa: PLC0415 as above

        before, session = self.before, self._session

        def show(query: str, fetched: Fetched) -> None:
            session.shelf.follow(fetched[0])
            self._navigator.show_read(session.shelf.mark(before.reading).place, query, fetched)
            restore_reading(self.reading(), before.as_read)

        self._navigator.fetch(before.reading, show)

    def compare_again(self) -> None:
        """Compare what the session before compared last, as it was left, if its accounts are still the same."""
        from .compare.kept_comparison import restore_comparison  # noqa: PLC0415 as above

        before = self.before

        def show(compared: Compared) -> None:
            self._navigator.show_compared(before.row, compared)
            if {*compared.asked} == {*before.compared}:
                restore_comparison(self.comparing(), before.as_compared, before.row)

        self._session.say("Comparing…")
        self.comparing_accounts.ask(before.compared, before.included, show)

    def refreshed(self, changed: Sequence[str]) -> None:
        """Reload the article in the reader, and the comparison, if they changed on disk."""
        reader = self.reader
        id = reader.at_hand if reader is not None else None
        if reader is not None and id is not None and id in changed:
            self._session.look_up("article", lambda library: library.show(id), reader.refreshed)
        compare = self.compare
        if compare is not None and compare.compared is not None and {*changed} & {*self.compared}:
            self.comparing_accounts.ask_anew(compare.compared, compare.renew)

    def _known(self, screen: PageT) -> PageT:
        """Give a new screen the verbs that lead elsewhere, and install it in the app."""
        leave = screen.keys.verbs["leave"]
        screen.keys.offer_numbered({"next_unread": self._navigator.read_next_unread})
        screen.offer(self._navigator.verbs, self._navigator.leaving(leave, self._navigator.leave_screen))
        self._app.install_screen(screen, screen.name or "")
        return screen


class Navigator:
    """The screens of an app and the ways between them; the Library stays at the bottom of the stack.

    ``problems`` are sentences about the start that the Library lists with its own.
    """

    def __init__(self, app: App[None], session: Session, notepad: Notepad, jobs: Jobs, problems: Sequence[str]) -> None:
        self._app, self._session, self._notepad = app, session, notepad
        self.library = LibraryScreen(session, self, notepad, jobs, problems)
        self.late = LateScreens(app, session, self, notepad, jobs)
        self._walk = ListWalk(session, self.library.list, lambda: self.library.search.results)
        leaving = self.leaving(self.library.step_back, partial(_back_or_out, self.library, app))
        self.library.offer(self.verbs, self._walk.verbs, leaving)

    @property
    def verbs(self) -> Verbs:
        """The verbs of the keys that every screen has."""
        return {
            "go_library": lambda: self._jump(LIBRARY),
            "go_reader": self.go_reading,
            "go_compare": self.go_comparing,
            "go_notes": lambda: self._jump(NOTES),
            "go_stories": lambda: self._jump(STORIES),
            "next_unread": self.read_next_unread,
            "rescan": self.library.upkeep.rescan_asked,
            "back_place": self.go_back,
            "suspend": partial(_to_shell, self._session),
            "redraw": self._session.redraw,
            "quit": self._app.exit,
            "forward_place": lambda: self._retrace(self._session.history.forward(self.place)),
        }

    def leaving(self, leave: Callable[[], object], back: Callable[[], object]) -> Verbs:
        """Return the verbs for one step back; each first cancels a comparison under way."""

        def unless_called_off(go: Callable[[], object]) -> None:
            if not self.late.comparing_accounts.call_off():
                go()

        return {"leave": partial(unless_called_off, leave), "back": partial(unless_called_off, back)}

    # Screens

    @property
    def reader(self) -> ReaderScreen:
        """The Reader screen."""
        return self.late.reading()

    @property
    def compare_screen(self) -> CompareScreen:
        """The Compare screen."""
        return self.late.comparing()

    @property
    def notes_screen(self) -> NotesScreen:
        """The Notes screen."""
        return self.late.noting()

    @property
    def stories_screen(self) -> StoriesScreen:
        """The Stories screen."""
        return self.late.grouping()

    def _screen(self, name: str) -> AnyScreen:
        if name == COMPARE:
            return self.compare_screen
        if name == NOTES:
            return self.notes_screen
        if name == STORIES:
            return self.stories_screen
        return self.reader if name == READER else self.library

    @property
    def reading(self) -> str | None:
        """The article in the reader, if that is on the screen or covered only by a box."""
        on_screen = self.late.reader is not None and self.late.reader in self._app.screen_stack
        return self.late.reader.at_hand if self.late.reader is not None and on_screen else None

    @property
    def on_screen(self) -> Sequence[str]:
        """The articles compared, read or previewed on the screen, even if covered by a box."""
        if self.late.compare is not None and self.late.compare in self._app.screen_stack:
            return self.compared_last
        shown = self.reading or (self.library.at_hand if self._session.front == LIBRARY else None)
        return (shown,) if shown is not None else ()

    @property
    def read_last(self) -> str | None:
        """The article in the reader, whichever screen is in front."""
        return self.late.reader.at_hand if self.late.reader is not None else None

    @property
    def compared_last(self) -> tuple[str, ...]:
        """The articles of the last comparison."""
        return self.late.compared

    @property
    def in_front(self) -> tuple[str, ...]:
        """The article in the reader, or those compared, if that screen is in front."""
        reading = (self.read_last,) if self._session.front == READER and self.read_last else ()
        return self.compared_last if self._session.front == COMPARE else reading

    @property
    def place(self) -> JumpPlace:
        """The current place."""
        name = self._session.front
        return self._screen(name).place if name else JumpPlace(LIBRARY)

    @property
    def marked(self) -> tuple[str, ...]:
        """The articles marked in the list, in the order they were marked."""
        return tuple(self.library.list.marks)

    def clear_marks(self) -> None:
        """Unmark all articles of the list."""
        self.library.list.marks.set()

    def go(self, screen: str) -> None:
        """Show a screen as it was left."""
        wanted, front = self._screen(screen), self._app.screen
        if front is wanted:
            return
        if wanted is self.library:
            self._app.pop_screen()
        elif front is self.library:
            self._app.push_screen(wanted)
        else:
            self._app.switch_screen(wanted)

    def _jump(self, screen: str) -> None:
        """Show a screen, leaving a jump unless it is in front already."""
        if self._session.front != screen:
            self._session.history.leave(self.place)
        self.go(screen)

    def act_on(self, screen: str, action: str) -> bool:
        """Run an action on another screen, shown as it was left; return whether it has anything to act on."""
        if (screen == READER and self.read_last is None) or (screen == COMPARE and not self.compared_last):
            return False
        self._jump(screen)
        there = self._screen(screen)
        there.call_after_refresh(there.act, action)
        return True

    # Articles

    def read(self, article: str, *, offset: int | None = None) -> None:
        """Open an article in the reader: at ``offset``, else at the first hit of the search, else where it was left."""
        self.fetch(article, partial(self.show_read, offset), hits=offset is None)

    def fetch(self, article: str, then: Callable[[str, Fetched], None], *, hits: bool = True) -> None:
        """Call ``then`` with the query, and with an article and the hits of the query in it; without ``hits`` none."""
        search = self.library.search
        find_hit = search.hit_finder(article) if hits else lambda _: None
        show = partial(then, search.results.found.query if hits else "")
        self._session.look_up("article", lambda library: (library.show(article), find_hit(library)), show, leads=True)

    def show_read(self, offset: int | None, query: str, fetched: Fetched) -> None:
        """Show an article that was fetched, at ``offset``, else at the first hit, else where it was left."""
        article, hit = fetched
        if self.place.article != article.id or self._session.front != READER:
            self._session.history.leave(self.place)
        self.go(READER)
        spans = hit.spans if hit else ()
        self.reader.show(article, offset=offset, hits=spans, word=query if spans else "")
        self._session.visited(article.id)

    def read_neighbour(self, article: str, step: int) -> None:
        """Read the article ``step`` places further in the current list, or say why there is none."""
        neighbour = self._walk.go_to_neighbour(article, step)
        if neighbour is not None:
            self.read(neighbour)
        else:
            self._session.refuse(self._walk.why_no_neighbour(article, step))

    def read_next_unread(self, number: int = 1) -> None:
        """Go to an unread article of the list, the next or a later one: the reader opens it, the Library shows it."""
        reading = self._session.front == READER
        article = self._walk.next_unread(self.reader.at_hand if reading else self.library.at_hand, number)
        if article is None:
            self._session.refuse(self._walk.why_none_unread)
        elif reading:
            self.read(article)

    def go_reading(self) -> None:
        """Go to the article read last, else read the one under the cursor."""
        if self.reader.at_hand is not None:
            self._jump(READER)
        elif self.late.before.reading:
            self.late.read_again()
        elif self.library.at_hand is not None:
            self.read(self.library.at_hand)
        else:
            self._session.refuse(self._walk.none_listed, passing=True)

    def repick(self, note: PlacedNote, number: int) -> None:
        """Let the reader select a new passage in the article for target ``number`` of a note."""
        place = note.places[number]
        span = place.span or place.guess
        self.read(place.target.article, offset=span.start if span else 0)
        self.reader.beside.repick(note, number)

    def keep_place(self) -> None:
        """Store how far the article in the reader was read."""
        if self.late.reader is not None:
            self.late.reader.reading_place.keep()

    def refreshed(self, changed: Sequence[str]) -> None:
        """Reload the article in the reader, and the comparison, if they changed on disk."""
        self.late.refreshed(changed)

    # The jump history

    def go_back(self) -> None:
        """Go back in the jump history."""
        self._retrace(self._session.history.back(self.place))

    def leave_screen(self) -> None:
        """Go back to the previous screen, skipping places on this one; else to the Library."""
        history, here = self._session.history, self.place
        place = history.back(here)
        while place is not None and place.screen == here.screen:
            place = history.back(place)
        if place is None:
            self.go(LIBRARY)
        else:
            self._retrace(place)

    def _retrace(self, place: JumpPlace | None) -> None:
        """Go to a place of the jump history, without leaving a jump."""
        if place is None:
            self._session.refuse("There is nowhere further to go.")
        elif place.screen == READER:
            article, back = place.article, partial(self._return, place)
            self._session.look_up("article", lambda library: library.show(article), back, leads=True)
        else:
            self.go(place.screen)
            self._screen(place.screen).return_to(place)

    def _return(self, place: JumpPlace, article: Article) -> None:
        self.go(READER)
        self.reader.show(article, offset=place.offset_in(article.text))

    # Comparing

    def compare_marked(self, article: str | None) -> None:
        """Compare the marked articles, else the story of ``article``, else it and its nearest article."""
        if len(self.marked) > 1:
            marked, marks = self.marked, self.library.list.marks
            marks.set()
            self.compare(marked, at=self._reading_at, lost=partial(marks.set_again, marked))
        elif article is None:
            self._session.refuse(self._walk.none_listed, passing=True)
        else:
            self.compare_story(article)

    def compare_story(self, article: str) -> None:
        """Compare the accounts of an article's story, else it and its nearest article."""
        self.compare(self.library.stories.accounts(article) or (article,), at=self._reading_at)

    def compare_nearest(self, article: str | None) -> None:
        """Compare an article with its nearest one."""
        if article is None:
            self._session.refuse(self._walk.none_listed, passing=True)
        else:
            self.compare((article,), at=self._reading_at)

    @property
    def _reading_at(self) -> Sequence[JumpPlace]:
        """The caret's place, while the reader is in front."""
        return (self.place,) if self._session.front == READER else ()

    def compare(
        self, articles: Sequence[str], *, include: Sequence[str] = (), at: Sequence[JumpPlace] = (), lost: Act = nothing
    ) -> None:
        """Compare articles (a single one with its nearest) and select the rows ``at``; ``lost`` is for if it fails."""
        if self._session.library is not None:
            self._session.say("Comparing…")
            self.late.comparing_accounts.ask(articles, include, partial(self.show_compared, at), lost)

    def show_compared(self, at: Sequence[JumpPlace], compared: Compared) -> None:
        """Show a comparison that was made, with the cursor at the row of the places ``at``."""
        if self._session.front:
            self._screen(self._session.front).status.hush()
        self._jump(COMPARE)
        self.compare_screen.show(compared)
        self.compare_screen.select(at)
        self._session.visited(*(article.id for article in compared.articles))
        if compared.how:
            self._session.say(compared.how)

    def go_comparing(self) -> None:
        """Go to the last comparison, else compare the article under the cursor."""
        if self.compared_last:
            self._jump(COMPARE)
        elif self.late.before.compared:
            self.late.compare_again()
        else:
            self.compare_marked(self.library.at_hand)


def _back_or_out(library: LibraryScreen, app: App[None]) -> None:
    if not library.step_back():
        app.exit()


def _to_shell(session: Session) -> None:
    from .outside import to_shell  # noqa: PLC0415 few readers leave for the shell

    to_shell(session)
