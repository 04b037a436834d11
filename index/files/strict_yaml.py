"""The strict YAML reader: text, lists and mappings whose parts all know their line and column.

It rejects everything in YAML that surprises people: non-text values, duplicate keys, anchors, aliases, tags,
directives, merge keys, multiple documents, nesting deeper than 16, files over 32 MB. PyYAML is imported by the first
call of `load`.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, Union

from ..errors import YamlError

if TYPE_CHECKING:
    from typing import Final

MAX_DEPTH: Final = 16
MAX_BYTES: Final = 32 << 20
_UNPRINTABLE_ASCII = re.compile("[^\t\n\r\x20-\x7e]")

Node: TypeAlias = Union[str, "YamlList", "YamlMapping"]


class YamlPlace(NamedTuple):
    """The position of a part: line and column of its start, from 1, and its half-open span in the text."""

    line: int
    column: int
    start: int
    end: int


_WIDTH: Final = len(YamlPlace._fields)


class YamlList(list[Node]):
    """A sequence with its ``place`` and those of its items.

    ``places`` holds the numbers of each item's `YamlPlace`, one after another: a list may have a hundred thousand
    items.
    """

    __slots__ = ("flow", "place", "places")

    def __init__(self, place: YamlPlace, *, flow: bool = False) -> None:
        super().__init__()
        self.place, self.flow = place, flow
        self.places = array("I")

    def at(self, position: int) -> YamlPlace:
        """Return the place of an item."""
        return YamlPlace(*self.places[_WIDTH * position : _WIDTH * (position + 1)])


class YamlMapping(dict[str, Node]):
    """A mapping with its ``place`` and those of its keys and values.

    ``places`` holds for each entry the numbers of the key's `YamlPlace` and of the value's, one after another.
    """

    __slots__ = ("_numbers", "flow", "place", "places")

    def __init__(self, place: YamlPlace, *, flow: bool = False) -> None:
        super().__init__()
        self.place, self.flow = place, flow
        self.places = array("I")
        self._numbers: dict[str, int] = {}

    @classmethod
    def nothing(cls, line: int = 1) -> YamlMapping:
        """Return an empty mapping at ``line``."""
        return cls(YamlPlace(line, 1, 0, 0))

    def at(self, key: str) -> YamlPlace:
        """Return the place of a key's value."""
        return self._place(2 * self._number(key) + 1)

    def key_at(self, key: str) -> YamlPlace:
        """Return the place of a key."""
        return self._place(2 * self._number(key))

    def misfit(self, key: str, path: str, reason: str, cure: str) -> YamlError:
        """Return the error that the value of ``key`` is not what the file at ``path`` should hold there."""
        place = self.key_at(key)
        return YamlError(path, place.line, place.column, f"{key} {reason}", cure)

    def _place(self, number: int) -> YamlPlace:
        return YamlPlace(*self.places[_WIDTH * number : _WIDTH * (number + 1)])

    def _number(self, key: str) -> int:
        """Return the index of a key; computed on first use, since most mappings are never asked."""
        if len(self._numbers) != len(self):
            self._numbers = {name: number for number, name in enumerate(self)}
        return self._numbers[key]


def load(data: bytes, path: str, first_line: int = 1) -> Node:
    """Parse the document in ``data``; an empty one is the empty text.

    ``path`` is named in errors; ``first_line`` is the line of the file where ``data`` starts (for front matter). All
    values are text: ``no``, ``017`` and ``2026-11-22`` are not interpreted. Raises `YamlError` with line and column
    from 1, and no other exception.
    """
    text = decode(data, path, first_line)
    # Imported late, so that the program starts without YAML.
    from .yaml_events import build  # noqa: PLC0415

    return build(text, path, first_line)


def load_mapping(data: bytes, path: str, first_line: int = 1) -> YamlMapping:
    """Parse the document in ``data`` as a mapping, empty if there is nothing; raises `YamlError` like `load`."""
    node = load(data, path, first_line)
    if isinstance(node, YamlMapping):
        return node
    if node == "":
        return YamlMapping.nothing(first_line)
    place = node.place if isinstance(node, YamlList) else YamlPlace(first_line, 1, 0, 0)
    raise YamlError(path, place.line, place.column, "expected keys with values", "write lines of the form `key: value`")


def decode(data: bytes, path: str, first_line: int = 1) -> str:
    """Decode ``data`` without its byte order mark; raises `YamlError` for anything that is not printable UTF-8."""
    if len(data) > MAX_BYTES:
        reason = f"the file is larger than {MAX_BYTES >> 20} MB"
        raise YamlError(path, first_line, 1, reason, "split it into smaller files")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = line_and_column(before.removeprefix("\ufeff"), first_line)
        raise YamlError(path, line, column, "this is not UTF-8", "save the file as UTF-8") from None
    if found := (_UNPRINTABLE_ASCII if text.isascii() else _unprintable()).search(text):
        line, column = line_and_column(text[: found.start()], first_line)
        reason = f"the character U+{ord(found.group()):04X} is not allowed"
        raise YamlError(path, line, column, reason, "remove it, or write it as an escape in double quotes")
    return text


@cache
def _unprintable() -> re.Pattern[str]:
    """Return a pattern for characters that YAML 1.2 does not call printable, and for stray byte order marks."""
    return re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def line_and_column(before: str, first_line: int) -> tuple[int, int]:
    """Return the position after ``before``: line, counted from ``first_line``, and column from 1."""
    breaks = re.findall("\r\n|\r|\n", before)
    last = max(before.rfind("\n"), before.rfind("\r"))
    return first_line + len(breaks), len(before) - last
