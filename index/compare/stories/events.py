"""Parts articles of one story into events, and says why.

Refuses to compare texts: which articles share passages is handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...model.comparison_result import Event
from .scenes import Scene, apart, day, scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from ...model.article import Article

    Pairs = Callable[[str, str], bool]


def never(_a: str, _b: str) -> bool:
    """Tie no two articles."""
    return False


class Ties(NamedTuple):
    """What is known of two articles (ids, in order): whether they share a passage, and whether they are strangers."""

    shares: Pairs
    strangers: Pairs

    def tied(self, one: str, other: str) -> bool:
        """Return whether two articles share a passage."""
        return self.shares(*sorted((one, other)))

    def strange(self, one: str, other: str) -> bool:
        """Return whether two articles tell of different things."""
        return self.strangers(*sorted((one, other)))


class Told(NamedTuple):
    """Of an article: its day if it is known, and where it is set."""

    article: str
    day: date | None
    scene: Scene


def told(article: Article) -> Told:
    """Return when and where an article is set."""
    return Told(article.id, day(article), scene(article))


def events(articles: Iterable[Told], shares: Pairs, days: int = 7, strangers: Pairs = never) -> tuple[Event, ...]:
    """Return the events of some articles, the largest first, each with the reason it stands together or apart.

    ``shares`` says whether two articles (ids, in order) have a passage in common, ``strangers`` whether they tell of
    different things. Articles stand apart when their days are more than ``days`` apart, when they share no passage and
    are set in different countries, or when they are strangers.
    """
    ties = Ties(shares, strangers)
    groups: list[list[Told]] = []
    for one in sorted(articles):
        fitting = [group for group in groups if _fits(one, group, ties, days)]
        home = next((group for group in fitting if _tied(one, group, ties)), fitting[0] if fitting else None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    groups = _merged(groups, ties, days)
    groups.sort(key=lambda group: (-len(group), group[0].article))
    return tuple(_event(group, groups[0], ties, days) for group in groups)


def _tied(one: Told, group: Sequence[Told], ties: Ties) -> bool:
    return any(ties.tied(one.article, other.article) for other in group if other is not one)


def _strange(one: Told, group: Sequence[Told], ties: Ties) -> bool:
    return all(ties.strange(one.article, other.article) for other in group)


def _fits(one: Told, group: Sequence[Told], ties: Ties, days: int) -> bool:
    """Whether an article may tell of a group's event: it contradicts none of them, or shares a passage with one."""
    if any(apart(one.day, other.day, days) for other in group) or _strange(one, group, ties):
        return False
    countries = frozenset(country for other in group for country in other.scene.countries)
    unknown = not one.scene.countries or not countries
    return unknown or bool(one.scene.countries & countries) or _tied(one, group, ties)


def _merged(groups: list[list[Told]], ties: Ties, days: int) -> list[list[Told]]:
    """Join groups that a later article ties together, so that the order of articles decides little."""
    for first, group in enumerate(groups):
        for other in groups[first + 1 :]:
            if all(_fits(one, group, ties, days) for one in other):
                rest = [kept for kept in groups if kept is not group and kept is not other]
                return _merged([*rest[:first], sorted(group + other), *rest[first:]], ties, days)
    return groups


def _event(group: Sequence[Told], main: Sequence[Told], ties: Ties, days: int) -> Event:
    articles = tuple(one.article for one in group)
    if group is main:
        return Event(articles, _together(group, ties))
    if any(apart(one.day, other.day, days) for one in group for other in main):
        return Event(articles, f"another event: published more than {days} days apart")
    if all(_strange(one, main, ties) for one in group):
        return Event(articles, "another event: next to nothing in common")
    return Event(articles, f"another event: set in {_towns(group)}, not in {_towns(main)}; no shared passages")


def _together(group: Sequence[Told], ties: Ties) -> str:
    if len(group) == 1:
        return "one account"
    tied, towns = any(_tied(one, group, ties) for one in group), _towns(group)
    reasons = ["shared passages"] * tied + [f"set in {towns}"] * bool(towns)
    return "; ".join(reasons) or "nothing sets them apart"


def _towns(group: Sequence[Told]) -> str:
    towns = dict.fromkeys(town for one in group for town in one.scene.towns)
    return " and ".join(list(towns)[:3])
