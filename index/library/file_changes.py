"""What became of the articles of a file that was read anew, and which of them now stand under another id.

Never moves two articles to one: of several with one text, the first moves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(slots=True)
class FileChange:
    """The articles of one file, or of all, as text hashes by id: ``before`` they were read anew, and ``after``."""

    before: Mapping[str, str]
    after: dict[str, str] = field(default_factory=dict)

    def take(self, kept: Iterable[str], read: Mapping[str, str]) -> None:
        """Take in the articles of one reading, as text hashes by id, and those ``kept`` that stand as they were."""
        self.after.update((id, self.before[id]) for id in kept if id in self.before and id not in self.after)
        self.after.update(read)

    @property
    def left(self) -> list[str]:
        """The ids that are no more."""
        return [id for id in self.before if id not in self.after]

    @property
    def came(self) -> list[str]:
        """The ids that were not."""
        return [id for id in self.after if id not in self.before]

    @property
    def changed(self) -> list[str]:
        """The ids that stayed while their text became another; of a file with one article, whatever changed."""
        alone = len(self.after) == 1
        return [id for id, digest in self.after.items() if id in self.before and (alone or self.before[id] != digest)]

    @property
    def lost(self) -> dict[str, str]:
        """The texts that no longer stand under the id they had."""
        return {id: digest for id, digest in self.before.items() if self.after.get(id) != digest}

    @property
    def gained(self) -> dict[str, str]:
        """The texts that did not stand under the id they have."""
        return {id: digest for id, digest in self.after.items() if self.before.get(id) != digest}


def moved(
    changes: Iterable[FileChange],
    gone: Mapping[str, str],
    standing: Callable[[str, str], Sequence[str]] = lambda _id, _digest: (),
) -> list[tuple[str, str]]:
    """Return (old id, new id) of every text that left one id and came to another; ``gone`` are those of gone files.

    ``standing`` tells, by id and text hash, where the text of an article that left stood already and still does: of
    copies of one text the next one leads then.
    """
    listed = list(changes)
    waiting: dict[str, list[str]] = {}
    for change in listed:
        for id, digest in change.gained.items():
            waiting.setdefault(digest, []).append(id)
    moves, taken = [], set()
    for id, digest in [*gone.items(), *(item for change in listed for item in change.lost.items())]:
        goals = waiting.get(digest) or [goal for goal in standing(id, digest) if goal not in taken and goal != id]
        if goals:
            goal = goals.pop(0)
            taken.add(goal)
            moves.append((id, goal))
    return moves
