"""The strict YAML reader: bytes become text, lists and mappings whose every part knows its line and column.

Refuses everything in YAML that surprises a person: values that are not text, keys given twice, anchors, aliases, tags,
directives, merge keys, second documents, nesting deeper than 16, files over 32 MB. PyYAML is imported on the first call
of `load`.
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
    """Where a part stands: line and column of its beginning from 1, and its half-open span in the text."""

    line: int
    column: int
    start: int
    end: int


_WIDTH: Final = len(YamlPlace._fields)


class YamlList(list[Node]):
    """A sequence that knows its ``place`` and where each item stands.

    ``places`` holds the numbers of a `YamlPlace` for each item, one behind the other: a list may have a hundred
    thousand.
    """

    __slots__ = ("flow", "place", "places")

    def __init__(self, place: YamlPlace, *, flow: bool = False) -> None:
        super().__init__()
        self.place, self.flow = place, flow
        self.places = array("I")

    def at(self, position: int) -> YamlPlace:
        """Where the item at ``position`` stands."""
        return YamlPlace(*self.places[_WIDTH * position : _WIDTH * (position + 1)])


class YamlMapping(dict[str, Node]):
    """A mapping that knows its ``place`` and where each key and each value stands.

    ``places`` holds the numbers of the key's `YamlPlace` and of the value's for each entry, one behind the other.
    """

    __slots__ = ("_numbers", "flow", "place", "places")

    def __init__(self, place: YamlPlace, *, flow: bool = False) -> None:
        super().__init__()
        self.place, self.flow = place, flow
        self.places = array("I")
        self._numbers: dict[str, int] = {}

    @classmethod
    def nothing(cls, line: int = 1) -> YamlMapping:
        """Return a mapping without keys that stands on ``line``."""
        return cls(YamlPlace(line, 1, 0, 0))

    def at(self, key: str) -> YamlPlace:
        """Where the value of ``key`` stands."""
        return self._place(2 * self._number(key) + 1)

    def key_at(self, key: str) -> YamlPlace:
        """Where ``key`` itself stands."""
        return self._place(2 * self._number(key))

    def misfit(self, key: str, path: str, reason: str, cure: str) -> YamlError:
        """Return the error that the value of ``key`` is not what the file at ``path`` should hold there."""
        place = self.key_at(key)
        return YamlError(path, place.line, place.column, f"{key} {reason}", cure)

    def _place(self, number: int) -> YamlPlace:
        return YamlPlace(*self.places[_WIDTH * number : _WIDTH * (number + 1)])

    def _number(self, key: str) -> int:
        """Return how many entries stand before ``key``; counted when it is first asked, for most are never asked."""
        if len(self._numbers) != len(self):
            self._numbers = {name: number for number, name in enumerate(self)}
        return self._numbers[key]


def load(data: bytes, path: str, first_line: int = 1) -> Node:
    """Return the document in ``data``; nothing at all reads as the empty text.

    ``path`` is named in errors; ``first_line`` is the line of the file on which ``data`` begins (a front matter stands
    further down). Every value is text as it stands: ``no``, ``017`` and ``2026-11-22`` are not interpreted.
    Raises `YamlError` with line and column from 1 for whatever is refused; never another exception.
    """
    text = decode(data, path, first_line)
    # Late, so that starting the program costs no YAML before a file of YAML is met.
    from .yaml_events import build  # noqa: PLC0415

    return build(text, path, first_line)


def load_mapping(data: bytes, path: str, first_line: int = 1) -> YamlMapping:
    """Return the document in ``data`` as a mapping, empty if the file holds nothing; raises `YamlError` as `load`."""
    node = load(data, path, first_line)
    if isinstance(node, YamlMapping):
        return node
    if node == "":
        return YamlMapping.nothing(first_line)
    place = node.place if isinstance(node, YamlList) else YamlPlace(first_line, 1, 0, 0)
    raise YamlError(path, place.line, place.column, "expected keys with values", "write lines of the form `key: value`")


def decode(data: bytes, path: str, first_line: int = 1) -> str:
    """Return ``data`` as text without a byte order mark, or raise `YamlError` at what is not printable UTF-8."""
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
    """Return what finds a character that YAML 1.2 does not call printable, or a byte order mark hidden in a text."""
    return re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def line_and_column(before: str, first_line: int) -> tuple[int, int]:
    """Return where the text after ``before`` begins: its line, counted from ``first_line``, and its column from 1."""
    breaks = re.findall("\r\n|\r|\n", before)
    last = max(before.rfind("\n"), before.rfind("\r"))
    return first_line + len(breaks), len(before) - last
