"""Splits a stretch of text into sentences, with exact offsets and without changing a character.

Refuses to know about blocks or articles: callers hand in the stretch of one block, so that a caption or a heading
without a full stop ends where its block ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.article import Span
from .abbreviations import (
    ASKING_VERBS,
    BEFORE_NUMBER,
    CLOCK_FOLLOWERS,
    EXCLAIMING_NAMES,
    MAY_BE_LAST,
    NEVER_LAST,
    OPENERS,
    PLAIN_WORDS,
)
from .calendars import ORDINAL_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = "\"“‘'«‹„‚(\\[¿¡「『*"
_CLOSING = "\"”’'»›)\\]“」』*"
# A closing guillemet may stand behind a (no-break) space; before a letter the same sign opens.
# The look-ahead at the front spares most letters the alternatives behind it.
_CANDIDATE = re.compile(
    r"(?=[.!?…‼⁇。！？｡؟।॥۔\n])(?:"
    rf"(?P<mark>[.!?…‼⁇]+(?:[ ]\.\.\.)?|\.(?:[ ]\.)+)(?P<close>[{_CLOSING}]*(?:[  ]?»(?!\w))?)(?P<gap>\s+)"
    r"|(?P<wide>[。！？｡]+[」』”’）]*)\s*"
    r"|(?P<danda>[؟।॥۔]+[»”\")]*)\s+"
    r"|(?P<glued>(?<=[^\W\d_A-Z]{2})[.!?][”\"’]?)(?=[A-Z“][a-z“A-Z][\w’]*[\s,])"
    r"|(?P<blank>\n[^\S\n]*\n\s*)"
    r"|(?P<line>\n)\s*)",
)
_CREDIT = re.compile(r"(?<=\w)(?= +(?:Image|Photo|Picture|Photograph|Photo credit|Credit): )")
_LAST_WORD = re.compile(r"[\w.’'&/-]*$")
_NEXT_WORD = re.compile(rf"[{_OPENING}\s]*([\w’'.-]*)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D|M\.Sc|B\.Sc|Lt\.-Gen")
_ATTRIBUTION = re.compile(r"(?:[^\W\d_][\w.’-]*\s+){1,4}?([a-z]+)\b")
_SIGNATURE = re.compile(r"[–—-]+ ?(?:[^\W\d_][\w.’-]*\s*){1,6}$")
_DOMAINS = frozenset({"Com", "Org", "Net", "Co", "Js", "Io", "Gov", "Edu", "Uk"})
_WRAP = (45, 120)  # a line this long that ends without a mark is wrapped prose, not a heading or an item
_DASHES = "–—-"


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text[start:end]``: ordered, disjoint spans that cover all of it but white space.

    Initials, abbreviations, titles, dotted names (``U.S.``), clock times, ordinals, quotations with their attribution
    and datelines do not break a sentence; blank lines do, and single line ends do unless the line is wrapped prose.
    Never raises.
    """
    stop = len(text) if end is None else end
    spans = []
    for left, right in _pieces(text, start, stop):
        piece = text[left:right]
        body = piece.strip()
        if body:
            lead = left + len(piece) - len(piece.lstrip())
            spans.append(Span(lead, lead + len(body)))
    return tuple(spans)


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between ends of sentences; they touch and cover the whole stretch."""
    for credit in _CREDIT.finditer(text, start, stop):
        yield from _sentences(text, start, credit.start())
        start = credit.start()
    yield from _sentences(text, start, stop)


def _sentences(text: str, left: int, stop: int) -> Iterator[tuple[int, int]]:
    start = left
    for match in _CANDIDATE.finditer(text, start, stop):
        cut = _cut(text, left, match, stop)
        if cut is not None:
            yield left, cut
            left = cut
    yield left, stop


def _cut(text: str, left: int, match: re.Match[str], stop: int) -> int | None:
    """Say where the sentence ends at this candidate, or ``None`` when it goes on."""
    kind = match.lastgroup
    if kind in {"wide", "danda", "blank"}:
        return match.end(kind)
    if kind == "line":
        return None if _wrapped(text, left, match.start(), match.end(), stop) else match.start()
    if kind == "glued":
        following = _next_word(text, match.end(), stop)
        return None if following in _DOMAINS else match.end(kind)
    return match.end("close") if _ends(text, left, match, stop) else None


def _wrapped(text: str, left: int, line_end: int, following: int, stop: int) -> bool:
    """Whether a line end without a mark is only the width of a column."""
    length = line_end - max(text.rfind("\n", left, line_end), left - 1)
    if following >= stop or not _WRAP[0] <= length <= _WRAP[1]:
        return False
    return text[following].islower() or not _lone_line(text, line_end, following, stop)


def _lone_line(text: str, line_end: int, following: int, stop: int) -> bool:
    """Whether the next line looks like a paragraph of its own rather than the rest of a wrapped one."""
    next_end = text.find("\n", following, stop)
    length = (stop if next_end < 0 else next_end) - following
    return length > _WRAP[1] or text[line_end - 1] == ":" or text[following] in "-•*·–—"


def _ends(text: str, left: int, match: re.Match[str], stop: int) -> bool:
    """Decide a mark that is followed by white space."""
    mark, close, after = match["mark"], match["close"], match.end()
    first, lines = text[after : min(after + 1, stop)], match["gap"].count("\n")
    if not first or lines > 1 or (lines and first in _DASHES):
        return True
    word = _next_word(text, after, stop)
    if first in _DASHES:
        return bool(close) and not _SIGNATURE.match(text, after, stop)
    if _goes_on(text, first, word, after):
        return False
    if mark == ".":
        return bool(close) or _full_stop(text, left, match.start(), word, opened=first in _OPENING)
    return mark[0] not in "!?" or _exclamation(text, left, match, word, stop)


def _goes_on(text: str, first: str, word: str, after: int) -> bool:
    """Whether what follows can't open a sentence: a small letter, a comma, a lone closing mark."""
    if first in ",;:)]»”":
        return True
    if not word:
        return not first.isalnum() and text[after : after + 3] not in {"...", "[…]"} and first not in _OPENING + "#@$€£"
    return word[0].islower() and not any(letter.isupper() for letter in word[1:3])


def _full_stop(text: str, left: int, mark: int, word: str, *, opened: bool) -> bool:
    """Decide a single full stop from the word before it and the word behind it."""
    before = _last_word(text, left, mark)
    lower, opener = before.lower(), word.lower().rstrip(".") in OPENERS
    if before.isdigit():
        ordinal = len(before) < 3 and word.lower() in ORDINAL_MONTHS
        return not ordinal and not _numbering(text, left, mark, before)
    if len(before) == 1 and before.isupper():
        return opener and not _capitalised_before(text, left, mark - 1) and before != "J"
    if lower in {"a.m", "p.m"}:
        return word.lower().strip(".") not in CLOCK_FOLLOWERS
    if _DOTTED.fullmatch(before):
        return opened or opener
    acronym = len(before) > 1 and before.isupper()  # `patients with MS.` is no `Ms.`
    return acronym or _word_ends(before, word, opener=opener)


def _word_ends(before: str, word: str, *, opener: bool) -> bool:
    """Decide a full stop behind a whole word by the tables of abbreviations."""
    lower = before.lower()
    tail = lower.rsplit("-", 1)[-1]
    if lower in NEVER_LAST or tail in NEVER_LAST:
        return False
    if lower in BEFORE_NUMBER and word[:1].isdigit():
        return False
    if lower == before and lower in PLAIN_WORDS:
        return True
    return opener or (lower not in MAY_BE_LAST and tail not in MAY_BE_LAST)


def _numbering(text: str, left: int, mark: int, before: str) -> bool:
    """Whether `1.` numbers the sentence it opens."""
    return len(before) < 3 and not text[left : mark - len(before)].strip()


def _exclamation(text: str, left: int, match: re.Match[str], word: str, stop: int) -> bool:
    """Decide `!` and `?`: names that carry one, and quotations followed by their attribution."""
    if _last_word(text, left, match.start()).lower() in EXCLAIMING_NAMES and not match["close"]:
        return word.lower() in OPENERS
    if match["close"].strip(")]"):
        attribution = _ATTRIBUTION.match(text, match.end(), min(stop, match.end() + 60))
        return attribution is None or attribution[1] not in ASKING_VERBS
    return True


def _last_word(text: str, left: int, mark: int) -> str:
    found = _LAST_WORD.search(text, max(left, mark - 30), mark)
    return found[0].lstrip("'’") if found else ""


def _next_word(text: str, after: int, stop: int) -> str:
    found = _NEXT_WORD.match(text, after, stop)
    return found[1] if found else ""


def _capitalised_before(text: str, left: int, initial: int) -> bool:
    """Whether a capitalised word stands before an initial, as in `George W. Bush`."""
    before = _last_word(text, left, initial - 1 if initial > left else left).rstrip(".")
    return before[:1].isupper()
