"""Changes of marks that could not be made yet, kept durably until they can.

Refuses to lose one: if it can be kept nowhere, that is an error.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from ...errors import LibraryError, YamlError
from ...files.strict_yaml import YamlMapping
from ...files.yaml_write import Inline, same
from ..hidden import BACKUP, lock_of
from ..sheet import Sheet
from ..writable_folders import WritableFolders
from .shelf_yaml import LISTS, WORDS, around, mapped, offset, texts, words_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ...files.yaml_write import Tree
from .shelf_yaml import Changes

_HEADER = "# Changes that could not be made yet; they are in force and will be made as soon as that is possible.\n"


class Pending:
    """The waiting changes in ``folders``, the first of them that can be written taking new ones."""

    def __init__(self, name: str, folders: Sequence[Path]) -> None:
        self._folders = WritableFolders("the shelf", folders)
        self._sheets = {
            folder: Sheet(folder / name, lock_of(folder), folder / BACKUP, _HEADER) for folder in self._folders
        }
        self.changes: Changes = {}
        self.problems: tuple[LibraryError, ...] = ()

    def load(self) -> None:
        """Read what waits; a file that can't be read is told in ``problems``."""
        self.changes, problems = {}, []
        for sheet in self._sheets.values():
            try:
                sheet.look()
                _merge(self.changes, _changes(sheet.document, str(sheet.path)))
            except LibraryError as error:
                problems.append(error)
        self.problems = tuple(problems)

    def keep(self, changes: Changes) -> None:
        """Let ``changes`` wait; raises `SaveError` if no folder can be written."""
        self._folders.keep(lambda folder: self._sheets[folder].change(lambda document: _with(document, changes)))
        self.load()

    def clear(self, made: Changes) -> None:
        """Forget changes that were made, unless they are others by now."""
        for sheet in self._sheets.values():
            # What can't be forgotten is made again, which changes nothing.
            with contextlib.suppress(LibraryError):
                if sheet.data is not None:
                    sheet.change(lambda document: _without(document, made))
        self.load()


def _changes(document: YamlMapping, path: str) -> Changes:
    pending = mapped(document, "pending", path)
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


def _with(document: YamlMapping, changes: Changes) -> dict[str, Tree]:
    pending: dict[str, Tree] = dict(mapped(document, "pending", ""))
    for id, fields in changes.items():
        before = pending.get(id)
        pending[id] = (dict(before) if isinstance(before, YamlMapping) else {}) | _tree(fields)
    return {**document, "pending": pending}


def _without(document: YamlMapping, made: Changes) -> dict[str, Tree]:
    pending = {
        id: node
        for id, node in mapped(document, "pending", "").items()
        if id not in made or not same(node, _tree(made[id]))
    }
    return {**document, "pending": pending} if pending else {}
