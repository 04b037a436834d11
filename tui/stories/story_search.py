"""Which stories are listed: those that match what is typed, in a sort order.

Nothing is grouped or painted here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..frame.picker import Choice, Picker
from .story_rows import SORTS, StoryRow, in_order, told_stories

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..frame.headed_table import HeadedTable
    from ..frame.line_box import LineBox
    from ..session.session import Session, Verbs
    from .story_watch import StoryWatch


class StorySearch:
    """The stories that match what is typed into ``box``; ``changed`` is called when others are listed.

    ``rows`` are all stories, once ``known``, ``shown`` those listed, in order; ``sorting`` is the order's name.
    """

    def __init__(
        self,
        session: Session,
        watch: StoryWatch,
        box: LineBox,
        table: HeadedTable[StoryRow],
        changed: Callable[[], None],
    ) -> None:
        self._session, self._watch, self._box, self._table, self._changed = session, watch, box, table, changed
        self.rows: Sequence[StoryRow] = ()
        self.shown: Sequence[StoryRow] = ()
        self.words, self.sorting = "", "newest"
        self.known = False
        self.verbs: Verbs = {"find_stories": box.enter, "sort_stories": self.choose_order}

    def read(self) -> None:
        """Rebuild the rows from the stories known, and list them."""
        stories = self._watch.stories
        self._session.look_up("told", lambda library: told_stories(library, stories), self._arrived)

    def _arrived(self, rows: Sequence[StoryRow]) -> None:
        self.rows, self.known = rows, True
        self.show()

    def show(self) -> None:
        """List the stories that contain every word typed, in order."""
        words = self.words.casefold().split()
        self.shown = in_order([row for row in self.rows if row.holds(words)], self.sorting)
        self._table.show(self.shown, self._empty())
        self._box.tell(f"{len(self.shown):,} of {len(self.rows):,}" if words else "")
        self._changed()

    def show_progress(self) -> None:
        """Show the library's progress, in the table while it is empty."""
        if self.rows:
            self._changed()
        else:
            self.show()

    def _empty(self) -> str:
        """Return why nothing is listed, and what the reader can do."""
        key = self._session.key_of
        if self.rows:
            return f"No story holds these words; {key('leave')} clears the search."
        if self._watch.progress or not self._watch.settled:
            doing = self._watch.progress or "articles are being prepared for comparison"
            return (
                f"There are no stories yet: {doing}.\n"
                "Articles that tell of one matter will stand here as stories, the newest first; "
                f"{key('open_story')} then lays the accounts of one side by side."
            )
        if not self.known:
            return "There are no stories yet: they are being looked up."
        if self._session.library is not None and self._session.library.about:
            return (
                "No two of the articles that are kept of this archive tell of one matter.\n"
                f"{key('rescan')} fetches the results of the search made last, and makes stories of them."
            )
        return (
            "No two articles tell of one matter.\n"
            f"Mark some in the Library ({key('go_library')}) with {key('mark')} and join them there with "
            f"{key('join')};\n{key('rescan')} looks for new files."
        )

    def typed(self, words: str) -> None:
        """List the stories that contain all these words."""
        self.words = words
        self.show()

    def clear(self) -> bool:
        """Clear the box; return whether there was anything in it."""
        before, self._box.value = self.words, ""
        return bool(before)

    def choose_order(self) -> None:
        """Ask for the sort order."""
        choices = [Choice(name, name, after=meaning) for name, meaning in SORTS.items()]
        self._session.ask(Picker("Sort by", choices, chosen=self.sorting), partial(self._sort))

    def _sort(self, order: str | None) -> None:
        if order is not None and order != self.sorting:
            self.sorting = order
            self.show()
