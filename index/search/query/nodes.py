"""The nouns of a parsed query: what is looked for, combined by and, or, not.

Refuses to know how an index answers them. Positions are of the query's text, ``[start, end)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.results import QueryProblem

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One word. ``surface`` is it as typed, for the stemmer; an ``exact`` word is not matched by its inflections."""

    form: str
    surface: str
    start: int
    end: int
    exact: bool = False
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins with ``form``."""

    form: str
    start: int
    end: int
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word at most ``distance`` letters away from ``form`` (insert, delete, change, swap of neighbours)."""

    form: str
    distance: int
    start: int
    end: int
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, in this order."""

    items: tuple[Term | Prefix | Fuzzy, ...]
    start: int
    end: int
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of the article that holds any of ``values``; the values are as typed."""

    field: str
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dates:
    """Published within the days ``[first, last]`` (ISO); ``None`` leaves that side open."""

    first: str | None
    last: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of ``parts``."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of ``parts``."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but ``part``."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every article."""


Leaf: TypeAlias = Term | Prefix | Fuzzy | Phrase
Node: TypeAlias = Leaf | Filter | Dates | And | Or | Not | All


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; ``root`` is ``None`` when nothing in it can be looked for."""

    text: str
    root: Node | None
    problems: tuple[QueryProblem, ...] = ()


def wanted(node: Node | None) -> Iterator[Leaf]:
    """Yield the leaves that a match may hold, from left to right: all but those under a not."""
    match node:
        case Term() | Prefix() | Fuzzy() | Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted(part)
        case _:
            return


def filters(node: Node | None) -> Iterator[Filter]:
    """Yield every filter, also those under a not."""
    match node:
        case Filter():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from filters(part)
        case Not(part):
            yield from filters(part)
