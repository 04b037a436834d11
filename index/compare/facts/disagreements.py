"""Where two accounts do not agree: numbers, dates and names in one slot, speakers and wording of one quotation.

Refuses to call a difference a disagreement unless both sides stand in the same slot of linked sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from ...model.comparison_result import Disagreement, Kind
from ...text.tokens import tokens
from .told_dates import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Entity, Link, Pair, Quantity, Quote, QuoteLink, Sentence
    from ...text.tokens import Token

WINDOW = 4
"""How many words on either side of a slot count as its neighbours."""


class Slot(NamedTuple):
    """Word positions ``[a, a_end)`` of one sentence facing ``[b, b_end)`` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int


class Slots:
    """The words of two sentences aligned once, so that places in them can be compared."""

    def __init__(self, text_a: str, span_a: Span, text_b: str, span_b: Span) -> None:
        self._a = tokens(text_a, *span_a)
        self._b = tokens(text_b, *span_b)
        self._starts_a = [word.start for word in self._a]
        self._starts_b = [word.start for word in self._b]
        self._slots = self._align()

    def _align(self) -> list[Slot]:
        found = []
        at_a = at_b = 0
        codes = LCSseq.opcodes([word.form for word in self._a], [word.form for word in self._b])
        equal = [
            (code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes if code.tag == "equal"
        ]
        for a, a_end, b, b_end in [*equal, (len(self._a), len(self._a), len(self._b), len(self._b))]:
            if at_a < a and at_b < b:
                found.append(Slot(at_a, a, at_b, b))
            at_a, at_b = a_end, b_end
        return found

    def shared(self, a: Span, b: Span) -> Slot | None:
        """Return the slot that both spans begin in, ``None`` when they do not face each other."""
        first = self._within(self._starts_a, a, [(slot.a, slot.a_end) for slot in self._slots])
        second = self._within(self._starts_b, b, [(slot.b, slot.b_end) for slot in self._slots])
        both = first & second
        return self._slots[min(both)] if both else None

    @staticmethod
    def _within(starts: list[int], span: Span, slots: list[tuple[int, int]]) -> set[int]:
        low = bisect_right(starts, span.start - 1)
        high = bisect_right(starts, span.end - 1)
        return {number for number, (first, last) in enumerate(slots) if first < high and low < last}

    def neighbours(self, slot: Slot, a: Span, b: Span) -> int:
        """Return how many content words stand, equal, within `WINDOW` words of the slot, outside the spans in it.

        0 when not even the nearest one, before or after, is equal.
        """
        before_a, after_a = self._around(self._a, slot.a, slot.a_end, a)
        before_b, after_b = self._around(self._b, slot.b, slot.b_end, b)
        left, right = (before_a[-1:], before_b[-1:]), (after_a[:1], after_b[:1])
        if not any(one and one == other for one, other in (left, right)):
            return 0
        return len({*before_a} & {*before_b}) + len({*after_a} & {*after_b})

    @staticmethod
    def _around(words: Sequence[Token], first: int, last: int, without: Span) -> tuple[list[str], list[str]]:
        """Return the content words before and after a slot, in order."""
        sides = words[max(0, first - WINDOW) : first], words[last : last + WINDOW]
        before, after = (
            [word.form for word in side if not word.stop and not without.start <= word.start < without.end]
            for side in sides
        )
        return before, after


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
