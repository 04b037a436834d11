"""Events of many articles are those of a plain look from each to each, and are found without one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from index.compare.stories.events import Told, events, parted
from index.compare.stories.scenes import Scene, apart, set_in
from index.compare.stories.stories import SharedPassages, story
from index.compare.stories.story_vectors import StoryRecord
from index.model.comparison_result import CorpusFrequencies
from tests.counting import calls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model.comparison_result import Event

DAYS = 7
START = date(2024, 1, 1)
tellings = st.tuples(
    st.one_of(st.none(), st.integers(0, 30)),
    st.sampled_from(["", "Geneva", "Paris", "Rome"]),
    st.frozensets(st.integers(0, 6), max_size=4),
)


def plainly(articles: Sequence[Told], shares: set[tuple[str, str]]) -> list[list[str]]:
    """Say it plainly: each article is held against each of every group, and so is each group that may join another."""

    def tied(one: Told, group: Sequence[Told]) -> bool:
        return any(tuple(sorted((one.article, other.article))) in shares for other in group if other is not one)

    def fits(one: Told, group: Sequence[Told]) -> bool:
        if any(apart(one.day, other.day, DAYS) for other in group):
            return False
        countries = {country for other in group for country in other.scene.countries}
        unknown = not one.scene.countries or not countries
        return unknown or bool(one.scene.countries & countries) or tied(one, group)

    def joined(groups: list[list[Told]]) -> list[list[Told]]:
        for first, group in enumerate(groups):
            for other in groups[first + 1 :]:
                if all(fits(one, group) for one in other):
                    rest = [kept for kept in groups if kept is not group and kept is not other]
                    return joined([*rest[:first], sorted(group + other), *rest[first:]])
        return groups

    groups: list[list[Told]] = []
    for one in articles:
        fitting = [group for group in groups if fits(one, group)]
        home = next((group for group in fitting if tied(one, group)), fitting[0] if fitting else None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return [[one.article for one in group] for group in sorted(joined(groups), key=lambda one: (-len(one), one[0]))]


@given(st.lists(tellings, max_size=14))
def test_events_are_those_of_a_look_at_each(told: list[tuple[int | None, str, frozenset[int]]]) -> None:
    """Days, countries and shared passages part and tie the same articles, however they are found."""
    articles = [
        Told(f"{n:02}", None if day is None else START + timedelta(day), set_in([town] if town else []))
        for n, (day, town, _) in enumerate(told)
    ]
    passages = SharedPassages()
    for _, _, prints in told:
        passages.add(prints)
    shares = {
        (f"{a:02}", f"{b:02}")
        for a in range(len(told))
        for b in range(a + 1, len(told))
        if len(told[a][2] & told[b][2]) >= 2
    }
    expected = plainly(articles, shares)

    found = parted(articles, passages.sharers, DAYS)

    assert [list(event.articles) for event in found] == expected
    assert found == events(articles, lambda a, b: (a, b) in shares, DAYS)


def record(number: int, prints: frozenset[int]) -> StoryRecord:
    day = START + timedelta(number % 40)
    return StoryRecord(f"{number:05}", day, Scene((), frozenset()), {"talks": 2, f"w{number}": 1}, prints, {})


def test_a_story_of_thousands_takes_what_its_length_takes() -> None:
    """Four times the articles take at most some six times the calls, copies of one passage and all."""

    def told(count: int) -> int:
        records = [record(number, frozenset({1, 2, number + 10})) for number in range(count)]
        return calls(lambda: story(records, CorpusFrequencies(count, {"talks": count})))

    assert told(1_600) <= 6.4 * told(400)


def test_thousands_of_events_are_no_depth() -> None:
    """Groups that are joined again and again are joined in a row, not each inside the other."""
    found: tuple[Event, ...] = parted(
        [Told(f"{n:05}", START + timedelta(days=9 * n), Scene((), frozenset())) for n in range(1_500)],
        lambda _: 0,
        DAYS,
    )

    assert len(found) == 1_500
