"""The address of a shared archive: its server and the index there.

Rejects credentials in an address, and plain HTTP to another machine unless the reader allowed it.
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
    """One index on one server; ``prefix`` is the path before it, empty or starting with a slash."""

    secure: bool
    host: str
    port: int
    prefix: str
    index: str

    @property
    def server(self) -> str:
        """The address of the server, for display."""
        scheme = "https" if self.secure else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        return f"{scheme}://{host}{port}{self.prefix}"

    @property
    def shown(self) -> str:
        """The whole address, for display."""
        return f"{self.server}/{self.index}"

    def path(self, rest: str = "") -> str:
        """Return the path of a request to the index; ``rest`` follows the name of the index."""
        return f"{self.prefix}/{quote(self.index, safe='*,')}{rest}"


def is_archive(place: object) -> bool:
    """Whether ``place`` is the address of an archive, rather than a folder."""
    return isinstance(place, str) and is_address(place)


def archive_address(text: str, *, plain_http: bool = False) -> ArchiveAddress:
    """Parse an address; raises `ArchiveError` when it is no archive's, or is plain HTTP to another machine.

    ``plain_http`` allows ``http://`` to other machines.
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
    """Whether ``host`` is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_WRITE = "write https://HOST/INDEX"


def _without_login(text: str) -> str:
    return re.sub(r"//[^/]*@", "//", text)
