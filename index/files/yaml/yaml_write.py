"""The YAML writer: text, numbers, lists and mappings in one style that every reader parses alike.

Lines are not folded, text that some reader would take for a number, date or boolean is quoted, and lone surrogates are
rejected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typing import Final

Tree: TypeAlias = str | float | Sequence["Tree"] | Mapping[str, "Tree"]

STEP: Final = 2
# Requires a letter that no number, date or infinity of YAML 1.1 or 1.2 contains, unless the text starts with one.
_PLAIN = re.compile(r"(?:[A-Za-z_]|[0-9](?=[A-Za-z0-9_./+-]*[g-np-wyzG-NP-WYZ]))[A-Za-z0-9_./+-]*\Z")
_RESERVED: Final = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])
_NOT_IN_QUOTES = re.compile(
    r'["\\]|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffd]'
)
_NOT_IN_BLOCKS = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffd]")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x85": "\\N"}
# YAML requires longer keys to be marked explicitly.
_LONGEST_KEY: Final = 1000


class BlockText(str):
    """A text written as a block where YAML allows it, so that its layout does not depend on its length."""

    __slots__ = ()


class Inline(list[Tree]):
    """A list written on one line, in brackets."""


class Spaced(list[Tree]):
    """A list with a blank line between its items."""


def dump(tree: Mapping[str, Tree]) -> str:
    """Return a whole document, ending with a line feed; raises `ValueError` for a lone surrogate."""
    return "\n".join(mapping_lines(tree, 0)) + "\n" if tree else "{}\n"


def mapping_lines(tree: Mapping[str, Tree], indent: int) -> list[str]:
    """Return the lines of a mapping with its keys at column ``indent``."""
    lines = []
    for key, value in tree.items():
        name = scalar(key)
        start = f"{name}:" if len(name) < _LONGEST_KEY else f"? {name}\n{' ' * indent}:"
        first, *rest = value_lines(value, indent)
        lines.append(f"{' ' * indent}{start}{first}")
        lines += rest
    return lines


def list_lines(items: Sequence[Tree], indent: int) -> list[str]:
    """Return the lines of a list with its dashes at column ``indent``."""
    lines: list[str] = []
    for item in items:
        if lines and isinstance(items, Spaced):
            lines.append("")
        lines += item_lines(item, indent)
    return lines


def item_lines(item: Tree, indent: int) -> list[str]:
    """Return the lines of one item with its dash at column ``indent``."""
    dash = " " * indent + "-"
    if isinstance(item, Mapping) and item:
        lines = mapping_lines(item, indent + STEP)
        return [f"{dash} {lines[0][indent + STEP :]}", *lines[1:]]
    first, *rest = value_lines(item, indent)
    return [dash + first, *rest]


def value_lines(value: Tree, indent: int) -> list[str]:
    """Return what follows the colon of a key at column ``indent``, then the lines below it."""
    if isinstance(value, str):
        block = isinstance(value, BlockText) or "\n" in value
        if block and blockable(value):
            pad = " " * (indent + STEP)
            return [" |-", *(pad + line if line else "" for line in value.split("\n"))]
        return [f" {scalar(value)}"]
    if isinstance(value, Mapping) and value:
        return ["", *mapping_lines(value, indent + STEP)]
    if isinstance(value, Sequence) and value and not isinstance(value, Inline):
        return ["", *list_lines(value, indent + STEP)]
    return [f" {inline(value)}"]


def inline(value: Tree) -> str:
    """Return ``value`` on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return scalar(value)


def blockable(text: str) -> bool:
    """Whether every reader restores ``text`` from a block without indentation and chomping indicators."""
    if not text or text[0] in " \t\n" or text[-1] == "\n" or text.isspace():
        return False
    return _NOT_IN_BLOCKS.search(text) is None


def scalar(value: float | str) -> str:
    """Return a text or number on one line; raises `ValueError` for a lone surrogate."""
    if not isinstance(value, str):
        return str(value).lower()
    if _PLAIN.match(value) and value.lower() not in _RESERVED:
        return str(value)
    value.encode()
    if "'" in value or _NOT_IN_QUOTES.search(value):
        return '"' + _NOT_IN_QUOTES.sub(_escaped, value) + '"'
    return f"'{value}'"


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def same(node: Tree, tree: Tree) -> bool:
    """Whether a parsed node means ``tree``: numbers and booleans are text to the reader."""
    # A fast path: numbers and booleans never equal the text they are read as, so whatever is equal means the same.
    if node is tree or node == tree:
        return True
    if isinstance(tree, Mapping):
        if not isinstance(node, Mapping) or node.keys() != tree.keys():
            return False
        return all(same(node[key], value) for key, value in tree.items())
    if isinstance(tree, Sequence) and not isinstance(tree, str):
        if not isinstance(node, Sequence) or isinstance(node, str) or len(node) != len(tree):
            return False
        return all(map(same, node, tree))
    return node == (tree if isinstance(tree, str) else scalar(tree))
