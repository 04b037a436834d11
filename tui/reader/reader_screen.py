"""The Reader screen: one article, notes and facts beside it, and a box to find words in it.

Its parts do what the keys do; the screen shows an article, follows the caret and stores the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from index import long_date, safe, short_agency

from ..article.article_actions import ArticleActions
from ..article.article_pane import ArticlePane, following
from ..article.visible_text import hits_in_sight
from ..frame.entry_pane import EntryPane
from ..frame.line_box import LineBox
from ..frame.page import Page
from ..keymap import READER
from .about_column import AboutColumn
from .finding import Finding
from .notes_beside import NotesBeside
from .page_versions import PageVersions
from .reader_status import reader_status, signs_of
from .reading_place import ReadingPlace
from .related_column import RelatedAccounts
from .side_column import SideColumn
from .text_verbs import TextVerbs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from index import Article, Span

    from ..notes.notepad import Notepad
    from ..session.jump_history import JumpPlace
    from ..session.navigation import Navigation
    from ..session.session import Session
    from ..text.glyphs import Glyphs


class ReaderScreen(Page):
    """The Reader screen."""

    def __init__(self, session: Session, navigation: Navigation, notepad: Notepad) -> None:
        super().__init__(READER, session, navigation)
        self.pane = following(ArticlePane, session, "text")
        self.notes = EntryPane(session.glyphs, id="notes")
        self.aside = EntryPane(session.glyphs, id="aside")
        self.side = SideColumn(self.pane, self.notes, self.aside, session.refuse)
        self.find_box = LineBox("/", "find in this article", id="find")
        self.finding = Finding(session, self.pane, self.find_box, self.show_status)
        self.related = RelatedAccounts(session, navigation, self.pane, lambda: self._tell_about(self.at_hand))
        self.versions = PageVersions(session, navigation, self.pane, lambda: self._tell_about(self.at_hand))
        self.reading_place = ReadingPlace(session, self.pane)
        beside = (self.related, self.versions)
        self.about = AboutColumn(session, navigation, self.pane, self.aside, place=self.reading_place, beside=beside)
        articles = ArticleActions(session, navigation, lambda: self.at_hand, link=lambda: self.pane.link)
        self.beside = NotesBeside(
            session,
            navigation,
            notepad,
            self.pane,
            self.notes,
            place=self.reading_place,
            arrived=self._notes_arrived,
            article_tags=articles.tag,
        )
        session.shelf.changed.add(self._marks_changed)
        self._offer_verbs(articles)

    def _offer_verbs(self, articles: ArticleActions) -> None:
        self.offer_moving(lambda: self.side.with_keys)
        text = TextVerbs(self.session, self.pane, self.keys.ask)
        self.keys.offer_numbered(text.numbered)
        self.keys.offer_numbered(
            {
                "next_article": self._go_to_neighbour,
                "previous_article": lambda number: self._go_to_neighbour(-number),
            }
        )
        self.offer(articles.verbs, text.verbs, self.finding.verbs, self.side.verbs)
        self.offer(self.beside.verbs, self.about.verbs, self.versions.verbs)
        self.offer(
            {
                "read_on": lambda: self.side.with_keys.page(1),
                "act": self.act_here,
                "next_article": lambda: self._go_to_neighbour(1),
                "previous_article": lambda: self._go_to_neighbour(-1),
                "zen": self.toggle_zen,
                "leave": self.leave,
            },
        )

    def compose(self) -> ComposeResult:
        """Compose text, side and search box."""
        yield from self.framed(Horizontal(self.pane, self.side, id="panes"), self.find_box)

    # What is shown

    def show(self, article: Article, *, offset: int | None, hits: Sequence[Span] = (), word: str = "") -> None:
        """Show an article at ``offset``, else at the first of ``hits``, else where it was left."""
        self.reading_place.keep()
        shelf = self.session.shelf
        shelf.follow(article)
        hits = hits_in_sight(article, hits)
        if offset is None:
            offset = hits[0].start if hits else shelf.mark(article.id).place
        self.finding.begin(word)
        same = self.at_hand == article.id
        self.pane.show(article, offset=offset, hits=hits)
        self.pane.focus()
        if not same:
            self.beside.forget()
        self.beside.read()
        shelf.open(article.id)
        self.title_line.tell(source(article, self.session.glyphs))
        self.about.begin(article)
        self.show_status()

    def show_status(self) -> None:
        """Update the status line."""
        session, pane = self.session, self.pane
        if pane.article is None:
            return
        self.hints.leave_out(*(() if pane.hit else ("next_hit",)))
        beside = pane.hit or (self.side.display and not self.side.narrow)
        related = "" if beside else self.related.status(session.size.width)
        facts = [self.versions.status(), signs_of(session, pane.article), self.beside.status()]
        self.status.show(*reader_status(session, pane, word=self.finding.word, related=related, facts=facts))

    def refreshed(self, article: Article) -> None:
        """Show the changed text of the article, at the words where the reader is."""
        self.reading_place.follow(article)
        self.about.begin(article)
        self.beside.read()

    def _tell_about(self, article: str | None) -> None:
        """Update the side pane, if this article is on screen."""
        if article == self.at_hand:
            self.about.show()
            self.show_status()

    def _marks_changed(self, articles: Collection[str]) -> None:
        if self.at_hand in articles:
            self._tell_about(self.at_hand)

    def _notes_arrived(self) -> None:
        page = self.beside.page
        self.side.has_notes = bool(page.notes or page.unsaved)
        self.side.arrange_panes()
        self.show_status()

    def on_resize(self, event: Resize) -> None:
        """Arrange the panes for the new size."""
        self._fit(event.size.width, event.size.height)

    def _fit(self, width: int, height: int) -> None:
        self.side.fit(width, height, zen=self.zen)
        self.beside.under_text = self.side.narrow

    def toggle_zen(self) -> None:
        """Show only the text, or everything again."""
        self.set_zen(zen=not self.zen)
        self._fit(self.size.width, self.size.height)
        self.pane.focus()

    # Places

    @property
    def at_hand(self) -> str | None:
        """The article on screen."""
        return self.pane.article.id if self.pane.article else None

    @property
    def place(self) -> JumpPlace:
        """The caret's position, as a place."""
        return self.reading_place.here

    def return_to(self, place: JumpPlace) -> None:
        """Move the caret back to a place in the article on screen."""
        if place.article == self.at_hand:
            self.pane.jump(place.offset_in(self.pane.article.text) if self.pane.article else place.offset)

    def on_article_pane_caret_moved(self) -> None:
        """Update what depends on the caret; its place is stored once it rests."""
        self.related.follow()
        self.show_status()
        self.beside.light()
        self.reading_place.moved()

    def on_screen_resume(self) -> None:
        """Drop the lines added below the text: no box covers it any more."""
        self.pane.show_above(None, 0)

    def on_screen_suspend(self) -> None:
        """Store the place before another screen covers this one."""
        self.reading_place.keep()

    # Messages of the panes

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Highlight what is typed."""
        self.finding.typed(message.value)

    def on_line_box_entered(self) -> None:
        """Go to the next hit."""
        self.finding.entered()

    def on_entry_pane_chosen(self, message: EntryPane.Chosen) -> None:
        """Follow the clicked entry."""
        message.stop()
        self.about.follow() if message.pane is self.aside else self.beside.follow()

    def act_here(self) -> None:
        """Follow the entry under the cursor, toggle the fold at the caret, or read another account of the paragraph."""
        if self.aside.has_focus:
            self.about.follow()
        elif self.notes.has_focus:
            self.beside.follow()
        elif self.beside.repicking:
            self.beside.take_passage()
        elif not self.pane.toggle_fold() and not self.related.go():
            self.session.refuse("There is no fold here, and no other account of this paragraph is known.")

    def _go_to_neighbour(self, step: int) -> None:
        if self.at_hand is not None:
            self.navigation.read_neighbour(self.at_hand, step)

    def leave(self) -> None:
        """Close the box, else drop the selection, the found words, the side's focus, else leave the screen."""
        if self.finding.leave_box():
            return
        if self.pane.selection is not None:
            self.pane.clear_selection()
        elif self.finding.clear():
            return
        elif not self.pane.has_focus:
            self.pane.focus()
        elif self.beside.repicking:
            self.beside.stop_repicking()
        else:
            self.navigation.leave_screen()


def source(article: Article, signs: Glyphs) -> str:
    """Return an article's source in a few safe words: ``LA Times (AP) · 26 April 2024``."""
    short = short_agency(article.agency.credited or "")
    agency = f"{signs.agency_open}{short}{signs.agency_close}" if short else ""
    outlet = " ".join(part for part in (article.outlet.value or "", agency) if part) or article.name
    published = long_date(article.published.value) if article.published.value else "undated"
    return safe(f"{outlet} {signs.dot} {published}")
