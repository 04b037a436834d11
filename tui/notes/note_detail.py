"""One note in full: its text, its passages and their states, replies and links.

A guess is never shown as a place: the old quotation is shown with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index import State, drawn_target, one_line, quoted

from ..frame.entry_pane import PaneEntry
from ..text.cells import broken_in_groups
from .note_lines import tag_line, wrapped
from .note_rows import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Note, Placed

    from ..frame.entry_pane import Pieces
    from ..text.glyphs import Glyphs
    from .note_rows import NoteRow

_SURENESS: Final = {
    State.HERE: "in its place",
    State.MOVED: "moved, found again",
    State.CHANGED: "changed? the passage reads otherwise now",
    State.LOST: "lost: the passage is no longer there",
}
_ABSENT: Final = "not here: its article is not among those read"


@dataclass(frozen=True, slots=True)
class Around:
    """What is related to a note: replies, links and backlinks, the note it answers, where it is stored."""

    replies: Sequence[Note] = ()
    links: Sequence[Note] = ()
    backlinks: Sequence[Note] = ()
    parent: Note | None = None
    where: str = ""
    waits: str = ""


def detail(row: NoteRow, around: Around, cells: int, signs: Glyphs) -> list[PaneEntry]:
    """Return the entries of the pane; those of other notes have their ids as keys."""
    note = row.placed.note
    facts = (one_line(note.kind), moment(note.created, 15), one_line(note.author), tag_line(note.tags))
    head = f" {signs.dot} ".join(filter(None, facts))
    lines: list[Pieces] = [*_block(note.text, cells, "text"), ()] if note.text.strip() else []
    for group in broken_in_groups(head, cells - 2, signs.dot):
        lines += _block(group, cells, "kind")
    if around.waits:
        lines += _block(f"not in its file yet: {around.waits}", cells, "state")
    for place, placed in enumerate(row.placed.places):
        lines += [(), *_target(row, place, placed, cells, signs)]
    entries = [PaneEntry("", tuple(lines), way=False)]
    around_it = (
        ("In reply to", [around.parent] if around.parent else []),
        ("Replies", around.replies),
        ("Links", around.links),
        ("Linked from", around.backlinks),
    )
    for heading, notes in around_it:
        if notes:
            entries.append(PaneEntry("", ((), ((f" {heading}", "heading"),)), way=False))
            entries += [_other(other, cells) for other in notes]
    if around.where:
        entries.append(PaneEntry("", ((), *_block(around.where, cells, "place")), way=False))
    return entries


def _target(row: NoteRow, place: int, placed: Placed, cells: int, signs: Glyphs) -> Iterator[Pieces]:
    target = placed.target
    ids = list(dict.fromkeys(each.article or each.story for each in row.placed.note.targets))
    name = row.names[ids.index(target.article or target.story)]
    if target.story:
        yield from _block(f"On the story of {quoted(name)}", cells, "place")
        return
    gone = placed.state in {State.CHANGED, State.LOST}
    how = _ABSENT if placed.absent else _SURENESS[placed.state]
    how = "on the whole article" if not target.exact and not gone else how
    for group in broken_in_groups(f"{name} {signs.dot} {how}", cells - 2, signs.dot):
        yield from _block(group, cells, "state" if gone else "place")
    if not target.exact:
        return
    if not gone:
        yield from _block(quoted(drawn_target(target)), cells, "quote")
        return
    yield from _block(f"was: {quoted(drawn_target(target))}", cells, "gone")
    guess = row.guesses.get(place)
    if guess:
        yield from _block(f"best guess, {round(100 * placed.score)} % alike: {quoted(guess)}", cells, "quote")
    elif placed.guess is not None:
        yield from _block("the place is known, but the passage is gone from it", cells, "place")


def _other(note: Note, cells: int) -> PaneEntry:
    words = one_line(note.text) or next(
        (quoted(one_line(drawn_target(target))) for target in note.targets if target.exact),
        note.id,
    )
    return PaneEntry(note.id, tuple(((f"   {line}", "text"),) for line in wrapped(words, cells - 4, 2)))


def _block(text: str, cells: int, look: str) -> list[Pieces]:
    return [((f" {line}", look),) for line in wrapped(text, cells - 2)]
