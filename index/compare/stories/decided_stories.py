"""Applies the reader's decisions to computed groups: joined articles are together, split ones never are.

Of contradictory decisions the later one wins, and the earlier one is reported. Does not read articles.
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
    """Sets of articles that belong together, and which of them must stay apart.

    ``overruled`` are the indexes of decisions that a later one contradicts in part or completely, ``parted`` the
    articles taken out of a story.
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
        """Return the representative of an article's set: one of its articles."""
        if id not in self._home:
            self._home[id], self._members[id] = id, [id]
        return self._home[id]

    def members(self, id: str) -> Sequence[str]:
        """Return the articles of a set, given one of them."""
        return self._members[self.home(id)]

    def apart(self, one: str, other: str) -> bool:
        """Return whether two articles must stay apart."""
        return one in self._home and other in self._home and self._home[other] in self._strangers[self._home[one]]

    def taken_out(self) -> frozenset[str]:
        """Return the articles that were split from others, and those that belong with them."""
        return frozenset(id for one in self.parted for id in self.members(one))

    def join(self, one: str, other: str) -> bool:
        """Merge the sets of two articles; return whether that was allowed."""
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
        """Keep the sets of two articles apart; return whether they were different."""
        a, b = self.home(one), self.home(other)
        if a == b:
            return False
        self._strangers[a].add(b)
        self._strangers[b].add(a)
        return True

    def gather(self, ids: Iterable[str], gathered: list[str]) -> None:
        """Put each article into the first set that allows it: those of ``gathered``, then new ones."""
        for id in ids:
            if not any(self.join(home, id) for home in gathered):
                gathered.append(id)

    def take(self, decision: StoryDecision) -> bool:
        """Apply a decision as far as no earlier one contradicts it; return whether none does."""
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
    """Return the bonds after all decisions, of which later ones win; the order of articles does not matter."""
    bonds = Bonds()
    latest_first = reversed(range(len(decisions)))
    bonds.overruled = tuple(sorted([place for place in latest_first if not bonds.take(decisions[place])]))
    return bonds


class Decided(NamedTuple):
    """Groups after the reader's decisions, those that differ from the computed ones, and the contradictions."""

    groups: Groups
    changed: Groups
    overruled: tuple[int, ...]


def decided(groups: Groups, decisions: Sequence[StoryDecision], also: Collection[str] = ()) -> Decided:
    """Apply decisions to computed groups; ``also`` are articles that are in no group yet.

    A group goes along as a whole when one of its articles is joined with others; articles that were split off leave,
    and the rest of their group stays together. Articles in no group only serve to connect others and are left out.
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
    """Keep the articles of each group together where allowed, starting with those that were not split from others."""
    parted = bonds.taken_out()
    gathered: list[list[str]] = [[] for _ in groups]
    for late in (False, True):
        for group, begun in zip(groups, gathered, strict=True):
            bonds.gather([id for id in group if (id in parted) is late], begun)


def as_decided(story: Story, bonds: Bonds, *, decided: bool) -> Story:
    """Return a story with its events by the reader's decisions; ``decided`` means that its articles are."""
    events = events_as_decided(story.events, bonds) if any(id in bonds for id in story.articles) else story.events
    changed = decided or events != story.events
    return replace(story, events=events, decided=True) if changed else story


def events_as_decided(events: Sequence[Event], bonds: Bonds) -> tuple[Event, ...]:
    """Return events, largest first, with joined articles in one and split ones out of it, and why."""
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
    """Yield what remains of an event, then its articles that were split from the rest."""
    stay = tuple(
        id for id in event.articles if id not in parted or not any(bonds.apart(id, other) for other in event.articles)
    )
    if stay:
        yield event if len(stay) == len(event.articles) else Event(stay, event.reason)
    yield from (Event((id,), PARTED) for id in event.articles if id not in stay)


def _joined(event: Event, bonds: Bonds) -> bool:
    """Return whether a decision joins two articles of an event."""
    homes = [bonds.home(id) for id in event.articles if id in bonds]
    return len(set(homes)) < len(homes)


def _tied(one: Event, other: Event, bonds: Bonds) -> bool:
    """Return whether a decision joins an article of one event with one of the other."""
    homes = {bonds.home(id) for id in one.articles if id in bonds}
    return any(id in bonds and bonds.home(id) in homes for id in other.articles)
