"""Fetching one web page at the reader's request: politely, with limits on time and size.

Rejected are schemes other than HTTP(S), credentials in URLs, public pages that lead to private addresses, and truncated
answers; cookies, scripts and images are never fetched.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from ..text.numerals import whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SECONDS: Final = 20.0
MOST: Final = 10 << 20
REDIRECTS: Final = 5
APART: Final = 2.0
"""Seconds between two requests to one host."""

LONGEST_WAIT: Final = 60
"""The longest Retry-After that is honoured, in seconds."""

AGENT: Final = "Variorum (a reader of news; fetches single pages when asked)"
_ROBOTS: Final = 500_000
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 1 << 16
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that NAT64 translates to the IPv4 address in their last four bytes."""


class FetchError(Exception):
    """A page could not be fetched; ``str()`` is one sentence."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the URL requested, the final one, redirects between, status, headers by lower-case name, body."""

    url: str
    final: str
    redirects: tuple[str, ...]
    status: int
    headers: Mapping[str, str]
    data: bytes


class Fetcher:
    """Fetches pages for one run of a command, one request at a time and rate-limited per host."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        seconds: float = SECONDS,
    ) -> None:
        self._clock, self._sleep, self._seconds = clock, sleep, seconds
        self._asked: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser] = {}

    def fetch(
        self, url: str, known: Mapping[str, str] | None = None, *, anyway: bool = False, source: str = ""
    ) -> Fetched:
        """Return the answer to a request; ``known`` are headers that make it conditional. Raises `FetchError`.

        ``anyway`` ignores the host's robots.txt. ``source`` is the page that named ``url``: a public one may not lead
        to a private address.
        """
        passed: list[str] = []
        here = url
        private = _is_private(source or url)
        for _ in range(REDIRECTS + 1):
            _check(here)
            if not anyway and not self._allowed(here, private=private):
                reason = "asks programs not to fetch this page (robots.txt)"
                raise FetchError(f"{_host(here)} {reason}; --anyway does if you name it.")
            status, headers, data = self._request(here, known or {}, private=private, most=MOST)
            if status not in _MOVED or "location" not in headers:
                return Fetched(url, here, tuple(passed), status, headers, data)
            passed.append(here)
            here = _joined(here, headers["location"])
        raise FetchError(f"It leads on more than {REDIRECTS} times.")

    def _allowed(self, url: str, *, private: bool) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            rules = RobotFileParser()
            try:
                status, _, data = self._request(f"{origin}/robots.txt", {}, private=private, most=_ROBOTS)
            except FetchError:
                status, data = 404, b""
            rules.parse(data.decode("utf-8", "replace").splitlines() if status == 200 else [])
            self._rules[origin] = rules
        return self._rules[origin].can_fetch("Variorum", url)

    def _request(
        self, url: str, known: Mapping[str, str], *, private: bool, most: int
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of one request, waiting once if the host asks for it."""
        for attempt in range(2):
            self._wait(_host(url))
            status, headers, data = self._once(url, known, private=private, most=most)
            if status not in {429, 503} or attempt:
                return status, headers, data
            asked = headers.get("retry-after", "")
            wait = whole_number(asked, LONGEST_WAIT)
            if wait is None:
                raise FetchError(f"{_host(url)} asks to come back later ({asked[:40] or 'it does not say when'}).")
            self._sleep(float(wait))
        raise FetchError(f"{_host(url)} asks to come back later.")

    def _wait(self, host: str) -> None:
        """Wait until the next request to a host is due."""
        ready = self._asked.get(host, float("-inf")) + APART
        if (left := ready - self._clock()) > 0:
            self._sleep(left)
        self._asked[host] = self._clock()

    def _once(
        self, url: str, known: Mapping[str, str], *, private: bool, most: int
    ) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(url)
        deadline = self._clock() + self._seconds
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        address = _address(host, port, private=private)
        connection = _Fixed(host, port, address, self._seconds, secure=parts.scheme == "https")
        # A slow trickle of bytes resets a socket's timeout each time; this timer ends the connection for good.
        watch = threading.Timer(self._seconds, connection.cut)
        watch.daemon = True
        page = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        asked = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip", "Connection": "close"}
        answer: http.client.HTTPResponse | None = None
        watch.start()
        try:
            connection.request("GET", page, headers={**asked, **known})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, headers, self._body(answer, headers, deadline, most)
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if self._clock() >= deadline:
                raise FetchError(f"It took longer than {self._seconds:g} seconds.") from error
            raise FetchError(f"It broke off: {_said(error)}.") from error
        finally:
            if answer is not None:
                answer.close()
            watch.cancel()
            connection.close()

    def _body(self, answer: http.client.HTTPResponse, headers: Mapping[str, str], deadline: float, most: int) -> bytes:
        """Return the decompressed body; raises `FetchError` past the deadline, if too large, or if truncated."""
        packed = headers.get("content-encoding", "").lower() == "gzip"
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None
        parts: list[bytes] = []
        size = 0
        while piece := answer.read1(_PIECE):
            piece = unpack.decompress(piece, most + 1) if unpack else piece
            size += len(piece)
            if size > most or (unpack and unpack.unconsumed_tail):
                raise FetchError(f"It is too large ({most >> 20} MB are fetched at most).")
            if self._clock() > deadline:
                raise FetchError(f"It took longer than {self._seconds:g} seconds.")
            parts.append(piece)
        if self._clock() >= deadline:
            raise FetchError(f"It took longer than {self._seconds:g} seconds.")
        if answer.length or (unpack and not unpack.eof):
            raise FetchError("It broke off before its end.")
        return b"".join(parts)


class _Fixed(http.client.HTTPConnection):
    """A connection to an address already checked, whatever the name resolves to a moment later."""

    def __init__(self, host: str, port: int, address: str, timeout: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address, self._secure = address, secure
        self._held: socket.socket | None = None

    def connect(self) -> None:
        """Open the socket."""
        self.sock = self._held = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = self._held = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def close(self) -> None:
        """Close the socket too, which an answer delimited by the end of the connection keeps open."""
        super().close()
        if self._held is not None:
            self._held.close()

    def cut(self) -> None:
        """Abort any reading or writing."""
        if self._held is not None:
            with contextlib.suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


def _check(url: str) -> None:
    """Raise `FetchError` for a URL that must not be requested."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"“{url[:80]}” is no address: {_said(error)}.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(f"Only http and https are fetched, not “{url[:80]}”.")
    if parts.username or parts.password:
        raise FetchError("An address with a password in it is not fetched.")


def _address(host: str, port: int, *, private: bool) -> str:
    """Return an address of a host; raises `FetchError` if none may be contacted."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} can't be found: {_said(error)}.") from error
    if not private and not all(_is_public(ipaddress.ip_address(address.partition("%")[0])) for address in found):
        raise FetchError(f"It leads to {host}, which is a private address.")
    return found[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is a host on the public internet, including the IPv4 address embedded for NAT64."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and (address in _TRANSLATED or int(address) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.is_site_local or (inner is not None and not _is_public(inner)):
            return False
        if (
            address.sixtofour is not None
        ):  # judged by the embedded address: since Python 3.12.4 the whole range counts as private
            return True
    return address.is_global and not address.is_multicast


def _is_private(url: str) -> bool:
    """Whether the reader named a private address, which may lead to others."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return not _is_public(ipaddress.ip_address(host))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost") or "." not in host


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"It leads to “{location[:80]}”, which is no address.") from error


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _said(error: Exception) -> str:
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return told.strip().rstrip(".").lower()
