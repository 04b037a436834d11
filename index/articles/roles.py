"""Assigns a role to each block of an article: by named rules first, then by the shape of head, middle and tail.

Never changes the text, and folds nothing on a guess: what only looks like furniture is marked as not sure.

The text proper runs from the first line of prose to the last. The head before it has outlet, headline, standfirst,
byline and captions; the tail after it is where scraped pages have most of their furniture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import FURNITURE, LONE_ADDRESS, Block, Role
from ..text.addresses import is_address
from .block_drafts import Draft
from .fields.date_lines import date_line
from .fields.headlines import is_titled
from .furniture import MIDDLE, TAIL
from .layout import starts_item
from .line_shape import ends_sentence
from .page_head import mark_byline, mark_head, mark_tail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .furniture import Rules

_BYLINE_WITHIN: Final = 8
_HEADING_WORDS: Final = 8
_LEAST_COPY: Final = 25
_NO_HEADING_END: Final = frozenset(',;:—–-"”')
_ENDING: Final = FURNITURE | {Role.CREDIT}


class Extent(NamedTuple):
    """The indexes of the first and last draft of prose."""

    first: int
    last: int


def mark(
    text: str, blocks: Iterable[Block], rules: Rules, title: str = "", plain: Callable[[str], str] | None = None
) -> tuple[Block, ...]:
    """Return ``blocks`` of ``text`` with their roles; existing roles are kept.

    ``title`` is the headline if it is known explicitly: a line of the head that equals it is the headline. ``plain``
    strips the format's markup from a stretch of text before it is judged.
    """
    drafts = [Draft(text, block, plain) for block in blocks]
    for draft in drafts:
        if draft.open and (rule := rules.fitting(draft.text, MIDDLE)):
            draft.follow(rule)
        elif draft.open and is_address(draft.text.strip("<>")):
            draft.give(Role.NAV, LONE_ADDRESS)
    byline = _byline(drafts, rules)
    extent = _extent(drafts, byline, rules)
    if extent:
        mark_head(drafts, extent.first, rules, title)
        mark_tail(drafts, extent.last, rules)
        _mark_middle(drafts[extent.first : extent.last + 1])
    elif len(drafts) > 1:
        _mark_signature(drafts[-1], rules)
    _mark_caption_copies(drafts)
    return tuple(draft.block() for draft in drafts)


def _byline(drafts: Sequence[Draft], rules: Rules) -> int:
    """Return the index of a byline near the top, which separates head from text, or -1."""
    for position, draft in enumerate(drafts[:_BYLINE_WITHIN]):
        if draft.open and mark_byline(draft, rules, first=not position):
            return position
    return -1


def _extent(drafts: Sequence[Draft], byline: int, rules: Rules) -> Extent | None:
    """Return where the text proper starts and ends, or ``None`` without prose; prose-like furniture is cut off."""
    prose = [place for place, draft in enumerate(drafts) if draft.open and place > byline and _is_text(draft, place)]
    while len(prose) > 1:
        last = drafts[prose[-1]]
        rule = rules.fitting(last.text, TAIL)
        if not rule or rule.role not in _ENDING:
            break
        last.follow(rule)
        prose.pop()
    return Extent(prose[0], prose[-1]) if prose else None


def _is_text(draft: Draft, place: int) -> bool:
    """Whether the draft is prose, and not a date or a first line of two short sentences in a headline's capitals."""
    return draft.prose and date_line(draft.text) is None and (place > 0 or not is_titled(draft.text))


def _mark_signature(draft: Draft, rules: Rules) -> None:
    """Mark the last line of a page without prose if it only says whose copy the page is."""
    rule = rules.fitting(draft.text, TAIL) if draft.open else None
    if rule and rule.role is Role.CREDIT:
        draft.follow(rule)


def _mark_middle(drafts: Sequence[Draft]) -> None:
    for draft, below in zip(drafts, [*drafts[1:], None], strict=True):
        if not draft.open:
            continue
        if starts_item(draft.text):
            draft.give(Role.LIST, "item")
        elif not draft.prose and below and below.prose and _is_heading(draft):
            draft.give(Role.HEADING, "short-line")


def _is_heading(draft: Draft) -> bool:
    text = draft.text
    named = text[0].isalnum() and any(map(str.isalpha, text[:4]))
    return named and draft.words <= _HEADING_WORDS and text[-1] not in _NO_HEADING_END and not ends_sentence(text)


def _mark_caption_copies(drafts: Sequence[Draft]) -> None:
    """Mark lines that equal a caption next to them: scraped pages include the alternative text as well."""
    for place, caption in enumerate(drafts):
        if caption.role is not Role.CAPTION or len(caption.key) < _LEAST_COPY:
            continue
        for draft in (*drafts[max(0, place - 2) : place], *drafts[place + 1 : place + 3]):
            if draft.role in _COPIES and draft.rule not in _CERTAIN and _same(draft.key, caption.key):
                draft.give(Role.CAPTION, "copy-of-caption")


# What the copy of a caption may have been taken for in head and tail.
_COPIES: Final = frozenset({Role.BODY, Role.NAV, Role.HEADING, Role.SUBTITLE})
_CERTAIN: Final = frozenset({"repeats-title"})


def _same(line: str, caption: str) -> bool:
    return len(line) >= _LEAST_COPY and (line in caption or (caption in line and len(line) < 1.6 * len(caption)))
