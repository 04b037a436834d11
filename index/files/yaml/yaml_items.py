"""Splits a YAML file that ends in a long list into its items, so that single items can be read and changed.

A file that can't be split reliably by its lines is read as a whole.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ...errors import YamlError
from .strict_yaml import decode, load_mapping
from .yaml_nodes import YamlList, YamlMapping

if TYPE_CHECKING:
    from typing import Final

MANY: Final = 100
"""From this many items on, reading them individually is worthwhile."""
NEW: Final = 0.1
"""If more than this share of items is new, reading the whole file is faster."""

# A line end that `^` does not match, or the end of a document.
_UNCUT = re.compile(r"\r(?!\n)|^(?:---|\.\.\.)", re.MULTILINE)
_QUIET_LINES = r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*"


class ListedItems(NamedTuple):
    """A file split before each item of the list under a key; ``head`` and ``items`` joined are the whole file.

    ``key`` is the offset of the key's line in the head.
    """

    head: str
    key: int
    items: tuple[str, ...]

    def opening(self, first: int) -> str:
        """Return the start of a document with the items from ``first`` on: the key, alone on its line."""
        end = self.head.index("\n", self.key) + 1
        return self.head[self.key :] if first == 0 else self.head[self.key : end]

    def part(self, first: int, last: int) -> str:
        """Return a document with the key and the items from ``first`` up to ``last``."""
        return self.opening(first) + "".join(self.items[first:last])

    def lines(self) -> list[int]:
        """Return the line of each item in the file, from 1."""
        counts = (item.count("\n") for item in self.items)
        return list(accumulate(counts, initial=1 + self.head.count("\n")))[:-1]

    def first_line(self, first: int) -> int:
        """Return the line of the file that corresponds to the first line of a `part`, for places in errors."""
        before = self.head[: self.key] if first == 0 else self.head + "".join(self.items[:first])
        return before.count("\n") + (first == 0)

    def replaced(self, first: int, last: int, part: str) -> str | None:
        """Return the file with a `part` replaced; ``None`` if the new one starts differently."""
        opening = self.opening(first)
        if not part.startswith(opening):
            return None
        head = self.head[: self.key] if first == 0 else self.head + "".join(self.items[:first])
        return head + (part if first == 0 else part.removeprefix(opening)) + "".join(self.items[last:])


def cut(text: str, key: str) -> ListedItems | None:
    """Split a text before the items of the list under ``key``, by its lines; ``None`` if that is impossible."""
    opened = re.search(rf"^{re.escape(key)}:[ \t]*(?:#[^\r\n]*)?\r?\n{_QUIET_LINES}(?= *-[ \r\n])", text, re.MULTILINE)
    if opened is None or _UNCUT.search(text, opened.start()):
        return None
    column = len(text[opened.end() : text.index("-", opened.end())])
    dash = re.compile(rf"^ {{{column}}}-(?=[ \r\n])", re.MULTILINE)
    starts = [found.start() for found in dash.finditer(text, opened.end())]
    ends = [*starts[1:], len(text)]
    items = tuple([text[start:end] for start, end in zip(starts, ends, strict=True)])
    return ListedItems(text[: opened.end()], opened.start(), items)


class ItemReader:
    """Reads a file with a list under ``key``, parsing only items that are new since the last read.

    An item is sound if it parses alone to what it is in the file: one item of that list, and nothing else.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._head = ""
        self._sound: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str) -> ListedItems | None:
        """Return a file's items, all sound; ``None`` if it has to be read as a whole, also to report errors."""
        try:
            listed = cut(decode(data, path), self._key)
            if listed is None or len(listed.items) < MANY:
                return None
            new = [at for at, item in enumerate(listed.items) if item not in self._sound]
            if len(new) > NEW * len(listed.items) or not self._is_sound_head(listed.head, path):
                return None
            if not all(self._is_sound(listed, at, path) for at in new):
                return None
        except YamlError:
            return None
        self._head, self._sound = listed.head, frozenset(listed.items)
        return listed

    def learn(self, data: bytes, path: str, document: YamlMapping) -> ListedItems | None:
        """Return and remember the items of a file that was read as a whole; ``None`` if there are few.

        The starts of items are compared with those in ``document``; other splits are rejected.
        """
        nodes = document.get(self._key, "")
        if not isinstance(nodes, YamlList) or nodes.flow or len(nodes) < MANY or next(reversed(document)) != self._key:
            return None
        listed = cut(decode(data, path), self._key)
        if listed is None or len(listed.items) != len(nodes):
            return None
        starts = accumulate(map(len, listed.items), initial=len(listed.head))
        begun = [nodes.at(at).start for at in range(len(nodes))]
        for start, item, place in zip(starts, listed.items, begun, strict=False):
            if not start < place < start + len(item):
                return None
        self._head, self._sound = listed.head, frozenset(listed.items)
        return listed

    def _is_sound_head(self, head: str, path: str) -> bool:
        return head == self._head or load_mapping(head.encode(), path).get(self._key) == ""

    def _is_sound(self, listed: ListedItems, at: int, path: str) -> bool:
        document = load_mapping(listed.part(at, at + 1).encode(), path)
        nodes = document.get(self._key, "")
        return len(document) == 1 and isinstance(nodes, YamlList) and len(nodes) == 1
