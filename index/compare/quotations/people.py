"""The people an article names, indexed by family name, by office and by inflected form.

Does not know who speaks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..names.gazetteer import DEMONYMS, PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPENING = re.compile(r"(?:the|an?|his|her|its|their|one|another)\s+", re.IGNORECASE)
TITLE = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|for|and)\s+)+$")
PLAIN = re.compile(r"\w+")
LEAST_STEM, LONGEST_ENDING = 3, 3

# The head of a description → words of the titles it may stand for.
OFFICES: dict[str, frozenset[str]] = {
    "leader": frozenset({"president", "premier", "chairman", "chancellor", "king", "prime", "leader"}),
    "diplomat": frozenset({"secretary of state", "foreign minister", "ambassador", "diplomat", "envoy"}),
    "secretary": frozenset({"secretary"}),
    "state": frozenset({"secretary of state"}),
    "president": frozenset({"president"}),
    "minister": frozenset({"minister"}),
    "chancellor": frozenset({"chancellor"}),
    "senator": frozenset({"sen.", "senator"}),
    "governor": frozenset({"gov.", "governor"}),
    "congressman": frozenset({"rep.", "congressman", "representative"}),
    "congresswoman": frozenset({"rep.", "congresswoman", "representative"}),
    "mayor": frozenset({"mayor"}),
    "ambassador": frozenset({"ambassador"}),
    "general": frozenset({"gen.", "general"}),
    "spokesman": frozenset({"spokesman", "spokesperson"}),
    "spokeswoman": frozenset({"spokeswoman", "spokesperson"}),
}


class Name(NamedTuple):
    """A mention in the article: its span, the entity's name and kind."""

    start: int
    end: int
    name: str
    kind: str


class KnownPeople:
    """The people that ``names`` gives for an article with this text; answers are cached."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text, self._names = text, names
        self._offices: dict[str, dict[str | None, set[str]]] = {}

    def labelled(self, words: str) -> str | None:
        """Return the only person named in the article whose family name a transcript sets in capitals."""
        fitting = self._families.get(words.rsplit(" ", 1)[-1].casefold(), ())
        return next(iter(fitting)) if len(fitting) == 1 else None

    def described(self, low: str) -> str | None:
        """Return the only person whose title fits a description: "the Chinese leader" is the Chinese president."""
        head = low.rsplit(" ", 1)[-1]
        if head not in OFFICES or not OPENING.match(low):
            return None
        if head not in self._offices:
            self._offices[head] = self._holders(head)
        holders, country = self._offices[head], _country(low)
        exact = holders.get(country, set())
        people = exact or (holders.get(None, set()) if country else set[str]().union(*holders.values()))
        return next(iter(people)) if len(people) == 1 else None

    def uninflected(self, name: str) -> str:
        """Return the name of which this is an inflected form: Ивана Петрова is Иван Петров."""
        words = name.split()
        near = self._stems.get((len(words), words[0][:LEAST_STEM]), {}) if words else {}
        alike = [other for other in near if other != name and all(map(_inflected, words, other.split()))]
        return min([name, *alike], key=lambda other: (len(other), other)) if len(alike) == 1 else name

    def met_again(self, word: str) -> bool:
        """Return whether a word occurs in the text several times other than after a full stop."""
        inside = re.compile(rf"(?<![.!?“\"] )\b{re.escape(word)}\b")
        first = PLAIN.search(word)
        places = self._places.get(first[0], ()) if first else ()
        found = (at for at in places if inside.match(self._text, at - first.start())) if first else iter(())
        return next(found, None) is not None and next(found, None) is not None

    def stands_twice(self, words: str) -> bool:
        """Return whether words occur in the text several times, with or without spaces around them."""
        first = self._text.find(words)
        return first >= 0 and self._text.find(words, first + len(words)) >= 0

    @cached_property
    def _families(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._names:
            if one.kind in {"person", ""} and not one.name.isupper():
                found[one.name.casefold().split(" ")[-1]].add(one.name)
        return found

    @cached_property
    def _stems(self) -> Mapping[tuple[int, str], dict[str, None]]:
        found: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
        for one in self._names:
            words = one.name.split()
            found[len(words), words[0][:LEAST_STEM]][one.name] = None
        return found

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for match in PLAIN.finditer(self._text):
            found[match[0]].append(match.start())
        return found

    def _holders(self, head: str) -> dict[str | None, set[str]]:
        """Return the persons whose title fits a description, by the country in the title."""
        found: dict[str | None, set[str]] = defaultdict(set)
        for one in self._names:
            title = self._title(one.start).lower() if one.kind == "person" else ""
            if any(office in title for office in OFFICES[head]):
                found[_country(title)].add(one.name)
        return dict(found)

    def _title(self, at: int) -> str:
        title = TITLE.search(self._text, max(0, at - 60), at)
        return title[0] if title else ""


def _inflected(word: str, other: str) -> bool:
    """Return whether two words differ by an ending of at most three letters."""
    same = next((at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    same = min(len(word), len(other)) if same is None else same
    return same >= LEAST_STEM and max(len(word), len(other)) - same <= LONGEST_ENDING


def _country(words: str) -> str | None:
    for word in re.findall(r"[\w.]+", words):
        for form in (word.title(), word.upper()):
            if form in DEMONYMS or form in PLACES:
                return DEMONYMS.get(form) or PLACES.get(form)
    return None
