"""The screen on which one article is read.

Refuses to search the collection: it finds in the article it shows, and walks the list it was opened from.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from index import Span, safe

from ..article.article_layout import ReadingStyle
from ..article.article_pane import ArticlePane
from ..citation import name_of, short_agency
from ..keymap import COMPARE, NOTES, READER
from ..session.jump_history import JumpPlace
from ..text.dates import long_date
from .article_facts import aside
from .related_accounts import ReaderRelated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from index import Article

    from ..app import VariorumApp
    from ..frame.aside_pane import AsidePane
    from ..frame.base_screen import Pane
    from ..text.segments import Part

PAUSE = 1.0
"""Seconds the caret rests before its place is written."""


class ReaderScreen(ReaderRelated):
    """One article: its text, a column about it, a line to find words in it."""

    NAME: ClassVar[str] = READER

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        reading, ascii_only = home.settings.reading, home.settings.display.ascii
        looks = ReadingStyle(reading.spacing, reading.justify, reading.plain_quotes, ascii_only)
        self.pane = ArticlePane(measure=reading.measure, reading=looks, id="text")
        self._call_off_keeping = home.nothing

    def middle(self) -> Iterable[Widget]:
        """Yield text, column and box."""
        with Horizontal(id="panes"):
            yield self.pane
            yield self.side
        yield self.find_box

    # What is shown

    def show(self, article: Article, *, offset: int | None, hits: Sequence[Span] = (), word: str = "") -> None:
        """Show an article at ``offset``, else at the first of ``hits``, else where it was left."""
        self.keep_place()
        shelf = self.home.shelf
        if offset is None:
            offset = hits[0].start if hits else shelf.mark(article.id).place if shelf else 0
        self.word = word
        self.find_box.value = ""
        self.find_box.display = False
        same = self.at_hand == article.id
        self.pane.show(article, offset=offset, hits=hits)
        self.pane.focus()
        if not same:
            self.forget_notes()
        self.notes_changed(frozenset())
        if shelf:
            shelf.open(article.id)
        self.title_line.tell(self._about(article))
        self.find_related(article)
        self.show_aside()
        self.show_status()

    def refreshed(self, article: Article) -> None:
        """Show the article anew where the reader is: its file changed."""
        self.pane.show(article, offset=self.pane.caret)
        self.find_related(article)
        self.show_aside()
        self.notes_changed(frozenset())

    @property
    def at_hand(self) -> str | None:
        """The article on screen."""
        return self.pane.article.id if self.pane.article else None

    @property
    def place(self) -> JumpPlace:
        """Where the caret is."""
        return JumpPlace(READER, self.at_hand or "", self.pane.caret)

    def _about(self, article: Article) -> str:
        signs = self.home.glyphs
        short = short_agency(article.agency.value)
        agency = f"{signs.agency_open}{short}{signs.agency_close}" if short else ""
        source = " ".join(part for part in (article.outlet.value or "", agency) if part) or name_of(article)
        published = long_date(article.published.value) if article.published.value else "undated"
        return safe(f"{source} {signs.dot} {published}")

    def mark_changed(self, article: str) -> None:
        """Show the mark of the article on screen anew."""
        if article == self.at_hand:
            self.show_aside()
            self.show_status()

    def show_aside(self) -> None:
        """Show other accounts of the paragraph, bookmarks, outline and facts."""
        article, shelf = self.pane.article, self.home.shelf
        if article is None or shelf is None:
            return
        mark = shelf.mark(article.id)
        numbers = self.pane.view.numbers if self.pane.view is not None else ()
        self.aside.show([*self.related_lines(), *aside(article, mark, numbers)])
        self.pane.set_layer("bookmark", [Span(offset, offset + 1) for offset in mark.bookmarks])

    def show_status(self) -> None:
        """Show how far the caret is, the hit it stands on, and what is left to read."""
        article = self.pane.article
        if article is None:
            return
        signs = self.home.glyphs
        bar = max(6, min(30, self.size.width // 4 - 8))
        done = round(self.pane.progress * bar)
        here, count = self.pane.paragraph
        left: list[Part] = [
            (signs.filled * done, "strong"),
            (signs.empty * (bar - done), "dim"),
            f" {round(100 * self.pane.progress)} %  {signs.paragraph}{here}/{count}",
        ]
        hit = self.pane.hit
        word = f" “{safe(self.word)}”" if self.word else ""
        middle: list[Part] = [f"hit {hit[0] or signs.dash}/{hit[1]}{word}"] if hit else [(self.related_status(), "dim")]
        if not hit and self.related_status():
            del left[:2]
        self.status.show(
            left, middle, [self._signs_of(article.id), self._noted(), f"{self.pane.minutes_left} min left"]
        )

    def _noted(self) -> str:
        notepad, count = self.home.notepad, len(self.page.notes)
        saved = f"saved {notepad.saved}  " if notepad is not None and notepad.saved else ""
        return f"{self.home.glyphs.note}{count}  {saved}" if count else saved

    def _signs_of(self, article: str) -> str:
        signs, shelf = self.home.glyphs, self.home.shelf
        if shelf is None:
            return ""
        mark = shelf.mark(article)
        star = f"{signs.starred} " if mark.starred else ""
        unread = "" if mark.read else f"{signs.unread} "
        return star + unread + "".join(f"#{safe(tag)} " for tag in mark.tags)

    # What the panes say

    def on_article_pane_caret_moved(self) -> None:
        """Follow the caret; its place is written when it rests."""
        self.follow_related()
        self.show_status()
        self.light()
        self._call_off_keeping()
        self._call_off_keeping = self.home.later(PAUSE, self.keep_place)

    def keep_place(self) -> None:
        """Write where the caret is."""
        self._call_off_keeping()
        if self.home.shelf and self.at_hand is not None:
            self.home.shelf.keep_place(self.at_hand, self.pane.caret)

    def on_screen_suspend(self) -> None:
        """Write the place before another screen covers this one."""
        self.keep_place()

    def on_aside_pane_chosen(self, message: AsidePane.Chosen) -> None:
        """Go where an entry leads."""
        if message.article:
            self.home.read(message.article, offset=message.offset)
            return
        self.home.history.leave(self.place)
        self.pane.jump(message.offset)
        self.pane.focus()

    # Actions

    @property
    def moving(self) -> Pane:
        """The pane that has the keys."""
        return next((pane for pane in (self.aside, self.notes) if pane.has_focus), self.pane)

    def step(self, count: int) -> None:
        """Go so many lines or entries down."""
        if self.aside.has_focus or self.notes.has_focus:
            (self.aside if self.aside.has_focus else self.notes).move(count)
        else:
            self.pane.move("line", count)

    def action_act(self) -> None:
        """Go where the entry leads, open the fold at the caret, or read the other account of this paragraph."""
        if self.aside.has_focus:
            self.aside.choose()
        elif self.notes.has_focus:
            self.go_to_note()
        elif self.repicking:
            self.take_passage()
        elif not self.pane.toggle_fold() and not self.go_to_related():
            self.say("There is no fold here, and no other account of this paragraph is known.")

    def action_next_article(self) -> None:
        """Read the next article of the list."""
        self._neighbour(1)

    def action_previous_article(self) -> None:
        """Read the article before it in the list."""
        self._neighbour(-1)

    def _neighbour(self, step: int) -> None:
        if self.at_hand is None or not self.home.read_neighbour(self.at_hand, step):
            self.say("This is the last article of the list." if step > 0 else "This is the first article of the list.")

    def action_bookmark(self) -> None:
        """Set a bookmark at the paragraph the caret is in, or take it away."""
        view, shelf = self.pane.view, self.home.shelf
        if view is None or shelf is None or self.at_hand is None:
            return
        block = view.block_at(self.pane.caret)
        offset = view.article.blocks[block].start if block >= 0 else 0
        setting = shelf.toggle_bookmark(self.at_hand, offset)
        self.say("Bookmark set; ' lists them." if setting else "Bookmark taken away; u brings it back.")

    def leave_text(self) -> None:
        """Leave the choice of a passage, else go back to the comparison or the notes the reader came from."""
        behind = self.home.history.behind
        if self.repicking:
            self.stop_repicking()
        elif behind is not None and behind.screen in {COMPARE, NOTES}:
            self.action_back_place()

    def action_copy_command(self) -> None:
        """Copy a shell command that prints this article."""
        command = ["variorum", "--library", self.home.folder, "show", self.at_hand or ""]
        self.copy(shlex.join(command), "the command")
