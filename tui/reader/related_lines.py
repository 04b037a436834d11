"""Other accounts of a paragraph as lines: account, paragraph number, how alike, and what is worded differently.

The library finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index import Kind, paragraph_at, safe, shown_text, wording

from ..compare.accounts import label
from ..text.cells import clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, Related, SourceMap, Span, WordChange

    from ..text.glyphs import Glyphs

HOW: Final = {
    Kind.VERBATIM: "word for word",
    Kind.EDITED: "edited",
    Kind.PARTIAL: "in part",
    Kind.SIMILAR: "similar wording",
}

WORDS: Final = 32
"""Cells for the words of a change."""

NAME: Final = 24
"""Cells for the name of an account."""


@dataclass(frozen=True, slots=True)
class RelatedPassage:
    """Another account of a paragraph: its article, the offset of its sentence there, the paragraph number.

    ``change`` says what that account words differently, if a few words can.
    """

    article: str
    label: str
    offset: int
    paragraph: int
    kind: Kind
    change: str = ""

    def line(self, signs: Glyphs) -> str:
        """Return a description: ``Los Angeles Times ¶4, edited: “growing” dropped``."""
        number = f" {signs.paragraph}{self.paragraph}" if self.paragraph else ""
        change = f": {self.change}" if self.change else ""
        return f"{clip(self.label, NAME, signs.ellipsis)}{number}, {HOW[self.kind]}{change}"


RelatedByBlock = dict[int, tuple[RelatedPassage, ...]]
"""Other accounts, by index of the article's block, the most similar first."""


def related_passages(here: Article, related: Sequence[Related], article: Callable[[str], Article]) -> RelatedByBlock:
    """Return the other accounts of each block in the order given; ``article`` fetches an article by id."""
    found: dict[int, list[RelatedPassage]] = {}
    others = {id: article(id) for id in dict.fromkeys(one.id for one in related)}
    for one in related:
        found.setdefault(one.block, []).append(_passage(here, one, others[one.id]))
    return {block: tuple(passages) for block, passages in found.items()}


def _passage(here: Article, one: Related, other: Article) -> RelatedPassage:
    name = label(other.id, other.outlet.value, other.agency.credited, other.title.value)
    change = _change(shown_text(here), one.here, shown_text(other), one.there) if one.kind is Kind.EDITED else ""
    paragraph = paragraph_at(other.paragraphs, one.there.start)
    return RelatedPassage(other.id, name, one.there.start, paragraph, one.kind, change)


def _change(mine: SourceMap, here: Span, theirs: SourceMap, there: Span) -> str:
    """Describe the longest change, and count the others."""
    strayed = [step for step in wording(mine.words, (here,), theirs.words, (there,)) if step.op != "equal"]
    if not strayed:
        return ""
    longest = max(strayed, key=lambda step: step.a.end - step.a.start + step.b.end - step.b.start)
    more = f" and {len(strayed) - 1} more" if len(strayed) > 1 else ""
    return f"{_change_text(longest, mine, theirs)}{more}"


def _change_text(step: WordChange, mine: SourceMap, theirs: SourceMap) -> str:
    dropped, put = _quoted(mine, step.a), _quoted(theirs, step.b)
    if not put:
        return f"{dropped} dropped"
    return f"{put} for {dropped}" if dropped else f"{put} added"


def _quoted(text: SourceMap, span: Span) -> str:
    words = " ".join(safe(text.cut(*span)).split())
    return f"“{clip(words, WORDS)}”" if words else ""


def also_in(related: Sequence[RelatedPassage], signs: Glyphs) -> str:
    """Return the line of a paragraph: its first other account, and how many more there are."""
    if not related:
        return ""
    more = f" (+{len(related) - 1})" if len(related) > 1 else ""
    return f"also in {related[0].line(signs)}{more}"
