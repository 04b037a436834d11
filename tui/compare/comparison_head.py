"""The lines above a comparison: accounts, overlap, what was set aside, and column headings.

Only accounts are described here, no rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from ..text.cells import clip, clip_parts, fit
from . import accounts
from .table_layout import RULE

if TYPE_CHECKING:
    from ..session.session import Session
    from .compared import Compared
    from .comparison_view import ComparisonView


LOW, TALL = 20, 30
"""On terminals below LOW lines the head shows only the counts, to leave room for the rows; below TALL it is brief."""


class ComparisonHead(Static):
    """The head of what ``view`` shows."""

    def __init__(self, session: Session, view: ComparisonView) -> None:
        super().__init__(id="accounts")
        self._session, self._view = session, view

    def show(self) -> None:
        """Update the head: the accounts or the widths of their columns changed."""
        compared, passages = self._view.compared, self._view.passages
        if compared is None or passages is None:
            return
        ellipsis = self._session.glyphs.ellipsis
        aside = [clip(article.title.value or article.id, accounts.NAME, ellipsis) for article in compared.aside]
        key, cells = self._session.key_of("bring_in"), self._session.size.width
        if self._session.size.height >= LOW:
            brief = self._session.size.height < TALL
            told = accounts.summary(passages, aside, self._session.glyphs, cells=cells, key=key, brief=brief)
        else:
            told = accounts.count_lines(passages, self._session.glyphs, cells)
        lines = [self._line(line) for line in told]
        lines += [Content.styled(line, "bold") for line in self._columns(compared, cells).split("\n")]
        self.update(Content("\n").join(lines))

    def _line(self, line: str) -> Content:
        """Return a line with its number of flagged rows highlighted."""
        flags = re.search(rf"{re.escape(self._session.glyphs.alarm)} \d+ flagged$", line)
        shown = Content.styled(line, "$text-muted")
        return shown.stylize("$text-error", *flags.span()) if flags else shown

    def _columns(self, compared: Compared, cells: int) -> str:
        """Return the headings of the columns, or if there are none, all accounts in one line."""
        signs, comparison, view = self._session.glyphs, compared.comparison, self._view
        collation = view.table.collation
        if view.as_matrix or (collation is not None and collation.stacked):
            legend = accounts.legend(comparison, cells, signs)
            return f"{legend}\n{view.matrix.head(view.matrix.cells or cells)}" if view.as_matrix else legend
        count, lead = len(compared.articles), view.choice.lead
        heads = [accounts.heading(comparison, number, signs, lead=number == lead) for number in range(count)]
        width = collation.column_cells if collation is not None else cells // count - RULE
        return " " + signs.column.join(self._fitting(head, width) for head in heads)

    def _fitting(self, head: str, cells: int) -> str:
        """Return a heading in ``cells`` cells; parts that do not fit are left out."""
        signs = self._session.glyphs
        return fit(clip_parts(head, cells, f" {signs.dot} ", signs.ellipsis), cells)
