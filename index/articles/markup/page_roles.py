"""The roles of a page's blocks: headline, standfirst, byline and date around it, the article, the rest.

Folds nothing where no article was found: then the page is shown as it is, as a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Provenance, Role
from ...text.written_dates import dates
from ..fields.bylines import read_byline
from ..fields.date_lines import date_line
from ..line_shape import key, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .linearize import Piece
    from .page_fields import PageFields

_STANDFIRST: Final = re.compile(
    r"stand-?first|\bdek\b|\bdeck\b|sub-?(?:title|head(?:line)?)|chap[oô]|\blede\b|article-?(?:intro|summary)|vorspann",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"\bby-?line|author|auteur|autor\b|writer|contributor", re.IGNORECASE)
_DATE: Final = re.compile(r"\bdate|time-?stamp|published|pub-?date", re.IGNORECASE)
_ABOVE, _BELOW = 3, 8
"""The number of blocks above and below the headline that may belong to it."""

_LEAST_CHARACTERS: Final = 200
_LARGE_PAGE: Final = 2000
_NOT_TOLD: Final = "The article could not be told from the page."
_NOT_KEPT: Final = "page:not kept"
_LONGEST_LINE: Final = 300
_MARGINS: Final = frozenset({"nav", "footer", "aside"})


class Given(NamedTuple):
    """A role with the rule that gave it."""

    role: Role
    rule: str = ""
    sure: bool = True


class PageRoles:
    """The roles of ``pieces``, of which ``kept`` are the article; fields found on the page are added to ``told``."""

    def __init__(self, pieces: Sequence[Piece], kept: Collection[int], told: PageFields) -> None:
        self._pieces, self._told = pieces, told
        self.problems: tuple[str, ...] = ()
        size = sum(len(pieces[place].text) for place in kept)
        whole = sum(len(piece.text) for piece in pieces)
        self._unknown = not kept or (size < _LEAST_CHARACTERS and whole > _LARGE_PAGE)
        if self._unknown:
            self.problems = (_NOT_TOLD,)
            kept = frozenset(place for place, piece in enumerate(pieces) if piece.frame not in {"nav", "footer"})
        self._kept = kept
        self._given: dict[int, Given] = {}
        self._mark_head()

    def blocks(self) -> list[Given]:
        """Return the role of each block."""
        return [self._given.get(place) or self._usual(place) for place in range(len(self._pieces))]

    def _usual(self, place: int) -> Given:
        piece = self._pieces[place]
        first, last = min(self._kept, default=0), max(self._kept, default=-1)
        if place not in self._kept:
            if piece.role is Role.CAPTION and first <= place <= last:
                return Given(Role.CAPTION, "page:figcaption")
            return Given(Role.PAGE, _NOT_KEPT)
        if self._unknown:
            return Given(Role.BODY, "page:unknown", sure=False)
        if piece.role in {Role.TITLE, Role.HEADING}:
            return Given(Role.HEADING, f"page:{piece.node.tag}")
        return Given(piece.role, f"page:{piece.node.tag}" if piece.role is not Role.BODY else "")

    def _mark_head(self) -> None:
        title = self._headline()
        if title < 0:
            self._told.stated.say("title", self._told.document_title, "title", source="html")
            return
        self._given[title] = Given(Role.TITLE, "page:headline")
        self._mark_around(title)

    def _headline(self) -> int:
        """Return the index of the headline, or -1: the page's own headline, else the nearest first-level heading."""
        told = key(self._told.headline or self._told.document_title)
        lowest = min(self._kept, default=0) + _BELOW
        ranked = self._ranked()
        found = [place for place in ranked if key(self._pieces[place].text) == told]
        above = [place for place in ranked if place <= lowest and self._pieces[place].frame not in _MARGINS]
        if above and not found:
            found = [max(above, key=lambda place: (_shared(self._pieces[place].text, told), place))]
        if told and not found:
            pieces = enumerate(self._pieces)
            found = [place for place, piece in pieces if piece.frame != "nav" and key(piece.text) == told]
        return self._take_headline(found[0]) if found else -1

    def _ranked(self) -> list[int]:
        """Return the first-level headings that are not the name of the outlet."""
        outlet = key(self._told.stated.value("outlet"))
        pieces = enumerate(self._pieces)
        return [place for place, piece in pieces if piece.role is Role.TITLE and key(piece.text) != outlet]

    def _take_headline(self, place: int) -> int:
        """Use the headline shown on the page; another one, meant for search engines, is kept as a detail."""
        stated, text = self._told.stated, self._pieces[place].text
        told = stated.value("title")
        if not told or key(told) != key(text):
            if told:
                stated.detail("title", told)
            stated.correct("title", text, "page:h1")
        return place

    def _around(self, title: int) -> Iterator[int]:
        """Yield the indexes near the headline where the article's metadata may be."""
        for place in range(max(0, title - _ABOVE), min(len(self._pieces), title + 1 + _BELOW)):
            piece = self._pieces[place]
            if place != title and piece.frame not in _MARGINS and len(piece.text) <= 2 * _LONGEST_LINE:
                yield place

    def _mark_around(self, title: int) -> None:
        stated = self._told.stated
        people = [key(name) for name in re.split(r",| and ", stated.value("author")) if name.strip()]
        description = key(self._told.description)
        for place in self._around(title):
            piece = self._pieces[place]
            called, line = _called(piece), key(piece.text)
            if place > title and "subtitle" not in self._roles() and _is_standfirst(piece, called, line, description):
                stated.say("subtitle", piece.text, "standfirst")
                self._given[place] = Given(Role.SUBTITLE, "page:standfirst")
            elif len(piece.text) <= _LONGEST_LINE and _is_byline(called, line, people):
                self._take_byline(place, named=bool(people))
            elif title < place <= title + 3 and (people_and_day := _signed(piece.text)):
                self._given[place] = Given(Role.BYLINE, "page:signed line")
                stated.say("author", people_and_day[0], "signed line", Provenance.DERIVED)
                stated.say("published", people_and_day[1], "signed line", Provenance.DERIVED)
            elif len(piece.text) <= _LONGEST_LINE and self._is_date(piece, called):
                self._given[place] = Given(Role.DATE, "page:date")

    def _roles(self) -> set[str]:
        return {given.role.value for given in self._given.values()}

    def _take_byline(self, place: int, *, named: bool) -> None:
        text = self._pieces[place].text
        self._given[place] = Given(Role.BYLINE, "page:byline")
        if not named and (found := read_byline(text)) and found.name:
            self._told.stated.say("author", found.name, "byline", Provenance.DERIVED)

    @staticmethod
    def _is_date(piece: Piece, called: str) -> bool:
        return (
            piece.node.tag == "time"
            or date_line(piece.text) is not None
            or (_DATE.search(called) is not None and words_of(piece.text) <= 12)
        )


_SIGNED: Final = re.compile(r"(?:[^\W\d_a-z][\w.’'-]+ ){1,3}[^\W\d_a-z][\w’'-]+(?=\s*[-–—|,·•]\s*\S)")


def _signed(text: str) -> tuple[str, str] | None:
    """Return name and date of a short line that is nothing but both, as ``Adèle Brun — 15 mars 2025``."""
    name = _SIGNED.match(text) if words_of(text) <= 10 else None
    rest = text[name.end() :].lstrip(" -–—|,·•") if name else ""
    found = next(dates(rest), None) if rest else None
    if name is None or found is None or found.span.start:
        return None
    return name[0], found.value


def _called(piece: Piece) -> str:
    """Return the classes and relations of the block's element and of the inline element of its first word."""
    names = []
    for node in {id(node): node for node in (piece.node, piece.place.node)}.values():
        names += [node.get(name, "") for name in ("class", "id", "rel", "itemprop", "data-testid")]
    return " ".join(filter(None, names))


def _is_standfirst(piece: Piece, called: str, line: str, description: str) -> bool:
    return (
        bool(line) and (line == description or _STANDFIRST.search(called) is not None) and piece.role is not Role.TITLE
    )


def _is_byline(called: str, line: str, people: Sequence[str]) -> bool:
    if people and any(name in line for name in people) and words_of(line) <= 14:
        return True
    return _BYLINE.search(called) is not None and words_of(line) <= 14


def _shared(text: str, told: str) -> float:
    """Return the share of words common to two headlines, 0…1."""
    ours, theirs = set(key(text).split()), set(told.split())
    return len(ours & theirs) / max(len(ours | theirs), 1)
