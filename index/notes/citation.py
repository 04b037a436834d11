"""How an article is cited under a quotation: byline, headline, outlet, agency, date, paragraph, address.

Refuses to make up what is unknown and to change a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.article import called, paragraph_at
from ..text.language.calendars import long_date

if TYPE_CHECKING:
    from ..model.article import Article, Span

_OPENING, _CLOSING = '“"„«', '”"“»'


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation needs of an article; unknown parts are empty, ``paragraphs`` are the spans of its paragraphs."""

    id: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    agency: str = ""
    published: str = ""
    url: str = ""
    paragraphs: tuple[Span, ...] = ()

    @classmethod
    def of(cls, article: Article) -> Cited:
        """Take what is needed from an article."""
        return cls(
            id=article.id,
            title=article.title.value or "",
            outlet=article.outlet.value or "",
            author=article.author.value or "",
            agency=article.agency.credited or "",
            published=article.published.value or "",
            url=article.url.value or "",
            paragraphs=article.paragraphs,
        )

    @property
    def name(self) -> str:
        """The headline, else the name of the file."""
        return called(self.title, self.id)

    def paragraph(self, offset: int) -> int:
        """Return the number, from 1, of the paragraph at ``offset``; 0 when it stands in none."""
        return paragraph_at(self.paragraphs, offset)


def cite(quotation: str, cited: Cited, paragraph: int = 0) -> str:
    """Return a quotation with the line that says where it is from, ready to paste; without one, that line alone."""
    line = source_line(cited, paragraph)
    return f"{quoted(quotation)}\n— {line}\n" if quotation.strip() else f"{line}\n"


def cite_passage(article: Article, span: Span) -> str:
    """Return a passage of an article on one line, with the line that says where it is from and in which paragraph."""
    cited = Cited.of(article)
    quotation = " ".join(article.text[span.start : span.end].split())
    return cite(quotation, cited, cited.paragraph(span.start))


def source_line(cited: Cited, paragraph: int = 0) -> str:
    """Return byline, headline, outlet with agency, date, paragraph and address in one line, without what is unknown."""
    agency = f"({cited.agency})" if cited.agency else ""
    outlet = " ".join(part for part in (cited.outlet, agency) if part)
    place = f"¶ {paragraph}" if paragraph else ""
    parts = (cited.author, f"“{cited.name}”", outlet, long_date(cited.published), place, cited.url)
    return ", ".join(part for part in parts if part)


def quoted(quotation: str) -> str:
    """Return a quotation in quotation marks, unless it brings its own at both ends."""
    words = quotation.strip()
    framed = len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING
    return words if framed and not set(words[1:-1]) & set(_OPENING + _CLOSING) else f"“{words}”"
