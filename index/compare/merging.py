"""Which written names are one: spellings, initials, nicknames, lone family names, acronyms, names of places.

Refuses to read text; names that only share a part stay apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .gazetteer import PLACES
from .name_words import BODIES, FAMILY_FIRST, NICKNAMES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Words = tuple[str, ...]
Written = tuple[str, Words, bool, bool]
"""A mention: article id, words, whether titled, whether it begins a sentence."""

INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
SUFFIX = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])


@dataclass(slots=True)
class Group:
    """The mentions of one entity while they are gathered, by position in the list given to `merge`."""

    kind: str
    members: list[int] = field(default_factory=list)
    written: Counter[Words] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    titled: bool = False

    def add(self, at: int, mention: Written) -> None:
        """Take up one mention."""
        article, words, titled, _ = mention
        self.members.append(at)
        self.written[words] += 1
        self.articles[article] += 1
        self.titled = self.titled or titled

    @property
    def name(self) -> str:
        """The fullest spelling, the commonest of equals."""
        return " ".join(max((len(words), count, words) for words, count in self.written.items())[2])


def merge(mentions: Sequence[Written]) -> list[tuple[str, str, list[int]]]:
    """Return ``(name, kind, positions of its mentions)`` for every entity; mentions that name nothing are dropped."""
    places: dict[str, Group] = {}
    full: dict[Words, Group] = {}
    lone: dict[str, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        words = mention[1]
        place = PLACES.get(" ".join(words))
        if place is not None:
            places.setdefault(place, Group("place")).add(at, mention)
        elif len(words) > 1:
            full.setdefault(words, Group(_kind(words))).add(at, mention)
        else:
            lone[words[0]].append(at)
    groups = _united(full.values())
    singles = _lone(lone, groups, mentions)
    named = list(places.items())
    named += [(group.name, group) for group in [*groups, *singles]]
    return [(name, _settled(group), sorted(group.members)) for name, group in named]


def _kind(words: Words) -> str:
    if words[-1].lower() in BODIES or {"of", "for"} & set(words) or words[0].lower() in BODIES:
        return "body"
    return "person" if NICKNAMES.get(words[0].lower()) or any(INITIAL.fullmatch(word) for word in words[1:-1]) else ""


def _settled(group: Group) -> str:
    return "person" if group.titled and group.kind == "" else group.kind


def _parts(words: Words) -> list[str]:
    return [word.lower() for word in words if word.lower() not in SUFFIX]


def _united(groups: Iterable[Group]) -> list[Group]:
    """Unite the groups of full names whose last names agree and whose given names are compatible."""
    united: dict[str, list[Group]] = defaultdict(list)
    ordered = sorted(groups, key=lambda group: (-len(group.members), group.name))
    for group in ordered:
        words = next(iter(group.written))
        known = united[_parts(words)[-1] if _parts(words) else words[-1]]
        same = next((other for other in known if _compatible(words, other)), None)
        if same is None:
            known.append(group)
            continue
        same.members += group.members
        same.written += group.written
        same.articles += group.articles
        same.titled = same.titled or group.titled
        same.kind = same.kind or group.kind
    return [group for known in united.values() for group in known]


def _compatible(words: Words, group: Group) -> bool:
    if group.kind == "body" or _kind(words) == "body":
        return any(_parts(words) == _parts(other) for other in group.written)
    return all(_same_given(_parts(words)[:-1], _parts(other)[:-1]) for other in group.written)


def _same_given(left: list[str], right: list[str]) -> bool:
    """Return whether two lists of given names can be one person's: initials match, nicknames and spellings are one."""
    if not left or not right:
        return False
    first, second = left[0], right[0]
    middle = [word for word in left[1:] if len(word.strip(".")) > 1], [w for w in right[1:] if len(w.strip(".")) > 1]
    if middle[0] and middle[1] and middle[0] != middle[1]:
        return False
    if INITIAL.fullmatch(first.upper()) or INITIAL.fullmatch(second.upper()):
        return first[0] == second[0]
    return NICKNAMES.get(first, first) == NICKNAMES.get(second, second)


def _lone(lone: dict[str, list[int]], groups: list[Group], mentions: Sequence[Written]) -> list[Group]:
    """Join lone words to the full names they stand for; return groups for those that stand for themselves."""
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for word in {word for words in group.written for word in _stand_ins(words, group)}:
            by_word[word].append(group)
    counts = {id(group): (len(group.members), group.name) for group in groups}
    own: list[Group] = []
    for word, positions in sorted(lone.items()):
        known = by_word.get(word, [])
        alone = Group("")
        for at in positions:
            article = mentions[at][0]
            near = [group for group in known if article in group.articles] or known
            (max(near, key=lambda group: counts[id(group)]) if near else alone).add(at, mentions[at])
        if alone.members and _stands(word, [mentions[at] for at in alone.members]):
            own.append(alone)
    return own


def _stand_ins(words: Words, group: Group) -> list[str]:
    """Return the lone words that may stand for a full name: its family name, a family name put first, its acronym."""
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
