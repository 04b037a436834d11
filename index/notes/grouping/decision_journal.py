"""Acts on stories, kept in the journal of a notes folder so that they can be undone even after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...errors import YamlError
from ...files.durable import read_stamped
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.strict_yaml import load_mapping
from ..act_files import ActFiles
from ..hidden_folders import JOURNAL
from .decision_yaml import decision_tree, decisions_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_write import Tree
    from ...model.comparison_result import StoryDecision


class JournalEntry(NamedTuple):
    """An act with its label and the decisions it added and removed; ids increase with time, like those of notes."""

    id: str
    label: str
    added: tuple[StoryDecision, ...]
    removed: tuple[StoryDecision, ...]

    def changed(self, change: Callable[[StoryDecision], StoryDecision]) -> JournalEntry:
        """Return the act with every decision replaced."""
        return self._replace(added=tuple(map(change, self.added)), removed=tuple(map(change, self.removed)))


def decision_journal(folder: Path, held: HeldFolders = ANY_FOLDER) -> ActFiles[JournalEntry]:
    """Return the acts on the stories of a notes folder."""
    return ActFiles(folder / JOURNAL / "stories", _read, _tree, held)


def _read(path: Path) -> JournalEntry:
    """Read an act; raises `YamlError` for anything else."""
    document = load_mapping(read_stamped(path)[0], str(path))
    added, removed = (decisions_in(document.get(key)) for key in ("added", "removed"))
    if not (added or removed):
        raise YamlError(str(path), 1, 1, "this is no act", "delete the file")
    return JournalEntry(path.name.partition(".")[0], str(document.get("label", "")), added, removed)


def _tree(entry: JournalEntry) -> dict[str, Tree]:
    lists: dict[str, Tree] = {
        key: list(map(decision_tree, decisions))
        for key, decisions in (("added", entry.added), ("removed", entry.removed))
        if decisions
    }
    return {"label": entry.label, **lists}
