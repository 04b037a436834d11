"""Which notes are listed: found by what is typed, filtered by fields, in a sort order.

Nothing is changed or painted here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index import NoteFilter

from ..frame.picker import Choice, Picker
from .note_rows import SORTS, FilterValue, filter_values, filter_words, in_order, toggled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..frame.headed_table import HeadedTable
    from ..frame.line_box import LineBox
    from ..session.session import Session, Verbs
    from .note_rows import NoteRow
    from .notepad import Notepad

ALL = "all"
"""The choice that removes every filter."""


class NoteSearch:
    """The notes that match what is typed into ``box`` and chosen; ``changed`` is called when others are listed.

    ``rows`` are all notes, ``shown`` those listed, in order; ``wanted`` is the filter, ``sorting`` the order's name.
    """

    def __init__(
        self,
        session: Session,
        notepad: Notepad,
        box: LineBox,
        listing: HeadedTable[NoteRow],
        changed: Callable[[], None],
    ) -> None:
        self._session, self._notepad, self._box, self._list = session, notepad, box, listing
        self._changed = changed
        self.rows: Sequence[NoteRow] = ()
        self.shown: Sequence[NoteRow] = ()
        self.wanted = NoteFilter()
        self.sorting = "newest"
        self._read = False
        self.verbs: Verbs = {
            "find_notes": self.find,
            "filter_notes": self.choose_filter,
            "sort_notes": self.choose_order,
        }

    def read(self) -> None:
        """Fetch all notes and list them."""
        self._notepad.table(self._arrived)

    def _arrived(self, rows: Sequence[NoteRow]) -> None:
        self.rows, self._read = rows, True
        self.show()

    def show(self) -> None:
        """List the notes that match the filter, in order."""
        self.shown = in_order([row for row in self.rows if self.wanted.wants(row.placed)], self.sorting)
        if self.rows:
            empty = (
                f"No note fits; {self._session.key_of('leave')} clears the search, "
                f"{self._session.key_of('filter_notes')} the filters."
            )
        else:
            none = f"There are no notes yet; {self._session.key_of('annotate')} in an article writes one."
            empty = none if self._read else ""
        self._list.show(self.shown, empty)
        searched = bool(self.wanted.words or filter_words(self.wanted) != "all notes")
        self._box.tell(f"{len(self.shown):,} of {len(self.rows):,}" if searched else "")
        self._changed()

    @property
    def counted(self) -> str:
        """How many notes there are; empty until they are read."""
        return f"{len(self.rows):,} note{'' if len(self.rows) == 1 else 's'}" if self._read else ""

    @property
    def told(self) -> str:
        """The sort order and the filters, in words."""
        return f"sort: {self.sorting}   {filter_words(self.wanted)}"

    def find(self) -> None:
        """Focus the search box."""
        self._notepad.outside.refresh()
        self._box.enter()

    def typed(self, words: str) -> None:
        """List the notes that contain all these words."""
        self.wanted = replace(self.wanted, words=words)
        self.show()

    def clear(self) -> bool:
        """Clear the box, else all filters; return whether there was anything to clear."""
        if self.wanted.words:
            self._box.value = ""
        elif self.wanted != NoteFilter():
            self._filter(ALL)
        else:
            return False
        return True

    def choose_filter(self) -> None:
        """Ask for a value to filter by."""
        choices = [Choice(ALL, "all notes", after="takes every filter out")]
        choices += [
            Choice(
                f"{each.field} {each.value}",
                each.name,
                before=f"{self._chosen_sign(each)}{each.field}",
                after=f"{each.count:,}",
            )
            for each in filter_values(self.rows)
        ]
        self._session.ask(Picker("Show notes by", choices), self._filter)

    def _chosen_sign(self, value: FilterValue) -> str:
        return self._session.glyphs.marked if getattr(self.wanted, value.field) == value.value else " "

    def _filter(self, answer: str | None) -> None:
        if answer == ALL:
            self.wanted = NoteFilter(words=self.wanted.words)
        elif answer is not None:
            field, _, value = answer.partition(" ")
            self.wanted = toggled(self.wanted, field, value)
        self.show()

    def choose_order(self) -> None:
        """Ask for the sort order."""
        choices = [Choice(name, name, after=meaning) for name, meaning in SORTS.items()]

        def sort(order: str | None) -> None:
            if order is not None:
                self.sorting = order
                self.show()

        self._session.ask(Picker("Sort by", choices, chosen=self.sorting), sort)
