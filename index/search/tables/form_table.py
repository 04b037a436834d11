"""The dictionary of an index: its sorted forms, each with the number packed by `engine`.

It may be memory-mapped, and lie in several parts: each segment has its own, and together they would have to be made at
each opening. Of several parts no more is put together than is asked for, one first letter at a time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import reduce
from heapq import nlargest
from itertools import chain, repeat
from operator import add, and_, sub
from typing import TYPE_CHECKING, NamedTuple

from ..zones import FREQUENCY_SHIFT
from .text_columns import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LAST = "\U0010ffff"
_ZONES = (1 << FREQUENCY_SHIFT) - 1
"""The bits of the zones in a number."""


class FormPart(NamedTuple):
    """Sorted forms with their numbers."""

    forms: Sequence[str]
    numbers: Sequence[int]

    def place(self, form: str) -> int | None:
        """Return where a form is, if it is there."""
        place = bisect_left(self.forms, form)
        return place if place < len(self.forms) and self.forms[place] == form else None

    def span(self, prefix: str) -> slice:
        """Return where the forms are that start with ``prefix``."""
        return slice(bisect_left(self.forms, prefix), bisect_left(self.forms, prefix + _LAST))

    def initials(self) -> Iterator[str]:
        """Yield the first letters of the forms."""
        at = 0
        while at < len(self.forms):
            first = self.forms[at][:1]
            yield first
            at = bisect_left(self.forms, first + _LAST, at)


class FormTable(Mapping[str, int]):
    """Forms with their numbers, in ``parts``; a form in several has all their documents and zones."""

    def __init__(self, parts: Iterable[FormPart] = ()) -> None:
        self.parts = tuple(part for part in parts if part.forms)
        self._begun: dict[str, FormPart] = {}

    @classmethod
    def of(cls, packed: Mapping[str, int]) -> FormTable:
        """Return a dict as a table; a table is returned as it is."""
        if isinstance(packed, FormTable):
            return packed
        forms = sorted(packed)
        return cls([FormPart(forms, [packed[form] for form in forms])])

    @classmethod
    def joined(cls, tables: Iterable[FormTable]) -> FormTable:
        """Return the table of all parts of ``tables``."""
        return cls(chain.from_iterable(table.parts for table in tables))

    def __bool__(self) -> bool:
        """Whether there is a form; counting them puts all parts together."""
        return bool(self.parts)

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[str]:
        return iter(self.forms)

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and any(part.place(form) is not None for part in self._holding(form))

    def __getitem__(self, form: str) -> int:
        held = ((part, part.place(form)) for part in self._holding(form))
        numbers = [part.numbers[place] for part, place in held if place is not None]
        if not numbers:
            raise KeyError(form)
        return reduce(_together, numbers)

    def pairs(self) -> Iterator[tuple[str, int]]:
        """Yield forms and numbers, sorted; only what is yielded next is put together."""
        for part in self._in_order():
            yield from zip(part.forms, part.numbers, strict=True)

    @property
    def forms(self) -> Sequence[str]:
        """All forms, sorted; of several parts they are put together each time."""
        return self.whole().forms

    def whole(self) -> FormPart:
        """Return all forms with their numbers, put together."""
        parts = list(self._in_order())
        if len(parts) == 1:
            return parts[0]
        forms = list(chain.from_iterable(part.forms for part in parts))
        return FormPart(forms, array("I", chain.from_iterable(part.numbers for part in parts)))

    def begins(self, prefix: str) -> Sequence[str]:
        """Return the forms that start with ``prefix``, sorted."""
        if not prefix:
            return self.forms
        part = self._beginning(prefix[:1])
        return part.forms[part.span(prefix)]

    def commonest(self, prefix: str, most: int) -> list[str]:
        """Return the ``most`` forms with the greatest numbers that start with ``prefix``, equal ones in order."""
        part = self._beginning(prefix[:1])
        span = part.span(prefix)
        return [part.forms[at] for at in nlargest(most, range(span.start, span.stop), key=part.numbers.__getitem__)]

    def _in_order(self) -> Iterator[FormPart]:
        """Yield parts that follow one another."""
        if len(self.parts) < 2:
            return iter(self.parts)
        return map(self._beginning, sorted({first for part in self.parts for first in part.initials()}))

    def _holding(self, form: str) -> Sequence[FormPart]:
        """Return the parts that may hold a form: of one letter that has been put together, that."""
        begun = self._begun.get(form[:1])
        return self.parts if begun is None else (begun,)

    def _beginning(self, first: str) -> FormPart:
        """Return the forms that start with a letter, all of them without one, put together."""
        if len(self.parts) == 1:
            return self.parts[0]
        if first not in self._begun:
            self._begun[first] = _merged(self.parts, first)
        return self._begun[first]


def _together(number: int, other: int) -> int:
    """Return the number of a form with the documents and zones of two."""
    return number + other - (number & other & _ZONES)


def _merged(parts: Iterable[FormPart], prefix: str) -> FormPart:
    """Return the forms of ``parts`` that start with ``prefix``: a loop for each would take three times as long."""
    total: dict[str, int] = {}
    for part in parts:
        span = part.span(prefix)
        forms, numbers = part.forms[span], part.numbers[span]
        before = list(map(total.get, forms, repeat(0)))
        shared = map(and_, map(and_, before, numbers), repeat(_ZONES))
        total.update(zip(forms, map(sub, map(add, before, numbers), shared), strict=True))
    forms = sorted(total)
    return FormPart(Texts.of(forms), array("I", map(total.__getitem__, forms)))
