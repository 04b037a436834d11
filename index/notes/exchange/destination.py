"""Finding the articles of imported notes: by URL, by headline, by the words quoted.

An article is chosen only if it is the only match.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..anchors.folding import fold
from .urns import same_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..citation import Cited

HEADLINE = 16
"""Letters of a headline that identify an article."""

QUOTATION = 24
"""Letters of a quotation that identify an article."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The library as an import sees it.

    ``text`` returns (text, hash) of an article, or ``None`` if quotations are not to be anchored; ``holding`` returns
    ids of articles that may contain a quotation, likeliest first, from a search for its words.
    """

    ids: frozenset[str]
    urls: Mapping[str, str]
    headlines: Mapping[str, str]
    text: Callable[[str], tuple[str, str] | None]
    holding: Callable[[str], Iterable[str]]

    @classmethod
    def of(
        cls,
        cited: Iterable[Cited],
        text: Callable[[str], tuple[str, str] | None] = lambda _: None,
        holding: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> Destination:
        """Index the articles; URLs and headlines that several share are ignored."""
        known = tuple(cited)
        return cls(
            ids=frozenset(one.id for one in known),
            urls=_single((same_address(one.url), one.id) for one in known if one.url),
            headlines=_single((fold(one.title).letters, one.id) for one in known),
            text=text,
            holding=holding,
        )

    def known(self, id: str) -> bool:
        """Whether an article has this id."""
        return id in self.ids

    def by_address(self, address: str) -> str | None:
        """Return the article with this URL."""
        return self.urls.get(same_address(address)) if address else None

    def learnt(self, mentions: Iterable[tuple[str, str, str]]) -> Destination:
        """Return a destination that also knows URLs from (URL, headline, quotation) of a file's entries.

        If some entries with a URL are found by their words, that article is taken for all of them.
        """
        found: dict[str, set[str]] = {}
        for address, headline, quotation in mentions:
            article = self.article(address, headline, quotation) if address else None
            if article:
                found.setdefault(same_address(address), set()).add(article)
        fresh = {address: ids.pop() for address, ids in found.items() if len(ids) == 1}
        return replace(self, urls=fresh | dict(self.urls))

    def article(self, address: str, headline: str, quotation: str) -> str | None:
        """Return the only article with this URL, else with this headline and quotation, else with the quotation."""
        return self.by_address(address) or self._headed(headline, quotation) or self._holding(quotation)

    def _headed(self, headline: str, quotation: str) -> str | None:
        letters = fold(headline).letters
        found = self.headlines.get(letters) if len(letters) >= HEADLINE else None
        return found if found and (not quotation or self._holds(found, quotation)) else None

    def _holding(self, quotation: str) -> str | None:
        if len(fold(quotation).letters) < QUOTATION:
            return None
        found = [id for id in dict.fromkeys(self.holding(quotation)) if self._holds(id, quotation)]
        return found[0] if len(found) == 1 else None

    def _holds(self, id: str, quotation: str) -> bool:
        known = self.text(id)
        return known is not None and fold(quotation).letters in fold(known[0]).letters


def _single(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    listed = tuple(pairs)
    often = Counter(key for key, _ in listed)
    return {key: id for key, id in listed if key and often[key] == 1}
