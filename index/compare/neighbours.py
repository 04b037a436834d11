"""What the paragraphs around a quotation offer: one that ends with a colon, one that is signed, the last one spoken of.

Refuses to look further than one paragraph, and to weigh what it offers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import subjects
from .candidate import Candidate, bucket, cue_span, speaker_class, text_span
from .speech import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .candidate import Paragraph, Setting


def neighbours(paragraphs: Sequence[Paragraph], at: int, place: Setting) -> Iterator[Candidate]:
    """Yield what the paragraphs around offer: one that ends with a colon introduces, others tell of somebody."""
    first, here = place.token == 0, paragraphs[at]
    if first and at and paragraphs[at - 1].introduces:
        yield from _last(paragraphs[at - 1], "introduced", place, here)
    elif not here.statements:
        if at:
            yield from _last(paragraphs[at - 1], "last", place, here)
        signed = subjects.SIGNED.match(paragraphs[at + 1].narration.codes) if at + 1 < len(paragraphs) else None
        if signed:
            who = subjects.Range(*signed.span("who"))
            yield _beside(paragraphs[at + 1], Statement(0, who, "signature", "plain"), "signed", place, here)
        elif at + 1 < len(paragraphs) and paragraphs[at + 1].statements:
            yield _beside(paragraphs[at + 1], paragraphs[at + 1].statements[0], "next", place, here)


def _last(there: Paragraph, rule: str, place: Setting, here: Paragraph) -> Iterator[Candidate]:
    codes = there.narration.codes
    if there.statements:
        yield _beside(there, there.statements[-1], rule, place, here)
    low = codes.rstrip(".").rfind(".") + 1
    who = subjects.subject(codes, low, len(codes))
    if who is not None:
        yield _beside(there, Statement(who.last - 1, who, "subject", "none"), rule, place, here)


def _beside(there: Paragraph, statement: Statement, rule: str, place: Setting, here: Paragraph) -> Candidate:
    tokens = there.narration
    cue = cue_span(tokens, statement.cue) if statement.weight != "none" else None
    rule = f"{rule} {'statement' if cue else 'subject'}"
    features = (
        rule,
        f"{rule} {place.closing} {place.shape}",
        f"{rule} {place.length}",
        f"{rule} bare {here.bare} {there.bare}",
        f"{rule} ends {tokens.codes[-1:]}",
        f"{rule} {statement.weight}",
        f"{rule} {statement.form}",
        f"{rule} speaker {speaker_class(tokens, statement.who)}",
        f"{rule} quoted {'Q' in tokens.codes}",
        f"{rule} statements {bool(here.statements)}",
        f"{rule} from end {bucket(len(tokens.codes) - statement.cue - 1)}",
    )
    return Candidate(text_span(tokens, statement.who), cue, rule, features)
