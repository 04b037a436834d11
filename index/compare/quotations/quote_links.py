"""The same quotation in several accounts: how its wording differs, and whether the accounts agree on who spoke.

Does not link indirect speech, and reports different speakers only when both are certain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from ...model.comparison_result import QuoteLink
from ...text.tokens import tokens
from ..candidates import sharing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Entity, Quote

MOST_PAIRS = 50_000
"""The most pairs of quotations compared for common words, rarest words first."""

SHARE = 0.6
"""The least share of the shorter quotation's words that are in the longer one, in order."""

SENTENCE = 10
SHARE_OF_FEW = 0.75
"""The same for quotations shorter than ten words, which are similar by chance more easily."""

TELLING = 2
"""The least number of content words in common."""

RUN = 4
"""The least run of words that links two differing quotations of one speaker, if its content words are rare."""

RARE = 4
"""The most quotations with a rare content word; one word of the run must be in these two only."""

TERM = 4
"""Quotations shorter than this many words are terms: they are linked only if identical and by the same speaker."""


TELLING_APART = 4
"""The least number of content words in common for speakers to differ."""

SAME_SENTENCE = 6
"""The least words of a quotation that is word for word the same in both, where one content word less is enough."""

NEARBY = 1500
"""How near, in code points, a rival speaker makes an inferred one doubtful."""

STATED = frozenset({"after", "before", "according after", "according before", "label", "signature"})
"""Rules by which the speaker is next to the quotation."""


@dataclass(slots=True)
class Worded:
    """A quotation's words: light stems, plain forms, and the stems of its content words."""

    forms: tuple[str, ...]
    plain: tuple[str, ...]
    content: frozenset[str]


class LinkedQuotes(NamedTuple):
    """The links, and whether there were too many quotations of common words to compare exhaustively."""

    links: tuple[QuoteLink, ...]
    cut: bool


def quote_links(quotes: Sequence[Quote], articles: Sequence[Article], entities: Sequence[Entity] = ()) -> LinkedQuotes:
    """Return the links between quotations of different articles, by position in ``quotes``, ordered.

    ``wording`` is ``same`` if the words are, ``cut`` if one contains all of the other's words, else ``changed``.
    """
    texts = {article.id: article.text for article in articles}
    known: dict[str, Worded] = {}
    worded = [_worded(texts.get(quote.article, ""), quote.span, known) for quote in quotes]
    voices = Voices(articles, entities)
    pairs = sharing([(quote.article, words.content) for quote, words in zip(quotes, worded, strict=True)], MOST_PAIRS)
    telling = [pair for pair, count in pairs.shared.items() if count >= TELLING]
    found = _best([*_linked(telling, quotes, worded, voices)], quotes)
    borne = _borne_out(found, quotes)
    return LinkedQuotes(tuple(_judged(link, quotes, worded, voices, borne) for link in found), pairs.cut)


def _linked(
    pairs: Iterable[tuple[int, int]], quotes: Sequence[Quote], worded: Sequence[Worded], voices: Voices
) -> Iterator[QuoteLink]:
    """Yield a link for each two quotations with similar words, or of one speaker with something rare in both."""
    rarity = Counter(form for words in worded for form in words.content)
    for a, b in pairs:
        speaker = voices.compare(quotes[a], quotes[b])
        wording = _wording(worded[a], worded[b], speaker)
        if wording is None and speaker == "same" and _rare_run(worded[a], worded[b], rarity):
            wording = "changed"
        if wording is not None:
            yield QuoteLink(a, b, wording, speaker)


def _best(links: Sequence[QuoteLink], quotes: Sequence[Quote]) -> list[QuoteLink]:
    """Return the links without those of a quotation that is verbatim elsewhere in the other account."""
    whole = {pair for link in links if link.wording == "same" for pair in _ends(link, quotes)}
    return [link for link in links if link.wording == "same" or not whole.intersection(_ends(link, quotes))]


def _ends(link: QuoteLink, quotes: Sequence[Quote]) -> tuple[tuple[int, str], tuple[int, str]]:
    return (link.a, quotes[link.b].article), (link.b, quotes[link.a].article)


def _borne_out(links: Sequence[QuoteLink], quotes: Sequence[Quote]) -> set[int]:
    """Return the quotations that another account, certain of its speaker, attributes to the same one."""
    same = [link for link in links if link.speaker == "same"]
    return {link.a for link in same if quotes[link.b].certain} | {link.b for link in same if quotes[link.a].certain}


def _judged(
    link: QuoteLink, quotes: Sequence[Quote], worded: Sequence[Worded], voices: Voices, borne: Collection[int]
) -> QuoteLink:
    """Return the link with the verdict on its speakers.

    A speaker confirmed by another account counts as certain; quotations that are only similar may be two, so their
    speakers never differ.
    """
    if link.speaker == "same":
        return link
    a, b = (_certain(quotes[at]) if at in borne else quotes[at] for at in (link.a, link.b))
    shared = len(worded[link.a].content & worded[link.b].content)
    verbatim = link.wording == "same" and len(worded[link.a].plain) >= SAME_SENTENCE
    least = max(TELLING_APART - verbatim, SHARE * min(len(worded[link.a].content), len(worded[link.b].content)))
    speaker = voices.compare(a, b)
    return QuoteLink(link.a, link.b, link.wording, "unknown" if speaker == "differs" and shared < least else speaker)


def _certain(quote: Quote) -> Quote:
    return quote if quote.certain else replace(quote, certain=True)


def _worded(text: str, span: Span, known: dict[str, Worded]) -> Worded:
    """Return the words of a quotation; cached by its characters, except for a number that continues."""
    signs = "\n" * text[span.start - 1 : span.start].isdecimal() + text[slice(*span)]
    if signs not in known:
        found = tokens(text, *span)
        known[signs] = Worded(
            tuple([token.form for token in found]),
            tuple([token.plain for token in found]),
            frozenset([token.form for token in found if not token.stop]),
        )
    return known[signs]


def _wording(a: Worded, b: Worded, speaker: str) -> str | None:
    if a.plain == b.plain:
        return "same"
    shorter = min(len(a.forms), len(b.forms))
    if shorter < TERM:
        return "cut" if speaker == "same" and _holds(a.plain, b.plain) else None
    if 2 * len(a.content & b.content) < min(len(a.content), len(b.content)):
        return None
    common = LCSseq.similarity(a.forms, b.forms)
    if common < (SHARE if shorter >= SENTENCE else SHARE_OF_FEW) * shorter:
        return None
    exact = LCSseq.similarity(a.plain, b.plain)
    return "cut" if exact == shorter and len(a.plain) != len(b.plain) else "changed"


def _holds(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the longer of two runs of words contains the shorter one contiguously."""
    short, long = sorted((a, b), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _rare_run(a: Worded, b: Worded, rarity: Counter[str]) -> bool:
    """Return whether the two share a run of words whose content words are in no other quotation."""
    places = defaultdict(list)
    for at in range(len(b.forms) - RUN + 1):
        places[b.forms[at : at + RUN]].append(at)
    for at in range(len(a.forms) - RUN + 1):
        for other in places.get(a.forms[at : at + RUN], ()):
            length = RUN
            while a.forms[at + length : at + length + 1] == b.forms[other + length : other + length + 1] != ():
                length += 1
            telling = [rarity[form] for form in {*a.forms[at : at + length]} if form in a.content]
            if len(telling) >= TELLING and min(telling) == 2 and max(telling) <= RARE:
                return True
    return False


class Voices:
    """The speakers of quotations across articles: whether two are the same, and whether that can be told."""

    def __init__(self, articles: Sequence[Article], entities: Sequence[Entity]) -> None:
        self._texts = {article.id: article.text for article in articles}
        self._kinds = {entity.name: entity.kind for entity in entities}
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for entity in entities:
            for mention in entity.mentions:
                self._places[mention.article, entity.name].append(mention.span.start)

    def compare(self, a: Quote, b: Quote) -> str:
        """Return ``same``, ``differs`` or ``unknown``; a body and a person may be one voice, which nobody can tell."""
        if not a.speaker or not b.speaker:
            return "unknown"
        if _one_name(a.speaker, b.speaker):
            return "same"
        named = all(self._is_person(quote.speaker or "") for quote in (a, b))
        if not (named and a.certain and b.certain) or self._doubtful(a, b.speaker) or self._doubtful(b, a.speaker):
            return "unknown"
        return "differs"

    def _is_person(self, name: str) -> bool:
        kind = self._kinds.get(name)
        return kind == "person" or (kind == "" and " " in name)

    def _doubtful(self, quote: Quote, rival: str) -> bool:
        """Return whether the speaker was inferred although the account names the rival nearby."""
        words = set((quote.speaker or "").casefold().split())
        span = quote.speaker_span
        said = self._texts.get(quote.article, "")[slice(*span)] if span else ""
        if quote.rule in STATED and words & set(said.casefold().split()):
            return False
        near = self._places.get((quote.article, rival), ())
        return any(abs(at - quote.span.start) <= NEARBY for at in near)


def _one_name(a: str, b: str) -> bool:
    left, right = set(a.casefold().split()), set(b.casefold().split())
    return left <= right or right <= left or ratio(a.casefold(), b.casefold()) >= 80
