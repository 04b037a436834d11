"""Lays passages out as rows with a cell for each account, in the order of one account.

Does not compare: rows are derived from existing links.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...model.comparison_result import Cell, Kind, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...model.article import Span
    from ...model.comparison_result import Account, Comparison, Link, Pair

MOST, MOST_SIMILAR = 4, 2
"""The most sentences of one account in a passage; fewer where only similar wording would add them."""

Place = tuple[int, int]
"""An account's position in id order, and a sentence's in that account."""
Group = frozenset[Place]


def groups(sizes: Sequence[int], pairs: Iterable[tuple[int, int, Pair]]) -> list[Group]:
    """Return the passages: every sentence of every account is in exactly one.

    ``sizes`` are the numbers of sentences; ``pairs`` name their accounts by position in the same order.
    """
    links = [(link, (a, link.a), (b, link.b)) for a, b, pair in pairs for link in pair.links]
    met = Counter([place for _, *places in links for place in places])
    found: list[Group] = []
    union = _Union()
    tied = []
    for linked in links:
        _, place, other = linked
        if met[place] == met[other] == 1:  # as nearly all are
            found.append(frozenset((place, other)))
        else:
            tied.append(linked)
    for link, place, other in sorted(tied, key=lambda item: (-item[0].score, item[1], item[2])):
        union.join(place, other, MOST_SIMILAR if link.kind is Kind.SIMILAR else MOST)
    found += union.groups()
    if len(met) < sum(sizes):
        places = [(account, sentence) for account, size in enumerate(sizes) for sentence in range(size)]
        found += [frozenset((place,)) for place in places if place not in met]
    return found


class _Union:
    """Disjoint sets of joined sentences (union-find)."""

    def __init__(self) -> None:
        self.members: dict[Place, list[Place]] = {}
        self.head: dict[Place, Place] = {}

    def join(self, one: Place, other: Place, most: int) -> None:
        """Merge two groups, unless an account would have more than ``most`` sentences in it."""
        left, right = self._group(one), self._group(other)
        if left == right:
            return
        both = self.members[left] + self.members[right]
        if len(both) > most and max(Counter([account for account, _ in both]).values()) > most:
            return
        for place in self.members.pop(right):
            self.head[place] = left
        self.members[left] = both

    def _group(self, place: Place) -> Place:
        """Return the place that the group of a place is known by."""
        if place not in self.head:
            self.head[place], self.members[place] = place, [place]
        return self.head[place]

    def groups(self) -> list[Group]:
        return [frozenset(members) for members in self.members.values()]


def leader(group: Group, links: Mapping[tuple[Place, Place], Link]) -> int:
    """Return the account whose wording the others of the group are closest to; the first of equals."""
    weights = {account: 0 for account, _ in group}
    if len(weights) == 1:
        return next(iter(weights))
    for one in group:
        for other in group:
            link = links.get((one, other))
            if link is not None:
                weights[one[0]] += round(1000 * link.score)
                weights[other[0]] += round(1000 * link.score)
    return min(weights, key=lambda account: (-weights[account], account))


CLOSEST_FIRST = (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR)


def passage_rows(
    accounts: Sequence[Account], pairs: Sequence[Pair], shown: Sequence[int], lead: int = 0
) -> tuple[Row, ...]:
    """Return the rows of a comparison.

    ``accounts`` are in id order; ``shown`` gives their positions in the order of the cells; rows follow the order of
    account ``lead`` (a position in ``accounts``), and what it lacks is placed next to its neighbours.
    """
    numbers = {account.id: number for number, account in enumerate(accounts)}
    known = [(numbers[pair.a], numbers[pair.b], pair) for pair in pairs]
    links = {((a, link.a), (b, link.b)): link for a, b, pair in known for link in pair.links}
    found = groups([len(account.sentences) for account in accounts], known)
    ordered = in_reading_order(found, [len(account.sentences) for account in accounts], lead, _moved(known, lead))
    return tuple(
        [_row_of_few(group, accounts, links, shown) or _row(group, accounts, links, shown) for group in ordered]
    )


def _moved(pairs: Sequence[tuple[int, int, Pair]], lead: int) -> frozenset[Place]:
    """Return the sentences of other accounts that are elsewhere than in the lead."""
    places: dict[Place, bool] = {}
    for a, b, pair in pairs:
        if lead in {a, b} and any(link.moved for link in pair.links):
            for link in pair.links:
                place = (b, link.b) if a == lead else (a, link.a)
                places[place] = places.get(place, True) and link.moved
    return frozenset(place for place, moved in places.items() if moved)


def rows_for_lead(comparison: Comparison, lead: int) -> tuple[Row, ...]:
    """Return the rows in the order of the account shown in position ``lead``."""
    by_id = sorted(range(len(comparison.accounts)), key=lambda place: comparison.accounts[place].id)
    accounts = [comparison.accounts[place] for place in by_id]
    shown = [by_id.index(place) for place in range(len(by_id))]
    return passage_rows(accounts, comparison.pairs, shown, by_id.index(lead))


def in_reading_order(
    found: Sequence[Group], sizes: Sequence[int], lead: int = 0, moved: frozenset[Place] = frozenset()
) -> list[Group]:
    """Return groups in the order of one account; a group it lacks follows what it follows in its own account.

    Nothing follows a sentence that has ``moved``, nor the later parts of a passage whose first part is elsewhere.
    """
    home: list[list[Group]] = [[frozenset()] * size for size in sizes]
    for group in found:
        for account, sentence in group:
            home[account][sentence] = group
    trunk = list(dict.fromkeys(home[lead])) if sizes else []
    following: dict[Group | None, list[Group]] = {None: trunk[:1]}
    following.update({group: trunk[place : place + 1] for place, group in enumerate(trunk, 1)})
    for account, own in enumerate(home):
        if account != lead:
            _hang(own, following, {sentence for number, sentence in moved if number == account})
    return _unrolled(following)


def _hang(own: Sequence[Group], following: dict[Group | None, list[Group]], moved: set[int]) -> None:
    """Attach the groups of one account that are not yet placed to the group before them."""
    before: Group | None = None
    seen: set[Group] = set()
    for sentence, group in enumerate(own):
        if group not in following:
            following[group] = []
            behind = following[before]
            behind.insert(max(0, len(behind) - 1), group)  # the last one is what follows in the account read before
        elif group in seen or sentence in moved:
            continue
        seen.add(group)
        before = group


def _unrolled(following: Mapping[Group | None, list[Group]]) -> list[Group]:
    """Flatten the tree of followers from its root: each group, then what is attached to it."""
    out: list[Group] = []
    waiting = list(reversed(following[None]))
    while waiting:
        group = waiting.pop()
        out.append(group)
        waiting.extend(reversed(following[group]))
    return out


def _row_of_few(
    group: Group, accounts: Sequence[Account], links: Mapping[tuple[Place, Place], Link], shown: Sequence[int]
) -> Row | None:
    """Return the row of a passage of one sentence, or of two linked ones, as nearly all are.

    A faster `_row`; ``None`` for larger passages.
    """
    if len(group) == 1:
        ((head, sentence),) = group
        cells = {head: Cell((accounts[head].sentences[sentence].span,), Kind.UNIQUE, moved=False)}
    elif len(group) == 2:
        one, other = sorted(group)
        link = links.get((one, other))
        (head, first), (follower, second) = one, other
        if link is None or head == follower:
            return None
        kind = link.kind
        cells = {
            head: Cell((accounts[head].sentences[first].span,), kind, moved=False),
            follower: Cell((accounts[follower].sentences[second].span,), kind, link.moved),
        }
    else:
        return None
    return Row(tuple(map(cells.get, shown)), shown.index(head))


def _row(
    group: Group, accounts: Sequence[Account], links: Mapping[tuple[Place, Place], Link], shown: Sequence[int]
) -> Row:
    head = leader(group, links)
    cells: dict[int, Cell] = {}
    for account in {account for account, _ in group} - {head}:
        kind, moved = _relation(group, head, account, links)
        cells[account] = Cell(_spans(group, account, accounts), kind, moved)
    kinds = [cell.kind for cell in cells.values()]
    cells[head] = Cell(
        _spans(group, head, accounts), min(kinds, key=CLOSEST_FIRST.index, default=Kind.UNIQUE), moved=False
    )
    return Row(tuple(cells.get(account) for account in shown), shown.index(head))


def _spans(group: Group, account: int, accounts: Sequence[Account]) -> tuple[Span, ...]:
    return tuple(accounts[account].sentences[sentence].span for owner, sentence in sorted(group) if owner == account)


def _relation(group: Group, head: int, account: int, links: Mapping[tuple[Place, Place], Link]) -> tuple[Kind, bool]:
    """Return how an account's part of a passage relates to the head's: as a whole, not by its best sentence."""
    found = [
        link
        for one in group
        for other in group
        if {one[0], other[0]} == {head, account} and (link := links.get((one, other))) is not None
    ]
    if not found:
        return Kind.SIMILAR, False
    kinds = {link.kind for link in found}
    moved = all(link.moved for link in found)
    if kinds == {Kind.VERBATIM} and _counted(group, head) == _counted(group, account):
        return Kind.VERBATIM, moved
    if Kind.VERBATIM in kinds:
        return Kind.EDITED, moved
    return min(kinds, key=CLOSEST_FIRST.index), moved


def _counted(group: Group, account: int) -> int:
    return sum(owner == account for owner, _ in group)
