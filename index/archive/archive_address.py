"""The address of a shared archive: where its server is, and the index there.

Refuses credentials in an address, and an open connection to another machine unless the reader asked for it.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from ..errors import ArchiveError
from ..text.addresses import is_address

_INDEX = re.compile(r"(?![_\-+.])[^\s\x00-\x1f\x7f%\\/?\"<>|#]+")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class ArchiveAddress:
    """One index on one server; ``prefix`` is the path before it, empty or beginning with a slash."""

    secure: bool
    host: str
    port: int
    prefix: str
    index: str

    @property
    def server(self) -> str:
        """The address of the server, fit to be shown."""
        scheme = "https" if self.secure else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        return f"{scheme}://{host}{port}{self.prefix}"

    @property
    def shown(self) -> str:
        """The whole address, fit to be shown."""
        return f"{self.server}/{self.index}"

    def path(self, rest: str = "") -> str:
        """Return the path of a request to the index; ``rest`` is what stands behind its name."""
        return f"{self.prefix}/{quote(self.index, safe='*,')}{rest}"


def is_archive(place: object) -> bool:
    """Whether ``place`` is written as the address of an archive, and not as a folder."""
    return isinstance(place, str) and is_address(place)


def archive_address(text: str, *, plain_http: bool = False) -> ArchiveAddress:
    """Return what ``text`` names; raises `ArchiveError` when that is no archive, or not to be asked in the open.

    ``plain_http`` allows ``http://`` to other machines than this one.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme.lower()]
    except (ValueError, KeyError):
        raise ArchiveError(_without_login(text), "this is no address", _WRITE) from None
    if parts.username is not None or parts.password is not None:
        raise ArchiveError(
            _without_login(text), "an address is shown and must hold no password", "put the login in ~/.netrc"
        )
    prefix, _, index = parts.path.rstrip("/").rpartition("/")
    index = unquote(index)
    if not is_archive(text) or not host or parts.query or parts.fragment or not _INDEX.fullmatch(index):
        raise ArchiveError(text, "this names no index", _WRITE)
    secure = parts.scheme.lower() == "https"
    if not secure and not plain_http and not is_loopback(host):
        raise ArchiveError(
            text,
            "over http:// everybody on the way can read and change what is sent",
            "write https://, or set `archive: {plain_http: true}` in the configuration",
        )
    return ArchiveAddress(secure, host, port, prefix, index)


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_WRITE = "write https://HOST/INDEX"


def _without_login(text: str) -> str:
    return re.sub(r"//[^/]*@", "//", text)
