"""What strict YAML is read as: text, lists and mappings whose parts all know their line and column."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, Union

from ...errors import YamlError

if TYPE_CHECKING:
    from typing import Final

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


def line_and_column(before: str, first_line: int) -> tuple[int, int]:
    """Return the position after ``before``: line, counted from ``first_line``, and column from 1."""
    breaks = re.findall("\r\n|\r|\n", before)
    last = max(before.rfind("\n"), before.rfind("\r"))
    return first_line + len(breaks), len(before) - last
