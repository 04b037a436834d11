"""The worker's main: reads one file after another as it is handed them, and answers with raw articles as JSON.

Refuses to open files: it reads what is handed to it. It ends when its parent does.
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
from .dispatch import read
from .limits import confine, rearm
from .post import MOST, PostError, packed, receive, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..readers.protocol import RawArticle

_SLICE: Final = 500
_SLICE_SECONDS: Final = 2.0
_SLICE_CHARACTERS: Final = 2 << 20
_MOST_CHARACTERS: Final = MOST // 8


def main(number: int) -> None:
    """Serve the socket that is open as file ``number`` until nobody speaks any more."""
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
            _serve(channel, request, file)


def _serve(channel: socket.socket, request: dict[str, Any], file: BinaryIO) -> None:
    """Answer one request: slices of articles, and at the end how it ended."""
    carried = {name: request[name] for name in ("url", "captured") if name in request}
    opened = Opened(file, request["path"], request["size"], fields=request["fields"], **carried)
    end: dict[str, Any] = {"end": "done"}
    try:
        for articles, faults in _slices(read(opened, named(request["format"]))):
            send(channel, {"articles": articles, "faults": faults})
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
    send(channel, end)


def _slices(items: Iterator[RawArticle | Fault]) -> Iterator[tuple[list[dict[str, Any]], list[str]]]:
    """Yield what was read so far whenever it is many, large, or took long."""
    articles: list[dict[str, Any]] = []
    faults: list[str] = []
    size, started = 0, time.monotonic()
    for item in items:
        if isinstance(item, Fault):
            faults.append(item.reason)
        elif len(item.text) > _MOST_CHARACTERS:
            faults.append(f"An article of {len(item.text)} characters is too large.")
        else:
            articles.append(packed(item))
            size += len(item.text)
        if len(articles) >= _SLICE or size > _SLICE_CHARACTERS or time.monotonic() - started > _SLICE_SECONDS:
            yield articles, faults
            articles, faults, size, started = [], [], 0, time.monotonic()
    if articles or faults:
        yield articles, faults
