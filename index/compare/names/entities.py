"""Which written names are the same: spellings, initials, nicknames, lone family names, acronyms, names of places.

Does not read text; names that only share a part stay separate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract_iter

from .gazetteer import DEMONYMS, PLACES
from .given_names import NICKNAMES
from .name_words import BODIES, FAMILY_FIRST, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.comparison_result import Entity

Words = tuple[str, ...]
Written = tuple[str, Words, bool, bool]
"""A mention: article id, words, whether titled, whether it starts a sentence."""

INITIAL = re.compile(r"(?:[A-Za-z]\.)+|[A-Z]")
LONG_ENOUGH = 6
ALIKE = 85
"""The letters of a family name, and the similarity (of 100) of two, from which they may be one misspelt."""

COMMONER = 6
"""How many times a lone word may outnumber a full name that may not be a person's, and still stand for it."""

MOST_FAMILIES = 500
"""The most family names per given name searched for misspellings, commonest first: see `is_crowded`."""

SUFFIX = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])


class Group:
    """The mentions of one entity being collected, by position in the list given to `merge`."""

    __slots__ = ("first", "full", "kind", "members", "spellings")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.members: list[int] = []
        self.spellings: dict[Words, int] = {}
        self.full = 0  # mentions of a full name
        self.first: dict[str, int] = {}  # the first of them, by article

    def add(self, words: Words, positions: Sequence[int]) -> None:
        """Add the mentions of one spelling."""
        self.members += positions
        self.spellings[words] = self.spellings.get(words, 0) + len(positions)

    def join(self, other: Group) -> None:
        """Add all mentions of another group."""
        self.members += other.members
        for words, count in other.spellings.items():
            self.spellings[words] = self.spellings.get(words, 0) + count
        self.kind = self.kind or other.kind

    @property
    def name(self) -> str:
        """The fullest spelling, the commonest of equals."""
        return " ".join(max((len(words), count, words) for words, count in self.spellings.items())[2])


class Family:
    """The groups of one last name, indexed by given name, so that a new one meets only those it may be equal to."""

    __slots__ = ("_filed", "groups")

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._filed: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, words: Words, group: Group) -> None:
        """Add a group under the given name of its first spelling."""
        for key in {_given_key(words), ("any", _given(words)[:1]), _initial_key(words)}:
            self._filed[key].append(len(self.groups))
        self.groups.append(group)

    def near(self, words: Words) -> Iterator[Group]:
        """Yield the groups whose first spelling has this given name, or where either is an initial."""
        given = _given(words)
        loose = ("any", given[:1]) if _is_initial(given) else ("initial", given[:1])
        found = {*self._filed.get(_given_key(words), ()), *self._filed.get(loose, ())}
        return (self.groups[at] for at in sorted(found))


def _given(words: Words) -> str:
    """Return the first of several names, in lower case; empty if there is only one."""
    parts = _parts(words)
    return parts[0] if len(parts) > 1 else ""


def _given_key(words: Words) -> tuple[str, str]:
    given = _given(words)
    return "given", NICKNAMES.get(given, given)


def _initial_key(words: Words) -> tuple[str, str]:
    given = _given(words)
    return ("initial", given[:1]) if _is_initial(given) else _given_key(words)


def _is_initial(given: str) -> bool:
    return INITIAL.fullmatch(given.upper()) is not None


def merge(mentions: Sequence[Written]) -> list[tuple[str, str, list[int]]]:
    """Return ``(name, kind, positions of its mentions)`` for every entity; mentions that name nothing are dropped."""
    positions: dict[Words, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        positions[mention[1]].append(at)
    places: dict[str, Group] = {}
    full: dict[Words, Group] = {}
    for words, some in positions.items():
        place = PLACES.get(" ".join(words))
        if place is not None:
            places.setdefault(place, Group("place")).add(words, some)
        elif len(words) > 1:
            full.setdefault(words, Group(_kind(words))).add(words, some)
    groups = _united(full.values(), mentions)
    lone = {words[0]: some for words, some in positions.items() if len(words) == 1 and words[0] not in PLACES}
    found = [*places.items(), *((group.name, group) for group in [*groups, *_lone(lone, groups, mentions)])]
    return [(name, _settled(group, mentions), sorted(group.members)) for name, group in found]


def _kind(words: Words) -> str:
    if words[-1].lower() in BODIES or {"of", "for"} & set(words) or words[0].lower() in BODIES:
        return "body"
    return "person" if NICKNAMES.get(words[0].lower()) or any(map(INITIAL.fullmatch, words[1:-1])) else ""


def _settled(group: Group, mentions: Sequence[Written]) -> str:
    return group.kind or ("person" if any(mentions[at][2] for at in group.members) else "")


@lru_cache(maxsize=1 << 15)
def _parts(words: Words) -> Words:
    return tuple([low for word in words if (low := word.lower()) not in SUFFIX])


def _united(groups: Iterable[Group], mentions: Sequence[Written]) -> list[Group]:
    """Merge the groups of full names with equal last names and compatible given names."""
    united: dict[str, Family] = defaultdict(Family)
    for group in sorted(groups, key=lambda group: (-len(group.members), group.name)):
        words = next(iter(group.spellings))
        family = united[(_parts(words) or words)[-1]]
        same = next((other for other in family.near(words) if _compatible(words, other)), None)
        if same is None:
            family.add(words, group)
        else:
            same.join(group)
    everyone = _respelt([group for family in united.values() for group in family.groups])
    for group in everyone:
        group.full = len(group.members)
        for at in sorted(group.members, reverse=True):
            group.first[mentions[at][0]] = at
    return everyone


def _respelt(groups: list[Group]) -> list[Group]:
    """Merge persons of one given name whose family names are spellings of one: Reince Priebus and Preibus."""
    kept: list[Group] = []
    by_given: dict[str, tuple[list[str], list[Group]]] = defaultdict(lambda: ([], []))
    for group in groups:
        given, family = _plain_person(next(iter(group.spellings))) if group.kind != "body" else ("", "")
        families, known = by_given[given]
        near = extract_iter(family, families, scorer=ratio, score_cutoff=ALIKE) if family else iter(())
        same = next((known[at] for _, _, at in near), None)
        if same is None:
            kept.append(group)
            if family and len(known) < MOST_FAMILIES:
                families.append(family)
                known.append(group)
        else:
            same.join(group)
    return kept


def _plain_person(words: Words) -> tuple[str, str]:
    """Return given and family name of two words of which the second is long; else empty strings."""
    parts = _parts(words)
    if len(parts) != 2 or len(parts[1]) < LONG_ENOUGH:
        return "", ""
    return NICKNAMES.get(parts[0], parts[0]), parts[1]


def is_crowded(entities: Iterable[Entity]) -> bool:
    """Return whether one given name has more family names than are searched for misspellings."""
    people = (entity for entity in entities if entity.kind != "body")
    families = {_plain_person(tuple(name.split())) for entity in people for name in entity.variants}
    most = Counter(given for given, family in families if family).most_common(1)
    return bool(most) and most[0][1] > MOST_FAMILIES


def _compatible(words: Words, group: Group) -> bool:
    if group.kind == "body" or _kind(words) == "body":
        return any(_parts(words) == _parts(other) for other in group.spellings)
    return all(_same_given(_parts(words)[:-1], _parts(other)[:-1]) for other in group.spellings)


def _same_given(left: Words, right: Words) -> bool:
    """Return whether given names can be one person's: matching initials, nicknames or spellings."""
    if not left or not right:
        return False
    first, second = left[0], right[0]
    middle = [[word for word in names[1:] if len(word.strip(".")) > 1] for names in (left, right)]
    if middle[0] and middle[1] and middle[0] != middle[1]:
        return False
    if INITIAL.fullmatch(first.upper()) or INITIAL.fullmatch(second.upper()):
        return first[0] == second[0]
    return NICKNAMES.get(first, first) == NICKNAMES.get(second, second)


def _lone(lone: Mapping[str, list[int]], groups: list[Group], mentions: Sequence[Written]) -> list[Group]:
    """Join lone words to the full names they stand for; return groups for those that stand for themselves."""
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for word in {word for words in group.spellings for word in _stand_ins(words, group)}:
            by_word[word].append(group)
    own: list[Group] = []
    for word, positions in sorted(lone.items()):
        titled = any(mentions[at][2] for at in positions)
        some = by_word.get(word, ())
        known = [group for group in some if titled or group.kind or _may_stand(word, len(positions), group)]
        if not known:
            if _stands(word, [mentions[at] for at in positions]):
                own.append(Group(""))
                own[-1].add((word,), positions)
            continue
        meant = Meant(known)
        for at in positions:
            meant.by(mentions[at][0], at).add((word,), [at])
    return own


class Meant:
    """Whom a lone word refers to, among those it may stand for, by article.

    The one named in full before it in its article, then later, then elsewhere; among several, the one most often named
    in full; among equals, the one the article introduces first.
    """

    __slots__ = ("_articles", "_known")

    def __init__(self, known: Sequence[Group]) -> None:
        self._known = known
        self._articles: dict[str, tuple[list[int], list[Group]]] = {}

    def by(self, article: str, at: int) -> Group:
        """Return whom the word at a position refers to there."""
        if article not in self._articles:
            self._articles[article] = self._introduced(article)
        firsts, best = self._articles[article]
        return best[bisect_right(firsts, at)]

    def _introduced(self, article: str) -> tuple[list[int], list[Group]]:
        """Return where the article introduces its people, and whom the word means before the first and after each."""
        here = sorted((group for group in self._known if article in group.first), key=lambda one: one.first[article])
        best = [max(here or self._known, key=lambda group: group.full)]
        for group in here:
            known = best[-1] if len(best) > 1 else group
            best.append(group if group.full > known.full else known)
        return [group.first[article] for group in here], best


def _may_stand(word: str, count: int, group: Group) -> bool:
    """Return whether a lone word may stand for a name of unknown kind: "Catholic" does not for "Roman Catholic"."""
    first = next(iter(group.spellings))[0]
    if first in PLACES or first in DEMONYMS or (word.isupper() and len(word) > 1):
        return False
    return count <= COMMONER * sum(group.spellings.values())


def _stand_ins(words: Words, group: Group) -> list[str]:
    """Return the lone words that may stand for a full name: its family name, also if it comes first, or its acronym."""
    parts = [word for word in words if word.lower() not in SUFFIX]
    if group.kind == "body":
        letters = "".join(word[0] for word in words if word[0].isupper())
        return [letters] if len(letters) > 1 else []
    found = parts[-1:]
    if (len(parts) in {2, 3} and parts[0].lower() in FAMILY_FIRST) or (parts and parts[0].lower() in NICKNAMES):
        found.append(parts[0])
    return found


def _stands(word: str, written: list[Written]) -> bool:
    if word.lower() in ROLES or word == "May":
        return False
    return any(titled or not first for _, _, titled, first in written) or (word.isupper() and len(word) > 1)
