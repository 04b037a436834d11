"""Whether a figure agrees with any of another account: the same as holding it against each."""

from __future__ import annotations

from math import ceil, floor, isclose, log10
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.comparison import compare
from index.compare.facts.figure_agreement import EXACT, FiguresTold, Manner
from tests.builders import article


class Told(NamedTuple):
    value: float
    unit: str = ""
    manner: Manner = EXACT


MANNERS = st.builds(Manner, st.sampled_from(["", "over", "under", "about"]), st.integers(1, 5))
VALUES = st.one_of(
    st.integers(0, 130).map(float), st.integers(0, 10**7).map(float), st.floats(0, 10**4).map(lambda x: round(x, 2))
)
FIGURES = st.builds(Told, VALUES, st.sampled_from(["", "people", "soldier", "%", "EUR"]), MANNERS)


def stands_for(rough: Told, exact: Told) -> bool:
    """Say it plainly: one value rounded to the digits of the other, in its direction."""
    small, large = sorted((rough.value, exact.value))
    if small <= 0:
        return False
    step = 10.0 ** (floor(log10(exact.value)) + 1 - rough.manner.digits)
    bound = rough.manner.bound
    rounded = {"over": floor, "under": ceil}.get(bound, round)(exact.value / step) * step
    return (bound in {"over", "under"} or large - small <= 0.1 * large) and isclose(rounded, rough.value)


def agree(one: Told, other: Told) -> bool:
    """Hold two figures against each other."""
    things = {"", "people", "soldier"}
    countable = one.unit == other.unit or {one.unit, other.unit} <= things
    same = one.value == other.value or stands_for(one, other) or stands_for(other, one)
    return countable and same


@given(st.lists(FIGURES, max_size=12), FIGURES)
def test_a_figure_is_told_when_it_agrees_with_any(figures: list[Told], asked: Told) -> None:
    """Values found by where they lie are those found by trying each."""
    assert FiguresTold(figures).tells(asked) == any(agree(one, asked) for one in figures)


@pytest.mark.parametrize(
    ("told", "asked", "expected"),
    [
        (Told(400, manner=Manner("over", 1)), Told(439), True),
        (Told(400, manner=Manner("over", 1)), Told(399), False),
        (Told(400, manner=Manner("under", 1)), Told(301), True),
        (Told(1000), Told(996), True),
        (Told(1000, manner=Manner("", 1)), Told(951), True),
        (Told(1000, manner=Manner("", 1)), Told(949), False),
        (Told(2, manner=Manner("", 1)), Told(2.4), False),
        (Told(0), Told(0), True),
        (Told(5, "EUR"), Told(5, "%"), False),
        (Told(5, "soldier"), Told(5, "people"), True),
    ],
)
def test_rounding(told: Told, asked: Told, *, expected: bool) -> None:
    """A figure stands for those it rounds, in the direction and to the digits it is told with."""
    assert FiguresTold([told]).tells(asked) == expected


def test_a_figure_of_hundreds_of_digits_is_compared() -> None:
    """More digits than a float holds count no more than those it holds."""
    long = "1." + "1234567891" * 40
    found = compare(
        [article(f"The talks cost {long} euros in all.", "a"), article("The talks cost 5 euros in all.", "b")]
    )

    assert [flag.kind for flag in found.disagreements] == ["number"]
