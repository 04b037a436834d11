"""What the screens ask about notes, computed on the search thread: table rows, related notes, citations.

No widget is touched here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Complaint, Library, Note, PlacedNote

    from .note_detail import Around
    from .note_rows import NoteRow


def count_notes(library: Library) -> Counter[str]:
    """Return the number of notes on each article."""
    return Counter(id for note in library.notebook.all() for id in {target.article for target in note.targets} if id)


def tabled(library: Library) -> list[NoteRow]:
    """Return all notes as table rows."""
    from .note_rows import row_of  # noqa: PLC0415 the screen of all notes may never be gone to

    placed = library.notes.placed(library.notebook.all())
    targets = [target for note in placed for target in note.note.targets]
    sources = library.notes.sources(target.article or target.story for target in targets)
    return [row_of(note, sources, _guesses(library, note)) for note in placed]


def _guesses(library: Library, note: PlacedNote) -> dict[int, str]:
    """Return the text of each guess, by index of the target."""
    from index import shown_text  # noqa: PLC0415 as above

    return {
        number: shown_text(library.show(place.target.article)).cut(*place.guess)
        for number, place in enumerate(note.places)
        if place.guess is not None and place.guess.end > place.guess.start
    }


def surrounding(library: Library, note: Note) -> Around:
    """Return what is related to a note; nothing if it no longer exists."""
    from .note_detail import Around  # noqa: PLC0415 as above

    notebook = library.notebook
    known = {one.id: one for one in notebook.all()}
    if note.id not in known:
        return Around()
    path, line = notebook.position(note.id)
    folder = notebook.store.folder
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    waits = notebook.waiting.get(note.id)
    return Around(
        replies=notebook.replies(note.id),
        links=[known[id] for id in note.links if id in known],
        backlinks=notebook.backlinks(note.id),
        parent=known.get(note.reply_to),
        where=f"kept in {shown}, line {line}",
        waits=str(waits) if waits else "",
    )


def note_cited(library: Library, placed: PlacedNote) -> str:
    """Return the passages of a note, each with its source, and its text."""
    from index import Cited, cite, drawn_target  # noqa: PLC0415 needed once a note is copied

    sources = library.notes.sources(target.article for target in placed.note.targets)
    told = []
    for place in placed.places:
        source = sources.get(place.target.article, Cited(place.target.article or place.target.story))
        at = place.span.start if place.span else None
        told.append(cite(" ".join(drawn_target(place.target).split()), source, at))
    return "\n".join([*told, *([f"{placed.note.text.strip()}\n"] if placed.note.text.strip() else [])])


def waiting_for_reader(library: Library) -> tuple[tuple[Complaint, ...], tuple[str, ...]]:
    """Return the problems of the notes folder, and the titles of the articles whose notes have unsaved drafts."""
    drafts = library.notebook.drafts.all().values()
    ids = [next((target.article for target in note.targets if target.article), "") for note in drafts]
    names = {row.id: row.name for row in library.rows([id for id in ids if id])}
    return library.notebook.problems, tuple(names.get(id, "a note") for id in ids)
