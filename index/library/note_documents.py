"""Notes as documents of the full-text index: how a note is laid out as text, and which notes the index has.

Does not decide where a note stands in an article; its words are what is searched.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..model.article import Article, Block, Role, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..cache.generation import Generation
    from ..model.note import Note
    from ..search.writing import IndexWriter

PREFIX = "//note/"
"""What the id of a note begins with in the index; no article's id begins with a slash."""


def document_id(note: Note) -> str:
    """Return the id of a note in the full-text index."""
    return PREFIX + note.id


def document(note: Note) -> Article:
    """Return a note as a text to be indexed: its words first, then the passages it quotes."""
    parts = [part for part in (note.text, *(target.exact for target in note.targets)) if part.strip()]
    blocks: list[Block] = []
    at = 0
    for number, part in enumerate(parts):
        blocks.append(Block(at, at + len(part), Role.QUOTE if number or not note.text.strip() else Role.BODY))
        at += len(part) + 2
    text = "\n\n".join(parts)
    return Article(document_id(note), Source("", "note"), text, digest(note), tuple(blocks), tags=note.tags)


def digest(note: Note) -> str:
    """Return what changes whenever the document of a note does."""
    parts = (note.text, *note.tags, *(target.exact for target in note.targets))
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def freshen(store: Generation, writer: IndexWriter, notes: Iterable[Note]) -> int:
    """Bring the index up to date with the notes; return how many documents were written or taken out."""
    wanted: Mapping[str, Note] = {note.id: note for note in notes}
    known = store.noted.load()
    stale = [note for id, note in wanted.items() if known.get(id) != digest(note)]
    gone = [id for id in known if id not in wanted]
    if stale or gone:
        writer.write(map(document, stale), [PREFIX + id for id in gone])
        store.noted.keep({note.id: digest(note) for note in stale}, gone)
    return len(stale) + len(gone)
