"""What of a comparison is shown: the rows chosen, as columns or as a matrix, and where the cursor stands in them.

Refuses to compare: another comparison is asked for when the accounts change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..session.jump_history import JumpPlace
from .shown_rows import RowChoice, ShownRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article

    from .compare_table import CompareTable
    from .compared import Compared
    from .coverage_matrix import CoverageMatrix

MATRIX_FROM = 3
"""Accounts from which on the matrix is shown first."""

TOP = -1
"""No row: the cursor goes to the first one shown."""


class ComparisonView:
    """A comparison in ``table`` or ``matrix``; ``laid_out`` is told whenever its rows are laid out anew.

    ``passages`` are the rows shown; ``choice`` says which.
    """

    def __init__(self, table: CompareTable, matrix: CoverageMatrix, laid_out: Callable[[], None]) -> None:
        self.table, self.matrix, self._laid_out = table, matrix, laid_out
        self.compared: Compared | None = None
        self.passages: ShownRows | None = None
        self.as_matrix = False
        self.choice = RowChoice()

    @property
    def pane(self) -> CompareTable | CoverageMatrix:
        """The pane the cursor walks in."""
        return self.matrix if self.as_matrix else self.table

    @property
    def articles(self) -> Sequence[Article]:
        """The accounts in the order shown."""
        return self.compared.articles if self.compared else ()

    @property
    def row(self) -> int | None:
        """The row under the cursor (the first of a fold), or ``None`` when nothing is shown."""
        entries = self.passages.entries if self.passages else ()
        return entries[self.pane.cursor].row if self.pane.cursor < len(entries) else None

    @property
    def side(self) -> int:
        """The account the cursor is on, counted in the order shown."""
        return self.pane.side

    @property
    def article(self) -> Article | None:
        """The account the cursor is on."""
        return self.articles[self.side] if self.side < len(self.articles) else None

    @property
    def chosen_rows(self) -> list[int]:
        """The rows selected, else the one under the cursor; a fold stands for all its rows."""
        passages = self.passages
        if passages is None or self.row is None:
            return []
        entries = [self.pane.cursor] if self.as_matrix else self.table.selection.rows
        shown = [passages.entries[entry] for entry in entries]
        return [row for entry in shown for row in entry.members]

    def show(self, compared: Compared) -> bool:
        """Show a comparison, of three and more accounts the matrix first; return whether it has other accounts."""
        same = self.compared is not None and self.compared.asked == compared.asked
        self.compared = compared
        row = (self.row if same else None) or (0 if same else TOP)
        if not same:
            self.as_matrix = len(compared.articles) >= MATRIX_FROM
            self.choice = RowChoice()
        self.show_rows(row)
        self.pane.focus()
        return not same

    def show_rows(self, row: int | None = None) -> None:
        """Lay the rows out for the present choice, the cursor on ``row`` (`TOP`: the first shown) or where it was."""
        compared = self.compared
        if compared is None:
            return
        row = self.row if row is None else row
        texts = [article.text for article in compared.articles]
        self.passages = ShownRows(compared.comparison, texts, replace(self.choice, widest=self.as_matrix))
        self.pane.show(self.passages, row=self._first if row in {None, TOP} else row or 0)
        if self.as_matrix:
            self.show_wordings()
        self._laid_out()

    @property
    def _first(self) -> int:
        """The row to begin with: the first that several accounts tell."""
        passages = self.passages
        return passages.entries[passages.shared[0]].row if passages is not None and passages.shared else TOP

    def show_wordings(self) -> None:
        """Show below or beside the matrix how each account words its row."""
        compared, row = self.compared, self.row
        if compared is not None and row is not None:
            texts = [article.text for article in compared.articles]
            one = ShownRows(compared.comparison, texts, replace(self.choice, only=row))
            self.table.show(one, row=TOP)

    def choose(self, **changes: Any) -> bool:  # noqa: ANN401 - fields of RowChoice by name
        """Show the rows of another choice; return whether any is left."""
        self.choice = replace(self.choice, **changes)
        self.show_rows()
        return self.passages is None or bool(self.passages.entries)

    def unfold(self) -> bool:
        """Show the rows of the fold under the cursor one by one; return whether there is a fold."""
        entries = self.passages.entries if self.passages else ()
        entry = entries[self.pane.cursor] if self.pane.cursor < len(entries) else None
        if entry is None or not entry.folded:
            return False
        if entry.teller is None:
            self.choose(folded=False)
        else:
            self.choose(opened=self.choice.opened | {entry.row})
        return True

    def turn(self) -> None:
        """Show the matrix for the columns, or the columns for the matrix."""
        row = self.row
        self.as_matrix = not self.as_matrix
        self.show_rows(row)
        self.pane.focus()

    def choose_side(self, side: int) -> None:
        """Put the cursor on another account, as far as there are any."""
        self.pane.side = min(max(side, 0), max(0, len(self.articles) - 1))

    def go_beyond(self, places: Sequence[int], step: int) -> bool:
        """Go to the next of some entries (1) or the one before (-1); return whether there is one."""
        here = self.pane.cursor
        ahead = [place for place in places if (place > here if step > 0 else place < here)]
        if ahead:
            self.pane.move_to(ahead[0] if step > 0 else ahead[-1])
        return bool(ahead)

    def set_noted(self, rows: frozenset[int]) -> None:
        """Say which rows bear notes."""
        self.table.noted = self.matrix.noted = rows

    # Places

    def place(self, screen: str) -> JumpPlace:
        """Return the cursor's row by an account that tells it (the chosen one if it does) and where it does."""
        if self.passages is None or self.row is None:
            return JumpPlace(screen, self.article.id if self.article else "")
        account = self.passages.teller(self.row, self.side)
        return JumpPlace(screen, self.articles[account].id, self.passages.origin(self.row, account))

    def go_to(self, place: JumpPlace) -> None:
        """Put the cursor on the row of a place."""
        ids = [article.id for article in self.articles]
        if self.passages is not None and place.article in ids:
            row = self.passages.row_at(ids.index(place.article), place.offset)
            self.pane.move_to(self.passages.entry_near(row))
