"""All files of notes below a folder, each reread when it changes; a broken one is reported and the others are used.

The shelf's files, hidden folders, and copies left by sync and merge tools are skipped.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ...errors import FolderLostError, YamlError
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.yaml_items import ItemReader
from ...model.complaint import Complaint
from ..hidden_folders import BACKUP, lock_of
from ..sheet import Sheet
from .note_file import NOTES, NoteFile
from .note_paths import RESERVED, SUFFIX, Home, home_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...files.held_folders import HeldFolders

# Names given by Dropbox, Nextcloud and Seafile; Syncthing; patch and editors; git's merge tools.
_COPY = re.compile(
    r"\([^()]*(?:conflict|SFConflict)[^()]*\)\.yaml$|\.sync-conflict-[^.]*\.yaml$|\.yaml\.(?:orig|rej)$"
    r"|_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\.yaml$",
    re.IGNORECASE,
)


class NoteFiles:
    """The files of notes below ``folder``; lock and backups are those of ``root``, if that is another folder.

    Nothing is read before `refresh` or `at`. While the folder is not the one that is ``held``, what was read stays.
    """

    def __init__(self, folder: Path, root: Path | None = None, held: HeldFolders = ANY_FOLDER) -> None:
        self.folder, self._root = folder, root or folder
        self._held, self._check = held, held.guard_of(folder)
        self.lost: FolderLostError | None = None
        self.files: dict[PurePosixPath, NoteFile] = {}
        self.copies: tuple[Path, ...] = ()

    def refresh(self) -> bool:
        """Check all files; return whether any has changed."""
        try:
            self._check()
        except FolderLostError as error:
            self.lost = error
            return False
        self.lost = None
        found, copies = set(), []
        changed = False
        for path in sorted(_walk(self.folder, PurePosixPath())):
            if is_copy(path.name):
                copies.append(self.folder / path)
            elif path.suffix == SUFFIX and str(path) not in RESERVED:
                found.add(path)
                changed |= self._file(path).look()
        for path in self.files.keys() - found:
            changed |= self.files.pop(path).look()
        self.copies = tuple(copies)
        return changed

    def at(self, home: Home) -> NoteFile:
        """Return the file of a home, which may not exist yet; raises `SaveError` for an invalid id."""
        return self._file(home.path, home)

    def look(self, home: Home) -> bool:
        """Check the file of one home."""
        return self.at(home).look()

    def holding(self, id: str) -> NoteFile | None:
        """Return the file with a note; if there are several, the one in its proper place."""
        holders = [file for file in self.files.values() if any(entry.note.id == id for entry in file.entries)]
        if len(holders) == 1:  # whose article may be no article's id, as a stranger's file may say
            return holders[0]
        proper = [file for file in holders if file.sheet.path == self.folder / file.home.path]
        return next(iter(proper or holders), None)

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """The problems of the files, each with place and cure."""
        problems: list[Complaint] = [lost_folder(self.lost)] if self.lost else []
        for _, file in sorted(self.files.items()):
            if (error := file.error) and not isinstance(error, FolderLostError):
                cure = f"{error.cure}; notes made meanwhile are kept and written then"
                line, column = (error.line, error.column) if isinstance(error, YamlError) else (0, 0)
                problems.append(Complaint(error.path, line, error.reason, cure, column))
            problems += file.problems
        problems += [
            Complaint(str(path), 0, "a sync or merge tool left this copy", f"`variorum notes merge '{path}'`")
            for path in self.copies
        ]
        return tuple(problems)

    @staticmethod
    def header(home: Home) -> str:
        """Return the comment at the top of a file of notes."""
        about = f"the story of {home.story}" if home.story else home.article
        return f"# Notes on {about}. Safe to edit by hand.\n" if about.isprintable() else ""

    def _file(self, path: PurePosixPath, home: Home | None = None) -> NoteFile:
        if path not in self.files:
            home = home or home_at(path)
            lock, backups = lock_of(self._root), self._root / BACKUP
            sheet = Sheet(
                self.folder / path, lock, backups, self.header(home), items=ItemReader(NOTES), held=self._held
            )
            self.files[path] = NoteFile(sheet, home)
        return self.files[path]


def lost_folder(error: FolderLostError) -> Complaint:
    """Return a complaint on a folder that is not the one that was opened."""
    return Complaint(error.path, 0, error.reason, error.cure)


def is_copy(name: str) -> bool:
    """Whether sync and merge tools give such a name to the losing side of a conflict."""
    return _COPY.search(name) is not None


def _walk(
    folder: Path, below: PurePosixPath, above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[PurePosixPath]:
    """Yield the files below a folder, without following links to a folder above."""
    try:
        status = (folder / below).stat()
        entries = list(os.scandir(folder / below))
    except OSError:
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _leads_on(entry):
            yield from _walk(folder, below / entry.name, above | {here})
        else:
            yield below / entry.name


def _leads_on(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a circular link counts as a file, which can't be opened."""
    try:
        return entry.is_dir()
    except OSError:
        return False
