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

    Shares = Callable[[str, str], bool]


class Told(NamedTuple):
    """Of an article: its day if it is known, and where it is set."""

    article: str
    day: date | None
    scene: Scene


def told(article: Article) -> Told:
    """Return when and where an article is set."""
    return Told(article.id, day(article), scene(article))


def events(articles: Iterable[Told], shares: Shares, days: int = 7) -> tuple[Event, ...]:
    """Return the events of some articles, the largest first, each with the reason it stands together or apart.

    ``shares`` says whether two articles (ids, in order) have a passage in common. Articles stand apart when their days
    are more than ``days`` apart, or when they share no passage and are set in different countries.
    """
    groups: list[list[Told]] = []
    for one in sorted(articles):
        fitting = [group for group in groups if _fits(one, group, shares, days)]
        home = next((group for group in fitting if _tied(one, group, shares)), fitting[0] if fitting else None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    groups = _merged(groups, shares, days)
    groups.sort(key=lambda group: (-len(group), group[0].article))
    return tuple(_event(group, groups[0], shares, days) for group in groups)


def _tied(one: Told, group: Sequence[Told], shares: Shares) -> bool:
    return any(shares(*sorted((one.article, other.article))) for other in group if other is not one)


def _fits(one: Told, group: Sequence[Told], shares: Shares, days: int) -> bool:
    """Whether an article may tell of a group's event: it contradicts none of them, or shares a passage with one."""
    if any(apart(one.day, other.day, days) for other in group):
        return False
    countries = frozenset(country for other in group for country in other.scene.countries)
    unknown = not one.scene.countries or not countries
    return unknown or bool(one.scene.countries & countries) or _tied(one, group, shares)


def _merged(groups: list[list[Told]], shares: Shares, days: int) -> list[list[Told]]:
    """Join groups that a later article ties together, so that the order of articles decides little."""
    for first, group in enumerate(groups):
        for other in groups[first + 1 :]:
            if all(_fits(one, group, shares, days) for one in other):
                rest = [kept for kept in groups if kept is not group and kept is not other]
                return _merged([*rest[:first], sorted(group + other), *rest[first:]], shares, days)
    return groups


def _event(group: Sequence[Told], main: Sequence[Told], shares: Shares, days: int) -> Event:
    articles = tuple(one.article for one in group)
    if group is main:
        return Event(articles, _together(group, shares))
    if any(apart(one.day, other.day, days) for one in group for other in main):
        return Event(articles, f"another event: published more than {days} days apart")
    return Event(articles, f"another event: set in {_towns(group)}, not in {_towns(main)}; no shared passages")


def _together(group: Sequence[Told], shares: Shares) -> str:
    if len(group) == 1:
        return "one account"
    tied, towns = any(_tied(one, group, shares) for one in group), _towns(group)
    reasons = ["shared passages"] * tied + [f"set in {towns}"] * bool(towns)
    return "; ".join(reasons) or "nothing sets them apart"


def _towns(group: Sequence[Told]) -> str:
    towns = dict.fromkeys(town for one in group for town in one.scene.towns)
    return " and ".join(list(towns)[:3])
