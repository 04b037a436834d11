"""From typed text to listed rows: quick answers while typing, full ones on a pause (debounced), rows on demand.

It neither lays out panes nor searches: the search thread does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from ..session.session import nothing
from .facet_rows import FacetValue, ended, groups, parted, toggled
from .result_source import Feeder, Results
from .saved_searches import SavedSearches

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import ArticleRow, Found, Hit, Library

    from ..frame.line_box import LineBox
    from ..notes.notepad import Notepad
    from ..session.session import Session, Verbs
    from ..stories.story_watch import StoryWatch
    from .facet_pane import Facets
    from .result_list import ResultList

SLOW = 2.0
"""Seconds after which the screen says that there is no answer yet; only a shared archive takes that long."""

PAUSE = 0.25
"""Seconds without a key after which the full query runs."""

Answered: TypeAlias = "tuple[Found, tuple[ArticleRow, ...], tuple[Hit, ...]]"
"""What was found, with facts and hits of the first rows."""

SORTS = {
    "relevance": "best first; without a query, newest first",
    "date": "newest first, undated last",
    "oldest": "oldest first, undated last: who told it first",
    "outlet": "by outlet",
    "title": "by title",
}
"""The sort orders, with their descriptions."""


class ListSearch:
    """Keeps search box, list and facets consistent.

    ``hasty`` is true from a key typed in the box until typing pauses: slow work, such as a preview, waits.
    ``empty_text`` is shown in an empty list without a query, ``growing`` says what is being done to find more;
    ``changed`` is called whenever other results are listed.
    """

    def __init__(
        self,
        session: Session,
        notepad: Notepad,
        box: LineBox,
        listing: ResultList,
        facets: Facets,
        *,
        empty_text: Callable[[], str],
        growing: Callable[[], str],
        stories: StoryWatch,
        changed: Callable[[], None],
    ) -> None:
        self._session, self._notepad = session, notepad
        self._box, self._list, self._facets = box, listing, facets
        self._empty_text, self._growing, self._stories, self._changed = empty_text, growing, stories, changed
        self.results = Results()
        self.sorting = "relevance"
        self._typing, self._put, self._due = False, "", False
        self.hasty = False
        self._feeder: Feeder | None = None
        self._call_off_full: Callable[[], None] = nothing
        self._resumed: str | None = None
        self._call_off_slow: Callable[[], None] = nothing
        self._then: Callable[[], None] | None = None
        self._call_off_count: Callable[[], None] = nothing
        self._missed = False
        facets.seen = self._count_missed
        session.shelf.changed.add(lambda _: self._recount_soon())
        notepad.counted.add(self._recount_soon)
        self._saved = SavedSearches(session, lambda: self.asked, self.show_facets)
        self.verbs: Verbs = {"sort": self.choose_order, "copy_command": self.copy_command, **self._saved.verbs}

    def feed_from(self, library: Library, then: Callable[[], None]) -> None:
        """Search this library from now on; call ``then`` once the first rows are on the screen, or there are none."""
        self._then = then
        self._feeder = Feeder(self._session.search_thread, library, lambda: self._list.cursor, self._rows_arrived)
        self.ask(keep=False)

    @property
    def order(self) -> str:
        """The order of the list in words; articles that no query word ranks are listed newest first."""
        found = self.results.found
        by_date = self.sorting == "relevance" and len(found.ids) > len(found.scores)
        return "newest first" if by_date else self.sorting

    @property
    def typing(self) -> bool:
        """Whether the last word in the box is still a prefix."""
        return self._typing

    def resume(self, query: str, sorting: str, article: str, line: int, *, typing: bool) -> None:
        """Start with this query, order and article, at its line of the screen, instead of all articles."""
        self._box.value = self._put = query
        self._typing = typing
        self.sorting = sorting if sorting in SORTS else self.sorting
        self._resumed, self._list.sought_line = article or None, line

    def _shown(self) -> None:
        if self._then is not None:
            then, self._then = self._then, None
            self._list.call_after_refresh(then)

    # Asking

    @property
    def asked(self) -> str:
        """The query in the box; trailing blanks matter only while its last word is being typed."""
        return self._box.value if self._typing else self._box.value.strip()

    def ask(self, *, quick: bool = False, keep: bool = True) -> None:
        """Run the query in the box; ``keep`` leaves the cursor on its article."""
        self._call_off_full()
        library, query, sorting, typing = self._session.library, self.asked, self.sorting, self._typing
        self._put, self.hasty, before = self._box.value, False, self.results
        if library is None:
            return
        rows = self._list.rows_fitting + 1

        def find(cancelled: Callable[[], bool]) -> Answered:
            found = library.find(query, sorting, typing=typing, quick=quick, cancelled=cancelled)
            lacking = query.strip() and not before.tell_hits_of(found, rows) and not cancelled()
            return found, library.rows(found.ids[:rows]), library.hits(found, 0, rows) if lacking else ()

        self._call_off_slow()
        self._call_off_slow = self._session.later(SLOW, self._tell_slow)
        then = partial(self._answered, quick=quick, keep=keep)
        self._session.search_thread.ask("find", find, then, lost=self._unanswered)

    def typed(self) -> None:
        """Search quickly now and fully when typing pauses; the last word is a prefix until it is ended."""
        if self._box.value != self._put:
            self._typing = True
            if not self._due:
                self._due = True
                self._box.soon(self._ask_typed)

    def _ask_typed(self) -> None:
        """Search for what is in the box by now."""
        self._due = False
        if self._box.value != self._put:
            self.ask(quick=True, keep=False)
            self._call_off_full = self._session.later(PAUSE, self.ask)
            self.hasty = True

    def entered(self) -> None:
        """End the last word, search fully and focus the list; if nothing is found, take the first suggestion."""
        found = self.results.found
        if not len(found.ids) and found.suggestions and found.query == self.asked:
            self._write(found.suggestions[0])
            return
        self._typing = False
        self.ask()
        self._list.focus()

    def _write(self, query: str, *, keep: bool = True) -> None:
        """Put a query of whole words into the box and run it."""
        self._typing = False
        self._box.value = query
        self.ask(keep=keep)

    def clear(self) -> bool:
        """Clear the box; return whether there was anything in it."""
        before = self.asked
        if before:
            self._write("")
        return bool(before)

    def filter_by(self, value: FacetValue) -> None:
        """Set or remove a filter in the query; a saved search replaces the query.

        A word being typed stays the last one; after anything else there is a blank to type on.
        """
        if value.facet == "saved":
            self._write(ended(self._saved.all.get(value.value, "")), keep=False)
            return
        before, word = parted(self.asked) if self._typing else (self.asked, "")
        query = toggled(before, value.facet, value.value)
        if word:
            self._box.value = f"{query} {word}".lstrip()
            self.ask(keep=False)
        else:
            self._write(ended(query), keep=False)

    def choose_order(self) -> None:
        """Ask for the sort order."""
        from ..frame.picker import Choice, Picker  # noqa: PLC0415 no box stands on the first screen

        orders = [Choice(order, order, after=told) for order, told in SORTS.items()]

        def sort(order: str | None) -> None:
            if order is not None and order != self.sorting:
                self.sorting = order
                self.ask()

        self._session.ask(Picker("Sort by", orders, chosen=self.sorting), sort)

    # Answers

    def _tell_slow(self) -> None:
        if self._session.search_thread.busy:
            self._box.tell("no answer yet; the list is older")

    def _unanswered(self) -> None:
        # The counts on the screen belong to another query.
        self._call_off_slow()
        listed = "; the list is older" if len(self.results) else ""
        self._box.tell(f"no answer{listed}")
        if self._then is not None:
            self.show_empty()
            self._shown()

    def _answered(self, answered: Answered, *, quick: bool, keep: bool) -> None:
        """List what was found; the rows that fit on the screen came with it, so they are painted once."""
        self._call_off_slow()
        found, rows, hits = answered
        before = self.results
        if quick:
            # Facets are counted when typing pauses; until then the previous ones stay.
            found = replace(found, facets=before.found.facets)
        want = self._feeder.want if self._feeder else lambda *_: None
        self.results = Results(
            found, mark=self._session.shelf.mark, notes=self._notes_on, accounts=self._accounts, want=want
        )
        self.results.inherit(before)
        self.results.learn(rows)
        self.results.learn_hits(hits)
        if self._feeder:
            self._feeder.feed(self.results)
        kept = self._resumed or (self._list.cursor_id if keep and self._list.cursor else None)
        self._resumed = None
        self.show_empty()
        self._list.set_source(self.results, kept, lines=3 if self.results.searched else 2)
        self._box.complain(found.problems)
        self.tell_counts()
        if not quick:
            self.show_facets()
        self._changed()
        self._shown()

    def _notes_on(self, article: str) -> int:
        return self._notepad.counts.get(article, 0)

    def _accounts(self, article: str) -> int:
        return len(self._stories.accounts(article))

    def show_facets(self) -> None:
        """Show the facets of the results."""
        found, searches = self.results.found, self._saved.all
        self._facets.show(groups(found.facets, self.asked, searches, self._stories.stories, found.ids))

    def _recount_soon(self) -> None:
        """Recount the facets after a pause, because marks or notes changed; the list stays as it is."""
        self._call_off_count()
        self._call_off_count = self._session.later(PAUSE, self._recount)

    def _recount(self) -> None:
        library, found, sorting = self._session.library, self.results.found, self.sorting
        self._missed = not self._facets.display
        if library is not None and not self._missed:
            find = partial(library.find, found.query, sorting, typing=found.typing)
            self._session.search_thread.queue(find, partial(self._recounted, found))  # after the pending writes

    def _count_missed(self) -> None:
        """Recount what changed while the facets were hidden."""
        if self._missed:
            self._recount()

    def _recounted(self, before: Found, found: Found) -> None:
        if self.results.found is before:
            self.results.found = replace(before, facets=found.facets)
            self.show_facets()

    def _rows_arrived(self) -> None:
        self._list.rows_changed()
        self._shown()

    def tell_counts(self) -> None:
        """Show what was found and how long it took."""
        found, dot = self.results.found, self._session.glyphs.dot
        total = f"{found.total:,}{'' if found.total_exact else '+'}"
        listed = f", {len(found.ids):,} listed" if 0 < len(found.ids) < found.total and not found.typing else ""
        everything = max(self._session.count, found.total)  # while the library grows, what is counted is behind
        took = f"{total} of {everything:,}{listed} {dot} {found.elapsed_ms:,.0f} ms"
        self._box.tell(took if self.results.searched else "")

    def show_empty(self) -> None:
        """Say in an empty list why it is empty and what the reader can do."""
        if not self.results.searched:
            text = self._empty_text()
        elif growing := self._growing():
            text = f"Nothing is found so far; the library is still being indexed.\n{growing.capitalize()}"
        elif (found := self.results.found).suggestions:
            text = f"Nothing is found.\nDid you mean “{found.suggestions[0]}”? Enter in the box searches for it."
        else:
            leave, facets = self._session.key_of("leave"), self._session.key_of("filter")
            text = f"Nothing is found.\n{leave} clears the search; {facets} shows what there is to filter by."
        self._list.set_empty(text)

    # Used by other parts

    def hit_finder(self, article: str) -> Callable[[Library], Hit | None]:
        """Return work for the search thread that finds the current query's hits in an article, if it is listed."""
        found = self.results.found
        position = self.results.position(article) if self.results.searched else None

        def find(library: Library) -> Hit | None:
            hits = library.hits(found, position, position + 1) if position is not None else ()
            return hits[0] if hits else None

        return find

    def copy_command(self) -> None:
        """Copy the search as a shell command."""
        if self.asked.strip():
            # A word typed but not ended is a prefix; a command expresses that with a star.
            begun = self._typing and re.search(r"(?:^|[\s(-])[^\W_]+$", self.asked) and self.asked.count('"') % 2 == 0
            self._session.copy_command("search", [("sort", self.sorting)], [f"{self.asked}{'*' if begun else ''}"])
        else:
            self._session.copy_command("list")
