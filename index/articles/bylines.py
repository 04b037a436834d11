"""Who a byline names as author.

Refuses agencies, desks and staff as persons, and keeps apart a name that stands by itself from one cut out of a
byline and a tagline run together.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..model.article import Span
from .names import agency

_LEAD: Final = re.compile(
    r"[-–—•*|\s]*(?:(?:by|von|par|por|di|door|av|af|від|автор|author|text|autor|autore|auteur|بقلم|skribis)\b\s*:?\s+)?",
    re.IGNORECASE,
)
# What follows the names: a tagline, a role, a place, a time.
_AFTER: Final = re.compile(
    r"\s*(?:[|•·;(]|,(?!\s*(?:[^\W\d_a-z][\w.’-]*\s?){2,4}(?:,|$| and | und | et | y | i ))|"
    r"\s[-–—]\s|\b(?:writes?|reports?|reporting|in|for|at|is|was)\b)"
)
_WORDS: Final = re.compile(r"\S+")
_NOT_PERSON_LIST: Final = (
    "staff reporter reporters correspondent agencies agency desk newsroom team editorial redaktion rédaction redacción"
)
_NOT_PERSONS: Final = frozenset(_NOT_PERSON_LIST.split())


class Author(NamedTuple):
    """The name or names of a byline, their span in it, and whether they stand by themselves."""

    name: str
    span: Span
    plain: bool


def author_of(byline: str) -> Author | None:
    """Return whom ``byline`` names, or ``None`` when that is nobody in person."""
    lead = _LEAD.match(byline)
    start = lead.end() if lead else 0
    after = _AFTER.search(byline, start)
    end = after.start() if after else len(byline)
    run_together = after is not None and after.group().strip()[:1].isalpha()
    words = [(found.start(), found.end()) for found in _WORDS.finditer(byline, start, end)]
    if run_together and len(words) > 2 and _bare(byline, words[-1]) == _bare(byline, words[-2]):
        # "By Jane Smith Smith writes for": the tagline begins with the surname again.
        words.pop()
    if not words:
        return None
    last = _bare(byline, words[-1])
    # The full stop of an initial and of Jr. belongs to the name, that of a sentence does not.
    stop = byline[words[-1][1] - 1] in ".,;:" and len(last) > 1 and last not in {"Jr", "Sr"}
    span = Span(words[0][0], words[-1][1] - stop)
    name = " ".join(byline[span.start : span.end].split())
    if agency(name.removeprefix("The ").removeprefix("the ")) or _is_nobody(name):
        return None
    return Author(name.title() if name.isupper() else name, span, not run_together)


def _bare(byline: str, span: tuple[int, int]) -> str:
    return byline[span[0] : span[1]].strip(".,;:")


def _is_nobody(name: str) -> bool:
    words = [word.casefold() for word in name.split()]
    return (
        (len(words) == 1 and _LEAD.fullmatch(f"{name} ") is not None)
        or words[-1] in _NOT_PERSONS
        or words[0] in _NOT_PERSONS
        or not any(map(str.isalpha, name))
    )
