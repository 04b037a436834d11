"""The Library screen: a search box, facets, the list and a preview, side by side or stacked.

Its parts do what the keys do; the screen lays them out and moves the focus.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.events import Key

from index import safe

from ..frame.line_box import LineBox
from ..frame.list_pane import CountedRows, clearing
from ..frame.page import Page
from ..keymap import LIBRARY
from ..session.jump_history import JumpPlace
from ..stories.story_watch import StoryWatch
from .facet_pane import Facets
from .library_panes import LibraryPanes
from .list_search import ListSearch
from .previewer import PreviewBox, Previewer
from .result_list import ResultList
from .upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from index import Library

    from ..notes.notepad import Notepad
    from ..session.child_jobs import Jobs
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs


class LibraryScreen(Page):
    """The Library screen. ``problems`` are sentences about the start, listed among the library's problems."""

    def __init__(
        self, session: Session, navigation: Navigation, notepad: Notepad, jobs: Jobs, problems: Sequence[str]
    ) -> None:
        super().__init__(LIBRARY, session, navigation)
        self.box = LineBox("/", _hint('""' if session.settings.display.ascii else "“”"), id="search")
        self.list = ResultList(signs=session.glyphs, id="list")
        self._counted = CountedRows(partial(_listed, self), lambda: tuple(self.list.marks), lambda: self.keys.verbs)
        self.facets = Facets(session.glyphs, id="facets")
        self.preview = PreviewBox(session)
        self.stories = StoryWatch(session, jobs, self._stories_changed)
        self.search = ListSearch(
            session,
            notepad,
            self.box,
            self.list,
            self.facets,
            empty_text=lambda: self.upkeep.empty_text(),  # noqa: PLW0108 made below
            growing=lambda: self.upkeep.growing,
            stories=self.stories,
            changed=self.show_status,
        )
        self.upkeep = Upkeep(
            session,
            jobs,
            self.search,
            self.stories,
            problems=problems,
            changed=self.show_status,
            refreshed=navigation.refreshed,
        )
        self.previewer = Previewer(session, self.preview, self.search.hit_finder)
        self.panes = LibraryPanes(session, self.box, self.facets, self.list, self.preview, self._preview_row)
        self._leave_tour: Callable[[Key], object] = lambda _: None
        self.list.marks.changed.add(self.show_status)
        session.shelf.changed.add(lambda _: self.list.rows_changed())
        session.shelf.searches_changed.add(self.search.show_facets)
        notepad.counted.add(self.list.rows_changed)
        notepad.earlier.stories_changed.add(self.stories.fetch)
        self._offer_verbs(notepad)

    def _offer_verbs(self, notepad: Notepad) -> None:
        self.offer_moving(lambda: self.panes.moving)
        self.keys.offer_listing(self.list, self.list.marks)
        self.offer(
            self.search.verbs,
            self.upkeep.verbs,
            self.panes.verbs,
            self.previewer.verbs,
            {"open": self.panes.unless_choosing(self.open), "mark": self.panes.unless_choosing(self.mark)},
            {"search": self.go_to_box, "zen": self.toggle_zen},
            {"leave": self.step_back, "clear_marks": clearing(self.list.marks, self.session.refuse)},
        )
        self.keys.offer_late(lambda: self._article_verbs(notepad))
        self.keys.offer_numbered(self._counted.numbered("star", "toggle_read", "tag", "take_out"))

    def _article_verbs(self, notepad: Notepad) -> Verbs:
        """Return the verbs for articles and notes, made lazily: the first screen does not need them."""
        from ..article.article_actions import ArticleActions  # noqa: PLC0415
        from ..notes.note_actions import NoteActions  # noqa: PLC0415
        from .list_grouping import ListGrouping  # noqa: PLC0415

        session = self.session
        articles = ArticleActions(session, self.navigation, lambda: self.at_hand, self._counted.several)
        actions = NoteActions(session, notepad, lambda: None)
        grouping = ListGrouping(session, self.list, lambda: self.at_hand, self._counted.several, self.stories.fetch)
        annotate = {"annotate": lambda: articles.with_article(actions.annotate_article)}
        return articles.verbs | actions.verbs | grouping.verbs | annotate

    def compose(self) -> ComposeResult:
        """Compose the search box and the panes."""
        yield from self.framed(self.box, self.panes)

    def on_mount(self) -> None:
        """Focus the list."""
        self.search.show_empty()
        self.list.focus()

    def library_opened(self, library: Library) -> None:
        """List what the index has, then scan the folder."""
        self.upkeep.library_opened(library, self.keys.make_ready)
        if library.last_session.is_first():
            from .tour import Tour  # noqa: PLC0415 nothing else is as seldom seen

            self._leave_tour = Tour(self.session).shown_below(self.panes)

    @on(Key)
    def leave_tour(self, event: Key) -> None:
        """Remove the tour of the first run; a key that changes something does nothing else."""
        self._leave_tour(event)

    # Layout

    def on_resize(self, event: Resize) -> None:
        """Arrange the panes for the new size."""
        self.panes.arrange_panes(event.size.width, zen=self.zen)

    def _preview_row(self) -> None:
        self.previewer.show(self.list.cursor_id)

    def _set_zen(self, *, zen: bool) -> None:
        self.set_zen(zen=zen)
        self.panes.arrange_panes(self.size.width, zen=zen)

    def toggle_zen(self) -> None:
        """Show the list alone, or restore the other panes."""
        self._set_zen(zen=not self.zen)
        self.list.focus()

    def go_to_box(self) -> None:
        """Focus the search box."""
        self._set_zen(zen=False)
        self.box.enter()

    def step_back(self) -> bool:
        """Leave the box or pane, else clear the search, else leave zen mode; return whether there was any."""
        if not self.list.has_focus:
            if self.facets.has_focus and self.panes.drawer:
                self.panes.toggle_facets()
            self.list.focus()
            return True
        if self.search.clear():
            return True
        bare = self.zen
        self._set_zen(zen=False)
        return bare

    # What is shown

    def show_status(self) -> None:
        """Show marks and sort order on the left, upkeep on the right."""
        self.hints.leave_out(*self.previewer.vain(self.search.results))
        signs, session = self.session.glyphs, self.session
        marked = len(tuple(self.list.marks))
        left = [(f"{signs.marked}{marked} marked   ", "good")] if marked else []
        undoes = f"{session.key_of('undo')} undoes: {undo}" if (undo := session.shelf.history.next_label) else ""
        middle = undoes or self.stories.line(self.at_hand)
        self.status.show([*left, f"sort: {self.search.order}"], [(middle, "dim")], [self.upkeep.state])
        counted = session.count > 0 or not self.list.rows  # rows are listed before articles are counted
        count = f"{session.count:,} article{'' if session.count == 1 else 's'}" if counted else ""
        self.title_line.tell(safe(f" {signs.dot} ".join(filter(None, (session.title, count)))))

    def _stories_changed(self) -> None:
        self.list.rows_changed()
        self.search.show_facets()
        self.show_status()

    def on_result_list_highlighted(self, message: ResultList.Highlighted) -> None:
        """Preview the article under the cursor."""
        message.stop()
        self.show_status()
        if not self.search.hasty:
            self.previewer.show(message.id)

    # Messages of the parts

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Search as the reader types."""
        message.stop()
        self.search.typed()

    def on_line_box_entered(self, message: LineBox.Entered) -> None:
        """Search for what was entered and focus the list."""
        message.stop()
        self.search.entered()

    def on_facets_chosen(self, message: Facets.Chosen) -> None:
        """Set or remove a filter."""
        self.search.filter_by(message.value)

    def on_result_list_opened(self, message: ResultList.Opened) -> None:
        """Open the article in the reader."""
        message.stop()
        self.navigation.read(message.id)

    def open(self) -> None:
        """Read the article."""
        if self.at_hand is not None:
            self.navigation.read(self.at_hand)

    def mark(self) -> None:
        """Mark or unmark the article, and move down."""
        if self.at_hand is not None:
            self.list.marks.toggle(self.at_hand)
        self.list.move(1)

    # For others

    @property
    def at_hand(self) -> str | None:
        """The article under the cursor."""
        return self.list.cursor_id

    @property
    def place(self) -> JumpPlace:
        """The article under the cursor, as a place."""
        return JumpPlace(LIBRARY, self.at_hand or "")

    def return_to(self, place: JumpPlace) -> None:
        """Move the cursor to an article the reader came from."""
        if (position := self.search.results.position(place.article)) is not None:
            self.list.move_to(position)


def _hint(quotes: str) -> str:
    return f"search: words, {quotes[0]}phrases{quotes[1]}, outlet: agency: date: is:unread"


def _listed(screen: LibraryScreen, count: int) -> Sequence[str]:
    """Return so many articles from the cursor on, or as many as there are."""
    first = screen.list.cursor
    return screen.search.results.ids[first : first + count]
