"""How much of one account's words another contains, and whose agency copy they are.

Does not guess an agency: it must be credited in an account that shares the words.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ...model.comparison_result import AgencyShare, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Link, Pair
    from .preparation import Prepared

LEAST = 0.15
"""The share of an account's words below which another account's agency says nothing about it."""
PASSAGE = 6
"""The length in words of a run that makes a passage: a shorter one may be the name of a thing."""
CREDITS = frozenset({"credit", "writes-for", "contributed"})
"""Relations by which an agency's credit covers the words; an agency that is only cited did not write them."""


def is_passage(link: Link) -> bool:
    """Whether a link means that two accounts share a passage, not just similar wording."""
    return link.kind is not Kind.SIMILAR and any(tile.words >= PASSAGE for tile in link.tiles)


def shared_words(account: Prepared, links: Iterable[Link], *, second: bool = False) -> float:
    """Return the fraction (0…1) of an account's words in runs shared with the other account.

    A run has at least three words and is in linked sentences; a verbatim sentence counts in full.
    """
    if not account.size:
        return 0.0
    whole, places = set[int](), dict[int, set[int]]()
    for link in links:
        sentence = link.b if second else link.a
        if link.kind is Kind.VERBATIM:
            whole.add(sentence)
        elif link.tiles:
            starts = [word.start for word in account.lines[sentence].words]
            covered = places.setdefault(sentence, set())
            for tile in link.tiles:
                covered.update(_within(starts, tile.b if second else tile.a))
    parts = sum([len(covered) for sentence, covered in places.items() if sentence not in whole])
    return min(1.0, (parts + sum([len(account.lines[sentence].plain) for sentence in whole])) / account.size)


def _within(starts: Sequence[int], span: Span) -> range:
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def agency_share(article: Article, others: Mapping[str, Article], pairs: Iterable[Pair]) -> AgencyShare:
    """Return an article's agency as stated, and the one credited by the account that shares most of its words."""
    stated, relation = article.agency.credited, article.agency.relation
    cited = article.agency.value if stated is None else None
    best = AgencyShare(stated, cited=cited, relation=relation)
    for pair in pairs:
        if article.id not in {pair.a, pair.b}:
            continue
        share, source = (pair.shared_a, pair.b) if pair.a == article.id else (pair.shared_b, pair.a)
        credit = others[source].agency
        if credit.value and credit.relation in CREDITS and share >= LEAST and share > best.share:
            best = AgencyShare(stated, credit.value, share, source, cited, relation)
    return best
