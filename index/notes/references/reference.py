"""What a reference manager needs of an article: people, date, a key, and the passages quoted.

Personal names are not split: which part is the family name depends on an unknown language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model.quoting import quoted
from ...text.markdown_article import shown_text
from ...text.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.article import Article
    from ...model.comparison_result import Quote
    from ..citation import Cited

_BETWEEN = re.compile(r"\s*(?:[,;]|\s(?:and|und|et|y|e|en|och|og|i|и|та|&)\s)\s*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SMALL = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "il", "of", "in", "on"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words quoted from an article; ``paragraph`` counts from 1 (0: unknown), ``remark`` is a comment on them."""

    words: str
    paragraph: int = 0
    remark: str = ""

    @property
    def line(self) -> str:
        """The passage on one line: in quotation marks, with paragraph and remark."""
        passage = quoted(one_line(self.words)) if self.words.strip() else ""
        place = f"(¶ {self.paragraph})" if self.paragraph else ""
        return " ".join(part for part in (passage, place, one_line(self.remark)) if part)


@dataclass(frozen=True, slots=True)
class Reference:
    """An article to cite, with the passages quoted from it."""

    cited: Cited
    passages: tuple[Passage, ...] = ()

    @property
    def title(self) -> str:
        """The headline, else the file name."""
        return one_line(self.cited.name)

    @property
    def people(self) -> tuple[str, ...]:
        """The authors by name; a byline that is no list of full names is a single one."""
        author = one_line(self.cited.author)
        names = [name for name in _BETWEEN.split(author) if name]
        if not names:
            return ()
        return tuple(names) if all(" " in name for name in names) else (author,)

    @property
    def notes(self) -> tuple[str, ...]:
        """What these formats have no field for: the agency, and the passages, one per line."""
        agency = (f"Agency: {one_line(self.cited.agency)}",) if self.cited.agency else ()
        return (*agency, *(passage.line for passage in self.passages if passage.line))


def date_parts(date: str) -> tuple[int, ...]:
    """Return year, month and day of an ISO date, as far as it has them.

    >>> date_parts("2024-04"), date_parts("2024-04-26T10:00:00Z"), date_parts("")
    ((2024, 4), (2024, 4, 26), ())
    """
    found = _DATE.match(date)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def keys(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a unique ASCII key for each reference: author, year, first word of the headline."""
    taken: set[str] = set()
    for reference in references:
        key = _key(reference)
        number = 1
        while (unique := key if number == 1 else f"{key}-{number}") in taken:
            number += 1
        taken.add(unique)
        yield unique


def of_quotations(article: Article, cited: Cited, quotes: Iterable[Quote]) -> Reference:
    """Return an article with its direct quotations and their speakers, if known."""
    passages = (
        Passage(shown_text(article).cut(*quote.span), cited.paragraph(quote.span.start), _said_by(quote))
        for quote in quotes
    )
    return Reference(cited, tuple(passages))


def _said_by(quote: Quote) -> str:
    return f"— {quote.speaker}{'' if quote.certain else ' (?)'}" if quote.speaker else ""


def _key(reference: Reference) -> str:
    cited = reference.cited
    who = reference.people[0].split()[-1] if reference.people else cited.outlet or cited.agency
    year = str(date_parts(cited.published)[0]) if date_parts(cited.published) else ""
    first = next((word for word in map(_plain, reference.title.split()) if word and word not in _SMALL), "")
    return f"{_plain(who)}{year}{first}" or "article"


def _plain(text: str) -> str:
    """Return the ASCII letters and digits of a text, in lower case, without accents."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).casefold())
