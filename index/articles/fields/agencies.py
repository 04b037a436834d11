"""The news agency that an article is based on, as stated in the article itself.

Ignores bare mentions and photo credits: neither says who wrote the text. Shared wording is left to the comparison.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Agency, Block, Provenance, Role, Span
from ...text.language.news_agencies import BY_FORM
from ...text.lazy_patterns import lazy_pattern
from .agency_names import agency, alternation
from .bylines import read_byline
from .datelines import find_dateline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ANY: Final = alternation(short=False)
_BRACKETED: Final = alternation(short=True)
_THE: Final = (
    r"(?:the |die |der |l['’]|la |agence |agencia |agenzia |agencji |агентств\w* |news agency |Nachrichtenagentur |"
    r"інформагентств\w* )*"
)
_WRITES_FOR: Final = lazy_pattern(rf"\b(?:writes?|writing|reports?|reporting|reported) for {_THE}({_ANY})\b")
_BRACKETS: Final = lazy_pattern(rf"\(({_BRACKETED})\)")
_CLOSING: Final = lazy_pattern(rf"(?:[—–-]\s?|[(\[/])({_BRACKETED})[)\]/]?\.?$")
_CONTRIBUTED: Final = lazy_pattern(
    rf"(?:\b({_ANY})\b[^.]{{0,60}} contributed to this|"
    rf"\b[Ww]ith (?:additional )?(?:inputs?|reporting|files|material) from (?:[^.]{{0,40}}?\b)?({_ANY})\b)"
)
_CITES: Final = (
    r"citing|quoting|according to|with reference to|referring to|as reported by|reported by|reports? by|quoted by",
    r"unter Berufung auf|laut|berichtet|meldet|selon|d['’]après|rapporte|según|informa|citando a|secondo|riporta",
    r"segundo|de acordo com|volgens|meldt|enligt|rapporterar|ifølge|według|podaje|informuje|powołując się na",
    r"со ссылкой на|по данным|по информации|сообщает|передает|передаёт|пишет",
    r"(?:із|з) посиланням на|за даними|за інформацією|повідомляє|повідомив|передає|пише|інформує",
    r"نقلا عن|نقلًا عن|بحسب|据|援引|laŭ",
)
_CITED: Final = lazy_pattern(
    rf"(?:\b(?:{'|'.join(_CITES)})\s*{_THE}({_ANY})(?!\w)|\b({_ANY}) (?:news agency )?(?:reported|reports|writes)\b)"
)
# Checked before any pattern is tried: most paragraphs name no agency.
_NAMED: Final = lazy_pattern(rf"(?<!\w)(?:{_ANY})(?!\w)")
_OPENING_LENGTH: Final = 400


class _Tie(NamedTuple):
    relation: str
    form: str
    span: Span


_RANKS: Final = ("writes-for", "credit", "contributed", "cited")


def find_agency(text: str, blocks: Sequence[Block]) -> Agency:
    """Return the agency that ``blocks`` of ``text`` name as a source, strongest relation first."""
    ties = sorted(_ties(text, blocks), key=lambda tie: (_RANKS.index(tie.relation), tie.span))
    if not ties:
        return Agency()
    best = ties[0]
    return Agency(BY_FORM.get(best.form) or agency(best.form), Provenance.EXPLICIT, best.span, best.relation)


def _ties(text: str, blocks: Sequence[Block]) -> Iterator[_Tie]:
    for block in blocks:
        if block.role in {Role.BYLINE, Role.CREDIT, Role.DATELINE}:
            yield from _of_credit(text, block)
    body = [block for block in blocks if block.role is Role.BODY]
    for block in body[:2]:
        yield from _of_opening(text, block)
        yield from _cited(text, block)
    for block in body[-2:]:
        yield from _of_ending(text, block)
        if block not in body[:2]:
            yield from _cited(text, block)


def _of_credit(text: str, block: Block) -> Iterator[_Tie]:
    """Yield the relations of bylines, lone agency names and closing credits, but not of photo credits."""
    line = _without_names(text[block.start : block.end]) if block.role is Role.BYLINE else text[block.start : block.end]
    if block.rule.startswith("photo"):
        return
    if found := _WRITES_FOR.search(line):
        yield _tie("writes-for", found, 1, block.start)
    elif found := _CONTRIBUTED.search(line):
        yield _tie("contributed", found, 1 if found[1] else 2, block.start)
    elif block.role is Role.DATELINE:
        yield from _of_opening(text, block)
    elif found := _NAMED.search(line):
        # A byline "By Jane Smith, Reuters", a line "Reuters", a sign-off "(AP)".
        yield _tie("credit", found, 0, block.start)


def _without_names(line: str) -> str:
    """Return a byline with its names blanked out, as they may contain an agency's letters."""
    byline = read_byline(line)
    if not byline or not byline.name:
        return line
    start, end = byline.span
    return line[:start] + " " * (end - start) + line[end:]


def _of_opening(text: str, block: Block) -> Iterator[_Tie]:
    line = text[block.start : min(block.end, block.start + _OPENING_LENGTH)]
    dateline = find_dateline(line)
    if dateline and dateline.agency and dateline.agency_span:
        start, end = dateline.agency_span
        yield _Tie("credit", line[start:end], Span(block.start + start, block.start + end))
        return
    found = _BRACKETS.search(line[:100])
    if found and re.match(r"\s*[—–-]", line[found.end() :]):
        yield _tie("credit", found, 1, block.start)


def _of_ending(text: str, block: Block) -> Iterator[_Tie]:
    start = max(block.start, block.end - 200)
    tail = text[start : block.end]
    if found := _CLOSING.search(tail):
        yield _tie("credit", found, 1, start)
    elif "contribut" in tail or "from" in tail:
        for found in _CONTRIBUTED.finditer(tail):
            yield _tie("contributed", found, 1 if found[1] else 2, start)


def _cited(text: str, block: Block) -> Iterator[_Tie]:
    if _NAMED.search(text, block.start, block.end):
        for found in _CITED.finditer(text, block.start, block.end):
            yield _tie("cited", found, 1 if found[1] else 2, 0)


def _tie(relation: str, found: re.Match[str], group: int, offset: int) -> _Tie:
    start, end = found.span(group)
    return _Tie(relation, found[group], Span(offset + start, offset + end))
