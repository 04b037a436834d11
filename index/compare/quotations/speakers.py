"""From the words that name a speaker to the speaker's merged name: names, pronouns, and "the Chinese leader".

Refuses to choose the speaker; a name that had to be inferred from a description is never called known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ..names.gazetteer import DEMONYMS, PLACES
from ..names.given_names import MEN, WOMEN
from ..names.mentions import names
from . import subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Entity
    from .paragraph import Paragraph

PERSONAL = frozenset({"he", "she", "who"})
NEUTER = frozenset({"it", "they"})
PRONOUNS = PERSONAL | NEUTER | {"i", "we", "you"}
OPENING = re.compile(r"(?:the|an?|his|her|its|their|one|another)\s+", re.IGNORECASE)
RELATION = re.compile(r"\b(?:of|for|from|at|in|to|with|by)\b|['’]s\s")
TAIL = re.compile(r"(?:,|\s(?:of|for|from|at|in|with|and|to|on|who)\b|$)")
APPOSED = re.compile(r",\s(?:(?:Mr|Ms|Mrs|Dr)\.\s)?")
HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms)\. $")
TITLE = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|for|and)\s+)+$")
REACH = 1200
"""How many code points before a pronoun its person may stand."""

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


class Speakers:
    """The names of one article by place, and the phrases that were subjects, so that words find their person."""

    def __init__(self, article: Article, entities: Sequence[Entity], paragraphs: Sequence[Paragraph]) -> None:
        self._text = article.text
        self._paragraphs = paragraphs
        self._names = sorted(
            Name(*mention.span, entity.name, entity.kind)
            for entity in entities or names((article,))
            for mention in entity.mentions
            if mention.article == article.id
        )
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._people: dict[str, str | None] = {}
        self._subjects: dict[int, list[tuple[int, int]]] = {}

    def name(self, who: Span) -> tuple[str, bool]:
        """Return the merged name for the words at ``who``, and whether it is said there or by a pronoun's subject."""
        words = " ".join(self._text[who.start : who.end].split())
        low = words.lower()
        if low in PRONOUNS:
            found = self._before(who.start, low)
            return found or words, found is not None
        if words.isupper():
            labelled = self._once(words, self._labelled)
            if labelled is not None:
                return labelled, True
        name = self._named(who.start, who.end)
        if name is not None:
            return name.name, True
        described = self._once(low, self._described)
        return described or words, described is None

    def _within(self, start: int, end: int) -> Iterator[Name]:
        for at in range(bisect_left(self._names, (start,)), len(self._names)):
            if self._names[at].start >= end:
                return
            yield self._names[at]

    def _named(self, start: int, end: int) -> Name | None:
        """Return the name that the phrase is about: its person, else the body or place that is all of it.

        ``the Obama campaign`` and ``Trump’s lawyer`` are about nobody named, unless a name follows in apposition.
        """
        opening = OPENING.match(self._text, start, end)
        head = opening.end() if opening else start
        described = opening is not None or self._text[start].islower()
        for name in self._within(start, end):
            related = described and RELATION.search(self._text, start, name.start) is not None
            last = TAIL.match(self._text, name.end, end) is not None
            if name.kind in {"person", ""} and last and not related:
                return name
            if name.start == head and name.end >= end:
                return name
        after = APPOSED.match(self._text, end)
        apposed = next(self._within(after.end(), after.end() + 1), None) if after else None
        if apposed is not None and apposed.kind in {"person", ""} and self._text[apposed.end : apposed.end + 1] == ",":
            return apposed
        return None

    def _before(self, at: int, pronoun: str) -> str | None:
        """Return the last subject before ``at`` that the pronoun may stand for."""
        if pronoun not in PERSONAL | NEUTER:
            return None
        kinds = {"person", ""} if pronoun in PERSONAL else {"body", "place"}
        for start, end in self._subjects_before(at):
            name = self._named(start, end)
            if name is not None and name.kind in kinds and self._sex(name) in {None, pronoun}:
                return name.name
        return None

    def _sex(self, name: Name) -> str | None:
        """Return ``he`` or ``she`` where a given name or "Mr." tells, else ``None``."""
        if name.kind not in {"person", ""}:
            return None
        given = name.name.split()[0].lower()
        titled = HONORIFIC.search(self._text, max(0, name.start - 5), name.start)
        if titled is not None:
            return "he" if titled[1] == "Mr" else "she"
        return "he" if given in MEN else "she" if given in WOMEN else None

    def _subjects_before(self, at: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the subjects within `REACH` before ``at``, nearest first."""
        for number in range(bisect_left(self._starts, at) - 1, -1, -1):
            if self._paragraphs[number].end < at - REACH:
                return
            if number not in self._subjects:
                self._subjects[number] = sorted(set(_subjects(self._paragraphs[number])))
            spans = self._subjects[number]
            yield from reversed(spans[bisect_left(spans, (at - REACH,)) : bisect_left(spans, (at,))])

    def _once(self, words: str, find: Callable[[str], str | None]) -> str | None:
        """Return what a search through all names finds, searching once for the same words."""
        if words not in self._people:
            self._people[words] = find(words)
        return self._people[words]

    def _labelled(self, words: str) -> str | None:
        """Return the one person named in the article whose family name a transcript sets in capitals."""
        family = words.rsplit(" ", 1)[-1].casefold()
        people = {name.name for name in self._names if name.kind in {"person", ""}}
        fitting = [person for person in people if not person.isupper() and person.casefold().split(" ")[-1] == family]
        return fitting[0] if len(fitting) == 1 else None

    def _described(self, low: str) -> str | None:
        """Return the one person whose title fits a description: "the Chinese leader" is the Chinese president."""
        head = low.rsplit(" ", 1)[-1]
        offices = OFFICES.get(head)
        if offices is None or not OPENING.match(low):
            return None
        country = _country(low)
        titles = [(name.name, self._title(name.start).lower()) for name in self._names if name.kind == "person"]
        fitting = [(name, _country(title)) for name, title in titles if any(office in title for office in offices)]
        exact = {name for name, of in fitting if of == country}
        people = exact or {name for name, of in fitting if country is None or of is None}
        return people.pop() if len(people) == 1 else None

    def _title(self, at: int) -> str:
        title = TITLE.search(self._text, max(0, at - 60), at)
        return title[0] if title else ""


def _subjects(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Yield the spans of the phrases that speak or begin a sentence as its subject."""
    told = paragraph.narration
    ranges = [statement.who for statement in paragraph.statements]
    low = 0
    for sentence in told.codes.split("."):
        found = subjects.subject(told.codes, low, low + len(sentence))
        ranges += [found] if found else []
        low += len(sentence) + 1
    for first, last in ranges:
        yield told.starts[first], told.ends[last - 1]


def _country(words: str) -> str | None:
    for word in re.findall(r"[\w.]+", words):
        for form in (word.title(), word.upper()):
            if form in DEMONYMS or form in PLACES:
                return DEMONYMS.get(form) or PLACES[form]
    return None
