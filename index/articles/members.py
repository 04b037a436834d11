"""The member names of a file's articles: the source's own key, or else a running number.

The only article of a file has none: its id is the path. Names stay the same when articles are exported again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .readers.protocol import RawArticle

_PLAIN: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")


class Members:
    """Names the articles of one file as they come; the first waits until there is a second, or the end.

    ``taken`` are the members of earlier articles that are already named.
    """

    def __init__(self, taken: Sequence[str] = ()) -> None:
        self._first: RawArticle | None = None
        self._number = len(taken)
        self._bearers = dict(Counter(name.partition("~")[0] for name in taken))

    def take(self, raws: Iterable[RawArticle]) -> Iterator[RawArticle]:
        """Yield articles with their members."""
        for raw in raws:
            self._number += 1
            if self._number == 1:
                self._first = raw
                continue
            if self._first is not None:
                first, self._first = self._first, None
                yield self._named(first, 1)
            yield self._named(raw, self._number)

    def last(self) -> Iterator[RawArticle]:
        """Yield the only article of a file, which needs no member."""
        if self._first is not None:
            yield self._first
            self._first = None

    def _named(self, raw: RawArticle, number: int) -> RawArticle:
        if raw.member:
            return raw
        name = member_of(raw.key) or str(number)
        bearer = self._bearers[name] = self._bearers.get(name, 0) + 1
        return replace(raw, member=name if bearer == 1 else f"{name}~{bearer}")


def member_of(key: str) -> str:
    """Return a key in a form for ids: itself if it is plain, else twelve digits of its digest; empty for none."""
    if not key or _PLAIN.fullmatch(key):
        return key
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
