"""The parts of a report besides the passages: shared quotations, names with their counts, and disagreements.

Without markup, like `parts`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...model.comparison_result import letter
from ...text.markdown_article import shown_text
from ...text.safe import safe
from ..facts.figure_table import figure_rows
from ..facts.name_table import name_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Comparison, Quote

WORDINGS = {"same": "same words", "cut": "cut", "changed": "worded differently"}
SPEAKERS = {"same": "same speaker", "differs": "speaker differs", "unknown": "speaker not sure"}
NAMES = 40
"""The most names shown; the rarest are left out first."""
FIGURES = 40
"""The most figures shown; those of one account are left out first."""


class Said(NamedTuple):
    """A quotation in one account: the account's letter, the words, and the speaker as far as known."""

    letter: str
    words: str
    speaker: str


class Meeting(NamedTuple):
    """One quotation in two accounts, and how wording and speaker relate; ``flagged`` if they disagree."""

    a: Said
    b: Said
    relation: str
    flagged: bool


class ReportTable(NamedTuple):
    """A table as it is shown, its cells still without markup."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


class Evidence(NamedTuple):
    """Two stretches that disagree: the kind, the words on both sides with their letters, and why."""

    kind: str
    a: tuple[str, str]
    b: tuple[str, str]
    why: str


def meetings(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[Meeting]:
    """Yield the quotations that are in two accounts, differing ones first."""
    found = []
    for link in comparison.quote_links:
        relation = f"{WORDINGS.get(link.wording, link.wording)}, {SPEAKERS.get(link.speaker, link.speaker)}"
        a, b = (_said(comparison, articles, comparison.quotes[place]) for place in (link.a, link.b))
        flagged = link.wording == "changed" or link.speaker == "differs"
        found.append(Meeting(a, b, relation, flagged))
    yield from sorted(found, key=lambda meeting: not meeting.flagged)


def quoted_alone(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield for each account its letter and the number of its quotations that no other account has."""
    met = {place for link in comparison.quote_links for place in (link.a, link.b)}
    alone = Counter(quote.article for place, quote in enumerate(comparison.quotes) if place not in met)
    for place, account in enumerate(comparison.accounts):
        yield letter(place), alone[account.id]


def names(comparison: Comparison) -> ReportTable:
    """Return the names, disputed ones first: the fullest form, its other spellings, its mentions in each account."""
    rows = [
        (safe(row.name), safe(", ".join(row.others)), *(str(len(spans) or "·") for spans in row.cells))
        for row in name_rows(comparison)[:NAMES]
    ]
    return ReportTable(("name", "also written", *comparison.letters.values()), rows)


def figures(comparison: Comparison, articles: Mapping[str, Article]) -> ReportTable:
    """Return the figures: a flag if they are disputed, and each account's first wording, in the order shown."""
    shown = [articles[account.id] for account in comparison.accounts]
    rows = [
        (
            "⚑" if row.flagged else "",
            *(_line(one, spans[0]) or "·" if spans else "·" for one, spans in zip(shown, row.cells, strict=True)),
        )
        for row in figure_rows(comparison)[:FIGURES]
    ]
    return ReportTable(("", *comparison.letters.values()), rows)


def formal(comparison: Comparison) -> int:
    """Return the number of quotations whose wording differs only in form."""
    return sum(one.tier == "form" for one in comparison.disagreements)


def disagreements(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[Evidence]:
    """Yield the disagreements in content, with the words on both sides."""
    letters = comparison.letters

    def side(identity: str, span: Span) -> tuple[str, str]:
        return letters.get(identity, identity), _line(articles[identity], span)

    for one in comparison.disagreements:
        if one.tier == "form":
            continue
        yield Evidence(one.kind, side(one.a_article, one.a), side(one.b_article, one.b), safe(one.why))


def _said(comparison: Comparison, articles: Mapping[str, Article], quote: Quote) -> Said:
    speaker = safe(quote.speaker or "speaker not known") + ("" if quote.certain or not quote.speaker else " (?)")
    return Said(comparison.letters[quote.article], _line(articles[quote.article], quote.span), speaker)


def _line(article: Article, span: Span) -> str:
    return safe(shown_text(article).cut(*span).replace("\n", " "))
