"""From what is typed to what is listed: quick answers while typing, full ones on a pause, rows fed as they are seen.

Refuses to lay out panes, and to search by itself: the search thread does.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import Mark

from ..article.article_layout import ReadingStyle
from ..article.article_pane import PreviewPane
from ..frame.article_actions import ArticleScreen
from ..frame.line_box import LineBox
from .facet_pane import Facets
from .facet_rows import FacetValue, groups, toggled
from .result_list import ResultList
from .result_source import Feeder, Results

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Article, Found, Hit, Library, Story

    from ..app import VariorumApp

PAUSE = 0.25
"""Seconds without a key before the full query runs."""


class SearchingScreen(ArticleScreen):
    """A search box, a list, facets and a preview that agree with each other."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        reading = home.settings.reading
        looks = ReadingStyle(reading.spacing, reading.justify, reading.plain_quotes, home.settings.display.ascii)
        quotes = '""' if home.settings.display.ascii else "“”"
        hint = f"search: words, {quotes[0]}phrases{quotes[1]}, outlet: agency: date: is:unread"
        self.box = LineBox("/", hint, id="search")
        self.list = ResultList(signs=home.glyphs, id="list")
        self.facets = Facets(home.glyphs, id="facets")
        self.preview = PreviewPane(measure=reading.measure, reading=looks, id="preview")
        self.preview.can_focus = True
        self.results = Results()
        self.stories: tuple[Story, ...] = ()
        self.sorting = "relevance"
        self._feeder: Feeder | None = None
        self._call_off_full: Callable[[], None] = home.nothing
        self._then: Callable[[], None] | None = None

    def feed_from(self, library: Library, then: Callable[[], None]) -> None:
        """Search this library from now on; call ``then`` when the first rows are on the screen, or there are none."""
        self._then = then
        self._feeder = Feeder(self.home.search_thread, library, lambda: self.list.cursor, self._rows_arrived)
        self.ask(keep=False)

    def _shown(self) -> None:
        if self._then is not None:
            then, self._then = self._then, None
            self.call_after_refresh(then)

    # Asking

    @property
    def asked(self) -> str:
        """What is in the box."""
        return self.box.value

    def ask(self, *, quick: bool = False, keep: bool = True) -> None:
        """Put the box's query; ``keep`` leaves the cursor on its article."""
        self._call_off_full()
        library, query, sorting = self.home.library, self.asked, self.sorting
        if library is None:
            return

        def find(cancelled: Callable[[], bool]) -> Found:
            return library.find(query, sorting, quick=quick, cancelled=cancelled)

        self.home.search_thread.ask("find", find, partial(self._answered, quick=quick, keep=keep))

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Answer quickly now, in full when the typing pauses."""
        message.stop()
        if message.value == self.results.found.query:
            return
        self.ask(quick=True, keep=False)
        self._call_off_full = self.home.later(PAUSE, self.ask)

    def on_line_box_entered(self, message: LineBox.Entered) -> None:
        """Search in full and go to the list; when nothing is found, take the first suggestion."""
        message.stop()
        found = self.results.found
        if not len(found.ids) and found.suggestions and found.query == self.asked:
            self.box.value = found.suggestions[0]
            return
        self.ask()
        self.list.focus()

    def on_facets_chosen(self, message: Facets.Chosen) -> None:
        """Write the filter into the box, or take it out; a saved search replaces what is there."""
        self.filter_by(message.value)

    def filter_by(self, value: FacetValue) -> None:
        """Set or drop a filter."""
        library = self.home.library
        if value.facet == "saved":
            self.box.value = library.settings.searches.get(value.value, "") if library else ""
        else:
            self.box.value = toggled(self.asked, value.facet, value.value)
        self.ask(keep=False)

    # Answers

    def _answered(self, found: Found, *, quick: bool, keep: bool) -> None:
        before = self.results
        want = self._feeder.want if self._feeder else lambda *_: None
        self.results = Results(found, mark=self._mark, notes=self._notes_on, want=want)
        self.results.inherit(before)
        if self._feeder:
            self._feeder.feed(self.results)
        kept = self.list.cursor_id if keep and self.list.cursor else None
        self.list.set_empty(self.empty_text())
        self.list.set_source(self.results, kept, lines=2 if self.results.searched else 1)
        self.box.complain(found.problems)
        self.tell_counts()
        if found.facets or not quick:
            self.show_facets()
        self.show_status()
        if not found.ids:
            self._shown()

    def show_facets(self) -> None:
        """Show what the results can be filtered by."""
        searches = self.home.library.settings.searches if self.home.library else {}
        self.facets.show(groups(self.results.found.facets, self.asked, searches, self.stories))

    def _mark(self, article: str) -> Mark:
        return self.home.shelf.mark(article) if self.home.shelf else Mark()

    def _notes_on(self, article: str) -> int:
        return self.home.notepad.counts.get(article, 0) if self.home.notepad else 0

    def _rows_arrived(self) -> None:
        self.list.rows_changed()
        self._shown()

    def tell_counts(self) -> None:
        """Show what was found and how long it took."""
        found = self.results.found
        total = f"{found.total:,}{'' if found.total_exact else '+'}"
        if self.results.searched:
            self.box.tell(f"{total} of {self.home.count:,} {self.home.glyphs.dot} {found.elapsed_ms:,.0f} ms")
        else:
            self.box.tell("")

    def empty_text(self) -> str:
        """Return what stands in an empty list."""
        found = self.results.found
        if found.suggestions:
            return f"Nothing is found.\nDid you mean “{found.suggestions[0]}”? Enter in the box searches for it."
        return "Nothing is found.\nEsc clears the search; f shows what there is to filter by."

    def show_status(self) -> None:
        """Show marks, order and upkeep on the status line."""

    # The preview

    def on_result_list_highlighted(self, message: ResultList.Highlighted) -> None:
        """Show the article under the cursor."""
        message.stop()
        self.show_status()
        if message.id is None or self.home.library is None:
            self.preview.show(None)
        elif self.preview.display:
            self.home.search_thread.ask("preview", self.home.fetching(message.id, self.results), self._preview)

    def _preview(self, fetched: tuple[Article, Hit | None]) -> None:
        article, hit = fetched
        if article.id == self.list.cursor_id:
            spans = hit.spans if hit else ()
            self.preview.show(article, offset=spans[0].start if spans else 0, hits=spans)

    def on_result_list_opened(self, message: ResultList.Opened) -> None:
        """Read the article."""
        message.stop()
        self.home.read(message.id)

    def on_result_list_marks_changed(self) -> None:
        """Count the marks."""
        self.show_status()

    @property
    def at_hand(self) -> str | None:
        """The article under the cursor."""
        return self.list.cursor_id

    def mark_changed(self, article: str) -> None:
        """Show stars and dots anew."""
        del article
        self.list.rows_changed()
