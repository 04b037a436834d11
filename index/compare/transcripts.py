"""Interviews printed as transcripts: lines that begin with a name and a colon are quotations without marks.

Refuses a lone label: only lines that take turns make a transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .marks import Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

TURN = re.compile(
    r"\s*(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?: ?\([^()\n]{1,40}\))?:\s+(?P<said>[^\s“\"«‘„].*\S)",
    re.DOTALL,
)
TURNS = 3
"""Least number of labelled lines, two of them by one speaker and two of them next to each other."""


def turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Marked]:
    """Return what is said in the lines of a transcript, by number of the paragraph; empty where there is none."""
    found = {number: match for number, span in enumerate(paragraphs) if (match := TURN.fullmatch(text, *span))}
    labels = Counter(match["who"] for match in found.values())
    neighbours = any(number + 1 in found for number in found)
    if len(found) < TURNS or not neighbours or max(labels.values()) < 2 or len(labels) < 2:
        return {}
    spoken = {}
    for number, match in found.items():
        if labels[match["who"]] > 1 or match["who"].isupper():
            start, end = match.span("said")
            spoken[number] = Marked(start, end, start, end, closed=True, continued=False)
    return spoken
