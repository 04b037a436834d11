"""One HTTP connection to an archive's server, kept open between requests, and cut when a request is cancelled.

Follows no redirects, trusts no certificate that can't be verified, and limits the size of answers.
"""

from __future__ import annotations

import contextlib
import http.client
import selectors
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from .archive_faults import AskedAnewError, nonsense, unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .archive_address import ArchiveAddress

MOST: Final = 128 << 20
"""The largest answer read, in bytes."""

_PIECE: Final = 1 << 16
_TICK: Final = 0.02
_CONNECT: Final = 5.0
_AGENT: Final = "Variorum"


class Reply(NamedTuple):
    """Status and body of an answer, and the server's product header, which not every server sends."""

    status: int
    data: bytes
    product: str = ""


@contextlib.contextmanager
def _cut_after(sock: socket.socket, seconds: float) -> Iterator[None]:
    """Shut a socket down for good when the body of the ``with`` takes longer, and raise ``TimeoutError``.

    The socket's own time-out is no limit: a server that sends a byte now and then resets it.
    """
    passed = threading.Event()

    def cut() -> None:
        passed.set()
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # below TLS, which another thread is reading

    watch = threading.Timer(max(0.0, seconds), cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        if passed.is_set():
            raise TimeoutError from error
        raise
    finally:
        watch.cancel()
    if passed.is_set():
        raise TimeoutError


class Connection:
    """A connection to the server of ``address``, opened at the first request; not thread-safe.

    ``authorization`` is the value of the header of that name, empty for none.
    """

    def __init__(
        self, address: ArchiveAddress, authorization: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._address, self._clock = address, clock
        self._headers = {"User-Agent": _AGENT, "Accept": "application/json"}
        if authorization:
            self._headers["Authorization"] = authorization
        self._open: http.client.HTTPConnection | None = None

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        form: str = "application/json",
        seconds: float = 30.0,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reply:
        """Return the answer to one request, waiting at most ``seconds``.

        Reconnects once if the server closed the connection meanwhile. Raises `ArchiveError` when no answer comes, and
        `AskedAnewError` as soon as ``cancelled`` returns true.
        """
        headers = {**self._headers, "Content-Type": form} if body is not None else self._headers
        deadline = self._clock() + seconds
        fresh = self._open is None
        try:
            return self._once(method, path, body, headers, deadline, cancelled)
        except (ConnectionError, http.client.BadStatusLine, http.client.CannotSendRequest) as error:
            self.close()
            if fresh:
                raise unreachable(self._address, error) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise unreachable(self._address, error) from error
        except BaseException:
            self.close()
            raise
        return self.ask(method, path, body, form=form, seconds=deadline - self._clock(), cancelled=cancelled)

    def __del__(self) -> None:
        # Commands end without closing their library.
        self.close()

    def close(self) -> None:
        """Close the connection; the next request opens a new one."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _once(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
        deadline: float,
        cancelled: Callable[[], bool] | None,
    ) -> Reply:
        connection = self._connected(deadline)
        with _cut_after(connection.sock, deadline - self._clock()):
            connection.request(method, path, body=body, headers=dict(headers))
            self._wait(connection.sock, deadline, cancelled)
            connection.sock.settimeout(max(0.001, deadline - self._clock()))
            answer = connection.getresponse()
            try:
                data = self._body(answer, cancelled)
            finally:
                if answer.will_close:
                    self.close()
        return Reply(answer.status, data, answer.getheader("X-Elastic-Product") or "")

    def _body(self, answer: http.client.HTTPResponse, cancelled: Callable[[], bool] | None) -> bytes:
        data = bytearray()
        while piece := answer.read1(_PIECE):
            data += piece
            if len(data) > MOST:
                raise nonsense(self._address, f"over {MOST >> 20} MB")
            if cancelled is not None and cancelled():
                raise AskedAnewError
        if answer.length:
            raise http.client.IncompleteRead(bytes(data), answer.length)
        answer.close()  # read in pieces, it does not notice its end, and the next request would be refused
        return bytes(data)

    def _connected(self, deadline: float) -> http.client.HTTPConnection:
        seconds = max(0.001, min(_CONNECT, deadline - self._clock()))
        if self._open is None:
            host, port = self._address.host, self._address.port
            if self._address.secure:
                context = ssl.create_default_context()
                self._open = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
            else:
                self._open = http.client.HTTPConnection(host, port, timeout=seconds)
            self._open.connect()
            with contextlib.suppress(OSError):
                self._open.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open.sock.settimeout(max(0.001, deadline - self._clock()))
        return self._open

    def _wait(self, sock: socket.socket, deadline: float, cancelled: Callable[[], bool] | None) -> None:
        """Wait for the first byte of an answer; can be cancelled at any moment."""
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_READ)
            while not selector.select(_TICK):
                if cancelled is not None and cancelled():
                    raise AskedAnewError
                if self._clock() >= deadline:
                    raise TimeoutError
