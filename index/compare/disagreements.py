"""Where two accounts do not agree: numbers, dates and names in one slot, speakers and wording of one quotation.

Refuses to call a difference a disagreement unless both sides stand in the same slot of linked sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ..model.comparison import Disagreement, Kind
from .dates import dates
from .slots import Slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.article import Article, Span
    from ..model.comparison import Entity, Link, Pair, Quantity, Quote, QuoteLink, Sentence

CLOSE = frozenset({Kind.VERBATIM, Kind.EDITED})
MOST = 60
"""Facts looked at in one sentence; a longer list is a table, not a statement."""

NEIGHBOURS = 2
"""Equal content words that must stand around a slot of sentences that are less than edited copies."""

LONGEST = {"name": 5, "date": 3, "number": 12}
"""Most words on either side of a slot in which one fact counts as standing for the other."""


APPROXIMATE = re.compile(
    r"(?:about|nearly|almost|around|some|over|roughly|approximately"
    r"|more than|less than|at least|up to|close to|under)\s$",
    re.IGNORECASE,
)

DATELINE = re.compile(r"[^.\n]{0,20}(?:—|–|--| - )")


class Fact(NamedTuple):
    """Something that may fill a slot, and how it is said there.

    ``key`` is the unit of a number, the words of a date, the kind of a name; ``day`` the day that a date resolves to;
    ``digits`` how many digits of ``value`` must agree.
    """

    span: Span
    kind: str
    key: str
    said: str
    value: float = 0.0
    digits: int = 2
    day: str | None = None
    manner: str = ""


def disagreements(
    articles: Sequence[Article],
    pairs: Sequence[Pair],
    sentences: Mapping[str, Sequence[Sentence]],
    entities: Sequence[Entity],
    quantities: Sequence[Quantity],
    quotes: Sequence[Quote],
    quote_links: Sequence[QuoteLink],
) -> tuple[Disagreement, ...]:
    """Return the disagreements of the pairs in the order of their first spans, each with its evidence on both sides.

    ``sentences`` holds, by article id, the sentences that the links' positions count.
    """
    texts = {article.id: article.text for article in articles}
    facts = _facts(articles, entities, quantities)
    found = {
        disagreement
        for pair in pairs
        if pair.a in texts and pair.b in texts
        for disagreement in _of_pair(pair, texts, sentences, facts)
    }
    found |= set(_of_quotes(quotes, quote_links))
    return tuple(sorted(found, key=lambda one: (one.a_article, one.b_article, one.a, one.b, one.kind)))


def _facts(
    articles: Sequence[Article], entities: Sequence[Entity], quantities: Sequence[Quantity]
) -> dict[str, list[Fact]]:
    facts: dict[str, list[Fact]] = {}
    texts = {article.id: article.text for article in articles}
    for article in articles:
        facts[article.id] = [
            Fact(one.span, "date", one.key, article.text[slice(*one.span)], day=one.day, manner=one.kind)
            for one in dates(article)
        ]
    for quantity in quantities:
        if quantity.unit and quantity.article in facts:
            facts[quantity.article].append(_number(texts[quantity.article], quantity))
    for entity in entities:
        for mention in entity.mentions if entity.kind in {"person", "place"} else ():
            if mention.article in facts and not DATELINE.match(texts[mention.article], mention.span.end):
                facts[mention.article].append(Fact(mention.span, "name", entity.kind, entity.name))
    return {name: sorted(some, key=lambda fact: (fact.span, fact.kind)) for name, some in facts.items()}


def _number(text: str, quantity: Quantity) -> Fact:
    before = text[max(0, quantity.span.start - 16) : quantity.span.start]
    said = text[slice(*quantity.span)]
    digits = 1 if APPROXIMATE.search(before) else 2
    return Fact(quantity.span, "number", quantity.unit, said, value=quantity.value, digits=digits)


def _within(facts: Sequence[Fact], span: Span) -> Sequence[Fact]:
    low = bisect_left(facts, span.start, key=lambda fact: fact.span.start)
    return facts[low : bisect_left(facts, span.end, key=lambda fact: fact.span.start)]


def _of_pair(
    pair: Pair,
    texts: Mapping[str, str],
    sentences: Mapping[str, Sequence[Sentence]],
    facts: Mapping[str, Sequence[Fact]],
) -> Iterator[Disagreement]:
    for link in pair.links:
        span_a, span_b = sentences[pair.a][link.a].span, sentences[pair.b][link.b].span
        some_a, some_b = _within(facts[pair.a], span_a)[:MOST], _within(facts[pair.b], span_b)[:MOST]
        own_a, own_b = _untold(some_a, some_b), _untold(some_b, some_a)
        rivals = [(one, other) for one in own_a for other in own_b if _conflict(one, other)]
        if not rivals:
            continue
        beside_a = _beside(facts[pair.a], sentences[pair.a], {other.a for other in pair.links if other.b == link.b})
        beside_b = _beside(facts[pair.b], sentences[pair.b], {other.b for other in pair.links if other.a == link.a})
        slots = Slots(texts[pair.a], span_a, texts[pair.b], span_b)
        for one, other in rivals:
            told_too = not (_untold([one], beside_b) and _untold([other], beside_a))
            if not told_too and _same_slot(slots, one, other, link):
                why = f"{one.said} / {other.said}"
                yield Disagreement(one.kind, pair.a, one.span, pair.b, other.span, why)


def _beside(facts: Sequence[Fact], sentences: Sequence[Sentence], positions: Iterable[int]) -> list[Fact]:
    """Return the facts of all sentences that a sentence is linked to: what one lacks another may tell."""
    return [fact for at in sorted(positions) for fact in _within(facts, sentences[at].span)]


def _untold(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """Return the facts that none of the others agrees with."""
    if not others:
        return list(facts)
    return [fact for fact in facts if not any(fact.kind == other.kind and _agree(fact, other) for other in others)]


def _same_slot(slots: Slots, one: Fact, other: Fact, link: Link) -> bool:
    slot = slots.shared(one.span, other.span)
    if slot is None:
        return False
    if max(slot.a_end - slot.a, slot.b_end - slot.b) > LONGEST[one.kind]:
        return False
    least = NEIGHBOURS if link.kind not in CLOSE or one.kind == "name" else 1 if one.kind == "date" else 0
    return slots.neighbours(slot, one.span, other.span) >= least


def _conflict(one: Fact, other: Fact) -> bool:
    """Return whether two facts could not both fill one slot."""
    if one.kind != other.kind or _agree(one, other):
        return False
    return _dates_differ(one, other) if one.kind == "date" else one.key == other.key


def _agree(one: Fact, other: Fact) -> bool:
    if one.kind == "number":
        return one.key == other.key and _rounded(one.value, other.value, min(one.digits, other.digits))
    if one.kind == "date":
        return one.key == other.key or (one.day is not None and one.day == other.day)
    return bool({*one.said.split()} & {*other.said.split()})


def _rounded(a: float, b: float, least: int) -> bool:
    """Return whether two numbers are one, or one is the other rounded to ``least`` or more digits."""
    return a == b or any(
        float(f"{many:.{digits}g}") == few for digits in range(least, 5) for few, many in ((a, b), (b, a))
    )


def _dates_differ(a: Fact, b: Fact) -> bool:
    """Return whether two dates cannot be the same: both resolved to different days, or said in one manner."""
    if a.day is not None and b.day is not None:
        return a.day != b.day
    return a.manner == b.manner and a.key[-5:] != b.key[-5:] and (a.manner != "weekday" or " " not in a.key + b.key)


def _of_quotes(quotes: Sequence[Quote], links: Sequence[QuoteLink]) -> Iterator[Disagreement]:
    for link in links:
        a, b = sorted((quotes[link.a], quotes[link.b]), key=lambda quote: quote.article)
        if link.speaker == "differs":
            spans = a.speaker_span or a.span, b.speaker_span or b.span
            yield Disagreement("speaker", a.article, spans[0], b.article, spans[1], f"{a.speaker} / {b.speaker}")
        if link.wording == "changed":
            yield Disagreement("wording", a.article, a.span, b.article, b.span, "quotation in other words")
