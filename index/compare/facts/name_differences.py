"""Names that differ between two accounts: one letter apart, another given name, another person in the same place.

Does not say which name is right, and ignores names that one account gives both ways.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from ...text.language.lightstem import stem
from ...text.tokens import plain_form, tokens
from ..alignment.wording import wording
from ..names.gazetteer import COUNTRY_OF, DEMONYMS, PLACES
from ..names.given_names import NICKNAMES
from ..names.name_words import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.article import Article, Span
    from ...model.comparison_result import Entity, Mention
    from ..alignment.preparation import Prepared

LONE, ACCOMPANIED = 6, 4
"""The least letters of a one-word name, and of a word next to another that both accounts have."""
LONGEST = 40
"""The most letters of a word in a name."""
ENDINGS = ("s", "es", "n", "an", "r", "er", "d", "ed", "y")
"""Endings that make another word of a name (Oscar, Oscars; America, American), not another spelling."""
REPLACED = 5
"""The most words that may replace a name."""


DATELINE = re.compile(r"[^.\n]{0,20}(?:—|–|--| - )")
"""What follows the place in an account's dateline."""


class NameTold(NamedTuple):
    """A name with its place, as it is reported."""

    article: str
    span: Span
    said: str


NameDifference = tuple[NameTold, NameTold]


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one account: every mention with its entity, and the plain forms of all its words.

    ``small`` are those that also occur there without a capital.
    """

    text: str
    mentions: tuple[tuple[Entity, Mention], ...]
    words: frozenset[str]
    small: frozenset[str]


def named(article: Article, prepared: Prepared, entities: Iterable[Entity]) -> Named:
    """Return the names of an account, in text order."""
    found = [
        (entity, one)
        for entity in entities
        for one in entity.mentions
        if one.article == article.id and not (entity.kind == "place" and DATELINE.match(article.text, one.span.end))
    ]
    cut = {(word.plain, word.name) for said in prepared.wordings for word in said.words}
    return Named(
        article.text,
        tuple(sorted(found, key=lambda item: item[1].span)),
        frozenset(plain for plain, _ in cut),
        frozenset(plain for plain, capital in cut if not capital),
    )


def respelt(a: Named, b: Named) -> Iterator[NameDifference]:
    """Yield the names with one word a letter apart (Vicente, Vincente), each only in its own account."""
    own_a, own_b = _own_words(a, b), _own_words(b, a)
    by_rest: dict[str, list[str]] = defaultdict(list)
    for other in own_b:
        for rest in _rests(other):
            by_rest[rest].append(other)
    for word, (entity, mention) in own_a.items():
        for other in {near: None for rest in _rests(word) for near in by_rest.get(rest, ())}:
            rival, place = own_b[other]
            if _letter_apart(word, other) and _one_name(entity, rival, word, other):
                yield _name_told(mention), _name_told(place)


def _rests(word: str) -> set[str]:
    """Return a word and its variants with one letter after the first deleted.

    Two words with the same first letter that are a letter apart share one of these (symmetric deletion, after Garbe's
    SymSpell), so that they need not all be compared.
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def _name_told(mention: Mention, said: str = "") -> NameTold:
    return NameTold(mention.article, mention.span, said or mention.name)


def _own_words(own: Named, other: Named) -> dict[str, tuple[Entity, Mention]]:
    """Return the words of names that the other account lacks completely, each with its first mention."""
    found: dict[str, tuple[Entity, Mention]] = {}
    for entity, mention in own.mentions:
        for raw in mention.name.split():
            word = plain_form(raw.removesuffix("’s").removesuffix("'s"))
            known = mention.name in PLACES or raw in DEMONYMS or word in other.words or word in own.small
            if ACCOMPANIED <= len(word) <= LONGEST and word.isalpha() and not known:
                found.setdefault(word, (entity, mention))
    return found


def _letter_apart(one: str, other: str) -> bool:
    """Return whether two words differ in one letter, other than by an ending or as British and American spelling."""
    if one[0] != other[0] or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    short, long = sorted((one, other), key=len)
    inflected = long.startswith(short[:-1]) and long.endswith(ENDINGS)
    return not inflected and stem(one) != stem(other)


def _one_name(entity: Entity, rival: Entity, word: str, other: str) -> bool:
    """Return whether two names are the same but for these words: they share another, or are long and stand alone."""
    left, right = _plain_words(entity.name), _plain_words(rival.name)
    if entity is rival or (left - {word}) & (right - {other}):
        return True
    return min(len(word), len(other)) >= LONE and left >= {word} and right >= {other} and 1 in {len(left), len(right)}


@lru_cache(maxsize=1 << 15)
def _plain_words(name: str) -> frozenset[str]:
    return frozenset(map(plain_form, name.split()))


def renamed(a: Named, b: Named) -> Iterator[NameDifference]:
    """Yield the persons of one family name and office to whom the accounts give different given names."""
    known, others = _families(a), _families(b)
    for family in known.keys() & others.keys():
        if len(known[family]) == len(others[family]) == 1:
            (given, one), (rival, other) = *known[family].items(), *others[family].items()
            told = given in b.words or rival in a.words
            if (
                not told
                and NICKNAMES.get(given, given) != NICKNAMES.get(rival, rival)
                and _offices(a, one) & _offices(b, other)
            ):
                yield _name_told(one), _name_told(other)


def _families(own: Named) -> dict[str, dict[str, Mention]]:
    """Return, by family name, the first mention of each given name that is written out."""
    found: dict[str, dict[str, Mention]] = defaultdict(dict)
    for entity, mention in own.mentions:
        words = [plain_form(part) for part in mention.name.split()]
        if entity.kind not in {"body", "place"} and len(words) == 2 and len(words[0]) > 2:
            found[words[1]].setdefault(words[0], mention)
    return found


def _offices(own: Named, mention: Mention) -> set[str]:
    """Return the words of office right before a name."""
    found: set[str] = set()
    at = mention.span.start
    for word in reversed(tokens(own.text, max(0, at - 40), at)):
        if own.text[word.end : at].strip(".") != " " or word.plain not in ROLES:
            break
        found.add(word.form)
        at = word.start
    return found


def replaced(a: Named, span_a: Span, b: Named, span_b: Span) -> Iterator[NameDifference]:
    """Yield the names that replace others between a sentence and its edited copy."""
    if not (_names_within(a, span_a) and _names_within(b, span_b)):
        return  # comparing the words takes far longer than looking for names
    for change in wording(a.text, [span_a], b.text, [span_b]):
        if change.op != "replace":
            continue
        one, other = _filling(a, change.a), _filling(b, change.b)
        if one and other and not _same_place(one[0].name, other[0].name):
            yield _name_told(one[1], one[0].name), _name_told(other[1], other[0].name)


def _same_place(one: str, other: str) -> bool:
    """Return whether two names share a word, or one is a town in the other."""
    return bool({*one.split()} & {*other.split()}) or COUNTRY_OF.get(one) == other or COUNTRY_OF.get(other) == one


def _filling(own: Named, span: Span) -> tuple[Entity, Mention] | None:
    """Return the person or place whose name is nearly all of a stretch."""
    if len(tokens(own.text, *span)) > REPLACED:
        return None
    found = _names_within(own, span)
    return found[0] if len(found) == 1 else None


def _names_within(own: Named, span: Span) -> list[tuple[Entity, Mention]]:
    """Return the persons and places named in a stretch."""
    first, last = (bisect_left(own.mentions, end, key=lambda item: item[1].span.start) for end in span)
    begun = own.mentions[first:last]
    return [item for item in begun if item[1].span.end <= span.end and item[0].kind in {"person", "place"}]
