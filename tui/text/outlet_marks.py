"""Abbreviations of outlets for narrow columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .cells import width

if TYPE_CHECKING:
    from collections.abc import Sequence

_CAPITAL = re.compile(r"[^\W\d_]+|\d+")
_ARTICLES: Final = frozenset(["the", "a", "an", "der", "die", "das", "le", "la", "les", "il"])
_MARK: Final = 4


def outlet_mark(name: str) -> str:
    """Return an abbreviation of an outlet: ``LA Times`` is LAT, ``The Hindu`` HIN, ``UNN`` UNN."""
    words = _CAPITAL.findall(name.replace("’", "").replace("'", ""))
    abbreviated = set() if name.isupper() else {word for word in words if word.isupper()}
    kept = [word for word in words if word.casefold() not in _ARTICLES or word in abbreviated] or words
    if len(kept) < 2:
        return "".join(kept)[:3].upper() or name[:3]
    return "".join(word if word.isupper() and len(word) < _MARK else word[0] for word in kept)[:_MARK].upper()


def outlet_marks(outlets: Sequence[str], cells: int, dot: str) -> str:
    """Return the outlets by name if they fit in ``cells``, else abbreviated, with a count of those left out."""
    named = f" {dot} ".join(outlets)
    if width(named) <= cells:
        return named
    marks = [outlet_mark(name) for name in outlets]
    for count in range(len(marks), -1, -1):
        more = [f"+{len(marks) - count}"] if count < len(marks) else []
        told = " ".join([*marks[:count], *more])
        if width(told) <= cells:
            return told
    return ""
