"""What two accounts disagree about: figures, days, names, posts, and who said what in which words.

Collects what the ledger, the names and the quotations give, each flag with its words. Does not say who is right.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from ...model.comparison_result import Disagreement, Kind
from ..alignment.overlap import PASSAGE
from ..quotations.rewordings import Utterance, rewording
from .ledger import differences, echoed, ledger
from .name_differences import named, renamed, replaced, respelt
from .post_differences import posts, reposted
from .quantities import figures_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Entity, Pair, Quantity, Quote, QuoteLink
    from ..alignment.preparation import Prepared
    from ..quotations.rewordings import Rewording
    from .ledger import Differences, Entry, Ledger
    from .name_differences import Named, NameTold
    from .post_differences import PersonPosts

CLOSE = frozenset({Kind.VERBATIM, Kind.EDITED})
ONE_UTTERANCE = 0.7
"""The share of the shorter quotation's words that must be equal for its speakers to be compared."""
SURE = (0.9, 8)
"""Share and number of equal words from which two quotations are one utterance although no speaker is known."""
MOST_SIGNS = 2_000_000_000
"""The limit for comparing quotations: the product of both lengths in characters, summed over all links."""
MANY = 3
"""The most altered stretches of a quotation that are listed; the rest is counted."""


class AccountFacts(NamedTuple):
    """What is compared with other accounts: article, sentences, ledger, names, posts."""

    article: Article
    prepared: Prepared
    ledger: Ledger
    named: Named
    posts: Mapping[str, PersonPosts]


class Disagreements(NamedTuple):
    """The flags, and what (``figures``, ``days``) there was too much of to compare exhaustively."""

    found: tuple[Disagreement, ...]
    crowded: frozenset[str]


class Met(NamedTuple):
    """A link of quotations, its two sides in id order, and how the wording differs."""

    link: QuoteLink
    a: Quote
    b: Quote
    words: Rewording


def disagreements(
    articles: Sequence[Article],
    prepared: Sequence[Prepared],
    weights: Mapping[str, float],
    pairs: Sequence[Pair],
    entities: Sequence[Entity],
    quantities: Sequence[Quantity],
    quotes: Sequence[Quote],
    quote_links: Sequence[QuoteLink],
) -> Disagreements:
    """Return the disagreements of the pairs in the order of their first spans, each with its evidence on both sides.

    ``prepared`` are the articles' sentences, in the same order; ``weights`` are those of `rarity`.
    """
    accounts = _accounts(articles, prepared, entities, quantities)
    known = [pair for pair in pairs if pair.a in accounts and pair.b in accounts]
    unlike = [_told_differently(pair, accounts, weights) for pair in known]
    found = set(_of_ledgers(unlike, [account.ledger for account in accounts.values()]))
    met, long = _met(quotes, quote_links, {one.id: one for one in articles})
    said = list(_of_quotes(met))
    names = (flag for pair in known for flag in _named_differently(pair, accounts[pair.a], accounts[pair.b]))
    found |= {*_not_told(names, said), *said}
    ordered = sorted(found, key=lambda one: (one.a_article, one.b_article, one.a, one.b, one.kind))
    crowded = frozenset[str]({"long quotations"} if long else ()).union(*(differing.crowded for differing in unlike))
    return Disagreements(tuple(ordered), crowded)


def _of_ledgers(unlike: Iterable[Differences], ledgers: Sequence[Ledger]) -> Iterator[Disagreement]:
    told = [one for differing in unlike for one in differing.found]
    told += echoed(list(told), ledgers)
    for one in told:
        yield _flag("date" if one.a.key else "number", one.a, one.b)


def _accounts(
    articles: Sequence[Article],
    prepared: Sequence[Prepared],
    entities: Sequence[Entity],
    quantities: Sequence[Quantity],
) -> dict[str, AccountFacts]:
    accounts = {}
    for article, ready in zip(articles, prepared, strict=True):
        figures = ledger(article, ready, [one for one in quantities if one.article == article.id])
        names = named(article, ready, entities)
        accounts[article.id] = AccountFacts(article, ready, figures, names, posts(article, names))
    return accounts


def _told_differently(pair: Pair, accounts: Mapping[str, AccountFacts], weights: Mapping[str, float]) -> Differences:
    a, b = accounts[pair.a].ledger, accounts[pair.b].ledger
    return differences(a, b, weights, _edited(pair) if a.days and b.days else frozenset())


def _edited(pair: Pair) -> frozenset[tuple[int, int]]:
    return frozenset((link.a, link.b) for link in pair.links if link.kind in CLOSE)


def _named_differently(pair: Pair, a: AccountFacts, b: AccountFacts) -> Iterator[Disagreement]:
    in_place = (
        found
        for i, j in sorted((link.a, link.b) for link in pair.links if link.kind is Kind.EDITED)
        for found in replaced(a.named, _sentence(a, i), b.named, _sentence(b, j))
    )
    for one, other in (*respelt(a.named, b.named), *renamed(a.named, b.named), *in_place):
        yield _flag("name", one, other)
    for one, other in reposted(a.posts, b.posts):
        yield _flag("role", one, other)


def _not_told(names: Iterable[Disagreement], said: Iterable[Disagreement]) -> Iterator[Disagreement]:
    """Yield the names that are not already flagged as two speakers."""
    speakers = [one for one in said if one.kind == "speaker"]
    return (name for name in names if not any(_is_told(name, one) for one in speakers))


def _is_told(name: Disagreement, other: Disagreement) -> bool:
    """Return whether two names are already flagged as the two speakers of ``other``."""
    same = (name.a_article, name.b_article) == (other.a_article, other.b_article)
    return same and all(
        one.start < place.end and place.start < one.end for one, place in ((name.a, other.a), (name.b, other.b))
    )


def _sentence(account: AccountFacts, number: int) -> Span:
    return account.prepared.lines[number].sentence.span


def _flag(kind: str, a: Entry | NameTold, b: Entry | NameTold) -> Disagreement:
    why = f"{' '.join(a.said.split())} / {' '.join(b.said.split())}"
    return Disagreement(kind, a.article, a.span, b.article, b.span, why)


def _met(
    quotes: Sequence[Quote], links: Iterable[QuoteLink], articles: Mapping[str, Article]
) -> tuple[list[Met], bool]:
    """Return how the wording of linked quotations differs, and whether some were too long for that.

    Finding the common stretches takes time in the product of both lengths: shorter quotations go first.
    """
    some = list(links)
    costs = [_length(quotes[link.a]) * _length(quotes[link.b]) for link in some]
    left, known = MOST_SIGNS, [False] * len(some)
    for at in sorted(range(len(some)), key=costs.__getitem__):
        left -= costs[at]
        known[at] = left >= 0
    met: list[Met] = []
    read: dict[tuple[int, str], Utterance] = {}
    languages = {name: figures_language(article) for name, article in articles.items()} if some else {}
    for link in compress(some, known):
        sides = sorted((link.a, link.b), key=lambda number: quotes[number].article)
        a, b = (quotes[number] for number in sides)
        language = languages[a.article] if languages[a.article] == languages[b.article] else ""
        for number, quote in zip(sides, (a, b), strict=True):
            if (number, language) not in read:
                read[number, language] = Utterance(articles[quote.article].text, quote.span, language)
        words = rewording(*(read[number, language] for number in sides))
        if words is not None:
            met.append(Met(link, a, b, words))
    return met, not all(known)


def _length(quote: Quote) -> int:
    return quote.span.end - quote.span.start


def _of_quotes(met: Sequence[Met]) -> Iterator[Disagreement]:
    for one in _partners(met):
        if one.link.speaker == "differs" and _one_utterance(one):
            spans = one.a.speaker_span or one.a.span, one.b.speaker_span or one.b.span
            why = f"{one.a.speaker} / {one.b.speaker}"
            yield Disagreement("speaker", one.a.article, spans[0], one.b.article, spans[1], why)
        if one.link.wording != "same" and (one.link.speaker == "same" or _nearly_same(one)):
            yield Disagreement(
                "wording", one.a.article, one.a.span, one.b.article, one.b.span, _altered(one.words), one.words.tier
            )


def _one_utterance(met: Met) -> bool:
    return met.words.share >= ONE_UTTERANCE and met.words.same >= PASSAGE


def _nearly_same(met: Met) -> bool:
    """Return whether the words alone show that this is one utterance, whoever made it."""
    return met.words.share >= SURE[0] and met.words.same >= SURE[1]


def _partners(met: Sequence[Met]) -> Iterator[Met]:
    """Yield the best link for each stretch of a quotation to the other account."""
    rivals: dict[tuple[Quote, str], list[tuple[Span, int]]] = defaultdict(list)
    for one in met:
        rivals[one.a, one.b.article].append((one.words.a, one.words.same))
        rivals[one.b, one.a.article].append((one.words.b, one.words.same))
    for one in met:
        sides = (one.words.a, rivals[one.a, one.b.article]), (one.words.b, rivals[one.b, one.a.article])
        if not any(
            same > one.words.same and span.start < own.end and own.start < span.end
            for own, others in sides
            for span, same in others
        ):
            yield one


def _altered(words: Rewording) -> str:
    """Return the altered stretches side by side, only the first if there are many."""
    said = [f"{a} / {b}" for a, b in words.said[:MANY]]
    more = len(words.said) - len(said)
    return "; ".join(said) + (f"; and {more} more" if more else "") if said else "begins or ends elsewhere"
