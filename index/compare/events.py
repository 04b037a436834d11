"""Parts articles of one story into events, and says why.

Refuses to compare texts: which articles share passages is handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.comparison import Event
from .scenes import Scene, apart, day, scene

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ..model.article import Article

Group = list["Article"]


def events(articles: Sequence[Article], shares: Callable[[str, str], bool], days: int = 7) -> tuple[Event, ...]:
    """Return the events of some articles, the largest first, each with the reason it stands together or apart.

    ``shares`` says whether two articles (ids) have a passage in common. Articles stand apart when their days are more
    than ``days`` apart, or when they share no passage and are set in different countries.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    facts = {article.id: (day(article), scene(article)) for article in ordered}
    groups: list[Group] = []
    for article in ordered:
        fitting = [group for group in groups if _fits(article, group, facts, shares, days)]
        tied = [group for group in fitting if any(shares(*_ids(article, other)) for other in group)]
        home = next(iter(tied or fitting), None)
        if home is None:
            groups.append([article])
        else:
            home.append(article)
    groups = _merged(groups, facts, shares, days)
    groups.sort(key=lambda group: (-len(group), group[0].id))
    return tuple(_event(group, groups[0], facts, shares, days) for group in groups)


Facts = dict[str, tuple["date | None", Scene]]


def _ids(one: Article, other: Article) -> tuple[str, str]:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)


def _fits(article: Article, group: Group, facts: Facts, shares: Callable[[str, str], bool], days: int) -> bool:
    """Whether an article may tell of a group's event: it contradicts none of them, or shares a passage with one."""
    when, where = facts[article.id]
    if any(apart(when, facts[other.id][0], days) for other in group):
        return False
    if any(shares(*_ids(article, other)) for other in group):
        return True
    known = [facts[other.id][1] for other in group if facts[other.id][1].countries]
    return not where.countries or not known or any(where.countries & other.countries for other in known)


def _merged(groups: list[Group], facts: Facts, shares: Callable[[str, str], bool], days: int) -> list[Group]:
    """Join groups that a later article ties together, so that the order of articles decides nothing."""
    for first, group in enumerate(groups):
        for other in groups[first + 1 :]:
            if all(_fits(article, group, facts, shares, days) for article in other):
                group.extend(other)
                group.sort(key=lambda article: article.id)
                groups.remove(other)
                return _merged(groups, facts, shares, days)
    return groups


def _event(group: Group, main: Group, facts: Facts, shares: Callable[[str, str], bool], days: int) -> Event:
    ids = tuple(article.id for article in group)
    if group is main:
        return Event(ids, _together(group, facts, shares))
    if any(apart(facts[one.id][0], facts[other.id][0], days) for one in group for other in main):
        return Event(ids, f"another event: published more than {days} days apart")
    return Event(ids, f"another event: set in {_towns(group, facts)}, not in {_towns(main, facts)}; no shared passages")


def _together(group: Group, facts: Facts, shares: Callable[[str, str], bool]) -> str:
    if len(group) == 1:
        return "one account"
    tied = any(shares(*_ids(one, other)) for one in group for other in group if one is not other)
    towns = _towns(group, facts)
    reasons = ["shared passages"] * tied + [f"set in {towns}"] * bool(towns)
    return "; ".join(reasons) or "nothing sets them apart"


def _towns(group: Group, facts: Facts) -> str:
    towns: dict[str, None] = {}
    for article in group:
        towns.update(dict.fromkeys(facts[article.id][1].towns))
    return " and ".join(list(towns)[:3])
