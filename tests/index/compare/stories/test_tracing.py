"""Where a passage stands in other articles: how near its sentences must be, and how much of it must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.compare.stories import tracing
from index.model.comparison_result import CorpusFrequencies, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.model.article import Article
    from index.model.comparison_result import Trace

    Make = Callable[..., Article]

FIRST = "Iceland has patrolled the disputed banks with two cutters since early March."
SECOND = "Trawlers from Hull landed four thousand tonnes of cod in the harbour last year."
BETWEEN = ("Nobody asked the fishermen.", "Rain fell on Tuesday.", "Prices rose again.", "A museum opened its doors.")


def trace(passage: str, articles: Iterable[Article]) -> tuple[Trace, ...]:
    """Trace in a large library in which every word of these texts is rare."""
    return tracing.trace(passage, articles, frequencies=CorpusFrequencies(1000, {}))


@pytest.mark.parametrize(("apart", "places"), [(0, 1), (2, 1), (3, 2)])
def test_sentences_near_each_other_are_one_place(article: Make, apart: int, places: int) -> None:
    """Up to two other sentences may stand between two of the passage; more make two places."""
    text = " ".join([BETWEEN[-1], FIRST, *BETWEEN[:apart], SECOND])
    found = trace(f"{FIRST} {SECOND}", [article("b", text)])
    assert [text[slice(*one.span)] for one in found] == (
        [text[len(BETWEEN[-1]) + 1 :]] if places == 1 else [SECOND, FIRST]
    )
    assert [one.kind for one in found] == [Kind.VERBATIM] * places


def test_the_best_place_is_first(article: Make) -> None:
    """Places are ordered by the share of the passage that stands there, then by article."""
    made = [article("b", FIRST), article("c", f"{FIRST} {SECOND}"), article("a", FIRST)]
    found = trace(f"{FIRST} {SECOND}", made)
    assert [(one.id, one.score == 1.0) for one in found] == [("c", True), ("a", False), ("b", False)]


def test_a_long_passage_needs_eight_words_and_a_short_one_half_of_its_own(article: Make) -> None:
    """Fewer words in shared runs are no place of the passage."""
    words = FIRST.rstrip(".").split()
    long = f"{FIRST} {SECOND}"

    def shared(passage: str, count: int) -> int:
        text = f"{' '.join(words[:count])} as everybody in Reykjavik had long expected them to."
        return len(trace(passage, [article("b", text)]))

    assert [shared(long, count) for count in (7, 8)] == [0, 1]
    half = len(words) // 2
    assert [shared(FIRST, count) for count in (half - 1, half)] == [0, 1]


def test_a_place_is_as_sure_as_the_worst_of_it(article: Make) -> None:
    """A verbatim sentence beside an edited one makes an edited place, from the first to the last of both."""
    edited = SECOND.replace("four thousand", "some four thousand")
    text = f"{FIRST} {edited}"
    found = trace(f"{FIRST} {SECOND}", [article("b", text)])
    assert [(one.kind, text[slice(*one.span)]) for one in found] == [(Kind.EDITED, text)]


def test_a_place_in_a_longer_sentence_ends_with_the_shared_words(article: Make) -> None:
    """Where only a run is shared, the place is the run, not the sentence around it."""
    shared = "patrolled the disputed banks with two cutters since early March"
    text = f"Reykjavik’s navy, short of ships and men as it is, {shared}, while London sent no ship at all this time."
    found = trace(FIRST, [article("b", text)])
    assert [(one.kind, text[slice(*one.span)]) for one in found] == [(Kind.PARTIAL, shared)]
