"""The actions of the compare screen: choosing rows, sides and accounts, finding, copying, opening, exporting.

Refuses to lay anything out; the screen does.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index import safe

from ..citation import citation
from ..frame.line_box import LineBox
from ..frame.prompt import Prompt
from .compared import export
from .row_notes import RowNotes

if TYPE_CHECKING:
    from ..app import VariorumApp
    from ..frame.base_screen import Pane
    from ..session.jump_history import JumpPlace
    from .compare_table import CompareTable
    from .coverage_matrix import CoverageMatrix
    from .shown_rows import RowChoice


class CollatingScreen(RowNotes):
    """A screen with a comparison."""

    choice: RowChoice

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.find_box = LineBox("/", "find in all accounts", id="find")

    @property
    def rows(self) -> CompareTable | CoverageMatrix:
        """The pane the cursor walks in."""
        raise NotImplementedError

    def show_rows(self, row: int | None = None) -> None:
        """Lay the rows out anew."""
        raise NotImplementedError

    def return_to(self, place: JumpPlace) -> None:
        """Put the cursor back on the row of a place."""
        raise NotImplementedError

    # Moving

    @property
    def moving(self) -> Pane:
        """The pane that has the keys."""
        return self.rows

    def step(self, count: int) -> None:
        """Go so many rows down."""
        self.rows.move(count)

    def action_read_on(self) -> None:
        """Go a page down."""
        self.rows.page(1)

    def action_next_pane(self) -> None:
        """Go to the next side, after the last to the first."""
        last = len(self.compared.articles) - 1 if self.compared else 0
        self.rows.choose_side(1 if self.rows.side < last else -last)

    def action_previous_pane(self) -> None:
        """Go to the side before, before the first to the last."""
        last = len(self.compared.articles) - 1 if self.compared else 0
        self.rows.choose_side(-1 if self.rows.side else last)

    def action_side_left(self) -> None:
        """Choose the account on the left."""
        self.rows.choose_side(-1)

    def action_side_right(self) -> None:
        """Choose the account on the right."""
        self.rows.choose_side(1)

    def action_next_difference(self) -> None:
        """Go to the next row on which the accounts differ."""
        self._difference(1)

    def action_previous_difference(self) -> None:
        """Go to the difference before."""
        self._difference(-1)

    def _difference(self, step: int) -> None:
        if self.rows.next_difference(step) is None:
            self.say("There is no difference further on." if step > 0 else "There is no difference before this one.")

    # Choosing

    def _choose(self, **changes: object) -> None:
        self.choice = replace(self.choice, **changes)  # type: ignore[arg-type] # fields of RowChoice by name
        self.show_rows()
        if self.passages is not None and not self.passages.entries:
            self.say("No row is left; the same key shows all again.")

    def action_fold_same(self) -> None:
        """Fold the rows that are the same in all accounts, or show them."""
        self._choose(folded=not self.choice.folded)

    def action_differing(self) -> None:
        """Show only rows that differ, or all."""
        self._choose(differing=not self.choice.differing)

    def action_quotations(self) -> None:
        """Show only rows with quotations, or all."""
        self._choose(quotes=not self.choice.quotes)

    def action_words(self) -> None:
        """Mark the words that differ, or not."""
        marked = self.table.toggle_words()
        self.show_rows()
        self.say("Words that differ are marked." if marked else "Words that differ are not marked.")

    def action_lead(self) -> None:
        """Have the rows follow the account on the chosen side."""
        if self.compared is None:
            return
        here = self.place
        self._choose(lead=self.rows.side)
        self.return_to(here)
        self.say("The rows follow this account’s order now.")

    def action_matrix(self) -> None:
        """Show the coverage matrix, or the columns."""
        row = self.rows.row
        self.as_matrix = not self.as_matrix
        self.show_rows(row)
        self.rows.focus()

    def action_select_rows(self) -> None:
        """Select rows from here on; again to stop."""
        if self.as_matrix:
            self.say("Rows are selected in columns; m shows them.")
        else:
            self.say(
                "Rows are being selected; y copies them." if self.table.toggle_selection() else "No rows selected."
            )

    def action_find_rows(self) -> None:
        """Open the box to find words in all accounts."""
        self.find_box.display = True
        self.find_box.enter()

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Show the rows that hold what is typed."""
        self.choice = replace(self.choice, needle=message.value)
        self.show_rows()
        count = len(self.passages.entries) if self.passages else 0
        self.find_box.tell(f"{count} rows" if message.value else "")

    def on_line_box_entered(self) -> None:
        """Leave the box and walk the rows found."""
        self.rows.focus()

    def action_leave(self) -> None:
        """Leave the box, drop the selection, show all rows again."""
        if self.find_box.display:
            self.find_box.value = ""
            self.find_box.display = False
            self._choose(needle="")
            self.rows.focus()
        elif len(self.table.selection) > 1:
            self.table.toggle_selection()
        else:
            self.action_back_place()

    # Accounts

    def action_bring_in(self) -> None:
        """Bring in the accounts that were set aside, and the articles marked in the Library."""
        compared = self.compared
        if compared is None:
            return
        more = [*compared.asked, *self.home.library_screen.list.marked]
        aside = [article.id for article in compared.aside]
        if not aside and set(more) == set(compared.asked):
            self.say("No account is set aside; mark more in the Library to add them.")
            return
        self.home.compare(more, include=aside)

    def action_open_passage(self) -> None:
        """Read the account of the chosen side at this passage."""
        row, compared, passages = self.rows.row, self.compared, self.passages
        if row is None or compared is None or passages is None:
            self.say("There is no row here.")
            return
        side = self.rows.side
        self.home.read(compared.articles[side].id, offset=passages.origin(row, side))

    # Out of the program

    def action_copy(self) -> None:
        """Copy the row, or the rows selected, each account with its source."""
        passages, compared = self.passages, self.compared
        if passages is None or compared is None or self.rows.row is None:
            self.say("There is no row here.")
            return
        entries = [self.rows.entry] if self.as_matrix else list(self.table.selection)
        rows = [passages.entries[entry].row for entry in entries]
        told = [
            citation(article, passages.passage(row, place).text)
            for row in rows
            for place, article in enumerate(compared.articles)
            if passages.rows[row].cells[place] is not None
        ]
        self.copy("\n".join(told), f"{len(rows)} row{'s' if len(rows) > 1 else ''} with sources")

    def action_copy_cited(self) -> None:
        """Copy the row with its sources, as `y` does."""
        self.action_copy()

    def action_copy_command(self) -> None:
        """Copy the shell command that prints this comparison."""
        if self.compared is not None:
            self.copy(safe("variorum compare " + " ".join(self.compared.asked)), "the command")

    def action_export(self) -> None:
        """Ask for a file and write the comparison to it."""
        if self.compared is not None:
            names = "-".join(article.id.rpartition("/")[2][:8] for article in self.compared.articles)
            hint = "the ending chooses: .md, .html or .json; esc leaves"
            self.app.push_screen(Prompt("Write the comparison to", f"comparison-{names}.html", hint), self._export)

    def _export(self, name: str | None) -> None:
        compared = self.compared
        if name and name.strip() and compared is not None:
            path = Path(name.strip()).expanduser()
            self.home.search_thread.queue(lambda: export(compared, path), self.say)

    def action_zen(self) -> None:
        """Show nothing but the rows, or bring all back."""
        self.toggle_class("-zen")
        self.show_rows()
        self.rows.focus()
