"""A small server that answers as it is told: what a test of faults needs of an archive, on a loopback address."""

from __future__ import annotations

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Asked(NamedTuple):
    """One request: method, path, body, and the header ``Authorization``."""

    method: str
    path: str
    body: bytes
    authorization: str | None


class Told(NamedTuple):
    """One answer; ``cut`` sends only so many bytes of the body, ``wait`` holds it back until the event is set.

    ``drip`` sends the first bytes, then the others again and again until the other side is gone, and nothing else.
    """

    status: int = 200
    body: Any = None
    cut: int | None = None
    wait: threading.Event | None = None
    hang_up: bool = False
    drip: tuple[bytes, bytes] | None = None
    headers: tuple[tuple[str, str], ...] = ()


class FakeArchive:
    """Answers each request with what ``answer`` returns for it; ``asked`` are all requests so far.

    With a ``certificate`` (and its key in one file) it speaks TLS.
    """

    def __init__(self, answer: Callable[[Asked], Told], certificate: Path | None = None) -> None:
        self.answer = answer
        self._scheme = "http" if certificate is None else "https"
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the server."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop answering."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:  # whoever asked is gone
                    self.close_connection = True

            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(self.command, self.path, body, self.headers.get("Authorization"))
                fake.asked.append(asked)
                told = fake.answer(asked)
                if told.wait is not None:
                    told.wait.wait(30)
                if told.hang_up:
                    self.close_connection = True
                    return
                if told.drip is not None:
                    self._drip(*told.drip)
                    return
                data = told.body if isinstance(told.body, bytes) else json.dumps(told.body or {}).encode()
                self.send_response(told.status)
                self.send_header("Content-Length", str(len(data)))
                for name, value in told.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data if told.cut is None else data[: told.cut])
                self.close_connection = self.close_connection or told.cut is not None

            def _drip(self, first: bytes, again: bytes) -> None:
                self.close_connection = True
                self.wfile.write(first)
                while not fake.closing.wait(0.005):
                    self.wfile.write(again)

            do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 the names that the base class asks for

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler


def hits(*ids: str, total: int | None = None, relation: str = "eq", **more: Any) -> dict[str, Any]:
    """Return an answer to a search with these articles."""
    listed = [{"_id": id, "_score": 1.0, "sort": [1.0, id], "_source": {}} for id in ids]
    count = {"value": len(ids) if total is None else total, "relation": relation}
    return {"hits": {"hits": listed, "total": count}, "_shards": {"failed": 0, "total": 1}, **more}


OWN_MAPPING: dict[str, Any] = {"news": {"mappings": {"_meta": {"variorum": {"schema": 1, "analysis": 4}}}}}
"""The mapping of an archive of our own kind, whose fields no test of faults looks at."""
