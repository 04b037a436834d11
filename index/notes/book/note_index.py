"""An index of notes: by article and story, by the note they answer, by the note they link to.

It is built for one set of notes and immutable. Files are not known here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...model.note import Note

_LINK = re.compile(r"\[\[([0-9A-Za-z]{10,40})\]\]")


class NoteIndex:
    """The index of ``notes``, which are given by id, oldest first."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self.notes = notes
        self.articles: dict[str, dict[str, None]] = {}
        self.stories: dict[str, dict[str, None]] = {}
        self.answers: dict[str, dict[str, None]] = {}
        for note in notes.values():
            for target in note.targets:
                place = self.stories if target.story else self.articles
                place.setdefault(target.story or target.article, {})[note.id] = None
            if note.reply_to:
                self.answers.setdefault(note.reply_to, {})[note.id] = None

    def replies(self, id: str) -> tuple[Note, ...]:
        """Return the direct replies to a note."""
        return tuple(self.notes[reply] for reply in self.answers.get(id, ()))

    def threads(self, ids: Iterable[str]) -> tuple[Note, ...]:
        """Return notes with all replies below them, without duplicates, even if replies form a cycle."""
        found, waiting = dict[str, None](), list(ids)
        while waiting:
            id = waiting.pop()
            if id in self.notes and id not in found:
                found[id] = None
                waiting += self.answers.get(id, ())
        return tuple(self.notes[id] for id in sorted(found))

    def backlinks(self, id: str) -> tuple[Note, ...]:
        """Return the notes that link to a note."""
        return tuple(note for note in self.notes.values() if id in links(note))


def links(note: Note) -> frozenset[str]:
    """Return the ids a note links to, in its links or as ``[[id]]`` in its text."""
    return frozenset((*note.links, *_LINK.findall(note.text)))
