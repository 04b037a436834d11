"""Resolves the words for a speaker to the speaker's merged name: names, pronouns, and "the Chinese leader".

Does not choose the speaker; a name inferred from a description is never called known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..names.gazetteer import DEMONYMS, PLACES
from ..names.given_names import MEN, WOMEN
from ..names.mentions import names
from ..names.name_words import BODIES, ROLES
from . import subjects
from .people import OPENING, KnownPeople, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Entity
    from ...text.language.language_lexicon import LanguageLexicon
    from .paragraph import Paragraph

RELATION = re.compile(r"\b(?:of|for|from|at|in|to|with|by)\b|['’]s\s")
TAIL = re.compile(r"(?:,|\s(?:of|for|from|at|in|with|and|to|on|who)\b|$)")
APPOSED = re.compile(r",\s(?:(?:Mr|Ms|Mrs|Dr)\.\s)?")
HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms)\. $")
REACH = 1200
"""How many code points before a pronoun its person may be."""

WORDS = re.compile(r"[\w’'-]+")
HEAD_END = re.compile(r",|\(|\b(?:of|for|from|at|in|with|to|on|who|which|that|by|about)\b")
ADJECTIVE = re.compile(r"^[^ ]*(?:ск(?:ая|ий|ое|ие|ой)|ськ(?:а|ий|е|і)|sk[aie]|skie)$")
"""A name that is an adjective in Slavic languages and precedes its noun."""

ACRONYM = range(2, 7)
"""The possible number of letters in the initials of a body."""

HEAD_WITHIN = 3
"""The words of a phrase among which its head is, articles not counted, where adjectives may precede it."""

MOST_NAMES = 4
"""The most words of a name recognised by its capitals alone."""

HAN_NAME = range(2, 5)
"""The possible number of characters in a Chinese name."""

FOREIGN_NAME = range(3, 13)
"""The possible number of characters in a foreign name in Chinese, with a dot between its parts."""


SUBORDINATING = frozenset("VGK")
"""Classes of words after which a subject is a subordinate clause's: "said that", "when"."""


class Subject(NamedTuple):
    """A phrase of the text that is a subject: its sentence in the paragraph, whether it is a subordinate clause's."""

    start: int
    end: int
    sentence: int
    subordinate: bool


class NamedSubject(NamedTuple):
    """A subject that is somebody or something named."""

    start: int
    subject: Subject
    name: Name


class Speakers:
    """The names of one article by place, and its subject phrases, so that words can be resolved to a person."""

    def __init__(
        self, article: Article, entities: Sequence[Entity], paragraphs: Sequence[Paragraph], lexicon: LanguageLexicon
    ) -> None:
        self._text = article.text
        self.lexicon = lexicon
        self._paragraphs = paragraphs
        self._names = sorted(
            Name(*mention.span, entity.name, entity.kind)
            for entity in entities or names((article,))
            for mention in entity.mentions
            if mention.article == article.id
        )
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._known = KnownPeople(article.text, self._names)
        self._subjects: dict[int, list[NamedSubject]] = {}

    def name(self, who: Span) -> tuple[str, bool]:
        """Return the merged name for the words at ``who``, and whether that is known.

        Known is what is stated there, or by a pronoun's subject, and is a person, a body, a place or a role; not what
        was inferred from a description, nor a thing or a clause.
        """
        words = " ".join(self._text[who.start : who.end].split())
        low = words.lower()
        if self.lexicon.classes.get(low) in {"P", "W"}:
            found = self._before(who.start, low)
            return found or words, found is not None and self.lexicon.english
        if words.isupper():
            labelled = self._known.labelled(words)
            if labelled is not None:
                return labelled, True
        name = self._named(who.start, who.end)
        if name is not None and not self._of_body(words, name.name):
            return self._uninflected(self._behind_body(name.name)), True
        if not self.lexicon.english:
            return self._elsewhere(words)
        described = self._known.described(low)
        return described or words, described is None and (speaks(words, self.lexicon) or self._called(words))

    def _of_body(self, words: str, name: str) -> bool:
        """Return whether the words are an office of a body in capitals: "rzeczniczka MSZ" is not the MSZ."""
        return self._is_body(name) and self.lexicon.is_role(words.split(maxsplit=1)[0].lower())

    def _behind_body(self, name: str) -> str:
        """Return the person's name after a body in capitals preceded by an office: "голова ОВА Віталій Кім"."""
        first, _, rest = name.partition(" ")
        return rest if " " in rest and self._is_body(first) else name

    def _is_body(self, name: str) -> bool:
        return not self.lexicon.english and name.isupper() and len(name) in ACRONYM

    def _uninflected(self, name: str) -> str:
        """Return the name of which this is an inflected form in such languages: Ивана Петрова is Иван Петров."""
        if not self.lexicon.words("cases"):
            return name
        return self._known.uninflected(name)

    def _called(self, words: str) -> bool:
        """Return whether the words are a name that `names` missed: capitals after offices, or alone if they recur."""
        named = words.split(",", maxsplit=1)[0].split()
        while named and (named[0][0].islower() or self._leads(named[0].lower())):
            if self.lexicon.classes.get(named[0].lower()) in {"I", "J"}:
                return False  # "the letter from Smith" is not Smith
            named = named[1:]
        if not named or not all(word[0].isupper() for word in named) or named[-1].lower() in self.lexicon.classes:
            return False
        return 1 < len(named) <= MOST_NAMES or self._known.met_again(named[0])

    def _leads(self, low: str) -> bool:
        return low.strip(".") in ROLES or self.lexicon.is_role(low) or low in self.lexicon.starters

    def _elsewhere(self, words: str) -> tuple[str, bool]:
        """Return a name as other languages inflect it or write it after an office, and whether it is somebody's."""
        if self.lexicon.unspaced:
            name = _behind_office(words, self.lexicon)
            family = len(name) in HAN_NAME and (
                name[0] in self.lexicon.words("family") or self._known.stands_twice(name)
            )
            return name, name != words or family or speaks(words, self.lexicon)
        return words, speaks(words, self.lexicon) or self._called(words)

    def _within(self, start: int, end: int) -> Iterator[Name]:
        for at in range(bisect_left(self._names, (start,)), len(self._names)):
            if self._names[at].start >= end:
                return
            yield self._names[at]

    def _named(self, start: int, end: int) -> Name | None:
        """Return the name that the phrase is about: its person, else the body or place that is all of it.

        ``the Obama campaign`` and ``Trump’s lawyer`` are about nobody named, unless a name follows in apposition.
        """
        if not self.lexicon.english:
            return self._named_there(start, end) or self._apposed(end)
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
        return self._apposed(end)

    def _named_there(self, start: int, end: int) -> Name | None:
        """Return the first name without a preposition: "le porte-parole de Jean Dupont" is not Jean Dupont."""
        for name in self._within(start, end):
            before = WORDS.findall(self._text[start : name.start].lower())
            while before and self.lexicon.classes.get(before[-1]) == "D":
                before.pop()
            of = before and self.lexicon.classes.get(before[-1]) in {"I", "J"}
            if not of and not (name.end < end and ADJECTIVE.search(name.name)):
                return name
        return None

    def _apposed(self, end: int) -> Name | None:
        """Return the person named in apposition: "the mayor, Ann Smith, said"."""
        after = APPOSED.match(self._text, end)
        apposed = next(self._within(after.end(), after.end() + 1), None) if after else None
        if apposed is not None and apposed.kind in {"person", ""} and self._text[apposed.end : apposed.end + 1] == ",":
            return apposed
        return None

    def _before(self, at: int, pronoun: str) -> str | None:
        """Return the last subject before ``at`` that the pronoun may stand for."""
        lists = [kind for kind in ("he", "she", "neuter", "relative") if pronoun in self.lexicon.words(kind)]
        if not lists:
            return None
        kinds = {"body", "place"} if lists == ["neuter"] else {"person", ""}
        sexes = {None, *lists} if lists[0] in {"he", "she"} else {None, "he", "she"}
        for name in self._subjects_before(at):
            if name.kind in kinds and self._sex(name) in sexes and self._fits(name, lists[0]):
                return name.name
        return None

    def _fits(self, name: Name, pronoun: str) -> bool:
        """Return whether a pronoun can stand for a name: AARP is not "she", "Regierung Maltas" not "er"."""
        if pronoun == "neuter":
            return True
        first, _, rest = name.name.partition(" ")
        country = first in DEMONYMS or (first in PLACES and first.isupper())  # the U.S. Constitution
        body = country or (name.name.isupper() and not rest)
        return not body and self.lexicon.words("person").isdisjoint(name.name.lower().split())

    def _sex(self, name: Name) -> str | None:
        """Return ``he`` or ``she`` if a given name or "Mr." tells, else ``None``."""
        if name.kind not in {"person", ""}:
            return None
        given = name.name.split()[0].lower()
        titled = HONORIFIC.search(self._text, max(0, name.start - 5), name.start)
        if titled is not None:
            return "he" if titled[1] == "Mr" else "she"
        return "he" if given in MEN else "she" if given in WOMEN else None

    def _subjects_before(self, at: int) -> Iterator[Name]:
        """Yield the names of the subjects within `REACH` before ``at``: the nearest sentence first.

        Within a sentence those of its main clauses come first, nearest first.
        """
        for number in range(bisect_left(self._starts, at) - 1, -1, -1):
            if self._paragraphs[number].end < at - REACH:
                return
            named = self._named_subjects(number)
            near = named[bisect_left(named, (at - REACH,)) : bisect_left(named, (at,))]
            for _, sentence in groupby(reversed(near), key=lambda one: one.subject.sentence):
                for one in sorted(sentence, key=lambda one: one.subject.subordinate):
                    yield one.name

    def _named_subjects(self, number: int) -> list[NamedSubject]:
        """Return the named subjects of a paragraph, found once for all pronouns after them."""
        if number not in self._subjects:
            told = ((one, self._named(one.start, one.end)) for one in _subjects(self._paragraphs[number]))
            self._subjects[number] = [NamedSubject(one.start, one, name) for one, name in told if name is not None]
        return self._subjects[number]


def speaks(words: str, lexicon: LanguageLexicon) -> bool:
    """Return whether the head of the phrase is a person, a body or a role: "a spokesman for the ministry"."""
    if not lexicon.english:
        nouns = [word for word in WORDS.findall(words.lower()) if lexicon.classes.get(word) != "D"]
        if lexicon.unspaced:
            nouns = [role for role in lexicon.words("role") | lexicon.words("person") if role in words]
        return any(lexicon.is_role(word) or word in lexicon.words("person") for word in nouns[:HEAD_WITHIN])
    head = HEAD_END.split(words.lower(), maxsplit=1)[0]
    last = (WORDS.findall(head) or [""])[-1]
    known = _speaking(lexicon)
    return last.endswith("year-old") or any(
        form in known for form in (last, last.removesuffix("s"), last.removesuffix("es"))
    )


@lru_cache(maxsize=2)
def _speaking(lexicon: LanguageLexicon) -> frozenset[str]:
    """Return the English nouns of persons, bodies and roles."""
    return (lexicon.words("person") | ROLES | BODIES) - lexicon.words("silent")


def _behind_office(words: str, lexicon: LanguageLexicon) -> str:
    """Return the name after the last office: 毛宁 in 外交部发言人毛宁; without one, the words."""
    offices = (*lexicon.words("role"), *lexicon.words("person"))
    end = max((words.rfind(office) + len(office) for office in offices if office in words), default=0)
    length = len(words) - end
    return words[end:] if length in HAN_NAME or ("·" in words[end:] and length in FOREIGN_NAME) else words


def _subjects(paragraph: Paragraph) -> list[Subject]:
    """Return the phrases that speak or start a sentence as its subject, in order."""
    told, codes = paragraph.narration, paragraph.narration.codes
    stops = [at for at, code in enumerate(codes) if code == "."]
    first = (subjects.subject(codes, low + 1, high) for low, high in pairwise([-1, *stops, len(codes)]))
    ranges = {statement.who for statement in paragraph.statements}.union(filter(None, first))
    return sorted(
        Subject(
            told.starts[one.first],
            told.ends[one.last - 1],
            bisect_left(stops, one.first),
            subordinate=codes[one.first - 1 : one.first] in SUBORDINATING,
        )
        for one in ranges
    )
