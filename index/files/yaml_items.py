"""Cuts a YAML file that ends in a long list into its items, so that one item of thousands is read and changed alone.

Refuses what can't be cut by its lines for certain: such a file is read as a whole.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ..errors import YamlError
from .strict_yaml import YamlList, YamlMapping, decode, load_mapping

if TYPE_CHECKING:
    from typing import Final

MANY: Final = 100
"""Items from which reading them one by one is worth it."""
NEW: Final = 0.1
"""Share of items not met before from which the file is read as a whole, which is faster than so many single ones."""

# A line end that `^` knows nothing of, and what ends a document.
_UNCUT = re.compile(r"\r(?!\n)|^(?:---|\.\.\.)", re.MULTILINE)
_QUIET_LINES = r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*"


class ListedItems(NamedTuple):
    """A file cut before each item of the list under a key; ``head`` and the items together are all of it.

    ``key`` is where the key's line begins in the head.
    """

    head: str
    key: int
    items: tuple[str, ...]

    def opening(self, first: int) -> str:
        """Return what opens a document of the items from the ``first`` on: the key, alone on its line."""
        end = self.head.index("\n", self.key) + 1
        return self.head[self.key :] if first == 0 else self.head[self.key : end]

    def part(self, first: int, last: int) -> str:
        """Return a document of the key and the items from ``first`` up to ``last``."""
        return self.opening(first) + "".join(self.items[first:last])

    def lines(self) -> list[int]:
        """Return the line of the file on which each item begins, from 1."""
        counts = (item.count("\n") for item in self.items)
        return list(accumulate(counts, initial=1 + self.head.count("\n")))[:-1]

    def first_line(self, first: int) -> int:
        """Return the line of the file that the first line of a `part` stands for, so that places in it are right."""
        before = self.head[: self.key] if first == 0 else self.head + "".join(self.items[:first])
        return before.count("\n") + (first == 0)

    def replaced(self, first: int, last: int, part: str) -> str | None:
        """Return the file with another `part` in the place of one; ``None`` if that has another opening."""
        opening = self.opening(first)
        if not part.startswith(opening):
            return None
        head = self.head[: self.key] if first == 0 else self.head + "".join(self.items[:first])
        return head + (part if first == 0 else part.removeprefix(opening)) + "".join(self.items[last:])


def cut(text: str, key: str) -> ListedItems | None:
    """Cut a text before the items of the list under ``key``, as its lines tell; ``None`` if that can't be so."""
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
    """Reads a file whose list stands under ``key``, and of what it has read before only the items that are new.

    An item is sound when it reads alone as what it is in the file: one item of that list, with nothing behind it.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._head = ""
        self._sound: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str) -> ListedItems | None:
        """Return a file's items, all sound; ``None`` where only the whole can be read, or tell what is wrong."""
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
        """Return the items of a file that was read as a whole, and know them from now on; ``None`` if they are few.

        Where the items begin is known from ``document``: a cut elsewhere is none.
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
