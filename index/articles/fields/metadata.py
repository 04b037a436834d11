"""The fields of an article from its blocks: title, standfirst, author, outlet, agency, dateline, dates, language.

Every field has its provenance; none is filled from what is merely likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...model.article import BODY_LIKE, LONE_ADDRESS, Agency, Block, DateHint, Field, Provenance, Role, Span
from ...text.invisible import without_invisible
from ...text.language.languages import detect
from ...text.lazy_patterns import lazy_pattern
from ...text.written_dates import dates
from .agencies import find_agency
from .agency_names import agency
from .bylines import read_byline
from .date_hints import hints
from .date_lines import date_line, date_of_name, glued_stamp
from .datelines import find_dateline
from .headlines import Headline, site_of_copy, without_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .date_lines import DateStamp

# Only for annotations: calling a subscripted generic fails on classes with slots.
Text = Field[str]

_LANGUAGE_SAMPLE: Final = 1600
# The marks of a Markdown headline: before it, after it, or on the line below.
_HASHES: Final = lazy_pattern(r"^#{1,6}\s+|\s+#+$|\n=+$")
_REPORTS: Final = lazy_pattern(
    r"(?:^|[,.!?…”\"»]\s+)(?P<a>[^\W\d_a-z][\w.&’'-]*(?: [^\W\d_a-z][\w.&’'-]*){0,3}) "
    r"(?:reports|writes|informs|reported)(?:,? with)?,? (?:citing|quoting|reference to|referring to) |"
    r"(?:передає|повідомляє|пише|інформує) (?P<b>[«\"]?[\w. -]{2,30}?[»\"]?),? (?:із|з) посиланням на |"
    r"(?:передает|передаёт|сообщает|пишет) (?P<c>[«\"]?[\w. -]{2,30}?[»\"]?),? со ссылкой на "
)
_NOBODY_LISTED: Final = "It He She They We The This That Media Press Agency Who Which And But"
_NOBODY: Final = frozenset(_NOBODY_LISTED.split())


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one article, as in `Article`."""

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


class _Page:
    """The text with its blocks, each as it reads without markup."""

    def __init__(self, text: str, blocks: Sequence[Block], plain: Callable[[str], str] | None) -> None:
        self.text, self.blocks, self._plain = text, blocks, plain
        self.body = [block for block in blocks if block.role is Role.BODY]

    def of(self, *roles: Role) -> Iterator[tuple[Block, str]]:
        """Yield the blocks of these roles with their text."""
        for block in self.blocks:
            if block.role in roles:
                yield block, self.said(block)

    def said(self, block: Block) -> str:
        """Return the text of a block."""
        written = self.text[block.start : block.end]
        return without_invisible((self._plain(written) or written) if self._plain else written)

    def field(self, value: str, known: Provenance, block: Block, words: str = "") -> Text:
        """Return a field with the place of ``words`` (default: the value) in the block as evidence."""
        words = words or value
        start = self.text.find(words, block.start, block.end)
        evidence = Span(start, start + len(words)) if start >= 0 else block.span
        return Field(" ".join(value.split()), known, evidence)


def find_fields(
    text: str, blocks: Sequence[Block], path: str, told: Fields, plain: Callable[[str], str] | None = None
) -> Fields:
    """Return the fields of ``blocks`` of ``text``; explicit values in ``told`` win, the rest is derived from the text.

    ``path`` is the article's path in the library, whose name may contain the date; ``plain`` strips markup.
    """
    page = _Page(text, blocks, plain)
    language = told.language or _language(page)
    published = told.published or _stamp(page, updated=False) or _from_name(path)
    return Fields(
        title=told.title or _title(page),
        subtitle=told.subtitle or _subtitle(page),
        outlet=told.outlet or _outlet(page),
        author=told.author or _author(page),
        agency=told.agency or find_agency(text, blocks),
        dateline=told.dateline or _dateline(page),
        published=published,
        updated=told.updated or _stamp(page, updated=True),
        url=told.url or _address(page),
        language=language,
        hints=_hints(page, language.value, published.value),
    )


def _address(page: _Page) -> Text:
    """Return the address that is alone on a line, if there is only one: most likely the page's own."""
    alone = [(block, said.strip("<>")) for block, said in page.of(Role.NAV) if block.rule == LONE_ADDRESS]
    if len({said for _, said in alone}) != 1:
        return Field()
    return page.field(alone[0][1], Provenance.GUESSED, alone[0][0])


def _title(page: _Page) -> Text:
    for block, said in page.of(Role.TITLE):
        line = _HASHES.sub("", said)
        line, _ = _headline(page, line[: _glued_date(line)].rstrip())
        return page.field(line, Provenance.EXPLICIT if block.sure else Provenance.GUESSED, block)
    return Field()


def _headline(page: _Page, line: str) -> Headline:
    """Return headline and site of a title line; the site by its name, or where a copy has the headline alone."""
    for _, copy in page.of(Role.DUPLICATE):
        if site := site_of_copy(line, copy):
            return Headline(copy, site)
    return without_site(line)


def _glued_date(title: str) -> int:
    """Return where the date that some pages put after their headline starts, or the length of the title."""
    end = title[-40:]
    skipped = len(title) - len(end)
    for found in dates(end):
        weekday = re.search(r"[^\W\d_]{2,}day,? $", title[: skipped + found.span.start])
        if weekday and weekday.start() and not end[found.span.end :].strip():
            return weekday.start()
    return len(title)


def _subtitle(page: _Page) -> Text:
    for block, said in page.of(Role.SUBTITLE):
        return page.field(said, Provenance.EXPLICIT if block.sure else Provenance.GUESSED, block)
    return Field()


def _outlet(page: _Page) -> Text:
    for block, said in page.of(Role.OUTLET):
        return page.field(said, Provenance.DERIVED, block)
    for block, said in page.of(Role.TITLE, Role.DUPLICATE):
        if site := _headline(page, said).site:
            return page.field(site, Provenance.DERIVED, block)
    for block in page.body[:2]:
        if found := _REPORTS.search(page.text, block.start, block.end):
            name = (found["a"] or found["b"] or found["c"]).strip('«»"')
            if agency(name) is None and name.split()[0] not in _NOBODY:
                start = page.text.index(name, found.start())
                return Field(name, Provenance.DERIVED, Span(start, start + len(name)))
    return Field()


def _author(page: _Page) -> Text:
    for block, said in page.of(Role.BYLINE):
        line = f"By {said}" if block.rule == "byline-below" else said
        found = read_byline(line)
        if found and found.name:
            known = Provenance.EXPLICIT if found.plain else Provenance.DERIVED
            return page.field(found.name, known, block, line[slice(*found.span)])
    return Field()


def _dateline(page: _Page) -> Text:
    for block in (*(block for block, _ in page.of(Role.DATELINE)), *page.body[:2]):
        if found := find_dateline(page.said(block)[:200]):
            return page.field(found.place, Provenance.EXPLICIT, block)
    return Field()


def _stamp(page: _Page, *, updated: bool) -> Text:
    """Return the date of a line above the text that is a date or byline, or that follows the headline."""
    for block in page.blocks:
        if block.role is Role.BODY:
            break
        if block.role in {Role.DATE, Role.BYLINE}:
            stamp = _stamp_of(page.said(block), block.role)
            if stamp and (value := stamp.updated if updated else stamp.published):
                return Field(value, Provenance.EXPLICIT if stamp.labelled else Provenance.DERIVED, block.span)
        if block.role is Role.TITLE and not updated:
            said = page.said(block)
            if (cut := _glued_date(said)) < len(said):
                found = next(dates(said[cut:]))
                return page.field(found.value, Provenance.DERIVED, block, said[cut:][slice(*found.span)])
    return Field()


def _stamp_of(line: str, role: Role) -> DateStamp | None:
    if role is Role.DATE:
        return date_line(line)
    byline = read_byline(line)
    return byline.stamp if byline else None


def _from_name(path: str) -> Text:
    value = date_of_name(path)
    return Field(value, Provenance.DERIVED, "file name") if value else Field()


def _language(page: _Page) -> Text:
    """Return the language of the text proper."""
    parts, size = [], 0
    for block in page.blocks:
        if block.role in BODY_LIKE and size < _LANGUAGE_SAMPLE:
            parts.append(page.text[block.start : min(block.end, block.start + _LANGUAGE_SAMPLE)])
            size += len(parts[-1])
    found = detect("\n".join(parts))
    return Field(found, Provenance.DERIVED, "words of the text") if found else Field()


def _hints(page: _Page, language: str | None, published: str | None) -> tuple[DateHint, ...]:
    stamps = []
    for block, said in page.of(Role.TEASER):
        if found := glued_stamp(said):
            where = page.field(found[1], Provenance.DERIVED, block, said[slice(*found[0])]).evidence
            stamps.append(DateHint(where if isinstance(where, Span) else block.span, "stamp", (found[1],)))
    spans = [block.span for block in page.body]
    stamp = stamps[0].candidates[0] if stamps else None
    return (*hints(page.text, spans, language, published=published, stamp=stamp), *stamps)
