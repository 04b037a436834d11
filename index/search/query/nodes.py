"""The nodes of a parsed query: what is searched for, combined by and, or, not.

Does not know how an index evaluates them. Positions are ``[start, end)`` in the query's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.found import QueryProblem

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One word. ``surface`` is the word as typed, for the stemmer; an ``exact`` word does not match its inflections."""

    form: str
    surface: str
    start: int
    end: int
    exact: bool = False
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that starts with ``form``."""

    form: str
    start: int
    end: int
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word within edit distance ``distance`` of ``form`` (insert, delete, replace, swap of neighbours)."""

    form: str
    distance: int
    start: int
    end: int
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words, in this order."""

    items: tuple[Term | Prefix | Fuzzy, ...]
    start: int
    end: int
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of the article that has any of ``values``, which are as typed."""

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
    """A parsed query; ``root`` is ``None`` when nothing in it can be searched for."""

    text: str
    root: Node | None
    problems: tuple[QueryProblem, ...] = ()


def wanted(node: Node | None) -> Iterator[Leaf]:
    """Yield the leaves that a match may contain, from left to right: all but those under a not."""
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


def asks_only_for(part: Node, facet: str) -> bool:
    """Whether a part of a query only asks for values of a facet; days count as values of ``month``."""
    if facet == "month":
        return all(isinstance(each, Dates) for each in (part.parts if isinstance(part, Or) else (part,)))
    return isinstance(part, Filter) and part.field == facet


def without_facet(root: Node, facet: str) -> Node | None:
    """Return a query without the parts that only ask for a facet, ``None`` if it has none.

    Counted over its results, the other values of the facet keep their counts, and a reader can add a second one.
    """
    parts = root.parts if isinstance(root, And) else (root,)
    rest = tuple(part for part in parts if not asks_only_for(part, facet))
    if len(rest) == len(parts):
        return None
    return And(rest) if rest else All()


def items(root: Node | None) -> Iterator[Term | Prefix | Fuzzy]:
    """Yield the single words that a match may contain, including those of phrases, from left to right."""
    for leaf in wanted(root):
        yield from leaf.items if isinstance(leaf, Phrase) else (leaf,)
