"""How alike two sentences are, and which links are chosen: words count as often as they stand."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.alignment.alignment import Limits, align, worth
from index.compare.alignment.encoding import Alphabet, encode
from index.compare.alignment.preparation import Prepared, prepare_spans
from index.compare.alignment.rarity import corpus_frequencies, rarity, trusted
from index.compare.alignment.scoring import affinity, likeness, reaching, shared_weights
from index.compare.alignment.tiling import SharedRun
from index.model.article import Span
from index.model.comparison_result import CorpusFrequencies

if TYPE_CHECKING:
    from collections.abc import Sequence

CORPUS = CorpusFrequencies(1000, {})
"""A library in which every word of these sentences is as rare as can be."""


def account(id: str, lines: Sequence[str]) -> Prepared:
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    return prepare_spans(id, "\n".join(lines), spans)


def shares(a: str, b: str) -> tuple[float, float]:
    """Return the shares of each sentence that the other explains."""
    (one, other), weights = encode(
        (account("a", [a]), account("b", [b])), rarity([account("a", [a]), account("b", [b])], CORPUS).whole
    )
    shared = shared_weights(one, other, weights).get(0, 0.0)
    found = likeness(one, other, 0, 0, shared)
    return round(found.cover_a, 3), round(found.cover_b, 3)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Cod feeds Hull.", "Cod feeds Hull.", (1.0, 1.0)),
        ("Cod feeds Hull.", "Cod feeds ports.", (0.667, 0.667)),
        ("Cod buys cod.", "Cod sells cod.", (0.667, 0.667)),
        ("Cod buys cod, cod, cod.", "Cod sells cod.", (0.4, 0.667)),
        ("Cod buys cod.", "Cod sells ships.", (0.333, 0.333)),
        ("Cod feeds Hull.", "Ships carry coal.", (0.0, 0.0)),
    ],
)
def test_a_word_counts_as_often_as_both_have_it(a: str, b: str, expected: tuple[float, float]) -> None:
    """Of a word that stands several times on both sides, the lesser count is shared."""
    assert shares(a, b) == expected


FEW = ("cod", "feeds", "hull", "the", "of", "ships")
LINES = st.lists(st.lists(st.sampled_from(FEW), min_size=1, max_size=12), min_size=1, max_size=4)


@given(LINES, LINES, st.sampled_from((0.265, 0.40, 0.52, 0.66, 0.9)))
def test_the_cheap_test_finds_the_pairs_that_reach_a_score(
    a: Sequence[Sequence[str]], b: Sequence[Sequence[str]], least: float
) -> None:
    """Those whose likeness is so high, and no others but for rounding."""
    accounts = [account(id, [" ".join(line) for line in lines]) for id, lines in (("a", a), ("b", b))]
    (one, other), weights = encode(accounts, rarity(accounts, CORPUS).whole)
    shared, reaches = shared_weights(one, other, weights), reaching(one, other, least)
    for i, j in product(range(len(one.lines)), range(len(other.lines))):
        weight = shared.get(i * len(other.lines) + j, 0.0)
        score = likeness(one, other, i, j, weight).score
        if one.mass[i] and other.mass[j] and abs(score - least) > 1e-5:
            assert reaches(i, j, weight) is (score >= least)


def links(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    accounts = account("a", a), account("b", b)
    (one, other), weights = encode(accounts, rarity(accounts, CORPUS))
    return [(link.a, link.b) for link in align(one, other, weights, Limits()).links]


FISH = "Iceland’s cutters patrolled the disputed banks"
COAL = "miners in Wales refused the new contract"


def test_a_further_partner_must_explain_what_the_first_does_not() -> None:
    """A sentence that tells two things is linked to both halves."""
    both = f"{FISH} while {COAL}."
    assert links([both], [f"{FISH}.", f"{COAL.capitalize()}."]) == [(0, 0), (0, 1)]


def test_a_sentence_said_twice_is_linked_twice() -> None:
    """A repetition that is nearly word for word finds the sentence it repeats though that is explained."""
    line = f"{FISH} since early March."
    assert links([line, line], [line]) == [(0, 0), (1, 0)]


@pytest.mark.parametrize(("documents", "expected"), [(60, True), (59, False)])
def test_a_small_library_does_not_say_what_is_rare(documents: int, expected: bool) -> None:  # noqa: FBT001
    """Below sixty articles words are weighed by the sentences compared."""
    assert (trusted(CorpusFrequencies(documents, {})), trusted(None)) == (expected, False)
    accounts = (account("a", [FISH, COAL]),)
    by_corpus = rarity(accounts, CorpusFrequencies(documents, {}))["unheard"]
    assert (by_corpus == rarity(accounts)["unheard"]) is not expected


def reused(words: str, weight: float, strangeness: float = 0.0) -> bool:
    """Whether a run over a whole sentence is reused wording when each of its content words weighs so much."""
    one = account("a", [words])
    (encoded,), weights = encode((one,), rarity((one,), CORPUS))
    run = SharedRun(0, 0, len(encoded.lines[0]))
    return worth(encoded, 0, [run], dict.fromkeys(weights, weight), strangeness)


@pytest.mark.parametrize(
    ("words", "weight", "expected"),
    [
        ("ships carry coal southward", 2.0, True),
        ("ships carry coal southward", 1.9, False),
        ("ships carry coal", 9.0, False),
        ("ships of Hull carry", 9.0, False),
        ("ships carry coal to Hull and Leith", 0.8, True),
        ("ships carry coal to Hull", 1.9, False),
        ("carry Ann Smith of Hull and Leith", 9.0, False),
        ("carry on Ann Smith of Hull ships", 1.0, True),
    ],
)
def test_reused_wording_is_long_or_rare_and_more_than_names(words: str, weight: float, expected: bool) -> None:  # noqa: FBT001
    """Six words with some weight, or four with much of it and three that are no names; names alone are no wording."""
    assert reused(words, weight) is expected


def test_ten_words_in_a_row_are_a_copy_even_of_names() -> None:
    """A list of ten names that two accounts have in common was copied."""
    names = "Ann Smith Ben Jones Hull Leith Oslo Rome Bonn"
    assert [reused(f"Paris {names}", 1.0), reused(names, 1.0), reused(f"Paris {names}", 0.7)] == [True, False, False]


@pytest.mark.parametrize(("strangeness", "expected"), [(0.0, True), (0.25, True), (0.5, False)])
def test_strangers_must_share_more(strangeness: float, expected: bool) -> None:  # noqa: FBT001
    """Between accounts of different things four more words are asked for, and words weigh up to half."""
    assert reused("ships carry coal southward again", 2.5, strangeness) is expected


def test_accounts_are_about_the_same_things_as_far_as_they_share_words() -> None:
    """All of them, some, none; one that says nothing is about nothing."""
    texts: Sequence[Sequence[str]] = (
        ["Cod feeds Hull."],
        ["Hull, cod feeds."],
        ["Cod feeds ports."],
        ["Ships carry coal."],
        [],
    )
    accounts = [account(str(number), lines) for number, lines in enumerate(texts)]
    encoded, _ = encode(accounts, rarity(accounts, CORPUS).whole)
    same, some, none, nothing = (affinity(encoded[0], other) for other in encoded[1:])
    assert (same, none, nothing) == (1.0, 0.0, 0.0)
    assert 0 < some < 1


def test_articles_are_counted_by_stem() -> None:
    """An article counts once for a stem, however often it has the word."""
    frequencies = corpus_frequencies([account("a", ["Cod feeds cod."]), account("b", ["Cod swims."])])
    assert (frequencies.documents, frequencies.counts["cod"], frequencies.counts["swim"]) == (2, 2, 1)


def test_each_stem_has_a_letter_of_its_own_and_none_is_half_a_character() -> None:
    """Any number of stems gives each a character of its own, and no surrogate."""
    alphabet = Alphabet()
    letters = "".join(alphabet[str(number)] for number in range(60_000))
    assert (len(set(letters)), len(letters.encode("utf-32-le")) // 4) == (60_000, 60_000)
