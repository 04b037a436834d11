"""Edits a YAML file only where it must change: all other lines, comments and line ends stay as written.

It never returns a text that does not parse to what was wanted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from ...errors import YamlError
from .strict_yaml import decode, load_mapping
from .yaml_nodes import YamlList, YamlMapping
from .yaml_write import STEP, Spaced, dump, inline, item_lines, mapping_lines, same, value_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeGuard

    from .yaml_nodes import Node, YamlPlace
    from .yaml_write import Tree

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\r\n]*)?")
_HEADER_COMMENT = re.compile(r":[ \t]+(#[^\r\n]*)")
_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


class Revision(NamedTuple):
    """A changed file: its bytes, the parsed document, and whether it had to be rewritten without its comments."""

    data: bytes
    document: YamlMapping
    anew: bool


class _UnspliceableError(Exception):
    """This part can't be edited by lines; the part around it is replaced instead."""


def revise(data: bytes, path: str, document: YamlMapping, wanted: Mapping[str, Tree]) -> Revision:
    """Return ``data``, which parses to ``document``, changed to parse to ``wanted``.

    Raises `ValueError` for a text with a lone surrogate.
    """
    text = decode(data, path)
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    for anew, change in ((False, _spliced), (True, _rewritten)):
        try:
            changed = mark + change(text, document, wanted).encode()
            read = load_mapping(changed, path)
        except (_UnspliceableError, YamlError):
            continue
        if same(read, wanted):
            return Revision(changed, read, anew)
    # Tests ensure that the reader accepts what `dump` writes; this protects the user's file if they ever disagree.
    raise YamlError(path, 1, 1, "the change can't be written as YAML", "write it by hand")


def _rewritten(text: str, _document: YamlMapping, wanted: Mapping[str, Tree]) -> str:
    """Rewrite the document; if it consisted only of comments, they are kept."""
    ending = _ending(text)
    before = text if re.fullmatch(r"(?:\s*#[^\r\n]*)*\s*", text) else ""
    if before and not before.endswith(("\n", "\r")):
        before += ending
    return before + dump(wanted).replace("\n", ending)


def _spliced(text: str, document: YamlMapping, wanted: Mapping[str, Tree]) -> str:
    if not document:
        raise _UnspliceableError
    edits = _Edits(text)
    edits.mapping(document, wanted)
    return edits.applied()


def _ending(text: str) -> str:
    first = _LINE_END.search(text)
    return first.group() if first and first.group() else "\n"


class _Edits:
    """The replacements of one change, each ``(start, end, text)`` in the original text."""

    def __init__(self, text: str) -> None:
        self.text, self.ending = text, _ending(text)
        self.edits: list[tuple[int, int, str]] = []

    def applied(self) -> str:
        text, limit = self.text, len(self.text)
        # Of two insertions at one place the first belongs to the text before it, so the second is applied first.
        for (start, end, _), new in sorted(((a, b, at), new) for at, (a, b, new) in enumerate(self.edits))[::-1]:
            if end > limit:
                raise _UnspliceableError
            text, limit = text[:start] + new + text[end:], start
        return text

    def attempt(self, work: Callable[[], None]) -> bool:
        """Do ``work``; undo it and return false if it meets a form that can't be edited."""
        before = len(self.edits)
        try:
            work()
        except _UnspliceableError:
            del self.edits[before:]
            return False
        return True

    # Positions

    def line_start(self, index: int) -> int:
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return the index of the end of the line, before its line end."""
        found = _LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def next_line(self, index: int) -> int:
        found = _LINE_END.search(self.text, index)
        return found.end() if found else len(self.text)

    def end_of(self, node: Node, place: YamlPlace) -> int:
        """Return the index after the last character of a node, without trailing blank lines."""
        if isinstance(node, (YamlMapping, YamlList)) and not node.flow:
            if isinstance(node, YamlList):
                return self.end_of(node[-1], node.at(len(node) - 1))
            key = next(reversed(node))
            return max(self.end_of(node[key], node.at(key)), node.key_at(key).end)
        if self.text[place.start : place.start + 1] in {"|", ">"} and isinstance(node, str):
            return self.line_end(place.start + len(self.text[place.start : place.end].rstrip()))
        return place.end

    # Mappings

    def mapping(self, node: YamlMapping, wanted: Mapping[str, Tree]) -> None:
        if node.flow or not any(key in wanted for key in node):
            raise _UnspliceableError
        for key, old in node.items():
            if key not in wanted:
                self.delete_entry(node, key)
            elif not same(old, wanted[key]):
                self.entry(node, key, wanted[key])
        self.insert_entries(node, wanted)

    def entry(self, node: YamlMapping, key: str, new: Tree) -> None:
        old = node[key]
        if isinstance(old, YamlMapping) and isinstance(new, Mapping) and self.attempt(lambda: self.mapping(old, new)):
            return
        if isinstance(old, YamlList) and _is_list(new) and self.attempt(lambda: self.list(old, new)):
            return
        name, value = node.key_at(key), node.at(key)
        between = self.text[name.end : value.start]
        if not re.match(r"[ \t]*:", between):
            raise _UnspliceableError
        end = self.end_of(old, value) if old != "" or value.end > value.start else name.end + between.index(":") + 1
        self.put(name.end, end, between, value.start, value_lines(new, name.column - 1))

    def put(self, start: int, end: int, between: str, value: int, lines: list[str]) -> None:
        """Replace everything after a key by ``lines``, keeping a comment on the key's line."""
        header = _HEADER_COMMENT.match(between.lstrip()) or _BLOCK_HEADER.match(self.text, value)
        trailing = _COMMENT.match(self.text, end)
        comment = header.group(1) if header and header.group(1) else None
        if trailing and (comment or len(lines) > 1):
            comment, end = comment or trailing.group(1), trailing.end()
        first = f":{lines[0]}  {comment}" if comment else f":{lines[0]}"
        self.edits.append((start, end, self.ending.join([first, *lines[1:]])))

    def delete_entry(self, node: YamlMapping, key: str) -> None:
        name = node.key_at(key)
        start = self.line_start(name.start)
        if self.text[start : name.start].strip(" "):
            raise _UnspliceableError
        end = max(self.end_of(node[key], node.at(key)), name.end)
        self.edits.append((start, self.next_line(end), ""))

    def insert_entries(self, node: YamlMapping, wanted: Mapping[str, Tree]) -> None:
        """Insert new keys after the key that precedes them in ``wanted``, else after the first one that stays."""
        column = node.key_at(next(iter(node))).column - 1
        after = next(key for key in node if key in wanted)
        waiting: dict[str, list[str]] = {}
        for key, value in wanted.items():
            if key in node:
                after = key
            else:
                waiting.setdefault(after, []).extend(mapping_lines({key: value}, column))
        for key, lines in waiting.items():
            end = max(self.end_of(node[key], node.at(key)), node.key_at(key).end)
            self.insert_lines(self.next_line(end), lines)

    def insert_lines(self, at: int, lines: list[str]) -> None:
        new = self.ending.join(lines)
        unended = at == len(self.text) and not self.text.endswith(("\n", "\r"))
        self.edits.append((at, at, self.ending + new if unended else new + self.ending))

    # Lists

    def list(self, node: YamlList, wanted: Sequence[Tree]) -> None:
        if node.flow or not node or not wanted:
            raise _UnspliceableError
        for kind, a, b, c, d in _changes(node, wanted):
            if kind == "replace":
                for position in range(b - a):
                    self.item(node, a + position, wanted[c + position])
            elif kind == "delete":
                for position in range(a, b):
                    self.delete_item(node, position)
            else:
                self.insert_items(node, a, wanted[c:d], spaced=isinstance(wanted, Spaced))

    def item(self, node: YamlList, position: int, new: Tree) -> None:
        old = node[position]
        if isinstance(old, YamlMapping) and isinstance(new, Mapping) and self.attempt(lambda: self.mapping(old, new)):
            return
        start, column = self.dash(node, position)
        end = self.end_of(old, node.at(position))
        first, *rest = item_lines(new, column)
        trailing = _COMMENT.match(self.text, end)
        if trailing and rest:
            end, rest = trailing.end(), [*rest, " " * (column + STEP) + trailing.group(1)]
        self.edits.append((start + column, end, self.ending.join([first.lstrip(" "), *rest])))

    def dash(self, node: YamlList, position: int) -> tuple[int, int]:
        """Return the start of an item's line and the column of its dash, which must be the first thing on it."""
        index = node.at(position).start
        start = self.line_start(index)
        if not re.fullmatch(r" *-[ \t]*", self.text[start:index]):
            raise _UnspliceableError
        return start, self.text.index("-", start) - start

    def delete_item(self, node: YamlList, position: int) -> None:
        """Delete an item's lines, and a blank line before it that would be left over."""
        start, _ = self.dash(node, position)
        end = self.next_line(self.end_of(node[position], node.at(position)))
        if self.text.endswith(self.ending * 2, 0, start) and (end == len(self.text) or self.text[end] in "\r\n"):
            start -= len(self.ending)
        self.edits.append((start, end, ""))

    def insert_items(self, node: YamlList, position: int, items: Sequence[Tree], *, spaced: bool) -> None:
        at = max(position - 1, 0)
        start, column = self.dash(node, at)
        lines: list[str] = []
        for item in items:
            lines += [""] * (spaced and position > 0) + item_lines(item, column) + [""] * (spaced and position == 0)
        if position:
            start = self.next_line(self.end_of(node[at], node.at(at)))
        self.insert_lines(start, lines)


def _is_list(value: Tree) -> TypeGuard[Sequence[Tree]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _changes(old: Sequence[Tree], new: Sequence[Tree]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps from ``old`` to ``new``, named as in `difflib`, with replacements only of equal length."""
    head = next((i for i, pair in enumerate(zip(old, new, strict=False)) if not same(*pair)), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((i for i in range(rest) if not same(old[-1 - i], new[-1 - i])), rest)
    before = [_identity(item) for item in old[head : len(old) - tail]]
    after = [_identity(item) for item in new[head : len(new) - tail]]
    steps: list[tuple[str, int, int, int, int]] = []
    for kind, *bounds in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        a, b, c, d = (bound + head for bound in bounds)
        if kind == "replace" and b - a != d - c:
            steps += [("delete", a, b, c, c), ("insert", b, b, c, d)]
        elif kind != "equal" or any(not same(*pair) for pair in zip(old[a:b], new[c:d], strict=True)):
            steps.append(("replace" if kind == "equal" else kind, a, b, c, d))
    return steps


def _identity(item: Tree) -> str:
    """Return what identifies an item: its id, else its contents."""
    if isinstance(item, Mapping) and "id" in item:
        return f"id {inline(item['id'])}"
    return inline(item)
