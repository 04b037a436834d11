"""Addresses of pages: which two mean the same page, and what a file may be called after one.

Does not ask the network.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

# Compiled at the first address.
_ADDRESS: Final = r"(?i)https?://[^\s/]+"
_FOLLOWERS: Final = r"(?i)(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|ref_src|cmpid)$"
_WRAPPERS: Final = {"www.google.com": ("url", "q"), "news.google.com": ("url",), "l.facebook.com": ("u",)}
_NOT_NAME: Final = r"[^a-z0-9]+"
_HALF: Final = "[\ud800-\udfff]"
_LONGEST_NAME: Final = 60


def is_address(text: str) -> bool:
    """Whether ``text`` is the address of a page."""
    return re.match(_ADDRESS, text) is not None and not any(map(str.isspace, text))


def normal_address(url: str) -> str:
    """Return the form in which addresses of one page are equal: without fragment and what only follows readers.

    Bytes that are no UTF-8, which Python has as halves of surrogate pairs, are as unreadable in an address as �.
    """
    url = re.sub(_HALF, "\ufffd", url)
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not re.match(_FOLLOWERS, name)
    ]
    host = parts.netloc.lower().removesuffix(":443" if parts.scheme.lower() == "https" else ":80")
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", urlencode(query), ""))


def unwrapped(url: str) -> str:
    """Return the address that an alert's or a network's own address leads to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    for name in _WRAPPERS.get(parts.netloc.lower(), ()):
        inner = parse_qs(parts.query).get(name, [""])[0]
        if is_address(inner):
            return inner
    return url


def slug(url: str) -> str:
    """Return a name for a file of the page at ``url``: small letters, figures and hyphens, never empty."""
    path = urlsplit(url).path.rstrip("/").rpartition("/")[2].rpartition(".")
    name = re.sub(_NOT_NAME, "-", (path[0] or path[2]).lower()).strip("-")
    return name[:_LONGEST_NAME].rstrip("-") or "page"
