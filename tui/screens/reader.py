"""The screen on which one article is read.

Refuses to search the collection: it finds in the article it shows, and walks the list it was opened from.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from index import Span, safe

from ..citation import short_agency
from ..keymap import READER
from ..text.about import aside
from ..text.dates import long_date
from ..text.view import Reading
from ..trail import Place
from ..widgets.article_pane import ArticlePane
from ..widgets.aside_pane import AsidePane
from .finding import FindingScreen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.events import Resize
    from textual.widget import Widget

    from index import Article

    from ..app import VariorumApp
    from ..text.segments import Part
    from .moving import Pane

PAUSE = 1.0
"""Seconds the caret rests before its place is written."""

NARROW, ROOMY, WIDE = 100, 112, 160
"""Below the first width the column lies under the text; from the second on it is shown unasked; from the third on the
text stands in the middle of what is left."""

ASIDE_LEAST, ASIDE_WIDTH, ASIDE_MOST = 20, 38, 80


class ReaderScreen(FindingScreen):
    """One article: its text, a column about it, a line to find words in it."""

    NAME: ClassVar[str] = READER

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        reading, ascii_only = home.settings.reading, home.settings.display.ascii
        looks = Reading(reading.spacing, reading.justify, reading.plain_quotes, ascii_only)
        self.pane = ArticlePane(measure=reading.measure, reading=looks, id="text")
        self.aside = AsidePane(home.glyphs, id="aside")
        self._aside_width = ASIDE_WIDTH
        self._aside_wanted: bool | None = None
        self._call_off_keeping = home.nothing

    def middle(self) -> Iterable[Widget]:
        """Yield text, column and box."""
        with Horizontal(id="panes"):
            yield self.pane
            yield self.aside
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
        self.pane.show(article, offset=offset, hits=hits)
        self.pane.focus()
        if shelf:
            shelf.open(article.id)
        self.title_line.tell(self._about(article))
        self._show_aside()
        self.show_status()

    def refreshed(self, article: Article) -> None:
        """Show the article anew where the reader is: its file changed."""
        self.pane.show(article, offset=self.pane.caret)
        self._show_aside()

    @property
    def at_hand(self) -> str | None:
        """The article on screen."""
        return self.pane.article.id if self.pane.article else None

    @property
    def place(self) -> Place:
        """Where the caret is."""
        return Place(READER, self.at_hand or "", self.pane.caret)

    def _about(self, article: Article) -> str:
        signs = self.home.glyphs
        short = short_agency(article.agency.value)
        agency = f"{signs.agency_open}{short}{signs.agency_close}" if short else ""
        source = " ".join(part for part in (article.outlet.value or "", agency) if part) or article.id
        published = long_date(article.published.value) if article.published.value else "undated"
        return safe(f"{source} {signs.dot} {published}")

    def mark_changed(self, article: str) -> None:
        """Show the mark of the article on screen anew."""
        if article == self.at_hand:
            self._show_aside()
            self.show_status()

    def _show_aside(self) -> None:
        article, shelf = self.pane.article, self.home.shelf
        if article is None or shelf is None:
            return
        mark = shelf.mark(article.id)
        numbers = self.pane.view.numbers if self.pane.view is not None else ()
        self.aside.show(aside(article, mark, numbers))
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
        middle = [f"hit {hit[0] or signs.dash}/{hit[1]}{word}"] if hit else []
        self.status.show(left, middle, [self._signs_of(article.id), f"{self.pane.minutes_left} min left"])

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
        self.show_status()
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
        self.home.trail.leave(self.place)
        self.pane.jump(message.offset)
        self.pane.focus()

    # Actions

    @property
    def moving(self) -> Pane:
        """The pane that has the keys."""
        return self.aside if self.aside.has_focus else self.pane

    def step(self, count: int) -> None:
        """Go so many lines or entries down."""
        if self.aside.has_focus:
            self.aside.move(count)
        else:
            self.pane.move("line", count)

    def action_act(self) -> None:
        """Go where the entry leads, or open the fold at the caret."""
        if self.aside.has_focus:
            self.aside.choose()
        elif not self.pane.toggle_fold():
            self.say("There is no fold here.")

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        if self.aside.has_focus or not self.aside.display:
            self.pane.focus()
        else:
            self.aside.focus()

    def action_previous_pane(self) -> None:
        """Go to the other pane."""
        self.action_next_pane()

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

    def action_aside(self) -> None:
        """Show or hide the column about this article."""
        self._aside_wanted = not self.aside.display
        self._arrange(self.size.width)
        (self.aside if self._aside_wanted and self.size.width < NARROW else self.pane).focus()

    def action_pane_smaller(self) -> None:
        """Make the column narrower."""
        self._resize_aside(-4)

    def action_pane_larger(self) -> None:
        """Make the column wider."""
        self._resize_aside(4)

    def _resize_aside(self, cells: int) -> None:
        self._aside_width = min(ASIDE_MOST, max(ASIDE_LEAST, self._aside_width + cells))
        self.aside.styles.width = self._aside_width

    def action_zen(self) -> None:
        """Show nothing but the text, or bring all back."""
        self.toggle_class("-zen")
        self._arrange(self.size.width)
        self.pane.focus()

    def on_resize(self, event: Resize) -> None:
        """Put the column where there is room."""
        super().on_resize(event)
        self._arrange(event.size.width)

    def _arrange(self, width: int) -> None:
        wanted = width >= ROOMY if self._aside_wanted is None else self._aside_wanted
        zen = self.has_class("-zen")
        self.aside.display = wanted and not zen
        self.pane.set_centred(centred=zen or width >= WIDE)

    def action_copy_command(self) -> None:
        """Copy a shell command that prints this article."""
        command = ["variorum", "--library", self.home.folder, "show", self.at_hand or ""]
        self.copy(shlex.join(command), "the command")
