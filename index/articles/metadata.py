"""The fields of an article from its blocks: title, standfirst, author, outlet, agency, dateline, dates, language.

Refuses to leave out how a field is known, and to fill one from what only looks likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..model.article import BODY_LIKE, Agency, Block, DateHint, Field, Provenance, Role, Span
from ..text.languages import detect
from .agencies import find_agency
from .bylines import author_of
from .calendars import dates
from .datelines import find_dateline
from .dates import date_line, date_of_name, glued_stamp, hints
from .names import agency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Only for annotations: calling a subscripted generic fails on classes with slots.
Text = Field[str]

_LANGUAGE_SAMPLE: Final = 1600
# The marks of a Markdown headline: in front, behind, or in the line below it.
_HASHES: Final = re.compile(r"^#{1,6}\s+|\s+#+$|\n=+$")
_REPORTS: Final = re.compile(
    r"(?:^|[,.!?…”\"»]\s+)(?P<a>[^\W\d_a-z][\w.&’'-]*(?: [^\W\d_a-z][\w.&’'-]*){0,3}) "
    r"(?:reports|writes|informs|reported)(?:,? with)?,? (?:citing|quoting|reference to|referring to) |"
    r"(?:передає|повідомляє|пише|інформує) (?P<b>[«\"]?[\w. -]{2,30}?[»\"]?),? (?:із|з) посиланням на |"
    r"(?:передает|передаёт|сообщает|пишет) (?P<c>[«\"]?[\w. -]{2,30}?[»\"]?),? со ссылкой на "
)
_NOBODY_LISTED: Final = "It He She They We The This That Media Press Agency Who Which And But"
_NOBODY: Final = frozenset(_NOBODY_LISTED.split())


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one article as `Article` has them."""

    title: Text = field(default_factory=Field)
    subtitle: Text = field(default_factory=Field)
    outlet: Text = field(default_factory=Field)
    author: Text = field(default_factory=Field)
    agency: Agency = field(default_factory=Agency)
    dateline: Text = field(default_factory=Field)
    published: Text = field(default_factory=Field)
    updated: Text = field(default_factory=Field)
    url: Text = field(default_factory=Field)
    language: Text = field(default_factory=Field)
    hints: tuple[DateHint, ...] = ()


def find_fields(text: str, blocks: Sequence[Block], path: str, told: Fields) -> Fields:
    """Return the fields of ``blocks`` of ``text``; what ``told`` says explicitly wins, the rest is read off the text.

    ``path`` is the article's path in the library, whose name may hold the day.
    """
    body = [block for block in blocks if block.role is Role.BODY]
    language = told.language or _language(text, blocks)
    published = told.published or _stamp(text, blocks, updated=False) or _from_name(path)
    return Fields(
        title=told.title or _of_role(text, blocks, Role.TITLE),
        subtitle=told.subtitle or _of_role(text, blocks, Role.SUBTITLE),
        outlet=told.outlet or _outlet(text, blocks, body),
        author=told.author or _author(text, blocks),
        agency=told.agency or find_agency(text, blocks),
        dateline=told.dateline or _dateline(text, blocks, body),
        published=published,
        updated=told.updated or _stamp(text, blocks, updated=True),
        url=told.url,
        language=language,
        hints=_hints(text, blocks, language.value, published.value),
    )


def _of_role(text: str, blocks: Iterable[Block], role: Role) -> Text:
    for block in blocks:
        if block.role is role:
            line = text[block.start : block.end]
            if role is Role.TITLE:
                line = _HASHES.sub("", line)
                line = line[: _glued_date(line)].rstrip()
            start = text.index(line, block.start)
            known = Provenance.EXPLICIT if block.sure else Provenance.GUESSED
            return Field(" ".join(line.split()), known, Span(start, start + len(line)))
    return Field()


def _glued_date(title: str) -> int:
    """Return where the date begins that some pages write behind their headline, or the length of the title."""
    for found in dates(title[-40:]):
        tail = title[len(title) - len(title[-40:]) + found.span.end :]
        start = len(title) - len(title[-40:]) + found.span.start
        weekday = re.search(r"[^\W\d_]{2,}day,? $", title[:start])
        if not tail.strip() and weekday and weekday.start():
            return weekday.start()
    return len(title)


def _outlet(text: str, blocks: Iterable[Block], body: Sequence[Block]) -> Text:
    for block in blocks:
        if block.role is Role.OUTLET:
            line = text[block.start : block.end]
            return Field(line, Provenance.DERIVED, block.span)
    for block in body[:2]:
        if found := _REPORTS.search(text, block.start, block.end):
            name = found["a"] or found["b"] or found["c"]
            if agency(name) is None and name.split()[0] not in _NOBODY:
                start = text.index(name, found.start())
                return Field(name.strip('«»"'), Provenance.DERIVED, Span(start, start + len(name)))
    return Field()


def _author(text: str, blocks: Iterable[Block]) -> Text:
    for block in blocks:
        if block.role is Role.BYLINE and (found := author_of(text[block.start : block.end])):
            start = block.start + found.span.start
            known = Provenance.EXPLICIT if found.plain else Provenance.DERIVED
            return Field(found.name, known, Span(start, block.start + found.span.end))
    return Field()


def _dateline(text: str, blocks: Iterable[Block], body: Sequence[Block]) -> Text:
    for block in (*(block for block in blocks if block.role is Role.DATELINE), *body[:2]):
        if found := find_dateline(text[block.start : min(block.end, block.start + 200)]):
            return Field(
                found.place, Provenance.EXPLICIT, Span(block.start + found.span.start, block.start + found.span.end)
            )
    return Field()


def _stamp(text: str, blocks: Sequence[Block], *, updated: bool) -> Text:
    """Return the date of a line above the text that is nothing but a date, or that stands behind the headline."""
    for block in blocks:
        if block.role is Role.BODY:
            break
        line = text[block.start : block.end]
        if block.role is Role.DATE and (stamp := date_line(line)) and stamp.updated is updated:
            return Field(stamp.value, Provenance.EXPLICIT if stamp.labelled else Provenance.DERIVED, block.span)
        if block.role is Role.TITLE and not updated and (cut := _glued_date(line)) < len(line):
            found = next(dates(line[cut:]))
            start = block.start + cut
            return Field(found.value, Provenance.DERIVED, Span(start + found.span.start, start + found.span.end))
    return Field()


def _from_name(path: str) -> Text:
    value = date_of_name(path)
    return Field(value, Provenance.DERIVED, "file name") if value else Field()


def _language(text: str, blocks: Iterable[Block]) -> Text:
    """Return the language of the text proper."""
    parts, size = [], 0
    for block in blocks:
        if block.role in BODY_LIKE and size < _LANGUAGE_SAMPLE:
            parts.append(text[block.start : min(block.end, block.start + _LANGUAGE_SAMPLE)])
            size += len(parts[-1])
    found = detect("\n".join(parts))
    return Field(found, Provenance.DERIVED, "words of the text") if found else Field()


def _hints(text: str, blocks: Sequence[Block], language: str | None, published: str | None) -> tuple[DateHint, ...]:
    stamps = []
    for block in blocks:
        if block.role is Role.TEASER and (found := glued_stamp(text[block.start : block.end])):
            span = Span(block.start + found[0].start, block.start + found[0].end)
            stamps.append(DateHint(span, "stamp", (found[1],)))
    spans = [block.span for block in blocks if block.role is Role.BODY]
    stamp = stamps[0].candidates[0] if stamps else None
    return (*hints(text, spans, language, published=published, stamp=stamp), *stamps)
