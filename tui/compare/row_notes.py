"""Notes in a comparison: on an aligned row, with a target in every account that has it, shown at their rows.

Accounts without a cell in the row get no target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Span, drawn_target, one_line

from ..notes.note_actions import NoteActions
from ..notes.note_lines import NoteLines
from ..notes.notepad import BOX_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index import PlacedNote, Target

    from ..frame.entry_pane import EntryPane, PaneEntry
    from ..notes.notepad import Notepad, Writing
    from ..session.session import Session, Verbs
    from .comparison_view import ComparisonView
    from .shown_rows import ShownRows


class RowNotes:
    """The notes on the rows of ``view``; ``pane`` lists those of the cursor's row, ``changed`` announces new ones."""

    def __init__(
        self, session: Session, notepad: Notepad, view: ComparisonView, pane: EntryPane, changed: Callable[[], None]
    ) -> None:
        self._session, self._notepad, self._view, self._pane = session, notepad, view, pane
        self._changed = changed
        self._actions = NoteActions(session, notepad, lambda: self.at_hand, room=self._make_room)
        self._placed: Sequence[PlacedNote] = ()
        self._by_row: dict[int, list[PlacedNote]] = {}
        self.verbs: Verbs = {
            **self._actions.verbs,
            "annotate": self.annotate,
            "highlight": self.highlight,
            "row_notes": self.toggle,
            "next_note": lambda: self._walk(1),
            "previous_note": lambda: self._walk(-1),
        }
        notepad.watchers.add(lambda _: self.read())

    # What is shown

    def read(self) -> None:
        """Fetch the notes of all accounts."""
        if self._view.compared is not None:
            self._notepad.fetch_all([article.id for article in self._view.articles], self._arrived)

    def _arrived(self, placed: Sequence[PlacedNote]) -> None:
        self._placed = placed
        self.place()
        self._changed()

    def place(self) -> None:
        """Map the notes to rows; call it whenever rows were laid out."""
        self._by_row = {}
        for note in self._placed:
            for row in dict.fromkeys(self._rows_of(note)):
                self._by_row.setdefault(row, []).append(note)
        kinds = {row: notes[0].note.kind for row, notes in self._by_row.items()}
        self._view.set_noted({row: self._actions.kind_sign(kind) for row, kind in kinds.items()})
        self.show()

    def _rows_of(self, note: PlacedNote) -> Iterator[int]:
        """Yield the rows that contain a note's passages."""
        passages = self._view.passages
        for place in note.places:
            if passages is not None and place.span is not None and place.target.exact:
                yield from passages.rows_of(place.target.article, place.span)

    def show(self) -> None:
        """Show the notes of the row under the cursor, if the pane is open."""
        if self._pane.display:
            self._pane.show(self._entries)

    def _entries(self, cells: int) -> list[PaneEntry]:
        account = self._view.article.id if self._view.article else ""
        lines = NoteLines(account, self._session.glyphs, self._actions.kind_sign, lambda _: 0)
        none = f"No note on this row; {self._session.key_of('annotate')} writes one"
        heading = f"Notes on this row ({len(self.here)})" if self.here else none
        return lines.entries(self.here, {}, cells, heading=heading)

    @property
    def here(self) -> Sequence[PlacedNote]:
        """The notes on the row under the cursor."""
        row = self._view.row
        return self._by_row.get(row, []) if row is not None else []

    @property
    def line(self) -> str:
        """The first note on the row under the cursor, in one line."""
        note = next(iter(self.here), None)
        if note is None:
            return ""
        more = f" (+{len(self.here) - 1})" if len(self.here) > 1 else ""
        kind = one_line(note.note.kind)
        words = one_line(note.note.text)
        return f"{self._session.glyphs.note} {kind}{': ' if words else ''}{words}{more}"

    @property
    def at_hand(self) -> PlacedNote | None:
        """The note under the cursor of the pane, else the first on the row."""
        if self._pane.has_focus:
            return next((note for note in self.here if note.note.id == self._pane.key), None)
        return next(iter(self.here), None)

    # Going

    def toggle(self) -> None:
        """Show or hide the notes of the row."""
        self._pane.display = not self._pane.display
        self._changed()
        self.show()
        self._view.pane.focus()

    def _walk(self, step: int) -> None:
        """Move to the next row with a note, or the previous one."""
        entries, here = self._view.passages.entries if self._view.passages else (), self._view.pane.cursor
        noted = [number for number, entry in enumerate(entries) if any(row in self._by_row for row in entry.members)]
        ahead = [number for number in noted if (number > here if step > 0 else number < here)]
        if ahead:
            self._view.pane.move_to(ahead[0] if step > 0 else ahead[-1])
        else:
            where = "There is no note further on." if step > 0 else "There is no note before this row."
            self._session.refuse(where)

    # Writing

    def annotate(self) -> None:
        """Write a note on the row, or the selected rows, with a target in each account."""
        targets = self._targets()
        if targets:
            articles = len({target.article for target in targets})
            rows = len(self._view.chosen_rows)
            about = f" on {articles} accounts" if articles > 1 else " on one account"
            about = f" on {rows} rows,{about.removeprefix(' on')}" if rows > 1 else about
            quotation = " / ".join(drawn_target(target) for target in targets)
            self._actions.write(
                targets, about=about, quotation=quotation, compared=self._accounts, closed=self._drop_selection
            )

    def highlight(self) -> None:
        """Highlight the row, a fold with all its rows, or the selected rows, without a text."""
        targets = self._targets()
        if targets:
            self._actions.highlight(targets, compared=self._accounts)
            self._drop_selection()

    def _drop_selection(self) -> None:
        self._view.pane.selection.drop()

    def _make_room(self, writing: Writing) -> bool:
        """Scroll the selected rows above the box the note is written in."""
        del writing
        height = self._session.size.height
        self._view.show_above(max(0, self._view.pane.region.bottom - height + min(BOX_LINES, height // 2)))
        return self._view.row is not None

    @property
    def _accounts(self) -> tuple[str, ...]:
        """The accounts compared: a note written here leads back to their comparison."""
        return tuple(article.id for article in self._view.articles)

    def _targets(self) -> list[Target]:
        passages, rows = self._view.passages, self._view.chosen_rows
        if passages is None or not rows:
            self._session.refuse("There is no row here.")
            return []
        return [
            self._notepad.target(article, span)
            for place, article in enumerate(self._view.articles)
            for span in _spans(passages, rows, place, article.text)
        ]


def _spans(passages: ShownRows, rows: Sequence[int], account: int, text: str) -> list[Span]:
    """Return the spans of an account in some rows; consecutive sentences are joined."""
    cells = [passages.rows[row].cells[account] for row in rows]
    found: list[Span] = []
    for start, end in sorted(span for cell in cells if cell is not None for span in cell.spans):
        if found and not text[found[-1].end : start].strip():
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found
