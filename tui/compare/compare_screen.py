"""The screen on which accounts are laid side by side: aligned rows, or a coverage matrix for three and more.

Refuses to compare: it shows a comparison and asks for another when the accounts change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ..keymap import COMPARE
from ..session.jump_history import JumpPlace
from ..text.cells import fit
from . import accounts
from .compare_actions import CollatingScreen
from .compare_table import CompareTable
from .coverage_matrix import CoverageMatrix
from .difference_map import DifferenceMap
from .shown_rows import RowChoice, ShownRows
from .table_layout import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import Resize
    from textual.widget import Widget

    from ..app import VariorumApp
    from .compared import Compared
    from .row_view import RowView

ROOMY, WIDE = 100, 160
MATRIX_FROM = 3
TOP = -1
"""No row: the cursor goes to the first one shown."""


class CompareScreen(CollatingScreen):
    """Accounts of one event: head, table with map, or matrix with the wordings of its row."""

    NAME: ClassVar[str] = COMPARE

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.head = Static(id="accounts")
        self.table = CompareTable(home.glyphs, id="table")
        self.matrix = CoverageMatrix(home.glyphs, id="matrix")
        self.map = DifferenceMap(home.glyphs, id="map")
        self._matrix_box = Vertical(self.matrix, id="rows")
        self.compared: Compared | None = None
        self.passages: ShownRows | None = None
        self.as_matrix = False
        self.choice = RowChoice()

    def middle(self) -> Iterable[Widget]:
        """Yield head, panes and box."""
        yield self.head
        with Horizontal(id="panes"):
            yield self._matrix_box
            yield self.table
            yield self.map
            yield self.notes
        yield self.find_box

    # What is shown

    def show(self, compared: Compared) -> None:
        """Show a comparison; of three and more accounts the matrix first."""
        same = self.compared is not None and self.compared.asked == compared.asked
        self.compared = compared
        row = self.at_row if same else TOP
        if not same:
            self.as_matrix = len(compared.articles) >= MATRIX_FROM
            self.choice = RowChoice()
            self.find_box.value = ""
            self.find_box.display = False
        self.show_rows(row)
        self.notes_changed(frozenset())
        (self.matrix if self.as_matrix else self.table).focus()

    def show_rows(self, row: int | None = None) -> None:
        """Lay the rows out for the present choice, the cursor on ``row`` (`TOP`: the first shown) or where it was."""
        compared = self.compared
        if compared is None:
            return
        row = self.at_row if row is None else row
        texts = [article.text for article in compared.articles]
        choice = replace(self.choice, widest=self.as_matrix)
        self.passages = ShownRows(compared.comparison, texts, choice)
        self._arrange(self.size.width)
        names = accounts.labels(compared.comparison)
        if self.as_matrix:
            self.matrix.show(self.passages, names, row=TOP if row is None else row)
            self._show_wordings()
        else:
            self.table.show(self.passages, names, row=TOP if row is None else row)
        kinds = [self.passages.kinds[entry.row] for entry in self.passages.entries]
        self.map.show(kinds, self.rows.entry)
        self.show_head()
        # Columns or a stack: the table knows once it is laid out for its new width.
        self.call_after_refresh(self.show_head)
        self.mark_noted()
        self.show_status()

    @property
    def rows(self) -> CompareTable | CoverageMatrix:
        """The pane the cursor walks in."""
        return self.matrix if self.as_matrix else self.table

    @property
    def at_row(self) -> int | None:
        """The row under the cursor."""
        return self.rows.row

    def _show_wordings(self) -> None:
        """Show how each account words the row of the matrix."""
        compared, row = self.compared, self.matrix.row
        if compared is None or row is None:
            return
        texts = [article.text for article in compared.articles]
        one = ShownRows(compared.comparison, texts, replace(self.choice, only=row))
        self.table.show(one, accounts.labels(compared.comparison), row=TOP)

    def show_head(self) -> None:
        """Show who is compared, how much they share, and what was set aside."""
        compared, passages = self.compared, self.passages
        if compared is None or passages is None:
            return
        aside = [article.title.value or article.id for article in compared.aside]
        key = self.home.key_of("bring_in")
        told = accounts.summary(passages, aside, self.home.glyphs, cells=self.size.width, key=key)
        lines = [Content.styled(line, "$text-muted") for line in told]
        lines += [Content.styled(line, "bold") for line in self._columns().split("\n")]
        self.head.update(Content("\n").join(lines))
        self.title_line.tell(f"{len(compared.articles)} accounts")

    def _columns(self) -> str:
        """Return the headings of the columns, or of all accounts in one line where there are none."""
        compared = self.compared
        if compared is None:
            return ""
        signs, comparison = self.home.glyphs, compared.comparison
        if self.as_matrix or self.table.stacked:
            legend = accounts.legend(comparison, self.size.width, signs)
            return f"{legend}\n{self.matrix.head(self.matrix.cells or self.size.width)}" if self.as_matrix else legend
        count = len(compared.articles)
        heads = [accounts.heading(comparison, n, signs, lead=n == self.choice.lead) for n in range(count)]
        width = self.table.column_cells or self.size.width // count - RULE
        return " " + signs.column.join(fit(head, width, signs.ellipsis) for head in heads)

    def show_status(self) -> None:
        """Show where the cursor is and what the choice leaves out."""
        passages = self.passages
        if passages is None:
            return
        places = passages.differences
        number = sum(place <= self.rows.entry for place in places)
        left = [f" difference {number} of {len(places)}" if places else " no differences"]
        row = self.at_row
        flags = passages.flags(row) if row is not None else ()
        told = (f"differs here: {', '.join(flags)}" if flags else "", self.note_line)
        middle = ["  ".join(filter(None, told))]
        chosen = (
            ("folded", self.choice.folded),
            ("only differing", self.choice.differing),
            ("quotations only", self.choice.quotes),
            ("words not marked", not self.table.words),
        )
        self.status.show(left, middle, ["  ".join(name for name, on in chosen if on)])

    @property
    def at_hand(self) -> str | None:
        """The account on the chosen side."""
        return self.compared.articles[self.rows.side].id if self.compared else None

    @property
    def place(self) -> JumpPlace:
        """The row the cursor is on, by an account that tells it (the chosen one if it does) and where it does."""
        compared, passages, row = self.compared, self.passages, self.at_row
        if compared is None or passages is None or row is None:
            return JumpPlace(COMPARE, self.at_hand or "")
        account = passages.teller(row, self.rows.side)
        return JumpPlace(COMPARE, compared.articles[account].id, passages.origin(row, account))

    def return_to(self, place: JumpPlace) -> None:
        """Put the cursor back on the row of a place."""
        if self.compared is not None and self.passages is not None:
            ids = [article.id for article in self.compared.articles]
            if place.article in ids:
                self.rows.go_row(self.passages.row_at(ids.index(place.article), place.offset))

    # What the panes say

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        """Follow the cursor; in the matrix, with the wordings of its row."""
        if message.view is self.rows:
            self.map.at(self.rows.entry)
            if self.as_matrix:
                self._show_wordings()
            self.show_row_notes()
            self.show_status()

    def on_compare_table_laid_out(self) -> None:
        """Put the headings above the columns as they stand now."""
        self.show_head()

    def on_difference_map_chosen(self, message: DifferenceMap.Chosen) -> None:
        """Go where the map was clicked."""
        self.rows.go(message.entry)

    def on_row_view_opened(self) -> None:
        """Open the account that was clicked."""
        self.action_open_passage()

    def on_resize(self, event: Resize) -> None:
        """Lay the panes out for the width."""
        super().on_resize(event)
        self._arrange(event.size.width)
        # The panes know their width only once they are laid out.
        self.call_after_refresh(self.show_head)

    def _arrange(self, width: int) -> None:
        self._matrix_box.display = self.as_matrix
        self.map.display = not self.as_matrix and width >= ROOMY and not self.has_class("-zen")
        self.head.display = not self.has_class("-zen")
        self.set_class(self.as_matrix, "-matrix")
