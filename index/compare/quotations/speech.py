"""Who is said to say, tell or ask in a paragraph: every verb or noun of speech outside quotations with its speaker.

Refuses to tie a statement to a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...text.english import POSSESSIVES, SPEECH_NOUNS, STRONG, WEAK
from . import subjects
from .subjects import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .narration import Narration

CANDIDATE = re.compile(r"[VGL.]|(?<=[ODn])n")
AFTER_QUOTE = re.compile(r"Q[,.-]?$")


class Statement(NamedTuple):
    """A verb of speech at token ``cue``, its speaker's tokens, and how the two stand.

    ``form`` is ``subject inverted shared according noun label signature``; ``weight`` is ``strong plain weak``.
    """

    cue: int
    who: Range
    form: str
    weight: str


def statements(paragraph: Narration) -> list[Statement]:
    """Return the statements of the paragraph in the order of their cues."""
    codes = paragraph.codes
    found: list[Statement] = []
    low = 0
    for match in CANDIDATE.finditer(codes):
        at, code = match.start(), match[0]
        if code == ".":
            low = at + 1
            continue
        if code == "n":
            statement = _noun(paragraph, at) if paragraph.forms[at] in SPEECH_NOUNS else None
        else:
            statement = _verb(paragraph, low, at, found[-1] if found and found[-1].cue >= low else None)
        if statement:
            found.append(statement)
    return sorted([*found, *_labels(codes)])


def _verb(paragraph: Narration, low: int, at: int, before: Statement | None) -> Statement | None:
    codes, form = paragraph.codes, paragraph.forms[at]
    if codes[at] == "L":
        who = subjects.source(codes, at)
        return Statement(at, who, "according", "strong") if who else None
    weight = "strong" if form in STRONG else "weak" if form in WEAK else "plain"
    if codes[at] == "V":
        inverted = at == low or AFTER_QUOTE.search(codes, max(0, at - 2), at)
        who = subjects.right(codes, at, len(codes)) if inverted else None
        if who:
            return Statement(at, who, "inverted", weight)
        clause = max(low, codes.rfind("Q", low, at) + 1, codes.rfind(";", low, at) + 1)
        who = subjects.left(codes, clause, at)
        if who:
            return Statement(at, who, "subject", weight)
    if codes[at - 1 : at] == "I" and codes[at - 2 : at - 1] in {"v", "V"}:  # "he began by saying"
        who = subjects.left(codes, low, at - 2)
        if who:
            return Statement(at, who, "shared", weight)
    if before and before.form not in {"label", "signature", "noun"}:
        return Statement(at, before.who, "shared", weight)
    who = subjects.subject(codes, low, at)
    return Statement(at, who, "shared", weight) if who else None


def _noun(paragraph: Narration, at: int) -> Statement | None:
    """Return the statement in "her remark" or "the minister’s warning": whose it is."""
    codes = paragraph.codes
    owner = at - 1 if codes[at - 1] != "n" else at - 2
    if owner < 0 or not (codes[owner] == "O" or paragraph.forms[owner] in POSSESSIVES):
        return None
    first = owner
    while codes[owner] == "O" and first and codes[first - 1] in "NnDO":
        first -= 1
    return Statement(at, Range(first, owner + 1), "noun", "plain")


def _labels(codes: str) -> Iterator[Statement]:
    """Yield the names that a colon follows, as in "Mr. Smith: …", and those that a dash puts under a quotation."""
    for match in subjects.LABEL.finditer(codes):
        yield Statement(match.end() - 1, Range(*match.span("who")), "label", "plain")
    for match in subjects.SIGNATURE.finditer(codes):
        yield Statement(match.start("who") - 1, Range(*match.span("who")), "signature", "plain")
