"""An article as the index takes it: its words with their positions, in zones, and its row.

Positions count the words of the whole text, so that a phrase may run over blocks and zones as it does in the text.
Refuses to write anything.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..model.article import BODY_LIKE, Role
from ..text.stems import stem
from ..text.words import words
from .engine import BODY, FURNITURE, TITLE, ZONES, Document, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.article import Article, Block

ANALYSIS = 1
"""Raised whenever words are cut, folded or laid into zones differently: an older index is then built anew."""

_GAP = 100


class Inflections:
    """The stems of the forms met so far, by language; `fresh` yields those that no one has ``known`` yet."""

    def __init__(self, known: Iterable[tuple[str, str, str]] = ()) -> None:
        self._known = set(known)
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._fresh: list[tuple[str, str, str]] = []

    def note(self, language: str, surface: str, form: str) -> None:
        """Take note that ``form`` was met as ``surface`` in an article of ``language``."""
        seen = self._seen[language]
        if surface in seen:
            return
        seen.add(surface)
        triple = (language, form, stem(surface, language))
        if triple[2] != form and triple not in self._known:
            self._known.add(triple)
            self._fresh.append(triple)

    def fresh(self) -> list[tuple[str, str, str]]:
        """Return (language, form, stem) for the forms new since the last call that are not their own stem."""
        fresh, self._fresh = self._fresh, []
        return fresh


def zone_of(block: Block) -> str:
    """Return the zone that the words of ``block`` are ranked in."""
    if block.role is Role.TITLE:
        return TITLE
    if block.role is Role.CAPTION or (block.role in BODY_LIKE and not block.folded):
        return BODY
    return FURNITURE


def document(article: Article, inflections: Inflections) -> Document:
    """Return ``article`` ready for the index, and note its forms in ``inflections``."""
    zones: dict[str, dict[str, list[int]]] = {zone: defaultdict(list) for zone in ZONES}
    language = (article.language.value or "").lower()
    position = -1
    for position, (form, surface, zone) in enumerate(_placed(article)):
        zones[zone][form].append(position)
        inflections.note(language, surface, form)
    if article.title.value and all(block.role is not Role.TITLE for block in article.blocks):
        # The headline stands in the file's data and not in its text.
        for place, word in enumerate(words(article.title.value), position + _GAP):
            zones[TITLE][word.form].append(place)
            inflections.note(language, article.title.value[word.start : word.end], word.form)
    first, second, third = (sum(map(len, zones[zone].values())) for zone in ZONES)
    return Document(_row(article, (first, second, third)), zones)


def _placed(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield form, surface and zone of each word of the text."""
    text, blocks = article.text, iter(article.blocks)
    end, zone = 0, FURNITURE
    for start, stop, form in words(text):
        while start >= end:
            block = next(blocks, None)
            if block is None:
                end, zone = len(text), FURNITURE
                break
            end, zone = block.end, zone_of(block)
        yield form, text[start:stop], zone


def _row(article: Article, lengths: tuple[int, int, int]) -> Row:
    return Row(
        article.id,
        article.title.value,
        article.outlet.value,
        article.author.value,
        article.agency.value,
        article.published.value,
        article.language.value,
        article.tags,
        lengths,
    )
