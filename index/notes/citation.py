"""Citing an article below a quotation: byline, headline, outlet, agency, date, page, paragraph, URL.

Unknown parts are left out, and quotations are not changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.article import called, page_at, paragraph_at
from ..model.quoting import quoted
from ..text.language.calendars import long_date
from ..text.markdown_article import shown_text

if TYPE_CHECKING:
    from ..model.article import Article, Span


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation needs of an article; unknown parts are empty.

    ``paragraphs`` are the spans of its paragraphs, ``pages`` the offsets where printed pages start.
    """

    id: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    agency: str = ""
    published: str = ""
    url: str = ""
    paragraphs: tuple[Span, ...] = ()
    language: str = ""
    captured: str = ""
    pages: tuple[int, ...] = ()

    @classmethod
    def of(cls, article: Article) -> Cited:
        """Return what is needed of an article."""
        return cls(
            id=article.id,
            title=article.title.value or "",
            outlet=article.outlet.value or "",
            author=article.author.value or "",
            agency=article.agency.credited or "",
            published=article.published.value or "",
            url=article.url.value or "",
            paragraphs=article.paragraphs,
            language=article.language.value or "",
            captured=article.captured.value or "",
            pages=article.pages,
        )

    @property
    def name(self) -> str:
        """The headline, else the file name."""
        return called(self.title, self.id)

    def paragraph(self, offset: int) -> int:
        """Return the number, from 1, of the paragraph at ``offset``; 0 outside paragraphs."""
        return paragraph_at(self.paragraphs, offset)

    def page(self, offset: int) -> int:
        """Return the number, from 1, of the printed page at ``offset``; 0 if the article has no pages."""
        return page_at(self.pages, offset)


def cite(quotation: str, cited: Cited, at: int | None = None) -> str:
    """Return a quotation with its source line, ready to paste; without a quotation the source line alone.

    ``at`` is its offset in the text.
    """
    line = source_line(cited, at)
    return f"{quoted(quotation)}\n— {line}\n" if quotation.strip() else f"{line}\n"


def cite_passage(article: Article, span: Span) -> str:
    """Return a passage of an article on one line with its source line, including page and paragraph."""
    cited = Cited.of(article)
    quotation = " ".join(shown_text(article).cut(*span).split())
    return cite(quotation, cited, span.start)


def source_line(cited: Cited, at: int | None = None) -> str:
    """Return byline, headline, outlet with agency, date, page, paragraph and URL in one line, without unknown parts.

    Page and paragraph are those at offset ``at``.
    """
    agency = f"({cited.agency})" if cited.agency else ""
    outlet = " ".join(part for part in (cited.outlet, agency) if part)
    page, paragraph = (0, 0) if at is None else (cited.page(at), cited.paragraph(at))
    place = (f"p. {page}" if page else "", f"¶ {paragraph}" if paragraph else "")
    parts = (cited.author, quoted(cited.name), outlet, long_date(cited.published), *place, cited.url)
    return ", ".join(part for part in parts if part)
