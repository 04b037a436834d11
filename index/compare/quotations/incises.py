"""Speakers named in the middle of a quotation: « Le port, a déclaré la ministre, restera fermé ».

English closes the marks around such an incise and does not need this. Ignores what another sentence says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .narration import narration
from .speech import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...text.language.language_lexicon import LanguageLexicon
    from .quotation_marks import Marked
    from .subjects import Range

OPENING = re.compile(r"\s[–—-]|,\s")
LONGEST = 2_000
"""The longest quotation in which an incise is looked for, in code points."""


def incise(text: str, quotation: Marked, lexicon: LanguageLexicon) -> tuple[int, int] | None:
    """Return the span of the speaker in the first incise of a quotation; ``None`` without one.

    An incise is between two dashes or two commas and starts with a verb of saying, perhaps after auxiliaries.
    """
    start, end = quotation.inner_start, quotation.inner_end
    if lexicon.english or lexicon.unspaced or end - start > LONGEST or not OPENING.search(text, start, end):
        return None
    told = narration(text, start, end, (), lexicon)
    if "V" not in told.codes:
        return None
    who = next(_speakers(told.codes, ((one.cue, one.who) for one in statements(told) if one.form == "inverted")), None)
    return (told.starts[who.first], told.ends[who.last - 1]) if who else None


def _speakers(codes: str, inverted: Iterator[tuple[int, Range]]) -> Iterator[Range]:
    """Yield the speakers of the statements that stand alone between two marks of one kind."""
    for cue, who in inverted:
        mark = codes[:cue].rstrip("B")[-1:]
        behind = codes.find(mark, who.last) if mark in {"-", ","} else -1
        if behind >= 0 and not set(codes[who.last : behind]) & set("VvGQK"):
            yield who
