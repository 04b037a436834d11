"""Answers while a word is being typed: its commonest continuations, read in advance.

A prefix of one letter stands for thousands of forms and half a million postings. The commonest few forms hold nearly
all articles that matter for the first page; the whole answer follows when the typing pauses. The word stays a beginning
in both, so that no result is taken away again. Refuses to rank.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from .engine import FREQUENCY_SHIFT, ZONES
from .query.lexer import Sort, tokens
from .query.nodes import And, Dates, Filter, Or, Phrase, Term, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from contextlib import AbstractContextManager

    from .catalogue import Catalogue
    from .lexicon import Lexicon
    from .query.nodes import Query
    from .ranking import Ranking

FORMS, POSTINGS = 8, 20_000
"""A word being typed stands for at most so many forms, as many as hold so many postings, but for one at least."""

ALL_FORMS, ALL_POSTINGS = 200, 4_000
"""It stands for all that begin with it where these are so few: the answer is whole then, and stays as it is."""

SLICE, PAUSE = 0.005, 0.005
"""Seconds of reading in advance between two pauses for whoever else wants to run, and the length of a pause."""

_PREFIXES, _FORMS_A_STEP = 400, 4_000


def continuations(lexicon: Lexicon, typed: Term) -> tuple[tuple[str, ...], bool]:
    """Return the forms that a word being typed stands for, and whether these are all that begin with it."""
    begun = lexicon.begins(typed.form)
    if len(begun) <= ALL_FORMS and lexicon.postings(begun) <= ALL_POSTINGS:
        return beginnings(lexicon, typed), True
    commonest = lexicon.commonest(typed.form, FORMS, POSTINGS)
    kin = () if typed.exact else lexicon.inflections(typed)
    return tuple(sorted({*commonest, *kin})), len(commonest) == len(begun)


def beginnings(lexicon: Lexicon, typed: Term) -> tuple[str, ...]:
    """Return all forms that a word being typed stands for: what begins with it, and what it finds as it stands."""
    return tuple(sorted({*lexicon.begins(typed.form), *lexicon.expand(typed)}))


def word_being_typed(query: Query) -> Term | None:
    """Return the word that ends the query, if nothing ends the word: a space, a star, a closing quotation mark."""
    last = next(iter(deque(wanted(query.root), maxlen=1)), None)
    item = last.items[-1] if isinstance(last, Phrase) else last
    return item if isinstance(item, Term) and item.end == len(query.text) else None


def filter_being_typed(query: Query, fields: Collection[str]) -> Filter | None:
    """Return the filter by one of ``fields`` that ends the query, if nothing ends its last value.

    None under a not: what is left out is a whole value, or results would go and come again.
    """
    node = query.root
    while isinstance(node, And | Or):
        node = node.parts[-1]
    ends = isinstance(node, Filter) and node.field in fields and node.end == len(query.text)
    return node if isinstance(node, Filter) and ends else None


def is_value_being_typed(query: Query, fields: Collection[str]) -> bool:
    """Whether a filter by one of ``fields``, or by date, ends the query and was told what it may become."""
    node = query.root
    while isinstance(node, And | Or):
        node = node.parts[-1]
    return (isinstance(node, Dates) and node.end == len(query.text)) or filter_being_typed(query, fields) is not None


def being_typed(query: Query, fields: Collection[str]) -> Filter | Term | None:
    """Return what ends the query and may go on: a filter by one of ``fields``, else a word."""
    return filter_being_typed(query, fields) or word_being_typed(query)


def before_unfinished(text: str, fields: Collection[str]) -> str | None:
    """Return a query without its end if that may become a filter: half a name of a field, or a value being typed.

    ``None`` when the query does not end so.
    """
    cut = tuple(tokens(text))
    place = len(cut) - 1
    if place < 0 or cut[place].end < len(text):
        return None
    last = cut[place]
    if last.sort is Sort.TEXT and not last.glued and any(name.startswith(last.value.casefold()) for name in fields):
        return text[: last.start]
    while cut[place].sort in {Sort.TEXT, Sort.QUOTED, Sort.COMMA} and cut[place].glued and place:
        place -= 1
    return text[: cut[place].start] if cut[place].sort is Sort.FIELD else None


def warm(
    work: Iterator[object],
    turn: AbstractContextManager[object],
    cancelled: Callable[[], bool],
    clock: Callable[[], float] = time.perf_counter,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Do ``work`` piece by piece until it ends or ``cancelled`` says so; holds ``turn`` for a slice at a time."""
    while not cancelled():
        with turn:
            end = clock() + SLICE
            for _ in work:
                if clock() >= end:
                    break
            else:
                return
        pause(PAUSE)


def plan(catalogue: Catalogue, lexicon: Lexicon, ranking: Ranking) -> Iterator[None]:
    """Read what the first two letters of a word will ask for, dearest first, while there is room; a step a piece."""
    catalogue.facets(0)
    yield
    catalogue.ordered("id", 0)
    yield
    costs: dict[str, int] = defaultdict(int)
    for at, (form, packed) in enumerate(lexicon.packed.items()):
        frequency = packed >> FREQUENCY_SHIFT
        costs[form[:1]] += frequency
        if len(form) > 1:
            costs[form[:2]] += frequency
        if at % _FORMS_A_STEP == 0:
            yield
    for prefix in sorted(costs, key=lambda prefix: (-costs[prefix], prefix))[:_PREFIXES]:
        yield from _read(prefix, lexicon, ranking)
        if ranking.full:
            return


def _read(prefix: str, lexicon: Lexicon, ranking: Ranking) -> Iterator[None]:
    forms, _ = continuations(lexicon, Term(prefix, prefix, 0, 0))
    for form in forms:
        ranking.weigh(form, ZONES)
        yield
    ranking.words(forms, ZONES)
    yield
