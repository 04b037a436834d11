"""How the notes are listed, as it is kept for the next session and restored there."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from index import NoteFilter

from ..frame.list_pane import screen_line
from ..session.kept_screens import KeptList
from .note_rows import SORTS

if TYPE_CHECKING:
    from .notes_screen import NotesScreen


def kept_notes(screen: NotesScreen) -> KeptList:
    """Return how the notes are listed."""
    search, listing = screen.search, screen.list
    chosen = {field: value for field, value in asdict(search.wanted).items() if value and field != "words"}
    return KeptList(
        words=search.wanted.words,
        sort=search.sorting,
        filters=tuple(part for pair in chosen.items() for part in pair),
        at=listing.row.id if listing.row else "",
        line=screen_line(listing),
        marked=tuple(listing.marks),
        pane=bool(screen.detail.display) if not screen.zen else None,
        zen=screen.zen,
    )


def restore_notes(screen: NotesScreen, kept: KeptList) -> None:
    """List the notes as it was kept, before any are listed; a field nobody knows is left out."""
    search = screen.search
    pairs = dict(zip(kept.filters[::2], kept.filters[1::2], strict=False))
    known = {field: value for field, value in pairs.items() if field in asdict(NoteFilter())}
    search.wanted = NoteFilter(**{**known, "words": kept.words})
    search.sorting = kept.sort if kept.sort in SORTS else search.sorting
    screen.find_box.value = kept.words
    screen.list.marks.set(*kept.marked)
    screen.list.seek(kept.at, kept.line)
    screen.detail.display = kept.pane is not False
    if kept.zen:
        screen.toggle_zen()
