"""The look of a cell: attributes, foreground and background, and the shortest SGR sequence from one look to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

OFF: Final = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 53: 55}
"""The SGR numbers (ECMA-48) that set attributes, with the number that resets each."""

ON_BLANKS: Final = frozenset({4, 7, 9, 21, 53})
"""Attributes visible on a blank: underline, strikethrough, overline and reverse."""

_INK, _GROUND = 38, 48
_OWN_INK, _OWN_GROUND = 39, 49
"""The numbers of the terminal's own colours, which Textual names where a run has no colours."""

_KINDS: Final = {2: 4, 5: 2}
"""How many numbers follow 38 or 48, by the first of them: 2 and red, green, blue; or 5 and a palette index."""


class CellLook:
    """Attributes, and the SGR numbers of foreground (``ink``) and background (``ground``); empty for the default.

    Interned by `look`, since thousands are compared in every frame.
    """

    __slots__ = ("attributes", "ground", "ink")

    def __init__(self, attributes: frozenset[int], ink: tuple[int, ...], ground: tuple[int, ...]) -> None:
        self.attributes, self.ink, self.ground = attributes, ink, ground


@cache
def look(attributes: frozenset[int], ink: tuple[int, ...], ground: tuple[int, ...]) -> CellLook:
    """Return the one object for a look."""
    return CellLook(attributes, ink, ground)


PLAIN: Final = look(frozenset(), (), ())


@cache
def of_blank(shown: CellLook) -> CellLook:
    """Return the look of a blank in this look: its foreground and weight are invisible."""
    return shown if shown.attributes & ON_BLANKS else look(frozenset(), (), shown.ground)


@cache
def read(parameters: str) -> CellLook | None:
    """Return the look that ``ESC [ parameters m`` sets from the plain one; `None` if a number is unknown."""
    attributes: frozenset[int] = frozenset()
    ink: tuple[int, ...] = ()
    ground: tuple[int, ...] = ()
    for group in _groups(parameters):
        number = group[0]
        if number == 0:
            attributes, ink, ground = frozenset(), (), ()
        elif number in OFF:
            attributes |= {number}
        elif number == _OWN_INK:
            ink = ()
        elif number == _OWN_GROUND:
            ground = ()
        elif 30 <= number <= _INK or 90 <= number <= 97:
            ink = group
        elif 40 <= number <= _GROUND or 100 <= number <= 107:
            ground = group
        else:
            return None
    return look(attributes, ink, ground)


def _groups(parameters: str) -> Iterator[tuple[int, ...]]:
    """Yield the numbers, those of a colour grouped; an unknown kind of colour yields -1."""
    numbers = [int(each or 0) for each in parameters.split(";")]
    place = 0
    while place < len(numbers):
        colour = numbers[place] in {_INK, _GROUND}
        kind = numbers[place + 1] if place + 1 < len(numbers) else -1
        length = 1 + _KINDS.get(kind, 0) if colour else 1
        known = not colour or (kind in _KINDS and place + length <= len(numbers))
        yield tuple(numbers[place : place + length]) if known else (-1,)
        place += length


@cache
def change(before: CellLook, wanted: CellLook) -> str:
    """Return the shortest SGR sequence that changes one look into another."""
    if before is wanted:
        return ""
    taken = {OFF[each] for each in before.attributes - wanted.attributes}
    # Bold and dim share a reset number, so the one that stays has to be set again.
    put = {each for each in wanted.attributes if each not in before.attributes or OFF[each] in taken}
    steps = [*sorted(taken), *sorted(put)]
    if before.ink != wanted.ink:
        steps += wanted.ink or (_OWN_INK,)
    if before.ground != wanted.ground:
        steps += wanted.ground or (_OWN_GROUND,)
    anew = [*sorted(wanted.attributes), *wanted.ink, *wanted.ground]
    step, whole = (";".join(map(str, numbers)) for numbers in (steps, [0, *anew] if anew else []))
    return f"\x1b[{min(step, whole, key=len)}m"
