"""Where an article is set, and whether two articles are about one event.

Does not know the day of an event: dates count only if the articles have them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import Role, Span
from ..names.gazetteer import COUNTRIES, COUNTRY_OF, PLACES
from ..quotations.quotation_marks import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model.article import Article
    from ..quotations.quotation_marks import Marked


class NamedPlace(NamedTuple):
    """A place in the text, its own name, and whether the words before it make it a scene."""

    span: Span
    name: str
    scene: bool


_LONGEST_FIRST = sorted(PLACES, key=len, reverse=True)
_FIRST_WORDS: dict[str, list[str]] = {}
for _name in _LONGEST_FIRST:
    _FIRST_WORDS.setdefault(re.split(r"[ .]", _name, maxsplit=1)[0], []).append(_name)
CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w'’-]*")
SCENE = re.compile(
    r"\b(?:in|at|near|outside|visited|visiting|reached|left|leaving|around|across|capital(?: of|,)?"
    r"|(?:back|down|fly|flying|flew|travell?ed|travell?ing|trip|visit|went|going|return(?:ed|ing)?) to)\s+"
    r"(?:(?:the|central|northern|southern|eastern|western|downtown|nearby)\s+"
    r"|[A-Z][a-z]+ capital(?: of|,)?\s+|city of\s+)*$"
)
ROLES = frozenset({Role.BODY, Role.SUBTITLE, Role.LIST, Role.QUOTE, Role.CAPTION, Role.TITLE})


def named_places(article: Article) -> Iterator[NamedPlace]:
    """Yield every place named in the unfolded text, in order, once per mention."""
    for block in article.blocks:
        if block.role in ROLES and not block.folded:
            yield from _in_text(article.text, block.start, block.end)


def _in_text(text: str, start: int, end: int) -> Iterator[NamedPlace]:
    done = start
    said: list[Marked] | None = None
    starts: list[int] = []
    for match in CAPITALISED.finditer(text, start, end):
        if match.start() < done:
            continue
        name = _longest(text, match.start(), end)
        if name is None:
            continue
        done = match.start() + len(name)
        if _inside_a_name(text, match.start(), done, start, end):
            continue
        if said is None:  # most paragraphs name no place
            said = marked(text, start, end)
            starts = [quotation.inner_start for quotation in said]
        before = text[max(start, match.start() - 40) : match.start()]
        nearest = bisect_right(starts, match.start()) - 1
        quoted = nearest >= 0 and match.start() < said[nearest].inner_end  # "visit her in Guantánamo" is not a scene
        yield NamedPlace(Span(match.start(), done), PLACES[name], not quoted and SCENE.search(before) is not None)


def _longest(text: str, at: int, end: int) -> str | None:
    first = re.match(r"[\w'’-]+", text[at : at + 30])
    if first is None:
        return None
    word = first[0].replace("’", "'")
    word = word.removesuffix("'s")
    for name in _FIRST_WORDS.get(word, ()):
        stop = at + len(name)
        if text.startswith(name, at) and stop <= end and not text[stop : stop + 1].isalnum():
            return name
    return None


def _inside_a_name(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Return whether the name is part of a longer one: Washington Post, New York Times, Paris Hilton."""
    after = text[last : min(end, last + 24)]
    before = text[max(start, first - 24) : first]
    follows = re.match(r" (?!(?:On|In|At|And|But|The)\b)[A-Z][a-z]+", after) is not None
    precedes = (
        re.search(r"\b(?:University|Bank|Treaty|Declaration|Times|Mr\.|Ms\.|Mrs\.|Dr\.) (?:of )?$", before) is not None
    )
    return precedes or (follows and text[first:last] not in COUNTRIES) or after.startswith("-based")


DATELINE, EARLY = 4, 2
"""The weights of a place in the dateline and of one in the first third of the text."""


class Scene(NamedTuple):
    """The towns an article is set in, most mentioned first, and their countries; both empty if unstated."""

    towns: tuple[str, ...]
    countries: frozenset[str]

    def __str__(self) -> str:
        return ", ".join(self.towns)


@lru_cache(maxsize=256)
def scene(article: Article) -> Scene:
    """Return where an article is set: the main towns where it says something happened."""
    counts: Counter[str] = Counter()
    named = tuple(named_places(article))
    for place in named:
        if place.scene and place.name in COUNTRY_OF:
            counts[place.name] += EARLY if place.span.start * 3 < len(article.text) else 1
    dateline = article.dateline.value or ""
    told = {place.name for place in named if place.scene}
    told |= {PLACES.get(part, "") for part in re.split(r"[,/—–-]\s*", dateline.title())}
    for name in told & COUNTRY_OF.keys():
        if dateline.casefold().startswith(name.casefold()):
            counts[name] += DATELINE
    most = max(counts.values(), default=0)
    towns = sorted((town for town in counts if 2 * counts[town] > most), key=lambda town: (-counts[town], town))
    return set_in(towns)


def set_in(towns: Iterable[str]) -> Scene:
    """Return the scene of some towns of the gazetteer; others are ignored."""
    known = tuple(town for town in towns if town in COUNTRY_OF)
    return Scene(known, frozenset(COUNTRY_OF[town] for town in known))


def day(article: Article) -> date | None:
    """Return the day an article was published, ``None`` if it is unknown or only a month or a year."""
    try:
        return date.fromisoformat((article.published.value or "")[:10])
    except ValueError:
        return None


def apart(one: date | None, other: date | None, days: int) -> bool:
    """Whether two known days are more than ``days`` apart."""
    return one is not None and other is not None and abs((one - other).days) > days
