"""When two figures tell the same: equal, or the one rounded as its words and digits allow.

Finds whether any of an account's figures agrees with one, without holding it against all. Refuses to read text.
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
"""How far, as a share, a figure may be from the one it rounds."""
DIGITS = 15
"""Most digits that count: a float holds no more."""

_SLACK = 1e-8
_ROUNDED = {"over": floor, "under": ceil}


class Manner(NamedTuple):
    """How a figure is meant: ``bound`` is ``over under about`` or empty; ``digits`` how many of its digits count."""

    bound: str
    digits: int


EXACT = Manner("", 2)


class Figure(Protocol):
    """A value, what it counts, and how it is meant."""

    @property
    def value(self) -> float:
        """The value."""

    @property
    def unit(self) -> str:
        """What it counts; empty where that is unknown."""

    @property
    def manner(self) -> Manner:
        """How it is meant."""


class FiguresTold:
    """The figures of one account, to be asked whether any of them agrees with another account's."""

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
        """Return whether a figure of the account agrees with this one, whatever it counts them by.

        Two may tell the same when they are of one unit, or both count things, however these are called.
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
    """Return the unit where it is a measure; things are counted together."""
    return unit if unit in MEASURED and unit not in THINGS else ""


def _step(value: float, manner: Manner) -> float:
    """Return what the last digit counts that a rounded figure keeps of a value."""
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
    """Yield, once or never, between which values those lie that a value rounds to."""
    if exact > 0:
        rounded = _rounded(exact, manner)
        yield rounded * (1 - _SLACK), rounded * (1 + _SLACK)


def _rounding_to(rough: float, manner: Manner) -> Iterator[tuple[float, float]]:
    """Yield between which values those lie that round to this one, by the number of their digits."""
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
    """Return the powers of ten that the values near one begin at."""
    digits = floor(log10(value))
    return [10.0**size for size in range(digits - 1, min(digits + 2, 309))]
