"""Who is said to say, tell or ask in a paragraph: every verb of speech outside quotations with its speaker.

Refuses to tie a statement to a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import subjects
from .cues import STRONG, WEAK

if TYPE_CHECKING:
    from .narration import Narration
    from .subjects import Range

CANDIDATE = re.compile(r"[VGL]")
SENTENCE = re.compile(r"\.(?=[^,;)]|$)|(?<=\.)$")
AFTER_QUOTE = re.compile(r"Q[,.-]?$")
OBJECT = re.compile(r"[DO]*[nNP]+$")


class Statement(NamedTuple):
    """A verb of speech at token ``cue``, its speaker's tokens, and how the two stand.

    ``form`` is ``subject inverted shared relative according``; ``weight`` is ``strong plain weak``.
    """

    cue: int
    who: Range
    form: str
    weight: str


def statements(paragraph: Narration) -> list[Statement]:
    """Return the statements of the paragraph in the order of their verbs."""
    codes = paragraph.codes
    found: list[Statement] = []
    low = 0
    for match in re.finditer(r"[VGL.]", codes):
        at = match.start()
        if codes[at] == ".":
            low = at + 1
            continue
        statement = _statement(paragraph, low, at, found[-1] if found and found[-1].cue >= low else None)
        if statement:
            found.append(statement)
    return found


def _statement(paragraph: Narration, low: int, at: int, before: Statement | None) -> Statement | None:
    codes, form = paragraph.codes, paragraph.forms[at]
    clause = max(low, codes.rfind("Q", low, at) + 1, codes.rfind(";", low, at) + 1)
    if codes[at] == "L":
        who = subjects.right(codes, at, len(codes))
        return Statement(at, who, "according", "strong") if who else None
    weight = "strong" if form in STRONG else "weak" if form in WEAK else "plain"
    if codes[at] == "V":
        inverted = AFTER_QUOTE.search(codes, max(0, at - 2), at) is not None
        who = subjects.right(codes, at, len(codes)) if inverted else None
        if who:
            return Statement(at, who, "inverted", weight)
        who = subjects.left(codes, clause, at)
        if who:
            return Statement(at, who, "subject", weight)
    if before:
        return Statement(at, before.who, "shared", weight)
    who = subjects.subject(codes, low, at)
    return Statement(at, who, "shared", weight) if who else None
