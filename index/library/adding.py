"""``add``: pages, lists of links and feeds are fetched and kept as captures of the library.

No page is kept twice: one whose article reads as the last capture does is only noted as seen.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ..captures.capture_folder import Capture, CaptureFolder
from ..captures.fetching import Fetched, Fetcher, FetchError
from ..captures.links import is_feed, links_in, texts_in_feed
from ..files.durable import unreadable
from ..files.user_folders import expanded
from ..text.addresses import is_address, normal_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from ..articles.file_reader import ArticleReader
    from ..captures.links import FeedText

_FAILED: Final = "failed"
_FOUND: Final = 200
_LARGEST: Final = 64 << 20
"""Bytes of a list of links; a device would go on for ever."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one address: ``status`` is ``kept``, ``unchanged``, ``from feed`` or ``failed``.

    The last two have a reason: why the page itself could not be had.

    ``id`` is the article's, ``version`` its number among the captures of the page.
    """

    url: str
    final: str | None
    status: str
    kept: bool
    id: str | None = None
    version: int | None = None
    reason: str | None = None


class Adding:
    """Fetches for the library at ``root``, whose articles ``reader`` reads."""

    def __init__(
        self,
        root: Path,
        reader: ArticleReader,
        fetcher: Fetcher | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._root, self._reader, self._now = root, reader, now
        self._fetcher = fetcher or Fetcher()
        self._captures = CaptureFolder(root)

    def add(self, target: str, *, anyway: bool = False, new: bool = False) -> Iterator[Added]:
        """Yield what becomes of an address, or of each one in a file; ``new`` leaves out what was fetched before.

        ``anyway`` ignores robots.txt for an address that the reader names, but not for those in a file or feed: whoever
        wrote these did not look at each.
        """
        if is_address(target):
            if not new or not self._captures.of(target):
                yield from self._address(target, anyway=anyway)
            return
        path = expanded(target)
        try:
            data = _list(path)
        except OSError as error:
            yield Added(target, None, _FAILED, kept=False, reason=_unread(target, error))
            return
        urls = links_in(data, path.name)
        if not urls:
            yield Added(target, None, _FAILED, kept=False, reason="No address of a page stands in it.")
        yield from self._all(urls, texts_in_feed(data) if is_feed(data) else {}, "", new=new)

    def _all(self, urls: list[str], texts: Mapping[str, FeedText], feed: str, *, new: bool) -> Iterator[Added]:
        """Fetch pages; of one that can't be had the text is kept that the feed has of it."""
        for url in urls:
            if new and self._captures.of(url):
                continue
            added = self._page(url, feed, anyway=False)
            text = texts.get(normal_address(url)) if added.status == _FAILED else None
            yield self._from_feed(url, text, feed, added.reason) if text is not None else added

    def _from_feed(self, url: str, text: FeedText, feed: str, reason: str | None) -> Added:
        fetched = Fetched(url, url, (), _FOUND, {"content-type": "text/html"}, text.page(url))
        added = self._taken(fetched, feed, anyway=False, told="feed")
        if added.status == _FAILED:
            return replace(added, reason=reason)
        return replace(added, status="from feed", reason=f"{reason} The text that the feed has is kept.")

    def _address(self, url: str, *, anyway: bool) -> Iterator[Added]:
        try:
            fetched = self._fetch(url, anyway=anyway)
        except FetchError as error:
            yield Added(url, None, _FAILED, kept=False, reason=str(error))
            return
        if fetched.status == _FOUND and is_feed(fetched.data):
            # Of a feed only what is new is fetched: it is asked again and again.
            yield from self._all(links_in(fetched.data, "feed.xml"), texts_in_feed(fetched.data), url, new=True)
        else:
            yield self._taken(fetched, "", anyway=anyway)

    def _page(self, url: str, feed: str, *, anyway: bool) -> Added:
        try:
            return self._taken(self._fetch(url, anyway=anyway, source=feed), feed, anyway=anyway)
        except FetchError as error:
            return Added(url, None, _FAILED, kept=False, reason=str(error))

    def _fetch(self, url: str, *, anyway: bool, source: str = "") -> Fetched:
        """Fetch a page, telling the host which version is here already."""
        before = self._captures.of(url)
        last = before[-1].account if before else None
        known = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified} if last else {}
        asked = {name: value for name, value in known.items() if value}
        return self._fetcher.fetch(url, asked, anyway=anyway, source=source)

    def _taken(self, fetched: Fetched, feed: str, *, anyway: bool, told: str = "") -> Added:
        """Keep an answer unless nothing in its article is new."""
        before = self._captures.of(fetched.url)
        moment = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        if fetched.status == 304 and before:
            return self._seen(fetched, before, moment)
        if fetched.status != _FOUND:
            reason = f"{fetched.final} answered with status {fetched.status}."
            return Added(fetched.url, fetched.final, _FAILED, kept=False, reason=reason)
        capture = self._captures.keep(fetched, moment, feed=feed, robots="not asked" if anyway else "", told=told)
        reading = self._reader.read(self._id(capture))
        if not reading.articles:
            self._captures.drop(capture)
            reason = reading.skipped.reason if reading.skipped else "No article was found in it."
            return Added(fetched.url, fetched.final, _FAILED, kept=False, reason=reason)
        article = reading.articles[0]
        words = "\n".join(article.text[block.start : block.end] for block in article.body())
        body = blake2b(words.encode(), digest_size=16).hexdigest()
        if before and before[-1].account.body == body and before[-1].path != capture.path:
            self._captures.drop(capture)
            return self._seen(fetched, before, moment)
        self._captures.note(capture, body=body)
        return Added(fetched.url, fetched.final, "kept", kept=True, id=article.id, version=len(before) + 1)

    def _seen(self, fetched: Fetched, before: list[Capture], moment: str) -> Added:
        last = self._captures.note(before[-1], seen=moment)
        return Added(fetched.url, fetched.final, "unchanged", kept=False, id=self._id(last), version=len(before))

    def _id(self, capture: Capture) -> str:
        return capture.path.relative_to(self._root).as_posix()


def _unread(target: str, error: OSError) -> str:
    """Return why nothing was fetched: an address of another kind is no file."""
    if "://" in target:
        return "It is no address that can be fetched; write http:// or https://."
    return f"It can't be read: {unreadable(error)}; name an address (https://…) or a file with some."


def _list(path: Path) -> bytes:
    """Return a file of links; a pipe is read as well, but nothing without an end. Raises `OSError`."""
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {_LARGEST >> 20} MB")
    return data
