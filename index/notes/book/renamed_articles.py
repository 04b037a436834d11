"""Updating notes of renamed articles: their files, and targets in other files.

The old file is removed only once the new one is complete.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import LibraryError
from .note_file import NoteStep
from .note_paths import Home

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model.note import Note, Target
    from .note_files import NoteFiles
    from .note_store import NoteStore


def move(store: NoteStore, moves: Mapping[str, str]) -> None:
    """Rename the files of ``moves`` (old article id to new) and update the targets of all notes."""
    with store.guard:
        notes = store.notes
        for old, new in moves.items():
            for before, after in ((Home(old), Home(new)), (Home(story=old), Home(story=new))):
                # A file that can't be moved stays; its notes are found by their targets.
                try:
                    _move_file(store.files, before, after)
                except LibraryError as error:
                    store.unmoved[old] = error
        store.files.refresh()
        store.make_all([step for note in notes.values() for step in _step(note, moves)])


def _move_file(files: NoteFiles, old: Home, new: Home) -> None:
    source, goal = files.at(old), files.at(new)
    source.look()
    goal.look()
    data = source.sheet.data
    if data is None or source.error is not None:
        return
    if goal.sheet.data is None:
        header = source.sheet.header.encode()
        moved = goal.sheet.header.encode() + data.removeprefix(header) if data.startswith(header) else data
        done = goal.sheet.replace(None, moved)
        goal.look()
        goal.rename(old, new)
    else:
        goal.apply([NoteStep(None, entry.note) for entry in source.entries], str)
        done = goal.sheet.data is not None
    if done:
        source.sheet.replace(data, None)
        source.look()


def _step(note: Note, moves: Mapping[str, str]) -> Iterator[NoteStep]:
    targets = tuple(_target(target, moves) for target in note.targets)
    compared = tuple(moves.get(id, id) for id in note.compared)
    if (targets, compared) != (note.targets, note.compared):
        yield NoteStep(note, replace(note, targets=targets, compared=compared))


def _target(target: Target, moves: Mapping[str, str]) -> Target:
    article, story = (moves.get(id, id) for id in (target.article, target.story))
    return (
        target if (article, story) == (target.article, target.story) else replace(target, article=article, story=story)
    )
