"""Names and figures of a comparison as a table: how often each account names whom, and how it words each figure.

Nothing is extracted here; rows in dispute are marked and come first.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from index import figure_rows, name_rows, safe

from ..frame.entry_pane import PaneEntry
from ..keymap import COMPARE
from ..session.jump_history import JumpPlace
from ..text.cells import clip, fit, width
from .accounts import labels, letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index import Comparison, NameRow, Span

    from ..frame.entry_pane import EntryPane, Pieces
    from ..session.session import Verbs
    from ..text.glyphs import Glyphs
    from .comparison_view import ComparisonView

LEAST_COLUMN: Final = 14
"""The least width of a column, in cells; narrower wordings follow each other in a line instead."""

COUNT: Final = 7
"""Width of a column of counts, in cells."""


class FactTable:
    """The table in ``pane`` for what ``view`` shows; ``turned`` is called when it is opened or closed."""

    def __init__(self, signs: Glyphs, view: ComparisonView, pane: EntryPane, turned: Callable[[], None]) -> None:
        self._signs, self._view, self.pane, self._turned = signs, view, pane, turned
        self.pane.display = False
        self.verbs: Verbs = {"facts": self.toggle}

    @property
    def open(self) -> bool:
        """Whether the table is shown."""
        return bool(self.pane.display)

    def toggle(self) -> None:
        """Show the table in place of the rows, or the rows again."""
        if not self.close() and self._view.compared is not None:
            self.pane.display = True
            self.pane.show(self._entries)
            self.pane.home()
            self.pane.focus()
            self._turned()

    def close(self) -> bool:
        """Close the table; return whether it was open."""
        was_open = self.open
        self.pane.display = False
        if was_open:
            self._turned()
            self._view.pane.focus()
        return was_open

    def follow(self) -> None:
        """Close the table and go to the row of the fact under the cursor."""
        account, _, offset = self.pane.key.rpartition("@")[0].rpartition(":")
        if self.close() and account:
            self._view.go_to(JumpPlace(COMPARE, account, int(offset)))

    def _entries(self, cells: int) -> Sequence[PaneEntry]:
        compared = self._view.compared
        if compared is None:
            return ()
        texts = [article.text for article in compared.articles]
        lay = FactLines(compared.comparison, texts, self._signs, cells - 1)
        return tuple(chain(lay.figures(), lay.names()))


class FactLines:
    """The rows of the table, laid out in ``cells``; ``texts`` are those of the accounts in the order shown.

    The key of an entry is ``account:offset@row``, with the first place that mentions it.
    """

    def __init__(self, comparison: Comparison, texts: Sequence[str], signs: Glyphs, cells: int) -> None:
        self._comparison, self._texts, self._signs, self._cells = comparison, texts, signs, cells
        self._labels = labels(comparison)
        self._column = (cells - 2) // max(1, len(texts)) - 1
        self._in_columns = self._column >= LEAST_COLUMN

    def figures(self) -> Iterator[PaneEntry]:
        """Yield the figures as each account words them, those in dispute first."""
        rows = figure_rows(self._comparison)
        heads = [f"{letter(place)} {label}" for place, label in enumerate(self._labels)]
        yield self._heading("figures", f"Figures ({len(rows)})", self._row(heads) if self._in_columns else "")
        for number, row in enumerate(rows):
            told = self._row([self._wording(place, spans) for place, spans in enumerate(row.cells)])
            yield self._entry(f"figure{number}", row.cells, told, flagged=row.flagged)

    def names(self) -> Iterator[PaneEntry]:
        """Yield the names with the count in each account, those in dispute first."""
        rows = name_rows(self._comparison)
        longest = max((width(self._name(row)) for row in rows), default=0)
        room = max(LEAST_COLUMN, min(longest, self._cells - 2 - COUNT * len(self._texts)))
        counts = "".join(f"{letter(place):>{COUNT}}" for place in range(len(self._texts)))
        yield PaneEntry("gap", ((("", "text"),),), way=False)
        yield self._heading("names", f"Names ({len(rows)})", " " * room + counts)
        for number, row in enumerate(rows):
            counts = "".join(f"{len(spans) or self._signs.absent:>{COUNT}}" for spans in row.cells)
            told = fit(self._name(row), room, self._signs.ellipsis) + counts
            yield self._entry(f"name{number}", row.cells, told, flagged=row.flagged)

    def _heading(self, key: str, title: str, columns: str) -> PaneEntry:
        lines: list[Pieces] = [((title, "heading"),)]
        if columns:
            lines.append((("  " + columns, "place"),))
        return PaneEntry(key, tuple(lines), way=False)

    def _entry(self, key: str, places: Sequence[Sequence[Span]], told: str, *, flagged: bool) -> PaneEntry:
        first = next((place for place, spans in enumerate(places) if spans), None)
        where = "" if first is None else f"{self._comparison.accounts[first].id}:{places[first][0].start}"
        sign = f"{self._signs.alarm} " if flagged else "  "
        return PaneEntry(f"{where}@{key}", (((sign, "state"), (told, "text")),))

    def _row(self, told: Sequence[str]) -> str:
        """Return the words of each account in columns, or one after another with the accounts' letters."""
        signs = self._signs
        if self._in_columns:
            return signs.column.join(fit(words or signs.absent, self._column, signs.ellipsis) for words in told)
        return "  ".join(f"{letter(place)} {words}" for place, words in enumerate(told) if words)

    def _wording(self, place: int, spans: Sequence[Span]) -> str:
        """Return an account's first wording of a figure, and how often it mentions the figure if more than once."""
        if not spans:
            return ""
        start, end = spans[0]
        more = f" ({len(spans)})" if len(spans) > 1 else ""
        return safe(self._texts[place][start:end].replace("\n", " ")) + more

    def _name(self, row: NameRow) -> str:
        others = clip(", ".join(row.others), self._cells, self._signs.ellipsis)
        return safe(f"{row.name} ({others})" if others else row.name)
