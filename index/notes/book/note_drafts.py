"""Drafts of notes not saved yet: one small file each, so that a crash costs a second of typing at most.

A draft is not a note until it is saved.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from ...errors import LibraryError
from ...files.durable import read_stamped, write_atomic
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_nodes import YamlList
from ..writable_folders import WritableFolders
from .note_yaml import note_tree, read_note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_write import Tree
    from ...model.note import Note


class Drafts:
    """Drafts by key in ``folders``, stored in the first that is writable.

    The key is the id of the note being edited, or a string for the place of a new one.
    """

    def __init__(self, folders: Sequence[Path], held: HeldFolders = ANY_FOLDER) -> None:
        self._folders = WritableFolders("the draft", folders, held)

    def keep(self, key: str, note: Note) -> None:
        """Store a draft. It is not flushed to disk, since it is written while the reader types.

        Raises `SaveError` if no folder is writable.
        """
        tree: dict[str, Tree] = {"key": key, "notes": [note_tree(note)]}
        data = self._folders.encoded(tree, lossy=True)
        self._folders.keep(lambda folder: write_atomic(folder / _name(key), data, durable=False, follow=False))

    def get(self, key: str) -> Note | None:
        """Return the draft under ``key``, ``None`` if there is none."""
        return self.all().get(key)

    def drop(self, key: str) -> None:
        """Delete a draft that was saved or discarded."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                (folder / _name(key)).unlink(missing_ok=True)

    def all(self) -> Mapping[str, Note]:
        """Return all drafts by key, of one in several folders the latest; unreadable files are skipped."""
        found: list[tuple[int, str, Note]] = []
        for path in (path for folder in reversed(tuple(self._folders)) for path in sorted(folder.glob("draft-*.yaml"))):
            with contextlib.suppress(LibraryError, OSError):
                data, state = read_stamped(path)
                document = load_mapping(data, str(path))
                notes = document.get("notes")
                if isinstance(notes, YamlList) and notes:
                    found.append(
                        (state.mtime_ns, str(document.get("key", "")), read_note(notes[0], str(path), notes, 0))
                    )
        return {key: note for _, key, note in sorted(found, key=lambda each: each[0])}


def _name(key: str) -> str:
    return f"draft-{hashlib.blake2b(key.encode('utf-8', 'replace'), digest_size=10).hexdigest()}.yaml"
