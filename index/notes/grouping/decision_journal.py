"""The journal of decisions on stories, newest last, so that they can be undone even after a restart.

It only tells which act is next in either direction. Nothing else depends on it, so an invalid file is replaced.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ...errors import LibraryError, YamlError
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ..hidden_folders import BACKUP, JOURNAL, lock_of
from ..sheet import Sheet
from .decision_yaml import decision_tree, decisions_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Final

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_write import Tree
    from ...model.comparison_result import StoryDecision

    Lists = tuple[list["JournalEntry"], list["JournalEntry"]]

KEPT: Final = 200
"""How many acts can be undone."""
_DONE, _UNDONE = "done", "undone"


class JournalEntry(NamedTuple):
    """An act with its label and the decisions it added and removed; ids increase with time, like those of notes."""

    id: str
    label: str
    added: tuple[StoryDecision, ...]
    removed: tuple[StoryDecision, ...]


class DecisionJournal:
    """The acts on the stories of a notes folder, in one file of its journal, which other programs may write too."""

    def __init__(self, folder: Path, held: HeldFolders = ANY_FOLDER) -> None:
        path = folder / JOURNAL / "stories" / "acts.yaml"
        self._sheet = Sheet(path, lock_of(folder), folder / BACKUP, held=held)

    def record(self, entry: JournalEntry) -> None:
        """Add an act; acts undone before can no longer be redone. If it can't be written it is left out."""
        self._change(lambda done, _: ([*done, entry][-KEPT:], []))

    def last(self) -> JournalEntry | None:
        """Return the act that would be undone."""
        return self._top(_DONE)

    def next(self) -> JournalEntry | None:
        """Return the act that would be redone."""
        return self._top(_UNDONE)

    def step(self, id: str, *, back: bool) -> None:
        """Record that an act was undone or redone; unknown ids are ignored."""

        def moved(done: list[JournalEntry], undone: list[JournalEntry]) -> Lists:
            old, new = (done, undone) if back else (undone, done)
            new += [entry for entry in old if entry.id == id]
            old[:] = [entry for entry in old if entry.id != id]
            return done, undone

        self._change(moved)

    def rewrite(self, change: Callable[[StoryDecision], StoryDecision]) -> None:
        """Replace every decision, for instance after articles were renamed, so that acts can still be undone."""

        def rewritten(entries: list[JournalEntry]) -> list[JournalEntry]:
            return [
                JournalEntry(entry.id, entry.label, tuple(map(change, entry.added)), tuple(map(change, entry.removed)))
                for entry in entries
            ]

        if self._sheet.path.exists():
            self._change(lambda done, undone: (rewritten(done), rewritten(undone)))

    def _top(self, key: str) -> JournalEntry | None:
        with suppress(LibraryError):
            self._sheet.look()
            return next(reversed(_entries(self._sheet.document, key)), None)
        return None

    def _change(self, change: Callable[[list[JournalEntry], list[JournalEntry]], Lists]) -> None:
        def work(document: YamlMapping) -> dict[str, Tree]:
            lists = change(_entries(document, _DONE), _entries(document, _UNDONE))
            trees = {
                key: [_tree(entry) for entry in entries] for key, entries in zip((_DONE, _UNDONE), lists, strict=True)
            }
            return {key: tree for key, tree in trees.items() if tree}

        with suppress(LibraryError):
            try:
                self._sheet.change(work)
            except YamlError:
                with suppress(OSError):
                    self._sheet.path.unlink()
                self._sheet.change(work)


def _entries(document: YamlMapping, key: str) -> list[JournalEntry]:
    """Return the acts of a list; invalid ones are skipped."""
    items = document.get(key)
    read = [_read(item) for item in items if isinstance(item, YamlMapping)] if isinstance(items, YamlList) else []
    return [entry for entry in read if entry.id and (entry.added or entry.removed)]


def _read(node: YamlMapping) -> JournalEntry:
    added, removed = (decisions_in(node.get(key)) for key in ("added", "removed"))
    return JournalEntry(str(node.get("id", "")), str(node.get("label", "")), added, removed)


def _tree(entry: JournalEntry) -> dict[str, Tree]:
    lists: dict[str, Tree] = {
        key: list(map(decision_tree, decisions))
        for key, decisions in (("added", entry.added), ("removed", entry.removed))
        if decisions
    }
    return {"id": entry.id, "label": entry.label, **lists}
