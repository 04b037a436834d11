"""The app: it owns what the screens share (settings, keymap, library, threads, jumps) and leads from one to another.

Refuses to draw anything and to know how a screen does its work.
"""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message

from index import IndexDamagedError, LibraryError, safe

from .citation import name_of
from .comparing import comparing
from .desk import Answer, Desk
from .keymap import COMPARE, LIBRARY, READER, Keymap, shown
from .screens.base import BaseScreen
from .screens.library import LibraryScreen
from .screens.reader import ReaderScreen
from .services import ChildErrand, Errand
from .settings import ScreenSettings
from .shelf import Shelf
from .text.glyphs import glyphs
from .themes import choose, install
from .trail import Place, Trail

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.screen import Screen

    from index import Article, Hit, Library, Refresh

    from .comparing import Compared
    from .results import Results
    from .screens.compare import CompareScreen
    from .terminal import Terminal

Fetched = tuple["Article", "Hit | None"]


class VariorumApp(App[None], inherit_bindings=False):
    """The reader. ``open_library`` is called on the search thread after the first paint.

    ``request`` names the same library to the child process; ``problems`` are sentences to show at the start; ``clock``
    counts seconds.
    """

    TITLE = "Variorum"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]

    class Delivered(Message):
        """Something a thread has to say: call it on this one."""

        def __init__(self, call: Callable[[], None]) -> None:
            super().__init__()
            self.call = call

    def __init__(
        self,
        open_library: Callable[[], Library],
        *,
        settings: ScreenSettings | None = None,
        keymap: Keymap | None = None,
        request: Mapping[str, Any] | None = None,
        errand: Errand | None = None,
        problems: Sequence[str] = (),
        terminal: Terminal | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        # Without colour Textual's own themes turn grey; terminal colours filtered away leave weight and underline.
        super().__init__(ansi_color=True if terminal and terminal.no_colour else None)
        self.settings = settings or ScreenSettings()
        self.keymap = keymap or Keymap()
        self.glyphs = glyphs(ascii_only=self.settings.display.ascii)
        self.animation_level = self.settings.display.animation
        self.problems, self.clock = list(problems), clock
        self.trail = Trail()
        self.library: Library | None = None
        self.shelf: Shelf | None = None
        self.count = 0
        self.fatal = self.folder = ""
        self._open_library, self.request = open_library, dict(request or {})
        self.desk = Desk(self._deliver_answer, self.failed)
        self.errand = errand if errand is not None else ChildErrand(self.deliver)
        install(self)
        self.theme = self._theme(terminal)
        # Textual parses all styles a second time for the theme it starts with, unless it has its colours already.
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)
        self._reader: ReaderScreen | None = None
        self._compare: CompareScreen | None = None
        for key in self.keymap.action("quit").keys:
            self._bindings.bind(key, "quit", show=False, priority=True)

    def _theme(self, terminal: Terminal | None) -> str:
        wanted = self.settings.display.theme
        dark, few = (terminal.dark, terminal.few_colours) if terminal else (None, False)
        name = choose(wanted, dark, few_colours=few)
        if name in self.available_themes:
            return name
        self.problems.append(f"There is no theme “{safe(wanted)}”; the command “theme” lists all.")
        return choose("auto", dark, few_colours=few)

    # Life

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the Library."""
        self.library_screen = LibraryScreen(self)
        return self.library_screen

    @property
    def reader(self) -> ReaderScreen:
        """The one screen on which articles are read, made when the first is."""
        if self._reader is None:
            self._reader = ReaderScreen(self)
            self.install_screen(self._reader, READER)
        return self._reader

    @property
    def compare_screen(self) -> CompareScreen:
        """The one screen on which accounts are compared, made when the first are."""
        if self._compare is None:
            from .screens.compare import CompareScreen  # noqa: PLC0415 most sessions begin with reading

            self._compare = CompareScreen(self)
            self.install_screen(self._compare, COMPARE)
        return self._compare

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Style everything anew, if any colour changed."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Show the empty frame first; the library opens behind it."""
        self.desk.start()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.desk.queue(self._open_library, self._opened)

    def _opened(self, library: Library) -> None:
        self.library = library
        self.folder = str(library.places.folder)
        self.shelf = Shelf(library, self.desk, self._mark_changed)
        self.library_screen.library_opened(library)
        if self.problems:
            rest = len(self.problems) - 1
            self.say(self.problems[0] + (f" ({rest} more: the command “problems”)" if rest else ""), alarm=True)

    def on_unmount(self) -> None:
        """Write what is still to be written, and end the threads and the child."""
        self.errand.close()
        if self.library is not None:
            self.desk.queue(self.library.close)
        self.desk.stop()

    async def action_quit(self) -> None:
        """Keep the reading place, and quit."""
        if self._reader is not None:
            self._reader.keep_place()
        self.exit()

    # Between threads

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` made on the screen's thread; may be used from any thread."""
        self.post_message(self.Delivered(call))

    def _deliver_answer(self, answer: Answer) -> None:
        self.deliver(partial(self.desk.settle, answer))

    def on_variorum_app_delivered(self, message: Delivered) -> None:
        """Do what a thread has to say."""
        message.call()

    def failed(self, error: Exception) -> None:
        """Tell the reader what went wrong, in one sentence; a damaged index is built anew."""
        if self.library is None:
            self.fatal = str(error)
            self.exit(return_code=2)
        elif isinstance(error, IndexDamagedError):
            self.library_screen.rebuild(str(error))
        elif isinstance(error, (LibraryError, OSError)):
            self.say(str(error), alarm=True)
        else:
            self.say(f"Something went wrong ({type(error).__name__}: {error}).", alarm=True)

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Have ``call`` made after a pause; return what calls it off."""
        return self.set_timer(seconds, call).stop

    @staticmethod
    def nothing() -> None:
        """Do nothing: there is nothing to call off."""

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
        return self.reader if name == READER else self.library_screen

    @property
    def place(self) -> Place:
        """Where the reader is."""
        screen = self.screen
        return screen.place if isinstance(screen, BaseScreen) else Place(LIBRARY)

    def key_of(self, action: str) -> str:
        """Return an action's key as people write it, else its name in the palette."""
        row = self.keymap.action(action)
        return shown(row.keys[0], ascii_only=self.settings.display.ascii) if row.keys else f"“{row.label}”"

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
            self.desk.ask("article", self.fetching(article, results), partial(self._read, offset, results))

    def _read(self, offset: int | None, results: Results | None, fetched: Fetched) -> None:
        article, hit = fetched
        if self.place.article != article.id or self.screen.name != READER:
            self.trail.leave(self.place)
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
                self.trail.leave(self.place)
            self.go(READER)
        elif at_hand is not None:
            self.read(at_hand)
        else:
            self.say("There is nothing to read yet.")

    def retrace(self, place: Place | None) -> None:
        """Go to a place of the jump history, which is not a jump itself."""
        if place is None:
            self.say("There is nowhere further to go.")
        elif place.screen == LIBRARY:
            self.go(LIBRARY)
            self.library_screen.return_to(place)
        elif place.screen == COMPARE:
            self.go(COMPARE)
            self.compare_screen.return_to(place)
        else:
            self.desk.ask("article", self.fetching(place.article), partial(self._return, place))

    def _return(self, place: Place, fetched: Fetched) -> None:
        self.go(READER)
        self.reader.show(fetched[0], offset=place.offset)

    def compare(self, articles: Sequence[str], *, include: Sequence[str] = (), at: Place | None = None) -> None:
        """Lay articles side by side (one with the one nearest to it), at the passage of a place if one is given."""
        if self.library is not None:
            self.say("Comparing…")
            self.desk.ask("compare", comparing(self.library, articles, include), partial(self._show_compared, at))

    def _show_compared(self, at: Place | None, compared: Compared) -> None:
        if self.screen.name != COMPARE:
            self.trail.leave(self.place)
        self.go(COMPARE)
        self.compare_screen.show(compared)
        if at is not None:
            self.compare_screen.return_to(at)

    def go_comparing(self) -> None:
        """Go to the comparison made last, else compare the article at hand."""
        if self._compare is not None and self._compare.compared is not None:
            if self.screen is not self._compare:
                self.trail.leave(self.place)
            self.go(COMPARE)
        else:
            self.library_screen.action_compare()

    def with_names(self, articles: Sequence[str], then: Callable[[dict[str, str]], None]) -> None:
        """Look up what articles are called and hand it on, by id."""
        library = self.library
        if library is not None:
            self.desk.ask("list", lambda _: {row.id: name_of(row) for row in library.rows(articles)}, then)

    # What is told

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Show a sentence on the status line of the screen in front."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.say(safe(text), alarm=alarm)
                return

    def refreshed(self, refresh: Refresh) -> None:
        """Show anew what changed on disk."""
        reader = self._reader
        if self.shelf is not None and refresh.moved:
            self.shelf.forget()
        if reader is not None and reader.at_hand is not None and reader.at_hand in refresh.changed:
            self.desk.ask("article", self.fetching(reader.at_hand), lambda fetched: reader.refreshed(fetched[0]))

    def _mark_changed(self, article: str) -> None:
        self.library_screen.mark_changed(article)
        if self._reader is not None:
            self._reader.mark_changed(article)
