"""Which notes are listed: all of a library, found as typed, filtered by their fields, in an order.

Refuses to change a note, and to paint: the list and the box do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index import NoteFilter

from ..frame.picker import Choice, Picker
from .note_rows import SORTS, FilterValue, filter_values, filter_words, in_order, toggled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..frame.line_box import LineBox
    from ..session.session import Session, Verbs
    from .note_list import NoteList
    from .note_rows import NoteRow
    from .notepad import Notepad

ALL = "all"
"""What takes every filter out."""


class NoteSearch:
    """The notes of a library by what is typed into ``box`` and chosen; ``changed`` is told when others are listed.

    ``rows`` are all notes, ``shown`` those listed, in order; ``wanted`` says which, ``sorting`` names the order.
    """

    def __init__(
        self, session: Session, notepad: Notepad, box: LineBox, listing: NoteList, changed: Callable[[], None]
    ) -> None:
        self._session, self._notepad, self._box, self._list = session, notepad, box, listing
        self._changed = changed
        self.rows: Sequence[NoteRow] = ()
        self.shown: Sequence[NoteRow] = ()
        self.wanted = NoteFilter()
        self.sorting = "newest"
        self.verbs: Verbs = {
            "find_notes": self.find,
            "filter_notes": self.choose_filter,
            "sort_notes": self.choose_order,
        }

    def read(self) -> None:
        """Read all notes anew and list them."""
        self._notepad.table(self._arrived)

    def _arrived(self, rows: Sequence[NoteRow]) -> None:
        self.rows = rows
        self.show()

    def show(self) -> None:
        """List the notes that are wanted, in order."""
        self.shown = in_order([row for row in self.rows if self.wanted.wants(row.placed)], self.sorting)
        if self.rows:
            empty = (
                f"No note fits; {self._session.key_of('leave')} clears the search, "
                f"{self._session.key_of('filter_notes')} the filters."
            )
        else:
            empty = f"There are no notes yet; {self._session.key_of('annotate')} in an article writes one."
        self._list.show(self.shown, empty)
        searched = bool(self.wanted.words or filter_words(self.wanted) != "all notes")
        self._box.tell(f"{len(self.shown):,} of {len(self.rows):,}" if searched else "")
        self._changed()

    @property
    def told(self) -> str:
        """The order and the filters in words."""
        return f"sort: {self.sorting}   {filter_words(self.wanted)}"

    def find(self) -> None:
        """Go to the box."""
        self._notepad.outside.refresh()
        self._box.enter()

    def typed(self, words: str) -> None:
        """List the notes that hold all these words."""
        self.wanted = replace(self.wanted, words=words)
        self.show()

    def clear(self) -> bool:
        """Take the words out of the box, else all filters; return whether there was anything to clear."""
        if self.wanted.words:
            self._box.value = ""
        elif self.wanted != NoteFilter():
            self._filter(ALL)
        else:
            return False
        return True

    def choose_filter(self) -> None:
        """Choose values that notes must have."""
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
        """Choose the order."""
        choices = [Choice(name, name, after=meaning) for name, meaning in SORTS.items()]

        def sort(order: str | None) -> None:
            if order is not None:
                self.sorting = order
                self.show()

        self._session.ask(Picker("Sort by", choices, chosen=self.sorting), sort)
