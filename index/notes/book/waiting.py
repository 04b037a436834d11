"""Changes of notes that could not be made yet, one small file each: in force at once, made when they can be.

Refuses to lose one: if it can be kept in no folder, that is an error.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from ...errors import LibraryError, SaveError, YamlError
from ...files.durable import read_stamped, remove, write_atomic
from ...files.strict_yaml import YamlList, YamlMapping, load_mapping
from ..writable_folders import WritableFolders
from .note_file import NoteStep
from .note_paths import Home
from .note_yaml import note_tree, read_note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ...files.yaml_write import Tree
    from ...model.note import Note


class Wait(NamedTuple):
    """A change that waits: its file, the home it belongs to, what is to be done."""

    path: Path
    home: Home
    step: NoteStep


class Waiting:
    """The waiting changes in ``folders``, the first of them that can be written taking new ones."""

    def __init__(self, folders: Sequence[Path], new_id: Callable[[], str]) -> None:
        self._folders, self._new_id = WritableFolders("the note", folders), new_id
        self._known: dict[Path, Wait] = {}
        self.problems: tuple[LibraryError, ...] = ()

    def load(self) -> tuple[Wait, ...]:
        """Return what waits, oldest first; a file that can't be read is told in ``problems``."""
        problems = []
        known = {}
        for path in (path for folder in self._folders for path in folder.glob("*.yaml")):
            try:
                known[path] = self._known.get(path) or _read(path)
            except (LibraryError, OSError) as error:
                problems.append(error if isinstance(error, LibraryError) else SaveError(str(path), str(error), "look"))
        self._known, self.problems = known, tuple(problems)
        return tuple(sorted(known.values(), key=lambda wait: wait.path.name))

    def keep(self, home: Home, step: NoteStep) -> Wait:
        """Let a change wait; raises `SaveError` if no folder can be written."""
        tree: dict[str, Tree] = {"article": home.article, "story": home.story}
        tree |= {"before": [note_tree(step.before)] if step.before else []}
        tree |= {"after": [note_tree(step.after)] if step.after else []}
        name, data = f"{self._new_id()}.yaml", self._folders.encoded(tree)

        def write(folder: Path) -> Path:
            write_atomic(folder / name, data)
            return folder / name

        wait = Wait(self._folders.keep(write), home, step)
        self._known[wait.path] = wait
        return wait

    def drop(self, wait: Wait) -> None:
        """Forget a change that was made or taken back."""
        # What can't be forgotten is made again, which changes nothing.
        with contextlib.suppress(SaveError):
            remove(wait.path)
            self._known.pop(wait.path, None)


def _read(path: Path) -> Wait:
    document = load_mapping(read_stamped(path)[0], str(path))
    article, story = (str(document.get(key, "")) for key in ("article", "story"))
    return Wait(path, Home(article, story), NoteStep(_note(document, "before", path), _note(document, "after", path)))


def _note(document: YamlMapping, key: str, path: Path) -> Note | None:
    notes = document.get(key, "")
    if isinstance(notes, YamlList) and notes:
        return read_note(notes[0], str(path), notes, 0)
    if notes in ("", []):
        return None
    raise YamlError(str(path), document.key_at(key).line, 1, f"{key} must hold a note", "delete this file")
