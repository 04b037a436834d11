"""Where quotation marks open and close in a paragraph: the outermost pairs, in any language's marks.

Does not say who speaks; never raises, whatever the text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ...text.capitals import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may close the quotation that a mark opened: German „…“, reversed »…«, Swedish ”…” and the rest.
CLOSERS = {
    "“": "”",
    "„": "“”‟",
    "‟": "”“",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "＂": "＂",
    '"': '"',
    "''": "''",
    "``": "''\"",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
}
MIXED = {"“": '"', "„": '"', '"': "”"}
"""What closes when the proper mark is missing: in texts that mix straight marks with curly ones."""

SINGLE = frozenset("‘‚'’")
NEVER_OPEN = frozenset("’」』")
ALWAYS_OPEN = frozenset("„‟‚「『")
DIRECTED = ALWAYS_OPEN | {"“", "«", "‹", "``", "‘"}
STRAIGHT = frozenset({'"', "＂", "''"})
MARK = re.compile(r"''|``|[“”„‟«»‹›「」『』\"＂]|(?<![^\W_])['’](?=\w)|[‘‚]|(?<=\S)['’](?!\w)")
OPENER = re.compile(r"[“„‟”«»‹›「『\"＂‘‚]|''|``|(?<![^\W_])'(?=\w)")
# 'em 'til '90s and the like: an elision, not an opening mark.
ELISION = re.compile(r"(?:\d|(?:em|til|till|cause|cos|n|tis|twas|s|ll|re|ve|d|m|t|round)\b)", re.IGNORECASE)
BEFORE_OPENING = frozenset("([{—–-/:;,“„«‘\"'¿¡。，、：；」』）")
AFTER_CLOSING = frozenset(")]}.,;:!?…—–-/”’»\"'")
UNSPACED = frozenset(map(chr, range(0x3040, 0xA000)))
"""Kana and Han characters: no space precedes an opening mark."""


class Marked(NamedTuple):
    """One quotation: ``[start, end)`` with its marks, ``[inner_start, inner_end)`` without them.

    ``closed`` is false when the paragraph ended first; ``continued`` is true when it resumes a quotation that the
    paragraph before left open.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    continued: bool


class QuotationMark(NamedTuple):
    """A mark in the text; ``opens`` and ``closes`` say what its neighbours allow."""

    start: int
    end: int
    form: str
    opens: bool
    closes: bool

    @property
    def only_opens(self) -> bool:
        """Whether it can't close."""
        return self.opens and not self.closes

    @property
    def only_closes(self) -> bool:
        """Whether it can't open."""
        return self.closes and not self.opens


def marked(text: str, start: int, end: int, *, open_before: bool = False) -> list[Marked]:
    """Return the outermost quotations of the paragraph ``text[start:end]``, in order and disjoint.

    ``open_before`` says that the paragraph before left a quotation open: a mark at the very start then continues it.
    """
    if not OPENER.search(text, start, end):
        return []
    marks = _marks(text, start, end)
    toggles = _toggles(marks)
    found: list[Marked] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        partner = _partner(text, marks, at, toggles=toggles) if mark.opens else None
        if partner is None:
            at += 1
            continue
        continued = open_before and not found and not text[start : mark.start].strip()
        quote, at = _quotation(text, marks, at, partner, end, continued=continued)
        inner = text[quote.inner_start : quote.inner_end]
        if (bare := inner.strip()) and len(bare) < len(inner):
            lead = quote.inner_start + len(inner) - len(inner.lstrip())
            quote = quote._replace(inner_start=lead, inner_end=lead + len(bare))
        if bare:
            found.append(quote)
    return found


def _quotation(
    text: str, marks: list[QuotationMark], at: int, partner: int, end: int, *, continued: bool
) -> tuple[Marked, int]:
    """Return the quotation from mark ``at`` to ``partner`` (negative: left open before it) and where to go on."""
    mark = marks[at]
    if partner > 0:
        close = marks[partner]
        return Marked(mark.start, close.end, mark.end, close.start, closed=True, continued=continued), partner + 1
    following = -partner
    limit = marks[following].start if following < len(marks) else end
    stop = mark.end + len(text[mark.end : limit].rstrip())
    return Marked(mark.start, stop, mark.end, stop, closed=False, continued=continued), following


def _partner(text: str, marks: list[QuotationMark], at: int, *, toggles: bool) -> int | None:
    """Return the closing mark's position, or minus the position before which the quotation was left open.

    ``None`` if the mark opens nothing: an apostrophe, or an unclosed straight mark before pairs of curly ones, which
    are the quotations of that text.
    """
    mark = marks[at]
    if mark.form in SINGLE:
        return _single_partner(text, marks, at)
    depth, mixed = 0, _Mixed(mark.form)
    for position in range(at + 1, len(marks)):
        other = marks[position]
        if mixed.ends_before(other):
            return mixed.partner
        if _is_closer(other, mark.form, toggles=toggles):
            if not depth:
                return position
            depth -= 1
        elif other.form == mark.form:
            if other.only_closes:
                return position  # the wrong mark typed for a closing one
            if not _nested(marks, position, CLOSERS[mark.form]):
                return mixed.partner or -position
            depth += 1
        else:
            mixed.see(position, other)
    return mixed.partner or (None if mixed.pairs else -len(marks))


class _Mixed:
    """A mark of another kind that closes what ``opener`` opened, in texts that mix straight marks with curly ones.

    A pair of that kind may be nested inside and closes nothing.
    """

    def __init__(self, opener: str) -> None:
        self._opener, self._closer, self._inner = opener, MIXED.get(opener), 0
        self.partner, self.pairs = 0, False

    def see(self, position: int, mark: QuotationMark) -> None:
        """Record a mark that is not a proper partner of the opener."""
        if mark.form == self._closer and mark.only_closes and not self._inner:
            self.partner = self.partner or position
        elif mark.form == self._closer and not mark.only_opens:
            self.pairs = self.pairs or (self._inner > 0 and self._opener in STRAIGHT)
            self._inner = max(0, self._inner - 1)
        elif mark.form == self._closer or mark.form in MIXED:
            self._inner += 1

    def ends_before(self, mark: QuotationMark) -> bool:
        """Return whether the quotation was closed before a mark: what follows is another one."""
        return self.partner > 0 and (self._opener in STRAIGHT or (mark.only_opens and mark.form not in SINGLE))


def _is_closer(mark: QuotationMark, opener: str, *, toggles: bool) -> bool:
    """Return whether the mark closes what ``opener`` opened; straight ones alternate if ``toggles``."""
    return mark.form in CLOSERS[opener] and (mark.closes or toggles or mark.form != opener)


def _nested(marks: list[QuotationMark], position: int, closers: str) -> bool:
    """Return whether the next two double marks both close, so that a mark opened inside another is nested."""
    doubles = 0
    for mark in marks[position + 1 : position + 6]:
        if mark.form in SINGLE:
            continue
        if not (mark.form in closers and mark.closes):
            return False
        doubles += 1
        if doubles == 2:
            return True
    return False


def _single_partner(text: str, marks: list[QuotationMark], at: int) -> int | None:
    """Return the single mark that closes the one at ``at``, ``None`` for an apostrophe."""
    closers, fallback = CLOSERS[marks[at].form], None
    for position in range(at + 1, len(marks)):
        other = marks[position]
        if other.form in closers and other.closes:
            plural = text[other.start - 1] == "s" and text[other.end : other.end + 1] == " "
            if not (plural and text[other.end + 1 : other.end + 2].islower()):
                return position
            fallback = fallback or position
        elif other.form == marks[at].form:
            break
    return fallback


def _toggles(marks: list[QuotationMark]) -> bool:
    """Return whether the number of straight double marks is even, so that they can be trusted to alternate."""
    return sum([mark.form in STRAIGHT for mark in marks]) % 2 == 0


def _marks(text: str, start: int, end: int) -> list[QuotationMark]:
    """Return every mark of the paragraph with what its neighbours allow; apostrophes inside words are excluded."""
    marks = [_mark(text, match, start, end) for match in MARK.finditer(text, start, end)]
    if not _toggles(marks):  # 6" is a length: left out when the count is odd
        marks = [mark for mark in marks if mark.form != '"' or mark.opens or not _is_inch(text, mark, start)]
    return marks


def _is_inch(text: str, mark: QuotationMark, start: int) -> bool:
    return mark.start > start and text[mark.start - 1].isdigit()


def _mark(text: str, match: re.Match[str], start: int, end: int) -> QuotationMark:
    form, first, last = match[0], match.start(), match.end()
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    opens, closes = _direction(form, before, after)
    if opens and form in {"'", "‘"} and ELISION.match(text, last):
        opens = False
    return QuotationMark(first, last, form, opens, closes)


@lru_cache(maxsize=4096)
def _direction(form: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a mark opens, and whether it closes, between two characters; cached: texts have few of these."""
    return _directed(form, before, after) if form in DIRECTED else _undirected(form, before, after)


def _directed(form: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether an opening mark opens between two characters, and whether it closes."""
    closing = _may_close(before, after) and (after.isspace() or not _may_open(form, before))
    typed_as_closing = closing and form in {"“", "‘"}
    return not typed_as_closing, typed_as_closing or form not in ALWAYS_OPEN


def _undirected(form: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a straight or a closing mark opens between two characters, and whether it closes."""
    opening = _may_open(form, before)
    if form == "'":
        opens = opening and after.isalnum()
    elif form in STRAIGHT and after.isspace():
        opens = before.isspace()  # a mark with space on both sides opens or closes in turn
    elif form in STRAIGHT:
        opens = opening or not _may_close(before, after)
    else:
        opens = form not in NEVER_OPEN and opening and not after.isspace() and after not in AFTER_CLOSING
    straight = form == "'" or form in STRAIGHT
    return opens, not straight or not before.isspace() or after.isspace()


def _may_open(form: str, before: str) -> bool:
    return before.isspace() or before in BEFORE_OPENING or (form == "“" and before in UNSPACED)


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in AFTER_CLOSING or not after.isascii())


DASH = re.compile(r"(?<!\S)[–—](?=\s*\w)|(?<!\S)-(?=\s+\w)")
SPOKEN = re.compile(r"\w+(?:['’-]\w+)*")
NARRATED = 4
"""The words after a dash among which a verb of saying must be."""


def dashed(text: str, start: int, end: int, cues: frozenset[str]) -> list[Marked]:
    """Return the speech after dashes in the paragraph, as in ``– Nie wiem – powiedziała Ola. – Jedźmy``.

    A dash opens speech at the start of the paragraph or of a sentence, and only if a second one right before a verb of
    saying confirms it; from there on a dash after a full stop resumes it.
    """
    dashes = [match.start() for match in DASH.finditer(text, start, end)]
    found: list[Marked] = []
    opened: int | None = None
    for number, at in enumerate(dashes):
        behind = dashes[number + 1] if number + 1 < len(dashes) else end
        if opened is not None and _narrates(text, at, behind, cues):
            found.append(_spoken(text, opened, at))
            opened = None
        elif opened is None and (found or not _narrates(text, at, behind, cues)):
            before = text[start:at].rstrip()[-1:]
            opened = at if before in {"", *".!?…:"} or (found and before == ",") else None
    if opened is not None and found:
        found.append(_spoken(text, opened, end))
    return found


def _narrates(text: str, dash: int, end: int, cues: frozenset[str]) -> bool:
    """Return whether the words after the dash start in lower case and tell who spoke."""
    words = [match[0] for match in islice(SPOKEN.finditer(text, dash, end), NARRATED)]
    return bool(words) and words[0][0].islower() and any(word.lower() in cues for word in words)


def _spoken(text: str, start: int, end: int) -> Marked:
    inner = text[start + 1 : end]
    first, last = start + 1 + len(inner) - len(inner.lstrip()), start + 1 + len(inner.rstrip())
    return Marked(start, last, first, last, closed=True, continued=False)


TURN = re.compile(
    r"\s*(?P<who>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3})(?: ?\([^()\n]{1,40}\))?:"
    r"\s+(?P<said>[^\s“\"«‘„].*\S)",
    re.DOTALL,
)
TURNS = 3
"""The least number of labelled lines, two of them by one speaker and two of them adjacent."""


def _turn(text: str, span: tuple[int, int]) -> re.Match[str] | None:
    match = TURN.fullmatch(text, *span)
    return match if match and capitalised(match["who"]) else None


def turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Marked]:
    """Return what is said in the lines of a transcript, by paragraph number; empty if there is none."""
    if ":" not in text:
        return {}
    found = {number: match for number, span in enumerate(paragraphs) if (match := _turn(text, span))}
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
