"""Notes in the order of a conversation: every note followed by its replies.

Refuses to drop a note: a reply whose parent is not there begins a thread, and a loop of replies is cut open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.note import PlacedNote


def threads(notes: Iterable[PlacedNote]) -> Iterator[tuple[int, PlacedNote]]:
    """Yield (depth, note): each note, then its replies one level deeper, in the order given."""
    known = {placed.note.id: placed for placed in notes}
    replies: dict[str, list[PlacedNote]] = {}
    for placed in known.values():
        replies.setdefault(placed.note.reply_to, []).append(placed)
    first = [placed for placed in known.values() if placed.note.reply_to not in known]
    told: set[str] = set()
    for root in (*first, *known.values()):
        stack = [(0, root)]
        while stack:
            depth, placed = stack.pop()
            if placed.note.id not in told:
                told.add(placed.note.id)
                yield depth, placed
                stack += [(depth + 1, reply) for reply in reversed(replies.get(placed.note.id, ()))]
