"""Answers while a word is being typed: its commonest continuations, read in advance.

A prefix of one letter stands for thousands of forms and half a million postings. The commonest few forms hold nearly
all articles that matter for the first page; the whole answer follows when the typing pauses. Refuses to parse and rank.
"""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING

from .engine import FREQUENCY_SHIFT, ZONES
from .query.nodes import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from .lexicon import Lexicon
    from .ranking import Ranking

FORMS, POSTINGS = 8, 20_000
"""A word being typed stands for at most so many forms, as many as hold so many postings, but for one at least."""

SLICE, PAUSE = 0.008, 0.002
"""Seconds of reading in advance between two pauses for whoever else wants to run, and the length of a pause."""

_PREFIXES = 400


def continuations(lexicon: Lexicon, typed: Term) -> tuple[tuple[str, ...], bool]:
    """Return the forms that a word being typed stands for, and whether these are all that begin with it."""
    commonest = lexicon.commonest(typed.form, FORMS, POSTINGS)
    complete = len(commonest) == len(lexicon.begins(typed.form))
    return tuple(sorted({*commonest, *lexicon.inflections(typed)})), complete


def warm(
    lexicon: Lexicon,
    ranking: Ranking,
    turn: AbstractContextManager[object],
    cancelled: Callable[[], bool],
    clock: Callable[[], float] = time.perf_counter,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Read in advance what the first two letters of a word will ask for; holds ``turn`` only for a slice at a time."""
    work = _work(lexicon, ranking)
    done = False
    while not done and not cancelled():
        end = clock() + SLICE
        with turn:
            while not done and clock() < end:
                done = next(work, None) is None
        pause(PAUSE)


def prefixes(lexicon: Lexicon) -> list[str]:
    """Return the beginnings of one and two letters that are dearest to answer, dearest first."""
    costs: dict[str, int] = defaultdict(int)
    for form in lexicon.forms:
        frequency = lexicon.packed[form] >> FREQUENCY_SHIFT
        costs[form[:1]] += frequency
        if len(form) > 1:
            costs[form[:2]] += frequency
    return sorted(costs, key=lambda prefix: (-costs[prefix], prefix))[:_PREFIXES]


def _work(lexicon: Lexicon, ranking: Ranking) -> Iterator[bool]:
    """Yield after each small piece of work."""
    for prefix in prefixes(lexicon):
        forms = lexicon.commonest(prefix, FORMS, POSTINGS)
        for form in forms:
            if ranking.full:
                return
            ranking.weigh(form, ZONES)
            yield True
        # What `continuations` says of a word of which no more is typed yet.
        ranking.words({*forms, *lexicon.inflections(Term(prefix, prefix, 0, 0))}, ZONES)
        yield True
