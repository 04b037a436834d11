"""Notes as YAML and back: the key, order and style of each field.

A key is unchanged if its field is, and unknown keys are preserved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import YamlError
from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ...files.yaml.yaml_write import BlockText, Inline
from ...model.note import Note, Target

if TYPE_CHECKING:
    from typing import Final

    from ...files.yaml.yaml_nodes import Node
    from ...files.yaml.yaml_write import Tree

NOTE_KEYS: Final = {
    "id": "id",
    "kind": "kind",
    "tags": "tags",
    "author": "author",
    "created": "created",
    "modified": "modified",
    "reply-to": "reply_to",
    "text": "text",
    "targets": "targets",
    "compared": "compared",
    "links": "links",
    "via": "via",
}
"""The fields of a note by key, in the order they are written; unknown keys follow."""

TARGET_KEYS: Final = {
    "article": "article",
    "story": "story",
    "exact": "exact",
    "prefix": "prefix",
    "suffix": "suffix",
    "start": "start",
    "end": "end",
    "repeats": "repeats",
    "text-hash": "text_hash",
}
_BLOCKS: Final = {"text", "exact"}
_LISTS: Final = {"tags", "links", "compared"}
_NUMBERS: Final = {"start", "end", "repeats"}
_NO_TARGET = Target()


def read_note(node: Node, path: str, parent: YamlList, position: int) -> Note:
    """Return the note in a list item; raises `YamlError` for invalid values.

    A missing id is the empty string; missing targets are an empty tuple.
    """
    if not isinstance(node, YamlMapping):
        place = parent.at(position)
        raise YamlError(path, place.line, place.column, "a note must have keys", "write `text:` before its words")
    fields: dict[str, Any] = {"id": "", "kind": "", "text": "", "author": "", "created": "", "modified": ""}
    extra: dict[str, object] = {}
    for key, value in node.items():
        if key == "targets":
            fields[key] = _targets(node, path)
        elif key in _LISTS:
            fields[key] = tuple(_texts(node, key, path))
        elif key in NOTE_KEYS:
            fields[NOTE_KEYS[key]] = _text(node, key, path)
        else:
            extra[key] = value
    return Note(**fields, extra=extra)


def note_tree(note: Note) -> dict[str, Tree]:
    """Return a new note's YAML: fields in order, empty ones left out."""
    tree: dict[str, Tree] = {}
    for key, field in NOTE_KEYS.items():
        value = getattr(note, field)
        if value or key in {"id", "text"}:
            tree[key] = _value(key, value)
    return tree | plain(note.extra)


def revised_tree(node: YamlMapping, before: Note, after: Note) -> dict[str, Tree]:
    """Return what ``node``, which parses to ``before``, must become to parse to ``after``."""
    tree: dict[str, Tree] = {}
    for key, field in NOTE_KEYS.items():
        old, new = getattr(before, field), getattr(after, field)
        if key in node and old == new:
            tree[key] = node[key]
        elif old != new and (new or (key in node and key not in _LISTS | {"targets"})):
            tree[key] = _revised_targets(node, before, after) if key == "targets" else _value(key, new)
    kept = {key: value for key, value in node.items() if key not in NOTE_KEYS and key in after.extra}
    new_extra = {key: value for key, value in plain(after.extra).items() if before.extra.get(key) != after.extra[key]}
    return tree | kept | new_extra


def target_tree(target: Target) -> dict[str, Tree]:
    """Return a new target's YAML."""
    tree: dict[str, Tree] = {}
    for key, field in TARGET_KEYS.items():
        value = getattr(target, field)
        if value != getattr(_NO_TARGET, field):
            tree[key] = _value(key, value)
    return tree | plain(target.extra)


def plain(extra: Mapping[str, object]) -> dict[str, Tree]:
    """Return unknown keys in a writable form."""
    return {key: _plain(value) for key, value in extra.items()}


def _plain(value: object) -> Tree:
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value if isinstance(value, (str, int)) else str(value)


def _value(key: str, value: Any) -> Tree:  # noqa: ANN401 a field of a note
    if key == "targets":
        return [target_tree(target) for target in value]
    if key in _LISTS:
        return Inline(value)
    tree: Tree = BlockText(value) if key in _BLOCKS else value
    return tree


def _revised_targets(node: YamlMapping, before: Note, after: Note) -> list[Tree]:
    """Return the targets, with unchanged ones as they are in the file."""
    nodes = node.get("targets", "")
    known = list(nodes) if isinstance(nodes, YamlList) else []
    trees: list[Tree] = []
    for position, target in enumerate(after.targets):
        if target in before.targets:
            trees.append(known[before.targets.index(target)])
        elif position < len(known) and before.targets[position] not in after.targets:
            trees.append(_revised_target(known[position], before.targets[position], target))
        else:
            trees.append(target_tree(target))
    return trees


def _revised_target(node: Node, before: Target, after: Target) -> dict[str, Tree]:
    wanted = target_tree(after)
    if not isinstance(node, YamlMapping):
        return wanted
    kept = {key: value for key, value in node.items() if _said(before, key) == _said(after, key)}
    order = dict.fromkeys((*TARGET_KEYS, *node, *wanted))
    return {key: kept[key] if key in kept else wanted[key] for key in order if key in kept or key in wanted}


def _said(target: Target, key: str) -> object:
    return getattr(target, TARGET_KEYS[key]) if key in TARGET_KEYS else target.extra.get(key)


def _targets(node: YamlMapping, path: str) -> tuple[Target, ...]:
    targets = node["targets"]
    if targets == "":
        return ()
    if not isinstance(targets, YamlList):
        raise node.misfit("targets", path, "must be a list", "begin each target with “- ”")
    return tuple(_target(targets, position, path) for position in range(len(targets)))


def _target(targets: YamlList, position: int, path: str) -> Target:
    node = targets[position]
    if not isinstance(node, YamlMapping):
        place = targets.at(position)
        raise YamlError(path, place.line, place.column, "a target must have keys", "write `article:` and its id")
    fields: dict[str, Any] = {}
    extra: dict[str, object] = {}
    for key, value in node.items():
        if key in _NUMBERS:
            fields[key] = _number(node, key, path)
        elif key in TARGET_KEYS:
            fields[TARGET_KEYS[key]] = _text(node, key, path)
        else:
            extra[key] = value
    return Target(**fields, extra=extra)


def _text(node: YamlMapping, key: str, path: str) -> str:
    value = node[key]
    if isinstance(value, str):
        return value
    raise node.misfit(key, path, "must be one text", "write it on one line, or as a block after “|-”")


def _texts(node: YamlMapping, key: str, path: str) -> list[str]:
    value = node[key]
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, YamlList) and all(isinstance(item, str) for item in value):
        return [str(item) for item in value]
    raise node.misfit(key, path, "must be a list of texts", "write [one, two]")


def _number(node: YamlMapping, key: str, path: str) -> int:
    text = _text(node, key, path)
    if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) < 12:
        return int(text)
    raise node.misfit(key, path, "must be a number of characters", "write a whole number")
