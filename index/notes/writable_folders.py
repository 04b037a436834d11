"""A list of folders of which the first writable one is used.

Nothing is lost: what can't be stored in any of them is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..errors import LibraryError, SaveError
from ..files.held_folders import ANY_FOLDER
from ..files.yaml.yaml_write import dump
from .hidden_folders import hide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..files.held_folders import HeldFolders
    from ..files.yaml.yaml_write import Tree

T = TypeVar("T")


class WritableFolders:
    """The ``folders`` in order of preference; ``what`` names what is stored there in errors.

    Nothing is written below one of the ``held`` folders once it is another.
    """

    def __init__(self, what: str, folders: Sequence[Path], held: HeldFolders = ANY_FOLDER) -> None:
        self._what, self._folders = what, tuple(folders)
        self._guards = {folder: held.guard_of(folder) for folder in folders}

    def __iter__(self) -> Iterator[Path]:
        """Yield every folder, since any may have something in it."""
        return iter(self._folders)

    def check(self, folder: Path) -> None:
        """Raise `FolderLostError` if one of the folders is not the one that was opened."""
        self._guards[folder]()

    def keep(self, write: Callable[[Path], T]) -> T:
        """Have ``write`` keep something in the first folder where it raises nothing, and return what it does.

        Raises the last error when all folders refuse, and `SaveError` when there is none.
        """
        refusal: LibraryError = SaveError(self._what, "there is no folder for it", "name a notes folder")
        for folder in self._folders:
            try:
                self.check(folder)
                kept = write(folder)
                hide(folder)
            except LibraryError as error:
                refusal = error
            else:
                return kept
        raise refusal

    def encoded(self, tree: Mapping[str, Tree], *, lossy: bool = False) -> bytes:
        """Return YAML to be kept; raises `SaveError` for a text that is none, unless ``lossy`` puts ``?`` there."""
        try:
            return dump(tree).encode("utf-8", "replace" if lossy else "strict")
        except ValueError as error:
            raise SaveError(self._what, "its text holds bytes that are no characters", "type it anew") from error
