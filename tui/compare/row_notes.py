"""Notes in a comparison: on an aligned row, with a target in each account that tells it, and shown where they stand.

Refuses to lay the rows out, and to note a passage in an account that does not tell it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index import Span

from ..frame.entry_pane import EntryPane
from ..notes.note_actions import AnnotatingScreen
from ..notes.note_lines import NoteLines, flat
from ..notes.notepad import NO_NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import PlacedNote, Target

    from ..app import VariorumApp
    from ..notes.note_lines import PaneEntry
    from .compare_table import CompareTable
    from .compared import Compared
    from .coverage_matrix import CoverageMatrix
    from .shown_rows import ShownRows


class RowNotes(AnnotatingScreen):
    """A screen with a comparison whose rows bear notes."""

    table: CompareTable
    matrix: CoverageMatrix
    compared: Compared | None
    passages: ShownRows | None
    as_matrix: bool

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.notes = EntryPane(home.glyphs, id="notes")
        self.notes.display = False
        self._placed: Sequence[PlacedNote] = ()
        self._by_row: dict[int, list[PlacedNote]] = {}

    @property
    def rows(self) -> CompareTable | CoverageMatrix:
        """The pane the cursor walks in."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Show where the cursor is."""
        raise NotImplementedError

    # What is shown

    def notes_changed(self, outside: frozenset[str]) -> None:
        """Read the notes of all accounts anew."""
        del outside
        if self.compared is not None and self.home.notepad is not None:
            self.home.notepad.fetch_all([article.id for article in self.compared.articles], self._arrived)

    def _arrived(self, placed: Sequence[PlacedNote]) -> None:
        self._placed = placed
        self.mark_noted()
        self.show_status()

    def mark_noted(self) -> None:
        """Show which rows bear notes; to be called whenever rows are laid out anew."""
        self._by_row = {}
        for note in self._placed:
            for row in dict.fromkeys(self._rows_of(note)):
                self._by_row.setdefault(row, []).append(note)
        noted = frozenset(self._by_row)
        self.table.set_noted(noted)
        self.matrix.set_noted(noted)
        self.show_row_notes()

    def _rows_of(self, note: PlacedNote) -> Iterator[int]:
        """Yield the rows in which a note's passages stand."""
        compared, passages = self.compared, self.passages
        if compared is None or passages is None:
            return
        ids = [article.id for article in compared.articles]
        for place in note.places:
            if place.span is None or place.target.article not in ids or not place.target.exact:
                continue
            account = ids.index(place.target.article)
            for number, row in enumerate(passages.rows):
                cell = row.cells[account]
                if cell and any(start < place.span.end and place.span.start < end for start, end in cell.spans):
                    yield number

    def show_row_notes(self) -> None:
        """Show the notes of the row under the cursor, if the pane is open."""
        if self.notes.display:
            self.notes.show(self._entries)

    def _entries(self, cells: int) -> list[PaneEntry]:
        account = self.at_hand or ""
        lines = NoteLines(account, self.home.glyphs, self.kind_sign, lambda _: 0)
        here = self.here
        return lines.entries(here, {}, cells, heading=f"Notes on this row ({len(here)})")

    @property
    def here(self) -> Sequence[PlacedNote]:
        """The notes on the row under the cursor."""
        row = self.rows.row
        return self._by_row.get(row, []) if row is not None else []

    @property
    def note_line(self) -> str:
        """The first note on the row under the cursor, in a line."""
        note = next(iter(self.here), None)
        if note is None:
            return ""
        more = f" (+{len(self.here) - 1})" if len(self.here) > 1 else ""
        kind = flat(note.note.kind)
        return f"{self.home.glyphs.note} {kind}{': ' if note.note.text.strip() else ''}{flat(note.note.text)}{more}"

    @property
    def note_at_hand(self) -> PlacedNote | None:
        """The note under the cursor of the notes, else the first on the row."""
        if self.notes.has_focus:
            return next((note for note in self.here if note.note.id == self.notes.key), None)
        return next(iter(self.here), None)

    # Going

    def action_row_notes(self) -> None:
        """Show or hide the notes of the row."""
        self.notes.display = not self.notes.display
        self.show_row_notes()
        self.rows.focus()

    def action_next_note(self) -> None:
        """Go to the next row with a note."""
        self._walk(1)

    def action_previous_note(self) -> None:
        """Go to the row with a note before this one."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        entries = self.passages.entries if self.passages is not None else ()
        here = self.rows.entry
        noted = [
            number
            for number, entry in enumerate(entries)
            if any(row in self._by_row for row in range(entry.row, entry.row + entry.rows))
        ]
        ahead = [number for number in noted if (number > here if step > 0 else number < here)]
        if ahead:
            self.rows.go(ahead[0] if step > 0 else ahead[-1])
        else:
            self.say("There is no note further on." if step > 0 else "There is no note before this row.")

    # Writing

    def action_annotate(self) -> None:
        """Write a note on the row, or on the rows selected: one target in each account."""
        targets = self._targets()
        if targets:
            articles = len({target.article for target in targets})
            about = f" on {articles} accounts" if articles > 1 else " on one account"
            self.write(targets, about=about, quotation=" / ".join(target.exact for target in targets))
            self._drop_selection()

    def action_highlight(self) -> None:
        """Mark the row without words."""
        targets, notepad = self._targets(), self.home.notepad
        if targets and notepad is not None:
            kind = self.kinds[0].name if self.kinds else "note"
            notepad.add(replace(NO_NOTE, kind=kind, targets=tuple(targets)))
            self._drop_selection()

    def _drop_selection(self) -> None:
        if not self.as_matrix and len(self.table.selection) > 1:
            self.table.toggle_selection()

    def _targets(self) -> list[Target]:
        compared, passages, notepad = self.compared, self.passages, self.home.notepad
        if compared is None or passages is None or notepad is None or self.rows.row is None:
            self.say("There is no row here.")
            return []
        entries = [self.rows.entry] if self.as_matrix else list(self.table.selection)
        rows = [row for entry in entries for row in _covered(passages, entry)]
        return [
            notepad.target(article, span)
            for place, article in enumerate(compared.articles)
            for span in _spans(passages, rows, place, article.text)
        ]

    def action_tag_note(self) -> None:
        """Ask for the tags of the note on this row."""
        self.tag_note()


def _covered(passages: ShownRows, entry: int) -> range:
    shown = passages.entries[entry]
    return range(shown.row, shown.row + shown.rows)


def _spans(passages: ShownRows, rows: Sequence[int], account: int, text: str) -> list[Span]:
    """Return what an account tells in rows, sentences that follow each other as one span."""
    cells = [passages.rows[row].cells[account] for row in rows]
    found: list[Span] = []
    for start, end in sorted(span for cell in cells if cell is not None for span in cell.spans):
        if found and not text[found[-1].end : start].strip():
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found
