"""The status line of the comparison: cursor position, disagreements in its row, what is filtered out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import letter

from ..text.cells import width
from .accounts import TWO, flag_line, labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..frame.status_line import StatusLine
    from ..session.session import Session
    from .comparison_view import ComparisonView
    from .fact_table import FactTable
    from .row_notes import RowNotes
    from .shown_rows import ShownRows


class CompareStatus:
    """Shows the state of the comparison's parts on ``line``."""

    def __init__(
        self, session: Session, line: StatusLine, *, view: ComparisonView, facts: FactTable, notes: RowNotes
    ) -> None:
        self._session, self._line, self._view, self._facts, self._notes = session, line, view, facts, notes

    def show(self) -> None:
        """Update the line; the flags of the row come first if they are not all in view."""
        passages = self._view.passages
        if passages is None:
            return
        if self._facts.open:
            goes = f"{self._session.key_of('open_passage')} goes to the row"
            self._line.show([" names and figures"], [goes], [])
        else:
            place, chosen = self._place(passages), "  ".join(self._chosen())
            reason = "" if self._flags_visible else self._reason(passages)
            if reason:
                self._line.show([(reason, "alarm")], [place.strip()], [chosen])
            else:
                told = [*self._flags(passages, labels(passages.comparison)), self._notes.line]
                self._line.show([place], ["  ".join(filter(None, told))], [chosen])

    @property
    def _flags_visible(self) -> bool:
        """Whether the flags of the row are in view: above its wordings in the matrix, else below the row."""
        table = self._view.table
        if table.collation is None or not table.collation.lines:
            return True
        lines = table.collation.lines
        own = range(len(lines)) if self._view.as_matrix else table.collation.lines_of(table.cursor)
        return all(place < table.top + table.rows_shown for place in own if lines[place].flag is not None)

    def _reason(self, passages: ShownRows) -> str:
        """Return the flags of the row, with the accounts' names, or their letters if that is too long."""
        row, signs = self._view.row, self._session.glyphs
        kinds = [flag.kind for flag in passages.flags(row)] if row is not None else []
        names = labels(passages.comparison)
        forms = [
            "  ".join(f"{signs.alarm} {kind}  {told}" for kind, told in zip(kinds, flags, strict=True))
            for flags in (self._flags(passages, called) for called in (names, [*map(letter, range(len(names)))]))
        ]
        return next((form for form in forms if width(form) < self._session.size.width - 1), forms[-1])

    def _place(self, passages: ShownRows) -> str:
        """Return the number of the difference (in the matrix: of the shared passage) at the cursor, and of all."""
        if not passages.entries:
            return " no row has these words" if passages.choice.needle else " no row is left"
        as_matrix = self._view.as_matrix
        places, what = (passages.shared, "told by two or more:") if as_matrix else (passages.differences, "difference")
        number = sum(place <= self._view.pane.cursor for place in places)
        none = "what is shared is the same" if passages.shared else "nothing is told by two"
        told = f" {what} {number} of {len(places)}" if places else f" {none}"
        return told + self._base(passages)

    def _base(self, passages: ShownRows) -> str:
        """Return which of three or more accounts the row's changed words are relative to."""
        row = self._view.row
        if row is None or len(passages.texts) <= TWO or not self._view.table.words:
            return ""
        told = [place for place, cell in enumerate(passages.rows[row].cells) if cell is not None]
        base = letter(passages.teller(row, passages.choice.lead))
        return f" {self._session.glyphs.dot} words against {base}" if len(told) > 1 else ""

    def _flags(self, passages: ShownRows, names: Sequence[str]) -> list[str]:
        row = self._view.row
        flags = passages.flags(row) if row is not None else ()
        return [flag_line(flag, names, self._session.glyphs) for flag in flags]

    def _chosen(self) -> list[str]:
        choice, selection = self._view.choice, self._view.pane.selection
        selected = len(self._view.chosen_rows) if selection.on else 0
        chosen = (
            (f"{selected} row{'' if selected == 1 else 's'} selected", selection.on),
            ("folded", choice.folded),
            ("only differing", choice.differing),
            ("quotations only", choice.quotes),
            ("words not marked", not self._view.table.words),
        )
        return [name for name, on in chosen if on]
