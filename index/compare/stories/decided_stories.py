"""Lays what the reader decided over computed groups: joined articles stand together, parted ones never do.

Of decisions that contradict each other the later one wins, and the earlier one is named. Refuses to read articles.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ...model.comparison_result import Event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ...model.comparison_result import Story, StoryDecision

    Groups = tuple[tuple[str, ...], ...]

JOINED, PARTED = "joined by you", "another story: parted from it by you"


@dataclass(slots=True)
class Bonds:
    """Sets of articles that stand together, and which of them may not meet.

    ``overruled`` are the places of decisions that a later one contradicts in part or in whole, ``parted`` the articles
    that were taken out of a story.
    """

    overruled: tuple[int, ...] = ()
    parted: set[str] = field(default_factory=set)
    _home: dict[str, str] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)
    _strangers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __contains__(self, id: str) -> bool:
        """Return whether anything is known of an article."""
        return id in self._home

    def home(self, id: str) -> str:
        """Return what names the set an article is in: one of its articles."""
        if id not in self._home:
            self._home[id], self._members[id] = id, [id]
        return self._home[id]

    def members(self, id: str) -> Sequence[str]:
        """Return the articles of a set, by one of them."""
        return self._members[self.home(id)]

    def apart(self, one: str, other: str) -> bool:
        """Return whether two articles may not stand together."""
        return one in self._home and other in self._home and self._home[other] in self._strangers[self._home[one]]

    def taken_out(self) -> frozenset[str]:
        """Return the articles that were parted from others, and those that stand together with them."""
        return frozenset(id for one in self.parted for id in self.members(one))

    def join(self, one: str, other: str) -> bool:
        """Put the sets of two articles together; return whether that was allowed."""
        small, large = sorted((self.home(one), self.home(other)), key=lambda home: len(self._members[home]))
        if small == large or large in self._strangers[small]:
            return small == large
        for id in self._members[small]:
            self._home[id] = large
        self._members[large] += self._members.pop(small)
        for stranger in self._strangers.pop(small):
            self._strangers[stranger] = self._strangers[stranger] - {small} | {large}
            self._strangers[large].add(stranger)
        return True

    def part(self, one: str, other: str) -> bool:
        """Keep the sets of two articles from each other; return whether they were not one already."""
        a, b = self.home(one), self.home(other)
        if a == b:
            return False
        self._strangers[a].add(b)
        self._strangers[b].add(a)
        return True

    def gather(self, ids: Iterable[str], gathered: list[str]) -> None:
        """Put each article into the first set that will have it: those of ``gathered``, then those begun here."""
        for id in ids:
            if not any(self.join(home, id) for home in gathered):
                gathered.append(id)

    def take(self, decision: StoryDecision) -> bool:
        """Believe a decision as far as nothing believed before contradicts it; return whether nothing does."""
        if not decision.apart_from:
            gathered: list[str] = []
            late = self.taken_out()
            self.gather(sorted(decision.articles, key=lambda each: (each in late, each)), gathered)
            return len(gathered) < 2
        kept = [
            (one, other)
            for one in sorted(decision.articles)
            for other in sorted(decision.apart_from)
            if self.part(one, other)
        ]
        self.parted.update(one for one, _ in kept)
        return len(kept) == len(decision.articles) * len(decision.apart_from)


def bonds_of(decisions: Sequence[StoryDecision]) -> Bonds:
    """Return what holds after all decisions, the last of which weighs most; the order of articles weighs nothing."""
    bonds = Bonds()
    latest_first = reversed(range(len(decisions)))
    bonds.overruled = tuple(sorted([place for place in latest_first if not bonds.take(decisions[place])]))
    return bonds


class Decided(NamedTuple):
    """Groups as the reader decided, those that are others than computed, and the decisions that contradict."""

    groups: Groups
    changed: Groups
    overruled: tuple[int, ...]


def decided(groups: Groups, decisions: Sequence[StoryDecision], also: Collection[str] = ()) -> Decided:
    """Lay decisions over computed groups; ``also`` are articles that stand in no group yet.

    A group of which an article is joined with others goes with it whole; articles that were parted leave, and the rest
    of their group stays together. Articles that are in no group count for what they tie and are left out.
    """
    bonds = bonds_of(decisions)
    computed = [tuple(sorted(group)) for group in groups]
    loose = set(also).difference(*computed)
    known = {id for group in computed for id in group} | loose
    meant = [group for group in (*computed, *((id,) for id in loose)) if any(id in bonds for id in group)]
    meant.sort()
    _follow(meant, bonds)
    made = {tuple(sorted(known.intersection(bonds.members(id)))) for group in meant for id in group}
    kept = set(computed).difference(meant)
    return Decided(tuple(sorted(kept | made)), tuple(sorted(made.difference(computed))), bonds.overruled)


def _follow(groups: Sequence[tuple[str, ...]], bonds: Bonds) -> None:
    """Put the articles of each group together as far as they may be, those last that were parted from others."""
    parted = bonds.taken_out()
    gathered: list[list[str]] = [[] for _ in groups]
    for late in (False, True):
        for group, begun in zip(groups, gathered, strict=True):
            bonds.gather([id for id in group if (id in parted) is late], begun)


def as_decided(story: Story, bonds: Bonds, *, decided: bool) -> Story:
    """Return a story with its events as the reader decided; ``decided`` tells that its articles are."""
    events = events_as_decided(story.events, bonds) if any(id in bonds for id in story.articles) else story.events
    changed = decided or events != story.events
    return replace(story, events=events, decided=True) if changed else story


def events_as_decided(events: Sequence[Event], bonds: Bonds) -> tuple[Event, ...]:
    """Return events, the largest first, with joined articles in one and parted ones out of it, and why."""
    parted = bonds.taken_out()
    merged: list[Event] = []
    for event in (part for whole in events for part in _parts(whole, bonds, parted)):
        tied = [one for one in merged if _tied(one, event, bonds)]
        articles = tuple(sorted({id for one in (*tied, event) for id in one.articles}))
        reason = max((*tied, event), key=lambda one: len(one.articles)).reason
        merged = [*(one for one in merged if one not in tied), Event(articles, reason)]
    merged.sort(key=lambda event: (-len(event.articles), event.articles))
    return tuple(replace(one, reason=f"{one.reason}; {JOINED}") if _joined(one, bonds) else one for one in merged)


def _parts(event: Event, bonds: Bonds, parted: Collection[str]) -> Iterator[Event]:
    """Yield what stays of an event, then those of it that were parted from the rest."""
    stay = tuple(
        id for id in event.articles if id not in parted or not any(bonds.apart(id, other) for other in event.articles)
    )
    if stay:
        yield event if len(stay) == len(event.articles) else Event(stay, event.reason)
    yield from (Event((id,), PARTED) for id in event.articles if id not in stay)


def _joined(event: Event, bonds: Bonds) -> bool:
    """Return whether a decision puts two articles of an event together."""
    homes = [bonds.home(id) for id in event.articles if id in bonds]
    return len(set(homes)) < len(homes)


def _tied(one: Event, other: Event, bonds: Bonds) -> bool:
    """Return whether a decision puts an article of one event into a set with one of the other."""
    homes = {bonds.home(id) for id in one.articles if id in bonds}
    return any(id in bonds and bonds.home(id) in homes for id in other.articles)
