"""An article as the index takes it: its words with their positions, in zones, and its row.

Positions count the words of the whole text, so that a phrase may run over blocks and zones as it does in the text.
Refuses to write anything.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ..model.article import BODY_LIKE, Role
from ..text.language.stems import stem
from ..text.words import cut, tokens
from .engine import BODY, FURNITURE, TITLE, ZONES, Document, IndexRow
from .inflections import ALIAS, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model.article import Article, Block

ANALYSIS = 4
"""Raised whenever words are cut, folded or laid into zones differently: an older index is then built anew."""

_GAP = 100


_MOST = 100_000
"""Tokens of a language whose forms are kept: more would cost more memory than it spares time."""


class SeenForms:
    """The stems of the forms met so far, in lines as `inflections` reads them; `fresh` returns those not ``known``.

    Lines are known by their hashes, which take a third of their memory.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = set(map(hash, known))
        self._fresh: list[str] = []
        self._forms: dict[str, _Forms] = {}

    def take(self, lines: Iterable[str]) -> None:
        """Take in the lines that somebody else wrote down; those not known are fresh."""
        for written in lines:
            self._add(written)

    def forms(self, language: str) -> Mapping[str, Forms]:
        """Return what tells the forms of a token in ``language``, with their steps, and takes note of them."""
        forms = self._forms.get(language)
        if forms is None or len(forms) > _MOST:
            forms = self._forms[language] = _Forms(self, language)
        return forms

    def note(self, language: str, surface: str, form: str) -> None:
        """Take note that ``form`` was met as ``surface`` in an article of ``language``."""
        root = stem(surface, language)
        if root != form:
            self._add(line(language, root, form))
        if not surface.isascii() and (plain := stem(form, language)) != root:
            # Whoever types the word without its accents asks for the same words.
            self._add(line(language + ALIAS, plain, root))

    def _add(self, written: str) -> None:
        hashed = hash(written)
        if hashed not in self._known:
            self._known.add(hashed)
            self._fresh.append(written)

    def fresh(self) -> list[str]:
        """Return the lines new since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh


Forms: TypeAlias = "str | tuple[tuple[str, int], ...]"
"""What a token is found by: mostly one form, a step from the place before; else forms with a step for each."""


class _Forms(dict[str, Forms]):
    """The forms of each token met; a new token is cut and noted."""

    def __init__(self, inflections: SeenForms, language: str) -> None:
        self._inflections, self._language = inflections, language

    def __missing__(self, token: str) -> Forms:
        if token.isascii() and token.isalpha():
            # The first thing `cut` asks, as most tokens are such; capitals change nothing.
            form = token.lower()
            if form != token:
                _ = self[form]
            else:
                self._inflections.note(self._language, token, form)
            self[token] = form
            return form
        # Not from the cache of `cut`: what it would keep is kept here.
        pieces = cut.__wrapped__(token)
        for piece in pieces:
            self._inflections.note(self._language, token[piece.start : piece.end], piece.form)
        # `5.5` holds 5 twice at one place.
        steps = tuple(dict.fromkeys((piece.form, 0 if piece.inside else 1) for piece in pieces))
        alone = len(steps) == 1 and steps[0][1] == 1
        forms = self[token] = steps[0][0] if alone else steps
        return forms


def zone_of(block: Block) -> str:
    """Return the zone that the words of ``block`` are ranked in."""
    if block.role is Role.TITLE:
        return TITLE
    if block.role is Role.CAPTION or (block.role in BODY_LIKE and not block.folded):
        return BODY
    return FURNITURE


def document(article: Article, inflections: SeenForms) -> Document:
    """Return ``article`` ready for the index, and note its forms in ``inflections``."""
    zones: dict[str, dict[str, list[int]]] = {zone: defaultdict(list) for zone in ZONES}
    known = inflections.forms((article.language.value or "").lower())
    position = 0
    for zone, stretch in _stretches(article):
        position = _place(tokens(stretch), known, position, zones[zone])
    _place(tokens(_headline_aside(article)), known, position + _GAP, zones[TITLE])
    first, second, third = (sum(map(len, zones[zone].values())) for zone in ZONES)
    return Document(_row(article, (first, second, third)), zones)


def _place(tokens: Iterable[str], known: Mapping[str, Forms], position: int, places: Mapping[str, list[int]]) -> int:
    """Enter the positions of ``tokens``, counted from ``position`` on; return the last."""
    for token in tokens:
        forms = known[token]
        if isinstance(forms, str):
            position += 1
            places[forms].append(position)
        else:
            for form, step in forms:
                position += step
                places[form].append(position)
    return position


def _headline_aside(article: Article) -> str:
    """Return the headline if it stands in the file's data and not in its text."""
    aside = all(block.role is not Role.TITLE for block in article.blocks)
    return (article.title.value or "") if aside else ""


def _stretches(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces with the zone of each, parted at white space so that no word is cut."""
    text, start, zone = article.text, 0, FURNITURE
    for block in article.blocks:
        following = zone_of(block)
        if following != zone:
            border = _between_words(text, block.start)
            yield zone, text[start:border]
            start, zone = border, following
    yield zone, text[start:]


def _between_words(text: str, at: int) -> int:
    """Return the first place from ``at`` on that has white space on a side."""
    while 0 < at < len(text) and not text[at].isspace() and not text[at - 1].isspace():
        at += 1
    return at


def _row(article: Article, lengths: tuple[int, int, int]) -> IndexRow:
    return IndexRow(
        article.id,
        article.title.value,
        article.outlet.value,
        article.author.value,
        article.agency.credited,
        article.published.value,
        article.language.value,
        article.tags,
        lengths,
    )
