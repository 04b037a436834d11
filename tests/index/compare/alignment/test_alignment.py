"""Sentences are linked whatever their order, with the class that their wording earns."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.alignment.alignment import ALONE, Alignment, align, mirrored
from index.compare.alignment.encoding import encode
from index.compare.alignment.preparation import Prepared, heal, prepare_spans
from index.compare.alignment.rarity import rarity
from index.model.article import Span
from index.model.comparison_result import Kind
from index.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model.article import Article
    from index.model.comparison_result import Link

TALKS = (
    "The envoys met in Geneva on Tuesday to settle the long dispute over fishing rights.",
    "Neither side offered a new proposal when the morning session opened.",
    "Iceland has patrolled the disputed banks with two cutters since March.",
    "A spokesman said that the talks would resume after the summer recess.",
    "Trawlers from Hull landed 4,000 tonnes of cod last year.",
    "The minister left the hall without a word to the waiting reporters.",
)
WORDS = [
    "the",
    "talks",
    "of",
    "China",
    "Blinken",
    "warned",
    "5½",
    "“Taiwan”",
    "billion",
    "aid",
    "wellknown",
    "well-known",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=9)


def page(identity: str, lines: Sequence[str]) -> Prepared:
    spans, place = [], 0
    for line in lines:
        spans.append(Span(place, place + len(line)))
        place += len(line) + 1
    return prepare_spans(identity, "\n".join(lines), spans)


def aligned(a: Sequence[str], b: Sequence[str]) -> Alignment:
    accounts = heal((page("a", a), page("b", b)))
    (one, other), weights = encode(accounts, rarity(accounts))
    return align(one, other, weights, ALONE)


def links(a: Sequence[str], b: Sequence[str]) -> dict[tuple[int, int], str]:
    return {(link.a, link.b): link.kind.value for link in aligned(a, b).links}


def test_verbatim_in_any_order() -> None:
    """Sentences that only changed places are verbatim, and the fewest of them count as moved."""
    order = [3, 0, 1, 2, 4, 5]
    found = aligned(TALKS, [TALKS[place] for place in order]).links
    assert {(link.a, order[link.b], link.kind) for link in found} == {(n, n, Kind.VERBATIM) for n in range(6)}
    assert [link.a for link in found if link.moved] == [3]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("Iceland has patrolled the “disputed banks” with 2 cutters since March", "verbatim"),
        ("Iceland has been patrolling the disputed banks with two cutters since March.", "edited"),
        ("Since March Iceland has patrolled the disputed banks with two cutters, officials told us at noon.", "edited"),
        (
            "Two cutters were sent by Reykjavik, which has patrolled the disputed banks with vigour for years.",
            "partial",
        ),
        ("Iceland’s cutters, two of them, patrol the disputed banks.", "similar"),
    ],
)
def test_classes(other: str, kind: str) -> None:
    """A link is verbatim, edited, partial or similar by what its wording keeps."""
    changed = [*TALKS[:2], other, *TALKS[3:]]
    assert links(TALKS, changed)[2, 2] == kind


def test_unrelated_texts_have_no_links() -> None:
    """Sentences about other things stay alone, common words and names notwithstanding."""
    other = (
        "The House Oversight Committee opened its hearing on Tuesday.",
        "A spokesman said that the vote would be held after the weekend.",
        "The senator left the room.",
    )
    assert links(TALKS, other) == {}


def test_names_alone_are_no_reuse() -> None:
    """A long name or title that two texts share is no shared passage."""
    a = "The House Committee on Oversight and Government Reform of Jason Chaffetz heard fishermen."
    b = "Nobody reads the minutes of the House Committee on Oversight and Government Reform of Jason Chaffetz."
    assert "partial" not in links([a, *TALKS], [b, "It rained in Bergen.", "Snow fell elsewhere."]).values()


def test_a_split_sentence_has_two_partners() -> None:
    """One sentence that another account splits is linked to both parts."""
    parts = [
        "Iceland has patrolled the disputed banks with two cutters since March.",
        "The cutters are paid for by a levy on foreign trawlers landing in Hull.",
    ]
    whole = (
        "Iceland has patrolled the disputed banks with two cutters since March, and the cutters are paid for by a levy"
        " on foreign trawlers landing in Hull."
    )
    assert set(links([*TALKS[:2], whole, TALKS[3]], [*TALKS[:2], *parts, TALKS[3]])) >= {(2, 2), (2, 3)}


def test_one_line_again_and_again() -> None:
    """A text that is one line over and over is linked line by line, in order, not each with each."""
    found = aligned([TALKS[0]] * 400, [TALKS[0]] * 401).links
    assert [(link.a, link.b) for link in found] == [(n, n) for n in range(400)] + [(399, 400)]
    assert {link.kind for link in found} == {Kind.VERBATIM}


def test_words_torn_apart_are_healed() -> None:
    """A word that one account tears or hyphenates is the other's whole word."""
    a = ["The conf lict over the well-known banks went on for years."]
    b = ["The conflict over the wellknown banks went on for years."]
    assert links(a, b) == {(0, 0): "verbatim"}


def test_tiles_slice_to_the_same_words(seeds: tuple[Article, ...]) -> None:
    """Each tile covers the same words in both texts."""
    accounts = heal(prepare_spans(one.id, one.text, sentences(one.text)) for one in seeds[1:3])
    (one, other), weights = encode(accounts, rarity(accounts))
    found = align(one, other, weights, ALONE).links
    tiles = [(link, tile) for link in found for tile in link.tiles]
    assert len(tiles) > 20
    for link, tile in tiles:
        left = [w.form for w in one.account.lines[link.a].words if tile.a.start <= w.start < tile.a.end]
        right = [w.form for w in other.account.lines[link.b].words if tile.b.start <= w.start < tile.b.end]
        assert left == right
        assert len(left) == tile.words


@settings(max_examples=150)
@given(ARTICLE, ARTICLE)
def test_mirror(a: list[str], b: list[str]) -> None:
    """The links of b and a are those of a and b seen from the other side."""
    accounts = heal((page("a", a), page("b", b)))
    (one, other), weights = encode(accounts, rarity(accounts))
    there, back = align(one, other, weights, ALONE).links, align(other, one, weights, ALONE).links
    assert tuple(sorted(map(mirrored, back), key=lambda link: (link.a, link.b))) == there


def told(found: Sequence[Link], a: Sequence[str], b: Sequence[str]) -> list[tuple[str, str, str, float]]:
    """Return links without their places; `well-known` and `wellknown` are one word once both are there."""
    return sorted(
        (a[link.a].replace("-", ""), b[link.b].replace("-", ""), link.kind.value, link.score) for link in found
    )


@settings(max_examples=150)
@given(ARTICLE, ARTICLE, st.integers(0, 99))
def test_shuffling_changes_only_what_moved(a: list[str], b: list[str], seed: int) -> None:
    """Which sentences are linked, and how, does not depend on where they stand."""
    shuffled = b.copy()
    random.Random(seed).shuffle(shuffled)
    assert told(aligned(a, shuffled).links, a, shuffled) == told(aligned(a, b).links, a, b)


@settings(max_examples=100)
@given(ARTICLE)
def test_identity(a: list[str]) -> None:
    """A text against itself is verbatim throughout, and nothing has moved."""
    found = aligned(a, a).links
    assert {link.a for link in found} == {link.b for link in found} == set(range(len(a)))
    assert {(link.kind, link.moved) for link in found} == {(Kind.VERBATIM, False)}


def test_the_same_words_are_never_alone() -> None:
    """A sentence that stands word for word in both is linked, however short, even between strangers."""
    a = [*TALKS, "God help us."]
    b = ["Six dogs ran along the beach near the lighthouse.", "God help us.", "The harvest was poor this year."]
    assert links(a, b) == {(6, 1): "verbatim"}


def test_two_words_in_common_are_no_similar_wording() -> None:
    """Two short sentences about one matter need more in common than its name."""
    a = ["He has no birth certificate at all.", "The senator flew home to Boston in a small plane that night."]
    b = ["Let's say there is no birth certificate.", "That night the senator took a small plane home to Boston."]
    assert links([*a, *TALKS[:3]], [*b, *TALKS[3:]]).keys() == {(1, 1)}


def test_formulas_are_no_reused_wording() -> None:
    """What every newsroom writes the same is no passage that one took from the other."""
    a = [*TALKS, "A spokeswoman for the harbour did not immediately respond to a request for comment."]
    b = [*TALKS, "Officials at the mint did not immediately respond to a request for comment."]
    assert links(a, b).get((6, 6)) != "partial"
    told = "did not sail to the northern banks of cod"
    assert links([*TALKS, f"The harbour {told}."], [*TALKS, f"Officials of the mint {told}."])[6, 6] != "similar"


def test_a_clause_quoted_by_both_is_reused_wording() -> None:
    """A run of words inside quotation marks on both sides ties sentences with other frames."""
    a = [*TALKS, "“He is not welcome to our harbour,” Mayor Lind told a local station as the ferry left on Sunday."]
    b = [*TALKS, "Asked about the visit, Lind said: “He is not welcome to our harbour until the debt is paid.”"]
    assert links(a, b).get((6, 6)) == "partial"


@pytest.mark.parametrize(
    ("end", "linked"),
    [
        ("We get no younger with time, but the ministers must rid the sea of nets.", False),
        ("Ministers say it is time to get rid of nets in the sea.", True),
    ],
)
def test_a_few_usual_words_are_no_similar_wording(end: str, linked: bool) -> None:  # noqa: FBT001 a case of the table
    """Three words that both accounts use elsewhere tie nothing, unless they stand in one phrase."""
    a = [*TALKS[:3], "Time is short.", "They get fish at dawn.", "Wind blew over empty quays."]
    b = [*TALKS[:3], "Such times come seldom.", "Cooks get herring cheaply.", "Nobody counted votes then."]
    found = links([*a, "It is time to get rid of these boats."], [*b, end])
    assert ((6, 6) in found) is linked


def test_a_shared_run_weighs_what_its_content_words_weigh() -> None:
    """Function words add nothing to the mass of a run."""
    accounts = heal((page("a", TALKS), page("b", TALKS)))
    (one, other), weights = encode(accounts, rarity(accounts))
    (tile,) = align(one, other, weights, ALONE).links[0].tiles
    content = [letter for letter, word in zip(one.lines[0], accounts[0].lines[0].words, strict=True) if not word.stop]
    assert tile.mass == round(sum(weights[letter] for letter in content), 3)


OTHERS = ("Six dogs ran along the beach near the lighthouse.", "The harvest was poor.", "A choir sang in the square.")


def test_versions_of_one_text_are_linked_by_less() -> None:
    """Where most sentences are the same, a rewritten one needs fewer words in common."""
    old, new = (
        "Iceland sent two cutters to the disputed banks.",
        "The cutters of Iceland were seen there again in March.",
    )
    told = [*TALKS[:2], *TALKS[3:]]
    assert (5, 5) in links([*told, old], [*told, new])
    assert links([*OTHERS, told[0], old], [*told, new]).keys() == {(3, 0)}
