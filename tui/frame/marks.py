"""The rows a reader marked in a list, in the order they were marked, whether currently listed or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Marks:
    """Ids of marked rows; every function in ``watchers`` is called after each change."""

    def __init__(self, *watchers: Callable[[], object]) -> None:
        self._watchers = list(watchers)
        self._ids: dict[str, None] = {}

    def watch(self, watcher: Callable[[], object]) -> None:
        """Add a function called after each change."""
        self._watchers.append(watcher)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __contains__(self, id: str) -> bool:
        return id in self._ids

    def toggle(self, id: str) -> None:
        """Mark a row, or unmark it."""
        self.set(*(kept for kept in self._ids if kept != id), *(() if id in self._ids else (id,)))

    def set(self, *ids: str) -> None:
        """Mark exactly these rows; those already marked keep their order and come first."""
        kept = [id for id in self._ids if id in ids]
        self._ids = dict.fromkeys([*kept, *ids])
        for watcher in self._watchers:
            watcher()


def clearing(marks: Marks, refuse: Callable[[str], None]) -> Callable[[], None]:
    """Return a verb that clears all marks; ``refuse`` is told when there are none."""

    def clear() -> None:
        if any(marks):
            marks.set()
        else:
            refuse("Nothing is marked.")

    return clear
