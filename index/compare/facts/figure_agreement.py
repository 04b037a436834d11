"""Whether two figures agree: equal, or one rounded as its words and digits allow.

Finds whether any figure of an account agrees with another, without comparing all. Does not read text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from math import ceil, floor, isclose, log10
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .units import MEASURED, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TENTH = 0.1
"""The most, as a share, that a figure may differ from the one it rounds."""
DIGITS = 15
"""The most digits that count: a float holds no more."""

_SLACK = 1e-8
_ROUNDED = {"over": floor, "under": ceil}


class Manner(NamedTuple):
    """How a figure is meant: ``bound`` is ``over under about`` or empty; ``digits`` counts the significant ones."""

    bound: str
    digits: int


EXACT = Manner("", 2)


class Figure(Protocol):
    """A value, its unit, and how it is meant."""

    @property
    def value(self) -> float:
        """The value."""

    @property
    def unit(self) -> str:
        """What it counts; empty if unknown."""

    @property
    def manner(self) -> Manner:
        """How it is meant."""


class FiguresTold:
    """The figures of one account, to check whether another account's figure agrees with any."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        values: dict[str, set[float]] = defaultdict(set)
        rough: dict[tuple[str, Manner], set[float]] = defaultdict(set)
        for unit, manner, value in {(one.unit, one.manner, one.value) for one in figures}:
            values[_counted(unit)].add(value)
            rough[_counted(unit), manner].add(value)
        self._values = values
        self._sorted = {counted: sorted(some) for counted, some in values.items()}
        self._rough: dict[str, list[tuple[Manner, list[float]]]] = defaultdict(list)
        for (counted, manner), some in rough.items():
            self._rough[counted].append((manner, sorted(some)))

    def tells(self, figure: Figure) -> bool:
        """Return whether any figure of the account agrees with this one, whatever its noun.

        Two may agree when their units are the same, or both count things, whatever these are called.
        """
        counted, value = _counted(figure.unit), figure.value
        if value in self._values.get(counted, ()):
            return True
        exact = self._sorted.get(counted, ())
        return any(
            _stands_for(value, figure.manner, exact[at])
            for low, high in _rounding_to(value, figure.manner)
            for at in range(bisect_left(exact, low), bisect_right(exact, high))
        ) or any(
            _stands_for(some[at], manner, value)
            for manner, some in self._rough.get(counted, ())
            for low, high in _rounded_as(value, manner)
            for at in range(bisect_left(some, low), bisect_right(some, high))
        )


def _counted(unit: str) -> str:
    """Return the unit if it is a measure; things are pooled."""
    return unit if unit in MEASURED and unit not in THINGS else ""


def _step(value: float, manner: Manner) -> float:
    """Return the place value of the last digit that a rounded figure keeps."""
    return float(10.0 ** (floor(log10(value)) + 1 - min(manner.digits, DIGITS)))


def _rounded(value: float, manner: Manner) -> float:
    step = _step(value, manner)
    return float(_ROUNDED.get(manner.bound, round)(value / step) * step)


def _stands_for(rough: float, manner: Manner, exact: float) -> bool:
    """Return whether one value is the other rounded as its words and digits allow."""
    small, large = sorted((rough, exact))
    if small <= 0:
        return False
    bounded = manner.bound in _ROUNDED or large - small <= TENTH * large
    return bounded and isclose(_rounded(exact, manner), rough)


def _rounded_as(exact: float, manner: Manner) -> Iterator[tuple[float, float]]:
    """Yield at most one interval of the values that a value may round to."""
    if exact > 0:
        rounded = _rounded(exact, manner)
        yield rounded * (1 - _SLACK), rounded * (1 + _SLACK)


def _rounding_to(rough: float, manner: Manner) -> Iterator[tuple[float, float]]:
    """Yield the intervals of the values that round to this one, by their number of digits."""
    if rough <= 0:
        return
    for size in _sizes(rough):
        step = _step(size, manner)
        below, above = {"over": (0.0, step), "under": (step, 0.0)}.get(manner.bound, (step / 2, step / 2))
        low, high = max(size, rough - below), min(10 * size, rough + above)
        if manner.bound not in _ROUNDED:
            low, high = max(low, rough * (1 - TENTH)), min(high, rough / (1 - TENTH))
        yield low * (1 - _SLACK), high * (1 + _SLACK)


def _sizes(value: float) -> Sequence[float]:
    """Return the powers of ten that start the ranges of values near this one."""
    digits = floor(log10(value))
    return [10.0**size for size in range(digits - 1, min(digits + 2, 309))]
