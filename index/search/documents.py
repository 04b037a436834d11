"""An article as the index takes it: the positions of its words by zone, and its row.

Positions count the words of the whole text, so that a phrase may cross blocks and zones as it does in the text. Writes
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ..model.article import BODY_LIKE, Role
from ..text.language.stems import stem_once
from ..text.words import cut, tokens
from .engine import Document
from .inflections import ALIAS, line
from .tables.rows import IndexRow
from .zones import BODY, FURNITURE, TITLE, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model.article import Article, Block

ANALYSIS = 4
"""Raised whenever the splitting, folding or zoning of words changes: an older index is then rebuilt."""

_GAP = 100


_MOST = 100_000
"""The most tokens per language whose forms are cached: more would cost more memory than it saves time."""


class SeenForms:
    """The stems of the forms seen so far, as lines for `inflections`; `fresh` returns those not in ``known``.

    Lines are stored as hashes, which take a third of the memory.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = set(map(hash, known))
        self._fresh: list[str] = []
        self._forms: dict[str, _Forms] = {}

    def take(self, lines: Iterable[str]) -> None:
        """Add the lines of another writer; unknown ones are fresh."""
        for written in lines:
            self._add(written)

    def forms(self, language: str) -> Mapping[str, Forms]:
        """Return a mapping from tokens in ``language`` to their forms, with steps; it notes the forms it returns."""
        forms = self._forms.get(language)
        if forms is None or len(forms) > _MOST:
            forms = self._forms[language] = _Forms(self, language)
        return forms

    def note(self, language: str, surface: str, form: str) -> None:
        """Note that ``form`` was seen as ``surface`` in an article of ``language``."""
        root = stem_once(surface, language)
        if root != form:
            self._add(line(language, root, form))
        if not surface.isascii() and (plain := stem_once(form, language)) != root:
            # Typing the word without its accents asks for the same words.
            self._add(line(language + ALIAS, plain, root))

    def _add(self, written: str) -> None:
        hashed = hash(written)
        if hashed not in self._known:
            self._known.add(hashed)
            self._fresh.append(written)

    def fresh(self) -> list[str]:
        """Return the lines that are new since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh


Forms: TypeAlias = "str | tuple[tuple[str, int], ...]"
"""The forms a token is found by: usually one form, one step after the last; else forms with a step each."""


class _Forms(dict[str, Forms]):
    """A cache of the forms of each token; a new token is split and noted."""

    def __init__(self, inflections: SeenForms, language: str) -> None:
        self._inflections, self._language = inflections, language

    def __missing__(self, token: str) -> Forms:
        if token.isascii() and token.isalpha():
            # The first thing `cut` checks, as most tokens are such; capitals make no difference.
            form = token.lower()
            if form != token:
                _ = self[form]
            else:
                self._inflections.note(self._language, token, form)
            self[token] = form
            return form
        # Not from the cache of `cut`: this is a cache of the same.
        pieces = cut.__wrapped__(token)
        for piece in pieces:
            self._inflections.note(self._language, token[piece.start : piece.end], piece.form)
        # `5.5` has 5 twice at one position.
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
    """Record the positions of ``tokens``, counted from ``position`` on; return the last."""
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
    """Return the headline if it is in the file's metadata but not in its text."""
    aside = all(block.role is not Role.TITLE for block in article.blocks)
    return (article.title.value or "") if aside else ""


def _stretches(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces with their zones, split at white space so that no word is cut."""
    text, start, zone = article.text, 0, FURNITURE
    for block in article.blocks:
        following = zone_of(block)
        if following != zone:
            border = _between_words(text, block.start)
            yield zone, text[start:border]
            start, zone = border, following
    yield zone, text[start:]


def _between_words(text: str, at: int) -> int:
    """Return the first offset from ``at`` on with white space on either side."""
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
