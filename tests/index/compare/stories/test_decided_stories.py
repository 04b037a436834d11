"""Decisions of the reader above computed groups: honoured or named, and the order of articles decides nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.stories.decided_stories import (
    JOINED,
    PARTED,
    as_decided,
    bonds_of,
    decided,
    events_as_decided,
)
from index.model.comparison_result import Event, Story, StoryDecision

if TYPE_CHECKING:
    import random

IDS = "abcdefghij"
Groups = tuple[tuple[str, ...], ...]


def join(ids: str) -> StoryDecision:
    return StoryDecision(tuple(ids))


def apart(ids: str, others: str) -> StoryDecision:
    return StoryDecision(tuple(ids), tuple(others))


def shown(groups: Groups) -> list[str]:
    return ["".join(group) for group in groups]


def laid(groups: str, *decisions: StoryDecision, also: str = "") -> list[str]:
    """Lay decisions over groups written as ``abc de f``."""
    return shown(decided(tuple(tuple(group) for group in groups.split()), decisions, also).groups)


def test_joining_brings_the_whole_stories_of_both() -> None:
    """One article of each is enough; others stay where they are."""
    assert laid("ab cd e f", join("bc")) == ["abcd", "e", "f"]


def test_a_parted_article_leaves_and_the_rest_stays_together() -> None:
    """Also when it has the smallest id of all, and when an account came since that nothing was decided of."""
    assert laid("abcd", apart("a", "bc")) == ["a", "bcd"]
    assert laid("abcd", apart("c", "abd")) == ["abd", "c"]


def test_articles_parted_together_stay_together() -> None:
    """Taking two accounts out of a story makes a story of the two."""
    assert laid("abcd", apart("cd", "ab")) == ["ab", "cd"]
    assert laid("abcd", apart("c", "abd"), apart("d", "ab")) == ["ab", "c", "d"]


def test_a_parted_article_may_go_to_another_story() -> None:
    """Out of one, into the next: both decisions hold."""
    assert laid("abc de", apart("c", "ab"), join("cde")) == ["ab", "cde"]


def test_a_parted_article_leaves_its_group_rather_than_keep_a_joined_one_away() -> None:
    """Of a chain of stories joined by hand the one that was taken out goes, not the others."""
    assert laid("ab cd", join("bc"), apart("a", "d")) == ["a", "bcd"]


def test_of_two_decisions_that_contradict_the_later_one_wins_and_the_earlier_is_named() -> None:
    """Whichever kind comes later; a join contradicted in part still holds for the rest."""
    both = decided((("a", "b"), ("c",)), [join("abc"), apart("c", "ab")])
    turned = decided((("a", "b"), ("c",)), [apart("c", "ab"), join("abc")])
    assert (shown(both.groups), both.overruled) == (["ab", "c"], (0,))
    assert (shown(turned.groups), turned.overruled) == (["abc"], (0,))
    assert laid("a b c d", join("abcd"), apart("a", "bcd")) == ["a", "bcd"]


def test_what_was_parted_stays_parted_when_either_side_grows() -> None:
    """Whichever of two sets is the larger, the earlier decision that would bring them together is named."""
    grown = decided(tuple((id,) for id in "abxyz"), [join("bx"), join("ab"), apart("x", "a"), join("xyz")])
    other = decided(tuple((id,) for id in "abcx"), [join("bx"), join("abc"), apart("x", "a")])
    assert (shown(grown.groups), grown.overruled) == (["ab", "xyz"], (0,))
    assert (shown(other.groups), other.overruled) == (["abc", "x"], (0,))


def test_an_article_that_is_gone_still_ties_others() -> None:
    """A deleted article is in no group but still joins others; one the decision knows of joins when it is there."""
    assert laid("a b", join("ax"), join("xb")) == ["ab"]
    assert laid("a b", join("ax"), also="x") == ["ax", "b"]
    assert laid("a b", also="x") == ["a", "b"]


def test_only_groups_that_are_others_now_are_changed() -> None:
    """A decision that says what is computed changes nothing."""
    same = decided((("a", "b"), ("c",)), [join("ab"), apart("c", "ab")])
    other = decided((("a", "b"), ("c",), ("d", "e")), [join("bc")])
    assert (shown(same.groups), same.changed) == (["ab", "c"], ())
    assert shown(other.changed) == ["abc"]


# Events


def test_joined_events_become_one_with_the_reason_of_the_larger() -> None:
    """What joins them is said behind what sets them apart from the others."""
    events = (Event(("b", "c"), "shared passages"), Event(("a",), "another event"), Event(("d",), "another event"))
    told = events_as_decided(events, bonds_of([join("ac")]))
    assert told == (Event(("a", "b", "c"), f"shared passages; {JOINED}"), Event(("d",), "another event"))


def test_a_parted_account_is_an_event_of_its_own() -> None:
    """An account taken out by hand is an event with that reason; other events stay as they are."""
    events = (Event(("a", "b", "c"), "shared passages"), Event(("d",), "another event"))
    told = events_as_decided(events, bonds_of([apart("b", "ac")]))
    assert told == (Event(("a", "c"), "shared passages"), Event(("b",), PARTED), Event(("d",), "another event"))


@pytest.mark.parametrize(("joined", "events", "marked"), [("ab", 2, True), ("xy", 2, False), ("ac", 1, True)])
def test_a_story_is_marked_where_the_reader_joined(joined: str, events: int, *, marked: bool) -> None:
    """Also where the program had them together; what was decided of other articles leaves no mark."""
    story = Story("a", "words", ("a", "b", "c"), (Event(("a", "b"), "one"), Event(("c",), "other")))
    told = as_decided(story, bonds_of([join(joined)]), decided=False)
    assert (len(told.events), told.decided) == (events, marked)
    assert (JOINED in told.events[0].reason) is marked


# What holds for any decisions

ids = st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True)


@st.composite
def partitions(draw: st.DrawFn) -> Groups:
    homes = draw(st.lists(st.integers(0, 4), min_size=len(IDS) - 2, max_size=len(IDS) - 2))
    made: dict[int, list[str]] = {}
    for id, home in zip(IDS, homes, strict=False):
        made.setdefault(home, []).append(id)
    return tuple(sorted(map(tuple, made.values())))


@st.composite
def any_decisions(draw: st.DrawFn) -> StoryDecision:
    chosen = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=6, unique=True))
    cut = draw(st.integers(0, len(chosen) - 1))
    return StoryDecision(tuple(chosen[cut:]), tuple(chosen[:cut])) if cut else StoryDecision(tuple(chosen))


def together(groups: Groups) -> dict[str, int]:
    return {id: number for number, group in enumerate(groups) for id in group}


def honoured(decision: StoryDecision, groups: Groups) -> bool:
    """Whether groups are as a decision says, as far as its articles are there."""
    homes = together(groups)
    own, others = ({homes[id] for id in side if id in homes} for side in (decision.articles, decision.apart_from))
    return own.isdisjoint(others) if decision.apart_from else len(own) < 2


@given(partitions(), st.lists(any_decisions(), max_size=6))
def test_every_decision_is_honoured_or_named_and_the_groups_stay_a_partition(
    groups: Groups, decisions: list[StoryDecision]
) -> None:
    """Each article stands in one group, the last decision always holds, and untouched groups stay as they are."""
    told = decided(groups, decisions)
    named = {id for one in decisions for id in (*one.articles, *one.apart_from)}
    before = [id for group in groups for id in group]

    assert sorted(id for group in told.groups for id in group) == sorted(before)
    assert all(honoured(one, told.groups) for place, one in enumerate(decisions) if place not in told.overruled)
    assert len(decisions) - 1 not in told.overruled
    assert {group for group in groups if named.isdisjoint(group)} <= set(told.groups)
    assert set(told.changed) == set(told.groups) - set(groups)


@given(partitions(), st.lists(any_decisions(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_articles_decides_nothing(
    groups: Groups, decisions: list[StoryDecision], chance: random.Random
) -> None:
    """Groups, their members and the articles of a decision may come in any order."""

    def mixed(side: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(chance.sample(side, len(side)))

    turned = [StoryDecision(mixed(one.articles), mixed(one.apart_from)) for one in decisions]
    again = tuple(mixed(group) for group in chance.sample(groups, len(groups)))
    assert decided(again, turned) == decided(groups, decisions)


@given(partitions(), partitions())
def test_decisions_that_agree_with_each_other_make_what_they_say(groups: Groups, wanted: Groups) -> None:
    """Joining and parting as another partition has it gives that partition, whatever was computed; none is named."""
    joins = [StoryDecision(group) for group in wanted if len(group) > 1]
    parts = [StoryDecision(one, other) for one, other in pairwise([*wanted, wanted[0]]) if one != other]
    parts += [StoryDecision(one, other) for place, one in enumerate(wanted) for other in wanted[place + 2 :]]
    told = decided(groups, [*joins, *parts])
    assert (told.groups, told.overruled) == (wanted, ())
