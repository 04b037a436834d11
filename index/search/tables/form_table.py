"""The dictionary of an index: its sorted forms, each with the number packed by `engine`.

It may be memory-mapped; a dict took a hundred bytes per form and was rebuilt at each opening. Does not know what the
bits of the numbers mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator

_LAST = "\U0010ffff"


class FormTable(Mapping[str, int]):
    """Sorted ``forms`` with their ``numbers``; ``changed`` are a few that are new or have a greater number."""

    def __init__(self, forms: Sequence[str], numbers: Sequence[int], changed: Mapping[str, int] | None = None) -> None:
        self._forms, self._numbers, self._changed = forms, numbers, dict(changed or {})

    @classmethod
    def of(cls, packed: Mapping[str, int]) -> FormTable:
        """Return a dict as a table; a table is returned as it is."""
        if isinstance(packed, FormTable):
            return packed
        forms = sorted(packed)
        return cls(forms, [packed[form] for form in forms])

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[str]:
        return iter(self.forms)

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and (form in self._changed or self._place(form) is not None)

    def __getitem__(self, form: str) -> int:
        number = self._changed.get(form)
        if number is not None:
            return number
        place = self._place(form)
        if place is None:
            raise KeyError(form)
        return self._numbers[place]

    def items(self) -> ItemsView[str, int]:
        """Return forms and numbers, sorted if nothing was changed."""
        return (dict(zip(self._forms, self._numbers, strict=True)) | self._changed).items()

    @cached_property
    def forms(self) -> Sequence[str]:
        """All forms, sorted."""
        new = [form for form in self._changed if self._place(form) is None]
        return sorted([*self._forms, *new]) if new else self._forms

    def changed_by(self, changed: Mapping[str, int]) -> FormTable:
        """Return the table with greater numbers for a few forms, or new forms."""
        return FormTable(self._forms, self._numbers, {**self._changed, **changed})

    def begins(self, prefix: str) -> Sequence[str]:
        """Return the forms that start with ``prefix``, sorted."""
        return self.forms[slice(*_range(self.forms, prefix))]

    def commonest(self, prefix: str, most: int) -> list[str]:
        """Return the ``most`` forms with the greatest numbers that start with ``prefix``, equal ones in order."""
        best = nlargest(most, range(*_range(self._forms, prefix)), key=self._numbers.__getitem__)
        names = {*(self._forms[place] for place in best), *(form for form in self._changed if form.startswith(prefix))}
        return nlargest(most, sorted(names), key=self.__getitem__)

    def _place(self, form: str) -> int | None:
        place = bisect_left(self._forms, form)
        return place if place < len(self._forms) and self._forms[place] == form else None


def _range(forms: Sequence[str], prefix: str) -> tuple[int, int]:
    return bisect_left(forms, prefix), bisect_left(forms, prefix + _LAST)
