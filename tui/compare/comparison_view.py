"""What is shown of a comparison: the chosen rows, as columns or as a matrix, and the cursor in them.

It does not compare: for other accounts another comparison is given.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from index import Span, follow, words_at

from ..keymap import COMPARE
from ..session.jump_history import JumpPlace
from .accounts import plain_labels
from .shown_rows import RowChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index import Article

    from ..notes.note_lines import KindSign
    from .compare_table import CompareTable
    from .compared import Compared
    from .coverage_matrix import CoverageMatrix
    from .shown_rows import ShownRows

MATRIX_FROM = 3
"""From this many accounts on the matrix is shown first."""

TOP = -1
"""No row: the cursor goes to the first row that several accounts share."""


class ComparisonView:
    """A comparison in ``table`` or ``matrix``; ``laid_out`` is called whenever its rows were laid out.

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
        """The pane with the cursor."""
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
        """The index of the account under the cursor, in the order shown."""
        return self.pane.side

    @property
    def article(self) -> Article | None:
        """The account under the cursor."""
        return self.articles[self.side] if self.side < len(self.articles) else None

    @property
    def chosen_rows(self) -> list[int]:
        """The selected rows, else the one under the cursor; a fold gives all its rows."""
        passages = self.passages
        if passages is None or self.row is None:
            return []
        shown = [passages.entries[entry] for entry in self.pane.selection.rows]
        return [row for entry in shown for row in entry.members]

    def show(self, compared: Compared) -> bool:
        """Show a comparison, of three and more accounts the matrix first; return whether its accounts are others."""
        same = self.compared is not None and self.compared.asked == compared.asked
        self.compared = compared
        row = (self.row if same else None) or (0 if same else TOP)
        if not same:
            self.as_matrix = len(compared.articles) >= MATRIX_FROM
            self.choice = RowChoice()
        self.show_rows(row)
        self.pane.focus()
        return not same

    def renew(self, compared: Compared) -> list[str]:
        """Show a new comparison of the same accounts; return the names of those whose texts changed."""
        texts = {article.id: article.text for article in self.articles}
        if texts.keys() != {article.id for article in compared.articles}:
            return []
        self._stay(compared)
        named = zip(plain_labels(compared.comparison), compared.articles, strict=True)
        return [name for name, article in named if article.text != texts[article.id]]

    def _stay(self, compared: Compared) -> None:
        """Show changed texts of the accounts; cursor, selection and open folds stay at their words."""
        before, row, line = self.passages, self.row, self._screen_line
        selected = self.chosen_rows if self.pane.selection.on else []
        self.compared = compared
        if before is None or row is None:
            self.show_rows()
            return
        closed = compared.rows(replace(self.choice, opened=frozenset(), widest=self.as_matrix))
        now = partial(_row_now, before, closed, self.side)
        opened = (closed.entries[closed.entry_near(now(first))].row for first in self.choice.opened)
        self.choice = replace(self.choice, opened=frozenset(opened))
        self.show_rows(now(row))
        self.pane.scroll_to_line(self.pane.top + self._screen_line - line)
        self.pane.show_cursor()
        self._take(map(now, selected))

    @property
    def _screen_line(self) -> int:
        """The line at which the cursor's row starts, from the top of the pane."""
        return self._lines(self.pane.cursor).start - self.pane.top

    def show_rows(self, row: int | None = None) -> None:
        """Lay the rows out for the current choice; the cursor goes to ``row`` (`TOP`: the first shared) or stays."""
        compared = self.compared
        if compared is None:
            return
        row = self.row if row is None else row
        self.passages = compared.rows(replace(self.choice, widest=self.as_matrix))
        self.pane.show(self.passages, row=self._first if row in {None, TOP} else row or 0)
        if self.as_matrix:
            self.show_wordings()
        self._laid_out()

    @property
    def _first(self) -> int:
        """The first row that several accounts share, else `TOP`."""
        passages = self.passages
        return passages.entries[passages.shared[0]].row if passages is not None and passages.shared else TOP

    def show_wordings(self) -> None:
        """Show below or beside the matrix how each account words the cursor's row."""
        compared, row, passages = self.compared, self.row, self.passages
        if compared is not None and passages is not None:
            self.table.show(passages if row is None else compared.rows(replace(self.choice, only=row)), row=TOP)

    def choose(self, **changes: Any) -> bool:  # noqa: ANN401 - fields of RowChoice by name
        """Change the choice and show its rows; return whether there are any."""
        self.choice = replace(self.choice, **changes)
        self.show_rows()
        return self.passages is None or bool(self.passages.entries)

    def unfold(self) -> bool:
        """Expand the fold under the cursor; return whether there is one."""
        entries = self.passages.entries if self.passages else ()
        entry = entries[self.pane.cursor] if self.pane.cursor < len(entries) else None
        if entry is None or not entry.folded:
            return False
        if entry.teller is None:
            self.choose(folded=False)
        else:
            self.choose(opened=self.choice.opened | {entry.row})
        return True

    def show_above(self, lines: int) -> None:
        """Scroll the selected rows above the last ``lines`` of their pane, which something covers for a while.

        With 0 the lines added below the rows are removed again.
        """
        pane, chosen = self.pane, self.pane.selection.rows
        first, last, count = self._lines(chosen[0]).start, self._lines(chosen[-1]).stop - 1, self._line_count
        pane.set_line_count(count + lines)
        spare = pane.top + pane.rows_shown - lines - 1
        if lines and last > spare:
            pane.scroll_to_line(min(first, pane.top + last - spare))

    def _lines(self, entry: int) -> range:
        """Return the lines of an entry in its pane."""
        collation = self.table.collation
        in_columns = not self.as_matrix and collation is not None and entry < len(collation.starts)
        return collation.lines_of(entry) if in_columns and collation is not None else range(entry, entry + 1)

    @property
    def _line_count(self) -> int:
        collation = self.table.collation
        if self.as_matrix or collation is None:
            return len(self.passages.entries) if self.passages else 0
        return len(collation.lines)

    def turn(self) -> None:
        """Switch between matrix and columns."""
        row = self.row
        self.as_matrix = not self.as_matrix
        self.show_rows(row)
        self.pane.focus()

    def go_to_middle(self) -> None:
        """Move the cursor to the row in the middle of the screen."""
        collation, line = self.table.collation, self.pane.top + min(self.pane.rows_shown, self._line_count) // 2
        in_columns = not self.as_matrix and collation is not None
        self.pane.move_to(collation.entry_at(line) if in_columns and collation is not None else line)

    def choose_side(self, side: int) -> None:
        """Move the cursor to another account, as far as there are any."""
        self.pane.side = min(max(side, 0), max(0, len(self.articles) - 1))

    def go_beyond(self, places: Sequence[int], step: int) -> bool:
        """Move to the next of some entries (``step`` 1) or the previous one (-1); return whether there is one."""
        here = self.pane.cursor
        ahead = [place for place in places if (place > here if step > 0 else place < here)]
        if ahead:
            self.pane.move_to(ahead[0] if step > 0 else ahead[-1])
        return bool(ahead)

    def set_noted(self, rows: Mapping[int, KindSign]) -> None:
        """Set which rows have notes, with the symbol of the first of each."""
        self.table.noted = self.matrix.noted = rows

    # Places

    def place(self, screen: str) -> JumpPlace:
        """Return the cursor's row as a place: an account that has it, the chosen one if possible, and the offset."""
        if self.passages is None or self.row is None:
            return JumpPlace(screen, self.article.id if self.article else "")
        account = self.passages.teller(self.row, self.side)
        article, offset = self.articles[account], self.passages.origin(self.row, account)
        return JumpPlace(screen, article.id, offset, words=words_at(article.text, offset))

    def go_to(self, place: JumpPlace) -> None:
        """Move the cursor to the row of a place."""
        ids = [article.id for article in self.articles]
        if self.passages is not None and place.article in ids:
            account = ids.index(place.article)
            row = self.passages.row_at(account, place.offset_in(self.articles[account].text))
            self.pane.move_to(self.passages.entry_near(row))

    def select(self, places: Sequence[JumpPlace]) -> None:
        """Move the cursor to the first row that contains one of the places; if several rows do, select them.

        A place where the cursor of this screen was, which has no end, opens no fold.
        """
        passages, rows = self.passages, set[int]()
        if passages is None:
            return
        if [(place.screen, place.end) for place in places] == [(COMPARE, 0)]:
            self.go_to(places[0])
            return
        for place in places:
            told = passages.rows_of(place.article, Span(place.offset, max(place.end, place.offset + 1)))
            rows.update(set(told) or passages.rows_near(place.article, place.offset))
        self._uncover(rows)
        self._take(rows)

    def _uncover(self, rows: set[int]) -> None:
        """Show rows that the choice filters out, or folds together with others."""
        if not rows <= self._shown:
            self.choose(differing=False, quotes=False, needle="")
        entries = self.passages.entries if self.passages else ()
        folds = [entry for entry in entries if entry.folded and rows.intersection(entry.members)]
        folds = [entry for entry in folds if len(entry.members) == 1 or not rows.issuperset(entry.members)]
        if folds:
            same = any(entry.teller is None for entry in folds)
            self.choose(
                folded=self.choice.folded and not same,
                opened=self.choice.opened.union(entry.row for entry in folds),
            )

    @property
    def _shown(self) -> set[int]:
        """The rows shown, including those in folds."""
        return {row for entry in (self.passages.entries if self.passages else ()) for row in entry.members}

    def _take(self, rows: Iterable[int]) -> None:
        """Move the cursor to the first of these rows that is shown; select them if there are several."""
        wanted, entries = set(rows), self.passages.entries if self.passages else ()
        found = [place for place, entry in enumerate(entries) if wanted.intersection(entry.members)]
        if found:
            self.pane.move_to(found[0])
        if len(found) > 1:
            self.pane.selection.take(found)


def _row_now(before: ShownRows, after: ShownRows, side: int, row: int) -> int:
    """Return the row of a newer comparison with what ``row`` of an older one said, as account ``side`` words it."""
    account = before.teller(row, side)
    offset = follow(before.origin(row, account), before.texts[account], after.texts[account])
    return after.row_at(account, offset)
