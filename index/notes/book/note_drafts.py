"""Drafts of notes not saved yet: one small file each, so that a crash costs a second of typing at most.

A draft is not a note until it is saved.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from ...errors import FolderLostError, LibraryError
from ...files.durable import read_stamped, write_atomic
from ...files.held_folders import ANY_FOLDER
from ...files.renaming import stamp
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_nodes import YamlList
from ..writable_folders import WritableFolders
from .note_yaml import note_tree, read_note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...files.renaming import DiskState
    from ...files.yaml.yaml_nodes import YamlMapping
    from ...files.yaml.yaml_write import Tree
    from ...model.note import Note

BEFORE: Final = "before"


class Drafts:
    """Drafts by key in ``folders``, stored in the first that is writable.

    The key is the id of the note being edited, or a string for the place of a new one.
    """

    def __init__(self, folders: Sequence[Path], held: HeldFolders = ANY_FOLDER) -> None:
        self._folders = WritableFolders("the draft", folders, held)
        self._written: dict[Path, DiskState] = {}
        self._dropped: dict[Path, DiskState] = {}

    def keep(self, key: str, note: Note, before: Note | None = None) -> None:
        """Store a draft. It is not flushed to disk, since it is written while the reader types.

        ``before`` is the note as it was when the draft was begun, ``None`` for a new one. Raises `SaveError` if no
        folder is writable.
        """
        tree: dict[str, Tree] = {"key": key, "notes": [note_tree(note)]}
        tree |= {BEFORE: [note_tree(before)]} if before else {}
        data = self._folders.encoded(tree, lossy=True)

        def write(folder: Path) -> None:
            path = folder / _name(key)
            self._written[path] = write_atomic(path, data, durable=False, follow=False)

        self._folders.keep(write)

    def get(self, key: str) -> Note | None:
        """Return the draft under ``key``, ``None`` if there is none."""
        return self.all().get(key)

    def before(self, key: str) -> Note | None:
        """Return the note as it was when the draft under ``key`` was begun, ``None`` if that is not known."""
        found = self._found().get(key)
        return found.before if found else None

    def drop(self, key: str) -> None:
        """Delete a draft that was saved or discarded; in a folder that is lost, once it is back."""
        for folder in self._folders:
            path = folder / _name(key)
            try:
                self._folders.check(folder)
                path.unlink(missing_ok=True)
            except FolderLostError:
                if path in self._written:
                    self._dropped[path] = self._written[path]
            except OSError:
                pass

    def all(self) -> Mapping[str, Note]:
        """Return all drafts by key, of one in several folders the latest; unreadable files are skipped."""
        return {key: found.note for key, found in self._found().items()}

    def _found(self) -> Mapping[str, _Draft]:
        self._drop_late()
        found: list[tuple[int, str, _Draft]] = []
        for path in (path for folder in reversed(tuple(self._folders)) for path in sorted(folder.glob("draft-*.yaml"))):
            with contextlib.suppress(LibraryError, OSError):
                data, state = read_stamped(path)
                document = load_mapping(data, str(path))
                note, before = (_note(document, key, path) for key in ("notes", BEFORE))
                if note is not None:
                    found.append((state.mtime_ns, str(document.get("key", "")), _Draft(note, before)))
        return {key: draft for _, key, draft in sorted(found, key=lambda each: each[0])}

    def _drop_late(self) -> None:
        """Delete the drafts dropped while their folder was lost, unless they have been written since."""
        for path, state in tuple(self._dropped.items()):
            with contextlib.suppress(LibraryError, OSError):
                self._folders.check(path.parent)
                if stamp(path) == state:
                    path.unlink()
                del self._dropped[path]


class _Draft(NamedTuple):
    """A draft, and the note as it was when it was begun."""

    note: Note
    before: Note | None


def _note(document: YamlMapping, key: str, path: Path) -> Note | None:
    notes = document.get(key)
    return read_note(notes[0], str(path), notes, 0) if isinstance(notes, YamlList) and notes else None


def _name(key: str) -> str:
    return f"draft-{hashlib.blake2b(key.encode('utf-8', 'replace'), digest_size=10).hexdigest()}.yaml"
