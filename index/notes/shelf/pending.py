"""Changes of marks that could not be written yet, stored durably until they can.

A waiting list is stored together with its value ``before``, so that others' changes of it are kept when it is written.
None is lost: if it can't be stored anywhere, that is an error.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...errors import LibraryError, YamlError
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.yaml_write import Inline
from ..hidden_folders import BACKUP, lock_of
from ..sheet import Sheet
from ..writable_folders import WritableFolders
from .shelf_yaml import LISTS, WORDS, around, laid_over, mapped, offset, texts, words_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_nodes import YamlMapping
    from ...files.yaml.yaml_write import Tree
    from ...model.note import Mark
from .shelf_yaml import Changes

PENDING, BEFORE = "pending", "before"
_HEADER = "# Changes that could not be made yet; they are in force and will be made as soon as that is possible.\n"


class Pending:
    """The waiting changes in ``folders``; new ones are stored in the first that is writable."""

    def __init__(self, name: str, folders: Sequence[Path], held: HeldFolders = ANY_FOLDER) -> None:
        self._folders = WritableFolders("the shelf", folders, held)
        self._sheets = {
            folder: Sheet(folder / name, lock_of(folder), folder / BACKUP, _HEADER, held=held)
            for folder in self._folders
        }
        self.changes: Changes = {}
        self.before: Changes = {}
        self.problems: tuple[LibraryError, ...] = ()

    def load(self) -> None:
        """Read the waiting changes; unreadable files are reported in ``problems``."""
        self.changes, self.before, problems = {}, {}, []
        for sheet in self._sheets.values():
            try:
                sheet.look()
                _merge(self.changes, _changes(sheet.document, PENDING, str(sheet.path)))
                _merge(self.before, _changes(sheet.document, BEFORE, str(sheet.path)))
            except LibraryError as error:
                problems.append(error)
        self.problems = tuple(problems)

    def keep(self, changes: Changes, before: Mapping[str, Mark]) -> None:
        """Store ``changes`` of the marks ``before``; raises `SaveError` if no folder is writable."""
        self._folders.keep(
            lambda folder: self._sheets[folder].change(lambda document: _with(document, changes, before))
        )
        self.load()

    def lists_before(self, id: str, mark: Mark) -> Mark:
        """Return ``mark`` with its waiting lists as they were before the first waiting change."""
        waiting, lists = self.changes.get(id, {}), self.before.get(id, {})
        return replace(mark, **{name: lists.get(name, ()) for name in LISTS if name in waiting})

    def clear(self, made: Changes) -> None:
        """Delete changes that were made, unless they have changed since."""
        for sheet in self._sheets.values():
            # What can't be deleted is made again, which changes nothing.
            with contextlib.suppress(LibraryError):
                if sheet.data is not None:
                    sheet.change(lambda document: _without(document, made))
        self.load()


def _changes(document: YamlMapping, section: str, path: str) -> Changes:
    pending = mapped(document, section, path)
    return {id: _fields(mapped(pending, id, path), path) for id in pending}


def _fields(node: YamlMapping, path: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in node.items():
        if key == "tags":
            fields[key] = tuple(texts(node, key, value, path))
        elif key == "bookmarks":
            fields[key] = tuple(offset(node, key, item, path) for item in texts(node, key, value, path))
        elif key == WORDS:
            fields[key] = around(mapped(node, key, path), path)
        elif key == "place":
            fields[key] = offset(node, key, value, path)
        elif key in {"read", "starred"}:
            fields[key] = value == "true"
        else:
            place = node.key_at(key)
            raise YamlError(path, place.line, place.column, f"a mark has no “{key}”", "remove the line")
    return fields


def _merge(changes: Changes, more: Changes) -> None:
    for id, fields in more.items():
        changes.setdefault(id, {}).update(fields)


def _tree(fields: Mapping[str, Any]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {key: Inline(value) if key in LISTS else value for key, value in fields.items()}
    return tree | ({WORDS: words_tree(fields[WORDS])} if WORDS in fields else {})


def _with(document: YamlMapping, changes: Changes, before: Mapping[str, Mark]) -> dict[str, Tree]:
    waiting, lists = _changes(document, PENDING, ""), _changes(document, BEFORE, "")
    for id, fields in changes.items():
        new: dict[str, Any] = {name: getattr(before.get(id), name, ()) for name in LISTS if name in fields}
        lists[id] = {**new, **lists.get(id, {})} if id in waiting else new
        waiting[id] = laid_over(waiting.get(id, {}), fields, before.get(id))
    return {**document, **_sections(waiting, lists)}


def _sections(waiting: Changes, lists: Changes) -> dict[str, Tree]:
    told = {PENDING: waiting, BEFORE: {id: fields for id, fields in lists.items() if id in waiting and fields}}
    return {name: {id: _tree(fields) for id, fields in some.items()} for name, some in told.items() if some}


def _without(document: YamlMapping, made: Changes) -> dict[str, Tree]:
    waiting = _changes(document, PENDING, "")
    left = {id: fields for id, fields in waiting.items() if id not in made or fields != made[id]}
    others = {key: node for key, node in document.items() if key not in {PENDING, BEFORE}}
    return {**others, **_sections(left, _changes(document, BEFORE, ""))} if left else {}
