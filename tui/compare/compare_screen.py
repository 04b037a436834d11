"""The Compare screen: aligned rows side by side, or a coverage matrix for three and more accounts.

Its parts do what the keys do; the screen knows which accounts are compared and lays the panes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from ..article.article_actions import ArticleActions
from ..frame.entry_pane import EntryPane
from ..frame.line_box import LineBox
from ..frame.page import Page
from ..keymap import COMPARE, COMPARING, NOTING, SHOWING
from .beside.difference_map import DifferenceMap
from .beside.flag_column import FlagColumn
from .compare_status import CompareStatus
from .compare_table import CompareTable
from .comparison_head import ComparisonHead
from .comparison_output import ComparisonOutput
from .comparison_view import ComparisonView
from .coverage_matrix import CoverageMatrix
from .fact_table import FactTable
from .row_choosing import RowChoosing
from .row_notes import RowNotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from ..frame.list_pane import RowMoved
    from ..notes.notepad import Notepad
    from ..session.jump_history import JumpPlace
    from ..session.navigation import Navigation
    from ..session.session import Session
    from .compared import Compared

ROOMY = 100
"""The least width, in cells, that shows the map."""


class CompareScreen(Page):
    """Accounts of one event: head, table with map, or matrix with the wordings of its row."""

    def __init__(self, session: Session, navigation: Navigation, notepad: Notepad) -> None:
        super().__init__(COMPARE, session, navigation)
        self.table = CompareTable(session.glyphs, id="table")
        self.matrix = CoverageMatrix(session.glyphs, id="matrix")
        self.map = DifferenceMap(session.glyphs, id="map")
        self.notes = EntryPane(session.glyphs, id="notes")
        self.notes.display = False
        flags, flags_below = EntryPane(session.glyphs, id="flags"), EntryPane(session.glyphs, id="flags-below")
        self.find_box = LineBox("/", "find in all accounts", id="find")
        self._matrix_box = Vertical(self.matrix, flags_below, id="rows")
        self.view = ComparisonView(self.table, self.matrix, self._laid_out)
        self._panes = Horizontal(self._matrix_box, self.table, self.map, flags, self.notes, id="panes")
        self.flags = FlagColumn(session.glyphs, self.view, flags, flags_below)
        self.head = ComparisonHead(session, self.view)
        self.row_notes = RowNotes(session, notepad, self.view, self.notes, self._notes_turned)
        facts = EntryPane(session.glyphs, id="facts", enter="go to row")
        self.facts = FactTable(session.glyphs, self.view, facts, self._facts_turned)
        self.choosing = RowChoosing(session, navigation, self.view, self.find_box, self._follow)
        self.show_status = CompareStatus(
            session, self.status, view=self.view, facts=self.facts, notes=self.row_notes
        ).show
        articles = ArticleActions(session, navigation, lambda: self.at_hand)
        self.offer_moving(lambda: self.facts.pane if self.facts.open else self.view.pane)
        self.offer(
            articles.verbs,
            self.choosing.verbs,
            ComparisonOutput(session, self.view).verbs,
            self.row_notes.verbs,
            self.facts.verbs,
            {
                "open_passage": self.open_passage,
                "zen": self.toggle_zen,
                "screen_middle": self.view.go_to_middle,
                "leave": self.leave,
            },
        )

    def compose(self) -> ComposeResult:
        """Compose head, panes and search box."""
        yield from self.framed(self.head, self._panes, self.facts.pane, self.find_box)

    # What is shown

    @property
    def compared(self) -> Compared | None:
        """The comparison on screen."""
        return self.view.compared

    def show(self, compared: Compared) -> None:
        """Show a comparison; of three and more accounts the matrix first."""
        if self.view.show(compared):
            self.find_box.value = ""
            self.find_box.display = False
        self.row_notes.read()

    def renew(self, compared: Compared) -> None:
        """Show a new comparison of the same accounts, after the file of one changed."""
        changed = self.view.renew(compared)
        self.row_notes.read()
        if changed and self in self.app.screen_stack:
            self.say(f"Changed outside, and compared anew at the row you were at: {' and '.join(changed)}.")

    def _facts_turned(self) -> None:
        """Hide the rows while the table of facts is open, and show them again."""
        self._panes.display = not self.facts.open
        self._arrange(self.size.width)
        self.hints.narrow(*(("open_passage", "facts") if self.facts.open else ()))
        self.show_status()

    def _notes_turned(self) -> None:
        """Say what the notes of the row are; where they stand in their pane the flags make room."""
        self._arrange(self.size.width)
        self.show_status()

    def action_act(self, action: str) -> None:
        """Run an action of the keymap; actions on rows close the table of facts first."""
        of_rows = self.session.keymap.action(action).group in {COMPARING, NOTING, SHOWING}
        if of_rows and action not in {"facts", "open_passage"}:
            self.facts.close()
        if action != "back" or not self.facts.close():
            super().action_act(action)

    def _laid_out(self) -> None:
        """Update the screen after the rows were laid out."""
        self._arrange(self.size.width)
        passages = self.view.passages
        if passages is not None:
            self.map.show([passages.kinds[entry.row] for entry in passages.entries], self.view.pane.cursor)
        if self.view.compared is not None:
            self.title_line.tell(f"{len(self.view.articles)} accounts")
        self.head.show()
        # Whether columns are stacked is known once the table is laid out for its new width.
        self.call_after_refresh(self.head.show)
        self.row_notes.place()
        self.show_status()

    def on_screen_resume(self) -> None:
        """Drop the lines added below the rows: no box covers them any more."""
        self.view.show_above(0)

    def on_resize(self, event: Resize) -> None:
        """Arrange the panes for the new width."""
        self._arrange(event.size.width)
        # The panes know their width only after layout.
        self.call_after_refresh(self.head.show)

    def _arrange(self, width: int) -> None:
        as_matrix = self.view.as_matrix
        self._matrix_box.display = as_matrix
        self.map.display = not as_matrix and width >= ROOMY and not self.zen
        self.head.display = not (self.zen or self.facts.open)
        if as_matrix != self.has_class("-matrix"):
            self.set_class(as_matrix, "-matrix")
            self.app.stylesheet.update(self)  # now: the next paint would have the rows at the place of the pane before
            self.refresh(layout=True)
        lines = self.size.height - self.head.outer_size.height - 3
        self.flags.arrange(width, lines, free=not self.notes.display, bare=self.zen)

    def toggle_zen(self) -> None:
        """Show only the rows, or everything again."""
        self.set_zen(zen=not self.zen)
        self.view.show_rows()
        self.view.pane.focus()

    # Places

    @property
    def at_hand(self) -> str | None:
        """The account on the chosen side."""
        return self.view.article.id if self.view.article else None

    @property
    def place(self) -> JumpPlace:
        """The row under the cursor, as a place."""
        return self.view.place(COMPARE)

    def select(self, places: Sequence[JumpPlace]) -> None:
        """Move the cursor to the first row that contains one of the places; if several rows do, select them."""
        if places:
            self.choosing.close_box()
            self.view.select(places)
            self.show_status()

    def return_to(self, place: JumpPlace) -> None:
        """Move the cursor back to the row of a place."""
        self.view.go_to(place)

    # Messages of the panes

    def on_row_moved(self, message: RowMoved) -> None:
        """Follow the cursor, in the matrix with the wordings of its row; the table below has no cursor of its own."""
        if message.pane is self.view.pane:
            if self.view.as_matrix:
                self.view.show_wordings()
            self._follow()

    def _follow(self) -> None:
        self.map.at(self.view.pane.cursor)
        self.row_notes.show()
        self.flags.show()
        self.show_status()

    def on_row_opened(self) -> None:
        """Open the account that was double-clicked."""
        self.open_passage()

    def on_columns_laid_out(self) -> None:
        """Align the headings with the columns."""
        self.head.show()

    def on_difference_map_chosen(self, message: DifferenceMap.Chosen) -> None:
        """Go to the clicked part of the map."""
        self.view.pane.move_to(message.entry)

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Show the rows that contain what is typed."""
        self.choosing.typed(message.value)

    def on_line_box_entered(self) -> None:
        """Leave the box for the rows found."""
        self.view.pane.focus()

    def on_entry_pane_chosen(self, message: EntryPane.Chosen) -> None:
        """Go to the row that tells the fact or the flag that was clicked."""
        if message.pane is self.facts.pane:
            self.facts.follow()
        elif self.flags.has(message.pane) and self.view.passages is not None:
            self.view.pane.move_to(self.view.passages.entry_near(self.flags.row(message.key)))

    def open_passage(self) -> None:
        """Follow the fact under the cursor, open the fold, or read the chosen account at this passage."""
        if self.facts.open:
            self.facts.follow()
        else:
            self.choosing.open()

    def leave(self) -> None:
        """Close the box, else drop the selection, else leave the screen."""
        if self.facts.close() or self.choosing.close_box():
            return
        if not self.view.pane.selection.drop():
            self.navigation.leave_screen()
