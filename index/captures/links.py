"""Extracting the URLs from lists of links: bookmarks, tables, alerts, feeds, plain lists.

Nothing is fetched here.
"""

from __future__ import annotations

import csv
import re
from email import message_from_bytes, policy
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from ..text.addresses import is_address, normal_address, unwrapped
from ..text.numerals import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HREF: Final = re.compile(r"href\s*=\s*[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<(?:link|guid|id)\b[^>]*>\s*(?:<!\[CDATA\[)?(https?://[^<\]\s]+)", re.IGNORECASE)
_ENTRY: Final = re.compile(r"<(?:item|entry)\b.*?</(?:item|entry)>", re.IGNORECASE | re.DOTALL)
_PLAIN: Final = re.compile(r"https?://[^\s\"'<>\])]+")
_NOT_ARTICLES: Final = re.compile(
    r"unsubscribe|/alerts(?:/|\?|$)|/feedback|\.(?:png|jpe?g|gif|css|js|ico)(?:\?|$)", re.IGNORECASE
)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_TEXTS: Final = tuple(
    re.compile(rf"<{name}\b[^>]*>(.*?)</{name}>", re.IGNORECASE | re.DOTALL)
    for name in ("content:encoded", "content", "description", "summary")
)
_TITLE: Final = re.compile(r"<title\b[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_LEAST: Final = 400
"""The least length of a feed's text, in characters, that is not a teaser."""


def is_feed(data: bytes) -> bool:
    """Whether an answer is a feed."""
    return _FEED.search(data[:4096].decode("utf-8", "replace")) is not None


def links_in(data: bytes, name: str) -> list[str]:
    """Return the URLs that a file called ``name`` lists, without duplicates, in order."""
    lower = name.lower()
    if lower.endswith(".eml"):
        found: Iterable[str] = _in_mail(data)
    else:
        text = data.decode("utf-8-sig", "replace")
        if _FEED.search(text[:4096]):
            found = _in_feed(text)
        elif lower.endswith((".csv", ".tsv")):
            found = _in_table(text)
        elif "<a" in text[:100_000].lower():
            found = _HREF.findall(text)
        else:
            found = _PLAIN.findall(text)
    return _once(unwrapped(resolved(url)) for url in found)


class FeedText(NamedTuple):
    """A feed's own copy of an entry: its headline and its text, as HTML."""

    title: str
    html: str

    def page(self, url: str) -> bytes:
        """Return it as an HTML page with its URL."""
        head = f'<meta charset="utf-8"><title>{escape(self.title)}</title><link rel="canonical" href="{escape(url)}">'
        body = f"<article><h1>{escape(self.title)}</h1>{self.html}</article>"
        return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def texts_in_feed(data: bytes) -> dict[str, FeedText]:
    """Return the texts of a feed's entries by normalised URL, without teasers."""
    found = {}
    for entry in _ENTRY.findall(data.decode("utf-8-sig", "replace")):
        url = next(_in_feed(entry), "")
        text = next((held for pattern in _TEXTS if (held := _content(pattern, entry))), "")
        if url and len(_TAG.sub("", text)) >= _LEAST:
            found[normal_address(unwrapped(resolved(url)))] = FeedText(_content(_TITLE, entry), text)
    return found


def _content(pattern: re.Pattern[str], entry: str) -> str:
    """Return the contents of an element: literal in CDATA, else with entities resolved."""
    held = pattern.search(entry)
    if held is None:
        return ""
    data = _CDATA.fullmatch(held[1].strip())
    return data[1].strip() if data else resolved(held[1]).strip()


def _once(urls: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for url in urls:
        if is_address(url) and not _NOT_ARTICLES.search(url):
            kept.setdefault(normal_address(url), url)
    return list(kept.values())


def _in_feed(text: str) -> Iterator[str]:
    """Yield the URL of each entry: its link, else its id if that is a URL."""
    for entry in _ENTRY.findall(text):
        links = [*_HREF.findall(entry)[:1], *_ELEMENT.findall(entry)[:1]]
        yield from links[:1]


def _in_table(text: str) -> Iterator[str]:
    """Yield the first URL of each row, the article's: later ones are of media."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    for row in csv.reader(text.splitlines(), delimiter=delimiter):
        yield from [cell for cell in row if is_address(cell)][:1]


def _in_mail(data: bytes) -> Iterator[str]:
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            yield from _HREF.findall(str(part.get_content()))
