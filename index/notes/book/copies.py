"""Merging notes that a sync tool, a colleague or a version control system left in two versions.

It never chooses between two texts, and removes no file before its contents are in the notes.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from ...errors import SaveError
from ...files.durable import read_named, remove
from ...files.yaml.yaml_splice import revise
from ...files.yaml.yaml_write import Spaced, dump
from ..hidden_folders import BACKUP, lock_of
from ..sheet import Sheet
from .note_file import NoteFile, NoteStep
from .note_files import is_copy
from .note_merging import CONFLICT, same_content
from .note_paths import Home, home_at
from .note_yaml import note_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ...files.yaml.yaml_write import Tree
    from ...model.note import Note
    from .note_store import NoteStore

_CONFLICT = re.compile(
    r"^<{7}[^\n]*\n(?P<ours>.*?)(?:^\|{7}[^\n]*\n(?P<base>.*?))?^={7}[^\n]*\n(?P<theirs>.*?)^>{7}[^\n]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


class Merge(NamedTuple):
    """The result of a merge, as ids of notes: new, changed, and those that hold the other of two texts."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge_file(store: NoteStore, path: Path) -> Merge:
    """Merge the notes of ``path``, as one act; git's conflict markers in the file are resolved first.

    A sync tool's copy in the notes folder is removed afterwards, with a backup; other files stay. Raises `ReadError` or
    `YamlError` for an unreadable file, `SaveError`, `BusyError`.
    """
    with store.guard:
        store.refresh()
        before = dict(store.notes)
        data = read_named(path)
        if sides := _sides(data):
            _mend(store, path, data, sides)
        else:
            _take_in(store, path, data)
        return _account(before, store.notes)


def format_file(store: NoteStore, path: Path) -> bool:
    """Rewrite a file of notes in the standard style, adding missing ids; return whether it changed.

    Comments are lost, so a copy with them is kept in `.backup`. Raises `YamlError` if anything in the file can't be
    understood, since it would be lost; `SaveError`, `BusyError`.
    """
    with store.guard:
        data = read_named(path)
        sheet, file = _opened(store, path, data)
        head: dict[str, Tree] = {
            "schema": "1",
            "story" if file.home.story else "article": file.home.story or file.home.article,
        }
        others = {key: value for key, value in sheet.document.items() if key not in {*head, "notes"}}
        wanted = head | others | {"notes": Spaced([note_tree(entry.note) for entry in file.entries])}
        after = (store.files.header(file.home) + dump(wanted)).encode()
        if after == data:
            return False
        sheet.back_up(data)
        if not sheet.replace(data, after):
            raise SaveError(str(path), "another program changed it meanwhile", "try again")
        store.refresh()
        return True


def _take_in(store: NoteStore, path: Path, data: bytes) -> None:
    sheet, file = _opened(store, path, data)
    steps = [step for entry in file.entries for step in _steps(store, entry.note)]
    if steps:
        store.do(f"{path.name} merged", steps)
    if path.is_relative_to(store.folder) and is_copy(path.name):
        sheet.back_up(data)
        remove(path)
        store.refresh()


def _mend(store: NoteStore, path: Path, data: bytes, sides: tuple[bytes, bytes, bytes | None]) -> None:
    """Rewrite a file with git's conflict markers: their side is merged into ours."""
    ours, theirs, base = (_opened(store, path, side)[1] if side is not None else None for side in sides)
    assert ours is not None  # noqa: S101 these two are always there
    assert theirs is not None  # noqa: S101
    old = {entry.note.id: entry.note for entry in base.entries} if base else {}
    here = {entry.note.id: entry.note for entry in ours.entries}
    steps = [
        NoteStep(old.get(entry.note.id) or _base(store, here[entry.note.id], entry.note), entry.note)
        if entry.note.id in here
        else NoteStep(None, entry.note)
        for entry in theirs.entries
    ]
    wanted = ours.with_steps(steps, store.new_id)
    after = revise(sides[0], str(path), ours.sheet.document, wanted).data
    ours.sheet.back_up(data)
    if not Sheet(path, lock_of(store.folder), store.folder / BACKUP, held=store.held).replace(data, after):
        raise SaveError(str(path), "another program changed it meanwhile", "try again")
    store.refresh()


def _steps(store: NoteStore, theirs: Note) -> list[NoteStep]:
    """Return the steps that bring in a version of a note."""
    ours = store.notes.get(theirs.id)
    if ours is not None:
        return [] if same_content(ours, theirs) else [NoteStep(_base(store, ours, theirs), theirs)]
    deleted = {entry.note.id: entry.note for file in store.trash.files.values() for entry in file.entries}
    gone = deleted.get(theirs.id)
    # Deleted here and unchanged there: it stays deleted.
    return [] if gone is not None and gone.text == theirs.text else [NoteStep(None, theirs)]


def _base(store: NoteStore, ours: Note, theirs: Note) -> Note | None:
    """Return the common base of both versions, if the journal has it.

    Timestamps are no help: edits by hand do not change them.
    """
    steps = list(store.journal.steps(ours.id))
    known = [note for step in steps for note in step if note is not None]
    if any(same_content(note, theirs) for note in known):
        return theirs
    if steps and steps[0].before is None and same_content(known[0], ours):
        return ours
    older = [note for note in known if note.modified <= min(ours.modified, theirs.modified)]
    return max((note for note in older if not same_content(note, ours)), key=lambda note: note.modified, default=None)


def _sides(data: bytes) -> tuple[bytes, bytes, bytes | None] | None:
    """Return our side, theirs and the base of a file with git's conflict markers; ``None`` without markers."""
    text = data.decode("utf-8", "replace")
    if _CONFLICT.search(text) is None:
        return None
    with_base = all(found["base"] is not None for found in _CONFLICT.finditer(text))
    ours, theirs, base = (_CONFLICT.sub(rf"\g<{side}>", text).encode() for side in ("ours", "theirs", "base"))
    return ours, theirs, base if with_base else None


def _opened(store: NoteStore, path: Path, data: bytes) -> tuple[Sheet, NoteFile]:
    """Return ``data`` parsed as the notes of ``path``; raises `YamlError` if any of it can't be understood."""
    sheet = Sheet(path, lock_of(store.folder), store.folder / BACKUP, held=store.held)
    sheet.suppose(data)
    file = NoteFile(sheet, _home(store, path))
    file.take()
    if file.misread is not None:
        raise file.misread
    return sheet, file


def _home(store: NoteStore, path: Path) -> Home:
    if path.is_relative_to(store.folder):
        return home_at(PurePosixPath(path.relative_to(store.folder).as_posix()))
    return Home(article=path.name)


def _account(before: Mapping[str, Note], after: Mapping[str, Note]) -> Merge:
    new = [id for id in after if id not in before]
    conflicts = tuple(id for id in new if CONFLICT in after[id].tags and after[id].reply_to in after)
    changed = tuple(id for id in after if id in before and after[id] != before[id])
    return Merge(tuple(id for id in new if id not in conflicts), changed, conflicts)
