"""Where else a paragraph is told: the account, its paragraph, how alike, and what it words otherwise, for one line.

Refuses to compare; it reads comparisons of two accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index import Kind, safe, wording

from ..article.article_layout import paragraph_numbers
from ..compare.accounts import labels
from ..text.cells import clip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index import Article, Comparison, Span, WordChange

    from ..text.glyphs import Glyphs

TELLING: Final = (Kind.EDITED, Kind.PARTIAL, Kind.VERBATIM, Kind.SIMILAR)
"""The most telling class first: of a paragraph with several links, an edit is what one looks for."""

HOW: Final = {
    Kind.VERBATIM: "word for word",
    Kind.EDITED: "edited",
    Kind.PARTIAL: "in part",
    Kind.SIMILAR: "similar wording",
}

WORDS: Final = 32
"""Cells for the words of a change."""

NAME: Final = 24
"""Cells for what an account is called."""


@dataclass(frozen=True, slots=True)
class RelatedPassage:
    """Another account of a paragraph: whose, where its sentence begins in its text, the paragraph's number, how alike.

    ``change`` says what that account words otherwise, as far as a few words tell it.
    """

    article: str
    label: str
    offset: int
    paragraph: int
    kind: Kind
    change: str = ""

    def line(self, signs: Glyphs) -> str:
        """Return what is said of it: ``Los Angeles Times ¶4, edited: “growing” dropped``."""
        number = f" {signs.paragraph}{self.paragraph}" if self.paragraph else ""
        change = f": {self.change}" if self.change else ""
        return f"{clip(self.label, NAME, signs.ellipsis)}{number}, {HOW[self.kind]}{change}"


RelatedByBlock = dict[int, tuple[RelatedPassage, ...]]
"""Other accounts by the position of a block in the article's blocks, the most telling first."""


def related_passages(here: Article, compared: Iterable[tuple[Article, Comparison]]) -> RelatedByBlock:
    """Return the other accounts of each block, from comparisons of the article with one other each."""
    found: dict[int, list[RelatedPassage]] = {}
    for other, comparison in compared:
        for block, related in _of_one(here, other, comparison).items():
            found.setdefault(block, []).append(related)
    return {block: tuple(sorted(related, key=lambda one: TELLING.index(one.kind))) for block, related in found.items()}


def _of_one(here: Article, other: Article, comparison: Comparison) -> dict[int, RelatedPassage]:
    """Return the most telling link of each block."""
    sentences = {account.id: account.sentences for account in comparison.accounts}
    names = dict(zip(sentences, labels(comparison), strict=True))
    numbers = paragraph_numbers(other)
    found: dict[int, RelatedPassage] = {}
    for pair in comparison.pairs:
        for link in sorted(pair.links, key=lambda link: (TELLING.index(link.kind), link.a)):
            mine, theirs = (link.a, link.b) if pair.a == here.id else (link.b, link.a)
            told, there = sentences[here.id][mine], sentences[other.id][theirs]
            if told.block in found:
                continue
            edited = link.kind is Kind.EDITED
            change = _change(here.text, told.span, other.text, there.span) if edited else ""
            found[told.block] = RelatedPassage(
                other.id, names[other.id], there.span.start, numbers[there.block], link.kind, change
            )
    return found


def _change(mine: str, here: Span, theirs: str, there: Span) -> str:
    """Return the longest change in words, and how many more there are."""
    strayed = [step for step in wording(mine, (here,), theirs, (there,)) if step.op != "equal"]
    if not strayed:
        return ""
    longest = max(strayed, key=lambda step: step.a.end - step.a.start + step.b.end - step.b.start)
    more = f" and {len(strayed) - 1} more" if len(strayed) > 1 else ""
    return f"{_told(longest, mine, theirs)}{more}"


def _told(step: WordChange, mine: str, theirs: str) -> str:
    dropped, put = _quoted(mine, step.a), _quoted(theirs, step.b)
    if not put:
        return f"{dropped} dropped"
    return f"{put} for {dropped}" if dropped else f"{put} added"


def _quoted(text: str, span: Span) -> str:
    words = " ".join(safe(text[span.start : span.end]).split())
    return f"“{clip(words, WORDS)}”" if words else ""


def also_in(related: Sequence[RelatedPassage], signs: Glyphs) -> str:
    """Return the line of a paragraph: its most telling other account, and how many more there are."""
    if not related:
        return ""
    more = f" (+{len(related) - 1})" if len(related) > 1 else ""
    return f"also in {related[0].line(signs)}{more}"
