"""Where an article is set, and whether two articles tell of one event.

Refuses to know the day of an event: dates count only where the articles have them.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .gazetteer import COUNTRY_OF
from .places import named_places, places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.article import Article

DATELINE, EARLY = 4, 2
"""What a place of the dateline counts for, and what one in the first third of the text does."""


class Scene(NamedTuple):
    """The towns an article is set in, most told first, and their countries; both empty when it does not say."""

    towns: tuple[str, ...]
    countries: frozenset[str]

    def __str__(self) -> str:
        return ", ".join(self.towns)


@lru_cache(maxsize=256)
def scene(article: Article) -> Scene:
    """Return where an article is set: the towns it says something happened in, the main ones only."""
    counts: Counter[str] = Counter()
    for place in named_places(article):
        if place.scene and place.name in COUNTRY_OF:
            counts[place.name] += EARLY if place.span.start * 3 < len(article.text) else 1
    for name in places(article):
        if name in COUNTRY_OF and (article.dateline.value or "").casefold().startswith(name.casefold()):
            counts[name] += DATELINE
    most = max(counts.values(), default=0)
    towns = sorted((town for town in counts if 2 * counts[town] > most), key=lambda town: (-counts[town], town))
    return set_in(towns)


def set_in(towns: Iterable[str]) -> Scene:
    """Return the scene of some towns of the gazetteer; others are passed over."""
    known = tuple(town for town in towns if town in COUNTRY_OF)
    return Scene(known, frozenset(COUNTRY_OF[town] for town in known))


def day(article: Article) -> date | None:
    """Return the day an article was published, ``None`` when it is unknown or only a month or a year."""
    try:
        return date.fromisoformat((article.published.value or "")[:10])
    except ValueError:
        return None


def apart(one: date | None, other: date | None, days: int) -> bool:
    """Whether two known days lie more than ``days`` apart."""
    return one is not None and other is not None and abs((one - other).days) > days
