"""The lines around the text: finds the headline, and the roles of the others.

Does not take a section's name for an outlet: without a word that newspapers use in their names it stays a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..model.article import Role
from ..text.language.languages import script
from .fields.agency_names import is_agency, is_outlet
from .fields.bylines import is_lead, read_byline
from .fields.date_lines import date_line
from .fields.datelines import lone_dateline
from .fields.headlines import could_be_headline, headline_of, is_figures, repeats, terms, without_site
from .furniture import HEAD, TAIL
from .line_shape import ends_sentence, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .block_drafts import Draft
    from .furniture import Rules

_NAME_WORDS: Final = 5
_NAME_LENGTH: Final = 60
_NOT_A_NAME: Final = re.compile(r"[\d:;?!]|^[-•*–]")


def mark_tail(drafts: Sequence[Draft], last: int, rules: Rules) -> None:
    """Set the roles of the open drafts after ``last``, the index of the last prose."""
    tail = drafts[last + 1 :]
    if not tail:
        return
    for draft in tail:
        if draft.open:
            _mark_tail_by_rule(draft, rules)
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


def _mark_tail_by_rule(draft: Draft, rules: Rules) -> None:
    # Dates first: "First published on 26 April 2024" is a date, and a rights notice only to the rules.
    if _is_date(draft.text):
        draft.give(Role.DATE, "date-line")
    elif rule := rules.fitting(draft.text, TAIL):
        draft.follow(rule)


def _is_date(line: str) -> bool:
    stamp = date_line(line)
    return stamp is not None and stamp.alone


def _is_short_name(draft: Draft) -> bool:
    text = draft.text
    short = len(text) <= _NAME_LENGTH and draft.words <= _NAME_WORDS
    return short and not ends_sentence(text) and not _NOT_A_NAME.search(text)


def _is_name_of_bio(draft: Draft, below: Sequence[Draft]) -> bool:
    """Whether the line is the name of the person in the biography right below."""
    return _is_short_name(draft) and any(
        other.role is Role.BIO and other.furniture and draft.key and draft.key in other.key for other in below
    )


def _is_between(tail: Sequence[Draft], place: int) -> bool:
    """Whether a short name is between two lines of certain furniture, as a site's name is."""
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


_HEAD_LINES: Final = 12
_STANDFIRST_WORDS: Final = 8
_ABOVE_TEXT: Final = 3
_STANDFIRST_LENGTH: Final = 500


def mark_head(drafts: Sequence[Draft], first: int, rules: Rules, title: str) -> None:
    """Set the roles of the open drafts before ``first``, the index of the first prose."""
    head = drafts[: min(first, _HEAD_LINES)]
    for place, draft in enumerate(head):
        if draft.open and not _mark_byline_below(draft, head[place + 1 : place + 2]):
            _mark_head_by_rule(draft, rules, first=not place)
    _leave_captions(head)
    _mark_dates_beside_names(head)
    said = _vocabulary(drafts[first : first + 4])
    marked = next((draft for draft in head if draft.role is Role.TITLE), None)
    told = _stated_title(drafts[: min(first + 2, _HEAD_LINES)], title) if title else None
    chosen = told or marked or (None if title else headline_of(head, said))
    if chosen is not None:
        _mark_around(head, chosen)


def _mark_head_by_rule(draft: Draft, rules: Rules, *, first: bool) -> None:
    if _is_date(draft.text):
        draft.give(Role.DATE, "date-line")
    elif mark_byline(draft, rules, first=first):
        pass
    elif rule := rules.fitting(draft.text, HEAD):
        draft.follow(rule)
    elif lone_dateline(draft.text):
        draft.give(Role.DATELINE, "dateline")
    elif is_agency(draft.text):
        draft.give(Role.CREDIT, "agency-name")


def _mark_byline_below(draft: Draft, below: Sequence[Draft]) -> bool:
    """Mark a byline lead on its own line ("Written by") and the name on the line below."""
    if not is_lead(draft.text) or not any(read_byline(f"By {other.text}") for other in below if other.open):
        return False
    draft.give(Role.BYLINE, "byline-lead")
    for name in below:
        name.give(Role.BYLINE, "byline-below")
    return True


def mark_byline(draft: Draft, rules: Rules, *, first: bool) -> bool:
    """Set the byline role if ``draft`` is one; the reader's own rules come first.

    One word on the ``first`` line ("By Air") is more likely a headline.
    """
    rule = rules.fitting(draft.text, HEAD)
    if rule:
        if rule.role is Role.BYLINE:
            draft.follow(rule)
        return rule.role is Role.BYLINE
    byline = read_byline(draft.text)
    if byline is None or (first and byline.name and " " not in byline.name):
        return False
    draft.give(Role.BYLINE, "byline" if byline.led else "byline-post")
    return True


def _mark_dates_beside_names(head: Sequence[Draft]) -> None:
    """Mark dates next to a place, outlet or author, provided another line may be the headline."""
    for draft in head:
        if draft.open and (stamp := date_line(draft.text)) and (stamp.labelled or _has_headline(head, draft)):
            draft.give(Role.DATE, "date-beside-name")


def _has_headline(head: Sequence[Draft], but: Draft) -> bool:
    return any(
        draft.role is Role.TITLE or (draft is not but and draft.open and could_be_headline(draft)) for draft in head
    )


def _leave_captions(head: Sequence[Draft]) -> None:
    """Close lines that a caption below repeats, before they are taken for the headline."""
    for place, draft in enumerate(head):
        below = head[place + 1 : place + 3]
        if draft.open and len(draft.key) > 30 and any(c.role is Role.CAPTION and draft.key in c.key for c in below):
            draft.give(Role.CAPTION, "copy-of-caption")


def _stated_title(drafts: Sequence[Draft], title: str) -> Draft | None:
    """Return the line that equals the ``title`` known from elsewhere."""
    wanted = key(title)
    return next(
        (draft for draft in drafts if draft.open and wanted in {draft.key, key(without_site(draft.text).title)}), None
    )


def _vocabulary(drafts: Sequence[Draft]) -> frozenset[str]:
    return terms(" ".join(draft.text[:1200] for draft in drafts))


def _mark_around(head: Sequence[Draft], chosen: Draft) -> None:
    if chosen.role is not Role.TITLE:
        chosen.give(Role.TITLE, "headline")
    standfirst, others = True, 0
    for draft in head:
        if not draft.open:
            continue
        if draft.start < chosen.start:
            _mark_above(draft)
        elif repeats(draft.text, chosen.text):
            draft.give(Role.DUPLICATE, "repeats-title")
        elif standfirst and _is_standfirst(draft):
            draft.give(Role.SUBTITLE, "below-title")
            standfirst = False
        elif is_outlet(draft.text):
            draft.give(Role.OUTLET, "outlet-name")
        elif others < _ABOVE_TEXT and draft.words <= _STANDFIRST_WORDS and not is_figures(draft.text):
            draft.give(Role.HEADING, "above-text", sure=False)
            others += 1


def _mark_above(draft: Draft) -> None:
    if is_outlet(draft.text):
        draft.give(Role.OUTLET, "outlet-name")
    else:
        draft.give(Role.NAV, "above-title", sure=False)


def _is_standfirst(draft: Draft) -> bool:
    long = draft.words >= _STANDFIRST_WORDS or ends_sentence(draft.text)
    return long and draft.words > 3 and len(draft.text) <= _STANDFIRST_LENGTH
