"""What of an import is new: each note once, its answers and links named as notes are named here.

Refuses notes that would have no home: an answer lives with the note it answers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .imported import Imported, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.note import Note


def joined(imported: Imported, existing: Iterable[Note]) -> Imported:
    """Return the notes that are to be added to those that exist, and all problems.

    A note is there when its id is, or one that came from the same place (``via``): importing twice is importing once.
    An answer without a passage of its own is left out when what it answers is neither here nor in the file.
    """
    there = tuple(existing)
    fresh = _fresh(imported.notes, there)
    homeless = _homeless(fresh, {note.id for note in there})
    told = (Problem(-1, _without_home(note)) for note in fresh if note.id in homeless)
    return Imported(tuple(note for note in fresh if note.id not in homeless), (*imported.problems, *told))


def added(imported: Iterable[Note], existing: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes of `joined` alone."""
    return joined(Imported(tuple(imported)), existing).notes


def _fresh(coming: tuple[Note, ...], there: tuple[Note, ...]) -> tuple[Note, ...]:
    ids = {note.id for note in there}
    by_via = {note.via: note.id for note in there if note.via}
    names = {note.id: by_via[note.via] for note in coming if note.via in by_via} | by_via
    fresh: dict[str, Note] = {}
    for note in coming:
        if note.id in ids or note.via in by_via or note.id in fresh:
            continue
        links = tuple(names.get(link, link) for link in note.links)
        fresh[note.id] = replace(note, reply_to=names.get(note.reply_to, note.reply_to), links=links)
    return tuple(fresh.values())


def _homeless(notes: tuple[Note, ...], there: set[str]) -> set[str]:
    """Return the ids of notes that lead to no article, story or note with a home, however many answers lie between."""
    housed = there | {note.id for note in notes if any(target.article or target.story for target in note.targets)}
    waiting = [note for note in notes if note.id not in housed]
    while moved := [note for note in waiting if note.reply_to in housed]:
        housed |= {note.id for note in moved}
        waiting = [note for note in waiting if note.id not in housed]
    return {note.id for note in waiting}


def _without_home(note: Note) -> str:
    text = " ".join(note.text.split())
    shown = text if len(text) <= 40 else text[:39] + "…"
    return f"The answer “{shown}” was left out: the note it answers is neither here nor in the file."
