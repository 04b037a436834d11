"""The direct quotations of an article: where they stand, who speaks, and how that is known.

Refuses indirect speech; an unknown speaker is ``None`` and a guess is never certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.article import BODY_LIKE, Role, Span
from ..model.comparison import Quote
from .attribution import Placed, attribute
from .candidate import Paragraph
from .marks import marked
from .speakers import Speakers
from .transcripts import turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.article import Article
    from ..model.comparison import Entity
    from .candidate import Candidate
    from .marks import Marked


QUOTED = BODY_LIKE | {Role.CAPTION}
CERTAIN: dict[str, float] = {
    **dict.fromkeys(("label inside", "signature after", "signed statement"), 0.0),
    **dict.fromkeys(("same-paragraph", "continued"), 0.4),
    "introduced statement": 0.5,
    **dict.fromkeys(("after", "chain after", "label before"), 0.6),
    **dict.fromkeys(("before", "according before", "according after"), 0.7),
}
"""The least chance at which a rule's speaker counts as certain: measured to be right 19 times in 20.

Rules that are not here never give certainty.
"""

WRAPPED = range(50, 110)


def quotes(article: Article, entities: Sequence[Entity] = ()) -> tuple[Quote, ...]:
    """Return the quotations of the unfolded body and captions, in order and disjoint.

    Spans stand inside the marks. ``entities`` are the names of a comparison that holds the article; without them
    names are merged within the article alone. In other languages than English speakers are read from labels and
    signatures only. A speaker below the chance in `CERTAIN` is not certain.
    """
    paragraphs, found = read(article)
    if not found:
        return ()
    speakers = Speakers(article, entities, paragraphs)
    english = (article.language.value or "en").startswith("en")
    chosen = attribute(paragraphs, found, english=english)
    return tuple(_quote(article, one[0], *choice, speakers) for one, choice in zip(found, chosen, strict=True))


def _quote(article: Article, quotation: Marked, chosen: Candidate, chance: float, speakers: Speakers) -> Quote:
    span = Span(quotation.inner_start, quotation.inner_end)
    if not chosen.rule:
        return Quote(article.id, span, None, None, None, "", certain=False, continued=quotation.continued)
    who = Span(*chosen.who)
    name, known = speakers.name(who)
    certain = known and chance >= CERTAIN.get(chosen.rule, 2.0)
    cue = Span(*chosen.cue) if chosen.cue else None
    return Quote(article.id, span, name, who, cue, chosen.rule, certain=certain, continued=quotation.continued)


def read(article: Article) -> tuple[list[Paragraph], list[Placed]]:
    """Return the paragraphs of the unfolded body and captions, and the quotations in them."""
    paragraphs: list[Paragraph] = []
    found: list[Placed] = []
    open_before = False
    spans = list(_paragraphs(article))
    spoken = turns(article.text, spans)
    for number, (start, end) in enumerate(spans):
        turn = spoken.get(number)
        quotations = [turn] if turn else marked(article.text, start, end, open_before=open_before)
        open_before = bool(quotations) and not quotations[-1].closed
        here = Paragraph(article.text, start, end, quotations)
        if quotations:
            tokens = here.narration.quotes.items()
            found += [Placed(quotations[which], len(paragraphs), token) for token, which in tokens]
        paragraphs.append(here)
    return paragraphs, found


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of the unfolded body and captions; lines of wrapped prose belong together."""
    text = article.text
    for block in article.blocks:
        if block.role not in QUOTED or block.folded:
            continue
        gap = r"\n\s*\n" if _is_wrapped(text[block.start : block.end]) else r"\n"
        at = block.start
        for match in re.finditer(gap, text[block.start : block.end]):
            if text[at : block.start + match.start()].strip():
                yield at, block.start + match.start()
            at = block.start + match.end()
        if text[at : block.end].strip():
            yield at, block.end


def _is_wrapped(block: str) -> bool:
    """Return whether the lines were cut to a width: none long, most of middling length, few ending a sentence."""
    lines = [line for line in block.split("\n") if line.strip()]
    if len(lines) < 3 or max(map(len, lines)) >= WRAPPED.stop:
        return False
    full = [line for line in lines[:-1] if len(line) in WRAPPED]
    ending = sum(line.rstrip().endswith((".", "”", '"', "!", "?")) for line in full)
    return len(full) * 2 > len(lines) and ending * 3 < len(full)
