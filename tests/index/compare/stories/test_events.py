"""Articles of one story stand together or apart for reasons that can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.compare.stories.events import events, told
from index.compare.stories.scenes import scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model.article import Article

    Make = Callable[..., Article]

GENEVA = "The envoys met in Geneva. They talked in Geneva about fish."
PARIS = "The envoys met in Paris. They dined in Paris."
NOWHERE = "The envoys met. They talked about fish."


def never(_a: str, _b: str) -> bool:
    return False


def test_scene_is_where_most_happens(article: Make) -> None:
    """The main towns set the scene; one named in passing does not."""
    found = scene(article("a", GENEVA + " Later some flew to Rome."))
    assert (found.towns, set(found.countries)) == (("Geneva",), {"Switzerland"})


def test_places_part_events(article: Make) -> None:
    """Without a shared passage, another country is another event."""
    found = events(map(told, [article("a", GENEVA), article("b", GENEVA), article("c", PARIS)]), never)
    assert [(event.articles, event.reason) for event in found] == [
        (("a", "b"), "set in Geneva"),
        (("c",), "another event: set in Paris, not in Geneva; no shared passages"),
    ]


def test_a_shared_passage_outweighs_places(article: Make) -> None:
    """Accounts that share a passage tell of one event wherever they are written."""
    found = events(map(told, [article("a", GENEVA), article("b", PARIS)]), lambda a, b: (a, b) == ("a", "b"))
    assert [(event.articles, event.reason) for event in found] == [
        (("a", "b"), "shared passages; set in Geneva and Paris")
    ]


def test_dates_part_events(article: Make) -> None:
    """Known days more than a week apart are two events, passages or not."""
    days = ["2024-04-26", "2024-04-30", "2024-07-27"]
    made = [article(name, GENEVA, published=day) for name, day in zip("abc", days, strict=True)]
    found = events(map(told, made), lambda _a, _b: True)
    assert [(event.articles, event.reason) for event in found] == [
        (("a", "b"), "shared passages; set in Geneva"),
        (("c",), "another event: published more than 7 days apart"),
    ]


def test_what_is_unknown_parts_nothing(article: Make) -> None:
    """No place and no date set nothing apart; a month is no day."""
    made = [article("a", GENEVA, published="2024-04"), article("b", NOWHERE, published="2024-09-01")]
    assert [event.articles for event in events(map(told, made), never)] == [("a", "b")]


def test_a_later_article_ties_earlier_ones_together(article: Make) -> None:
    """Two accounts set apart by their places are one event once a third shares a passage with both."""
    made = [
        article("a", GENEVA),
        article("b", PARIS),
        article("c", NOWHERE),
        article("d", "Nobody met in Oslo. Oslo slept."),
    ]
    ties = {("a", "c"), ("b", "c")}
    found = events(map(told, made), lambda one, other: (one, other) in ties)
    assert [event.articles for event in found] == [("a", "b", "c"), ("d",)]
    assert [event.articles for event in events(map(told, made[:2]), lambda one, other: (one, other) in ties)] == [
        ("a",),
        ("b",),
    ]


def test_days_just_a_week_apart_are_one_event(article: Make) -> None:
    """Seven days do not part accounts, eight do."""
    made = [article(name, GENEVA, published=day) for name, day in (("a", "2024-04-01"), ("b", "2024-04-08"))]
    assert [event.articles for event in events(map(told, made), never)] == [("a", "b")]
    late = [made[0], article("c", GENEVA, published="2024-04-09")]
    assert [event.articles for event in events(map(told, late), never)] == [("a",), ("c",)]


def test_reasons_say_what_is_known(article: Make) -> None:
    """A single account has its own reason; accounts without a place say that nothing sets them apart."""
    assert [event.reason for event in events([told(article("a", GENEVA))], never)] == ["one account"]
    nowhere = [told(article("a", NOWHERE)), told(article("b", NOWHERE))]
    assert [event.reason for event in events(nowhere, never)] == ["nothing sets them apart"]
