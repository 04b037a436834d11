"""Answers while a word is being typed: its commonest continuations, read ahead.

A prefix of one letter stands for thousands of forms and half a million postings. The commonest few cover nearly all
articles that matter for the first page; the complete answer follows when typing pauses. The word stays a prefix in
both, so that no result disappears again. Does not rank.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from .query.lexer import Sort, tokens
from .query.nodes import And, Dates, Filter, Or, Phrase, Term, wanted
from .zones import FREQUENCY_SHIFT, ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from contextlib import AbstractContextManager

    from .catalogue import Catalogue
    from .lexicon import Lexicon
    from .query.nodes import Query
    from .ranking import Ranking

FORMS, POSTINGS = 8, 20_000
"""The most forms that a word being typed stands for, and the most postings in all; at least one form is taken."""

ALL_FORMS, ALL_POSTINGS = 200, 4_000
"""With no more forms and postings than these, it stands for all it begins: the answer is then complete and final."""

SLICE, PAUSE = 0.005, 0.005
"""Seconds of reading ahead between two pauses that let other threads run, and the length of a pause."""

_PREFIXES, _FORMS_A_STEP = 400, 4_000


def continuations(lexicon: Lexicon, typed: Term) -> tuple[tuple[str, ...], bool]:
    """Return the forms that a word being typed stands for, and whether these are all that start with it."""
    begun = lexicon.begins(typed.form)
    if len(begun) <= ALL_FORMS and lexicon.postings(begun) <= ALL_POSTINGS:
        return beginnings(lexicon, typed), True
    commonest = lexicon.commonest(typed.form, FORMS, POSTINGS)
    kin = () if typed.exact else lexicon.inflections(typed)
    return tuple(sorted({*commonest, *kin})), len(commonest) == len(begun)


def beginnings(lexicon: Lexicon, typed: Term) -> tuple[str, ...]:
    """Return all forms that a word being typed stands for: those that start with it, and those it matches as it is."""
    return tuple(sorted({*lexicon.begins(typed.form), *lexicon.expand(typed)}))


def word_being_typed(query: Query) -> Term | None:
    """Return the word that ends the query, unless a space, star or closing quotation mark completes it."""
    last = next(iter(deque(wanted(query.root), maxlen=1)), None)
    item = last.items[-1] if isinstance(last, Phrase) else last
    return item if isinstance(item, Term) and item.end == len(query.text) else None


def filter_being_typed(query: Query, fields: Collection[str]) -> Filter | None:
    """Return the filter by one of ``fields`` that ends the query, unless its last value is complete.

    None under a not: an excluded value is a complete one, or results would flicker.
    """
    node = query.root
    while isinstance(node, And | Or):
        node = node.parts[-1]
    ends = isinstance(node, Filter) and node.field in fields and node.end == len(query.text)
    return node if isinstance(node, Filter) and ends else None


def is_value_being_typed(query: Query, fields: Collection[str]) -> bool:
    """Whether a filter by one of ``fields``, or by date, ends the query and was matched as incomplete."""
    node = query.root
    while isinstance(node, And | Or):
        node = node.parts[-1]
    return (isinstance(node, Dates) and node.end == len(query.text)) or filter_being_typed(query, fields) is not None


def being_typed(query: Query, fields: Collection[str]) -> Filter | Term | None:
    """Return what ends the query and may go on: a filter by one of ``fields``, else a word."""
    return filter_being_typed(query, fields) or word_being_typed(query)


def before_unfinished(text: str, fields: Collection[str]) -> str | None:
    """Return a query without an unfinished filter at its end: a partial field name, or a value being typed.

    ``None`` when the query has none.
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
    """Do ``work`` piece by piece until it ends or ``cancelled`` returns true; holds ``turn`` for a slice at a time."""
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
    """Read what the first two letters of a word will need, dearest first, while there is room; one piece per step."""
    catalogue.facets(0)
    yield
    catalogue.ordered("id", 0)
    yield
    costs: dict[str, int] = defaultdict(int)
    for at, (form, packed) in enumerate(lexicon.packed.pairs()):
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
