"""Divides the articles of one story into events, and says why.

A group is summarised by its first and last day, its countries and a bit for each of its articles, so that an article is
compared with a group at once and not with each of its articles. Does not compare texts: shared passages are given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...model.comparison_result import Event
from .scenes import Scene, day, scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from ...model.article import Article

    Pairs = Callable[[str, str], bool]


def never(_a: str, _b: str) -> bool:
    """Link no two articles."""
    return False


class Told(NamedTuple):
    """An article's day, if known, and where it is set."""

    article: str
    day: date | None
    scene: Scene


def told(article: Article) -> Told:
    """Return when and where an article is set."""
    return Told(article.id, day(article), scene(article))


def events(articles: Iterable[Told], shares: Pairs, days: int = 7, strangers: Pairs = never) -> tuple[Event, ...]:
    """Return the events of a few articles, largest first, each with the reason why it is one or separate.

    ``shares`` says whether two articles (ids, in order) share a passage, ``strangers`` whether they are about different
    things. Articles are separated when their days are more than ``days`` apart, when they share no passage and are set
    in different countries, or when they are strangers.
    """
    ordered = sorted(articles)
    names = [one.article for one in ordered]
    masks = [
        sum(1 << n for n, other in enumerate(names) if other != name and shares(*sorted((name, other))))
        for name in names
    ]
    return parted(ordered, masks.__getitem__, days, strangers)


def parted(
    articles: Sequence[Told], sharers: Callable[[int], int], days: int = 7, strangers: Pairs = never
) -> tuple[Event, ...]:
    """Return the events of any number of articles, which come in id order; see `events`.

    ``sharers`` returns, for the number of an article, the others that share a passage with it, as a bit set.
    """
    parting = _Parting(articles, sharers, days, strangers)
    groups = parting.merged(parting.gathered())
    groups.sort(key=lambda group: (-len(group.members), min(group.members)))
    return tuple(parting.event(group, groups[0]) for group in groups)


@dataclass(slots=True)
class _Group:
    """Articles by number that may be about one event."""

    members: list[int] = field(default_factory=list)
    mask: int = 0
    earliest: date | None = None
    latest: date | None = None
    countries: set[str] = field(default_factory=set)

    def add(self, number: int, one: Told) -> None:
        self.members.append(number)
        self.mask |= 1 << number
        self.countries |= one.scene.countries
        if one.day is not None:
            self.earliest = min(self.earliest or one.day, one.day)
            self.latest = max(self.latest or one.day, one.day)

    def apart(self, earliest: date | None, latest: date | None, days: int) -> bool:
        """Return whether two days, one of each, are more than ``days`` apart."""
        if earliest is None or latest is None or self.earliest is None or self.latest is None:
            return False
        return max((self.latest - earliest).days, (latest - self.earliest).days) > days


class _Parting:
    """The articles of one story, in id order, and their links."""

    def __init__(self, articles: Sequence[Told], sharers: Callable[[int], int], days: int, strangers: Pairs) -> None:
        self._articles, self._sharers, self._days, self._strangers = articles, sharers, days, strangers

    def gathered(self) -> list[_Group]:
        """Return groups made by adding each article to the first that it fits, preferably one it is linked to."""
        groups: list[_Group] = []
        for number, one in enumerate(self._articles):
            fitting = [group for group in groups if self._fits(number, group)]
            home = next((group for group in fitting if self._tied(number, group)), None) if fitting[1:] else None
            if home is None:
                home = fitting[0] if fitting else _Group()
            if not fitting:
                groups.append(home)
            home.add(number, one)
        return groups

    def merged(self, groups: list[_Group]) -> list[_Group]:
        """Merge groups that a later article links, so that the order of articles matters little."""
        at = 0
        while at < len(groups):
            joined = next((other for other in groups[at + 1 :] if self._all_fit(other, groups[at])), None)
            if joined is None:
                at += 1
                continue
            both = _Group()
            for number in sorted(groups[at].members + joined.members):
                both.add(number, self._articles[number])
            groups = [*groups[:at], both, *(group for group in groups[at + 1 :] if group is not joined)]
        return groups

    def event(self, group: _Group, main: _Group) -> Event:
        """Return an event with the reason why it is one, or separate from the main one."""
        articles = tuple(self._articles[number].article for number in group.members)
        if group is main:
            return Event(articles, self._together(group))
        if group.apart(main.earliest, main.latest, self._days):
            return Event(articles, f"another event: published more than {self._days} days apart")
        if all(self._strange(number, main) for number in group.members):
            return Event(articles, "another event: next to nothing in common")
        towns, others = self._towns(group), self._towns(main)
        return Event(articles, f"another event: set in {towns}, not in {others}; no shared passages")

    def _all_fit(self, group: _Group, home: _Group) -> bool:
        if home.apart(group.earliest, group.latest, self._days):
            return False
        return all(self._fits(number, home) for number in group.members)

    def _fits(self, number: int, group: _Group) -> bool:
        """Whether an article may be about a group's event: it contradicts none of them, or shares a passage."""
        one = self._articles[number]
        if group.apart(one.day, one.day, self._days) or self._strange(number, group):
            return False
        unknown = not one.scene.countries or not group.countries
        return unknown or not group.countries.isdisjoint(one.scene.countries) or self._tied(number, group)

    def _tied(self, number: int, group: _Group) -> bool:
        return bool(self._sharers(number) & group.mask & ~(1 << number))

    def _strange(self, number: int, group: _Group) -> bool:
        names = (self._articles[other].article for other in group.members)
        return all(self._strangers(*sorted((self._articles[number].article, name))) for name in names)

    def _together(self, group: _Group) -> str:
        if len(group.members) == 1:
            return "one account"
        tied, towns = any(self._tied(number, group) for number in group.members), self._towns(group)
        reasons = ["shared passages"] * tied + [f"set in {towns}"] * bool(towns)
        return "; ".join(reasons) or "nothing sets them apart"

    def _towns(self, group: _Group) -> str:
        towns = dict.fromkeys(town for number in group.members for town in self._articles[number].scene.towns)
        return " and ".join(list(towns)[:3])
