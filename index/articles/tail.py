"""The lines below the text: where scraped pages keep biographies, comments, menus and other headlines.

Refuses to fold a line for its shape alone: without a named reason it is a guess, and only beside sure furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..model.article import Role
from ..text.languages import script
from .dates import date_line
from .furniture import TAIL
from .lines import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .drafts import Draft
    from .furniture import Rules

_NAME_WORDS: Final = 5
_NAME_LENGTH: Final = 60
_NOT_A_NAME: Final = re.compile(r"[\d:;?!]|^[-•*–]")


def mark_tail(drafts: Sequence[Draft], last: int, rules: Rules) -> None:
    """Give roles to the open drafts after ``last``, the position of the last prose."""
    tail = drafts[last + 1 :]
    if not tail:
        return
    for draft in tail:
        if draft.open:
            _mark_by_rule(draft, rules)
    titles = {draft.key for draft in drafts[:last] if draft.role is Role.TITLE}
    body = None
    for place, draft in enumerate(tail):
        if not draft.open:
            continue
        if draft.key in titles:
            draft.give(Role.DUPLICATE, "repeats-title")
        elif _is_name_of_bio(draft, tail[place + 1 : place + 4]):
            draft.give(Role.BIO, "name-of-bio")
        elif _is_between(tail, place):
            draft.give(Role.NAV, "between-furniture")
        else:
            body = body or script(drafts[last].text) or "?"
            _guess(draft, tail[:place], body)


def _mark_by_rule(draft: Draft, rules: Rules) -> None:
    rule = rules.fitting(draft.text, TAIL)
    if rule:
        draft.follow(rule)
    elif date_line(draft.text):
        draft.give(Role.DATE, "date-line")


def _is_short_name(draft: Draft) -> bool:
    text = draft.text
    short = len(text) <= _NAME_LENGTH and draft.words <= _NAME_WORDS
    return short and not ends_sentence(text) and not _NOT_A_NAME.search(text)


def _is_name_of_bio(draft: Draft, below: Sequence[Draft]) -> bool:
    """Whether the line is the name that a biography right below tells of."""
    return _is_short_name(draft) and any(
        other.role is Role.BIO and other.furniture and draft.key and draft.key in other.key for other in below
    )


def _is_between(tail: Sequence[Draft], place: int) -> bool:
    """Whether a short name stands between two lines of sure furniture, as a site's name does."""
    if not 0 < place < len(tail) - 1 or not _is_short_name(tail[place]):
        return False
    return tail[place - 1].furniture and tail[place + 1].furniture


def _guess(draft: Draft, above: Sequence[Draft], body: str) -> None:
    """Mark what only looks like furniture as not sure: it is dimmed, never folded."""
    own = script(draft.text)
    if own and own not in {"?", body} and body != "?":
        draft.give(Role.TEASER, "other-script", sure=False)
    elif any(other.furniture for other in above) and not draft.prose:
        draft.give(Role.NAV, "below-furniture", sure=False)
