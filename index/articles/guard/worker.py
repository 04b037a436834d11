"""The worker's main: reads the files handed to it, one after another, and answers with raw articles as JSON.

Opens no files itself. Ends when its parent does.
"""

from __future__ import annotations

import os
import socket
import time
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from ..decoding import NotTextError
from ..readers.formats import named
from ..readers.protocol import Fault, Opened
from ..readers.refusals import RefusedError
from .dispatch import Begun, read
from .limits import confine, rearm
from .worker_messages import MOST, PostError, message_of, packed, receive, send

if TYPE_CHECKING:
    from ..readers.protocol import RawArticle

_SLICE: Final = 500
_SLICE_SECONDS: Final = 2.0
_SLICE_CHARACTERS: Final = 2 << 20
_MOST_CHARACTERS: Final = MOST // 8


def main(number: int) -> None:
    """Serve the socket with file descriptor ``number`` until it is closed."""
    channel = socket.socket(fileno=number)
    confine()
    while True:
        _, handles, _, _ = socket.recv_fds(channel, 1, 1)
        if not handles:
            return
        request = receive(channel)
        with os.fdopen(handles[0], "rb") as file:
            if request is None:
                return
            rearm()
            _serve(channel, message_of(request), file)


def _serve(channel: socket.socket, request: dict[str, Any], file: BinaryIO) -> None:
    """Answer one request: slices of articles, the last with the outcome."""
    carried = {name: request[name] for name in ("url", "captured") if name in request}
    opened = Opened(file, request["path"], request["size"], fields=request["fields"], **carried)
    end: dict[str, Any] = {"end": "done"}
    held = _Held()
    try:
        for item in read(opened, named(request["format"]), skip=request.get("skip", 0)):
            held.take(item)
            if held.enough:
                send(channel, held.handed_over())
                rearm()
    except (RefusedError, NotTextError) as error:
        end = {"end": "refused", "reason": str(error)}
    except RecursionError:
        end = {"end": "refused", "reason": "It is nested too deep to be read."}
    except MemoryError:
        end = {"end": "refused", "reason": "It needs more memory than reading one file may take."}
    except (PostError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library raises belongs to the file
        first = str(error).strip().split("\n")[0][:160].rstrip(".")
        end = {"end": "failed", "reason": f"{type(error).__name__}: {first}" if first else type(error).__name__}
    if held:
        send(channel, held.handed_over())
    send(channel, end)


class _Held:
    """Articles read but not yet sent, with the place where reading could resume."""

    def __init__(self) -> None:
        self._sent = 0
        self._place = [0, 0]
        self._clear()

    def _clear(self) -> None:
        self._articles: list[dict[str, Any]] = []
        self._faults: list[str] = []
        self._size, self._started = 0, time.monotonic()

    def __bool__(self) -> bool:
        return bool(self._articles or self._faults)

    def take(self, item: RawArticle | Fault | Begun) -> None:
        """Add what was read next."""
        if isinstance(item, Begun):
            self._place = [item.number, self._sent + len(self._articles)]
        elif isinstance(item, Fault):
            self._faults.append(item.reason)
        elif len(item.text) > _MOST_CHARACTERS:
            self._faults.append(f"An article of {len(item.text)} characters is too large.")
        else:
            self._articles.append(packed(item))
            self._size += len(item.text)

    @property
    def enough(self) -> bool:
        """Whether it is many, large, or took long."""
        late = time.monotonic() - self._started > _SLICE_SECONDS
        return len(self._articles) >= _SLICE or self._size > _SLICE_CHARACTERS or late

    def handed_over(self) -> dict[str, Any]:
        """Return it as a message, and start again."""
        message = {"articles": self._articles, "faults": self._faults, "place": self._place}
        self._sent += len(self._articles)
        self._clear()
        return message
