"""Changes of notes that could not be made yet, one small file each: in effect at once, written when possible.

None is lost: if it can't be stored in any folder, that is an error. They are written by `recovery`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...errors import LibraryError, SaveError, YamlError
from ...files.durable import explain, flush_folder, read_stamped, remove, write_atomic
from ...files.held_folders import ANY_FOLDER
from ...files.renaming import DiskState
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ..writable_folders import WritableFolders
from .note_file import NoteStep
from .note_paths import SUFFIX, Home
from .note_yaml import note_tree, read_note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Final

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_write import Tree
    from ...model.note import Note


NO_FILE: Final = DiskState(0, 0, 0)
"""The state of a missing notes file."""


class Wait(NamedTuple):
    """A waiting change: its file, its home, its step.

    ``begun`` is the state of the notes file when writing was begun, encoded in the file name; ``None`` before that.
    """

    path: Path
    home: Home
    step: NoteStep
    begun: DiskState | None = None


class Waiting:
    """The waiting changes in ``folders``; new ones are stored in the first that is writable."""

    def __init__(self, folders: Sequence[Path], new_id: Callable[[], str], held: HeldFolders = ANY_FOLDER) -> None:
        self._folders, self._new_id = WritableFolders("the note", folders, held), new_id
        self._known: dict[Path, Wait] = {}
        self._made: set[Path] = set()
        self.problems: tuple[LibraryError, ...] = ()

    def load(self) -> tuple[Wait, ...]:
        """Return the waiting changes, oldest first; unreadable files are reported in ``problems``."""
        problems = []
        known = {}
        for path in (path for folder in self._folders for path in folder.glob("*.yaml")):
            try:
                known[path] = self._known.get(path) or _read(path)
            except (LibraryError, OSError) as error:
                problems.append(error if isinstance(error, LibraryError) else SaveError(str(path), str(error), "look"))
        self._known, self.problems = known, tuple(problems)
        waits = (wait for path, wait in known.items() if path not in self._made)
        return tuple(sorted(waits, key=lambda wait: wait.path.name))

    def keep(self, home: Home, step: NoteStep) -> Wait:
        """Store a waiting change; raises `SaveError` if no folder is writable."""
        tree: dict[str, Tree] = {"article": home.article, "story": home.story}
        tree |= {"before": [note_tree(step.before)] if step.before else []}
        tree |= {"after": [note_tree(step.after)] if step.after else []}
        name, data = self._new_id() + SUFFIX, self._folders.encoded(tree)

        def write(folder: Path) -> Path:
            write_atomic(folder / name, data, follow=False)
            return folder / name

        wait = Wait(self._folders.keep(write), home, step)
        self._known[wait.path] = wait
        return wait

    def begin(self, wait: Wait, state: DiskState | None) -> Wait:
        """Record the state of the notes file before a change is made; return the change with it.

        Raises `SaveError` if another window made or undid it, or if nothing can be written.
        """
        state = state or NO_FILE
        return self._named(wait, f"{_id(wait.path)}.{'-'.join(map(str, state))}{SUFFIX}", state)

    def put_back(self, wait: Wait) -> None:
        """Record that a change that was begun was not made; raises like `begin`."""
        self._named(wait, _id(wait.path) + SUFFIX, None)

    def _named(self, wait: Wait, name: str, begun: DiskState | None) -> Wait:
        path = wait.path.with_name(name)
        try:
            wait.path.rename(path)
            flush_folder(path.parent)
        except OSError as error:
            raise explain(wait.path, error) from error
        self._known.pop(wait.path, None)
        self._known[path] = named = wait._replace(path=path, begun=begun)
        return named

    def drop(self, wait: Wait) -> None:
        """Delete a change that was made or undone; if the disk fails, ignore it for this run."""
        for path in [path for path in self._known if _id(path) == _id(wait.path)]:
            self._known.pop(path)
            try:
                remove(path)
            except SaveError:
                self._made.add(path)


def _read(path: Path) -> Wait:
    document = load_mapping(read_stamped(path)[0], str(path))
    article, story = (str(document.get(key, "")) for key in ("article", "story"))
    step = NoteStep(_note(document, "before", path), _note(document, "after", path))
    return Wait(path, Home(article, story), step, _begun(path))


def _id(path: Path) -> str:
    return path.name.partition(".")[0]


def _begun(path: Path) -> DiskState | None:
    """Return the state of the notes file encoded in a name, if there is one."""
    state = path.name.removesuffix(SUFFIX).partition(".")[2]
    try:
        return DiskState(*map(int, state.split("-"))) if state else None
    except (ValueError, TypeError):
        return None


def _note(document: YamlMapping, key: str, path: Path) -> Note | None:
    notes = document.get(key, "")
    if isinstance(notes, YamlList) and notes:
        return read_note(notes[0], str(path), notes, 0)
    if notes in ("", []):
        return None
    raise YamlError(str(path), document.key_at(key).line, 1, f"{key} must hold a note", "delete this file")
