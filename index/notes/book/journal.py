"""The journal of acts on notes, newest last, so that they can be undone even after a restart.

Undo is never blind: bytes are restored only if the file is as the change left it; otherwise the change itself is
reversed and merged.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import YamlError
from ...files.durable import read_stamped
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ..act_files import ActFiles
from .note_file import NoteStep
from .note_paths import Home
from .note_yaml import note_tree, read_note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_nodes import Node
    from ...files.yaml.yaml_write import Tree
    from ..sheet import BytesChange


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of a file's text: ``removed`` at code point ``at`` was replaced by ``inserted``.

    ``before`` and ``after`` are hashes of the bytes, empty if there was no file.
    """

    at: int
    removed: str
    inserted: str
    before: str
    after: str

    @classmethod
    def of(cls, change: BytesChange) -> Patch:
        """Return the patch of a change."""
        old, new = ((data or b"").decode() for data in change)
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        return cls(start, old[start : len(old) - end], new[start : len(new) - end], _hash(change[0]), _hash(change[1]))

    def reversed(self) -> Patch:
        """Return the inverse patch."""
        return Patch(self.at, self.inserted, self.removed, self.after, self.before)

    def fits(self, data: bytes | None) -> bool:
        """Whether a file is in the state before this patch."""
        return _hash(data) == self.before

    def applied(self, data: bytes | None) -> bytes | None:
        """Return the bytes after the patch, for a file that `fits`."""
        if not self.after:
            return None
        text = (data or b"").decode()
        return (text[: self.at] + self.inserted + text[self.at + len(self.removed) :]).encode()


@dataclass(frozen=True, slots=True)
class Deed:
    """A change of the notes of one home: its steps, and the patch of its file (``None`` if it is still waiting)."""

    home: Home
    steps: tuple[NoteStep, ...]
    patch: Patch | None

    def reversed(self) -> Deed:
        """Return the inverse deed."""
        steps = tuple(NoteStep(step.after, step.before) for step in reversed(self.steps))
        return Deed(self.home, steps, self.patch.reversed() if self.patch else None)


@dataclass(frozen=True, slots=True)
class Act:
    """One action of the reader: its label and its deeds."""

    id: str
    label: str
    deeds: tuple[Deed, ...]


class Journal(ActFiles[Act]):
    """The acts on a notes folder, stored in ``folder``."""

    def __init__(self, folder: Path, held: HeldFolders = ANY_FOLDER) -> None:
        super().__init__(folder, _read_act, _act_tree, held)

    def steps(self, id: str) -> Iterator[NoteStep]:
        """Yield the steps of all acts on a note, oldest first."""
        for act in self.done:
            yield from (step for deed in act.deeds for step in deed.steps if step.id == id)


def _act_tree(act: Act) -> dict[str, Tree]:
    return {"label": act.label, "deeds": [_deed_tree(deed) for deed in act.deeds]}


def _deed_tree(deed: Deed) -> dict[str, Tree]:
    steps: list[Tree] = [
        {name: [note_tree(note)] for name, note in (("before", step.before), ("after", step.after)) if note}
        for step in deed.steps
    ]
    tree: dict[str, Tree] = {"article": deed.home.article, "story": deed.home.story, "steps": steps}
    if patch := deed.patch:
        tree |= {"at": patch.at, "removed": patch.removed, "inserted": patch.inserted}
        tree |= {"hash-before": patch.before, "hash-after": patch.after}
    return tree


def _read_act(path: Path) -> Act:
    document = load_mapping(read_stamped(path)[0], str(path))
    deeds = tuple(_deed(node, str(path)) for node in _list(document, "deeds", str(path)))
    return Act(path.name.partition(".")[0], str(document.get("label", "")), deeds)


def _deed(node: Node, path: str) -> Deed:
    if not isinstance(node, YamlMapping):
        raise YamlError(path, 1, 1, "this is no deed", "delete the file")
    steps = tuple(_step(step, path) for step in _list(node, "steps", path))
    patch = None
    if "hash-after" in node:
        at, *texts = (str(node.get(key, "")) for key in ("at", "removed", "inserted", "hash-before", "hash-after"))
        patch = Patch(int(at), *texts)
    return Deed(Home(str(node.get("article", "")), str(node.get("story", ""))), steps, patch)


def _step(node: Node, path: str) -> NoteStep:
    notes = [
        read_note(items[0], path, items, 0)
        if isinstance(node, YamlMapping) and (items := _list(node, key, path))
        else None
        for key in ("before", "after")
    ]
    return NoteStep(*notes)


def _list(node: YamlMapping, key: str, path: str) -> YamlList:
    items = node.get(key)
    if isinstance(items, YamlList):
        return items
    if key in node:
        raise YamlError(path, node.key_at(key).line, 1, f"{key} must be a list", "delete the file")
    return YamlList(node.place)


def _common(one: str, other: str) -> int:
    """Return the length of the common prefix, by binary search."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _hash(data: bytes | None) -> str:
    return "" if data is None else hashlib.blake2b(data, digest_size=16).hexdigest()
