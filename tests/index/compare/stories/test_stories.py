"""A library falls into stories and events, and a new article disturbs only what it touches."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.compare.stories.scenes import Scene
from index.compare.stories.stories import Likes, average_link, grouped, likenesses, regrouped, stories
from index.compare.stories.story_vectors import (
    PackedVectors,
    StoryRecord,
    pack,
    story_record,
    term_frequencies,
    unpack,
    weighed,
)
from index.model.comparison_result import CorpusFrequencies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.model.article import Article

    Make = Callable[..., Article]

LIKE = st.floats(0.0625, 1.0, width=32)
STRIKE = "Dockers in Hull struck over pay. The dockers’ union of Hull rejected the pay offer of the port."
FLOOD = "The Danube flooded Passau. Rescuers in Passau took families from the flooded Danube valley by boat."


def recorded(articles: list[Article]) -> tuple[dict[str, StoryRecord], CorpusFrequencies]:
    records = {article.id: story_record(article) for article in articles}
    return records, CorpusFrequencies(*term_frequencies(records.values()))


@pytest.fixture
def library(article: Make) -> list[Article]:
    return [
        article("a", STRIKE + " Ships waited."),
        article("b", STRIKE + " Talks failed on Monday."),
        article("c", FLOOD + " Rain went on."),
        article("d", FLOOD + " Two bridges broke."),
        article("e", "A painter of Oslo sold her first canvas to a museum of modern art."),
    ]


def test_articles_of_one_matter_make_a_story(library: list[Article]) -> None:
    """Articles about one thing stand together, others alone; a story is labelled by what sets it apart."""
    records, frequencies = recorded(library)
    groups = grouped(records.values())
    assert groups == (("a", "b"), ("c", "d"), ("e",))
    assert [(one.id, one.articles) for one in stories(groups, records, frequencies)] == [
        ("a", ("a", "b")),
        ("c", ("c", "d")),
    ]
    assert "Hull" in stories(groups, records, frequencies)[0].label


def test_the_seeds_are_one_story_of_two_events(seeds: tuple[Article, ...]) -> None:
    """The meeting in Vientiane belongs to the story of the April talks, as another event and for its place."""
    records, frequencies = recorded(list(seeds))
    (story,) = stories(grouped(records.values()), records, frequencies)
    assert [([name[:3] for name in event.articles], event.reason) for event in story.events] == [
        (["001", "002", "003"], "shared passages; set in Shanghai and Beijing"),
        (["000"], "another event: set in Vientiane, not in Shanghai and Beijing; no shared passages"),
    ]
    assert "Blinken" in story.label
    assert "’s" not in story.label


def test_days_part_stories(article: Make) -> None:
    """The same words months apart are no one story."""
    made = [article(name, STRIKE, published=day) for name, day in (("a", "2024-04-26"), ("b", "2024-07-27"))]
    assert grouped(recorded(made)[0].values()) == (("a",), ("b",))


def test_order_of_records_decides_nothing(library: list[Article]) -> None:
    """Groups are the same whatever the order in which records come."""
    records = list(recorded(library)[0].values())
    assert grouped(records[::-1]) == grouped(records)


def test_a_new_article_joins_its_story(library: list[Article]) -> None:
    """Adding an article one by one gives what grouping all of them gives."""
    records, frequencies = recorded(library)
    groups: tuple[tuple[str, ...], ...] = ()
    for identity in "eacbd":
        groups = regrouped(groups, records, [identity], frequencies)
    assert groups == grouped(records.values(), frequencies)


def test_every_stage_tells_how_far_it_is(library: list[Article]) -> None:
    """Looking at the articles that a new one may touch, and making stories of groups, may each be called off."""
    records, frequencies = recorded(library)
    groups = grouped(records.values(), frequencies)
    told: list[tuple[int, int]] = []
    new = next(iter(records))
    regrouped(groups, records, [new], frequencies, watch=lambda *far: told.append(far))
    assert told[: len(records)] == [(number, len(records)) for number in range(len(records))]
    told.clear()
    several = [group for group in groups if len(group) > 1]
    stories(groups, records, frequencies, watch=lambda *far: told.append(far))
    assert told == [(number, len(several)) for number in range(len(several))]


def test_untouched_stories_need_no_records(library: list[Article]) -> None:
    """Groups whose records are not at hand stay as they are; removed articles leave theirs."""
    records, frequencies = recorded(library)
    known = {name: records[name] for name in "abe"}
    groups = (("a",), ("c", "d"), ("e", "gone"))
    assert regrouped(groups, known, ["b", "gone"], frequencies) == (("a", "b"), ("c", "d"), ("e",))


def test_a_record_survives_packing(seeds: tuple[Article, ...]) -> None:
    """What the cache keeps of an article comes back whole."""
    for seed in seeds:
        record = story_record(seed)
        assert unpack(seed.id, pack(record)) == record


@given(st.text(max_size=80) | st.text("Aﹰﹸﷺﷻͺ゛ʼs’'. ", max_size=20))
@example("Aﹰ")
@example("ʼs wonderful")
def test_any_text_makes_a_record(article: Make, text: str) -> None:
    """No text raises, and its record survives packing."""
    record = story_record(article("a", text))
    assert unpack("a", pack(record)) == record
    assert grouped([record]) == (("a",),)


def test_average_link_does_not_chain() -> None:
    """Two groups that one vector bridges stay apart when the rest are strangers."""
    likes = {0: {1: 0.9, 2: 0.3}, 1: {0: 0.9}, 2: {0: 0.3, 3: 0.9}, 3: {2: 0.9}}
    assert average_link(likes, 0.2) == [[0, 1], [2, 3]]


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), LIKE))
def test_blocks_part_what_grouping_parts(pairs: dict[tuple[int, int], float]) -> None:
    """Grouping block by block gives what grouping everything at once gives."""
    likes, whole = Likes(10), {number: dict[int, float]() for number in range(10)}
    for (one, other), like in pairs.items():
        likes.add(one, other, like)
        whole[one][other] = whole[other][one] = like

    by_block = sorted(group for block in likes.blocks(0.2) for group in average_link(block, 0.2))

    assert by_block == average_link(whole, 0.2)


def test_grouping_holds_one_record_at_a_time(library: list[Article]) -> None:
    """Records that are handed over one by one are let go as soon as they are weighed."""
    packed = {article.id: pack(story_record(article)) for article in library}
    frequencies = CorpusFrequencies(*term_frequencies(unpack(id, data) for id, data in packed.items()))
    held: list[int] = []

    def handed() -> Iterator[StoryRecord]:
        for id, data in packed.items():
            yield unpack(id, data)
            held.append(sum(isinstance(thing, StoryRecord) for thing in gc.get_objects()) - before)

    gc.collect()
    before = sum(isinstance(thing, StoryRecord) for thing in gc.get_objects())

    assert grouped(handed(), frequencies) == (("a", "b"), ("c", "d"), ("e",))
    assert max(held) == 1


def test_grouping_tells_how_far_it_is_and_can_be_stopped(library: list[Article]) -> None:
    """The watcher hears of every article, and what it raises ends the work."""
    records, frequencies = recorded(library)
    told: list[tuple[int, int]] = []
    grouped(records.values(), frequencies, watch=lambda done, total: told.append((done, total)))

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise InterruptedError

    assert told == [(number, 5) for number in range(5)]
    with pytest.raises(InterruptedError):
        grouped(records.values(), frequencies, watch=stop)


def test_likeness_is_cosine() -> None:
    """Vectors that share a leading word are compared whole; those that may not stand together are not."""
    vectors = PackedVectors()
    for vector in ({"cod": 0.8, "hull": 0.6}, {"hull": 0.6, "cod": 0.8}, {"oslo": 1.0}):
        vectors.add(vector)
    alike = pytest.approx(1.0)
    assert list(likenesses(vectors, lambda _a, _b: True).blocks(0.2)) == [{0: {1: alike}, 1: {0: alike}}, {2: {}}]
    assert list(likenesses(vectors, lambda _a, _b: False).blocks(0.2)) == [{0: {}}, {1: {}}, {2: {}}]


def test_an_empty_record_is_its_own_group() -> None:
    """An article without words stands alone."""
    empty = StoryRecord("a", None, Scene((), frozenset()), {}, frozenset(), {})
    assert grouped([empty]) == (("a",),)
    assert grouped([]) == ()


def record(id: str, terms: dict[str, int]) -> StoryRecord:
    return StoryRecord(id, None, Scene((), frozenset()), terms, frozenset(), {})


def test_a_label_is_of_what_most_articles_hold(library: list[Article]) -> None:
    """Words that stand in less than half of a story's articles, and numbers, label nothing."""
    records, frequencies = recorded(library)
    of = [record("a", {"strike": 9, "hull": 5, "1984": 9}), record("b", {"strike": 9, "port": 50, "1984": 9})]
    three = [*of, record("c", {"strike": 9})]
    told = stories((tuple(one.article for one in three),), {one.article: one for one in three}, frequencies)
    assert [one.label for one in told] == ["strike"]
    del records
    told = stories((("a", "b"),), {one.article: one for one in of}, frequencies)
    assert told[0].label.split(", ") == ["strike", "port", "hull"]


def test_words_are_counted_by_article() -> None:
    """A word counts once for each article that holds it, however often it stands there."""
    assert term_frequencies([record("a", {"cod": 9, "hull": 1}), record("b", {"cod": 1})]) == (2, {"cod": 2, "hull": 1})
    assert term_frequencies([]) == (0, {})


@pytest.mark.parametrize(
    ("documents", "standing", "kept"),
    [
        (99, 1, True),
        (100, 1, False),
        (100, 2, True),
        (100, 50, True),
        (100, 51, False),
        (12, 10, True),
        (12, 11, False),
    ],
)
def test_words_of_too_few_or_too_many_articles_weigh_nothing(documents: int, standing: int, kept: bool) -> None:  # noqa: FBT001
    """A word found once says nothing in a library that is not small, one of more than half of it never does."""
    found = weighed(record("a", {"cod": 3}), CorpusFrequencies(documents, {"cod": standing}))
    assert (found == {"cod": 1.0}) is kept
