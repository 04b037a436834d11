"""The child process for long work of the library; it reports in lines of JSON.

Must not import Textual. The end of its input tells it to stop, so it does not outlive its parent.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index import Library, Progress

    Report = Callable[[Progress], None]
    Cancelled = Callable[[], bool]

NICENESS: Final = 5
"""By how much the child lowers its priority below the screen's process."""

PATIENCE: Final = 0.3
"""Seconds after which a comparison starts to report progress."""


def main() -> int:
    """Read one request from standard input, carry it out, and write progress and outcome to standard output."""
    from index.cli.command import collect_rarely  # noqa: PLC0415 - the parent imports this module only for its name

    collect_rarely()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr  # a stray print must not end up between lines of JSON
    os.nice(NICENESS)
    request = json.loads(sys.stdin.readline())
    stop = Event()
    Thread(target=_await_end, args=(sys.stdin, stop), daemon=True).start()
    try:
        outcome = perform(request, lambda message: _tell(out, message), stop.is_set)
    except Exception as error:  # noqa: BLE001 - the parent tells the reader, whatever it is
        outcome = {"error": str(error) or type(error).__name__}
    _tell(out, outcome)
    return 0


def perform(
    request: Mapping[str, Any], tell: Callable[[dict[str, Any]], None], cancelled: Callable[[], bool]
) -> dict[str, Any]:
    """Do the work named by ``request["verb"]`` and return its outcome; ``tell`` is called with progress."""

    def report(progress: Progress) -> None:
        tell({"progress": asdict(progress)})

    verb, library = request["verb"], open_library(request)
    try:
        return {verb: VERBS[verb](library, request, report, cancelled)}
    finally:
        library.close()


def open_library(request: Mapping[str, Any]) -> Library:
    """Open the library of the request's ``paths`` and ``config``, with the command line's ``options``."""
    from index import Library, load_settings  # noqa: PLC0415 - the parent imports this module only for its name

    config = request.get("config")
    loaded = load_settings(Path(config) if config else None, options=request.get("options"))
    return Library.of_paths(request["paths"], loaded.settings)


def _refresh(library: Library, request: Mapping[str, Any], report: Report, cancelled: Cancelled) -> dict[str, Any]:
    return asdict(library.refresh(rebuild=bool(request.get("rebuild")), progress=report, cancelled=cancelled))


def _digest(library: Library, _: Mapping[str, Any], report: Report, cancelled: Cancelled) -> int:
    return library.digest(progress=report, cancelled=cancelled)


def _compare(library: Library, request: Mapping[str, Any], report: Report, _: Cancelled) -> dict[str, Any]:
    """Compare the articles of the request; that is cancelled by killing the child, which keeps nothing."""
    from index import to_json  # noqa: PLC0415 - as above
    from index.cli.command import uncollected  # noqa: PLC0415 - as above

    articles, include, watch = request["articles"], request["include"], late(report, monotonic)
    return to_json(uncollected(lambda: library.compare(*articles, include=include, progress=watch)))


def late(report: Report, clock: Callable[[], float]) -> Report:
    """Return a callback that passes progress on only after `PATIENCE`, so that short work shows none."""
    begun = clock()

    def watch(progress: Progress) -> None:
        if clock() - begun >= PATIENCE:
            report(progress)

    return watch


VERBS: Final = {"refresh": _refresh, "digest": _digest, "compare": _compare}
"""The verbs of the child, by name in the request."""


def _await_end(stream: IO[str], stop: Event) -> None:
    while stream.readline():
        pass
    stop.set()


def _tell(out: IO[str], message: Mapping[str, Any]) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()
