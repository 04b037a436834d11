"""A library falls into stories and events, and a new article disturbs only what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.compare.stories.scenes import Scene
from index.compare.stories.stories import average_link, grouped, likenesses, regrouped, stories
from index.compare.stories.story_vectors import StoryRecord, pack, story_record, term_frequencies, unpack, weighed
from index.model.comparison_result import CorpusFrequencies

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model.article import Article

    Make = Callable[..., Article]

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
    likes = [{1: 0.9, 2: 0.3}, {0: 0.9}, {0: 0.3, 3: 0.9}, {2: 0.9}]
    assert average_link(likes, 0.2) == [[0, 1], [2, 3]]


def test_likeness_is_cosine() -> None:
    """Vectors that share a leading word are compared whole; those that may not stand together are not."""
    vectors = [{"cod": 0.8, "hull": 0.6}, {"hull": 0.6, "cod": 0.8}, {"oslo": 1.0}]
    assert likenesses(vectors, lambda _a, _b: True) == [{1: pytest.approx(1.0)}, {0: pytest.approx(1.0)}, {}]
    assert likenesses(vectors, lambda _a, _b: False) == [{}, {}, {}]


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
