"""Articles that share a passage share a number, and the place is found again word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.stories.fingerprints import COMMON, fingerprints, passage_fingerprints, uncommon
from index.compare.stories.tracing import trace
from index.model.comparison_result import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model.article import Article

    Make = Callable[..., Article]

PASSAGE = "Iceland has patrolled the disputed banks with two cutters since March, the ministry said."
OTHER = "Trawlers from Hull landed four thousand tonnes of cod last year and nobody in the port complained."
WORD = st.sampled_from(["fish", "cod", "the", "of", "Hull", "banks", "cutters", "two", "March", "said"])


def test_numbers_are_stable(article: Make) -> None:
    """The numbers are the same in every run, signed, and fit 64 bits."""
    found = fingerprints(article("a", PASSAGE))
    assert found == fingerprints(article("b", PASSAGE))
    assert {one.number for one in found} < set(passage_fingerprints(PASSAGE))
    assert all(-(1 << 63) <= one.number < 1 << 63 for one in found)
    assert all(one.place == 0 or PASSAGE[one.place - 1] == " " for one in found)


@settings(max_examples=100)
@given(
    before=st.lists(WORD, max_size=12),
    after=st.lists(WORD, max_size=12),
    shared=st.lists(WORD, min_size=8, max_size=14),
)
def test_eight_shared_words_are_enough(article: Make, before: list[str], after: list[str], shared: list[str]) -> None:
    """Eight shared words in a row give query and article a fingerprint in common, in any surroundings."""
    kept = {one.number for one in fingerprints(article("a", " ".join([*before, *shared, *after])))}
    assert kept & set(passage_fingerprints(" ".join(shared)))


def test_furniture_has_no_fingerprints(seeds: tuple[Article, ...]) -> None:
    """Only what takes part in comparison is fingerprinted."""
    bodies = [(block.start, block.end) for block in seeds[2].body()]
    places = [one.place for one in fingerprints(seeds[2])]
    assert places == sorted(places)
    assert all(any(start <= place < end for start, end in bodies) for place in places)


def test_boilerplate_is_told_by_its_frequency() -> None:
    """Numbers of too many articles are left out, and their share is said."""
    assert uncommon([1, 2, 3, 4], {1: 1, 2: COMMON, 3: COMMON + 1}) == ((1, 2), 1 / 3)
    assert uncommon([7], {}) == ((), 0.0)


def test_trace_finds_the_place(article: Make) -> None:
    """The place of a passage is found with its class and the share of its words."""
    edited = PASSAGE.replace("two cutters", "two old cutters")
    articles = [
        article("a", PASSAGE),
        article("b", f"{OTHER} {PASSAGE} {OTHER}"),
        article("c", f"{OTHER}\n{edited}"),
        article("d", OTHER),
    ]
    found = trace(PASSAGE, articles, without="a")
    assert [(one.id, one.kind) for one in found] == [("b", Kind.VERBATIM), ("c", Kind.EDITED)]
    assert [articles["abcd".index(one.id)].text[slice(*one.span)] for one in found] == [PASSAGE, edited]
    assert [one.score for one in found] == [1.0, 1.0]


def test_two_places_in_one_article(article: Make) -> None:
    """A passage that an article prints twice, far apart, is found in both places."""
    filler = " ".join([OTHER] + [f"Nothing happened on day {day} of the strike." for day in range(5)])
    found = trace(PASSAGE, [article("b", f"{PASSAGE}\n{filler}\n{PASSAGE}")], common=True)
    assert [(one.id, one.kind, one.common) for one in found] == [("b", Kind.VERBATIM, True)] * 2


def test_seeds_share_a_passage(seeds: tuple[Article, ...]) -> None:
    """A passage of one agency account is found in the other."""
    start = seeds[1].text.index("Those divisions were highlighted")
    passage = seeds[1].text[start : seeds[1].text.index("problematic.") + 12]
    numbers = set(passage_fingerprints(passage))
    holding = [one for one in seeds if numbers & {print_.number for print_ in fingerprints(one)}]
    assert {"001", "002"} <= {one.id[:3] for one in holding}
    assert [(one.id[:3], one.kind.value) for one in trace(passage, holding, without=seeds[1].id)] == [("002", "edited")]


def test_nothing_to_trace(article: Make) -> None:
    """An empty passage is nowhere."""
    assert trace("", [article("a", PASSAGE)]) == ()
