"""Fetching from a server of this machine that misbehaves in every way."""

from __future__ import annotations

import gzip
import ipaddress
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from index.captures.fetching import Fetcher, FetchError, _is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = b"<html><body><p>The quarry closed.</p></body></html>"


class _Server(BaseHTTPRequestHandler):
    """Answers by the path asked."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    robots: ClassVar[bytes | None] = None
    gate: ClassVar[threading.Event] = threading.Event()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        with_path = self.path.split("?")[0].strip("/").replace(".", "_").replace("-", "_") or "page"
        getattr(self, f"_{with_path}", self._page)()

    def _send(self, status: int, data: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _page(self) -> None:
        self._send(200, PAGE, ETag='"one"', Content_Type="text/html")

    def _robots_txt(self) -> None:
        self._send(200 if self.robots else 404, self.robots or b"")

    def _moved(self) -> None:
        self._send(301, Location="/page")

    def _loop(self) -> None:
        self._send(302, Location="/loop")

    def _file(self) -> None:
        self._send(302, Location="file:///etc/hostname")

    def _packed(self) -> None:
        self._send(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def _bomb(self) -> None:
        self._send(200, gzip.compress(bytes(64 << 20)), Content_Encoding="gzip")

    def _large(self) -> None:
        self._send(200, bytes(11 << 20))

    def _short(self) -> None:
        self._send(200, PAGE, Content_Length="9999")

    def _busy(self) -> None:
        again = sum(path == "/busy" for path, _ in self.asked) > 1
        self._send(200, PAGE) if again else self._send(429, Retry_After="7")

    def _later(self) -> None:
        self._send(429, Retry_After="3600")

    def _much_later(self) -> None:
        self._send(429, Retry_After="9" * 5000)

    def _port(self) -> None:
        self._send(302, Location="http://127.0.0.1:99999/")

    def _bracket(self) -> None:
        self._send(302, Location="http://[::1/")

    def _headers(self) -> None:
        self._send(200, PAGE, **{f"X_{number}": "y" for number in range(5000)})

    def _hang(self) -> None:
        self.gate.wait(20)


@contextmanager
def serving() -> Iterator[str]:
    _Server.asked, _Server.robots = [], None
    _Server.gate.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        _Server.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def host() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def fetcher() -> Fetcher:
    time = _Time()
    return Fetcher(clock=time.clock, sleep=time.sleep)


@pytest.mark.parametrize(("path", "passed"), [("/page", 0), ("/packed", 0), ("/moved", 1)])
def test_a_page_comes_whole(host: str, fetcher: Fetcher, path: str, passed: int) -> None:
    """Plain, packed or moved, the bytes of the page come, with what lay between."""
    fetched = fetcher.fetch(host + path)
    assert (fetched.status, fetched.data, len(fetched.redirects)) == (200, PAGE, passed)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/loop", "It leads on more than 5 times."),
        ("/port", "“http://127.0.0.1:99999/” is no address: port out of range 0-65535."),
        ("/bracket", "It leads to “http://[::1/”, which is no address."),
        ("/file", "Only http and https are fetched, not “file:///etc/hostname”."),
        ("/bomb", "It is too large (10 MB are fetched at most)."),
        ("/large", "It is too large (10 MB are fetched at most)."),
        ("/short", "It broke off before its end."),
        ("/headers", "It broke off: got more than 100 headers."),
    ],
)
def test_what_is_refused(host: str, fetcher: Fetcher, path: str, said: str) -> None:
    """Every fault of a server ends in one sentence."""
    with pytest.raises(FetchError, match=r"^.") as refused:
        fetcher.fetch(host + path)
    assert str(refused.value) == said


def test_a_wait_without_end_is_not_waited_for(host: str, fetcher: Fetcher) -> None:
    """A number of thousands of figures is too long a wait."""
    with pytest.raises(FetchError, match=r"asks to come back later [(]9{40}[)]"):
        fetcher.fetch(f"{host}/much-later")


def test_a_public_page_leads_to_no_private_address(host: str, fetcher: Fetcher) -> None:
    """A feed that names addresses of the reader's own network has none of them asked, not even for robots.txt."""
    with pytest.raises(FetchError, match=r"It leads to 127\.0\.0\.1, which is a private address\."):
        fetcher.fetch(f"{host}/page", source="https://news.example.org/feed")
    assert _Server.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *((one, False) for one in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "224.0.0.1", "240.0.0.1")),
        *(
            (one, False)
            for one in ("::1", "::127.0.0.1", "::ffff:10.1.2.3", "fe80::1", "fec0::1", "fc00::1", "ff02::1")
        ),
        *((one, False) for one in ("64:ff9b::7f00:1", "2002:a01:203::1")),
        *((one, True) for one in ("93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "2002:5db8:d822::1")),
    ],
)
def test_what_is_public(address: str, *, public: bool) -> None:
    """An address counts for what a translator makes of it."""
    assert _is_public(ipaddress.ip_address(address)) is public


def test_a_server_that_is_silent_is_cut_off(host: str) -> None:
    """The time limit holds whatever a server sends or does not send."""
    with pytest.raises(FetchError, match=r"It took longer than 0\.2 seconds"):
        Fetcher(sleep=lambda _: None, seconds=0.2).fetch(f"{host}/hang")


def test_hosts_are_not_asked_too_often(host: str) -> None:
    """Two seconds lie between two requests to one host; a wait of up to a minute is kept, a longer one is said."""
    time = _Time()
    fetcher = Fetcher(clock=time.clock, sleep=time.sleep)
    assert fetcher.fetch(f"{host}/busy").status == 200
    assert time.slept == [2.0, 7.0]
    with pytest.raises(FetchError, match=r"asks to come back later \(3600\)"):
        fetcher.fetch(f"{host}/later")


def test_robots_are_asked_and_overridden_by_hand(host: str, fetcher: Fetcher) -> None:
    """What a host asks of programs is kept unless the reader says otherwise; it is asked once a run."""
    _Server.robots = b"User-agent: *\nDisallow: /page"
    with pytest.raises(FetchError, match=r"\(robots\.txt\); --anyway does if you name it\.$"):
        fetcher.fetch(f"{host}/page")
    assert fetcher.fetch(f"{host}/page", anyway=True).status == 200
    assert [path for path, _ in _Server.asked] == ["/robots.txt", "/page"]


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "http://user:secret@a.example/", "http:///x", "file:///etc/passwd"]
)
def test_addresses_that_are_not_asked(fetcher: Fetcher, url: str) -> None:
    """Other schemes and passwords never reach the network."""
    with pytest.raises(FetchError):
        fetcher.fetch(url, anyway=True)
